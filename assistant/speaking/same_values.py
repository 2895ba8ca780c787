"""Whether a number of a sentence is a value of the evidence."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.speaking.facts import Change, Level
from knowledge.quantities import Number

_POINTS = "个百分点"


def same_value(number: Number, level: Level) -> bool:
    """The same amount in the same kind of unit, as exact as the source says it."""
    if number.amount is None or number.upper is not None:
        return False
    same_words = number.approximation == level.approximation
    return same_words and number.amount == level.amount and number.amount_unit == level.unit


def same_change(number: Number, change: Change) -> bool:
    """The same size, whatever the sign; a computed rate may be shown rounded to one place or more."""
    if number.amount is None or number.upper is not None or number.approximation or number.amount < 0:
        return False
    unit = _POINTS if "百分点" in number.unit else number.amount_unit
    if unit != change.unit and not ("百分点" in unit and "百分点" in change.unit):
        return False
    size = abs(change.amount)
    if not change.rounded:
        return number.amount == size
    places = -int(number.amount.as_tuple().exponent) if number.amount.as_tuple().exponent else 0
    exact = number.amount == size
    return exact or (places >= 1 and number.amount == size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def sign(amount: Decimal) -> int:
    """1, -1 or 0."""
    return (amount > 0) - (amount < 0)
