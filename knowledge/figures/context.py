"""What a quantity is the value of, from its own clause and from what the paragraph has named before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.figures.clauses import clause_before, clean, thing_of
from knowledge.figures.lists import Shared, each_of
from knowledge.figures.names import (
    Change,
    Name,
    body_of,
    change_of,
    metric_less,
    name_of,
    noun_after,
    shared_verb,
)
from knowledge.figures.narrowing import narrowed
from knowledge.figures.places import Place
from knowledge.figures.words import words as words_of
from knowledge.indicators import normalise_indicator, without_action, without_list
from knowledge.quantities import Number

_NEEDY = set(words_of("noun", "needy"))
_CATEGORY = re.compile(r"(?:涉及|涉|属于|来自|其中)?([一-龥]{1,8}?(?<!各)(?<!分)(?<!同)类)(?!型)")
_LOOKED_AT = re.compile(r"(?:从|按|按照)([^，。；：]{2,16}?)(?:看|来看|分|划分|分档|统计)[，：:]")
_LEAD = re.compile(r"[：:]")
_SHARE = re.compile(r"(?P<subject>[^，。；]*?)占(?:比|到|了)?(?P<whole>[^，。；]*)\Z")
_LAST_CLAUSE = re.compile(r"[，,；;：:。（()）]")
_REACHED = re.compile(
    r"(?:增加|增长|提高|提升|上升|扩大|攀升|下降|减少|降低|压减|缩短|缩小|回升|跃升|增|降|升|减)(?:到|至|为)了?"
)
_NUMBERED = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+(?:、|是)|\d+[.．、])\s*")
_TITLE_END = re.compile(r"(?:(?:履职|执行|工作|开展|实施|办理|总体)*情况)?[。：:]?\Z")
_VAGUE_TITLE = re.compile(
    "总体|基本|其他|其它|主要|重点|存在|下一步|总量|案件(?:类型|来源|归集)|人员|主体|信息|持续|全面|深入|加强|强化|深化|推进|推动"
)
_TOTALLED = re.compile("累计|总数|总量|总计|达到|共有")


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator that a paragraph has named with a value."""

    indicator: str
    unit: str
    scope: str = ""


@dataclass(slots=True)
class Memory:
    """What a paragraph has named so far: the last indicator and the object that actions are done to."""

    indicator: str = ""
    unit: str = ""
    surface: str = ""
    previous: str = ""
    topic: str = ""
    heading: str = ""  # what the section's or paragraph's own heading says it is about: （一）行政处罚。全年|79宗|
    part: str = ""  # the last thing counted, a part of something too: 其中已办结|31988件，占92%
    latest: str = ""  # the last indicator of all, shares and changes too: 占…比重从11%提高到|15%|
    scope: str = ""  # what narrows the last indicator
    known: list[Known] = field(default_factory=list)

    def remember(self, surface: str, indicator: str, unit: str, scope: str = "") -> None:
        """An indicator named with a count, money or measure of its own."""
        self.surface, self.indicator, self.unit, self.scope = surface, indicator, unit, scope
        self.known.append(Known(indicator, unit, scope))

    def of_unit(self, unit: str) -> Known:
        """The last indicator counted in ``unit``, else the last of all."""
        last = Known(self.indicator, self.unit, self.scope)
        return next((known for known in reversed(self.known) if _same_thing(known.unit, unit)), last)


# Units that count one kind of thing.
_ALIKE = ({"件", "起", "宗", "例"}, {"人", "名", "位"}, {"家", "户"})


