"""One figure of the ledger: an indicator's value where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.quantities import QuantityKind
from knowledge.spans import Span

Direction = Literal["up", "down", "flat", ""]


def fitting(indicator: str, surface: str, kind: QuantityKind) -> str:
    """The indicator of a quantity of ``kind``: 罚款31件 counts the fines and is no sum of money."""
    money = indicator.endswith("金额") and "金额" not in surface
    return f"{surface}件数" if money and kind == "count" else indicator


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value where it stands.

    ``indicator`` normalised, ``surface`` as written; ``value``/``unit``/``amount``/``amount_unit``/
    ``approximation``/``kind`` as in :class:`knowledge.quantities.Number` (a change has kind "change",
    ``direction`` and ``base`` — 同比, 环比, 比上年, 比2023年 — and a signed ``amount``: 下降9.79% → -9.79).
    ``year`` is the year the value stands for (a plan: the year planned for), ``period`` the words when it
    is not the whole year (1-11月, 截至12月底, 五年来), else "". ``planned`` marks targets (力争, 目标, 计划, 不低于).
    ``span`` covers the value with its unit, ``sentence`` the sentence or table row it stands in; both point into
    the document's text. ``confidence`` 0–1: how sure the extractor is of the indicator.

    ``scope`` is the qualifier that makes the value less than the issuer's whole count of ``indicator``, as written;
    "" where nothing narrows it. It is one of:

    - who or where: an organ or place inside the issuer (执法支队, 西岭所, the row of a table by organs); the issuer
      itself, in full or in short, is no scope;
    - a clause that stood before the head with 的, without the 的: 取得法律职业资格 (of the indicator 行政执法人员);
    - a class or bound: 食品类 (then the indicator says it too: 食品类案件), 一万元以下, 45岁以下;
    - 其中, alone: a part of what was counted before it, narrowed by nothing but its own indicator's words.

    A change, share or rank said of a value has that value's scope. ``surface`` holds the scope's words as well where
    they stood in the name; two figures are of one thing only where indicator and scope are both the same, and a
    question that names none asks for the one without scope (其中 is no narrowing of its own).
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
