"""What a model is told: the templates of prompts/speaking, filled. Documents' words are values, never templates."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer, Citation
from assistant.language_model import ChatModel, Message
from assistant.speaking.facts import Change, Facts, Level

_LONGEST_PASSAGE = 1_200
_SIGNS_OF_OURS = re.compile(r"[⟦⟧]|<\|.*?\|>|\[(?=\d{1,3}\])")


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _source(name: str) -> str:
    return (files("prompts") / "speaking" / f"{name}.md.j2").read_text("utf-8")


def prompt(name: str, values: Mapping[str, object]) -> str:
    """The template ``name`` of prompts/speaking, filled."""
    return _environment().from_string(_source(name)).render(values).strip()


@cache
def prompt_version(*names: str) -> str:
    """Changes whenever one of these templates does."""
    return hashlib.sha256("\0".join(map(_source, names)).encode()).hexdigest()[:10]


def harmless(text: str) -> str:
    """A document's words without what could pass for a mark, a token or a turn of ours."""
    return _SIGNS_OF_OURS.sub("（", text)


def messages_for(question: Question, answer: Answer, facts: Facts, model: ChatModel) -> list[Message]:
    """System and user turn; passages are left out from the last on until the prompt fits the model's context."""
    held = list(answer.citations)
    while True:
        values = {
            "evidence": [*_figure_lines(answer, facts), *(_passage_line(citation) for citation in held)],
            "changes": _change_lines(answer, facts),
            "wording": answer.text,
            "question": harmless(question.text),
        }
        messages = [Message("system", prompt("answer_system", {})), Message("user", prompt("answer_user", values))]
        if model.room(messages) >= 0 or not held:
            return messages
        held.pop()


def retry_messages(before: Sequence[Message], sentence: str, reason: str, said: str) -> list[Message]:
    """The same again, with what was wrong."""
    told = prompt("retry", {"sentence": sentence.strip(), "reason": reason, "said": said})
    last = before[-1]
    return [*before[:-1], replace(last, text=f"{last.text}\n\n{told}")]


def _figure_lines(answer: Answer, facts: Facts) -> list[str]:
    return [_level_line(level) for level in facts.levels if _of_answer(level, answer)]


def _of_answer(level: Level, answer: Answer) -> bool:
    return any(f.year == level.year and f.citation in level.cites for f in answer.figures) and bool(level.shown)


def _level_line(level: Level) -> str:
    notes = "，".join(note for note in (level.scope, level.period, "目标" if level.planned else "") if note)
    name = max(level.names, key=len)
    year = f"{level.year}年 " if level.year is not None else ""
    marks = "".join(f"[{n}]" for n in sorted(level.cites))
    return f"{marks} {year}{level.issuer} {name}{f'（{notes}）' if notes else ''} {level.shown}"


def _change_lines(answer: Answer, facts: Facts) -> list[str]:
    years = {figure.year for figure in answer.figures}
    return [_change_line(change) for change in facts.changes if change.year in years][:12]


def _change_line(change: Change) -> str:
    marks = "".join(f"[{n}]" for n in sorted(change.cites))
    turn = "增加" if change.amount > 0 else "减少" if change.amount < 0 else "持平"
    size = f"{abs(change.amount):.2f}".rstrip("0").rstrip(".") if change.rounded else f"{abs(change.amount):f}"
    scope = f"（{change.scope}）" if change.scope else ""
    name = max(change.names, key=len)
    return f"{marks} {change.year}年{name}{scope}比{change.base_year}年{turn}{size}{change.unit}"


def _passage_line(citation: Citation) -> str:
    text = harmless(citation.text[:_LONGEST_PASSAGE])
    if citation.article:
        return f"[{citation.n}] 《{citation.title}》{citation.article}：“{text}”"
    year = f"{citation.year}年" if citation.year is not None else ""
    return f"[{citation.n}] {citation.issuer}{year}报告“{citation.section}”：“{text}”"
