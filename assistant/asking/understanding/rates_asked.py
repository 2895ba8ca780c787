"""Whether a question holds two rates of change against each other: 甲增速比乙高多少个百分点, 甲和乙哪个涨得快."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.asking.understanding.question_patterns import ISSUER, PERIOD, question_patterns

Turn = Literal["rise", "fall"]

_TURNED = "增长|增加|上涨|上升|提高|下降|降低|减少|下跌|下滑"
_RATE = (
    "(?:预期|计划|同比)*的?(?P<rate{n}>"
    f"(?:{_TURNED})(?:速度|幅度|比例|百分比|率)?|增速|增幅|涨幅|涨速|降幅|跌幅|降速)度?(?:的?预期)?的?(?:目标|预期)?"
)
_MORE = "(?:高|低|快|慢|大|小|多|少|猛|迅速)"
_GAP = "(?:出)?了?(?:多少|几)个?(?:百分)?点"
_BARE = "增长|增加|上涨|上升|提高|下降|降低|减少|下跌|下滑|涨|跌|增|降|升"
_WHICH = "(?:哪一?(?:个|项|类|家|样|边|方|种|年|省|市|地|局|县|区)|谁)"
_AND = "(?:和|与|跟|同|、|还是)"
_SIDES = f"(?P<first>.+?){_AND}(?P<second>.+?)"
_END = "(?:的?是|呢|了)*$"
_PLACES = f"{PERIOD}{ISSUER}"
_FORMS = tuple(
    re.compile(form.replace("RATE2", _RATE.replace("{n}", "2")).replace("RATE", _RATE.replace("{n}", "")))
    for form in (
        # 甲增速比乙(增速)高多少个百分点
        f"^(?P<first>.+?)RATE要?(?:比|较)(?P<second>.+?)(?:RATE2)?要?{_MORE}{_GAP}{_END}",
        # 甲比乙增速高多少个百分点, 甲比乙多增长几个百分点, 甲比乙涨得快几个百分点
        f"^(?P<first>.+?)(?:比|较)(?P<second>.+?)RATE得?要?{_MORE}{_GAP}{_END}",
        f"^(?P<first>.+?)(?:比|较)(?P<second>.+?)(?:{_MORE}(?P<rate>{_BARE})|(?P<rate2>{_BARE})得?{_MORE}){_GAP}{_END}",
        # 甲(增速)和乙增速相差多少个百分点
        f"^{_SIDES}RATE(?:之间)?的?(?:相?差距?|之差|差值|差额)(?:是|为|有)?了?(?:多少|几)个?(?:百分)?点{_END}",
        # 甲和乙增速哪个高; 甲和乙哪个增速高; 甲和乙哪个涨得快
        f"^{_SIDES}RATE[，,]?(?:是|要)?{_WHICH}的?(?:更|比较)?{_MORE}(?:一?[些点])?{_END}",
        f"^{_SIDES}[，,]?{_WHICH}的?(?P<rest>.*?)RATE得?(?:更|比较)?{_MORE}(?:一?[些点])?{_END}",
        f"^{_SIDES}[，,]?{_WHICH}的?(?P<rest>.*?)(?P<rate>{_BARE})得(?:更|比较)?{_MORE}(?:一?[些点])?{_END}",
    )
)
_FALL = re.compile("降|跌|减|滑")
_RATE_AT_END = re.compile(f"{_RATE.replace('{n}', '')}$")
_LESS = re.compile(f"[低慢小少]{_GAP}|(?:更|比较|得|{_RATE.replace('{n}', '')})[低慢小少]")


@dataclass(frozen=True, slots=True)
class RatesAsked:
    """The words of both sides as they stand, still with marks; ``second`` is only marks where bodies are compared.

    ``turn``: whether rises or falls are asked for; ``which``: the greater of them is to be named, ``least`` the lower.
    """

    first: str
    second: str
    turn: Turn
    which: bool
    least: bool


def rates_asked(masked: str) -> RatesAsked | None:
    """Two rates held against each other; None where there are not two (增速比上年高多少: the report may say so)."""
    text = masked.rstrip("？?。！! ")
    found = next((match for form in _FORMS if (match := form.match(text))), None)
    if found is None:
        return None
    groups = found.groupdict()
    rate, rate2 = groups["rate"] or groups.get("rate2") or "", groups.get("rate2") or groups["rate"] or ""
    turns = {_turn(rate), _turn(rate2)}
    first, second = (_without_rate(groups[side]) for side in ("first", "second"))
    if len(turns) > 1 or _only_period(second) or _only_period(first):
        return None
    rest = groups.get("rest") or ""
    second += "" if _only_marks(second) else rest
    which = bool(re.search(_WHICH, text))
    return RatesAsked(first + rest, second, turns.pop(), which, which and bool(_LESS.search(text)))


def _turn(rate: str) -> Turn:
    return "fall" if _FALL.search(rate) else "rise"


def _without_rate(side: str) -> str:
    """城镇居民收入增速: without the rate; the plan words stay with who reads them."""
    return _RATE_AT_END.sub("", side)


def _only_marks(side: str) -> bool:
    return not re.sub(f"[{_PLACES}\\s，,的]", "", question_patterns().planned.sub("", side))


def _only_period(side: str) -> bool:
    return _only_marks(side) and ISSUER not in side
