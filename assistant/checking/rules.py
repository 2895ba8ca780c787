"""Rules as data: patterns over the text, each with its source and with sentences it must flag and must pass."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from assistant.checking.findings import Finding, FindingKind, Severity
from knowledge.spans import Span

FILES = ("wording.toml", "terms.toml", "arithmetic.toml", "number_format.toml", "punctuation.toml", "numbering.toml")


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the rule and what is missing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches, what it says, where it comes from.

    ``pattern`` may name groups; ``message`` and ``suggestion`` may use them as ``{name}``, the whole match as
    ``{0}``. ``words`` (wrong → right) makes the pattern and the suggestion by itself. A group named ``at`` is the
    span reported, else the whole match. ``since`` is the first year of reports it holds for (0: all).
    """

    id: str
    kind: FindingKind
    severity: Severity
    pattern: re.Pattern[str]
    message: str
    source: str
    flag: tuple[str, ...]
    passes: tuple[str, ...]
    suggestion: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    since: int = 0


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the rule files, read once. Raises RuleError for one that is incomplete."""
    found = tuple(rule for name in FILES for rule in _rules_of(name))
    ids = [rule.id for rule in found]
    doubled = sorted({each for each in ids if ids.count(each) > 1})
    if doubled:
        raise RuleError(f"规则编号重复：{'、'.join(doubled)}")
    return found


def findings_of(rule: Rule, text: str) -> Iterator[Finding]:
    """What one rule flags in ``text``, in order."""
    right = dict(rule.words)
    for match in rule.pattern.finditer(text):
        named = {name: words or "" for name, words in match.groupdict().items()}
        named["right"] = right.get(match.group(), "")
        span = Span(*match.span("at")) if "at" in named and match["at"] is not None else Span(*match.span())
        suggestion = rule.suggestion.format(match.group(), **named) if rule.suggestion is not None else None
        yield Finding(
            rule.id,
            rule.kind,
            rule.severity,
            span,
            span.of(text),
            rule.message.format(match.group(), **named),
            suggestion=suggestion if suggestion is not None else named["right"] or None,
        )


def check_rules(text: str, year: int | None = None) -> list[Finding]:
    """What all rules flag in ``text``, a report of ``year`` (None: also the rules for reports of later years)."""
    held = [rule for rule in rules() if year is None or rule.since <= year]
    return [finding for rule in held for finding in findings_of(rule, text)]


def _rules_of(name: str) -> Iterator[Rule]:
    data = tomllib.loads(files("assistant.checking").joinpath(name).read_text("utf-8"))
    for entry in data["rule"]:
        missing = [key for key in ("id", "kind", "severity", "message", "source", "flag", "pass") if not entry.get(key)]
        if not entry.get("pattern") and not entry.get("words"):
            missing.append("pattern")
        if missing:
            raise RuleError(f"{name} 中的规则 {entry.get('id', '?')} 缺少：{'、'.join(missing)}")
        if entry["kind"] not in get_args(FindingKind) or entry["severity"] not in get_args(Severity):
            raise RuleError(f"{name} 中的规则 {entry['id']} 的 kind 或 severity 不在约定的取值内")
        words = tuple(entry.get("words", {}).items())
        yield Rule(
            id=entry["id"],
            kind=entry["kind"],
            severity=entry["severity"],
            pattern=re.compile(entry.get("pattern") or "|".join(re.escape(wrong) for wrong, _ in words), re.MULTILINE),
            message=entry["message"],
            source=entry["source"],
            flag=tuple(entry["flag"]),
            passes=tuple(entry["pass"]),
            suggestion=entry.get("suggestion"),
            words=words,
            since=int(entry.get("since", 0)),
        )
