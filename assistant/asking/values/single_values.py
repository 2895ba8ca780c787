"""The single value a comparison needs, or the answer that says why there is none or more than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.replying.citing import Citing
from assistant.asking.replying.refusals import not_held, refuse
from assistant.asking.replying.replies import conflict
from assistant.asking.replying.shown_values import Shown
from assistant.asking.understanding.questions import Question
from assistant.asking.values.back_reckoning import reckon_back, roughly_asked
from assistant.asking.values.lookups import look_up, newest_year
from assistant.computing import Operand
from assistant.evidence import Answer


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question being answered from one ledger, with the citations gathered so far."""

    question: Question
    ledger: Ledger
    citing: Citing = field(default_factory=Citing)


def inquiry_of(question: Question, ledger: Ledger) -> Inquiry:
    """A fresh inquiry."""
    return Inquiry(question, ledger, Citing(ledger.document_years))


def single_value(inquiry: Inquiry, wanted: Wanted, year: int | None, issuers: Sequence[str]) -> Shown | Answer:
    """The single value for a year that can be reckoned with."""
    named = replace(inquiry.question, indicator=wanted.names[0])
    if year is None:
        return not_held(named, inquiry.ledger, wanted, named.years)
    shown = look_up(inquiry.ledger, inquiry.citing, wanted, year, issuers)
    rough = roughly_asked(inquiry.question.text)
    shown = shown or reckon_back(inquiry.ledger, inquiry.citing, wanted, year, issuers, rough=rough)
    flat = [one for values in shown for one in values]
    if not flat:
        return not_held(named, inquiry.ledger, wanted, (year,))
    if len(flat) > 1:
        return conflict(flat, inquiry.citing)
    if flat[0].operand is None:
        return refuse(f"未找到：报告中“{flat[0].name}”不是确数，不能计算。")
    return flat[0]


def main_year(inquiry: Inquiry, wanted: Wanted) -> int | None:
    """The year asked about: the last one named, else the newest that has the indicator."""
    question = inquiry.question
    if question.years:
        return question.years[-1]
    return newest_year(inquiry.ledger, wanted, question.issuers, question.as_of.year)


def operand_of(one: Shown) -> Operand:
    """The operand of a value that :func:`single_value` let through."""
    return one.operand or Operand(Decimal(0), "", "")
