"""The same words twice with another number: 检查商户520户，责令整改30家 in the body, 责令整改13家 in the summary.

Only whole clauses of some length that agree in every word, under headings that do not narrow them differently, and
only exact values: what differs in anything but a number may well be another thing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.checking.contexts import narrowing_heading, plans_begin
from assistant.checking.findings import Finding
from knowledge.quantities import Number, find_numbers
from knowledge.spans import Span

SHORTEST = 10  # Han characters that two clauses must have in common; 整改30家 alone is said of many things
_CLAUSE = re.compile(r"[^。；;！？\n|]*[0-9０-９][^。；;！？\n|]*")
_HAN = re.compile(r"[一-龥]")
_NUMBERED = re.compile(r"^[\s　]*(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．是])?")


@dataclass(frozen=True, slots=True)
class _Said:
    span: Span
    numbers: tuple[Number, ...]
    offset: int


def check_said_again(text: str, reported: Collection[Span]) -> list[Finding]:
    """Clauses that stand twice with other numbers; not at a place in ``reported``, which is known already."""
    return [finding for finding in _differing(text) if finding.span not in reported]


def _differing(text: str) -> Iterator[Finding]:
    first: dict[str, dict[str, _Said]] = {}
    stop = plans_begin(text)
    for match in _CLAUSE.finditer(text, 0, stop):
        words = match.group()
        numbers = tuple(number for number in find_numbers(words) if number.role == "quantity")
        skeleton = _skeleton(words, numbers)
        if not numbers or len(_HAN.findall(skeleton)) < SHORTEST:
            continue
        said = _Said(Span(*match.span()), numbers, match.start())
        under = first.setdefault(skeleton, {})
        heading = narrowing_heading(text, match.start())
        before = under.get(heading) or under.get("") or (next(iter(under.values()), None) if not heading else None)
        under.setdefault(heading, said)
        if before is not None:
            yield from _compared(text, before, said)


def _skeleton(words: str, numbers: tuple[Number, ...]) -> str:
    """The words with each value as a sign, its unit kept: two values of other units are not compared."""
    parts, at = [], _NUMBERED.match(words).end()  # type: ignore[union-attr]
    for number in numbers:
        parts += [words[at : number.span.start], "#", number.unit]
        at = max(at, number.span.end)
    return "".join([*parts, words[at:]]).strip()


def _compared(text: str, before: _Said, said: _Said) -> Iterator[Finding]:
    for there, here in zip(before.numbers, said.numbers, strict=True):
        exact = not (there.approximation or here.approximation or there.upper or here.upper)
        if exact and there.amount is not None and here.amount is not None and there.amount != here.amount:
            span, earlier = here.span.shifted(said.offset), there.span.shifted(before.offset)
            message = (
                f"前文同一句话中为“{earlier.of(text)}”，此处为“{span.of(text)}”，其余文字相同。请核对后统一；"
                "若说的是两件事，请写明区别。"
            )
            yield Finding(
                "consistency-said-again",
                "consistency",
                "warning",
                span,
                span.of(text),
                message,
                related=(earlier,),
            )
