"""Whether a number is the size of a rise or fall, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.figures.clauses import EDGE, clean, without_base
from knowledge.figures.names import noun_after
from knowledge.figures.places import Place
from knowledge.figures.words import pattern, words

_UP, _DOWN = set(words("change", "up")), set(words("change", "down"))
_UP_SHORT, _DOWN_SHORT = set(words("change", "up_short")), set(words("change", "down_short"))
_BETWEEN = rf"(?:{pattern('change', 'between')})*"
_LONG = "|".join(sorted(_UP | _DOWN, key=len, reverse=True))
_SHORT = "|".join(sorted(_UP_SHORT | _DOWN_SHORT, key=len, reverse=True))
_CHANGE = re.compile(rf"(?P<verb>{_LONG}|精简|翻)(?P<tail>{_BETWEEN})\s*\Z")
_SHORT_CHANGE = re.compile(rf"(?P<verb>{_SHORT})(?P<tail>{_BETWEEN})\s*\Z")
# 税收收入|剔除留抵退税因素后|增长: how it was reckoned.
_NETTED = re.compile(
    r"(?<=..)[（(]?(?:剔除|扣除|还原|考虑|按)[^，]{2,16}(?:因素|影响|口径|价格)?(?:之)?(?:后|计算)[）)]?\Z"
)
_BECAUSE = re.compile(r"\A(?:因|由于|受).*")
# 由上年|上升, 转为|下降, 较法定时限|压缩: since when and against what is no subject.
_SINCE = re.compile(rf"(?:由|从|自)(?:{pattern('base', 'ends')})+的?\s*\Z|(?:\A|(?<=[，, ]))[比较][^，]{{2,10}}\Z")
# 平均用时|比法定时限|缩短: against a limit that somebody has set.
_LIMIT = re.compile(
    r"(?<=..)[比较](?:法定|规定|承诺|要求|约定|审限|标准|规范)的?(?:办[理结]|审[理限批])?(?:时限|期限|时间|时长|要求)?\Z"
)
_TURNED = re.compile("\\A\\s*(?:进而|又)?转(?:变)?为\\s*\\Z")
_MOVED = re.compile(
    r"\A(?:全年|共|累计|净)?(?P<verb>增加|减少|压减|削减|精简|降低|提高|下调|上调)(?:了)?(?P<noun>[^，、]{2,})\Z"
)
# 高于全市平均|0.6个百分点|, 比全省平均水平低|2分|: how far from others.
_OTHERS = (
    r"(?:全国|全省|全市|全区|全县|全州|全盟|国家|省|市|上级|同类|平均|目标|预期|计划|要求|标准|任务)[^，。；]{0,10}?"
)
_THAN = re.compile(
    rf"(?:(?P<more>高于|高出|快于|优于|好于|领先|领先于|多于|超出|超过)|低于|慢于|少于|落后于?|滞后于?){_OTHERS}\Z"
    rf"|[比较]{_OTHERS}(?:(?P<above>高|快|多|优|好)|低|慢|少)出?\Z"
)
# 违法占地案件降幅最大，达|21.5%
_MOST = re.compile(
    "(?:\\A|[，；。：])(?P<thing>[^，；。：]{2,16}?)的?(?P<size>[降减跌增涨升])幅(?:最[大高]|较大|明显|居首)，(?:达到?|为|高达)(?:了|约|近)?\\Z"
)
_ADVERBS = re.compile(
    r"(?:实际|名义|平均|分别|累计|总计|合计|大幅|明显|小幅|持续|双双|均|都|各|共|已|又|还|再|进一步|整体)+\Z"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A rise or fall that a number is the size of; ``subject`` the words before it, "" when named earlier."""

    direction: str
    subject: str


def change_of(place: Place, base: str) -> Change | None:
    """Whether a number is the size of a change: a verb of rising or falling stands right before it."""
    left = place.left.rstrip(EDGE)
    than = _THAN.search(left) if place.number.kind in {"change", "ratio", "count", "measure", "money"} else None
    if than:
        return Change("up" if than["more"] or than["above"] else "down", clean(left[: than.start()]))
    most = _MOST.search(place.since) if place.number.kind in {"ratio", "change"} else None
    if most:
        return Change("down" if most["size"] in "降减跌" else "up", clean(most["thing"]))
    found = _CHANGE.search(left) or (_SHORT_CHANGE.search(left) if base else None)
    if not found or found["tail"].endswith(("到", "至")):
        if base and place.number.value.startswith(("-", "+")):
            return Change("down" if place.number.value.startswith("-") else "up", clean(without_base(left)))
        return _moved(place, left.strip(EDGE))
    verb = found["verb"]
    if (verb == "精简" and place.number.kind != "ratio") or (verb == "翻" and place.number.unit != "番"):
        return None
    words_ = _TURNED.sub("", _SINCE.sub("", _LIMIT.sub("", without_base(left[: found.start()]))))
    subject = _BECAUSE.sub("", clean(_NETTED.sub("", clean(_ADVERBS.sub("", words_)))))
    if subject == "经济":
        subject += verb
    return Change("up" if verb in _UP or verb in _UP_SHORT or verb == "翻" else "down", subject)


def _moved(place: Place, left: str) -> Change | None:
    """减少人员6名, 压减收费项目30%: the verb stands before the thing."""
    found = _MOVED.match(left)
    if not found or noun_after(place):
        return None
    if place.number.kind == "count" and found["verb"] not in {"增加", "减少"}:
        return None
    if place.number.kind not in {"count", "ratio", "change"}:
        return None
    return Change("up" if found["verb"] in _UP else "down", found["noun"])
