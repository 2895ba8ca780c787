"""The numbers of a report that a sibling year would write otherwise, found with patterns of its own.

Nothing of the extractor under test is used: what a sibling says is known from its making, not from reading it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from knowledge.spans import Span

Role = Literal["level", "change_rate", "change_amount"]

_TELLING = 100  # smaller numbers are equal by chance
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])(?:(?<=[一-鿿 |])-)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![A-Za-z0-9])")
_TITLE = re.compile(r"《[^《》\n]*》")
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?=(?:\s*[-—–－~至、和与]\s*(?:19|20)\d\d)*\s*年(?!修[订正]))"
    r"|(?<=\|)\s*(?:19|20)\d\d(?=\s*\|)|^(?:19|20)\d\d(?=\s*\|)",
    re.MULTILINE,
)
_NO_FIGURE = re.compile(
    r"《[^《》\n]*》"
    r"|^[ \t　]*#*[ \t　]*[（(]?\d+[.、．）)](?!\d)"  # 1.
    r"|^\s*[-—]\s*\d+\s*[-—]\s*$"  # a page's foot
    r"|(?:19|20)\d\d(?=年修[订正])|第\s*\d+|〔\d+〕\s*\d*|\d+(?=\s*号)"
    r"|\d+(?:[-—至]\d+)?月(?:\d+日)?"
    r"|(?:12315|12345|12348|12358|12365|12380)(?![件户条家人个起万.])",
    re.MULTILINE,
)
_BASE = re.compile(
    r"(?:同比|[比较](?:上年|去年|上一年|前一年|(?P<year>20\d\d)年)(?:同期)?)(?P<words>[^\d，。；,;\n|]{0,10}?)$"
)
_FALLS = re.compile("下降|减少|回落|降低|下滑")
_NEXT_OF_LIST = re.compile(r"^(?:%|个百分点|[一-鿿]{1,2})?(?:、|和|及|与)(?:增长|增加|上升|提高|下降|减少)?$")
_UNIT = re.compile(r"(?:余|多)?(%|个百分点|[万亿]?[一-鿿]{0,2})")
_SENTENCE_END = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """A number of the text: where, its value, the unit after it, and which level it is the change of."""

    span: Span
    value: Decimal
    unit: str
    group: tuple[int, int]  # see _groups
    rounded: bool = False  # 2000余家
    role: Role = "level"
    of: int | None = None  # the place of that level in the list of places; None: not known
    lag: int = 1  # years back to the base of a change
    falls: bool = False  # 下降5%: written without its sign

    @property
    def key(self) -> tuple[Decimal, str]:
        """Two levels of one key say the same thing twice."""
        return self.value, self.unit

    @property
    def decimals(self) -> int:
        """2 for 9.79."""
        return max(0, -int(self.value.as_tuple().exponent))


def years_in(text: str) -> Iterator[Span]:
    """The years that a sibling rolls; a law's title and the year of its amendment stay."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    for match in _YEAR.finditer(text):
        start = match.end() - 4  # spaces of a table's cell may stand before it
        if not any(first <= start < last for first, last in titles):
            yield Span(start, match.end())


def places_in(text: str, year: int) -> list[Place]:
    """Every number that is a figure, in order. Chinese numerals (三项制度) are left as they are."""
    closed = [*((span.start, span.end) for span in years_in(text)), *(m.span() for m in _NO_FIGURE.finditer(text))]
    group = _groups(text)
    found: list[Place] = []
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in closed):
            continue
        found.append(_place(text, match, group(match.start()), year, found))
    return [_with_unit(place, found) for place in found]


def _with_unit(place: Place, places: Sequence[Place]) -> Place:
    """A table's cell has its unit in its header: take that of the only number in the sentences that is equal."""
    if place.unit or not place.group[1]:
        return place
    units = {other.unit for other in places if other.value == place.value and other.unit}
    return replace(place, unit=units.pop()) if len(units) == 1 and place.value >= _TELLING else place


def _groups(text: str) -> Callable[[int], tuple[int, int]]:
    """An offset → its sentence, or its table and column: numbers of one group may be parts of one total."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]

    def group(at: int) -> tuple[int, int]:
        line_start = text.rfind("\n", 0, at) + 1
        if "|" not in text[line_start:at]:
            return bisect_left(ends, at), 0
        table = text.rfind("\n\n", 0, at)
        return bisect_left(ends, table), text.count("|", line_start, at)

    return group


def _place(text: str, match: re.Match[str], group: tuple[int, int], year: int, earlier: Sequence[Place]) -> Place:
    span, value = Span(match.start(), match.end()), Decimal(match.group().replace(",", ""))
    found = _UNIT.match(text, span.end)
    unit, rounded = found[1] if found else "", text[span.end : span.end + 1] in ("余", "多")
    base = _BASE.search(text, max(0, span.start - 30), span.start)
    if base is not None:
        levels = [n for n, one in enumerate(earlier) if one.group == group and one.role == "level"]
        of = levels[-1] if levels and "分别" not in base["words"] else None
        lag = year - int(base["year"]) if base["year"] else 1
        return Place(span, value, unit, group, rounded, _role(unit), of, lag, bool(_FALLS.search(base["words"])))
    last = earlier[-1] if earlier else None
    if last and last.role != "level" and last.of is None and _NEXT_OF_LIST.match(text[last.span.end : span.start]):
        return Place(span, value, unit, group, rounded, _role(unit), None, last.lag, last.falls)
    return Place(span, value, unit, group, rounded)


def _role(unit: str) -> Role:
    return "change_rate" if unit == "%" else "change_amount"
