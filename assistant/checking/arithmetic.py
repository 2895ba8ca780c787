"""Changes whose two values stand in the text: 由A增至B，增长P%, held against what A and B give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from assistant.checking.findings import Finding
from knowledge.quantities import read_number
from knowledge.spans import Span

_NUMBER = r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[万亿]?"
_UNIT = r"(?:%|％|[一-龥]{1,3}?)"
_FROM_TO = re.compile(
    rf"(?:由|从)[^。；\n]{{0,24}}?(?P<old>{_NUMBER})(?P<unit>{_UNIT})[^。；\n]{{0,6}}?"
    rf"(?:增加|增长|上升|提高|提升|上涨|增|升|减少|下降|降低|缩短|压缩|减|降|扩大|缩小)(?:到|至|为)(?:了)?[^。；\n]{{0,12}}?"
    rf"(?P<new>{_NUMBER})(?P=unit)"
)
_CHANGE = re.compile(
    rf"(?P<verb>增长|增加|上升|提高|提升|上涨|增幅|下降|减少|降低|降幅|缩短|压缩)(?:了|为|达)?"
    rf"(?P<number>{_NUMBER}|一|两|二|三|四|五|六|七|八|九|十)(?P<sign>%|％|个百分点|倍)"
)
_DOUBLED = re.compile(r"翻了?(?P<times>一|两|三)番")
_CLAUSES = re.compile(r"[^。；\n]{0,24}")  # as far as a change may stand from the second value it belongs to
_AVERAGE = re.compile(r"(?:[年月日季]均|平均)[^，。；]{0,2}$")
_FALLS = ("下降", "减少", "降低", "降幅", "缩短", "压缩")
_SLACK = Decimal("0.1")  # of a stated time (倍): 增长1.8倍 of 1.77 is rounding


def check_arithmetic(text: str) -> list[Finding]:
    """Percentages, times and percentage points that the two values before them contradict."""
    return list(_changes(text))


def _changes(text: str) -> Iterator[Finding]:
    for match in _FROM_TO.finditer(text):
        old, new = _amount(match["old"]), _amount(match["new"])
        if old is None or new is None or old <= 0:
            continue
        clause = _CLAUSES.match(text, match.end())
        stop = clause.end() if clause else match.end()
        of_shares = match["unit"] in "%％"
        change = _CHANGE.search(text, match.end(), stop)
        if change is not None and not _AVERAGE.search(text, match.end(), change.start()):
            yield from _contradiction(text, match, change, (old, new), of_shares=of_shares)
        doubled = _DOUBLED.search(text, match.end(), stop)
        if doubled is not None and not of_shares:
            yield from _not_doubled(text, match, doubled, new / old)


def _contradiction(
    text: str, values: re.Match[str], change: re.Match[str], pair: tuple[Decimal, Decimal], *, of_shares: bool
) -> Iterator[Finding]:
    old, new = pair
    stated = _amount(change["number"])
    if stated is None:
        return
    where = Span(values.start("old"), change.end())
    span = Span(*change.span())
    if of_shares and change["sign"] in "%％" and stated == abs(new - old):
        right = f"{change['verb']}{stated}个百分点"
        message = f"“{change.group()}”：两个百分比之差用“个百分点”（{new}-{old}={new - old}）。"
        yield Finding(
            "arithmetic-percentage-point", "arithmetic", "warning", span, span.of(text), message, right, None, (where,)
        )
        return
    if of_shares or change["sign"] == "个百分点":
        return
    falls = change["verb"] in _FALLS
    rate = (old - new if falls else new - old) / old
    times = change["sign"] == "倍"
    computed = rate if times else rate * 100
    if abs(computed - stated) <= (_SLACK if times else _tolerance(change["number"])):
        return
    shown = computed.quantize(_step(change["number"]), ROUND_HALF_UP)
    message = f"“{change.group()}”与前面的两个数不符：({new}-{old})÷{old} 得{change['verb']}{shown}{change['sign']}。"
    right = f"{change['verb']}{shown}{change['sign']}"
    yield Finding("arithmetic-change", "arithmetic", "error", span, span.of(text), message, right, None, (where,))


def _not_doubled(text: str, values: re.Match[str], doubled: re.Match[str], ratio: Decimal) -> Iterator[Finding]:
    wanted = {"一": 2, "两": 4, "三": 8}[doubled["times"]]
    if ratio >= wanted * Decimal("0.97"):
        return
    span = Span(*doubled.span())
    message = f"“{doubled.group()}”是原来的{wanted}倍，前面的两个数只有{ratio.quantize(Decimal('0.01'))}倍。"
    related = (Span(*values.span()),)
    yield Finding("arithmetic-doubled", "arithmetic", "error", span, span.of(text), message, None, None, related)


def _amount(words: str) -> Decimal | None:
    return read_number(words)


def _step(words: str) -> Decimal:
    """The last decimal place that is written: 12.4 → 0.1."""
    decimals = re.search(r"[.．]([0-9０-９]+)", words)
    return Decimal(1).scaleb(-len(decimals.group(1))) if decimals else Decimal(1)


def _tolerance(words: str) -> Decimal:
    """Half of the last place written, and a little for values that were rounded themselves."""
    return _step(words) / 2 + Decimal("0.06")
