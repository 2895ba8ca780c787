"""What may fill a slot: the metrics supplied, and the ledger's figures of the years before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.corrections import correction_said
from assistant.drafting.drafts import LastSection
from assistant.drafting.movement_words import movement_words
from assistant.drafting.recomputing import honest_approximation
from assistant.drafting.slots import Slot, recipient_of
from assistant.evidence import Citation
from assistant.metrics.supplied import Metric, counted_alike, unit_factor, units_agree
from knowledge.indicators import compare_indicators
from knowledge.library import LedgerRow

EXACT = 0.99  # a name that is only implied must be the very one
IMPLIED = 0.9  # and gives way to a place that says it
SAME = 0.8  # below this two names are not taken for one indicator
MARGIN = 0.05  # the best must lead the next by this much


@dataclass(frozen=True, slots=True)
class Past:
    """An indicator's value of an earlier year. ``row`` is None when the writer supplied it as 上年."""

    amount: Decimal
    value: str
    unit: str
    row: LedgerRow | None = None


class Supply:
    """Metrics of ``year`` and ledger rows of any year, and which of them a name or a slot means."""

    def __init__(
        self, metrics: Sequence[Metric], rows: Sequence[LedgerRow], year: int, base: LastSection | None = None
    ) -> None:
        self._base = base
        self.metrics = tuple(metrics)
        self.rows = tuple(rows)
        self._exact: dict[int, list[LedgerRow]] = {}
        for row in self.rows:
            plain = row.amount is not None and row.kind != "change" and not (row.planned or row.approximation)
            if plain and row.year is not None:
                self._exact.setdefault(row.year, []).append(row)
        self.year = year

    def metric_for(self, slot: Slot) -> Metric | None:
        """The one metric whose indicator, scope and unit agree with the slot's, by a clear margin; else None."""
        if slot.figure is None or slot.is_change or slot.before_change or _of_other_period(slot):
            return None
        unit, planned = slot.number.amount_unit, slot.figure.planned
        found = self._clear_best(slot.names, slot.scope, unit, planned=planned)
        return found or self._clear_best(slot.implied, "", unit, planned=planned, at_least=EXACT)

    def moving_metric(self, slot: Slot) -> Metric | None:
        """The metric that a change (同比增长…) is a change of; the unit of the change is not the metric's."""
        if slot.figure is None:
            return None
        unit = "" if slot.number.amount_unit in ("%", "倍", "个百分点", "百分点") else slot.number.amount_unit
        return self._clear_best(slot.names, slot.scope, unit, planned=False)

    def score(self, slot: Slot, metric: Metric) -> float:
        """How surely the slot is about the metric's indicator; 0 to 1."""
        return max(
            likeness(slot.names, slot.scope, metric.indicator), IMPLIED * likeness(slot.implied, "", metric.indicator)
        )

    def is_its_place(self, slot: Slot, metric: Metric) -> bool:
        """Whether the slot held the metric's own value last year, not that of a part under the same name.

        It is the one value that last year's report gives the name. Where it gives several, it is the one that the
        metric's 上年 equals; else the largest, of which the others are parts; a ratio has no parts, so that nobody can
        say.
        """
        base = self._base
        if base is None or slot.number.amount is None:
            return True
        rows = self.rows_for((metric.indicator,), "", metric.amount_unit, base.year)
        amounts = {row.amount for row in rows if row.amount is not None and row.document_id == base.document_id}
        if not amounts or any(row.correction for row in rows):
            return True
        if len(amounts) == 1:
            return _shows(slot, amounts.pop())
        if metric.last_year_amount in amounts:
            return _shows(slot, metric.last_year_amount)
        return metric.amount_unit != "%" and _shows(slot, max(amounts))

    def _clear_best(
        self, names: Sequence[str], scope: str, unit: str, *, planned: bool, at_least: float = SAME
    ) -> Metric | None:
        scored = []
        for metric in self.metrics:
            fits = not unit or counted_alike(metric.indicator, unit, metric.amount_unit)
            if fits and _as_planned(metric, names, planned=planned):
                scored.append((likeness(names, scope, metric.indicator), metric))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or scored[0][0] < at_least:
            return None
        level = [metric for score, metric in scored if scored[0][0] - score < MARGIN]
        return level[0] if len(level) == 1 else _fullest_said(level, names)

    def past(self, metric: Metric, year: int | None = None) -> Past | None:
        """The metric's value of last year (or of ``year``): its own 上年 first, then the ledger; None if unknown."""
        if year in (None, self.year - 1) and metric.last_year is not None and metric.last_year_amount is not None:
            row = self.row_for((metric.indicator,), "", metric.amount_unit, self.year - 1)
            same = row is not None and row.amount == metric.last_year_amount
            return Past(metric.last_year_amount, metric.last_year, metric.unit, row if same else None)
        row = self.row_for((metric.indicator,), "", metric.amount_unit, self.year - 1 if year is None else year)
        return Past(row.amount, row.value, row.unit, row) if row and row.amount is not None else None

    def past_for(self, slot: Slot, year: int) -> Past | None:
        """The value of an earlier ``year`` for a slot that speaks of that year."""
        if slot.figure is None:
            return None
        metric = self._clear_best(slot.names, slot.scope, slot.number.amount_unit, planned=False)
        if metric is not None and year == self.year - 1 and (found := self.past(metric, year)):
            return found
        row = self.row_for(slot.names, slot.scope, slot.number.amount_unit, year)
        return Past(row.amount, row.value, row.unit, row) if row and row.amount is not None else None

    def row_for(self, names: Sequence[str], scope: str, unit: str, year: int) -> LedgerRow | None:
        """The ledger's row for these names and that year; None where it holds none or two that disagree."""
        rows = self.rows_for(names, scope, unit, year)
        if len({row.amount for row in rows}) > 1:
            rows = [row for row in rows if self._in_base(row)]  # the section's own figure, among others of that name
        return rows[0] if len({row.amount for row in rows}) == 1 else None

    def _in_base(self, row: LedgerRow) -> bool:
        base = self._base
        return (
            base is not None
            and base.place is not None
            and (row.document_id == base.document_id and base.place.contains(row.span))
        )

    def rows_for(self, names: Sequence[str], scope: str, unit: str, year: int) -> list[LedgerRow]:
        """All rows that fit the names best: whole-year ones before those with a period."""
        scored = [
            (_row_likeness(names, scope, row), row)
            for row in self._exact.get(year, ())
            if not unit or units_agree(unit, row.amount_unit)
        ]
        best = max((score for score, _ in scored), default=0.0)
        if best < SAME:
            return []
        rows = [row for score, row in scored if best - score < MARGIN]
        return [row for row in rows if not row.period] or rows

    def movement(self, metric: Metric) -> int | None:
        """1 risen, -1 fallen, 0 level with last year, None where last year is unknown."""
        past = self.past(metric)
        if past is None:
            return None
        return (metric.amount > past.amount) - (metric.amount < past.amount)

    def about(self, subject: str) -> list[Metric]:
        """The metrics a subject in running words speaks of: 结案数 → 结案; 案件数量 → 立案, 结案."""
        found = [m for m in self.metrics if alike(subject, m.indicator) >= SAME]
        if not found:
            found = [m for m in self.metrics if len(m.indicator) >= 2 and m.indicator in subject]
        if found:
            return found
        for word, indicators in movement_words().subjects:
            if word in subject:
                return [m for m in self.metrics if any(name in m.indicator for name in indicators)]
        return []


