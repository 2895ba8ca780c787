"""A value that a report tells again elsewhere with its digits mixed up: 受理工单5127件 and 结合办理的5271件工单.

The names need not be the same; they must be once what says nothing of what is counted is left out. What merely counts
something near has other words, and a value that differs by more than a slip of the pen is another count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.asking.understanding.wording import asked_words, canonical
from knowledge.library import LedgerRow

_SAYS_NOTHING = ("面积", "主要", "结合", "案件", "虽", "均", "全部", "上述")
_KINDS = ("count", "money", "measure")
_LEAST = 2  # digits that can be mixed up


def slips_of(row: LedgerRow, others: Iterable[LedgerRow]) -> list[LedgerRow]:
    """Those of ``others`` that tell the same in digits mixed up; [] where the row is of a part or roughly told."""
    if not _whole(row):
        return []
    return [
        other for other in others if _whole(other) and _told_twice(row, other) and _mixed_up(row.value, other.value)
    ]


def _whole(row: LedgerRow) -> bool:
    return row.kind in _KINDS and not row.scope and not row.approximation and not row.planned


def _told_twice(row: LedgerRow, other: LedgerRow) -> bool:
    same_year = (row.document_id, row.year, row.period) == (other.document_id, other.year, other.period)
    apart = row.sentence != other.sentence and row.unit == other.unit
    return same_year and apart and bool(_thing(row.indicator)) and _thing(row.indicator) == _thing(other.indicator)


@lru_cache(maxsize=65536)
def _thing(name: str) -> str:
    """What is counted: 12345热线工单 of 结合办理12345热线工单."""
    lists = asked_words()
    left = canonical(name)
    for word in sorted({*lists.filler, *lists.any_case, *lists.came_in, *_SAYS_NOTHING}, key=len, reverse=True):
        left = left.replace(word, "")
    return left


def _mixed_up(value: str, other: str) -> bool:
    """Whether the digits are the same in another order, or one of them is another."""
    mine, theirs = (re.sub(r"\D", "", written) for written in (value, other))
    if len(mine) != len(theirs) or len(mine) < _LEAST or mine == theirs:
        return False
    return sorted(mine) == sorted(theirs) or sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
