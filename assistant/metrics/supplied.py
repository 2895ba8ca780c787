"""The supplied table → Metrics, checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.metrics.tables import (
    MetricsRefused,
    SuppliedMetric,
    SuppliedTable,
    metrics_of_table,
    supplied_table,
)
from knowledge.indicators import normalise_indicator
from knowledge.library import LedgerRow
from knowledge.quantities import Number, base_unit, read_quantity

__all__ = [
    "Metric",
    "MetricsRefused",
    "SuppliedMetric",
    "SuppliedTable",
    "check_metrics",
    "counted_alike",
    "metric_warnings",
    "metrics_of_table",
    "supplied_table",
    "units_agree",
]

_SPLIT = re.compile(r"^([-+−－]?[\d０-９][\d０-９,，.．]*|[〇零一二三四五六七八九十百千两]+)([万亿]?[^\d０-９]*)$")
_MINUS = str.maketrans("−－", "--")


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
    topic: str = ""  # what its table is about: 行政处罚


@cache
def _unit_classes() -> dict[str, int]:
    data = tomllib.loads((Path(__file__).parent / "units.toml").read_text("utf-8"))
    return {unit: index for index, group in enumerate(data["same"]) for unit in group}


def units_agree(a: str, b: str) -> bool:
    """Whether two base units may stand for the same count: equal, or words for one thing (件, 起, 宗)."""
    classes = _unit_classes()
    return a == b or (a in classes and classes[a] == classes.get(b))


@cache
def _each_has_one() -> tuple[tuple[str, ...], frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "units.toml").read_text("utf-8"))["each_has_one"]
    return tuple(data["names"]), frozenset(data["units"])


def counted_alike(name: str, a: str, b: str) -> bool:
    """Whether ``name`` (新申领执法证) may be counted in either unit: they agree, or each person has one of it."""
    names, units = _each_has_one()
    return units_agree(a, b) or (a in units and b in units and any(word in name for word in names))


def check_metrics(supplied: Sequence[SuppliedMetric]) -> list[Metric]:
    """Raises MetricsRefused naming every fault at once: missing unit, same indicator twice, not a number."""
    problems: list[str] = []
    metrics: list[Metric] = []
    for number, row in enumerate(supplied, start=1):
        metric = _checked(row, row.place or f"第{number}行", problems)
        if metric is not None:
            problems.extend(_doubled(metric, metrics))
            metrics.append(metric)
    if not supplied:
        problems.append("没有任何指标。请至少填写一行：指标、数值、单位")
    if problems:
        raise MetricsRefused(problems)
    return metrics


def _checked(row: SuppliedMetric, place: str, problems: list[str]) -> Metric | None:
    name = row.indicator.strip()
    if not name:
        problems.append(f"{place}缺少指标名称（数值为“{row.value}”）。请填写指标名称，如 立案、罚没款金额")
        return None
    number = _amount_of(row.value, row.unit, f"{place}“{name}”的数值", problems)
    if number is None:
        return None
    last = None
    if row.last_year.strip():
        last = _amount_of(row.last_year, number[1], f"{place}“{name}”的上年值", problems)
    value, unit, scaled = number
    assert scaled.amount is not None
    return Metric(
        indicator=name,
        value=value,
        unit=unit,
        amount=scaled.amount,
        amount_unit=scaled.amount_unit,
        last_year=last[0] if last else None,
        last_year_amount=last[2].amount if last else None,
        given_change=row.change.strip() or None,
        note=row.note.strip(),
        place=place,
        topic=row.topic,
    )


def _amount_of(value: str, unit: str, what: str, problems: list[str]) -> tuple[str, str, Number] | None:
    """Value, unit and the scaled number of one cell; None after saying what is wrong with it."""
    value, unit = re.sub(r"\s", "", value).translate(_MINUS), unit.strip().replace("％", "%")
    if not value:
        problems.append(f"{what}是空的。没有发生请填 0，没有数据请删去这一行")
        return None
    split = _SPLIT.match(value.replace("％", "%"))
    inner = split.group(2) if split else ""
    if split is None:
        problems.append(f"{what}“{value}”不是数字。请只填数字，文字写在备注里")
        return None
    if not unit and not inner:
        name = what.removesuffix("的数值").removesuffix("的上年值")
        problems.append(f"{name}缺少单位。请在“单位”列、列名括号或数值后写明，如 件、万元、%")
        return None
    if unit and inner and inner != unit and inner + unit != unit and not _scales(inner, unit):
        problems.append(f"{what}“{value}”自带单位“{inner}”，与单位列“{unit}”不一致。请改成一致")
        return None
    bare, unit = split.group(1), _joined(inner, unit)
    number = read_quantity(bare, unit)
    if number is None or number.amount is None:
        problems.append(f"{what}“{value}”不是数字。请只填数字，文字写在备注里")
        return None
    return bare, unit, number


def _scales(inner: str, unit: str) -> bool:
    """1.2万 with unit 件."""
    return inner in ("万", "亿") and not unit.startswith(("万", "亿"))


def _joined(inner: str, unit: str) -> str:
    if not inner:
        return unit
    return inner + unit if unit and _scales(inner, unit) else inner


def _doubled(metric: Metric, before: Sequence[Metric]) -> list[str]:
    form = normalise_indicator(metric.indicator)
    for other in before:
        if normalise_indicator(other.indicator) == form and units_agree(metric.amount_unit, other.amount_unit):
            return [
                f"{metric.place}“{metric.indicator}”与{other.place}“{other.indicator}”是同一指标"
                f"（{metric.value}{metric.unit} 与 {other.value}{other.unit}）。请只保留一行，或写明范围以便区分"
            ]
    return []


def metric_warnings(metrics: Sequence[Metric], rows: Sequence[LedgerRow] = ()) -> list[str]:
    """What is odd but usable: a given 同比 that does not follow, a 上年 value the ledger contradicts (both are said).

    ``rows`` are the ledger's figures of last year; an indicator that the ledger itself gives twice is left alone.
    """
    warnings: list[str] = []
    for metric in metrics:
        warnings.extend(_change_warning(metric))
        warnings.extend(_ledger_warning(metric, rows))
    return warnings


def _change_warning(metric: Metric) -> list[str]:
    if not metric.given_change or metric.last_year_amount is None:
        return []
    found = re.search(r"-?\d+(?:\.\d+)?", metric.given_change.translate(_MINUS))
    if not found:
        return []
    given = Decimal(found.group())
    if re.search(r"下降|减少|降低|回落|↓", metric.given_change):
        given = -abs(given)
    if "百分点" in metric.given_change or "%" not in metric.given_change.replace("％", "%"):
        return []  # an absolute difference, or no unit: not comparable without guessing
    if not metric.last_year_amount:
        return [f"{metric.place}“{metric.indicator}”上年为 0，同比无法计算，所给同比“{metric.given_change}”未采用"]
    true = (metric.amount - metric.last_year_amount) / metric.last_year_amount * 100
    places = max(0, -int(given.as_tuple().exponent))
    if abs(true - given) <= Decimal(1).scaleb(-places) / 2:
        return []
    return [
        f"{metric.place}“{metric.indicator}”所给同比“{metric.given_change}”与两年数值不符："
        f"由 {metric.value} 与上年 {metric.last_year} 计算为 {true:.2f}%，草稿采用计算值"
    ]


def _ledger_warning(metric: Metric, rows: Sequence[LedgerRow]) -> list[str]:
    if metric.last_year_amount is None:
        return []
    form = normalise_indicator(metric.indicator)
    same = [
        row
        for row in rows
        if row.amount is not None
        and not (row.scope or row.period or row.planned or row.kind == "change")
        and row.indicator == form
        and units_agree(row.amount_unit, metric.amount_unit)
    ]
    amounts = {row.amount for row in same}
    if len(amounts) != 1 or metric.last_year_amount in amounts:
        return []
    return [
        f"{metric.place}“{metric.indicator}”所给上年值 {metric.last_year}{metric.unit} 与台账不同："
        f"《{same[0].title}》{same[0].section}为 {same[0].value}{same[0].unit}。草稿采用所给值，请核对"
    ]


def unit_factor(unit: str) -> Decimal:
    """How many base units one ``unit`` is: 万元 → 10000."""
    return base_unit(unit)[0]
