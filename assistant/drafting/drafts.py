"""What a draft is: text, and where each of its numbers came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.evidence import Citation
from assistant.metrics.supplied import Metric
from knowledge.spans import Span

Origin = Literal["metric", "computed", "ledger", "regulation", "unsupported"]
ChangeKind = Literal["kept", "changed", "new", "dropped"]


@dataclass(frozen=True, slots=True)
class LastSection:
    """The section a draft is made from, whose names, dates of documents and terms it may keep (never its figures).

    ``year`` is its report's year; ``document_id`` and ``place`` say where it stands in the library, if it does.
    """

    text: str
    year: int
    title: str = ""
    document_id: str = ""
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A number of the draft. ``metric`` names the indicator it came from, ``formula`` shows a computation.

    ``reason`` says, in Chinese, why an ``unsupported`` one is so; "" otherwise.
    """

    span: Span
    text: str
    origin: Origin
    metric: str | None = None
    formula: str | None = None
    citation: Citation | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What became of a number or a year of last year's text: ``old`` → ``new``.

    ``dropped`` ones became 【待补】; a ``new`` one is a sentence that last year's text did not have.
    """

    kind: ChangeKind
    old: str
    new: str
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the writer may choose. ``exact``: 317家 where last year's text says 300余家.

    ``write_new``: a metric without a place is written as a sentence into the section it belongs to, not only offered.
    """

    exact: bool = False
    write_new: bool = True


USUAL = Choices()


@dataclass(frozen=True, slots=True)
class Draft:
    """``missing``: indicators left as 【待补：…】; ``left``: metrics that it has nowhere; ``warnings``: to confirm.

    ``title`` is the section's own; ``offered`` holds sentences for the metrics that are left, for the writer to place.
    ``changes`` tells what became of each number of last year's text, and what is new.
    """

    text: str
    figures: tuple[DraftFigure, ...]
    missing: tuple[str, ...]
    left: tuple[Metric, ...]
    warnings: tuple[str, ...]
    title: str = ""
    offered: tuple[str, ...] = ()
    changes: tuple[DraftChange, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """The indicators of the metrics that are left."""
        return tuple(metric.indicator for metric in self.left)
