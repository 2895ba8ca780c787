"""The supplied table → Metrics, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.readers import ReadFile


class MetricsRefused(ValueError):
    """The table can't be used as it is; ``problems`` says, in Chinese, row by row, what, where and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Metric:
    """A value supplied for a draft. ``value`` and ``last_year`` as written; ``amount`` scaled to ``amount_unit``."""

    indicator: str
    value: str
    unit: str
    amount: Decimal
    amount_unit: str
    last_year: str | None = None
    last_year_amount: Decimal | None = None
    given_change: str | None = None
    note: str = ""
    place: str = ""  # where in the table: 第3行


@dataclass(frozen=True, slots=True)
class SuppliedMetric:
    """One row as it came in, unchecked."""

    indicator: str
    value: str
    unit: str = ""
    last_year: str = ""
    change: str = ""
    note: str = ""
    place: str = ""


def check_metrics(supplied: Sequence[SuppliedMetric]) -> list[Metric]:
    """Raises MetricsRefused naming every fault at once: missing unit, same indicator twice, not a number."""
    raise NotImplementedError


def metrics_of_table(read: ReadFile) -> list[SuppliedMetric]:
    """Rows of a workbook, csv, docx table or text table; columns found by their headings in any order."""
    raise NotImplementedError
