"""Quantities that say something of a value told before: rises and falls, shares, ranks, bases, rates of a task."""

from __future__ import annotations

import re

from knowledge.figures.bases import Held
from knowledge.figures.changes import Change
from knowledge.figures.clauses import EDGE, clause_before, clean, names_a_thing
from knowledge.figures.cores import core_of
from knowledge.figures.items import metric_less
from knowledge.figures.memory import Known, Memory, Named, same_thing
from knowledge.figures.names import noun_after
from knowledge.figures.narrowing import narrowed
from knowledge.figures.places import Place
from knowledge.figures.words import words as words_of
from knowledge.indicators import is_filler, normalise_indicator, without_action

_NEAR = set(words_of("noun", "weak_near"))
_SHARE = re.compile(r"(?P<subject>[^，。；]*?)占(?:比|到|了)?(?P<whole>[^，。；]*)\Z")
# 完成年度任务的|129%, 该目标完成了|112.32%
_TASK = re.compile(
    r"(?:(?:超额|提前)?(?:完成|达到|实现)(?:了)?(?P<after>[^，。；]*?(?:任务|目标|计划|指标)(?:数|量|值)?)的?"
    r"|(?:为|是|相当于)(?P<of>(?:年初|年度|全年|本?年|调整)*(?:预算|计划|目标|任务)(?:数|值)?)的"
    r"|(?P<before>[^，。；]*?(?:任务|目标|计划|指标))(?:已|实际)?(?:完成|实现)(?:了|达到|达)?)\s*\Z"
)
_BARE_TASK = re.compile(
    r"(?:该|此|其|这项|年度|全年|本年度?|年初|既定|考核|上级|预算|调整|值|年|下达的?|目标|任务|计划|指标|数|量)+\Z"
)
# 违法使用林地案件|降幅最大，达|21.5%|; 开垦草原案件|不降反升，增加|31起
_HAS_MOVED = re.compile(
    "(?<=..)(?:(?:的)?(?:降幅|增幅|涨幅|升幅|减幅|增速|降速)(?:最[大高快]|较[大快]|明显|居首|居前|靠前)|不降反升|不升反降|由[升降]转[升降]"
    "|稳中(?:有|向)[升降进增好]|(?:继续|持续|明显|大幅|显著|逐年|小幅|稳步|双|均有所|有所|略有|进一步)+(?:下降|上升|增长|增加|减少|回落|提升|提高|降低|攀升|好转)"
    "|(?:增长|下降|上升|回升|提升)(?:较|最)?(?:快|多|大|明显|显著))\\Z"
)
_OF_AGE = re.compile(r"(?<=..)(?:平均|人均)年龄\Z")  # 平均年龄46岁，50岁以上占38%: of the people
_PER_HEAD = re.compile(r"\A(?P<each>(?:平均)?每.{1,8}?(?:拥有|配备|占有|有)|人均|户均|月均|日均)达?到?\Z")
_NO_SUBJECT = {"其中", "降幅", "增幅", "同口径", "可比口径", "可比价格", "不变价", "自然口径", "目标", "实际"}


def of_base(held: Held, place: Place, memory: Memory) -> Named:
    """较2022年的|7.1万元|: of what was told just before; 纠错率由去年的|12.5%|: of what its own words say."""
    thing = core_of(held.thing) or held.thing.strip(EDGE)
    last = _alike(memory, place.number.amount_unit)
    if len(thing) >= 2 and (last is None or not is_filler(thing)):
        scope, counted = narrowed(thing)
        return Named(thing, normalise_indicator(counted), 0.9, scope)
    last = last or memory.of_unit("")
    return Named(memory.surface, last.indicator, 0.85, last.scope, lasting=False)


def _alike(memory: Memory, unit: str) -> Known | None:
    """The last indicator of all where it was counted in ``unit``, else the last that was."""
    return memory.latest if memory.latest and same_thing(memory.latest.unit, unit) else memory.alike(unit)


