"""A report's own name for a figure, asked for as it stands, whatever words it holds (目标完成率, 年均浓度, 预期寿命).

The last reading tried: 目标, 平均, 占 tell how to reckon, unless they are part of a name that the ledger has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.matching.ledger_view import Found, Ledger, Wanted
from assistant.asking.replying.citing import Citing
from assistant.asking.replying.replies import reply
from assistant.asking.replying.shown_values import shown_of
from assistant.asking.understanding.question_patterns import ISSUER, PERIOD
from assistant.asking.understanding.questions import Question, clean_words
from assistant.asking.understanding.wording import asked_unit_word, find_asked_unit
from assistant.asking.values.changes import published_change
from assistant.evidence import Answer
from knowledge.library import LedgerRow

_ENDS = "[？?。！!\\s]*$"
_VALUE = re.compile(
    rf"^(?P<name>.{{3,}}?)(?:一共|总共|共)?(?:是|为|有|达到?)?(?P<unit>(?:多少|几)(?:个百分点|[^，,。？?\s了比]{{0,8}})){_ENDS}"
)
_CHANGE = re.compile(
    rf"^(?:全[省市区县])?(?P<name>.{{3,}}?)(?:同比|比上年|比去年|较上年)?的?(?:增长|上涨|涨|上升|升|提高|增加|下降|降低|降|减少)了?(?:百分之几|百分之多少|(?:多少|几)(?:个?(?:百分点|位次|[位名]))?){_ENDS}"
)
_GOAL = re.compile("^(?:计划|力争|预计)")


def answer_by_own_name(question: Question, ledger: Ledger) -> Answer | None:
    """The one value, or change, that a report gives under the very words asked for; None where none is."""
    words = question.masked.strip(f"{PERIOD}{ISSUER}的，, ")
    if PERIOD in words or ISSUER in words or len(question.years) > 1 or len(question.issuers) > 1:
        return None
    if changed := _CHANGE.match(words):
        return _changed(question, ledger, changed["name"])
    if asked := _VALUE.match(words):
        return _told(question, ledger, asked["name"], asked["unit"])
    return None


def _told(question: Question, ledger: Ledger, name: str, how_many: str) -> Answer | None:
    bare = _GOAL.sub("", name)
    asked = find_asked_unit(how_many)
    family, unit = (asked[0], asked_unit_word(how_many)) if asked else ("", "")
    planned = True if bare != name else question.planned and None  # 目标完成率 is a fact
    wanted = Wanted(names=(bare,), family=family, unit=unit, planned=planned)
    for year in _years(question, ledger):
        found = ledger.named(wanted, year, question.issuers)
        if found:
            citing = Citing(ledger.document_years)
            shown = [[shown_of(fact, one.issuer, year, citing) for fact in one.facts] for one in found]
            return reply(question, shown, citing) if _alone(found) else None
    return None


def _changed(question: Question, ledger: Ledger, name: str) -> Answer | None:
    """The change of what is called ``name``; of a name that is found by more than its own words, none."""
    wanted = Wanted(names=(name,), kind="change")
    if not any(ledger.named(wanted, year, question.issuers) for year in _years(question, ledger)[:1]):
        return None
    asked = replace(question, indicator=clean_words(name) or name, comparison="growth", other="", family="")
    answer = published_change(asked, ledger, replace(wanted, kind="value"), None)
    return answer if answer and answer.status == "answered" else None


def _years(question: Question, ledger: Ledger) -> Sequence[int]:
    latest = question.as_of.year + int(question.planned is not False)
    return question.years[-1:] or [year for year in reversed(ledger.years_with_rows()) if year <= latest]


def _alone(found: Sequence[Found]) -> bool:
    """One body, one value, and not a part of a whole."""
    rows: list[LedgerRow] = [fact.lead for one in found for fact in one.facts]
    return len(rows) == 1 and not rows[0].scope
