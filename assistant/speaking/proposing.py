"""Findings that a model proposes: shown only where text, article and quotation are really there, in words of ours."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.asking.replying.citing import Citing
from assistant.checking import CheckResult, Finding, Rule, RuleBook
from assistant.evidence import Citation
from assistant.language_model import ChatModel, Message, ModelFailed
from assistant.speaking.prompting import harmless, prompt
from knowledge.laws.citations import find_law_citations
from knowledge.library import Library
from knowledge.spans import Span

BY_MODEL = "语言模型建议"
_MOST_ARTICLES, _MOST_RULES, _MOST_PROPOSALS = 12, 40, 5
_SHORTEST_WORDS, _SHORTEST_QUOTE = 4, 8
_LONGEST_TEXT = 3_000
_SCHEMA = {
    "type": "object",
    "properties": {
        "proposals": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "words": {"type": "string"},
                    "article": {"type": "integer"},
                    "quote": {"type": "string"},
                    "rule": {"type": "string"},
                },
                "required": ["words", "article", "quote", "rule"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["proposals"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Anchors:
    """What a proposal may rest on."""

    articles: tuple[Citation, ...]
    rules: RuleBook


def with_proposals(
    text: str, result: CheckResult, library: Library, model: ChatModel, rules: RuleBook, *, as_of: datetime.date
) -> CheckResult:
    """The result with what ``model`` proposes besides; the same result when the model fails or has nothing to show.

    A proposal stays when its words stand in ``text``, nothing was found there yet, and it quotes an article that the
    text cites and that is in force on ``as_of``, or names a rule. No word of the model is shown: the finding says
    which article or rule to hold the words against.
    """
    anchors = _Anchors(tuple(_articles(text, library, as_of)), rules)
    listed = [f"{rule.id} {rule.message}" for rule in rules.rules[:_MOST_RULES] if "{" not in rule.message]
    told = {
        "articles": [f"《{c.title}》{c.article}：“{harmless(c.text)}”" for c in anchors.articles],
        "rules": listed,
        "text": harmless(text[:_LONGEST_TEXT]),
    }
    messages = [Message("system", prompt("check_system", {})), Message("user", prompt("check_user", told))]
    try:
        reply = model.complete(messages, schema=_SCHEMA)
    except ModelFailed:
        return result
    found = list(result.findings)
    for proposal in proposals_in(reply)[:_MOST_PROPOSALS]:
        finding = _anchored(proposal, text, anchors)
        if finding is not None and not any(finding.span.overlaps(other.span) for other in found):
            found.append(finding)
    return replace(result, findings=tuple(sorted(found, key=lambda f: (f.span.start, f.span.end, f.rule))))


def proposals_in(reply: str) -> list[dict[str, object]]:
    """The proposals of a reply; [] when it is no such JSON."""
    found = re.search(r"\{.*\}", reply, re.S)
    try:
        data = json.loads(found[0]) if found else None
    except json.JSONDecodeError:
        return []
    listed = data.get("proposals") if isinstance(data, dict) else None
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _articles(text: str, library: Library, as_of: datetime.date) -> Iterator[Citation]:
    """The articles that the text cites, in force on the day."""
    citing = Citing()
    for cited in find_law_citations(text, library.laws.names())[:_MOST_ARTICLES]:
        if cited.article is None:
            continue
        resolution = library.laws.resolve(cited, as_of)
        if resolution.article is not None and resolution.version is not None and resolution.version.in_force(as_of):
            citing.article(resolution.article, resolution.version, in_force=True)
    yield from citing.citations


def _anchored(proposal: dict[str, object], text: str, anchors: _Anchors) -> Finding | None:
    words, number, quote, rule = (proposal.get(key) for key in ("words", "article", "quote", "rule"))
    if not isinstance(words, str) or len(words) < _SHORTEST_WORDS or text.count(words) != 1:
        return None
    span = Span(text.index(words), text.index(words) + len(words))
    if isinstance(number, int) and 1 <= number <= len(anchors.articles) and isinstance(quote, str):
        return _by_article(span, words, anchors.articles[number - 1], quote)
    return _by_rule(span, words, rule, anchors.rules) if isinstance(rule, str) else None


def _by_article(span: Span, words: str, article: Citation, quote: str) -> Finding | None:
    if len(quote) < _SHORTEST_QUOTE or quote not in article.text:
        return None
    message = f"{BY_MODEL}，请人工核对：这里与《{article.title}》{article.article}“{quote}”是否一致。"
    return Finding("model-article", "statute", "suggestion", span, words, message, citation=article)


def _by_rule(span: Span, words: str, name: str, rules: RuleBook) -> Finding | None:
    known = next((rule for rule in _active(rules) if rule.id == name and "{" not in rule.message), None)
    if known is None:
        return None
    message = f"{BY_MODEL}，请人工核对：{known.message}（{known.source}）"
    return Finding(f"model-{known.id}", known.kind, "suggestion", span, words, message)


def _active(rules: RuleBook) -> list[Rule]:
    return [rule for rule in rules.rules if not rules.is_off(rule.id, rule.kind)]
