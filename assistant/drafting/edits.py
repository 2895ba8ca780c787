"""What replaces what while a section is composed, and how all of it becomes one text with exact spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.drafting.drafts import DraftFigure, LastSection, Origin
from assistant.drafting.slots import Slot
from assistant.drafting.supply import Supply
from assistant.evidence import Citation
from assistant.metrics.supplied import Metric
from knowledge.spans import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of last year's text replaced; ``number`` is where the new number stands within ``text``, if any."""

    span: Span
    text: str
    number: Span | None = None
    origin: Origin = "metric"
    metric: str | None = None
    formula: str | None = None
    citation: Citation | None = None


@dataclass(slots=True)
class Work:
    """What is known while one section is composed.

    ``filled`` and ``amounts`` are by slot index, ``done`` the slots settled; ``turned`` is where a movement of last
    year's text has turned round.
    """

    base: LastSection
    supply: Supply
    slots: list[Slot]
    exact: bool = False  # no 余: values as supplied
    filled: dict[int, Metric] = field(default_factory=dict)
    amounts: dict[int, Decimal] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    turned: list[Span] = field(default_factory=list)

    def put(self, index: int, edit: Edit) -> None:
        """Settle a slot with an edit."""
        self.edits.append(edit)
        self.done.add(index)


def applied(text: str, edits: Sequence[Edit]) -> tuple[str, tuple[DraftFigure, ...]]:
    """All edits at once, left to right; spans of figures point into the new text."""
    pieces: list[str] = []
    figures: list[DraftFigure] = []
    at = length = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < at:
            continue  # overlaps an edit already made (a claim's word within a change)
        pieces.append(text[at : edit.span.start])
        length += edit.span.start - at
        if edit.number is not None:
            span = edit.number.shifted(length)
            words = edit.number.of(edit.text)
            figures.append(DraftFigure(span, words, edit.origin, edit.metric, edit.formula, edit.citation))
        pieces.append(edit.text)
        length += len(edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces), tuple(figures)
