"""Last year's value out of this year's and its published change: 326件，比上年增加41件 → 285件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.asking.matching.covering import uncovered
from assistant.asking.matching.ledger_view import Fact, Ledger, Wanted, of_year_before
from assistant.asking.replying.citing import Citing, figure_of_computed, label
from assistant.asking.replying.shown_values import Shown
from assistant.asking.understanding.wording import canonical
from assistant.asking.values.former_changes import is_former
from assistant.computing import Computed, Operand, before_points, before_rate, before_rise
from knowledge.library import LedgerRow

_NAMED_BASE = re.compile(
    r"同比|[比较与和同](?:上年|去年|上一年|前一年)(?:同期|度)?|[比较与和同](?:(?:19|20)\d{2})年(?:同期|度)?"
)
_OTHER_BASE = re.compile(r"环比|[比较与和同](?:上月|上季|上半年|前三季|\d+月|“?十[一二三四]?五|年初|目标|计划)")
_YEAR = re.compile(r"\d{4}")
_ROUGHLY = re.compile("大约|大概|大致|约(?=[有为是多几])|[倒反往回]着?[推算]|推算|估算|估计")


@dataclass(frozen=True, slots=True)
class _Step:
    """A published change of a value and the value it was before."""

    change: LedgerRow
    before: Computed


def roughly_asked(text: str) -> bool:
    """Whether a rough value will do (去年大约多少件), so that a rate may give it."""
    return bool(_ROUGHLY.search(text))


def rate_only(ledger: Ledger, wanted: Wanted, year: int, issuers: Sequence[str]) -> bool:
    """Whether the value of ``year`` could be reckoned from a published rate alone, and so only roughly."""
    shown = reckon_back(ledger, Citing(), wanted, year, issuers, rough=True)
    return any(one.figure.approximate for values in shown for one in values)


def reckon_back(
    ledger: Ledger, citing: Citing, wanted: Wanted, year: int, issuers: Sequence[str], *, rough: bool = False
) -> list[list[Shown]]:
    """One list for each issuer whose report of the year after tells the value and its change against ``year``.

    A change in the value's own unit gives the value before exactly; a rate gives it only roughly (approximate), and
    only when ``rough``. Two values in a list: what is published as amount and as rate do not agree.
    """
    if wanted.planned is not False or wanted.every_name:
        return []
    found = [
        _shown(one.facts[0], one.issuer, year, steps, citing)
        for one in ledger.find(wanted, year + 1, issuers)
        if len(one.facts) == 1
        and (steps := _steps(one.facts[0], _changes(ledger, wanted, one.facts[0], one.issuer, year), rough))
    ]
    return [values for values in found if values]


def _steps(fact: Fact, changes: Sequence[LedgerRow], rough: bool) -> list[_Step]:
    value = fact.operand()
    if value is None or fact.lead.kind == "change":
        return []
    by_amount = [step for change in changes if (step := _by_amount(value, change))]
    by_rate = [step for change in changes if (step := _by_rate(value, change, fact.lead))]
    if by_amount and by_rate and not all(_agree(one, by_rate[0]) for one in by_amount):
        return [by_amount[0], by_rate[0]]
    steps = by_amount or (by_rate if rough else [])
    alike = {step.before.amount for step in steps}
    return steps[:1] if len(alike) == 1 else []


def _changes(ledger: Ledger, wanted: Wanted, fact: Fact, issuer: str, year: int) -> list[LedgerRow]:
    """The published changes against ``year`` of the very figure, those of its own sentence where there are any."""
    asked = replace(wanted, kind="change", family="", unit="")
    held = [one.facts for one in ledger.find(asked, year + 1, (issuer,))]
    sentences = {(row.document_id, row.sentence) for row in fact.rows}
    rows = {row.id: row for facts in held for one in facts for row in one.rows}
    for prepared in ledger.by_year.get(year + 1, {}).get(issuer, ()):
        row = prepared.row
        if (row.document_id, row.sentence) in sentences and row.kind == "change":
            rows.setdefault(row.id, row)
    fitting = [row for row in rows.values() if _is_change_of(row, fact) and _base_year(row) == year]
    beside = [row for row in fitting if (row.document_id, row.sentence) in sentences]
    return beside or fitting


def _is_change_of(change: LedgerRow, fact: Fact) -> bool:
    same = any(_of_one_thing(change, row) for row in fact.rows)
    exact = change.amount is not None and not change.approximation and not change.planned
    return same and exact and not is_former(Fact((change,)))


def _of_one_thing(change: LedgerRow, row: LedgerRow) -> bool:
    """The same indicator; of the same sentence also its shorter name (下达处罚决定128份，…，处罚决定同比减少14份)."""
    if (row.scope, row.document_id) != (change.scope, change.document_id):
        return False
    if change.period and change.period != row.period:
        return False
    beside = row.sentence == change.sentence and row.unit == change.unit
    shorter = beside and uncovered(canonical(change.indicator), canonical(row.indicator)) == 0
    return row.indicator == change.indicator or shorter


def _base_year(change: LedgerRow) -> int | None:
    """The year a change is told against; of a second change (减少414起，下降8.94%) that of the words before it."""
    if change.year is None:
        return None
    words = change.base
    if not words or words == "比":
        before = change.sentence_text[: change.span.start - change.sentence.start]
        named = list(_NAMED_BASE.finditer(before))
        if not named or _OTHER_BASE.search(before, named[-1].end()):
            return None
        words = named[-1].group()
    if _OTHER_BASE.search(words):
        return None
    year = _YEAR.search(words)
    if year:
        return int(year.group())
    return change.year - 1 if of_year_before(words) else None


def _by_amount(value: Operand, change: LedgerRow) -> _Step | None:
    if change.amount is None or not change.direction:
        return None
    if value.ratio and change.amount_unit == "个百分点":
        return _Step(change, before_points(value, change.amount))
    if value.ratio or change.amount_unit != value.amount_unit:
        return None
    made = before_rise(value, Operand(change.amount, change.amount_unit, change.unit))
    return _Step(change, made) if made.amount >= 0 else None


def _by_rate(value: Operand, change: LedgerRow, row: LedgerRow) -> _Step | None:
    if value.ratio or change.amount_unit != "%" or change.amount is None or not change.direction:
        return None
    if change.amount <= -100:  # percent
        return None
    return _Step(change, before_rate(value, change.amount, places=_places(row)))


def _places(row: LedgerRow) -> int:
    """Two, as every result; none for what is counted in whole pieces."""
    written = len(row.value.partition(".")[2])
    return max(written, 2) if written or row.kind == "money" else 0


def _agree(by_amount: _Step, by_rate: _Step) -> bool:
    """Whether the rate published is the rise published over the value before, as far as it is written out."""
    base, rate = by_amount.before.amount, by_rate.change
    if not base or by_amount.change.amount is None or rate.amount is None:
        return True
    places = len(rate.value.partition(".")[2])
    made = by_amount.change.amount / base * 100
    return abs(made - rate.amount) <= Decimal(1) / Decimal(10) ** places


def _shown(fact: Fact, issuer: str, year: int, steps: Sequence[_Step], citing: Citing) -> list[Shown]:
    return [_one(fact, issuer, year, step, citing) for step in steps]


def _one(fact: Fact, issuer: str, year: int, step: _Step, citing: Citing) -> Shown:
    made = step.before
    name = label(fact.lead)
    numbers = dict.fromkeys([*citing.numbers(fact), *citing.numbers(Fact((step.change,)))])
    figure = replace(figure_of_computed(name, made, fact, citing), year=year)
    about = "约" if made.approximate else ""
    return Shown(
        issuer=issuer,
        year=year,
        name=name,
        words=f"{about}{made.value}{made.unit}",
        marks="".join(f"[{number}]" for number in numbers),
        figure=figure,
        operand=Operand(made.amount, made.amount_unit, made.unit, made.approximate),
        fact=fact,
        formula=f"由{year + 1}年的数据和所载增减推算：{made.formula}",
    )
