"""Changes whose two values stand in the text, held against what these give.

由A增至B，增长P%; B，与上年的A相比减少P%; 2024年A，2025年B，增长P%; B，比上年增加D，增长P%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.checking.findings import Finding, Severity
from knowledge.quantities import read_number
from knowledge.spans import Span

_NUMBER = r"(?<![0-9０-９.．约近超])[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[万亿]{0,2}"
_UNIT = r"(?:%|％|(?![余多来几])[一-龥]{1,3}?)"
_LAST_YEAR = r"(?:上年度?|去年|前年|20[0-9]{2}年度?)(?:同期|全年)?"
_VALUES = (
    re.compile(
        rf"(?:由|从)[^。；\n]{{0,24}}?(?P<old>{_NUMBER})(?P<unit>{_UNIT})[^。；\n]{{0,6}}?"
        rf"(?:增加|增长|上升|提高|提升|上涨|增|升|减少|下降|降低|缩短|压缩|减|降|扩大|缩小)(?:到|至|为)(?:了)?[^。；\n]{{0,12}}?"
        rf"(?P<new>{_NUMBER})(?P=unit)"
    ),
    re.compile(
        rf"(?P<new>{_NUMBER})(?P<unit>{_UNIT})[，,、（(]?(?:同比)?(?:比|较|与|和){_LAST_YEAR}(?:的|（|\(|为)?"
        rf"(?P<old>{_NUMBER})(?P=unit)[)）]?(?:相比)?[，,]?(?=(?:同比)?(?:增|减|下|上|提|降|翻))"
    ),
)
_TWO_YEARS = re.compile(
    rf"(?P<first>20[0-9]{{2}})年[^。；，,、\n0-9]{{0,16}}?(?P<one>[一-龥]{{2}})[为达共计]{{0,2}}(?P<old>{_NUMBER})(?P<unit>{_UNIT})[，,、]"
    rf"(?P<second>20[0-9]{{2}})年[^。；，,、\n0-9]{{0,16}}?(?P<two>[一-龥]{{2}})?[为达共计]{{0,2}}(?P<new>{_NUMBER})(?P=unit)[，,]"
    rf"(?=(?:同比)?(?:增|减|下|上|提|降))"
)
_BY_HOW_MANY = re.compile(
    rf"(?P<new>{_NUMBER})(?P<unit>{_UNIT})[，,、（(](?:同比|(?:比|较){_LAST_YEAR})(?P<way>增加|增长|上升|减少|下降)了?"
    rf"(?P<difference>{_NUMBER})(?P=unit)[，,、](?=(?:同比)?(?:增|减|下|上|降))"
)
_CHANGE = re.compile(
    rf"(?P<verb>增长|增加|上升|提高|提升|上涨|增幅|下降|减少|降低|降幅|缩短|压缩)(?:了|为|达)?"
    rf"(?P<number>{_NUMBER}|一|两|二|三|四|五|六|七|八|九|十)(?P<sign>%|％|个百分点|倍)"
)
# The earlier value in brackets behind the change: 94件，同比增加一倍（上年为61件）.
_BEFORE_IN_BRACKETS = re.compile(
    rf"(?P<new>{_NUMBER})(?P<unit>{_UNIT})[，,、]?(?:同比|(?:比|较){_LAST_YEAR})(?P<change>{_CHANGE.pattern})"
    rf"[（(]{_LAST_YEAR}(?:为|是|的)?(?P<old>{_NUMBER})(?P=unit)[)）]"
)
_DOUBLED = re.compile(r"翻了?(?P<times>一|两|三)番")
_CLAUSES = re.compile(r"[^。；\n]{0,24}")  # as far as a change may stand from the second value it belongs to
_NOT_OF_THESE = re.compile(r"[0-9０-９]|[年月日季]均|平均")  # another value between: the change is that one's
_FALLS = ("下降", "减少", "降低", "降幅", "缩短", "压缩")
_SLACK = Decimal("0.1")  # of a stated time (倍): 增长1.8倍 of 1.77 is rounding
_SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class _Pair:
    """The earlier and the later value, where they stand, and how far each may be rounded."""

    old: Decimal
    new: Decimal
    rounding_old: Decimal
    rounding_new: Decimal
    span: Span
    of_shares: bool


def check_arithmetic(text: str) -> list[Finding]:
    """Percentages, times and percentage points that the two values before them contradict."""
    found = [finding for pair in _pairs(text) for finding in _changes(text, pair)]
    for match in _BEFORE_IN_BRACKETS.finditer(text):
        change = _CHANGE.fullmatch(text, *match.span("change"))
        for pair in _pair(match, read_number(match["old"]), _rounding(match["old"])):
            found.extend(_contradiction(text, pair, change) if change else ())
    return found


def _pairs(text: str) -> Iterator[_Pair]:
    for pattern in _VALUES:
        for match in pattern.finditer(text):
            yield from _pair(match, read_number(match["old"]), _rounding(match["old"]))
    for match in _TWO_YEARS.finditer(text):
        same = match["two"] is None or match["one"] == match["two"]
        if same and int(match["second"]) == int(match["first"]) + 1:
            yield from _pair(match, read_number(match["old"]), _rounding(match["old"]))
    for match in _BY_HOW_MANY.finditer(text):
        new, difference = read_number(match["new"]), read_number(match["difference"])
        if new is not None and difference is not None:
            old = new + difference if match["way"] in _FALLS else new - difference
            yield from _pair(match, old, _rounding(match["new"]) + _rounding(match["difference"]))


def _pair(match: re.Match[str], old: Decimal | None, rounding: Decimal) -> Iterator[_Pair]:
    new = read_number(match["new"])
    if old is not None and new is not None and old > rounding:
        yield _Pair(old, new, rounding, _rounding(match["new"]), Span(*match.span()), match["unit"] in "%％")


def _changes(text: str, pair: _Pair) -> Iterator[Finding]:
    """What is said of the pair in the clause after it."""
    start = pair.span.end
    clause = _CLAUSES.match(text, start)
    stop = clause.end() if clause else start
    change = _CHANGE.search(text, start, stop)
    if change is not None and not _NOT_OF_THESE.search(text, start, change.start()):
        yield from _contradiction(text, pair, change)
    doubled = _DOUBLED.search(text, start, stop)
    if doubled is not None and not pair.of_shares:
        yield from _not_doubled(text, pair, doubled)


def _contradiction(text: str, pair: _Pair, change: re.Match[str]) -> Iterator[Finding]:
    stated = read_number(change["number"])
    if stated is None:
        return
    if pair.of_shares:
        yield from _points(text, pair, change, stated)
    elif change["sign"] != "个百分点":
        yield from _rate(text, pair, change, stated)


def _points(text: str, pair: _Pair, change: re.Match[str], stated: Decimal) -> Iterator[Finding]:
    """The difference of two shares is a number of percentage points."""
    points = pair.new - pair.old
    right = f"{change['verb']}{abs(points)}个百分点"
    if change["sign"] in "%％" and stated == abs(points):
        message = f"“{change.group()}”：两个百分比之差用“个百分点”（{pair.new}-{pair.old}={points}）。"
        yield _finding("arithmetic-percentage-point", text, pair, change, (message, right), error=False)
    slack = pair.rounding_old + pair.rounding_new + _step(change["number"]) / 2
    rounded = _step(change["number"]) > min(pair.rounding_old, pair.rounding_new) * 2
    if change["sign"] == "个百分点" and abs(abs(points) - stated) > (slack if rounded else Decimal(0)):
        message = f"“{change.group()}”与前面的两个百分比不符：{pair.new}-{pair.old}={points}。"
        yield _finding("arithmetic-change", text, pair, change, (message, right), error=True)


def _rate(text: str, pair: _Pair, change: re.Match[str], stated: Decimal) -> Iterator[Finding]:
    falls, times = change["verb"] in _FALLS, change["sign"] == "倍"
    factor = Decimal(1) if times else Decimal(100)
    slack = _SLACK if times else _step(change["number"])  # rounded or cut off

    def computed(old: Decimal, new: Decimal) -> Decimal:
        return (old - new if falls else new - old) / old * factor

    edges = [computed(pair.old + sign * pair.rounding_old, pair.new - sign * pair.rounding_new) for sign in (-1, 1)]
    if min(edges) - slack < stated < max(edges) + slack:
        return
    exact = computed(pair.old, pair.new)
    shown = exact.quantize(min(_step(change["number"]), Decimal("0.1")), ROUND_HALF_UP)
    right = f"{change['verb']}{shown}{change['sign']}" if shown > 0 else None
    way = f"{change['verb']}{shown}{change['sign']}"
    message = f"“{change.group()}”与前面的两个数不符：({pair.new}-{pair.old})÷{pair.old} 得{way}。"
    yield _finding("arithmetic-change", text, pair, change, (message, right), error=True)


def _not_doubled(text: str, pair: _Pair, doubled: re.Match[str]) -> Iterator[Finding]:
    wanted = {"一": 2, "两": 4, "三": 8}[doubled["times"]]
    ratio = (pair.new + pair.rounding_new) / (pair.old - pair.rounding_old)
    if ratio >= wanted * Decimal("0.97"):
        return
    shown = (pair.new / pair.old).quantize(Decimal("0.01"))
    message = f"“{doubled.group()}”是原来的{wanted}倍，前面的两个数只有{shown}倍。"
    yield _finding("arithmetic-doubled", text, pair, doubled, (message, None), error=True)


def _finding(
    rule: str, text: str, pair: _Pair, words: re.Match[str], said: tuple[str, str | None], *, error: bool
) -> Finding:
    message, right = said
    span = Span(*words.span())
    severity: Severity = "error" if error else "warning"
    return Finding(
        rule, "arithmetic", severity, span, span.of(text), message, right, related=(pair.span,), replacement=right
    )


def _step(words: str) -> Decimal:
    """The last decimal place that is written: 12.4 → 0.1."""
    decimals = re.search(r"[.．]([0-9０-９]+)", words)
    return Decimal(1).scaleb(-len(decimals.group(1))) if decimals else Decimal(1)


def _rounding(words: str) -> Decimal:
    """Half of the last place of a value that looks rounded (1.2万, 80.5); a whole number is exact."""
    scale = Decimal(1)
    for letter in words:
        scale *= _SCALES.get(letter, 1)
    return _step(words) * scale / 2 if scale != 1 or _step(words) != 1 else Decimal(0)