def _fullest_said(level: Sequence[Metric], names: Sequence[str]) -> Metric | None:
    """新增持证人员 beside 持证人员, where 新增 stands: the one that says all the others do, and more of what stands."""
    fullest = max(level, key=lambda metric: len(metric.indicator))
    said = set("".join(names))
    for other in level:
        more = set(fullest.indicator) - set(other.indicator)
        covered = set(other.indicator) < set(fullest.indicator) and more <= said
        if other is not fullest and not covered:
            return None
    return fullest


def _as_planned(metric: Metric, names: Sequence[str], *, planned: bool) -> bool:
    """Whether both are goals or both results; a shared name may say 计划 (行政检查计划) and be no goal."""
    said = [word for word in movement_words().plans if word in metric.indicator]
    if bool(said) == planned:
        return True
    return not planned and any(word in name for word in said for name in names)


@lru_cache(maxsize=100_000)  # the same few names are held against each other for every number of a text
def alike(one: str, other: str) -> float:
    """How much two names are one indicator, 0 to 1; remembered."""
    return compare_indicators(one, other).score


def _row_likeness(names: Sequence[str], scope: str, row: LedgerRow) -> float:
    """As likeness, and without the body that the row's sentence says something was sent to."""
    best = likeness(names, scope, row.scope + row.indicator, row.indicator, row.scope)
    recipient = _recipient(row.sentence_text, row.surface)
    if not recipient:
        return best
    bare = row.surface.removeprefix(recipient)
    return max(best, likeness(names, scope, row.scope + bare, bare, row.scope))


_recipient = lru_cache(maxsize=10_000)(recipient_of)


def likeness(names: Iterable[str], scope: str, name: str, bare: str = "", own_scope: str = "") -> float:
    """The best likeness of ``name`` to any of ``names``; a scope on one side must be on the other.

    ``bare`` and ``own_scope`` are the parts of ``name`` where it is known in parts (a ledger row).
    """
    best = 0.0
    if recipient := _recipient(name, name[1:]):  # a metric may be called 向公安机关移送…
        best = likeness(names, scope, name[1:].removeprefix(recipient))
    if bare and scope == own_scope:
        best = max((alike(candidate, bare) for candidate in names), default=0.0)
    for candidate in names:
        if scope and scope not in candidate and scope not in name:
            continue
        if scope and scope in name and scope not in candidate:
            continue
        best = max(best, alike(candidate, name))
    return best


def _shows(slot: Slot, amount: Decimal) -> bool:
    shown = slot.number.amount
    if shown is None or not slot.number.approximation:
        return shown == amount
    return honest_approximation(slot.number.approximation, shown, amount)


def _of_other_period(slot: Slot) -> bool:
    """A part of the year (1-11月, 五年来) is not the year; 截至… is the year's count at its date."""
    if slot.figure is None or not slot.figure.period:
        return False
    return not slot.figure.period.startswith(("截至", "截止", "统计", "今年", "本年", "全年", "年"))


def in_unit(amount: Decimal, unit: str) -> Decimal:
    """A scaled amount in ``unit``: 3441000 in 万元 → 344.1."""
    return amount / unit_factor(unit) if unit else amount


def cited(row: LedgerRow) -> Citation:
    """The place in a past report that a ledger row was read from."""
    return Citation(
        n=0,
        document_id=row.document_id,
        title=row.title,
        issuer=row.issuer,
        year=row.year,
        section=row.section,
        article="",
        text=row.sentence_text,
        span=row.sentence,
        page=row.page,
        correction=correction_said(row),
    )
