"""Which years a question means: 去年, 近三年, 2023年以来, 二〇二四年, “十四五”期间; relative to a given date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.spans import Span

_DIGITS = str.maketrans("０１２３４５６７８９－～", "0123456789-~")
_CHINESE = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_YEAR = r"(?:(?<![\d〔\[.])(?:19|20)\d{2}(?!\d)|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
_NAMED = rf"{_YEAR}\s*年?(?:度|份)?"
_UNIT = "[件个户家起宗人名元万亿千百批台部项次条份例辆吨公米亩平处所号年月日%％℃—~～、，,.:：/-]"
_RANGE = re.compile(
    rf"({_YEAR})\s*年?(?:度)?\s*(?:-|—+|–|~|至|到)\s*({_YEAR})(?:\s*年(?:度|间|期间)?|(?!\d|\s*{_UNIT}))"
)
_LIST = re.compile(
    rf"{_YEAR}\s*年?(?:度)?(?:\s*[、，,与和及跟同]\s*{_YEAR}\s*年?(?:度)?)+(?:\s*这?[两二三四五]个?年(?:里|间|内)?)?"
)
_SINGLE = re.compile(
    rf"{_YEAR}\s*年(?:度|份)?|(?<![\dA-Za-z第〔\[（(.:：/-])20[0-4]\d(?!\d|\s*{_UNIT})"
)  # 2024 立案 数
_SHORT = re.compile(r"(?<![\d.近去过满])([12]\d)年(?:度)?(?![来以内期限满\d])")
_RELATIVE = re.compile(r"大前年|前年|去年|上一年度?|上年度?|今年|本年度?|当年度?|这一年|明年")
# the year just named, where one is
_SAID = re.compile(r"当年度?|这一年")
_LAST = re.compile(r"(?:最?近|过去|前|这)([一二两三四五六七八九十]|\d{1,2})个?年(?:度)?(?:以?来|内|间|里|期间|的)?")
_BARE_LAST = re.compile(
    r"(?<![\d第前近去过满])([两三四五])年(?!行动|规划|计划|以上|以下|期|内)(?=.*(?:一共|总共|合计|累计|共|加起来|平均|之和))"
)
_ALL = re.compile(r"历年来?|各年度?|(?<!平均)每一?年|逐年|这些年|多年来|几年来|哪一?年度?|哪一?个年度|什么年份")
_PLAN = re.compile(r"[“\"‘]?(十[一二三四五六七八九]?)五[”\"’]?(?:时期|期间|以来|这五年)")
_SINCE = re.compile(r"\s*(?:以来|至今|到现在|到目前|以后|之后|起(?!诉|草|火|点|底|步|用|获|码|动)|开始)")
_SAME_TERM = re.compile(r"\s*同期(?:的)?|\s*全年(?:的)?")
_BASE_BEFORE = re.compile(r"(?:相?比|相?较于?|同|与|和|跟|对比)\s*$")
_BASE_STRONG = re.compile(r"(?:相?比|相?较于?|对比)\s*$")
_BASE_AFTER = re.compile(r"\s*(?:的?(?:情况|数据|数字))?\s*(?:相比|比较|对比|比)")
_MONTH = r"(?:1[0-2]|[1-9])"
_PART = re.compile(
    rf"上半年|下半年|第?[一二三四1-4]季度|前[一二三两1-3]个?季度|{_MONTH}月?份?\s*(?:-|—+|–|~|至|到)\s*{_MONTH}月份?"
    rf"|截[至止]{_MONTH}月(?:底|末|\d+日)?|{_MONTH}月份?(?!\d*日)"
)

_METHOD = re.compile(
    r"[，,；;？?（(\s]*(?:按照?|用|拿|从|由|根据|依据?)[^，,。？?；;]{0,20}?"
    r"(?:(?:倒|反|往回)(?:着|过来)?[推算]|推算|估算|推出|减(?:去)?[^，,。？?；;]{0,4}数)(?:一下|出来|得出)?[）)]?(?=[？?。]?\s*$)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The years meant, ascending; () when none is named.

    ``stretch``: a run of years of which those that exist are meant (近三年, 历年, 2023年以来); ``last`` is the 3 of
    近三年, ``every`` that all years held are meant. ``base`` is the year compared with (比2023年), None if none.
    ``part`` is a part of the year as written (上半年, 1-11月). ``spans`` cover the words.
    """

    years: tuple[int, ...] = ()
    stretch: bool = False
    last: int = 0
    every: bool = False
    base: int | None = None
    part: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    years: tuple[int, ...]
    previous: bool = False  # 上年: relative to the year beside it, not to today, when one is named
    stretch: bool = False
    last: int = 0
    every: bool = False


def find_period(text: str, as_of: datetime.date) -> Period:
    """The period a question names; relative words count from ``as_of``."""
    flat = text.translate(_DIGITS)
    mentions = sorted(_mentions(flat, as_of.year), key=lambda mention: mention.span)
    mentions, said = _without_said(flat, mentions)
    parts = [match for match in _PART.finditer(flat) if not _inside(match.span(), mentions)]
    base = next((mention for mention in mentions if _is_enclosed_base(flat, mention, mentions)), None)
    base = base or next((mention for mention in mentions if _is_base(flat, mention)), None)
    main = [mention for mention in mentions if mention is not base]
    years = tuple(sorted({year for mention in main for year in mention.years}))
    return Period(
        years=years,
        stretch=any(mention.stretch for mention in main),
        last=max((mention.last for mention in main), default=0),
        every=any(mention.every for mention in main) and not years,  # 2020到2024年哪一年: of those years
        base=_base_year(base, years),
        part=parts[0].group() if parts else "",
        spans=tuple(m.span for m in (*mentions, *said)) + tuple(Span(*match.span()) for match in parts),
    )