def _same_thing(unit: str, other: str) -> bool:
    return unit == other or any(unit in units and other in units for units in _ALIKE)


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator with how it was found."""

    surface: str
    indicator: str
    sure: float
    scope: str = ""
    change: Change | None = None
    lasting: bool = True


def names_of(place: Place, base: str, memory: Memory, shared: Shared | None) -> list[Named]:
    """The indicator (or several: A和B均为100%) that a quantity is the value of."""
    if shared:
        return [_of_list(shared, place.number, memory)]
    change = change_of(place, base) if place.number.kind != "rank" else None
    if _REACHED.fullmatch(place.left.strip()) and memory.latest:
        return [Named(memory.surface, memory.latest, 0.8, lasting=False)]
    several = each_of(place, change)
    if several:
        return [Named(name, normalise_indicator(name), 0.85, change=change) for name in several]
    if change:
        return [_changed(place, change, memory)]
    share = _share(place, memory) if place.number.kind in {"ratio", "change"} else None
    return [share or _remember(memory, place.number, _counted(place, memory))]


def _of_list(shared: Shared, number: Number, memory: Memory) -> Named:
    """What 分别 gives the quantity; where it names nothing, an indicator counted before."""
    if not shared.back:
        named = Named(shared.name, normalise_indicator(shared.name), shared.sure, change=shared.change)
        return _remember(memory, number, named)
    known = memory.known[-shared.back] if len(memory.known) >= shared.back else Known("", "")
    return Named(known.indicator, known.indicator, 0.7, known.scope, shared.change, lasting=False)


def _remember(memory: Memory, number: Number, named: Named) -> Named:
    if named.indicator and number.kind in {"count", "money", "measure"}:
        memory.part = named.surface if named.scope and named.scope != "其中" else named.indicator
    if named.indicator and named.lasting and named.change is None and number.kind != "rank":
        memory.remember(named.surface, named.indicator, number.amount_unit, named.scope)
    return named


def _changed(place: Place, change: Change, memory: Memory) -> Named:
    """The subject of a rise or fall: its own clause's, else the value just given, else the clause before."""
    subject = change.subject
    if len(subject) >= 2 and subject not in {"其中", "降幅", "增幅"}:
        scope, counted = narrowed(subject, place.left)
        memory.remember(subject, normalise_indicator(counted), place.number.amount_unit, scope)
        return Named(subject, normalise_indicator(counted), 0.95, scope, change)
    clause = clause_before(place, since="；;")
    if clause and place.opener not in {"（", "("}:
        return Named(clause, normalise_indicator(clause), 0.8, change=change)
    last = Known(memory.indicator, memory.unit, memory.scope)
    known = memory.of_unit(place.number.amount_unit) if place.number.kind == "count" else last
    return Named(memory.surface, known.indicator, 0.85, known.scope, change)


def _share(place: Place, memory: Memory) -> Named | None:
    """占44.7%, （76.8%）, A占B的12%: a share, named after the part."""
    left = place.left
    found = _SHARE.search(left)
    if found:
        subject, whole = clean(found["subject"]), clean(found["whole"].rstrip("的"))
        if len(subject) >= 2 and len(whole) >= 2:
            surface = clean(left).rstrip("的")
            surface = surface if surface.endswith(("比重", "比例", "占比", "份额")) else surface + "比重"
            return Named(surface, surface, 0.9, lasting=False)
        if whole.endswith(("比重", "比例", "份额")) and memory.indicator and len(whole) > 2:
            return Named(left.strip("，、 "), f"{memory.indicator}占{whole}", 0.85, lasting=False)
        part = normalise_indicator(subject) if len(subject) >= 2 else memory.part or memory.indicator
        return Named(left.strip("，、 "), f"{part}占比" if part else "", 0.9, lasting=False)
    if place.opener in {"（", "("} and not left.strip() and memory.indicator and not place.right.strip():
        return Named(memory.surface, f"{memory.part or memory.indicator}占比", 0.85, lasting=False)
    return None


def _counted(place: Place, memory: Memory) -> Named:
    """What is counted, from the words around; from what was named before where they only say an action or an organ."""
    name = name_of(place)
    if not name.words:
        return _unnamed(place, memory)
    if name.elliptic:
        return _elliptic(name, place, memory)
    if name.depends or (name.near and place.before != place.since):
        return _dependent(name, place, memory)
    if body_of(name.words) and not noun_after(place):
        main = _lead(place.before) or memory.of_unit(place.number.amount_unit).indicator
        if main:
            return Named(name.words, normalise_indicator(main), 0.8, scope=name.words, lasting=False)
    return _told(name, place, memory)


