"""What is asked: indicator, period (去年 is relative to a given date), issuer, comparison, law."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.asking.bodies.issuers import IssuersAsked, find_issuers
from assistant.asking.understanding.function_words import without_function_words
from assistant.asking.understanding.goal_wording import BothAsked, attained, goal_and_fact, planned_in, without_goals
from assistant.asking.understanding.periods import Period, find_period, without_method
from assistant.asking.understanding.place_wording import PlaceAsked, place_asked
from assistant.asking.understanding.plain_wording import plainly
from assistant.asking.understanding.question_patterns import ISSUER, PERIOD, Comparison, mask, question_patterns
from assistant.asking.understanding.rates_asked import RatesAsked, rates_asked
from assistant.asking.understanding.wording import (
    asked_unit_word,
    asked_words,
    everyday_means,
    find_asked_unit,
    head_family,
    without_asking,
)

QuestionKind = Literal["figure", "law", "text"]
_MARKS = re.compile(  # 到去年底: all of it is the period
    f"(?:截至|截止到?|[到至])?{PERIOD}+[底末](?![端梢班位层数])|[{PERIOD}{ISSUER}]+"
)
_LEAD = re.compile(r"^(?:那么?|还有|再|换成|总?共|相比之?下?|比较|请)+")
_TRIM = re.compile(
    r"^(?:在(?![办建岗册职编])|[的了是和与及比较、，,。；;：:？?！!\s])+|(?:[的了在是为有共和与及较、，,。；;：:？?！!\s]|(?<!收入)比)+$"
)
_JOINED = re.compile(r"、|(?<=[\u4e00-\u9fff”\"》）)])(?:和|与|及|跟|同)(?=[\u4e00-\u9fff“\"《（(A-Za-z\d])")
_WHICH_YEAR = re.compile(r"哪(?:一|个|一个)?年")
_READ = 500
_RISE = re.compile(r"(?:增长|增速|增幅|下降|降低|降幅)$")
_REACHED = re.compile(  # 产量突破多少, 失业率平均多少
    r"(?:压[减缩]?[到至]|突破|超过|达到|[增升降]至|[升降]到|降为|(?:提升|提高|上升|下降|增加|减少)[到至]|(?:稳定|保持|维持|控制)在|(?<=[率数价])平均)了?(?=\s|$)"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+条")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``indicator`` is what is asked in the asker's words without period, issuer and asking words; ``means`` the
    indicators that everyday words stand for (罚了多少钱 → 罚没款金额), ``ambiguous`` when those are different counts.
    ``other`` is the second indicator of a share, ratio, difference (占**立案**的比例). ``years`` ascending, () when
    none is named; ``base_year`` is the one compared with. ``stretch``/``last``/``every`` as in
    :class:`assistant.periods.Period`. ``issuers`` are held ones, ``unknown_issuers`` named but not held; ``own``
    says 我局 where nobody said which that is. ``family`` is the kind of unit asked for (cases, money, …), "" if any;
    ``unit`` the very word (件, 万套), "" where none is named.
    ``planned``: a goal is asked for; None when the words leave it open (检查计划多少家). ``goal_and_fact``: both are,
    in which order (计划多少、实际多少). ``of_whole``: a share of the whole that has no name of its own (占全局的比例).
    ``place``: a place in an order is asked for, ``among`` whom (全省). ``rates``: two rates of change are compared.
    ``otherwise``: the question read the other way, where words may be of the body's name or of what is counted
    (骊水|烟草上缴罚没款, 骊水烟草|上缴罚没款). ``masked``: the words with a sign for each sign of period and body.
    """

    text: str
    as_of: datetime.date
    kind: QuestionKind = "text"
    indicator: str = ""
    years: tuple[int, ...] = ()
    issuers: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    ambiguous: bool = False
    other: str = ""
    base_year: int | None = None
    stretch: bool = False
    last: int = 0
    every: bool = False
    part: str = ""
    unknown_issuers: tuple[str, ...] = ()
    own: bool = False
    comparison: Comparison = ""
    family: str = ""
    unit: str = ""
    planned: bool | None = False
    goal_and_fact: BothAsked = ""
    of_whole: bool = False
    place: bool = False
    among: str = ""
    rates: RatesAsked | None = None
    lawlike: bool = False
    quantity: bool = False
    otherwise: Question | None = None
    masked: str = ""

    @property
    def bare(self) -> bool:
        """Whether neither a period nor an issuer is named."""
        return not (self.years or self.every or self.issuers or self.unknown_issuers or self.own or self.base_year)


