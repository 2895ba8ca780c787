"""The place that a report says something takes: 在全省排第几, 位居第几, 名列第几位.

A place is told of what stands last before it: 净化率97.86%，较上年提高0.31个百分点，居全省第4位 is about the 净化率.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.asking.matching.covering import uncovered
from assistant.asking.matching.ledger_view import Fact, Ledger, group_by_value
from assistant.asking.replying.citing import Citing
from assistant.asking.replying.replies import reply
from assistant.asking.replying.shown_values import Shown, shown_of
from assistant.asking.understanding.question_patterns import question_patterns
from assistant.asking.understanding.questions import Question
from assistant.asking.understanding.wording import asked_words, canonical, narrowing_in
from assistant.evidence import Answer
from knowledge.library import LedgerRow

_PART = re.compile("[；;。\n]")
_CLAUSE = re.compile("[，,：:]|(?<=[位名%％分元])、")
_LEAST = 2  # signs that name something
_MOVED = re.compile(
    r"(?:同比|环比|[比较](?:上年|去年|20\d\d年)(?:同期)?)?的?(?:连续|分别|均|继续|再|又|稳步|大幅)*"
    r"(?:增长|提高|提升|上升|下降|降低|减少|增加|上涨|回升|回落|前移|后移|增|降|升|达到|达|为)?(?:了|到|至)?"
    r"(?:[-\d.,一二三四五六七八九十百千万亿两]+(?:个?百分点|%|％|‰|分|位|名|亿元|万元|元|年|[个家所座条名件起户人])?)?"
)

_ROSE = re.compile(r"(?:增长|上涨|提高|增速|增幅)[^，,；;]*[，,、]?[^，,；;\d]*$")


def told_place(question: Question, ledger: Ledger) -> Answer | None:
    """The place told of what is asked, in the year asked or the newest that tells one; None where none is told."""
    citing = Citing(ledger.document_years)
    names = dict.fromkeys((question.indicator, *question.means))
    latest = question.as_of.year + int(bool(question.planned))
    years = question.years[-1:] or [year for year in reversed(ledger.years_with_rows()) if year <= latest]
    for year in years:
        for name in names:
            shown = [
                [_placed(shown_of(fact, issuer, year, citing)) for fact in _named(question.indicator, rows)]
                for issuer, rows in _telling(question, ledger, canonical(name), year)
            ]
            if shown:
                return reply(question, shown, citing)
    return None


def _placed(shown: Shown) -> Shown:
    """排名为第3位."""
    place = shown.words if shown.words.startswith("第") else f"第{shown.words}"
    return replace(shown, name=f"{shown.name.removesuffix('排名')}排名", words=place)


def _named(name: str, rows: Sequence[LedgerRow]) -> list[Fact]:
    return [Fact(fact.rows, asked=name) for fact in group_by_value(rows)]


def _telling(question: Question, ledger: Ledger, asked: str, year: int) -> list[tuple[str, list[LedgerRow]]]:
    """The rows of each issuer that tell the place; those that say nothing else before those that say more."""
    found = []
    for issuer, held in ledger.by_year.get(year, {}).items():
        if question.issuers and issuer not in question.issuers:
            continue
        ranks = [one.row for one in held if one.row.kind == "rank" and one.row.planned == bool(question.planned)]
        seen = [(row, told) for row in ranks if (told := _told(asked, question.among, row, ranks))]
        exact = [row for row, told in seen if not uncovered(told, asked)]
        if seen:
            found.append((issuer, exact or [row for row, _ in seen]))
    return found


def _told(asked: str, among: str, row: LedgerRow, ranks: Sequence[LedgerRow]) -> str:
    """What ``row`` ranks, in canonical wording, where that is what was asked; else ""."""
    text = _before(row, ranks)
    told, beyond = _subject(text) if text else (canonical(row.indicator), "")
    said = question_patterns().among.findall(text)
    if among and said and among != said[-1]:
        return ""
    named = canonical(row.indicator)
    near = f"{told}|{beyond}|{named}|{canonical(text)}"  # 受理热线工单23476件，…，满意率92.8%，排第5位
    if _ROSE.search(text):
        near += "|增速"  # 固定资产投资增长7.9%，居第3位
    known = any(asked[at : at + _LEAST] in f"{told}|{named}" for at in range(len(asked) - 1))
    if not known or uncovered(asked, near):
        return ""
    more = {word for word in narrowing_in(told) if word not in asked} - asked_words().mild
    return "" if more else told


def _before(row: LedgerRow, ranks: Sequence[LedgerRow]) -> str:
    """The words of the sentence before a place, from the place before it on where there is anything between."""
    text, at = row.sentence_text, row.span.start - row.sentence.start
    if not 0 < at <= len(text) or "|" in text or "\t" in text:
        return ""
    part = _PART.split(text[:at])[-1]
    start = at - len(part)
    ends = [one.span.end - row.sentence.start for one in ranks if one.sentence == row.sentence]
    last = max((end for end in ends if start < end < at), default=start)
    return text[last:at] if any(_bare(clause) for clause in _CLAUSE.split(text[last:at])) else part


def _subject(text: str) -> tuple[str, str]:
    """The last clause that names something, and the one before it."""
    clauses = [canonical(clause) for clause in reversed(_CLAUSE.split(text))]
    at = next((at for at, clause in enumerate(clauses) if _bare(clause)), None)
    if at is None:
        return "", ""
    return _bare(clauses[at]), _bare(clauses[at + 1]) if at + 1 < len(clauses) else ""


@lru_cache(maxsize=16384)
def _bare(clause: str) -> str:
    """A clause without the words of ranking and rising and without its figures; "" where nothing is left."""
    patterns = question_patterns()
    left = patterns.among_bodies.sub("", clause)
    left = _MOVED.sub("", left)
    left = re.sub(rf"在?(?:由[低高]到[高低])?(?:{patterns.taking_place.pattern})?(?:于|在)?第?\s*$", "", left)
    return left if len(re.sub(r"[^\u4e00-\u9fff]", "", left)) >= _LEAST else ""
