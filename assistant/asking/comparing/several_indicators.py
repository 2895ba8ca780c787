"""Questions about several indicators at once: 立案和结案各多少件; 药品、医疗器械、化妆品抽检一共多少批次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.asking.comparing.listed_by_name import listed_by_name
from assistant.asking.matching.indicator_matching import negated
from assistant.asking.matching.ledger_view import Fact, Ledger
from assistant.asking.matching.told_together import part_of
from assistant.asking.replying.citing import Citing
from assistant.asking.replying.replies import conflict, partly, reply
from assistant.asking.replying.shown_values import Shown
from assistant.asking.understanding.questions import Question
from assistant.asking.understanding.wording import asked_words, canonical, everyday_means
from assistant.asking.values.lookups import look_up, newest_year, wanted_of
from assistant.asking.values.single_values import Inquiry
from assistant.evidence import Answer
from knowledge.spans import Span

_LETTER = r"\u4e00-\u9fff”\"』》）)"
_OPENING = r"\u4e00-\u9fff“\"『《（(A-Za-z\d"
_AND = rf"(?<=[{_LETTER}])(?:以及|和|与|及|跟)(?=[{_OPENING}])"
_JOINED = re.compile(f"[、，,]|{_AND}")
_BRACKETED = re.compile(r"(?P<head>[^（(]+)[（(](?P<parts>[^（）()]+(?:、|和|与|及)[^（）()]+)[）)](?P<tail>[^（(]*)")
_COUNTED = re.compile(r"[两二三四五六七八九十][类项种个份样]|[这那]几[类项种个份样]")  # 投诉举报和监督检查两类案源
_EACH = re.compile("分别|各(?![类级项种部单地区县市镇街乡所处室大中支方界族行级科股站队村社])")
_ONE_OF = re.compile(rf"(?<=[{_LETTER}])或者?(?=[{_OPENING}])")
_INSIDE = "\u0003"  # stands for the 、 inside one name
_MOST = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """What is held of several indicators asked for together, and the names of those not held."""

    found: list[list[Shown]]
    missing: tuple[str, ...] = ()


def indicator_parts(indicator: str) -> list[str]:
    """The indicators joined by 、和与及; one when there is only one."""
    words = re.sub(r"(?<=[和与及、])\s+", "", _within_names(_spelt_out(_EACH.sub("", indicator))))
    if _ONE_OF.search(words) and not _EACH.search(indicator):
        return [indicator]  # 被撤销、变更或者确认违法: one count of any of them
    bracketed = _BRACKETED.fullmatch(words.replace(" ", ""))
    if bracketed:  # 安全监察指令书（场车和电梯）下达
        head, tail = _COUNTED.sub("", bracketed["head"]), bracketed["tail"]
        return [f"{part}{head}{tail}" for part in _JOINED.split(bracketed["parts"]) if part]
    parts = (_COUNTED.sub("", part).replace(_INSIDE, "、") for part in _JOINED.split(words))
    return [bare for part in parts if (bare := part.strip().removesuffix("的"))]


def each_asked(text: str) -> bool:
    """Whether one value is asked for of each thing named (各多少, 分别是多少); 各类, 各所 ask of no list."""
    return bool(_EACH.search(text))


def look_up_parts(inquiry: Inquiry, measure: str = "") -> Listed | None:
    """What is held of each indicator named; None when one alone is, none is held, or two of them are one figure.

    ``measure``: what is asked of each (占比).
    """
    if not measure and (named := listed_by_name(inquiry, _EACH.sub("", inquiry.question.indicator))):
        return Listed(named)
    parts = indicator_parts(inquiry.question.indicator)
    if not 1 < len(parts) <= _MOST or inquiry.question.means:
        return None
    held: list[list[list[Shown]]] = []
    bare = False
    for part in parts:
        shown = _look_up_part(inquiry, (f"{name}{measure}" for name in part_names(part, parts)))
        if not shown and " " in part:  # 甲和乙一共筹集多少: 筹集甲1.57万套、乙18.11万套
            shown = _look_up_part(inquiry, iter([part.split(" ")[0]]))
            bare = bare or bool(shown)
        held.append(shown)
    held = [shown or _told_in_list(inquiry, part, held, measure) for part, shown in zip(parts, held, strict=True)]
    missing = tuple(_in_full(part, parts) for part, shown in zip(parts, held, strict=True) if not shown)
    found = _in_one_list([values for shown in held for values in shown])
    leads = [values[0].fact.lead.id for values in found]
    if not found or len(set(leads)) < len(leads):
        return None  # two names, one figure: one of them is about something else
    return None if bare and not _of_one_sentence(found) else Listed(found, missing)


def reply_to_list(question: Question, listed: Listed, citing: Citing) -> Answer:
    """Each value in order, and which of them are not held; several bodies that nobody named are asked back."""
    flat = [one for values in listed.found for one in values]
    issuers = tuple(dict.fromkeys(one.issuer for one in flat))
    if len(issuers) > 1 and not question.issuers:
        return conflict(flat, citing)
    whole = replace(question, issuers=question.issuers or issuers)
    return partly(reply(whole, listed.found, citing), listed.missing)


def part_names(part: str, parts: Sequence[str]) -> Iterator[str]:
    """Names of a part: with the tail of the last (药品 + 抽检), alone, with the head of the first (监督 + 撤案)."""
    first, last = parts[0].replace(" ", ""), parts[-1].replace(" ", "")
    if part != parts[-1] and part[-1] == last[-1]:
        yield part  # 直属大队和执法中队: each has its own head
    if part != parts[-1]:
        for length in range(2, len(last) - 1):
            yield part + last[-length:]
    yield part
    if part != parts[0]:
        for length in range(1, len(first) - 1):
            yield first[:length] + part


def _in_full(part: str, parts: Sequence[str]) -> str:
    """What a part that is not held is called in the answer: 城镇、农村居民收入 → 城镇居民收入."""
    name, last = part.replace(" ", ""), parts[-1].replace(" ", "")
    return name if part == parts[-1] or len(last) < len(name) + 2 else name + last[len(name) :]


def _told_in_list(
    inquiry: Inquiry, part: str, held: Sequence[Sequence[Sequence[Shown]]], measure: str
) -> list[list[Shown]]:
    """受理刑事案件412件、民事案件76件: what is done is said once, so the later ones are found by what they are of.

    Only in the sentence and the unit of those that were found in full.
    """
    sure = [values[0].fact for shown in held for values in shown if len(values) == 1]
    words = part.replace(" ", "")
    for length in range(len(words) - 1, 1, -1) if sure else ():
        if not any(words[length:] in _told(fact) for fact in sure):
            break  # 案卷评查优秀: not what is done to all of them, but which of them
        for values in _look_up_part(inquiry, iter([f"{words[:length]}{measure}"])):
            beside = [one for one in _beside(values, sure) if one.fact.lead.id not in {fact.lead.id for fact in sure}]
            if len(beside) == 1 and _places(beside[0].fact) & {place for fact in sure for place in _places(fact)}:
                return [beside]
    return []


def _told(fact: Fact) -> str:
    """The names of a fact."""
    return "|".join(canonical(name) for row in fact.rows for name in (row.indicator, row.surface))


def overlapping(ledger: Ledger, shown: Sequence[Shown]) -> bool:
    """Whether one of the values is counted within another (食品立案 in 立案), so that they have no sum."""
    return any(_within(ledger, one, other) or _within(ledger, other, one) for one, other in combinations(shown, 2))


def _within(ledger: Ledger, part: Shown, whole: Shown) -> bool:
    if {row.id for row in part.fact.rows} & {row.id for row in whole.fact.rows}:
        return True
    container = part_of(ledger, part.fact)
    if container is not None and container.lead.id in {row.id for row in whole.fact.rows}:
        return True
    mine, all_of_it = part.fact.lead, whole.fact.lead
    if mine.scope and all_of_it.scope and mine.scope != all_of_it.scope:
        return False  # 石桥镇, 双河镇
    inner, outer = canonical(mine.indicator), canonical(all_of_it.indicator)
    if mine.amount is None or all_of_it.amount is None or mine.amount > all_of_it.amount or negated(outer, inner):
        return False
    scoped = bool(mine.scope) and not all_of_it.scope
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
    places = {place for fact in sure for place in _places(fact)}
    kept = [one for one in values if _places(one.fact) & places]
    return kept if len(kept) == 1 else values


def _places(fact: Fact) -> set[tuple[str, Span, str]]:
    """The sentences that tell it, with the unit it has there."""
    return {(row.document_id, row.sentence, row.amount_unit) for row in fact.rows}
