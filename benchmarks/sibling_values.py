"""The values of a report's numbers in earlier years: plausible, never the same twice, with totals and shares kept."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from benchmarks.sibling_numbers import Place

Key = tuple[Decimal, str]
Chain = list[Decimal]  # of the report itself, of the year before, of the year before that …
_MAY_REPEAT = 20  # smaller values are too few for all places of a year to differ


@dataclass
class Chains:
    """The chain of every level; ``of`` a key. Made by :func:`chains_of`."""

    years: int
    chance: random.Random
    of: dict[Key, Chain] = field(default_factory=dict)
    taken: list[set[Decimal]] = field(default_factory=list)  # by year: the larger values

    def add(self, place: Place, change: Place | None, moves: Sequence[Decimal]) -> None:
        """Values near the original moved as its sentence moves, or as its published change says."""
        chain = [place.value]
        for n, move in enumerate(moves):
            if place.value == 0 or (place.unit == "%" and place.value == 100):
                chain.append(place.value)
                continue
            if change is None:
                wanted = place.value * move * Decimal(self.chance.uniform(0.98, 1.02))
            else:
                wanted = _base_of(chain[-1], place, change, Decimal(self.chance.uniform(0.5, 1.6)) if n else Decimal(1))
            chain.append(_free(place, wanted, {*chain, *self.taken[n]}))
            self.taken[n] |= {chain[-1]} if chain[-1] >= _MAY_REPEAT else set()
        self.of[place.key] = chain

    def share_out(self, total: Place, parts: Sequence[Place]) -> None:
        """Let the parts follow their total; the largest takes what rounding leaves."""
        largest = max(parts, key=lambda place: place.value)
        for n, whole in enumerate(self.of[total.key][1:], start=1):
            for part in parts:
                self.of[part.key][n] = max(rounded_like(part, part.value * whole / total.value), _step(part))
            rest = sum((self.of[part.key][n] for part in parts if part is not largest), Decimal(0))
            self.of[largest.key][n] = whole - rest

    def follow(self, part: Place, whole: Place, rate: Place) -> None:
        """Let a published share be the share that its two counts have."""
        headroom = min(Decimal("0.02"), 1 - rate.value / 100)
        for n, value in enumerate(self.of[whole.key][1:], start=1):
            share = rate.value / 100 + headroom * Decimal(self.chance.uniform(-0.9, 0.9))
            self.of[part.key][n] = max(rounded_like(part, value * share), _step(part))
            self.of[rate.key][n] = rounded_like(rate, self.of[part.key][n] / value * 100)


def chains_of(places: Sequence[Place], years: int, chance: random.Random) -> dict[Key, Chain]:
    """A chain of ``years`` + 1 values for every level."""
    changes = {places[place.of].key: place for place in places if place.of is not None and place.lag == 1}
    chains = Chains(years, chance, taken=[set() for _ in range(years)])
    for levels in _by_group(places):
        moves = [Decimal(chance.uniform(0.72, 1.3)) for _ in range(years)]
        for place in levels:
            if place.key not in chains.of:
                chains.add(place, changes.get(place.key), moves)
        for total, parts in _totals(levels):
            chains.share_out(total, parts)
        for part, whole, rate in _rates(levels):
            chains.follow(part, whole, rate)
    return chains.of


def rounded_like(place: Place, value: Decimal) -> Decimal:
    """The value with as many decimals as the place has."""
    return value.quantize(_step(place), ROUND_HALF_UP)


def _step(place: Place) -> Decimal:
    return Decimal(1).scaleb(-place.decimals)


def _by_group(places: Sequence[Place]) -> Iterator[list[Place]]:
    levels = [place for place in places if place.role == "level"]
    for group in dict.fromkeys(place.group for place in levels):
        yield [place for place in levels if place.group == group]


def _base_of(value: Decimal, place: Place, change: Place, stretch: Decimal) -> Decimal:
    """The value one year before, so that the change has the direction that the words say."""
    signed = (-change.value if change.falls else change.value) * stretch
    if change.role == "change_rate" and place.unit != "%":
        return value / (1 + signed / 100)
    return value - signed


def _free(place: Place, wanted: Decimal, used: set[Decimal]) -> Decimal:
    """The nearest value to ``wanted`` that is written like the original and not yet used."""
    step = _step(place)
    while place.rounded and place.value % (step * 10) == 0 and step * 10 < place.value:
        step *= 10
    most = Decimal(100) if place.unit == "%" and place.value <= 100 else None
    nearest = max(step, (wanted / step).quantize(Decimal(1), ROUND_HALF_UP) * step)
    for distance in range(len(used) + 200):
        for candidate in (nearest + distance * step, nearest - distance * step):
            if candidate > 0 and candidate not in used and (most is None or candidate < most):
                return rounded_like(place, candidate)
    return place.value


def _totals(levels: Sequence[Place]) -> Iterator[tuple[Place, Sequence[Place]]]:
    """A number with at least two of its unit beside it, after it or (in a table's column) before it, that add up."""
    for n, total in enumerate(levels):
        after = [place for place in levels[n + 1 :] if place.unit == total.unit]
        column_before = list(reversed(levels[:n])) if total.group[1] else []
        for others in (after, column_before):
            for count in range(2, len(others) + 1):
                parts = others[:count]
                if sum(part.value for part in parts) == total.value and len({part.key for part in parts}) == count:
                    yield total, parts
                    break


def _rates(levels: Sequence[Place]) -> Iterator[tuple[Place, Place, Place]]:
    """(part, whole, rate): a percentage that is the share of one of two counts before it in the other."""
    for n, rate in enumerate(levels):
        if rate.unit != "%" or rate.value >= 100:
            continue
        for pair in combinations([place for place in levels[:n] if place.unit != "%" and place.value], 2):
            part, whole = sorted(pair, key=lambda place: place.value)
            if rounded_like(rate, part.value / whole.value * 100) == rate.value:
                yield part, whole, rate
                break
