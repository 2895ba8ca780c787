"""One sentence → its figures: each quantity gets an indicator, a time, and what is said to narrow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.figure import Figure
from knowledge.figure_names import (
    Change,
    Name,
    body_of,
    change_of,
    clean,
    is_announcement,
    items_of,
    name_of,
    noun_after,
    shared_verb,
    split_items,
    thing_of,
    topic_of,
)
from knowledge.figure_periods import Setting, Time, base_spans, resolve, sentence_setting
from knowledge.figure_places import Place, places
from knowledge.indicators import normalise_indicator, without_action, without_list
from knowledge.quantities import Number
from knowledge.spans import Span

_CATEGORY = re.compile(r"(?:涉及|涉|属于|来自|其中)?([^，。；、]{1,12}?类)")
_LOOKED_AT = re.compile(r"(?:从|按|按照)([^，。；：]{2,16}?)(?:看|来看|分|划分|分档|统计)[，：:]")
_LEAD = re.compile(r"[：:]")
_SHARE = re.compile(r"(?P<subject>[^，。；]*?)占(?:比|到|了)?(?P<whole>[^，。；]*)\Z")
_LAST_CLAUSE = re.compile(r"[，,；;：:。（()）]")
_EACH = re.compile(
    r"(?:均|都|双双|各)(?:分别)?(?:为|达到?|保持在?|实现|在|突破|超过?|提升|提高|增长|上升|增加|下降|降低|减少|回落|占)*\\Z"
)
_TIMELESS = re.compile(r"(?:来|以来|最|前|后|之?内|期|间|如一|里|中|为期|之久)")
_RESPECTIVE = "分别"
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_DATE = re.compile(r"(?:19|20)\d\d年度?|\d{1,2}月份?")
_LEAST = {"不少于", "不低于", "至少"}
_REQUIRED = re.compile("保证|确保|要求|应当?|必须")
_GAP = re.compile(r"\s*(?:[、，,和与及]|以及|和)\s*\Z")


@dataclass(slots=True)
class Memory:
    """What a paragraph has named so far: the last indicator and the object that actions are done to."""

    indicator: str = ""
    unit: str = ""
    surface: str = ""
    previous: str = ""
    topic: str = ""
    known: list[tuple[str, str]] = field(default_factory=list)

    def remember(self, surface: str, indicator: str, unit: str) -> None:
        """An indicator named with a count, money or measure of its own."""
        self.surface, self.indicator, self.unit = surface, indicator, unit
        self.known.append((indicator, unit))

    def of_unit(self, unit: str) -> str:
        """The last indicator counted in ``unit``, else the last of all."""
        return next((name for name, own in reversed(self.known) if own == unit), self.indicator)


@dataclass(frozen=True, slots=True)
class _Named:
    """An indicator with how it was found."""

    surface: str
    indicator: str
    sure: float
    scope: str = ""
    change: Change | None = None
    lasting: bool = True


def sentence_figures(
    line: str, sentence: Span, numbers: Sequence[Number], setting: Setting, memory: Memory, section: int
) -> list[Figure]:
    """The figures of one sentence of ``line``; spans are offsets into the line."""
    here = sentence_setting(sentence.of(line), setting)
    found: list[Figure] = []
    running: Time | None = None
    spots = places(line, sentence, numbers)
    bucket = ""
    shared = _respective_names(line, spots, memory)
    for i, place in enumerate(spots):
        inside = [n for n in numbers if place.zone.contains(n.span)]
        time = resolve(place.zone.of(line), place.zone.start, inside, here, running)
        if place.number.approximation in _LEAST and _REQUIRED.search(place.zone.of(line)):
            time = replace(time, planned=True)
        memory.topic = "" if "；" in place.zone.of(line) else memory.topic
        if not place.right.startswith(("相比", "相较")):
            running = time
        if _is_bound(line, place):
            bucket = place.number.span.of(line)
            continue
        if not _is_figure(place):
            continue
        if place.left.endswith("前") and place.number.unit in {"名", "位"}:
            place = replace(place, number=replace(place.number, kind="rank"))
        for named in _names(line, sentence, place, time, memory, shared.get(i)):
            if not named.indicator:
                continue
            found.append(_figure(place.number, named, time, sentence, section, bucket))
        bucket = ""
    memory.previous, memory.topic = sentence.of(line), ""
    return found


def _figure(number: Number, named: _Named, time: Time, sentence: Span, section: int, bucket: str) -> Figure:
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
    if number.approximation.endswith(("以上", "以下", "以内")) or number.upper is not None:
        return after == "的" or (place.joined and not place.right.strip("的 "))
    return bool(number.approximation) and after == "的" and number.kind in {"money", "ratio"} and not clean(place.left)


def _is_figure(place: Place) -> bool:
    """Whether a quantity can be a figure at all."""
    number = place.number
    if number.value == "一" and number.unit not in {"倍", "番", "成", "家", "支", "件", "起"}:
        return False
    if number.kind == "duration" and not _lasting(place):
        return False
    if not number.unit and number.kind == "count" and number.amount_unit == "":
        stated = place.left.rstrip().endswith(("为", "达", "达到", "至", "到", "是"))
        return stated and len(clean(place.left)) >= 2 and not place.right.strip("，。 ")
    return not is_announcement(place, clean(place.left))


def _lasting(place: Place) -> bool:
    """A duration is a figure where it is what is counted: 培训60学时, 压缩至3个工作日, 连续44年."""
    number = place.number
    if number.unit in {"周年"} or _TIMELESS.match(place.right):
        return False
    if number.unit in {"学时", "课时", "个学时", "工作日", "个工作日", "小时", "个小时", "分钟", "昼夜"}:
        return True
    left = place.left.rstrip()
    return left.endswith(
        (
            "连续",
            "压缩至",
            "缩短至",
            "延长至",
            "压缩到",
            "缩短到",
            "时限为",
            "期限为",
            "缩短",
            "提前",
            "压减至",
            "达到",
            "达",
        )
    )


def _names(line: str, sentence: Span, place: Place, time: Time, memory: Memory, shared: str | None) -> list[_Named]:
    """The indicator (or several: A和B均为100%) that a quantity is the value of."""
    number = place.number
    change = change_of(place, time.base) if number.kind != "rank" else None
    if shared:
        return [_remember(memory, number, _Named(shared, normalise_indicator(shared), 0.9, change=change))]
    several = _each(place, change)
    if several:
        return [_Named(name, normalise_indicator(name), 0.85, change=change) for name in several]
    if change:
        return [_changed(line, place, change, memory)]
    if number.kind in {"ratio", "change"}:
        share = _share(place, memory)
        if share:
            return [share]
    return [_remember(memory, number, _counted(line, sentence, place, memory))]


def _remember(memory: Memory, number: Number, named: _Named) -> _Named:
    if named.indicator and named.lasting and named.change is None and number.kind != "rank":
        memory.remember(named.surface, named.indicator, number.amount_unit)
    return named


def _changed(line: str, place: Place, change: Change, memory: Memory) -> _Named:
    """The subject of a rise or fall: its own clause's, else the value just given, else the clause before."""
    subject = change.subject
    if len(subject) >= 2 and subject not in {"其中", "降幅", "增幅"}:
        memory.remember(subject, normalise_indicator(subject), place.number.amount_unit)
        return _Named(subject, normalise_indicator(subject), 0.95, change=change)
    clause = _clause_before(line, place, since="；;")
    if clause and place.opener not in {"（", "("}:
        return _Named(clause, normalise_indicator(clause), 0.8, change=change)
    return _Named(memory.surface, memory.of_unit(place.number.amount_unit), 0.85, change=change)