def changed(place: Place, change: Change, memory: Memory) -> Named:
    """The subject of a rise or fall: its own clause's, else the value just given, else the clause before."""
    subject = change.subject
    both = {"前者": -2, "后者": -1}.get(subject)
    if both and len(memory.values) >= 2:
        meant = memory.values[both]
        return Named(meant.indicator, meant.indicator, 0.8, meant.scope, change, lasting=False)
    if subject in _NEAR and memory.surface and place.before != place.since:
        subject = metric_less(memory.surface) + subject
    known = memory.meant(subject) if subject and place.before != place.since else None
    if known:
        return Named(known.indicator, known.indicator, 0.8, known.scope, change)
    if len(subject) >= 2 and subject not in _NO_SUBJECT:
        scope, counted = narrowed(subject, place.left)
        memory.remember(subject, normalise_indicator(counted), place.number.amount_unit, scope)
        memory.part = memory.indicator  # 茶叶产量增长8%、占全国|18%|: of what rose, not of what was counted before
        return Named(subject, normalise_indicator(counted), 0.95, scope, change)
    again = _again(place, memory)
    if again:
        return Named(memory.surface, again.indicator, 0.8, again.scope, change)
    clause = _HAS_MOVED.sub("", clause_before(place, since="；;"))
    if clause and place.opener not in {"（", "("} and (names_a_thing(clause) or not memory.indicator):
        return Named(clause, normalise_indicator(clause), 0.8, change=change)
    last = Known(memory.indicator, memory.unit, memory.scope)
    if place.number.kind == "change" and memory.latest and memory.latest.unit == "%" and place.before != place.since:
        last = memory.latest  # 税收占比70.4%，较上年提高|1.4个百分点|: of the ratio
    known = memory.of_unit(place.number.amount_unit) if place.number.kind == "count" else last
    return Named(memory.surface, known.indicator, 0.85, known.scope, change)


def _again(place: Place, memory: Memory) -> Known | None:
    """增长6件，增长|16.6%|; 排第4名，前进|3名|: said of the change or rank just before."""
    last = memory.latest
    if last is None or place.before == place.since:
        return None
    if place.number.amount_unit in {"位", "名"} and last.unit in {"位", "名"}:
        return last
    bare = len(place.since.strip("，、（( ")) <= len(place.left.strip())
    return last if last.changed and bare and place.opener in {"，", "、", "（", "("} else None


def share(place: Place, memory: Memory) -> Named | None:
    """占44.7%, （76.8%）, 接近三成, A占B的12%: a share, named after the part."""
    left = place.left
    found = _SHARE.search(left)
    if found and _named_share(found):
        return None
    if found:
        return _share_of(left, found, memory)
    bare = not left.strip() and memory.indicator and not place.right.strip()
    if bare and (place.opener in {"（", "("} or place.number.unit == "成"):
        return Named(memory.surface, f"{memory.part or memory.indicator}占比", 0.85, memory.bound, lasting=False)
    return None


def _named_share(found: re.Match[str]) -> bool:
    """公办园在园幼儿占比|53.6%|: an indicator of its own."""
    subject = found["subject"].strip(EDGE)
    full = len(subject) >= 4 and not subject.endswith("的") and subject + "占比" not in _NEAR
    return full and "占比" in found[0] and not clean(found["whole"])


def _share_of(left: str, found: re.Match[str], memory: Memory) -> Named | None:
    own = found["subject"].strip(EDGE)
    subject, whole = (own if own.endswith("的") else clean(own)), clean(found["whole"].rstrip("的"))
    if len(subject) >= 2 and len(whole) >= 2:
        surface = clean(left).rstrip("的")
        surface = surface if surface.endswith(("比重", "比例", "占比", "份额")) else surface + "比重"
        return Named(surface, surface, 0.9, lasting=False)
    if whole.endswith(("比重", "比例", "份额")) and memory.indicator and len(whole) > 2:
        return Named(left.strip("，、 "), f"{memory.indicator}占{whole}", 0.85, lasting=False)
    if subject and subject + "占比" in _NEAR and memory.surface:
        subject = metric_less(memory.surface) + subject
    part = normalise_indicator(subject.rstrip("的")) if len(subject) >= 2 else memory.part or memory.indicator
    part = _OF_AGE.sub("", part)
    scope = memory.bound if len(subject) < 2 else ""
    return Named(left.strip("，、 "), f"{part}占比" if part else "", 0.9, scope, lasting=False)


_ADVERB = re.compile(r"\A(?:实际|全年|累计|当年)(?=.{2,})")


def of_task(place: Place, memory: Memory) -> Named | None:
    """完成年度任务的|129%|: the rate at which what was told before is done."""
    found = _TASK.search(place.left) if place.number.kind == "ratio" else None
    if found is None:
        return None
    task = (found["after"] or found["before"] or found["of"] or "").strip(EDGE)
    if _BARE_TASK.match(task) and memory.indicator:
        task = _ADVERB.sub("", memory.indicator)
        task = without_action(task) or task
        task += next((what for what in ("目标", "预算") if what in found[0]), "任务")
    words = clean(task) + "完成率"
    return Named(words, words, 0.8, lasting=False)


def per_head(place: Place, memory: Memory) -> Named | None:
    """每千人拥有|4.1名|: of what was told before, or of the noun behind."""
    found = _PER_HEAD.match(place.left.strip(EDGE))
    if found is None:
        return None
    thing = noun_after(place) if place.right.strip() else without_action(memory.indicator)
    words = found["each"] + thing
    return Named(words, words, 0.8, lasting=False) if thing else None
