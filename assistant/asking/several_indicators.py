"""Questions about several indicators at once: 立案和结案各多少件; 药品、医疗器械、化妆品抽检一共多少批次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from assistant.asking.ledger_view import Fact, Ledger, part_of
from assistant.asking.lookups import look_up, newest_year, wanted_of
from assistant.asking.shown_values import Shown
from assistant.asking.single_values import Inquiry
from assistant.asking.wording import asked_words, canonical, everyday_means

_LETTER = r"\u4e00-\u9fff”\"』》）)"
_OPENING = r"\u4e00-\u9fff“\"『《（("
_AND = rf"(?<=[{_LETTER}])(?:以及|和|与|及|跟)(?=[{_OPENING}])"
_JOINED = re.compile(f"[、，,]|{_AND}")
_BRACKETED = re.compile(r"(?P<head>[^（(]+)[（(](?P<parts>[^（）()]+(?:、|和|与|及)[^（）()]+)[）)](?P<tail>[^（(]*)")
_COUNTED = re.compile(r"[两二三四五六七八九十][类项种个份样]|[这那]几[类项种个份样]")  # 投诉举报和监督检查两类案源
_INSIDE = "\u0003"  # stands for the 、 inside one name
_MOST = 8


def indicator_parts(indicator: str) -> list[str]:
    """The indicators joined by 、和与及; one when there is only one."""
    words = _within_names(_spelt_out(indicator))
    bracketed = _BRACKETED.fullmatch(words.replace(" ", ""))
    if bracketed:  # 安全监察指令书（场车和电梯）下达
        head, tail = _COUNTED.sub("", bracketed["head"]), bracketed["tail"]
        return [f"{part}{head}{tail}" for part in _JOINED.split(bracketed["parts"]) if part]
    parts = (_COUNTED.sub("", part).replace(_INSIDE, "、") for part in _JOINED.split(words))
    return [bare for part in parts if (bare := part.strip().removesuffix("的"))]


def look_up_parts(inquiry: Inquiry) -> list[list[Shown]] | None:
    """One list for each part and issuer; None when the question is about one indicator or a part is not held."""
    parts = indicator_parts(inquiry.question.indicator)
    if not 1 < len(parts) <= _MOST or inquiry.question.means:
        return None
    found: list[list[Shown]] = []
    bare = False
    for part in parts:
        shown = _look_up_part(inquiry, part_names(part, parts))
        if not shown and " " in part:  # 甲和乙一共筹集多少: 筹集甲1.57万套、乙18.11万套
            shown, bare = _look_up_part(inquiry, iter([part.split(" ")[0]])), True
        if not shown:
            return None
        found += shown
    found = _in_one_list(found)
    leads = [values[0].fact.lead.id for values in found]
    if len(set(leads)) < len(leads):
        return None  # two names, one figure: one of them is about something else
    return None if bare and not _of_one_sentence(found) else found


def part_names(part: str, parts: Sequence[str]) -> Iterator[str]:
    """Names of a part: with the tail of the last (药品 + 抽检), alone, with the head of the first (监督 + 撤案)."""
    first, last = parts[0].replace(" ", ""), parts[-1].replace(" ", "")
    if part != parts[-1]:
        for length in range(2, len(last) - 1):
            yield part + last[-length:]
    yield part
    if part != parts[0]:
        for length in range(1, len(first) - 1):
            yield first[:length] + part


def overlapping(ledger: Ledger, shown: Sequence[Shown]) -> bool:
    """Whether one of the values is counted within another (食品立案 in 立案), so that they have no sum."""
    return any(_within(ledger, one, other) or _within(ledger, other, one) for one, other in combinations(shown, 2))


def _within(ledger: Ledger, part: Shown, whole: Shown) -> bool:
    if {row.id for row in part.fact.rows} & {row.id for row in whole.fact.rows}:
        return True
    container = part_of(ledger, part.fact)
    if container is not None and container.lead.id in {row.id for row in whole.fact.rows}:
        return True
    inner, outer = (canonical(one.fact.lead.indicator) for one in (part, whole))
    scoped = bool(part.fact.lead.scope) and not whole.fact.lead.scope
    return outer in inner and (outer != inner or scoped)


def _spelt_out(indicator: str) -> str:
    """建议提案 → 建议、提案, where that are two things."""
    for name, parts in asked_words().two_in_one.items():
        indicator = indicator.replace(name, "、".join(parts))
    return indicator


def _within_names(indicator: str) -> str:
    for name in asked_words().listed_names:
        indicator = indicator.replace(name, name.replace("、", _INSIDE).replace("和", _INSIDE))
    return indicator


def _look_up_part(inquiry: Inquiry, names: Iterator[str]) -> list[list[Shown]]:
    """What is held by the first of the names that leaves no choice; else by the first that is held."""
    question = inquiry.question
    held: list[list[Shown]] = []
    for name in names:
        everyday = everyday_means(name.replace(" ", ""), question.family)
        wanted = wanted_of(replace(question, indicator=name, means=everyday.means[:1] if everyday else ()))
        newest = newest_year(inquiry.ledger, wanted, question.issuers, question.as_of.year)
        year = question.years[-1] if question.years else newest
        shown = look_up(inquiry.ledger, inquiry.citing, wanted, year, question.issuers) if year is not None else []
        if shown and all(len(values) == 1 for values in shown):
            return shown
        held = held or shown
    return held


def _of_one_sentence(found: Sequence[Sequence[Shown]]) -> bool:
    places = [{(row.document_id, row.sentence) for one in values for row in one.fact.rows} for values in found]
    return bool(set.intersection(*places))


def _in_one_list(found: list[list[Shown]]) -> list[list[Shown]]:
    """Of a part's several values the one that is told in a row with the others (药品案件16件、化妆品案件7件)."""
    sure = [values[0].fact for values in found if len(values) == 1]
    return [_beside(values, sure) if len(values) > 1 else values for values in found]


def _beside(values: list[Shown], sure: Sequence[Fact]) -> list[Shown]:
    places = {(row.document_id, row.sentence, row.amount_unit) for fact in sure for row in fact.rows}
    kept = [one for one in values if {(r.document_id, r.sentence, r.amount_unit) for r in one.fact.rows} & places]
    return kept if len(kept) == 1 else values
