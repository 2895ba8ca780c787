"""The numbers of a report that a sibling year would write otherwise, found with patterns of its own.

Nothing of the extractor under test is used: what a sibling says is known from its making, not from reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Role = Literal["level", "change_rate", "change_amount"]

_NUMBER = re.compile(r"(?<![A-Za-z0-9.])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![A-Za-z0-9])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?:\s*[-—–－~至、和与]\s*(?:19|20)\d\d)*\s*(?:年(?!修[订正])|\s*\|))")
_TITLE = re.compile(r"《[^《》\n]*》")
_BEFORE_NO_FIGURE = re.compile(r"(?:第|〔|GB[/TZ ]*|(?:^|\n)[（(]?|月)$")
_AFTER_NO_FIGURE = re.compile(r"[〕号条款届月日时点]|[.、．）)](?!\d)")
_SERVICE_NUMBER = re.compile(r"12\d{3}$|1\d\d$")
_SERVICE_WORDS = re.compile(r"[^\S\n]*(?:[平热专投系申咨“”]|[^\d\n]{0,4}(?:平台|热线))")
_PAGE_FOOT = re.compile(r"^\s*[-—]?\s*\d+\s*[-—]?\s*$")
_CHANGE = re.compile(
    r"(?:同比|环比|[比较](?:上年|去年|上一年|前一年|(?P<year>20\d\d)年)(?:同期)?)[^\d，。；,;\n|]{0,8}?"
    r"(?P<down>[下降减少回落低]{2,3})?(?:增长|增加|上升|提高|增|升|降)?(?:了|约|近)?$"
)
_SEPARATE = re.compile(r"^(?:%|个百分点)?[^\d，。；\n]{0,3}(?:、|和|及|与)(?:下降|增长|减少|增加)?$")
_UNIT = re.compile(r"余?(?:多)?(%|个百分点|[万亿]?[一-鿿]{0,2})")
_SENTENCE_END = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """A number of the text: where, its value, the unit after it, and the level it is the change of."""

    start: int
    end: int
    value: Decimal
    unit: str
    sentence: int
    role: Role = "level"
    of: int | None = None  # the index of that level among the places
    lag: int = 1  # years back to the base of a change
    falls: bool = False  # the words say 下降, so that the number is written without its sign
    rounded: bool = False  # 2000余家

    @property
    def key(self) -> tuple[Decimal, str]:
        """Two places of one key say the same thing twice."""
        return self.value, self.unit

    @property
    def exponent(self) -> int:
        """-2 for 9.79."""
        return int(self.value.as_tuple().exponent)


def years_in(text: str) -> Iterator[re.Match[str]]:
    """The years that a sibling rolls; a law's title and the year it was amended stay."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in titles):
            yield match


def places_in(text: str) -> list[Place]:
    """Every number that is a figure, in order. Chinese numerals (三项制度) are left as they are."""
    taken = {match.start() for match in years_in(text)}
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    found: list[Place] = []
    for match in _NUMBER.finditer(text):
        if match.start() in taken or _is_no_figure(text, match):
            continue
        found.append(_place(text, match, sum(end <= match.start() for end in ends), found))
    return found


def _is_no_figure(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]
    before, after = text[max(0, start - 4) : start], text[end : end + 12]
    if _PAGE_FOOT.match(line) or any(title.start() <= start < title.end() for title in _TITLE.finditer(text)):
        return True
    if _BEFORE_NO_FIGURE.search(before) and (before[-1:] in "第〔月" or _AFTER_NO_FIGURE.match(after)):
        return True
    if _SERVICE_NUMBER.match(match.group()) and _SERVICE_WORDS.match(after):
        return True
    return bool(re.match(r"[〕号条款届月]", after)) or len(match.group()) > 12


def _place(text: str, match: re.Match[str], sentence: int, earlier: Sequence[Place]) -> Place:
    raw = match.group().lstrip("-") if text[match.start() - 1 : match.start()].isdigit() else match.group()
    start, end = match.end() - len(raw), match.end()
    unit = _UNIT.match(text, end)
    place = Place(
        start, end, Decimal(raw.replace(",", "")), unit[1] if unit else "", sentence, rounded=text[end : end + 1] in "余多"
    )
    clause = text[max(0, start - 30) : start]
    change = _CHANGE.search(clause)
    if change is not None:
        return _change(place, change, text, earlier)
    last = earlier[-1] if earlier else None
    if last is not None and last.role == "change_rate" and _SEPARATE.match(text[last.end : start]):
        return _as_change(place, None, last.lag, last.falls)
    return place


def _change(place: Place, words: re.Match[str], text: str, earlier: Sequence[Place]) -> Place:
    levels = [n for n, other in enumerate(earlier) if other.sentence == place.sentence and other.role == "level"]
    several = "分别" in words.group() or "均" in words.group()
    of = levels[-1] if levels and not several else None
    return _as_change(place, of, -1 if words["year"] else 1, bool(words["down"]))


def _as_change(place: Place, of: int | None, lag: int, falls: bool) -> Place:
    role: Role = "change_rate" if place.unit == "%" else "change_amount"
    return Place(place.start, place.end, place.value, place.unit, place.sentence, role, of, lag, falls)
