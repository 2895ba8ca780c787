"""Values that others are held against: 较2022年的|7.1万元|下降, 由去年的|12.5%|降至|7.7%|."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.figures.places import Place
from knowledge.figures.words import pattern

_WHEN = rf"(?:{pattern('base', 'ends')}|每人每[年月]|每[年月日]|最初|原来|原先|此前|当年|目前|现在|当前)"
_AGAINST = re.compile(
    rf"(?:\A|[，,；;（(、]|相)?(?P<base>(?:比|较|与|同|和|相比于?|对比){_WHEN}+)(?:(?:时|末)?的(?P<thing>[^，,；;。、]{{0,12}}?))?[（(]?\s*\Z"
)
_FROM = re.compile(rf"(?P<thing>[^，,；;。]*?)(?P<base>(?:从|由|自)(?:{_WHEN})*)(?:时|末)?的?(?:人均|平均|约|近)?\s*\Z")
# 增长12%，上年为|1067.3万票|: told to be held against, whatever comes next.
_WAS = re.compile(rf"[，；（](?:而|但)?(?:{pattern('base', 'ends')})(?:则|仅|只)?(?:为|是|有)?(?:约|近)?\Z")
_VERBS = (
    f"{pattern('change', 'up')}|{pattern('change', 'down')}|跃升|精简|调整|放宽|延长|收窄|攀升|[增升涨扩减降缩压提跌调]"
    "|变|优化|拓展|扩展|细化|合并|整合|归并|修订|调[增减]|[增扩]充|增补|清理|[上下]调|拉[高低]"
)
_REACHED = re.compile(
    rf"(?:已|逐步|大幅|稳步|进一步|又|再|,|，)*(?:(?:{_VERBS})(?:到|至|为|成)|达到|达)了?"
    r"(?:今年|目前|现在|当前|本年度?|年底|每人每[年月]|每[年月日])?的?(?:约|近)?"
)
# 立案数|比2022年的46宗|下降: what is compared stands right before
_OWN = re.compile(r"(?:\A|[，；：。])(?P<thing>(?![^，；：。、]*[是有为])[^，；：。、]{2,12})\Z")
_NEAR = 60  # characters before the number


@dataclass(frozen=True, slots=True)
class Held:
    """A value that the next one is held against.

    ``thing`` is what it is the value of where its own words say so, else ""; ``base`` the words that say since when
    (较2022年, 由去年); ``rises`` whether the next value is reached from it (从…增加到…).
    """

    thing: str
    base: str
    rises: bool


def held_of(place: Place, following: Sequence[Place]) -> Held | None:
    """What a quantity is as a base of the next one; None for a quantity that stands for itself."""
    since = place.since[-_NEAR:]
    found = _FROM.search(since) if following and reached(following[0]) else None
    if found:
        return Held(found["thing"], found["base"], rises=True)
    found = _AGAINST.search(since)
    if found and place.number.kind not in {"change", "rank"} and place.number.unit:
        own = _OWN.search(since[: found.start()])
        return Held(found["thing"] or (own["thing"] if own else ""), found["base"], rises=False)
    was = _WAS.search(place.since) if place.before != place.since and place.number.unit else None
    if was and place.number.kind in {"count", "money", "measure", "ratio"} and not place.right.strip():
        return Held("", was[0].strip("，；（而但则仅只为是有约近"), rises=False)
    if place.right.startswith(("相比", "相较")):
        return Held("", "", rises=False)
    return None


def held_too(place: Place, before: Held | None) -> Held | None:
    """与2022年（178宗、|1230.5万元|）相比: what the base before it says holds for the next value in its bracket."""
    in_bracket = before is not None and not before.rises and re.search(r"[（(][^）)]*\Z", place.before)
    return before if in_bracket and place.since.strip() in {"、", "，", "和"} else None


def turns(following: Sequence[Place]) -> bool:
    """由上年上升|12.4%|转为下降20.6%: the first change is of an earlier time."""
    return bool(following) and following[0].left.lstrip("，, ").startswith("转")


def reached(place: Place) -> bool:
    """Whether a quantity is where a rise or fall of the value before it has led."""
    return _REACHED.fullmatch(place.left.strip()) is not None
