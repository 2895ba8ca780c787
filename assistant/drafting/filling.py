"""A section template + metrics → Draft. Each value carries a mark through Jinja, so that its span is known after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.drafts import Draft, DraftFigure, Origin
from assistant.drafting.new_sentences import offered_sentences
from assistant.drafting.supply import SAME, Supply, cited
from assistant.drafting.templates import SectionTemplate, fill
from assistant.drafting.values import change_in_words, change_since_last_year
from assistant.metrics.supplied import Metric, units_agree
from knowledge.indicators import compare_indicators
from knowledge.library import LedgerRow
from knowledge.quantities import base_unit, read_quantity
from knowledge.spans import Span

# Private-use characters cannot come from a document's words or a person's keyboard.
_MARK = re.compile("\ue000(\\d+)\ue001")


class _Ledger:
    """The figures in order of printing; a mark in the text is an index into it."""

    def __init__(self) -> None:
        self.printed: list[DraftFigure] = []

    def mark(self, figure: DraftFigure) -> str:
        self.printed.append(figure)
        return f"\ue000{len(self.printed) - 1}\ue001"


class _Marked:
    """Words that know their origin; printing them leaves a mark."""

    def __init__(self, ledger: _Ledger, figure: DraftFigure, lead: str = "") -> None:
        self._ledger, self._figure, self._lead = ledger, figure, lead

    def __str__(self) -> str:
        return self._lead + self._ledger.mark(self._figure)


class _Value(_Marked):
    """An indicator's value; ``change`` is its change in words (同比增长8.5%), "" where last year is unknown."""

    def __init__(self, ledger: _Ledger, figure: DraftFigure, change: _Marked | str) -> None:
        super().__init__(ledger, figure)
        self.change = change


class _Missing:
    """A needed indicator that was not supplied."""

    change = ""

    def __init__(self, name: str, unit: str, seen: list[str]) -> None:
        self._name, self._unit, self._seen = name, unit, seen

    def __str__(self) -> str:
        if self._name not in self._seen:
            self._seen.append(self._name)
        return f"【待补：{self._name}】{self._unit}"


class _Absent:
    """An optional indicator that was not supplied: false in a test, an error when printed."""

    change = ""

    def __init__(self, name: str) -> None:
        self._name = name

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        raise ValueError(f"可选指标“{self._name}”没有供稿数据")


def render(
    template: SectionTemplate, metrics: Sequence[Metric], rows: Sequence[LedgerRow], *, year: int, issuer: str
) -> Draft:
    """The section of ``year`` from a template; needed indicators without a metric become 【待补：…】.

    Raises:
        assistant.templates.TemplateRefused: the template fails on these values.
    """
    supply = Supply(metrics, rows, year)
    ledger = _Ledger()
    missing: list[str] = []
    chosen: dict[str, Metric] = {}
    values: dict[str, object] = {
        "年度": _Marked(ledger, DraftFigure(Span(0, 0), str(year), "computed", formula=f"报告年度{year}")),
        "机关": issuer,
    }
    for name, unit in template.indicators.items():
        metric = metric_named(name, unit, metrics)
        if metric is not None:
            chosen[name] = metric
            values[name] = _value(ledger, supply, metric)
        else:
            values[name] = _Missing(name, unit, missing) if name in template.needed else _Absent(name)
    text, figures = _unmarked(fill(template, values), ledger.printed)
    placed = {id(metric) for metric in chosen.values()}
    left = tuple(metric for metric in metrics if id(metric) not in placed)
    return Draft(text, figures, tuple(missing), left, (), template.title, offered_sentences(left, supply))


def metric_named(name: str, unit: str, metrics: Sequence[Metric]) -> Metric | None:
    """The metric that a template's indicator means: same thing, no rival, its unit or another that counts.

    The writer's own unit is written: 行政检查 may be counted in 户次 where the template says 次, but never in 元.
    """
    wanted = base_unit(unit)[1] if unit else ""
    scored = sorted(
        (
            (compare_indicators(name, metric.indicator).score, units_agree(wanted, metric.amount_unit), index)
            for index, metric in enumerate(metrics)
            if not wanted or units_agree(wanted, metric.amount_unit) or _both_count(wanted, metric.amount_unit)
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < SAME or (len(scored) > 1 and scored[0][:2] == scored[1][:2]):
        return None
    return metrics[scored[0][2]]


def _both_count(one: str, other: str) -> bool:
    numbers = [read_quantity("1", unit) for unit in (one, other)]
    return all(number is not None and number.unit and number.kind == "count" for number in numbers)


def _value(ledger: _Ledger, supply: Supply, metric: Metric) -> _Value:
    figure = DraftFigure(Span(0, 0), f"{metric.value}{metric.unit}", "metric", metric.indicator)
    past = supply.past(metric)
    change = change_since_last_year(metric, past, supply.year)
    if change is None:
        return _Value(ledger, figure, "")
    citation = cited(past.row) if past and past.row else None
    lead, size = change_in_words(change)
    origin: Origin = "computed" if past else "metric"
    moved = DraftFigure(Span(0, 0), size, origin, metric.indicator, change.formula, citation)
    return _Value(ledger, figure, _Marked(ledger, moved, lead))


def _unmarked(text: str, printed: Sequence[DraftFigure]) -> tuple[str, tuple[DraftFigure, ...]]:
    pieces: list[str] = []
    figures: list[DraftFigure] = []
    at = length = 0
    for mark in _MARK.finditer(text):
        pieces.append(text[at : mark.start()])
        length += mark.start() - at
        figure = printed[int(mark.group(1))]
        end = length + len(figure.text)
        figures.append(
            DraftFigure(Span(length, end), figure.text, figure.origin, figure.metric, figure.formula, figure.citation)
        )
        pieces.append(figure.text)
        length, at = end, mark.end()
    pieces.append(text[at:])
    return "".join(pieces), tuple(figures)
