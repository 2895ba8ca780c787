"""One figure of the ledger: an indicator's value where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.quantities import QuantityKind
from knowledge.spans import Span

Direction = Literal["up", "down", "flat", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value where it stands.

    ``indicator`` normalised, ``surface`` as written; ``value``/``unit``/``amount``/``amount_unit``/
    ``approximation``/``kind`` as in :class:`knowledge.quantities.Number` (a change has kind "change",
    ``direction`` and ``base`` — 同比, 环比, 比上年, 比2023年 — and a signed ``amount``: 下降9.79% → -9.79).
    ``year`` is the year the value stands for (a plan: the year planned for), ``period`` the words when it
    is not the whole year (1-11月, 截至12月底, 五年来), else "". ``scope`` narrows the whole issuer (食品类,
    某所, 其中…), else "". ``planned`` marks targets (力争, 目标, 计划, 不低于). ``span`` covers the value with
    its unit, ``sentence`` the sentence or table row it stands in; both point into the document's text.
    ``confidence`` 0–1: how sure the extractor is of the indicator.
    """

    indicator: str
    surface: str
    value: str
    unit: str
    amount: Decimal | None
    amount_unit: str
    kind: QuantityKind
    year: int | None
    period: str
    scope: str
    approximation: str
    planned: bool
    direction: Direction
    base: str
    span: Span
    sentence: Span
    section: int
    confidence: float = 1.0

    @property
    def approximate(self) -> bool:
        """Whether the source itself says the value is not exact."""
        return bool(self.approximation)
