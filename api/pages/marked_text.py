"""An answer's text parted where a reader may click: its figures, its [n] marks, and the words between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from api.schemas.evidence import AnswerFigureOut

_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text. ``citation`` is the n of the source; a computed figure has a ``formula`` and maybe none."""

    kind: Literal["words", "figure", "mark"]
    text: str
    citation: int | None = None
    formula: str | None = None


def parted(text: str, figures: Sequence[AnswerFigureOut], citations: int) -> list[Segment]:
    """The segments in order; joined they are ``text``. Marks beyond ``citations`` are words."""
    segments: list[Segment] = []
    end = 0
    for found in _pattern(figures).finditer(text):
        segment = _segment(found, figures, citations)
        if segment is None:
            continue
        if found.start() > end:
            segments.append(Segment("words", text[end : found.start()]))
        segments.append(segment)
        end = found.end()
    if end < len(text):
        segments.append(Segment("words", text[end:]))
    return segments


def _pattern(figures: Sequence[AnswerFigureOut]) -> re.Pattern[str]:
    values = sorted({_words(figure) for figure in figures if figure.value}, key=len, reverse=True)
    alternatives = [rf"(?<![\d.,]){re.escape(value)}" for value in values]
    return re.compile("|".join([_MARK.pattern, *alternatives]))


def _segment(found: re.Match[str], figures: Sequence[AnswerFigureOut], citations: int) -> Segment | None:
    words = found.group()
    if found.group(1):
        n = int(found.group(1))
        return Segment("mark", words, n) if 1 <= n <= citations else None
    alike = [figure for figure in figures if _words(figure) == words]
    told = found.string[found.end() :].lstrip("（")
    figure = next((each for each in alike if each.formula and told.startswith(each.formula)), alike[0])
    return Segment("figure", words, figure.citation, figure.formula)


def _words(figure: AnswerFigureOut) -> str:
    """As an answer writes it: a decrease of -3.74% is 下降3.74%."""
    return figure.value.removeprefix("-") + figure.unit
