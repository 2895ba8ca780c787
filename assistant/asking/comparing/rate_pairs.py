"""Two published rates of change held against each other: of two indicators or of two bodies, in percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.asking.comparing.shared_names import in_full
from assistant.asking.matching.covering import uncovered
from assistant.asking.matching.ledger_view import Fact, Ledger
from assistant.asking.matching.narrowing import SLACK
from assistant.asking.replying.citing import change_said, label
from assistant.asking.replying.refusals import not_held, refuse
from assistant.asking.replying.replies import computed, conflict
from assistant.asking.replying.shown_values import Shown, shown_of, shown_result
from assistant.asking.understanding.questions import Question
from assistant.asking.understanding.rates_asked import RatesAsked
from assistant.asking.understanding.wording import canonical
from assistant.asking.values.changes import stated_changes
from assistant.asking.values.lookups import wanted_of
from assistant.asking.values.single_values import Inquiry, inquiry_of
from assistant.computing import Operand, difference
from assistant.evidence import Answer

_ENOUGH = 1
_LEAST = 1  # signs said twice
_APART = re.compile("[，,；;：:。、]")


@dataclass(frozen=True, slots=True)
class _Side:
    """What grows, what stands beside it and may say its head or its tail, and whose it is."""

    name: str
    beside: str
    issuers: tuple[str, ...]


def compare_rates(question: Question, rates: RatesAsked, ledger: Ledger) -> Answer:
    """工业增加值增速比投资高多少个百分点: both as published against the year before, and what they differ by.

    A side that is told in two values is asked back; of a rate that nobody published there is none.
    """
    inquiry = inquiry_of(question, ledger)
    first = _rate(inquiry, _sides(question)[0])
    if isinstance(first, Answer):
        return first
    same_year = replace(inquiry, question=replace(question, years=(first.year,)))
    second = _rate(same_year, _sides(replace(question, issuers=question.issuers or (first.issuer,)))[1])
    if isinstance(second, Answer):
        return second
    if first.fact.lead.id == second.fact.lead.id:
        return refuse("未找到：所问的两项在报告中是同一个数据，不能比较。")
    pair = _turned((first, second), rates)
    if pair is None:
        return refuse("未找到：所问的两项中有的并未下降，不能比较降幅。")
    return _compared(inquiry, rates, (first, second), pair)


def _sides(question: Question) -> tuple[_Side, _Side]:
    if question.other:
        return (
            _Side(question.indicator, question.other, question.issuers),
            _Side(question.other, question.indicator, question.issuers),
        )
    one, other = question.issuers[:1], question.issuers[1:]
    return _Side(question.indicator, "", one), _Side(question.indicator, "", other)


def _rate(inquiry: Inquiry, side: _Side) -> Shown | Answer:
    """The rate published for one side by its own name or with what it shares with the other side."""
    bare = _told(inquiry, side, (side.name,))
    fuller = [one for one in _told(inquiry, side, _fuller(side)) if _is_of(one.fact, side.name)]
    facts = _narrowed(bare, fuller)
    if not facts:
        named = replace(inquiry.question, indicator=side.name)
        return not_held(named, inquiry.ledger, wanted_of(named), inquiry.question.years)
    return facts[0] if len(facts) == _ENOUGH else conflict(facts, inquiry.citing)


def _narrowed(bare: Sequence[Shown], fuller: Sequence[Shown]) -> Sequence[Shown]:
    """Of several that the bare name fits the one that the fuller name tells; all where they are at odds."""
    ids = {row.id for one in bare for row in one.fact.rows}
    if not bare or (len(fuller) == _ENOUGH and fuller[0].fact.lead.id in ids):
        return fuller
    return (*bare, *(one for one in fuller if one.fact.lead.id not in ids))


def _fuller(side: _Side) -> list[str]:
    """第一产业 beside 第二产业增加值: 第一产业增加值; what both say is not said twice."""
    return [
        name
        for name in (in_full(side.name, side.beside) if side.beside else ())
        if name.replace(side.name, "", 1) not in side.name and not _doubled(name, side.name)
    ]


def _doubled(name: str, own: str) -> bool:
    added = name.replace(own, "", 1)
    return any(own.endswith(added[:size]) for size in range(_LEAST, len(added)))


def _is_of(fact: Fact, name: str) -> bool:
    """Whether the row's own words and its part of the sentence say all of ``name``."""
    row = fact.lead
    piece = _APART.split(row.sentence_text[: row.span.end - row.sentence.start])[-1]
    piece = "" if "分别" in piece else piece  # the last name of a list is not what its first value is of
    return not uncovered(canonical(name), canonical(f"{row.indicator}|{row.surface}|{row.scope}|{piece}"))


def _told(inquiry: Inquiry, side: _Side, names: Iterable[str]) -> list[Shown]:
    """The yearly rates told by the first name that has any, of rows that say no more than both sides do."""
    asked = replace(inquiry.question, comparison="growth", unit="", issuers=side.issuers)
    said = canonical(f"{side.name}|{side.beside}")
    for name in names:
        found, facts = stated_changes(asked, inquiry.ledger, replace(wanted_of(asked), names=(name,)))
        fitting = [fact for fact in facts if _fits(fact, said)]
        if found is not None and found.year is not None and fitting:
            return [shown_of(fact, found.issuer, found.year, inquiry.citing) for fact in fitting]
    return []


def _fits(fact: Fact, said: str) -> bool:
    row = fact.lead
    return row.amount is not None and row.amount_unit == "%" and uncovered(canonical(row.indicator), said) <= SLACK


def _turned(pair: tuple[Shown, Shown], rates: RatesAsked) -> tuple[Operand, Operand] | None:
    """Both as operands; falls without their sign, None where one of them is no fall."""
    amounts = [one.fact.lead.amount or Decimal(0) for one in pair]
    if rates.turn == "fall":
        if max(amounts) > 0:
            return None
        amounts = [-amount for amount in amounts]
    first, second = (
        Operand(amount, "%", "%", bool(one.fact.lead.approximation)) for one, amount in zip(pair, amounts, strict=True)
    )
    return first, second


def _compared(
    inquiry: Inquiry, rates: RatesAsked, sides: tuple[Shown, Shown], operands: tuple[Operand, Operand]
) -> Answer:
    (first, second), (left, right) = sides, operands
    result = difference(left, right)
    figure = shown_result(f"{_name(first, second)}与{_name(second, first)}增减幅度之差", result, first, inquiry.citing)
    what, more, less = ("降幅", "大", "小") if rates.turn == "fall" else ("增速", "高", "低")
    names = f"{_name(first, second)}{what}{'比' if result.amount else '与'}{_name(second, first)}"
    turn = f"{more if result.amount > 0 else less}{result.value.lstrip('-')}个百分点" if result.amount else "相同"
    said = f"{_sentence(first)}；{_sentence(second)}。{names}{turn}（{result.formula}）。"
    if not rates.which:
        return computed(said, [figure], inquiry.citing)
    ordered = (first, second) if (left.amount >= right.amount) != rates.least else (second, first)
    word = less if rates.least else more
    lead = f"{_name(*ordered)}{what}更{word}。" if result.amount else "两者相同。"
    return computed(lead + said, [*(one.figure for one in ordered), figure], inquiry.citing)


def _name(one: Shown, beside: Shown) -> str:
    return one.issuer if one.issuer != beside.issuer else one.name


def _sentence(one: Shown) -> str:
    row = one.fact.lead
    goal = "目标为" if row.planned else ""
    return f"{one.year}年，{one.issuer}{one.name or label(row)}{goal}{change_said(row)}{one.marks}"
