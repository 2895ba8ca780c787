"""A text at the gate: its slots, what may fill them, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.drafting.drafts import DraftFigure, LastSection, Origin
from assistant.drafting.implied_names import with_implied_names
from assistant.drafting.slots import Slot, find_slots
from assistant.drafting.supply import Supply
from knowledge.quantities import Number


@dataclass(slots=True)
class Gate:
    """``found`` holds verdicts by slot index; ``base_dates`` the dates of last year's text."""

    text: str
    supply: Supply
    slots: list[Slot]
    base: LastSection | None
    found: dict[int, DraftFigure] = field(default_factory=dict)
    base_dates: list[Number] = field(default_factory=list)
    _base_slots: list[Slot] | None = None

    def base_slots(self) -> list[Slot]:
        """The slots of last year's text, found once."""
        if self._base_slots is None:
            base = self.base
            found = find_slots(base.text, base.year) if base else []
            self._base_slots = with_implied_names(base.text, found, base.title) if base else []
        return self._base_slots

    def say(self, slot: Slot, origin: Origin, metric: str | None = None, formula: str | None = None) -> DraftFigure:
        """The slot's number with its origin."""
        return DraftFigure(slot.span, slot.span.of(self.text), origin, metric, formula)

    def refuse(self, slot: Slot, reason: str) -> DraftFigure:
        """The slot's number without evidence, and why."""
        return DraftFigure(slot.span, slot.span.of(self.text), "unsupported", reason=reason)
