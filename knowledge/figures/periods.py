"""For which year a figure stands, and whether it is a plan: by the clause, else the heading, else the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.figures.words import compiled, pattern
from knowledge.outline import Section
from knowledge.quantities import Number
from knowledge.spans import Span

_PLAN_HEADING = compiled("plan", "headings")
_FACT_HEADING = compiled("plan", "fact_headings")
# 问题与打算: what is wrong is a fact of the report's year, what is to come is told from here on.
# 紧盯目标任务，项目建设提速: a slogan announces no plan.
_SLOGAN = compiled("plan", "slogan")
_PROBLEM_HEADING = compiled("plan", "problem_headings")
_FROM_HERE = compiled("plan", "from_here")
_PLAN_WORDS = compiled("plan", "sentence")
_AIMED = compiled("plan", "aimed")
_PLANNED_HERE = re.compile(r"(?:\A|[，,；;：:、。])\s*(?:全年|年初|年度|原|共)?计划(?:共|为)?\s*\Z")
_FACT_WORDS = compiled("plan", "fact")
_PERIOD = compiled("period", "words")
_PAST = compiled("period", "past_year")
_YEAR_BEFORE = compiled("period", "year_before")
_BEFORE_LAST = compiled("period", "before_last")
_THIS = compiled("period", "this_year")
_NEXT = compiled("period", "next_year")
_BASE = re.compile(
    rf"(?:同比|环比)?(?:比|较|与|同|于|环比|同比)(?:{pattern('base', 'ends')})+"
    rf"(?:[、和与及](?:{pattern('base', 'ends')})+)*(?:(?:预算|计划|目标)数?)?"
    rf"(?:[^，。；]{{0,8}}?(?:相比|相较))?|{pattern('base', 'words')}"
    rf"|(?:是|为|相当于|达到?)(?:{pattern('base', 'ends')})+的|在(?:{pattern('base', 'ends')}|今年|本年)的?基础上"
)
# 覆盖面由目前的58%提高到70%: where a rise starts from is no fact told beside the plan.
_STANDING = re.compile("(?:由|从|自|在|比|较)(?:目前|现在|当前)的?")
# 含上年结转2宗: left over from the year before, but handled and counted in this one.
_CARRIED = re.compile("(?:上年度?|上一年度?|去年)(?:结转|遗留|未结|未办结|未审结|转入|旧存|存案?|续办)")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_WORK_REPORT = re.compile(r"报告政府工作|政府工作报告|向大会(?:作|报告)")
_REVIEWED = re.compile(r"((?:19|20)\d\d)\s*年度?(?:的?(?:主要)?工作)(?:回顾|总结|情况)")
_ATTAINED = re.compile(r"(?:超过|完成|实现|达到|高于|好于|快于)了?[^，。；]{0,8}目标")
_LEAD = re.compile(
    r"(?:\A|[。；])\s*(?:(?:刚刚?过去的)?((?:19|20)\d\d)年[，,]|(过去[三五]年|[三五]年来|“十[一二三四]五”(?:时期|期间)))"
)
_WHOLE_YEAR = re.compile("全年|年度|全年度")
_NEW_YEAR = re.compile("新的一年")  # of a report to a congress its own year
_PAST_YEAR = re.compile("过去(?:的)?一年")
# What was done is no plan, though a target was told just before (目标120家，实际新增|133家|).
_ACTUAL = re.compile(r"(?:实际(?!情况|出发|需要)|最终|实现数|完成数)")
_FUTURE = re.compile(r"到\s*(?:19|20)\d\d\s*年")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section says of all its figures: the year they stand for when no word says otherwise, plan or fact."""

    report_year: int | None
    year: int | None
    planned: bool = False
    work_report: bool = False
    period: str = ""
    mixed: bool = False  # problems and plans in one section


@dataclass(frozen=True, slots=True)
class Time:
    """The year and period that a figure's own words give it."""

    year: int | None
    period: str
    planned: bool
    base: str
    named: bool = False  # the quantity's own words name the year
    aimed: bool = False  # a word of planning said so, for the rest of the sentence


