"""Arithmetic on figures of the ledger: exact decimals, two places half up, the formula shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from knowledge.quantities import base_unit

_PLACES = Decimal("0.01")
_WHOLE = Decimal(100)  # percent


class NotComparable(ValueError):
    """The figures can't be reckoned with each other; the message says in Chinese why."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure to reckon with. ``amount`` is scaled to ``amount_unit``; ``unit`` as written (万元)."""

    amount: Decimal
    amount_unit: str
    unit: str
    approximate: bool = False

    @property
    def written(self) -> Decimal:
        """The number in its own unit: 344.1 for 344.1万元."""
        return self.amount / base_unit(self.unit)[0] if self.unit != self.amount_unit else self.amount

    @property
    def ratio(self) -> bool:
        """Whether it is a percentage, whose differences are percentage points."""
        return self.amount_unit == "%"


@dataclass(frozen=True, slots=True)
class Computed:
    """A result: ``value`` in ``unit`` as shown, ``amount`` scaled to ``amount_unit``, ``formula`` in numbers."""

    value: str
    unit: str
    amount: Decimal
    amount_unit: str
    formula: str
    approximate: bool


def plain(number: Decimal) -> str:
    """Without exponent and without zeros at the end: 43.90 → 43.9."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_half_up(number: Decimal) -> Decimal:
    """To two places; 0.005 → 0.01, -0.005 → -0.01."""
    return number.quantize(_PLACES, rounding=ROUND_HALF_UP)


def shown_value(number: Decimal) -> str:
    """At most two places, unless nothing would be left of the number."""
    rounded = round_half_up(number)
    return plain(rounded if rounded else number)


def difference(new: Operand, old: Operand) -> Computed:
    """new - old; of two percentages in percentage points."""
    left, right, unit = _in_one_unit(new, old)
    result = left - right
    points = new.ratio
    return Computed(
        value=shown_value(result),
        unit="个百分点" if points else unit,
        amount=new.amount - old.amount,
        amount_unit="个百分点" if points else new.amount_unit,
        formula=f"{plain(left)}-{_signed(right)}",
        approximate=new.approximate or old.approximate,
    )


def growth(new: Operand, old: Operand) -> Computed:
    """(new - old) / old in percent. Raises NotComparable on a base of 0 or of another sign."""
    left, right, _ = _in_one_unit(new, old)
    if right <= 0:
        raise NotComparable("基数为零或负数，不能计算增长率")
    formula = f"({plain(left)}-{plain(right)})÷{plain(right)}"
    return _percent((left - right) / right, formula, new, old)


def share(part: Operand, whole: Operand) -> Computed:
    """part / whole in percent."""
    left, right, _ = _in_one_unit(part, whole)
    if right == 0:
        raise NotComparable("分母为零，不能计算比率")
    return _percent(left / right, f"{plain(left)}÷{plain(right)}", part, whole)


def times(new: Operand, old: Operand) -> Computed:
    """new / old as a multiple (倍)."""
    left, right, _ = _in_one_unit(new, old)
    if right == 0:
        raise NotComparable("分母为零，不能计算倍数")
    result = round_half_up(left / right)
    approximate = new.approximate or old.approximate
    return Computed(plain(result), "倍", result, "倍", f"{plain(left)}÷{plain(right)}", approximate)


def per_piece(amount: Operand, count: Operand) -> Computed:
    """How much falls on one piece: 344.1万元 over 666件, in 万元; in 元 where little would be left of it."""
    if count.amount == 0:
        raise NotComparable("件数为零，不能计算平均数")
    result = amount.written / count.amount
    formula = f"{plain(amount.written)}÷{plain(count.amount)}"
    approximate = amount.approximate or count.approximate
    each = amount.amount / count.amount
    if abs(result) < _PLACES and amount.unit != amount.amount_unit:
        formula = f"{plain(amount.amount)}÷{plain(count.amount)}"
        return Computed(shown_value(each), amount.amount_unit, each, amount.amount_unit, formula, approximate)
    return Computed(shown_value(result), amount.unit, each, amount.amount_unit, formula, approximate)


def before_rise(value: Operand, rise: Operand) -> Computed:
    """What ``value`` was before it rose by ``rise`` (fell, where that is negative): 326件, 41件 → 285件."""
    left, right, unit = _in_one_unit(value, rise)
    approximate = value.approximate or rise.approximate
    formula = f"{plain(left)}{_less(right)}"
    amount = value.amount - rise.amount
    return Computed(shown_value(left - right), unit, amount, value.amount_unit, formula, approximate)


def before_points(value: Operand, points: Decimal) -> Computed:
    """What a percentage was before it rose by so many percentage points."""
    result = value.amount - points
    formula = f"{plain(value.amount)}{_less(points)}"
    return Computed(shown_value(result), value.unit, result, value.amount_unit, formula, value.approximate)


def before_rate(value: Operand, percent: Decimal, places: int) -> Computed:
    """Roughly what ``value`` was before it rose by so many percent, to ``places``; always approximate.

    Raises NotComparable on a fall by all of it.
    """
    if percent <= -_WHOLE:
        raise NotComparable("降幅为百分之百，不能推算基数")
    base = (value.written / (1 + percent / _WHOLE)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    scale = value.amount / value.written if value.written else Decimal(1)
    formula = f"{plain(value.written)}÷(1{_plus(percent)}%)"
    return Computed(plain(base), value.unit, base * scale, value.amount_unit, formula, approximate=True)


def total(parts: Sequence[Operand]) -> Computed:
    """The sum, in the unit of the first. Percentages have no sum."""
    if any(part.ratio for part in parts):
        raise NotComparable("比率不能相加")
    first = parts[0]
    numbers = [_in_one_unit(first, part)[1] for part in parts]
    result = sum(numbers, Decimal(0))
    return Computed(
        value=shown_value(result),
        unit=first.unit,
        amount=sum((part.amount for part in parts), Decimal(0)),
        amount_unit=first.amount_unit,
        formula="+".join(_signed(number) for number in numbers),
        approximate=any(part.approximate for part in parts),
    )


def mean(parts: Sequence[Operand]) -> Computed:
    """The sum over the number of parts, two places."""
    whole = total(parts)
    amount = whole.amount / len(parts)
    result = amount / base_unit(whole.unit)[0] if whole.unit != whole.amount_unit else amount
    formula = f"({whole.formula})÷{len(parts)}"
    return Computed(shown_value(result), whole.unit, amount, whole.amount_unit, formula, whole.approximate)


def _percent(quotient: Decimal, formula: str, left: Operand, right: Operand) -> Computed:
    result = round_half_up(quotient * 100)
    return Computed(plain(result), "%", result, "%", formula, left.approximate or right.approximate)


def _less(number: Decimal) -> str:
    """What is taken away, as it follows in a formula: -41, +41."""
    return _plus(-number)


def _plus(number: Decimal) -> str:
    return f"{'-' if number < 0 else '+'}{plain(abs(number))}"


def _signed(number: Decimal) -> str:
    return f"({plain(number)})" if number < 0 else plain(number)


def _in_one_unit(left: Operand, right: Operand) -> tuple[Decimal, Decimal, str]:
    """Both as numbers in the left one's unit. Raises NotComparable when they measure different things."""
    if left.amount_unit != right.amount_unit:
        raise NotComparable(f"计量单位不同（{left.unit}、{right.unit}），不能直接计算")
    if left.unit == right.unit:
        return left.written, right.written, left.unit
    factor = base_unit(left.unit)[0]
    return left.amount / factor, right.amount / factor, left.unit
