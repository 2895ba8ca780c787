"""How a value of any origin is written into a slot: with its unit, its direction word, or honestly rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.claims import turned
from assistant.drafting.movement_words import sign_of
from assistant.drafting.recomputing import (
    Change,
    honest_approximation,
    percent_change,
    plain_change,
    point_change,
    round_down,
    times_change,
)
from assistant.drafting.slots import Slot, decimals, plain
from assistant.drafting.supply import Past, in_unit
from assistant.metrics.supplied import Metric, unit_factor, units_agree
from knowledge.spans import Span

_LOOSE = re.compile(r"约|近|超过|超")


@dataclass(frozen=True, slots=True)
class Written:
    """What replaces ``span`` of last year's text; ``number`` is where the number stands within ``text``."""

    span: Span
    text: str
    number: Span


def written_value(slot: Slot, metric: Metric, *, exact: bool = False) -> Written:
    """A level as supplied (702件); 300余家 stays 余 where the new value allows it honestly, unless ``exact``."""
    value, unit, amount = metric.value, metric.unit, metric.amount
    if slot.number.unit and not units_agree(slot.number.amount_unit, metric.amount_unit):
        unit = slot.number.unit  # certificates counted by persons: the place keeps its own word
    text = ("" if exact else _approximated(slot, unit, amount)) or f"{value}{unit}"
    if slot.bare:
        text = cell_words(slot, value, unit, amount)
    return Written(slot.span, text, Span(0, len(text)))


def cell_words(slot: Slot, value: str, unit: str, amount: Decimal) -> str:
    """The number alone, in the unit of the cell's heading."""
    wanted = slot.number.unit
    if not wanted or unit_factor(wanted) == unit_factor(unit):
        return value
    return plain(in_unit(amount, wanted))


def _approximated(slot: Slot, unit: str, amount: Decimal) -> str:
    number = slot.number
    if number.approximation not in ("余", "多") or not re.fullmatch(r"[1-9]\d+", number.value):
        return ""
    amount = in_unit(amount, unit)
    if amount < 10 or amount != int(amount) or unit != number.unit:
        return ""
    shown = round_down(amount, len(number.value.rstrip("0")))
    if shown == amount or not honest_approximation(number.approximation, shown, amount):
        return ""
    return f"{plain(shown)}{number.approximation}{unit}"


def change_of(slot: Slot, metric: Metric, past: Past) -> Change | None:
    """The change in the slot's own terms: %, 个百分点, 倍 or a count; None where it can't be computed."""
    places = decimals(slot.number.value)
    unit = slot.number.amount_unit or slot.number.unit
    if metric.amount_unit == "%":
        return point_change(metric.amount, past.amount, places)
    if "百分点" in unit:
        return None
    if unit == "倍":
        times = times_change(metric.amount, past.amount, places)
        return times or percent_change(metric.amount, past.amount, 1)
    if unit == "%":
        return percent_change(metric.amount, past.amount, places or 1)
    new, old = in_unit(metric.amount, metric.unit), in_unit(past.amount, metric.unit)
    return plain_change(new, old, metric.unit)


def written_change(text: str, slot: Slot, change: Change) -> Written:
    """同比增长12.3% → 同比下降19.4%, or 同比持平; without a direction word the sign is written."""
    size = f"{plain(abs(change.amount))}{change.unit}"
    if slot.word is None:
        size = plain(abs(change.amount)) if slot.bare else size
        words = f"{'-' if change.amount < 0 else ''}{size}"
        return Written(slot.span, words, Span(0, len(words)))
    sign = (change.amount > 0) - (change.amount < 0)
    word = turned(slot.word.of(text), sign)
    span = Span(slot.word.start, slot.span.end)
    if not sign:
        return Written(span, word, Span(0, len(word)))
    between = _LOOSE.sub("", text[slot.word.end : slot.span.start])
    words = f"{word}{between}{size}"
    return Written(span, words, Span(len(word) + len(between), len(words)))


def given_change(metric: Metric | None, compared: int | None, year: int) -> Change | None:
    """The change as the writer supplied it, where no value of last year is known to compute it from."""
    if metric is None or not metric.given_change or compared != year - 1:
        return None
    found = re.fullmatch(r"(\D*?)([-+]?\d+(?:\.\d+)?)(%|个?百分点)", metric.given_change.replace("％", "%"))
    if not found:
        return None
    amount = Decimal(found.group(2))
    if sign_of(found.group(1)) < 0:
        amount = -abs(amount)
    unit = "个百分点" if "百分点" in found.group(3) else "%"
    return Change(amount, unit, f"供稿所给：{metric.given_change}")


def reference_year(slot: Slot, base_year: int, year: int) -> int | None:
    """The year a change is compared with: last year (同比, 比上年), or an older one it names; None for 环比."""
    base = slot.figure.base if slot.figure else ""
    if "环比" in base:
        return None
    named = re.search(r"(?:19|20)\d\d", base)
    if named and int(named.group()) < base_year - 1:
        return int(named.group())
    return year - 1


def change_since_last_year(metric: Metric, past: Past | None, year: int) -> Change | None:
    """A metric's change against last year for a sentence of its own: 个百分点 for ratios, else %; None if unknown."""
    if past is None:
        return given_change(metric, year - 1, year)
    if metric.amount_unit == "%":
        return point_change(metric.amount, past.amount, 2)
    return percent_change(metric.amount, past.amount, 1)


def change_in_words(change: Change) -> tuple[str, str]:
    """同比增长, 8.5%; 同比提高, 2个百分点; 同比, 持平 – the words before the part that has an origin, and that part."""
    if not change.amount:
        return "同比", "持平"
    up = "增长" if change.unit == "%" else "提高"
    return f"同比{up if change.amount > 0 else '下降'}", f"{plain(abs(change.amount))}{change.unit}"