def base_spans(text: str) -> list[Span]:
    """Where a text names what a change is against (同比, 比上年, 较2023年)."""
    return [Span(*found.span()) for found in _BASE.finditer(text)]


def settings(text: str, sections: Sequence[Section], year: int | None) -> list[Setting]:
    """One setting for each section, in order."""
    work_report = _tells_of_the_year_before(text, year)
    reviews_own = not work_report and _plans_the_next(sections, year)
    found: list[Setting] = []
    previous: Setting | None = None
    for section in sections:
        parent = found[section.parent] if section.parent is not None and section.parent < len(found) else None
        setting = _of_heading(section, parent, previous, year, work_report=work_report)
        if reviews_own and _PAST_YEAR.search(section.title) and not _YEAR.search(section.title):
            setting = replace(setting, year=year)
        found.append(setting)
        if section.parent is None or section.level <= 1:
            previous = setting
    return found


def _tells_of_the_year_before(text: str, year: int | None) -> bool:
    """Whether a report to a congress is known by the year of the congress; not when it reviews that very year."""
    opening = text[:1500]
    reviewed = _REVIEWED.search(opening)
    return bool(_WORK_REPORT.search(opening)) and (reviewed is None or int(reviewed[1]) != year)


def _plans_the_next(sections: Sequence[Section], year: int | None) -> bool:
    """Whether a report's plans are for the year after its own: then 过去一年 in a heading is its own year."""
    titles = [section.title for section in sections if _PLAN_HEADING.search(section.title)]
    named = [int(found[1]) for title in titles if (found := _YEAR.search(title))]
    return year is not None and year + 1 in named


def _of_heading(
    section: Section, parent: Setting | None, previous: Setting | None, year: int | None, *, work_report: bool
) -> Setting:
    start = parent or _start(year, previous, work_report=work_report)
    title = section.title
    fact = bool(_FACT_HEADING.search(title))
    plan = bool(_PLAN_HEADING.search(_SLOGAN.sub("", title))) and not fact
    problems = bool(_PROBLEM_HEADING.search(title))
    if problems and not work_report:
        return replace(start, year=year, planned=False, period="", mixed=plan)
    planned = plan or (start.planned and not fact)
    named = _year_of_title(title, year)
    if named is None:
        named = start.year
        if plan and not start.planned and year is not None:
            named = year if work_report else year + 1
        elif fact and start.planned and year is not None and work_report:
            named = year - 1
    period = _PERIOD.search(title)
    return replace(start, year=named, planned=planned, period=period[0] if period else start.period)


def _start(year: int | None, previous: Setting | None, *, work_report: bool) -> Setting:
    """Top level: a government's report of 2025 tells of 2024 until its plans begin, and then plans to its end."""
    if work_report and previous is not None and previous.planned:
        return previous
    usual = year - 1 if work_report and year is not None else year
    return Setting(year, usual, planned=False, work_report=work_report)


def _year_of_title(title: str, year: int | None) -> int | None:
    found = _YEAR.search(title)
    if found:
        return int(found[1])
    if year is None:
        return None
    if re.search("过去一年|过去的一年|去年", title):
        return year - 1
    return year if re.search("今年", title) else None


def led_by(before: str, setting: Setting) -> Setting:
    """The setting, changed by what earlier sentences of the paragraph began with (2017年，… 过去五年… 下一步，…)."""
    if setting.mixed and _FROM_HERE.search(before):
        coming = setting.report_year + 1 if setting.report_year is not None else None
        return replace(setting, planned=True, mixed=False, year=coming)
    found = list(_LEAD.finditer(before)) if setting.work_report and not setting.planned else []
    if not found:
        return setting
    year, period = found[-1].groups()
    if period:
        return replace(setting, period=period)
    return replace(setting, year=int(year), period="")


def sentence_setting(text: str, setting: Setting) -> Setting:
    """The section's setting, changed by what the sentence as a whole says (力争, 过去一年)."""
    bare = _STANDING.sub("", _less(text, base_spans(text)))
    if setting.mixed:
        setting = led_by(text, setting)
    planned = setting.planned and not _FACT_WORDS.search(bare)
    aimed = bool(_AIMED.search(_ATTAINED.sub("", text)))
    year = setting.year
    if setting.work_report and setting.report_year is not None:
        if aimed and not setting.planned:
            year = setting.report_year
        elif setting.planned and not planned and not aimed:
            year = setting.report_year - 1
    elif setting.planned and not planned and setting.report_year is not None:
        year = setting.report_year
    return replace(setting, planned=planned, year=year)


