"""What a number or a citation in an answer, a draft or a finding rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.spans import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer shown to a person as ``[n]``. ``text`` is quoted unaltered; ``span`` is where it stands.

    For reports ``section`` is the label and ``article`` ""; for laws the reverse; ``in_force`` only for laws.
    ``correction`` says which of its figures a person corrected, "" otherwise.
    """

    n: int
    document_id: str
    title: str
    issuer: str
    year: int | None
    section: str
    article: str
    text: str
    span: Span
    page: int | None = None
    in_force: bool | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A figure given as the answer (or a part of it). ``formula`` shows a computation in numbers: 31988÷34973.

    ``value`` as written in the source, or the computed one; ``citation`` is the ``n`` of its Citation. ``corrected``:
    a person corrected the figure, and the source may have another.
    """

    indicator: str
    value: str
    unit: str
    amount: str | None
    amount_unit: str
    year: int | None
    issuer: str
    approximate: bool
    formula: str | None
    citation: int | None
    scope: str = ""
    period: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One point of a series or a ranking, fit for a chart; ``value`` and ``unit`` as written, ``amount`` scaled."""

    year: int | None
    issuer: str
    value: str
    unit: str
    amount: str | None


AnswerStatus = Literal["answered", "not_found", "conflict"]


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` carries [n] marks. When not found ``figures`` is empty and the text gives no figure as the answer.

    ``rows`` holds the points of a series or ranking in the order asked for; empty for single figures.
    """

    status: AnswerStatus
    text: str
    figures: tuple[AnswerFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    rows: tuple[SeriesPoint, ...] = ()
