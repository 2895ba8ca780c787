"""Several questions in one breath: 拆除违建多少处、多少平方米; 下了几件、罚了多少钱. Each is asked on its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.comparing.several_indicators import Listed, reply_to_list
from assistant.asking.matching.ledger_view import Ledger
from assistant.asking.replying.shown_values import Shown
from assistant.asking.understanding.questions import Question, parse_question
from assistant.asking.values.lookups import look_up, wanted_of
from assistant.asking.values.single_values import Inquiry, inquiry_of, main_year
from assistant.evidence import Answer

_ASKED = r"(?:多少|几(?!乎))"
_NEXT = re.compile(
    rf"(?P<ask>{_ASKED}[^，,、；;？?。\s多几]{{0,6}}?)"
    rf"(?:[，,、；;\s]+(?:以及|和|又|并|还)?|以及|和|又)(?=[^？?]*{_ASKED})"
)
_MANNER = re.compile("^(?:一共|总共|共|又|还|并|各|分别|同时|其中|其中的)+")
_FACTOR = re.compile("^(?:万|亿|千|百)+")
_MOST = 6


def answer_separately(question: Question, ledger: Ledger) -> Answer | None:
    """Every value asked for, in order, with a word on those not held; None when the question is one, or holds none."""
    asks = separate_asks(question, ledger.issuers)
    inquiry = inquiry_of(question, ledger)
    found: list[list[Shown]] = []
    missing: list[str] = []
    for ask in asks:
        values = _values(inquiry, ask, asks[0], found)
        if not values:
            missing.append(ask.indicator or ask.text)
        found += values
    return reply_to_list(question, Listed(found, tuple(missing)), inquiry.citing) if found else None


def separate_asks(question: Question, held: Sequence[str]) -> list[Question]:
    """The questions asked one after another, each with the year and the issuers named before it; [] when it is one.

    Where a later one has nothing but its unit (多少处、多少平方米) it asks of the same thing.
    """
    if question.comparison or question.goal_and_fact or question.unknown_issuers:
        return []
    texts = _split(question.text)
    if not 1 < len(texts) <= _MOST:
        return []
    asks: list[Question] = []
    for text in texts:
        asked = parse_question(_MANNER.sub("", text), question.as_of, held)
        if asked.comparison or asked.unknown_issuers:
            return []
        asks.append(_filled(asked, asks[-1] if asks else question))
    return asks if all(one.indicator or one.means for one in asks) else []


def _split(text: str) -> list[str]:
    """立案多少件、罚款多少万元 → 立案多少件, 罚款多少万元."""
    texts, start = [], 0
    for match in _NEXT.finditer(text):
        texts.append(text[start : match.end("ask")])
        start = match.end()
    return [*texts, text[start:]]


def _filled(asked: Question, before: Question) -> Question:
    """With what the ask before it has said already."""
    if not asked.years:
        asked = replace(asked, years=before.years, part=asked.part or before.part)
    if not asked.issuers:
        asked = replace(asked, issuers=before.issuers, own=asked.own or before.own)
    if _FACTOR.sub("", asked.indicator) in ("", asked.unit):  # 多少万件
        asked = replace(asked, indicator=before.indicator, means=(), ambiguous=False)
    planned = before.planned if asked.planned is False else asked.planned
    return replace(asked, kind="figure", planned=planned, quantity=True)


def _values(inquiry: Inquiry, ask: Question, first: Question, found: Sequence[Sequence[Shown]]) -> list[list[Shown]]:
    """What is held for one of the asks: by its own words, else by those of the first before them (食品案件 + 办结).

    Of several values the one that is told in one sentence with what was found before.
    """
    head = first.indicator.replace(" ", "")
    spelt_out = replace(ask, indicator=f"{head}{ask.indicator}", means=())
    for tried in (ask, spelt_out) if found else (ask,):
        wanted = wanted_of(tried)
        year = main_year(replace(inquiry, question=tried), wanted)
        shown = look_up(inquiry.ledger, inquiry.citing, wanted, year, ask.issuers) if year is not None else []
        shown = [_told_with(values, found) for values in shown]
        if shown:
            return shown
    return []


def _told_with(values: list[Shown], found: Sequence[Sequence[Shown]]) -> list[Shown]:
    places = {(row.document_id, row.sentence) for before in found for one in before for row in one.fact.rows}
    beside = [one for one in values if {(row.document_id, row.sentence) for row in one.fact.rows} & places]
    return beside if len(beside) == 1 else values