def resolve(
    zone: str, offset: int, numbers: Sequence[Number], setting: Setting, running: Time | None, *, compared: bool = False
) -> Time:
    """The time of a quantity from the words since the quantity before it.

    ``numbers`` are the years and dates that stand in the zone, ``offset`` where the zone begins in their text;
    ``compared`` says that the quantity is itself the base (与2024年的244件相比).
    """
    bases = [] if compared else base_spans(zone)
    bare = _CARRIED.sub("", _less(zone, bases))
    year = _named_year(offset, numbers, bases)
    year = year if year is not None else _relative_year(bare, setting)
    named = year is not None
    period = _named_period(bare, zone, offset, numbers)
    if year is None and running is not None:
        year, period = running.year, period or ("" if _WHOLE_YEAR.search(bare) else running.period)
    done = _ACTUAL.search(zone) is not None
    aimed = not done and (bool(_AIMED.search(_ATTAINED.sub("", zone))) or (running is not None and running.aimed))
    listed = running is not None and running.planned and zone.lstrip()[:1] in {"、", "和", "及", "与"}
    planned = setting.planned or aimed or listed or bool(_PLAN_WORDS.search(zone) or _PLANNED_HERE.search(zone))
    planned = _by_year(zone, year, setting, planned=planned)
    base = bases[-1].of(zone) if bases else ""
    year = year if year is not None else setting.year
    return Time(year, period or setting.period, planned, base, named, aimed)


def _named_period(bare: str, zone: str, offset: int, numbers: Sequence[Number]) -> str:
    """五年来, 截至12月底, 1-11月: the words for what is not the whole year."""
    found = _PERIOD.search(bare)
    dated = [n for n in numbers if n.role == "date"]
    if found or not dated:
        return found[0] if found else ""
    return zone[dated[0].span.start - offset : dated[0].span.end - offset]


def _by_year(zone: str, year: int | None, setting: Setting, *, planned: bool) -> bool:
    """A year still to come makes a plan, a year past makes a fact even among plans."""
    if year is None or setting.report_year is None or _PLAN_WORDS.search(zone):
        return planned
    if year > setting.report_year:
        return True
    if _FUTURE.search(zone) and year == setting.report_year and setting.work_report:
        return True
    past = setting.planned and setting.year is not None and year < setting.year and _YEAR.search(zone)
    return planned and not past


def _named_year(offset: int, numbers: Sequence[Number], bases: Sequence[Span]) -> int | None:
    """The last year named in the zone that is not what a change is against."""
    for number in reversed(numbers):
        at = Span(number.span.start - offset, number.span.end - offset)
        if any(base.overlaps(at) for base in bases):
            continue
        if number.role == "year" and number.amount is not None:
            return int(number.upper if number.upper is not None else number.amount)
        found = _YEAR.match(number.value) if number.role == "date" else None
        if found:
            return int(found[1])
    return None


def _relative_year(words: str, setting: Setting) -> int | None:
    year = setting.report_year
    if year is None:
        return None
    coming = _NEW_YEAR.search(words) is not None
    if _NEXT.search(words) or (coming and not setting.work_report):
        return year + 1
    if _BEFORE_LAST.search(words) or _PAST.search(words):
        return year - 2 if _BEFORE_LAST.search(words) else year - 1
    if _YEAR_BEFORE.search(words):
        return (setting.year or year) - 1  # the year before the one that is told of
    # 二、2025年工作安排 … 今年主要预期目标是: among plans the year that is planned for
    this = setting.year if setting.planned and setting.year is not None else year
    return year if coming else this if _THIS.search(words) else None


def _less(zone: str, spans: Sequence[Span]) -> str:
    words, at = "", 0
    for span in spans:
        words += zone[at : span.start]
        at = span.end
    return words + zone[at:]