def parse_question(
    text: str, as_of: datetime.date, held: Sequence[str] = (), own_issuer: str = "", parts: Sequence[str] = ()
) -> Question:
    """Take one question apart; ``held``: the library's issuers, ``parts``: no bodies. Only 500 signs are read."""
    whole, text = text, without_method(plainly(text[:_READ]))
    period = find_period(text, as_of)
    asked = find_issuers(text, held, own_issuer, parts)
    running_on = find_issuers(text, held, own_issuer, parts, run_on=True)
    question = _read(whole, text, as_of, period, asked)
    if running_on == asked:
        return question
    return replace(question, otherwise=_read(whole, text, as_of, period, running_on))


def _read(whole: str, text: str, as_of: datetime.date, period: Period, asked: IssuersAsked) -> Question:
    masked = mask(mask(text, period.spans, PERIOD), asked.spans, ISSUER)
    question = _with_words(_slots(text, as_of, period, asked), masked)
    return replace(question, text=whole, kind=_kind(question), masked=masked)


def _slots(text: str, as_of: datetime.date, period: Period, asked: IssuersAsked) -> Question:
    return Question(
        text=text,
        as_of=as_of,
        years=period.years,
        base_year=period.base,
        stretch=period.stretch,
        last=period.last,
        every=period.every,
        part=period.part,
        issuers=asked.held,
        unknown_issuers=asked.unknown,
        own=asked.own,
        lawlike=bool(question_patterns().law.search(text)),
        quantity=bool(question_patterns().quantity.search(text)),
    )


def _with_words(question: Question, masked: str) -> Question:
    place = place_asked(masked)
    if place is not None:
        return _with_place(question, place)
    if compared := _with_rates(question, masked):
        return compared
    if reached := clean_words(attained(masked)):
        names = tuple(f"{reached}{goal}完成率" for goal in ("目标", "任务", "计划"))
        return replace(question, indicator=names[0], means=names, family="ratio")
    comparison, other, rest = _comparison(question, masked)
    both = goal_and_fact(masked)
    if comparison == "difference" and question_patterns().ratio_asked.search(masked):
        comparison = "growth"  # 多了百分之几
    family, unit, rest = _family(rest)
    planned = planned_in(rest, ahead=bool(question.years) and question.years[-1] >= question.as_of.year)
    of_whole = comparison == "share" and not clean_words(other) and "占" in masked
    words = clean_words(without_goals(rest, both))
    if both:
        comparison, other = ("", "") if comparison not in ("difference", "growth", "ratio") else (comparison, "")
    left, right = (words, "") if both else _operands(words, comparison, other)
    if planned and not comparison and (bare := _RISE.sub("", left)) and bare != left:
        left, family = bare, family or "ratio"  # 收入增长目标: a goal's rate of growth stands as the goal
    everyday = everyday_means(left.replace(" ", ""), family)
    return replace(
        question,
        comparison=comparison,
        family="" if comparison in ("growth", "share") else family or _told_by_name(left, planned),
        unit=unit,
        planned=planned,
        goal_and_fact=both,
        of_whole=of_whole,
        indicator=left,
        other=right,
        means=everyday.means if everyday else (),
        ambiguous=bool(everyday and everyday.ambiguous),
    )


def _with_place(question: Question, place: PlaceAsked) -> Question:
    """市场净化率在全省排第几: what is ranked and among whom; 排名 alone may want several bodies in order."""
    words = clean_words(without_goals(place.rest, ""))
    planned = bool(planned_in(place.rest))
    comparison: Comparison = "" if place.sure else "rank"
    everyday = everyday_means(words.replace(" ", ""), "")
    means = everyday.means if everyday else ()
    question = replace(question, indicator=words, means=means, planned=planned, comparison=comparison)
    return replace(question, place=True, among=place.among)


def _with_rates(question: Question, masked: str) -> Question | None:
    """甲增速比乙高多少个百分点: what grows on either side; of two bodies one thing is asked for."""
    rates = rates_asked(masked)
    if rates is None or len(question.years) > 1 or question.base_year is not None:
        return None
    first, second = (clean_words(without_goals(side, "")) for side in (rates.first, rates.second))
    bodies = len(question.issuers) > 1
    if not first or bodies == (second not in ("", first)):
        return None
    planned = bool(planned_in(masked))
    other = "" if bodies else second
    return replace(question, comparison="growth", indicator=first, other=other, planned=planned, rates=rates)


