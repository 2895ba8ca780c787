"""What a report itself says of a change (同比下降9.79%), held against the ledger's two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.asking.matching.ledger_view import Fact, Found, Ledger, Wanted
from assistant.asking.replying.citing import Citing, change_said, figure_of_computed, figure_of_fact, label, written
from assistant.asking.understanding.questions import Question
from assistant.asking.understanding.wording import asked_words, canonical, unit_fits
from assistant.asking.values.former_changes import is_former, stated_a_year_later
from assistant.computing import Computed, Operand, growth
from assistant.evidence import Answer, AnswerStatus
from knowledge.library import LedgerRow

_TWO = 2
_RATES = ("%", "倍", "个百分点")
_APART = re.compile("[；;。]")
_RATE_ASKED = re.compile(r"率|幅|速|百分|％|%|倍|成|番|比例")
_AND_CHANGE = re.compile(
    r"(?:多少|几)(?P<unit>[^，,、；;？?和\s]{0,6})(?:[，,、；;？?\s]|又|并|和|及|且)+"
    r"(?:又|并|且)?(?:同比|环比|[比较](?:上年|去年|前年)(?:同期)?)?(?:是)?"
    r"(?:增长|增加|增|上涨|涨|上升|升|下降|降低|降|减少|减|变化)[^，,？?]{0,4}(?:多少|几|百分)"
)
_OF_MULTIPLES = 5  # percentage points
_CONTRADICTED = "该数与台账中两年数据计算的结果不一致，请核实。"


def value_is_asked_too(question: Question) -> bool:
    """Whether the value is asked for and then its change (游客多少、同比涨了多少)."""
    fact_asked = question.comparison in ("growth", "difference") and question.planned is False
    return fact_asked and bool(_AND_CHANGE.search(question.text))


def published_change(
    question: Question, ledger: Ledger, wanted: Wanted, reckoned: Computed | None, room: Decimal = Decimal(0)
) -> Answer | None:
    """The change as published, with a word when ``reckoned`` from the ledger differs; None when none is published.

    ``room``: percentage points by which ``reckoned`` may be off because its values were rounded.
    """
    found, facts = stated_changes(question, ledger, wanted)
    if found is None or not facts:
        return None
    citing = Citing(ledger.document_years)
    if reckoned is None and len(facts) == 1:
        beside = _of_values_before(ledger, facts[0].lead)
        if beside is not None and not _agrees(facts[0], beside[1]):
            return _against_values(found, facts[0], *beside, citing)
    said = "；".join(f"{label(fact.lead)}{change_said(fact.lead)}{citing.marks(fact)}" for fact in facts)
    text = f"报告所载：{found.year}年，{found.issuer}{said}。"
    rates = [fact for fact in facts if fact.lead.amount_unit in _RATES]
    contradicted = reckoned is not None and not any(_agrees(fact, reckoned, room) for fact in rates or facts)
    if contradicted:
        text += _CONTRADICTED
    several = len(rates) > 1 or len(facts) - len(rates) > 1 or len({label(fact.lead) for fact in facts}) > 1
    status: AnswerStatus = "conflict" if contradicted or several else "answered"
    figures = tuple(figure_of_fact(fact, citing) for fact in facts)
    return Answer(status, text, figures, tuple(citing.citations))


def change_beside(ledger: Ledger, new: Fact, old: Fact, reckoned: Computed) -> Answer | None:
    """The change a sentence states right after both values (由1200次到2124次，增长一倍), when they contradict it."""
    for one in new.rows:
        for other in old.rows:
            if (one.document_id, one.sentence) == (other.document_id, other.sentence):
                return _stated_after(ledger, one, other, reckoned)
    return None


def _of_values_before(ledger: Ledger, change: LedgerRow) -> tuple[LedgerRow, Computed] | None:
    """The newer of the two values right before a change in its sentence, and the change they make."""
    rows = [
        prepared.row
        for prepared in ledger.rows
        if (prepared.row.document_id, prepared.row.sentence) == (change.document_id, change.sentence)
        and prepared.row.span.start < change.span.start
    ]
    in_order = sorted(rows, key=lambda row: row.span)
    pair = in_order[-3:-1] if _is_their_difference(in_order[-3:]) else in_order[-2:]
    if len(pair) != _TWO or any(row.kind not in ("count", "money", "measure") or not row.amount for row in pair):
        return None
    first, second = pair
    if first.amount_unit != second.amount_unit or first.indicator != second.indicator:
        return None
    text = change.sentence_text
    between = text[first.span.end - change.sentence.start : second.span.start - change.sentence.start]
    after = text[second.span.end - change.sentence.start : change.span.start - change.sentence.start]
    if _APART.search(between + after):
        return None
    new, old = (second, first) if re.search("[到至]", between) else (first, second)
    if new is first and (first.year is None or second.year is None or first.year <= second.year):
        return None
    made = growth(_operand(new), _operand(old))
    return (new, made)


def _is_their_difference(rows: Sequence[LedgerRow]) -> bool:
    """5656件，比上年的5244件多412件: the last is what the two before differ by."""
    amounts = [row.amount for row in rows if row.amount is not None]
    return len(amounts) == _TWO + 1 and abs(amounts[0] - amounts[1]) == amounts[2]


def _operand(row: LedgerRow) -> Operand:
    return Operand(row.amount or Decimal(0), row.amount_unit, row.unit, bool(row.approximation))


def _against_values(found: Found, fact: Fact, new: LedgerRow, made: Computed, citing: Citing) -> Answer:
    text = (
        f"报告所载：{found.year}年，{found.issuer}{label(fact.lead)}{change_said(fact.lead)}{citing.marks(fact)}。"
        f"按同一句中的两个数计算为{made.value}%（{made.formula}），{_CONTRADICTED}"
    )
    reckoned = figure_of_computed(f"{label(new)}增长率", made, Fact((new,)), citing)
    return Answer("conflict", text, (figure_of_fact(fact, citing), reckoned), tuple(citing.citations))


def _stated_after(ledger: Ledger, one: LedgerRow, other: LedgerRow, reckoned: Computed) -> Answer | None:
    after = max(one.span.end, other.span.end)
    rows = [prepared.row for prepared in ledger.rows if prepared.row.sentence == one.sentence]
    rows = [row for row in rows if row.document_id == one.document_id and row.span.start >= after]
    first = min(rows, key=lambda row: row.span, default=None)
    if first is None or first.kind != "change" or first.amount_unit not in ("%", "倍"):
        return None
    between = one.sentence_text[after - one.sentence.start : first.span.start - one.sentence.start]
    if re.search("[；;。]", between) or _agrees(Fact((first,)), reckoned):
        return None
    citing = Citing(ledger.document_years)
    fact = Fact((first,))
    turn = "下降" if (first.amount or 0) < 0 or first.direction == "down" else "增长"
    text = f"报告所载：{label(one)}{turn}{written(first)}{citing.marks(fact)}。{_CONTRADICTED}"
    return Answer("conflict", text, (figure_of_fact(fact, citing),), tuple(citing.citations))


def _measured(question: Question, facts: list[Fact]) -> list[Fact]:
    """A rate asked for is one: not the amount of the rise (增长7万亿元); an amount asked for is no rate.

    增长多少 may mean either: both are said, the rate first.
    """
    if question.comparison == "growth":
        if question.unit and (named := [fact for fact in facts if fact.lead.unit.endswith(question.unit)]):
            return named
        rates = [fact for fact in facts if fact.lead.amount_unit in _RATES]
        amounts = [fact for fact in facts if fact not in rates]
        either = not _RATE_ASKED.search(question.text)
        return rates + amounts if either else rates or facts
    fitting = [fact for fact in facts if unit_fits(question.family, fact.lead.unit)]
    return fitting if question.family else facts


def _find(question: Question, ledger: Ledger, wanted: Wanted) -> Found | None:
    changes = replace(wanted, kind="change", family="")
    years = question.years[-1:] or tuple(y for y in reversed(ledger.years_with_rows()) if y <= question.as_of.year)
    for year in years:
        found = ledger.find(changes, year, question.issuers)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def stated_changes(question: Question, ledger: Ledger, wanted: Wanted) -> tuple[Found | None, list[Fact]]:
    """Who states the change of the year asked, and what; else the year after, of the year before it."""
    found = _find(question, ledger, wanted)
    own = [fact for fact in found.facts if _of_base(fact, question) and not is_former(fact)] if found else []
    facts = _measured(question, own)
    if facts or not question.years or len(question.issuers) > 1:
        return found, facts
    return stated_a_year_later(ledger, wanted, question.years[-1], question.issuers) or (None, [])


def _of_base(fact: Fact, question: Question) -> bool:
    """Whether the change is against the year asked: 比2023年 only answers a question about 2023."""
    row = fact.lead
    named = re.search(r"(\d{4})年", row.base)
    asked = question.base_year
    if row.year is None:
        return False
    against = int(named.group(1)) if named else row.year - 1
    if asked is None or _said_from_newest(question, row.year):
        asked = row.year - 1
    return against == asked


def _said_from_newest(question: Question, year: int) -> bool:
    """比上年 where no year is named: the year before the newest that tells, not the one before today's."""
    base = question.base_year
    return base is not None and not question.years and base >= year and str(base) not in question.text


def _agrees(fact: Fact, reckoned: Computed, rounded: Decimal = Decimal(0)) -> bool:
    """Equal as far as the published number is written out; growth at constant prices is another measure."""
    row = fact.lead
    if row.amount is None or reckoned.approximate or canonical(row.indicator).endswith(asked_words().real_growth):
        return True
    if row.amount_unit == "倍":  # 增加一倍 of a rise of 77% is a slip, of one of 98% it is not
        return abs(row.amount * 100 - reckoned.amount) <= _OF_MULTIPLES
    if row.amount_unit != reckoned.amount_unit:
        return True  # another measure: nothing to contradict
    places = len(row.value.partition(".")[2])
    room = Decimal(1) / (2 * Decimal(10) ** places) + Decimal("0.005") + rounded
    return abs(row.amount - reckoned.amount) <= room
