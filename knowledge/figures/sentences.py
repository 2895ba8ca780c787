"""One sentence → its figures: each quantity gets an indicator, a time, and what is said to narrow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.figures.bases import Held, held_of, held_too, reached
from knowledge.figures.clauses import clean, first_cut, topic_of
from knowledge.figures.clock import Clock, is_aside
from knowledge.figures.context import names_of
from knowledge.figures.figure import Figure, fitting
from knowledge.figures.lists import respective_names
from knowledge.figures.memory import Known, Memory, Named
from knowledge.figures.names import is_announcement
from knowledge.figures.periods import Setting, Time, led_by, sentence_setting
from knowledge.figures.places import Place, places
from knowledge.figures.words import compiled
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
_ONE_OF = {"名", "位", "人", "例", "宗", "处", "所", "辆", "座", "台"}
# 亿元GDP死亡率|0.032|: a rate that has no unit.
_PLAIN_RATE = re.compile("(?:率|指数|系数|收入比|比值|得分|密度|弹性)(?:为|达|达到|降至|升至|是)?\\s*\\Z")
_EACH_TIME = re.compile("每|任何|某|同")
# 平均办理时限由|7个工作日|, 重污染天数减少|6天|: a time is measured.
_TIME_MEASURED = compiled("noun", "time_measured")
_CUT_TO = re.compile("(?:大幅|进一步|均|再)?(?:压缩|缩短|压减|减少|降低|缩减|精简|提速|优化|[压缩减降])(?:到|至|为)")
_SHARE_NEXT = re.compile("的?(?:人员)?占(?:比|到|了)?(?:为|达到?|约|近)?")
_PARTED = re.compile("；(?!按)")  # ；按家次计算 tells the same thing over again
_STATED = re.compile("(?<=..)(?:达到?|为|共|有|仅|不少于|不超过)+\\Z")
# 东港大队12件、西港大队9件，两个大队合计|21件|: of none of them alone.
_SEVERAL = re.compile(
    r"(?:\A|[，,；;：:（(]|以上|上述|前述|这)(?P<sum>(?:[两二三四五六七八九十]+|\d{1,2})[个家支名所类项区县市]?"
    r"[^，,；;。、\d]{0,6}?(?:合计|共计|总计|一共))\s*\Z"
)


def sentence_figures(
    line: str, sentence: Span, numbers: Sequence[Number], setting: Setting, memory: Memory, *, section: int
) -> list[Figure]:
    """The figures of one sentence of ``line``; spans are offsets into the line."""
    here = sentence_setting(sentence.of(line), led_by(line[: sentence.start], setting))
    found: list[Figure] = []
    held: Held | None = None
    aside: Memory | None = None
    clock = Clock(here)
    spots = places(line, sentence, numbers)
    bucket = against = listed = ""
    memory.sentence = len(memory.values)
    shared = respective_names(spots, memory.previous)
    for i, spot in enumerate(spots):
        inside = [n for n in numbers if spot.zone.contains(n.span)]
        following = spots[i + 1 : i + 2]
        again = held_too(spot, held)
        held = again or held_of(spot, following)
        time = clock.tell(spot, inside, held, following, again=again is not None)
        if _is_bound(line, spot):
            bucket = _bound_words(line, spot)
            continue
        if not (_is_figure(spot) or _shortened(spot, held, following)):
            continue
        aside = memory.step_aside(aside, inside=is_aside(spot))
        memory.turn_to(topic_of(spot.since), ended=_PARTED.search(spot.since) is not None)
        place = _as_rank(spot)
        base = time.base or against or (listed if i in shared else "")
        against, listed = held.base if held and not held.rises else "", base if i in shared else ""
        for named in names_of(place, base, memory, shared.get(i), held):
            figure = _figure(place.number, named, replace(time, base=base), sentence, section=section, bucket=bucket)
            if bucket and not named.indicator:
                figure = replace(figure, surface=bucket, indicator=bucket)  # 45岁以下的61人
            several = _SEVERAL.search(place.before) if not named.change else None
            if several:
                figure = replace(figure, surface=several["sum"], indicator=several["sum"], scope="")
            if figure.indicator:
                memory.bound = bucket or memory.bound if place.number.kind == "ratio" else bucket
                if not named.passing and not spot.left.rstrip().endswith("连续"):
                    of_values = figure.kind in {"change", "rank"} or (i in shared and shared[i].back > 0)
                    memory.tell(_known(figure, named), change=of_values, listed=spot.since.startswith(("、", "和")))
                found.append(figure)
        bucket = ""
    if not spots:
        memory.begin(sentence.of(line))
    memory.previous = sentence.of(line)
    memory.turn_to("", ended=True)
    return found


def _known(figure: Figure, named: Named) -> Known:
    changed = named.change is not None
    unit = figure.amount_unit or ("位" if figure.kind == "rank" else "")
    return Known(figure.indicator, unit, figure.scope, changed, figure.direction)


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
        indicator=fitting(named.indicator, named.surface, kind),
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
    if _classes(place):
        return True
    if number.kind == "measure" and place.joined and _SHARE_NEXT.fullmatch(place.right.strip()):
        return number.approximation.endswith(("以上", "以下", "以内"))  # 50岁以上占|38.6%|
    if number.approximation.endswith(("以上", "以下", "以内")) or number.upper is not None:
        return after == "的" or (place.joined and not place.right.strip("的 "))
    if after != "的" or number.kind not in {"money", "ratio"}:
        return False
    # 产值过10亿元的增长点
    over = number.approximation or place.left.endswith(("过", "超", "达", "逾"))
    return bool(over) and (number.kind == "money" or not clean(place.left))


def _classes(place: Place) -> bool:
    """投资5亿元以上|项目|26个: a noun between a bound and the next number is counted by that number."""
    noun = _STATED.sub("", place.right.strip("的 "))
    bound = place.number.approximation.endswith(("以上", "以下", "以内", "及以上"))
    return bound and place.joined and 2 <= len(noun) <= 12 and first_cut(noun) == len(noun)


def _bound_words(line: str, place: Place) -> str:
    """The bound and what is measured by it (案值5万元以上), for the number that follows; "" where none does."""
    if not place.joined:
        return ""
    own = clean(place.left)
    classed = _classes(place) or (place.number.kind == "duration" and not place.right.strip("的 "))
    measured = own if classed and len(own) <= 6 else ""
    return measured + place.number.span.of(line)


def _is_figure(place: Place) -> bool:
    """Whether a quantity can be a figure at all."""
    number = place.number
    if number.value == "一" and not _counts_one(place):
        return False
    if number.kind == "duration" and not _lasting(place):
        return False
    if number.kind in {"measure", "money"} and place.right.startswith(("级", "范围内", "半径")):
        return False  # 30万吨级码头, 200米范围内: a class of things, a place
    if not number.unit and number.kind == "count" and number.amount_unit == "":
        stated = place.left.rstrip().endswith(("为", "达", "达到", "至", "到", "是", "控制在", "稳定在", "保持在"))
        stated = stated or bool(_PLAIN_RATE.search(place.left) and "." in number.value)
        return stated and len(clean(place.left)) >= 2 and not place.right.strip("，。 ")
    return not is_announcement(place, clean(place.left))


def _counts_one(place: Place) -> bool:
    """聘请法律顾问一名: at a clause's end one is a count; before a noun it is mostly the article (一项工作)."""
    if place.number.unit in {"倍", "番", "成", "家", "支", "件", "起"}:
        return True
    named = len(clean(place.left)) >= 2 and not _EACH_TIME.search(place.left)
    return (
        place.number.unit in {"名", "位", "人", "例", "宗", "处", "所", "辆", "座", "台"}
        and named
        and not place.right.strip()
    )


def _shortened(place: Place, held: Held | None, following: Sequence[Place]) -> bool:
    """由|5个工作日|压缩至2个工作日: a time is measured, though no word says so."""
    pair = held is not None and held.rises and place.number.kind == following[0].number.kind == "duration"
    return pair and _CUT_TO.match(following[0].left.strip()) is not None


def _lasting(place: Place) -> bool:
    """A duration is a figure where it is what is counted: 培训60学时, 压缩至3个工作日, 连续44年."""
    number = place.number
    if number.unit in {"周年"} or _TIMELESS.match(place.right):
        return False
    left = place.left.rstrip()
    if _TIME_MEASURED.search(left) and (place.joined or not place.right.strip("的 ")):
        return True
    if number.unit in {"学时", "课时", "个学时", "工作日", "个工作日", "小时", "个小时", "分钟", "昼夜"}:
        # 15分钟便民生活圈 is a name.
        return not place.right.strip() or number.unit.endswith("学时") or left.endswith(_SHORTENED)
    if reached(place):
        return True
    if left.endswith("连续"):
        return bool(place.right.strip())
    return left.endswith(_SHORTENED)
