"""Which of several rows of one name the second value is: that of the head the first names (职工医保收入, 支出)."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asking.comparing.shared_names import with_head_of
from assistant.asking.matching.ledger_view import Wanted
from assistant.asking.replying.shown_values import Shown
from assistant.asking.values.lookups import look_up
from assistant.asking.values.single_values import Inquiry
from knowledge.library import LedgerRow

_APART = re.compile("[；;。]")


def of_same_head(inquiry: Inquiry, second: Wanted, year: int | None) -> Shown | None:
    """职工医保收入比支出多: of several 支出 the one of 职工医保; None unless every other is told beside another's 收入.

    What one thing is told in two values stays in conflict.
    """
    question = inquiry.question
    if year is None:
        return None
    told = [one for values in look_up(inquiry.ledger, inquiry.citing, second, year, question.issuers) for one in values]
    words = question.indicator.replace(" ", "")
    for name in with_head_of(question.other, words):
        head = name.removesuffix(question.other)
        tail = words.removeprefix(head)
        own = [one for one in told if head in _piece(one.fact.lead)]
        if own:
            others = [one for one in told if one not in own]
            beside = all(tail[-2:] in _piece(row) for one in others for row in one.fact.rows)
            return _named(inquiry, replace(second, names=(name,)), own[0]) if len(own) == 1 and beside else None
    return None


def told_in_full(inquiry: Inquiry, second: Wanted, bare: Shown) -> Shown | None:
    """Another value that the report gives under the fuller name (职工医保支出 beside a bare 支出); None without one."""
    for name in with_head_of(inquiry.question.other, inquiry.question.indicator.replace(" ", "")):
        found = look_up(inquiry.ledger, inquiry.citing, replace(second, names=(name,)), bare.year, (bare.issuer,))
        head = name.removesuffix(inquiry.question.other)
        fuller = [one for values in found for one in values if head in one.fact.lead.indicator]
        if fuller:
            return None if any(one.operand == bare.operand for one in fuller) else fuller[0]
    return None


def _named(inquiry: Inquiry, fuller: Wanted, own: Shown) -> Shown | None:
    """The value under its fuller name, where that name tells it and nothing else."""
    found = look_up(inquiry.ledger, inquiry.citing, fuller, own.year, (own.issuer,))
    flat = [one for values in found for one in values]
    same = len(flat) == 1 and flat[0].fact.lead.id == own.fact.lead.id
    return flat[0] if same and flat[0].operand is not None else None


def _piece(row: LedgerRow) -> str:
    """The part of the row's sentence up to its value that tells of one thing."""
    return _APART.split(row.sentence_text[: row.span.end - row.sentence.start])[-1]