def _told(name: Name, place: Place, memory: Memory) -> Named:
    """A name of its own, with what narrows it: a class, 其中, the organ that acted; with the verb of its list."""
    verb = shared_verb(memory.surface, name.words) if place.since.startswith("、") else ""
    if verb:
        return Named(verb + name.words, normalise_indicator(verb + name.words), 0.8)
    scope, counted = narrowed(name.words, place.left)
    category = _CATEGORY.match(counted)
    scope = scope or (category[1] if category else "其中" if "其中" in place.since else "")
    return Named(name.words, normalise_indicator(counted), name.sure, scope)


def _unnamed(place: Place, memory: Memory) -> Named:
    """The number's own words say nothing: the total of what was added, the clause before, or what was named last."""
    if _TOTALLED.search(place.left) and memory.indicator.endswith("新增"):
        whole = memory.indicator.removesuffix("新增")
        return Named(memory.surface, normalise_indicator(whole), 0.75, lasting=False)
    clause = clause_before(place)
    if clause:
        thing = thing_of(without_list(clause))
        return Named(thing, normalise_indicator(thing), 0.75)
    known = memory.of_unit(place.number.amount_unit)
    if not known.indicator and memory.heading:
        return Named(memory.heading, normalise_indicator(memory.heading), 0.7)
    return Named(memory.surface, known.indicator, 0.5, known.scope, lasting=False)


def _elliptic(name: Name, place: Place, memory: Memory) -> Named:
    """办结31988件 right after 受理投诉举报…: the object was named before, or is the topic (加油站方面)."""
    if name.weak and memory.surface and not memory.topic:
        words = _joined(memory.surface, name.words)
        return Named(words, normalise_indicator(words), 0.8)
    thing = _thing_before(name, place, memory)
    if memory.topic and (not thing or name.weak or place.before == place.since):
        words = _joined(memory.topic, name.words)
        return Named(words, normalise_indicator(words), 0.8, lasting=name.weak)
    if memory.heading and not memory.known:
        words = _joined(memory.heading, name.words)
        return Named(words, normalise_indicator(words), 0.7)
    if not thing or thing == name.words:
        return Named(name.words, normalise_indicator(name.words), 0.9, lasting=not thing)
    return Named(name.words, normalise_indicator(_joined(thing, name.words)), 0.75, lasting=False)


def _thing_before(name: Name, place: Place, memory: Memory) -> str:
    """What was named before and may be meant: counted alike, or what the action cannot do without (整改)."""
    alike = not memory.unit or _same_thing(memory.unit, place.number.amount_unit)
    if alike or place.number.kind in {"money", "measure"} or name.words in _NEEDY:
        return without_action(memory.indicator)
    return ""


def _joined(thing: str, words: str) -> str:
    """The thing and what was done to it; said once when the thing says it already (行政检查 + 检查)."""
    return thing if thing.endswith(words) else thing + words


def _dependent(name: Name, place: Place, memory: Memory) -> Named:
    """改造老旧小区6496个、惠及|97.9万户|; 粮食播种面积…、产量|1146万吨|: a part or a measure of what was named."""
    thing = "" if name.near else clause_before(place)
    thing = thing or (memory.surface if place.before != place.since else "")
    if name.near:
        thing = metric_less(thing)
    whole = normalise_indicator(thing + name.words) if len(thing) <= 16 else normalise_indicator(name.words)
    return Named(name.words if not name.near else thing + name.words, whole, 0.75, lasting=False)


def heading_of(words: str) -> str:
    """（一）行政处罚情况。 → 行政处罚; "" for what is no heading or one that names no thing (总体情况)."""
    title = _TITLE_END.sub("", _NUMBERED.sub("", words.strip())).strip("。：: ")
    named = 2 <= len(title) <= 12 and not _VAGUE_TITLE.match(title) and not re.search("[，、；]", title)
    return title if named and _NUMBERED.match(words.strip()) else ""


def _lead(words: str) -> str:
    """What a lead-in before a list says it lists: 从执法活动总量看，…包括："""
    looked = _LOOKED_AT.search(words)
    if looked:
        return looked[1]
    parts = _LEAD.split(words)
    return clean(_LAST_CLAUSE.split(parts[-2])[-1]).removesuffix("包括") if len(parts) > 1 else ""