def _share(place: Place, memory: Memory) -> _Named | None:
    """占44.7%, （76.8%）, A占B的12%: a share, named after the part."""
    left = place.left
    found = _SHARE.search(left)
    if found:
        subject, whole = clean(found["subject"]), clean(found["whole"].rstrip("的"))
        if len(subject) >= 2 and len(whole) >= 2:
            surface = clean(left).rstrip("的")
            surface = surface if surface.endswith(("比重", "比例", "占比")) else surface + "比重"
            return _Named(surface, surface, 0.9, lasting=False)
        part = normalise_indicator(subject) if len(subject) >= 2 else memory.indicator
        return _Named(left.strip("，、 "), f"{part}占比" if part else "", 0.9, lasting=False)
    if place.opener in {"（", "("} and not left.strip() and memory.indicator and not place.right.strip():
        return _Named(memory.surface, f"{memory.indicator}占比", 0.85, lasting=False)
    return None


def _counted(line: str, sentence: Span, place: Place, memory: Memory) -> _Named:
    """What is counted, from the words around; from what was named before where they only say an action or an organ."""
    name = name_of(place)
    if not name.words:
        clause = _clause_before(line, place)
        if clause:
            thing = thing_of(without_list(clause))
            return _Named(thing, normalise_indicator(thing), 0.75)
        return _Named(memory.surface, memory.of_unit(place.number.amount_unit), 0.5, lasting=False)
    if name.elliptic:
        return _elliptic(line, name, place, memory)
    if body_of(name.words) and not noun_after(place):
        main = _lead(line[sentence.start : place.number.span.start]) or memory.of_unit(place.number.amount_unit)
        if main:
            return _Named(name.words, normalise_indicator(main), 0.8, scope=name.words, lasting=False)
    verb = shared_verb(memory.surface, name.words) if place.zone.of(line).startswith("、") else ""
    if verb:
        return _Named(verb + name.words, normalise_indicator(verb + name.words), 0.8)
    category = _CATEGORY.match(name.words)
    scope = category[1] if category else ("其中" if "其中" in place.zone.of(line) else "")
    return _Named(name.words, normalise_indicator(name.words), name.sure, scope)


