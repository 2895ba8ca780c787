"""Whether two rows of one indicator say the same value, one of them less exactly."""

from __future__ import annotations

from decimal import Decimal

from knowledge.library import LedgerRow
from knowledge.quantities import base_unit


def precision(row: LedgerRow) -> int:
    """How many places a row's amount is exact to; below 0 for round thousands."""
    exponent = Decimal(0) if row.amount is None else row.amount.normalize()
    places = exponent.as_tuple().exponent
    return -places if isinstance(places, int) else 0


def agree(shown: LedgerRow, other: LedgerRow) -> bool:
    """Whether ``other`` says the same, as exactly as it speaks."""
    if shown.amount is None or other.amount is None:
        return (shown.value, shown.unit) == (other.value, other.unit)
    if shown.amount == other.amount or (not other.unit and shown.value == other.value):
        return True  # a table's cell without its unit is the value written out beside it
    if shown.amount_unit != other.amount_unit or shown.direction != other.direction:
        return False
    if other.approximation:
        return _roughly(other, shown.amount)
    step = written_step(other)
    return step > 1 and abs(shown.amount - other.amount) <= step / 2


def written_step(row: LedgerRow) -> Decimal:
    """What one unit of the last written digit is worth: 344.1万元 → 1000元."""
    places = len(row.value.partition(".")[2])
    return base_unit(row.unit)[0] / (Decimal(10) ** places)


def _roughly(rough: LedgerRow, exact: Decimal) -> bool:
    """300余 holds from 300 up to the next hundred, 近300 from below, 约300 either way."""
    amount = rough.amount or Decimal(0)
    room = Decimal(10) ** max(amount.adjusted() - 1, 0)
    if any(word in rough.approximation for word in ("余", "多", "超", "以上", "不少于")):
        return amount <= exact < amount + room * 10
    if "近" in rough.approximation:
        return amount - room < exact <= amount
    return abs(exact - amount) <= room
