"""A report of other years in the same words: every figure replaced, the years rolled back.

What each sibling says at each place is known from the replacement. Only numbers in digits are replaced; a report that
tells the values of several years in one table will contradict its siblings, and 分别-lists of changes stay random.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.sibling_numbers import Place, places_in, years_in
from benchmarks.sibling_values import Chain, Key, chains_of, rounded_like
from knowledge.spans import Span

_CHAIN_BEYOND = 2  # years before the last sibling, so that its changes have a base


@dataclass(frozen=True, slots=True)
class Replacement:
    """A number of the report and what stands in its place; ``value`` and ``original`` as written."""

    original_span: Span
    span: Span  # in the sibling's text
    original: str
    value: str
    unit: str
    role: str  # level | change_rate | change_amount


def siblings(
    text: str, year: int, count: int, seed: int, *, consistent: bool = True
) -> list[tuple[int, str, tuple[Replacement, ...]]]:
    """(year, text, replacements) of the ``count`` years before ``year``, nearest first.

    ``consistent``: published changes (同比, 比上年) follow from the values, the report's own among them, wherever their
    level is known; otherwise they are drawn at random and contradict. Totals with their parts and rates with their
    counts in one sentence are kept right either way. Equal numbers with equal units stay equal; 100% and 0 stay.
    A level differs from year to year wherever its size allows. The same arguments give the same texts.
    """
    places = places_in(text, year)
    chains = chains_of(places, count + _CHAIN_BEYOND, random.Random(f"{seed} levels"))
    chance = random.Random(f"{seed} changes")
    made = []
    for back in range(1, count + 1):
        written = [_written(place, places, chains, back, chance if not consistent else None) for place in places]
        made.append((year - back, *_replaced(text, places, written, back)))
    return made


def rolled(text: str, back: int) -> str:
    """The text with its years rolled back and no figure changed: for file names and titles."""
    for span in reversed(list(years_in(text))):
        text = f"{text[: span.start]}{int(span.of(text)) - back}{text[span.end :]}"
    return text


def _replaced(
    text: str, places: Sequence[Place], written: Sequence[str], back: int
) -> tuple[str, tuple[Replacement, ...]]:
    figures = {place.span: (place, new) for place, new in zip(places, written, strict=True)}
    years = {span: str(int(span.of(text)) - back) for span in years_in(text)}
    parts: list[str] = []
    replacements: list[Replacement] = []
    at = length = 0
    for span in sorted([*figures, *years], key=lambda one: one.start):
        new = figures[span][1] if span in figures else years[span]
        parts += [text[at : span.start], new]
        length += span.start - at + len(new)
        at = span.end
        if span in figures:
            place, here = figures[span][0], Span(length - len(new), length)
            replacements.append(Replacement(span, here, span.of(text), new, place.unit, place.role))
    return "".join([*parts, text[at:]]), tuple(replacements)


def _written(
    place: Place, places: Sequence[Place], chains: Mapping[Key, Chain], back: int, chance: random.Random | None
) -> str:
    """The number that stands at ``place`` in the sibling; ``chance``: whence changes come that follow from nothing."""
    if place.role == "level":
        return f"{chains[place.key][back]:f}"
    if chance is not None or place.of is None:
        drawn = (chance or random.Random(f"{place.span} {back}")).uniform(0.3, 2.2)
        return f"{rounded_like(place, place.value * Decimal(drawn)):f}"
    chain = chains[places[place.of].key]
    now, before = chain[back], chain[min(back + place.lag, len(chain) - 1)]
    change = now - before
    if place.role == "change_rate" and places[place.of].unit != "%":
        change = change / before * 100
    return f"{rounded_like(place, -change if place.falls else change):f}"
