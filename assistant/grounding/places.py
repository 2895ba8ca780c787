"""Where a number of a text stood in last year's: the same words lead up to it."""

from __future__ import annotations

import re

from assistant.drafting.slots import Slot
from assistant.grounding.gate import Gate
from assistant.metrics.supplied import Metric

# What differs from year to year; and the marks: which clause stood before says nothing about what is counted.
_MOVING = re.compile(r"【[^】]*】|[\d０-９.．%％]+|[\s，。；：]")
_REACH = 60
_ENOUGH = 4  # characters that must lead up to both


def in_a_parts_place(gate: Gate, slot: Slot, metric: Metric) -> bool:
    """Whether last year's text, at this place, gave the value of a part (or another count) under the metric's name."""
    if gate.base is None:
        return False
    same = _same_places(gate, slot)
    return bool(same) and not any(gate.supply.is_its_place(other, metric) for other in same)


def _same_places(gate: Gate, slot: Slot) -> list[Slot]:
    """The slots of last year's text that the longest run of the same words leads up to."""
    assert gate.base is not None
    here = _lead(gate.text, slot)
    scored = [
        (_common_end(here, _lead(gate.base.text, other)), index)
        for index, other in enumerate(gate.base_slots())
        if _of_the_year(other, gate.base.year)
    ]
    best = max((length for length, _ in scored), default=0)
    return [gate.base_slots()[index] for length, index in scored if length == best] if best >= _ENOUGH else []


def _of_the_year(slot: Slot, year: int) -> bool:
    """Whether it is a result of the year, no goal and no value of another year."""
    figure = slot.figure
    return figure is not None and not (slot.is_change or figure.planned) and figure.year in (None, year)


def _lead(text: str, slot: Slot) -> str:
    return _MOVING.sub("", text[max(0, slot.span.start - _REACH) : slot.span.start])


def _common_end(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return length