def _elliptic(line: str, name: Name, place: Place, memory: Memory) -> _Named:
    """办结31988件 right after 受理投诉举报…: the object was named before, or is the clause's topic (加油站方面)."""
    topic = topic_of(_clause_before(line, place, topics=True))
    memory.topic = topic or memory.topic
    if memory.topic or (name.weak and memory.surface):
        words = (memory.topic or memory.surface) + name.words
        return _Named(words, normalise_indicator(words), 0.8, lasting=name.weak)
    same = not memory.unit or memory.unit == place.number.amount_unit or place.number.kind in {"money", "measure"}
    thing = without_action(memory.indicator) if same else ""
    if not thing or thing == name.words:
        return _Named(name.words, normalise_indicator(name.words), 0.9, lasting=not thing)
    return _Named(name.words, normalise_indicator(thing + name.words), 0.75, lasting=False)


def _clause_before(line: str, place: Place, *, since: str = "", topics: bool = False) -> str:
    """The last clause since the quantity before that says more than filler; "" if none does.

    ``since`` are marks that nothing before counts; with ``topics`` a clause keeps its 方面.
    """
    words = _ASIDE.sub("", place.zone.of(line))
    if since:
        words = re.split(f"[{since}]", words)[-1]
    for clause in reversed(_LAST_CLAUSE.split(words)[:-1]):
        bare = _bare_clause(clause)
        bare = bare if topics else bare.removesuffix("方面")
        if len(bare) >= 2 and bare != "其中":
            return bare
    return ""


def _bare_clause(clause: str) -> str:
    for span in reversed(base_spans(clause)):
        clause = clause[: span.start] + clause[span.end :]
    return clean(_DATE.sub("", clause)).removesuffix("的")


def _lead(words: str) -> str:
    """What a lead-in before a list says it lists: 从执法活动总量看，…包括："""
    looked = _LOOKED_AT.search(words)
    if looked:
        return looked[1]
    parts = _LEAD.split(words)
    return clean(_LAST_CLAUSE.split(parts[-2])[-1]).removesuffix("包括") if len(parts) > 1 else ""


def _each(place: Place, change: Change | None) -> list[str]:
    """A和B均为100%: the names, when the clause says that each of them has the value."""
    left = place.left
    found = _EACH.search(left.rstrip())
    if found is None or place.number.kind not in {"ratio", "change", "count"} or _RESPECTIVE in left:
        return []
    words = left[: found.start()]
    if change is not None:
        words = words.rstrip("同比环")
    parts = items_of(words)
    return split_items(words, len(parts)) if 2 <= len(parts) <= 6 else []


def _respective_names(line: str, spots: Sequence[Place], memory: Memory) -> dict[int, str]:
    """For A、B、C分别为1、2和3: which quantity is whose."""
    names: dict[int, str] = {}
    for i, place in enumerate(spots):
        at = place.left.find(_RESPECTIVE)
        if at < 0:
            continue
        run = [i]
        while run[-1] + 1 < len(spots) and _GAP.match(spots[run[-1] + 1].zone.of(line)):
            run.append(run[-1] + 1)
        items = split_items(_listed(line, place, at, memory), len(run)) if len(run) > 1 else []
        names.update(zip(run, items, strict=False))
    return names


def _listed(line: str, place: Place, at: int, memory: Memory) -> str:
    """The list before 分别; where only 两项 stands there, the sentence before names them."""
    own = clean(place.left[:at])
    if len(own) > 4 or "、" in own:
        return own
    clause = _clause_before(line, place)
    if re.fullmatch(r"[两三四五六七八九]?(?:项|者|类|个)?", own) and memory.previous and not clause:
        return re.sub(r"^\s*(?:（[一-十]+）|[一二三四五六七八九十]+、|\d+[.、])", "", memory.previous).strip("。 ")
    return own or clause