def without_method(text: str) -> str:
    """A question without how its asker would reckon (按2025年的数和降幅反推): no year of it is the one asked."""
    return _METHOD.sub("", text)


def _without_said(text: str, mentions: list[_Mention]) -> tuple[list[_Mention], list[_Mention]]:
    """2020年实际比当年目标: 当年 is the year named, where exactly one is; else the year of today."""
    said = [mention for mention in mentions if _SAID.fullmatch(mention.span.of(text))]
    named = [mention for mention in mentions if mention not in said]
    clear = len(named) == 1 and not named[0].stretch and not _is_base(text, named[0])
    return (named, said) if clear and said and named[0].span < said[0].span else (mentions, [])


def read_year(words: str) -> int:
    """2024 or 二〇二四 as a number."""
    return int(words) if words.isdigit() else int("".join(str(_CHINESE[sign]) for sign in words))


def _base_year(base: _Mention | None, years: tuple[int, ...]) -> int | None:
    if base is None:
        return None
    # “2025年比去年”: today's 去年 may be 2025 itself; what is meant is the year before the one named
    if years and base.previous:
        return max(years) - 1 if base.years[0] >= max(years) or len(years) == 1 else base.years[0]
    return base.years[0]


def _is_enclosed_base(text: str, mention: _Mention, mentions: list[_Mention]) -> bool:
    """与2024年相比: named between 与 and 相比."""
    if len(mention.years) != 1 or mention.stretch or not _BASE_BEFORE.search(text[: mention.span.start]):
        return False
    return bool(_BASE_AFTER.match(text, mention.span.end)) and len(mentions) > 1


def _is_base(text: str, mention: _Mention) -> bool:
    """比2024年, 较去年."""
    single = len(mention.years) == 1 and not mention.stretch
    return single and bool(_BASE_STRONG.search(text[: mention.span.start]))


def _inside(span: tuple[int, int], mentions: list[_Mention]) -> bool:
    return any(Span(*span).overlaps(mention.span) for mention in mentions)


def _mentions(text: str, today: int) -> Iterator[_Mention]:
    taken: list[Span] = []
    for mention in _all_mentions(text, today):
        if not any(mention.span.overlaps(span) for span in taken):
            taken.append(mention.span)
            yield _with_since(text, mention, today)


def _with_since(text: str, mention: _Mention, today: int) -> _Mention:
    tail = _SINCE.match(text, mention.span.end)
    if tail and len(mention.years) == 1:
        years = tuple(range(mention.years[0], max(today, mention.years[0]) + 1))
        return _Mention(Span(mention.span.start, tail.end()), years, stretch=True)
    same_term = _SAME_TERM.match(text, mention.span.end)
    if same_term:
        span = Span(mention.span.start, same_term.end())
        return _Mention(span, mention.years, mention.previous, mention.stretch, mention.last, mention.every)
    return mention


def _all_mentions(text: str, today: int) -> Iterator[_Mention]:
    """Longer forms first, so that a range is not read as two single years."""
    for match in _RANGE.finditer(text):
        first, last = sorted((read_year(match.group(1)), read_year(match.group(2))))
        yield _Mention(Span(*match.span()), tuple(range(first, min(last, first + 60) + 1)), stretch=True)
    for match in _LIST.finditer(text):
        years = tuple(read_year(words) for words in re.findall(_YEAR, match.group()))
        yield _Mention(Span(*match.span()), years)
    for match in _SINGLE.finditer(text):
        yield _Mention(Span(*match.span()), (read_year(match.group()[:4]),))
    yield from _stretches(text, today)
    for match in _RELATIVE.finditer(text):
        yield _relative(match, today)
    for match in _SHORT.finditer(text):
        if 2000 + int(match.group(1)) <= today + 1:
            yield _Mention(Span(*match.span()), (2000 + int(match.group(1)),))


def _stretches(text: str, today: int) -> Iterator[_Mention]:
    for match in _PLAN.finditer(text):
        first = 1951 + 5 * _count(match.group(1))
        yield _Mention(Span(*match.span()), tuple(range(first, first + 5)), stretch=True)
    for match in _LAST.finditer(text):
        count = _count(match.group(1))
        # one year more: whether this year counts depends on whether its report is held
        yield _Mention(Span(*match.span()), tuple(range(today - count, today + 1)), stretch=True, last=count)
    for match in _BARE_LAST.finditer(text):
        count = _count(match.group(1))
        yield _Mention(Span(*match.span()), tuple(range(today - count, today + 1)), stretch=True, last=count)
    for match in _ALL.finditer(text):
        yield _Mention(Span(*match.span()), (), stretch=True, every=True)


def _relative(match: re.Match[str], today: int) -> _Mention:
    words = match.group()
    back = {"大前年": 3, "前年": 2, "明年": -1}.get(words)
    if back is None:
        back = 1 if words.startswith(("去年", "上")) else 0
    return _Mention(Span(*match.span()), (today - back,), previous=back == 1)


def _count(words: str) -> int:
    if words.isdigit():
        return int(words)
    if words.startswith("十"):
        return 10 + (_CHINESE[words[1]] if len(words) > 1 else 0)
    return _CHINESE[words]
