"""Numbers that are no quantity: years, dates, articles, document numbers, names, headings, pages. Pure."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from knowledge.quantities.units import SCALE, UNIT_AFTER_DIGITS
from knowledge.quantities.words import CHINESE_NUMERAL

OtherRole = Literal["year", "date", "article", "document_number", "ordinal", "name", "page"]


class _Approximation(TypedDict):
    before: list[str]
    before_bare_only: list[str]
    bare: list[str]
    not_after: str
    middle: list[str]
    after: list[str]


class _Names(TypedDict):
    phrases: list[str]
    plans: list[str]
    name_after_duration: list[str]
    hotlines: list[str]
    after_digits: list[str]
    standards: list[str]


class NumberWords(TypedDict):
    """The shape of number_words.toml."""

    approximation: _Approximation
    ordinary: dict[str, list[str]]
    names: _Names


def _load() -> NumberWords:
    with Path(__file__).with_name("number_words.toml").open("rb") as file:
        data: NumberWords = tomllib.load(file)  # type: ignore[assignment]  # the shape is this package's own file
    return data


WORDS = _load()
_NAMES = WORDS["names"]
_C = f"[{CHINESE_NUMERAL}]"
_SEP = r"\s*(?:-{1,2}|—{1,2}|–|~|至|到)\s*"
_Y = r"(?:(?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{3})"
_PART = "份|底|末|初|中旬|上旬|下旬"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MEASURE = rf"(?:{SCALE}|{UNIT_AFTER_DIGITS})"
_MONTHS = rf"{_M}(?:{_SEP}{_M})?\s*月\s*(?:{_DAY}(?:{_SEP}(?:{_M}\s*月\s*)?{_DAY})?\s*日|{_PART})?"


class Claim(NamedTuple):
    """A stretch that is some number other than a quantity; ``start`` may lie before the digit it was found at."""

    start: int
    end: int
    role: OtherRole


# Tried in order at the first character of a numeral.
_AFTER_DIGITS = "|".join(sorted(_NAMES["after_digits"], key=len, reverse=True))
_MONTHS = rf"{_M}(?:{_SEP}{_M})?\s*月\s*(?:{_DAY}(?:{_SEP}(?:{_M}\s*月\s*)?{_DAY})?\s*日|份|底|末|初|中旬|上旬|下旬)?"
_UNMEASURED = rf"(?![\d.,，%余多]|\s*{_MEASURE})"
_SHAPES: tuple[tuple[OtherRole, str], ...] = (
    ("date", rf"{_Y}\s*年\s*{_MONTHS}"),
    ("date", r"(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d)"),
    ("date", r"(?:19|20)\d\d[-./](?:1[0-2]|0[1-9])(?![\d.%％万亿])"),
    ("year", rf"{_Y}{_SEP}{_Y}(?:\s*年度?)?(?![\d.])"),
    ("year", rf"{_Y}\s*年(?!级)(?:{_SEP}{_Y}\s*年)?(?:度(?!假))?"),
    ("name", rf"(?<=[大会届委协]){_C}+次会议"),  # 十四届全国人大三次会议
    ("name", rf"{_C}+届(?:{_C}+次)?(?:、{_C}+次)*|{_C}+次全[会国体]|[一二三四]类(?=医疗|器械|疫苗|水|用地|地区)"),
    ("date", _MONTHS),
    ("date", rf"[一二三四1-4](?:{_SEP}[一二三四1-4])?\s*季度"),
    ("date", r"\d0\s*年代|[一二三四五六七八九]十年代|二十一世纪|21\s*世纪"),
    ("date", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d)"),
    ("name", rf"(?:{'|'.join(sorted(_NAMES['hotlines'], key=len, reverse=True))}){_UNMEASURED}"),
    ("name", rf"\d{{1,2}}[·・•]\d{{1,2}}|0\d{{1,}}(?:-\d+)?|\d{{9,}}{_UNMEASURED}"),
    ("name", r"\d+[×xX*]\d+|1\+\d*[A-Za-zN]+|\d+\+\d+"),
    ("name", r"[一二三四五](?:、[一二三四五])+类|(?<=[一二三四五]、)[二三四五]类"),
    ("name", rf"\d+(?:\.\d+)?\s*(?:{_AFTER_DIGITS})|3\.15(?=晚会|国际|消费|活动)"),
    ("name", rf"(?:\d+|{_C}+)(?:年|日|天|个月)(?:{'|'.join(_NAMES['name_after_duration'])})"),
    ("year", rf"(?:19|20)\d\d{_UNMEASURED}"),
)
_AT = tuple((role, re.compile(pattern)) for role, pattern in _SHAPES)
_ARTICLE = re.compile(rf"第?\s*(?:\d+|{_C}+)\s*[条款项章节编目](?:之{_C}+)?")
_NUMBERED = re.compile(rf"第?\s*(?:\d+|{_C}+)\s*号")
_ORDINAL = re.compile(rf"第?\s*(?:\d+|{_C}+)(?:{_SEP}(?:\d+|{_C}+))?\s*(?:[次届批期轮个代家阶季周天年步位名]|场)?")
_RANKED = re.compile(rf"第\s*(?:\d+|{_C}+)\s*(?:位|名)")
# 第一梯队, 全球第一货物贸易大国: after a bare place a word makes a name of it.
_CALLED_SO = re.compile(r"[一-龥](?<![和与及的，])")
_RANK_LEFT = re.compile(
    r"(?:(?:居|列|排)(?:于|在)?[^，。；、]{2,12}|全国|全省|全市|全区|全县|世界|全球|排名|排在|位列|位居|居|列|跃居|升至|跃升至|省市|地区|系统|首位)$"
)
_BRACKETED = re.compile(r"[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号")
_PARENTHESISED = re.compile(rf"[（(]\s*(?:\d{{1,2}}|{_C}{{1,3}})\s*[）)]")
_LINE_HEADING = re.compile(rf"(?:{_C}{{1,3}}\s*[、，.．]|\d{{1,2}}(?:\.\d{{1,2}})*\s*(?:[、．.]|[）)])(?!\d))")
_LIST_WORD = re.compile(
    r"(?:[一二三四五六七八九]|十[一二三四五]?)(?:是|要|则|抓|看|聚焦|、(?![一二三四五六七八九十]、))"
)
_LATIN_LEFT = re.compile(r"[A-Za-z](?:/[A-Z])?[-—.]?\Z")
_LATIN_RUN = re.compile(r"[\dA-Za-z.\-—/]*[\dA-Za-z](?:\+\d+)?")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*%")
_STANDARD_LEFT = re.compile(rf"(?:{'|'.join(_NAMES['standards'])})(?:/?[A-Z]\d*)?[ \-—/]?\Z")
_STANDARD_RUN = re.compile(r"[\d.]*\d(?:[-—–]\d{2,4})?")
_DIGITS_LATIN = re.compile(r"\d+(?:\.\d+)?(?:[A-JL-OQ-Z]|[A-Z]{1,2}(?![A-Za-z]))(?!W|Wh|Pa)")
_PAGE = re.compile(
    r"(?m)^[ \t\u3000]*[-—–]+[ \t]*\d{1,4}[ \t]*[-—–]+[ \t]*$|第\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页(?=$|\n)"
)
_QUOTED = re.compile(r"“([^“”\n]{1,16})”|‘([^‘’\n]{1,16})’|「([^「」\n]{1,16})」|\"([^\"\n]{1,10})\"")
_MEASURED = re.compile(r"\d[\d.,]*\s*(?:%|[万亿]?元|个百分点|[万亿])")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_HAS_NUMERAL = re.compile(rf"[\d{CHINESE_NUMERAL}]")


# 零件 is parts, except where a report says that there were none: 行政诉讼败诉零件。
_ZERO_CASES = re.compile(r"(?<=[案诉讼议错销报故访为共更])零件(?=[，。；、）)\n]|$)")


# 一起 is together, except where a case is counted: 行政诉讼一起，
_ONE_CASE = re.compile(r"(?<=[案诉讼议件故灾纷警赔])一起(?=[，,。；;、）)\n]|$)")
_TOGETHER = re.compile(r"[与和同跟把将][^，。；]*\Z")


def _index_words(words: list[str]) -> dict[str, list[tuple[int, str]]]:
    """First numeral character → (its offset in the word, the word), longest word first."""
    index: dict[str, list[tuple[int, str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        found = re.search(rf"[{CHINESE_NUMERAL}半数几]", word)
        if found:
            index.setdefault(found[0], []).append((found.start(), word))
    return index


_COUNTED = {f"{unit}次" for unit in "户人批场家件车台架"}
_ORDINARY = _index_words(WORDS["ordinary"]["words"])
_PHRASES = _index_words(_NAMES["phrases"] + _NAMES["plans"])


class Zones:
    """The stretches of one text where no number is a quantity: quoted names, titles, addresses, page marks."""

    def __init__(self, text: str) -> None:
        found: list[Claim] = [Claim(*m.span(), "page") for m in _PAGE.finditer(text)]
        found += [Claim(*m.span(), "name") for m in _ADDRESS.finditer(text) if _HAS_NUMERAL.search(m[0])]
        found += [Claim(*m.span(), "name") for m in _TITLE.finditer(text) if _HAS_NUMERAL.search(m[0])]
        for match in _QUOTED.finditer(text):
            if _HAS_NUMERAL.search(match[0]) and not _MEASURED.search(match[0]):
                found.append(Claim(*match.span(), "name"))
        self._zones = sorted(found)
        self._starts = [zone.start for zone in self._zones]

    def at(self, position: int) -> Claim | None:
        """The zone that covers ``position``."""
        i = bisect_right(self._starts, position) - 1
        # A quotation inside a title begins later and ends earlier than the title: look one further back.
        for zone in self._zones[max(0, i - 1) : i + 1]:
            if zone.start <= position < zone.end:
                return zone
        return None


def ordinary_word(text: str, position: int, floor: int) -> int:
    """The end of the ordinary word (统一, 十分) whose first numeral stands at ``position``; 0 if there is none."""
    if _ZERO_CASES.match(text, position):
        return 0
    if _ONE_CASE.match(text, position) and not _TOGETHER.search(text[max(0, position - 24) : position]):
        return 0
    start, end = _word_at(_ORDINARY, text, position, floor)
    # 一批 is a word, 一批次 a count.
    counted = text[end - 1 : end + 1] in _COUNTED and end - start == 2
    return 0 if counted else end


def _word_at(index: dict[str, list[tuple[int, str]]], text: str, position: int, floor: int) -> tuple[int, int]:
    for offset, word in index.get(text[position], ()):
        start = position - offset
        if start >= floor and text.startswith(word, start):
            return start, start + len(word)
    return 0, 0


def claim_at(text: str, position: int, floor: int) -> Claim | None:
    """What the numeral at ``position`` is when it is no quantity; nothing before ``floor`` may be taken.

    ``text`` is already in ASCII digits (:func:`knowledge.number_words.ascii_numbers`).
    """
    left = text[max(floor, position - 12) : position]
    start, end = _word_at(_PHRASES, text, position, floor)
    if end:
        return Claim(start, end, "name")
    if left.rstrip().endswith("第"):
        return _after_di(text, position, floor)
    bracketed = left[-1:] and _BRACKETED.match(text, position - 1)
    if bracketed:
        return Claim(position - 1, bracketed.end(), "document_number")
    return _by_left(text, position, left) or _by_shape(text, position)


def _after_di(text: str, position: int, floor: int) -> Claim | None:
    """第二十五条, 第596号, 第三次; a rank (全国第4, 第11位) is a quantity and left alone."""
    start = text.rindex("第", floor, position)
    for role, pattern in (("article", _ARTICLE), ("document_number", _NUMBERED)):
        found = pattern.match(text, start)
        if found:
            return Claim(start, found.end(), role)  # type: ignore[arg-type]  # the two literals above
    found = _ORDINAL.match(text, start)
    if found is None or _RANKED.match(text, start):
        return None
    # 全国第4 is a rank, 全国第十四届 is not.
    bare = text[found.end() - 1] in CHINESE_NUMERAL or text[found.end() - 1].isdecimal()
    bare = bare and not _CALLED_SO.match(text, found.end())
    ranked = bare and _RANK_LEFT.search(text[max(0, start - 14) : start])
    return None if ranked else Claim(start, found.end(), "ordinal")


def _by_left(text: str, position: int, left: str) -> Claim | None:
    """What the characters before decide: heading numbers, brackets, standards, Latin letters."""
    if left[-1:] in {"（", "("}:
        found = _PARENTHESISED.match(text, position - 1)
        if found:
            return Claim(position - 1, found.end(), "ordinal")
    at_line_start = not text[text.rfind("\n", 0, position) + 1 : position].strip(" \t\u3000#*-")
    if at_line_start or left.rstrip()[-1:] in {"。", "；", ";"}:
        found = _LINE_HEADING.match(text, position)
        if found and (at_line_start or text[found.end() - 1] in ".．、）)"):
            return Claim(position, found.end(), "ordinal")
    if not text[position].isascii():
        found = _LIST_WORD.match(text, position) if at_line_start or left[-1:] in "，。；：、,;:”）" else None
        return Claim(position, position + len(found[0].rstrip("是要则抓看聚焦、")), "ordinal") if found else None
    found = _STANDARD_RUN.match(text, position) if _STANDARD_LEFT.search(left) else None
    if found:
        return Claim(position, found.end(), "document_number")
    latin = _LATIN_LEFT.search(left) and not _PERCENT.match(text, position)
    found = _LATIN_RUN.match(text, position) if latin else None
    return Claim(position, found.end(), "name") if found else None


def _by_shape(text: str, position: int) -> Claim | None:
    """What the numeral and the characters after it decide."""
    for role, pattern in _AT:
        found = pattern.match(text, position)
        if found:
            return Claim(position, found.end(), role)
    if text[position].isascii():
        found = _DIGITS_LATIN.match(text, position)
        if found:
            return Claim(position, found.end(), "name")
    return None