def _told_by_name(name: str, planned: bool | None) -> str:
    """The family of unit that the end of an indicator's name tells; a goal for it may be a rate of growth."""
    return "" if planned is not False else head_family(name)


def clean_words(rest: str) -> str:
    """The words of the indicator: no marks, no asking words, no particles at the ends."""
    words = without_asking(_MARKS.sub(" ", rest))
    words = re.sub(r"[？?！!。，,；;：:%％]", " ", words)
    words = _REACHED.sub(" ", re.sub(r"(?:^|(?<=\s))有(?=\s)", " ", words))
    while (shorter := _LEAD.sub("", _TRIM.sub("", words))) != words:
        words = shorter
    words = re.sub(r"\s+", " ", re.sub(r"(?<=[\u4e00-\u9fff])(?:了|的)(?=[\s]|$)", "", words)).strip()
    return without_function_words(words)


def _comparison(question: Question, masked: str) -> tuple[Comparison, str, str]:
    """Which comparison, the words of its second operand, and the text without the comparing words."""
    text = masked.rstrip("？?。！! ")
    for kind, patterns in question_patterns().comparisons:
        match = next((found for pattern in patterns if (found := pattern.search(text))), None)
        if not match or (kind in ("highest", "lowest") and not _of_years(question, match.group())):
            continue
        groups = match.groupdict()
        if kind == "sum" and not (question.stretch or len(question.years) > 1 or _JOINED.search(text)):
            continue  # 处罚金额合计多少: one figure
        kept = (groups.get("rest") or "") + (_MARKS.findall(match.group()) or [""])[0]
        return kind, clean_words(groups.get("whole") or ""), f"{text[: match.start()]} {kept} {text[match.end() :]}"
    if question.base_year is not None and re.search(r"比|较", text):
        return "difference", "", re.sub(r"比|较|相比", " ", text)
    return _from_period(question, text), "", text


def _of_years(question: Question, words: str) -> bool:
    """Whether years are held against each other (哪年最多); without 最 only where 哪年 is said (哪年检查的多)."""
    several = question.every or len(question.years) > 1
    return several and ("最" in words or bool(_WHICH_YEAR.search(question.text)))


def _from_period(question: Question, text: str) -> Comparison:
    if question.stretch and re.search(r"一共|总共|共计|累计|总计", text) and not question.every:
        return "sum"
    several = bool(_JOINED.search(text)) or any(name in text for name in asked_words().two_in_one)
    if several and re.search(r"一共|总共|共计|总计", text) and len(question.years) < 2:
        return "sum"
    if question.stretch or question.every or len(question.years) > 1:
        total = re.search(r"两年|共(?=多少|几)|一共|总共|共计|累计|总计", question.text)
        return "sum" if total and not re.search("各(?=[有是为多几])|分别", question.text) else "series"
    return ""


def _family(rest: str) -> tuple[str, str, str]:
    """The family of the unit asked for, its word, and the text without it."""
    ratio = question_patterns().ratio_asked.search(rest)
    if ratio:
        return "ratio", "", f"{rest[: ratio.start()]} {rest[ratio.end() :]}"
    asked = find_asked_unit(rest)
    if asked:
        family, span = asked
        left = f"{rest[: span.start]} {rest[span.end :]}"
        # 有多少家企业: what is counted stands in the unit
        counted = "" if clean_words(left) else re.sub("^.*[多少几哪](?:[家户个名件起宗])?", "", span.of(rest))
        return family, asked_unit_word(span.of(rest)), f"{left} {counted}"
    return "", "", rest


def _operands(words: str, comparison: Comparison, other: str) -> tuple[str, str]:
    """立案和结案相差多少 → (立案, 结案); questions with 占 have named the whole already."""
    if comparison in ("difference", "ratio") and not other:
        parts = [part.strip() for part in _JOINED.split(words)]
        if len(parts) == 2 and all(parts):
            return parts[0], parts[1]
    return words, other


def _kind(question: Question) -> QuestionKind:
    """Law words without a year or an issuer ask for the law; amounts for the ledger; the rest for passages."""
    if _ARTICLE.search(question.text):
        return "law"
    if question.lawlike and question.bare and not question.comparison and question.planned is False:
        return "law"
    if question_patterns().why.search(question.text):
        return "text"
    if question.quantity or question.comparison:
        return "figure"
    short = len(question.indicator.replace(" ", "")) <= 14
    return "figure" if short and not question.bare and not question_patterns().text.search(question.text) else "text"
