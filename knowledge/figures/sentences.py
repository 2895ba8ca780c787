"""One sentence → its figures: each quantity gets an indicator, a time, and what is said to narrow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.figures.clauses import clean, topic_of
from knowledge.figures.context import Memory, Named, heading_of, names_of
from knowledge.figures.figure import Figure
from knowledge.figures.lists import respective_names
from knowledge.figures.names import is_announcement
from knowledge.figures.periods import Setting, Time, led_by, resolve, sentence_setting
from knowledge.figures.places import Place, places
from knowledge.quantities import Number
from knowledge.spans import Span

_TIMELESS = re.compile(r"(?:来|以来|最|前|后|之?内|期|间|如一|里|中|为期|之久)")
_SHORTENED = (
    "压缩至",
    "缩短至",
    "延长至",
    "压缩到",
    "缩短到",
    "压减至",
    "时限为",
    "期限为",
    "缩短",
    "提前",
    "达到",
    "达",
)
_LEAST = {"不少于", "不低于", "至少"}
_REQUIRED = re.compile("保证|确保|要求|应当?|必须")
_REACHED = re.compile(
    r"(?:增加|增长|提高|提升|上升|扩大|攀升|下降|减少|降低|压减|缩短|缩小|回升|跃升|增|降|升|减)(?:到|至|为)了?"
)
_FROM = re.compile(r"[从由]\s*\Z")


def sentence_figures(
    line: str, sentence: Span, numbers: Sequence[Number], setting: Setting, memory: Memory, *, section: int
) -> list[Figure]:
    """The figures of one sentence of ``line``; spans are offsets into the line."""
    here = sentence_setting(sentence.of(line), led_by(line[: sentence.start], setting))
    found: list[Figure] = []
    running: Time | None = None
    spots = places(line, sentence, numbers)
    bucket = ""
    shared = respective_names(spots, memory.previous)
    for i, spot in enumerate(spots):
        inside = [n for n in numbers if spot.zone.contains(n.span)]
        time = _time(spot, inside, here, running)
        running = running if _compared(spot) else time
        if _is_bound(line, spot):
            bucket = spot.number.span.of(line) if spot.joined else ""
            continue
        if not _is_figure(spot):
            continue
        memory.topic = topic_of(spot.since) or ("" if "；" in spot.since else memory.topic)
        if _starts_rise(spot, spots[i + 1 : i + 2]) and not any(n.role in {"year", "date"} for n in inside):
            time = replace(time, year=None)
        place = _as_rank(spot)
        for named in names_of(place, time.base, memory, shared.get(i)):
            figure = _figure(place.number, named, time, sentence, section=section, bucket=bucket)
            if bucket and not named.indicator:
                figure = replace(figure, surface=bucket, indicator=bucket)  # 45岁以下的61人
            if figure.indicator:
                memory.latest = figure.indicator
                found.append(figure)
        bucket = ""
    if not spots:
        memory.heading = heading_of(sentence.of(line)) or memory.heading
    memory.previous, memory.topic = sentence.of(line), ""
    return found


def _time(place: Place, inside: Sequence[Number], setting: Setting, running: Time | None) -> Time:
    """The year, period and plan of a quantity; a required minimum (保证不少于…) is a plan."""
    time = resolve(place.since, place.zone.start, inside, setting, running, compared=_compared(place))
    required = place.number.approximation in _LEAST and _REQUIRED.search(place.since)
    return replace(time, planned=True) if required else time


def _compared(place: Place) -> bool:
    """与2024年的244件相比: the quantity is itself what the next one is compared with."""
    return place.right.startswith(("相比", "相较"))


def _starts_rise(place: Place, following: Sequence[Place]) -> bool:
    """从5万户增加到8万户: the first value is of an earlier time, which only an own year can tell."""
    return bool(_FROM.search(place.left)) and any(_REACHED.match(spot.left.strip()) for spot in following)


def _as_rank(place: Place) -> Place:
    """全球前20名 is a rank though no 第 stands there."""
    if place.left.endswith("前") and place.number.unit in {"名", "位"}:
        return replace(place, number=replace(place.number, kind="rank"))
    return place


def _figure(number: Number, named: Named, time: Time, sentence: Span, *, section: int, bucket: str) -> Figure:
    change = named.change
    kind = "change" if change else number.kind
    amount, direction = number.amount, ""
    if change:
        down = change.direction == "down"
        direction = change.direction
        if amount is not None and amount < 0:
            direction = "down"
        elif amount is not None and down:
            amount = -amount
    return Figure(
        indicator=named.indicator,
        surface=named.surface,
        value=number.value,
        unit=number.unit,
        amount=amount,
        amount_unit=number.amount_unit,
        kind=kind,
        year=time.year,
        period=time.period,
        scope=bucket or named.scope,
        approximation=number.approximation,
        planned=time.planned,
        direction=direction,  # type: ignore[arg-type]  # "up" and "down" come from Change
        base=time.base if change else "",
        span=number.span,
        sentence=sentence,
        section=section,
        confidence=named.sure,
    )


def _is_bound(line: str, place: Place) -> bool:
    """1000件以上的部门, 一万元以下105件: a bound that only names a class."""
    number = place.number
    after = line[number.span.end : number.span.end + 1]
    if number.kind == "ratio" and not clean(place.left):
        return False  # 80%以上的医院达标: a share of the hospitals
    if number.approximation.endswith(("以上", "以下", "以内")) or number.upper is not None:
        return after == "的" or (place.joined and not place.right.strip("的 "))
    if after != "的" or number.kind not in {"money", "ratio"}:
        return False
    # 产值过10亿元的增长点
    over = number.approximation or place.left.endswith(("过", "超", "达", "逾"))
    return bool(over) and (number.kind == "money" or not clean(place.left))


def _is_figure(place: Place) -> bool:
    """Whether a quantity can be a figure at all."""
    number = place.number
    if number.value == "一" and number.unit not in {"倍", "番", "成", "家", "支", "件", "起"}:
        return False
    if number.kind == "duration" and not _lasting(place):
        return False
    if number.kind in {"measure", "money"} and place.right.startswith("级"):
        return False  # 30万吨级码头: a class of things
    if not number.unit and number.kind == "count" and number.amount_unit == "":
        stated = place.left.rstrip().endswith(("为", "达", "达到", "至", "到", "是"))
        return stated and len(clean(place.left)) >= 2 and not place.right.strip("，。 ")
    return not is_announcement(place, clean(place.left))


def _lasting(place: Place) -> bool:
    """A duration is a figure where it is what is counted: 培训60学时, 压缩至3个工作日, 连续44年."""
    number = place.number
    if number.unit in {"周年"} or _TIMELESS.match(place.right):
        return False
    left = place.left.rstrip()
    if number.unit in {"学时", "课时", "个学时", "工作日", "个工作日", "小时", "个小时", "分钟", "昼夜"}:
        # 15分钟便民生活圈 is a name.
        return not place.right.strip() or number.unit.endswith("学时") or left.endswith(_SHORTENED)
    if left.endswith("连续"):
        return bool(place.right.strip()) and not place.joined
    return left.endswith(_SHORTENED)
