"""Where no row is the one asked for word by word: the row whose own words and sentence together say all that was asked.

Every word asked for must be found: what is done and counted in the row's own words, whose or where in its sentence
or in the title above it. What the row says beyond that costs; a word that makes it another count forbids it; and no
other row with another value may come near. So one row is given, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.asking.matching.covering import names_operation, uncovered
from assistant.asking.matching.indicator_matching import negated
from assistant.asking.matching.narrowing import other_period, scope_narrows
from assistant.asking.matching.other_values import of_one_indicator
from assistant.asking.matching.row_group import RowGroup
from assistant.asking.matching.row_words import PreparedRow, pairs_of
from assistant.asking.matching.row_zones import Zones, abbreviates, zones_of
from assistant.asking.understanding.rewording import meant_by, spoken_verb
from assistant.asking.understanding.wording import asked_words, canonical, narrowing_in
from knowledge.indicators import compare_indicators
from knowledge.library import LedgerRow

_JOINED = re.compile("[一-龥]{2}[和与及、][一-龥]{2}")
_PENALTY = "处罚"
_OWN = 2  # signs that the row's own words must hold
_UNSAID = 1.0  # a spoken verb where the row names no action at all
_LIGHT = 0.5  # a verb of any case (查处) that the row leaves out
_SURPLUS = 0.25  # a sign of the row that nobody asked for
_MILD = 0.5  # a word of rank or place (省级, 城镇)
_MARGIN = 1.0  # the next row with another value must cost so much more
_DEAREST = 0.4  # for each sign asked


@dataclass(frozen=True, slots=True)
class Sighting:
    """A row that says all that was asked, and at what cost; the lowest is the best."""

    row: LedgerRow
    cost: float


def look_again(
    asked: str,
    rows: RowGroup,
    part: str = "",
    fitting: Callable[[LedgerRow], bool] = lambda _: True,
    *,
    room: float = 0,
) -> list[LedgerRow]:
    """The rows of one value, or of one indicator given twice, that alone can be meant by ``asked``; [] if none can.

    ``room``: how much more a row may cost where something else than its words tells that it is meant (its unit).
    """
    terms = _terms(asked)
    if terms.headline:
        return []
    seen = [
        Sighting(prepared.row, cost)
        for prepared in terms.touched(rows)
        if fitting(prepared.row) and (cost := _cost(terms, prepared, part)) is not None
    ]
    if not seen:
        return []
    best = min(seen, key=lambda one: one.cost)
    close = [one for one in seen if one.cost < best.cost + _MARGIN]
    dearest = terms.dearest + (room if terms.specific else 0)
    alike = {(one.row.amount, one.row.amount_unit) for one in close}
    twins = all(one is best or of_one_indicator(one.row, best.row) for one in close)
    return [one.row for one in close] if (len(alike) == 1 or twins) and best.cost <= dearest else []


@dataclass(frozen=True, slots=True)
class _Terms:
    """What was asked: ``words`` in canonical wording, and the words any of which a spoken verb may mean."""

    raw: str
    words: str
    verbs: tuple[str, ...]

    @property
    def specific(self) -> bool:
        """Whether it says of what: 案件, 检查, 行政处罚 alone are about anything."""
        return bool(_left_of(self.words))

    @property
    def headline(self) -> bool:
        """Whether it means all that there is of it (立案): nothing but that very name is it."""
        lists = asked_words()
        bare = self.words.removesuffix("案件") or self.words
        return not self.words or bool({self.words, bare} & (lists.headline | lists.whole_names))

    @property
    def dearest(self) -> float:
        """The most a row may cost; what is about anything (检查, 案件) must be said in full and nothing more."""
        return _DEAREST * (len(self.words) + (2 if self.verbs else 0)) if self.specific else 0

    def shortens(self, word: str) -> bool:
        """Whether ``word`` is asked for in fewer signs (医美: 医疗)."""
        return any(abbreviates(pair, word) for pair in _pairs(self.words))

    def touched(self, rows: RowGroup) -> Iterable[PreparedRow]:
        """The rows that share two signs or a verb, so that the rest is worth looking at."""
        pairs = _pairs(self.words)
        if not self.verbs:
            return rows.around(pairs)
        lone = {verb for verb in self.verbs if len(verb) == 1}
        near = rows.around({*pairs, *(verb[:2] for verb in self.verbs)}, lone)
        return (row for row in near if not pairs.isdisjoint(row.around) or self._done_in(row))

    def _done_in(self, prepared: PreparedRow) -> bool:
        own = f"{prepared.words.near}|{prepared.words.scope}"
        return any(verb in own for verb in self.verbs)


@lru_cache(maxsize=4096)
def _terms(asked: str) -> _Terms:
    parts = asked.split()
    for at, part in enumerate(parts):
        verb, rest = spoken_verb(part)
        if verb:
            left = "".join([*parts[:at], rest, *parts[at + 1 :]])
            return _Terms(asked, canonical(left), tuple(map(canonical, (verb, *meant_by(verb)))))
    return _Terms(asked, canonical(asked), ())


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[str]:
    return pairs_of(words) - asked_words().filler


@lru_cache(maxsize=65536)
def _left_of(words: str) -> str:
    """Without fillers, what is done to anything, and nouns of no thing in particular."""
    lists = asked_words()
    for word in sorted({*lists.filler, *lists.generic, *lists.operations}, key=len, reverse=True):
        words = words.replace(word, "")
    return words.strip()


def _cost(terms: _Terms, prepared: PreparedRow, part: str) -> float | None:
    """What is missing, taken from afar and beyond what was asked; None where the row may not be given."""
    row, words = prepared.row, prepared.words
    zones = zones_of(prepared)
    covering = _covering(terms.words, zones)
    if covering is None or covering[1] < _OWN or _of_something_else(terms, prepared, zones):
        return None
    verb = 0.0 if not terms.verbs or any(verb in zones.own for verb in terms.verbs) else _UNSAID
    done = names_operation(zones.own) or _PENALTY in zones.own  # 处罚加油站12家 are not those checked
    if (verb and done) or other_period(row, part):
        return None
    said = "|".join((terms.words, *terms.verbs))
    beyond = {word for word in narrowing_in(f"{words.core}|{words.clause}") if word not in said}
    beyond = {word for word in beyond if word not in row.issuer and not terms.shortens(word)}
    if beyond - asked_words().mild:
        return None
    surplus = min(uncovered(form, f"{said}|{row.issuer}") for form in (words.indicator, words.surface))
    return covering[0] + verb + surplus * _SURPLUS + len(beyond) * _MILD


def _of_something_else(terms: _Terms, prepared: PreparedRow, zones: Zones) -> bool:
    """Known to be another count, of a part, a part of what was asked, or one of two things asked for."""
    words = prepared.words
    return (
        any(uncovered(terms.words, clause) == 0 for clause in zones.counted)  # 办理978件，其中909件办结: the whole
        or bool(scope_narrows(terms.words, words))
        or negated(terms.words, words.core)
        or compare_indicators(terms.words, words.name or prepared.row.indicator).distinct
        or any(joined not in "|".join((zones.own, *zones.before)) for joined in _JOINED.findall(terms.words))
    )


def _covering(wanted: str, zones: Zones) -> tuple[float, int] | None:
    """(the price of all pieces, signs that the row's own words hold); None when a piece stands nowhere."""
    best: list[tuple[float, int] | None] = [(0.0, 0)] + [None] * len(wanted)
    for start in range(len(wanted)):
        reached = best[start]
        if reached is None:
            continue
        for end in range(start + 1, len(wanted) + 1):
            price, held = _piece(wanted[start:end], zones)
            if price is None:
                continue
            total = (reached[0] + price, reached[1] + held)
            kept = best[end]
            if kept is None or (total[0], -total[1]) < (kept[0], -kept[1]):
                best[end] = total
    return best[-1]


def _piece(piece: str, zones: Zones) -> tuple[float | None, int]:
    filler = piece in asked_words().filler
    if filler:
        return 0, 0
    if len(piece) < 2:
        return None, 0
    price = zones.price(piece)
    if price is None and piece in asked_words().any_case:
        return _LIGHT * len(piece), 0
    return price, len(piece) if price == 0 else 0
