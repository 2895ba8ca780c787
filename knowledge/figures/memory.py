"""What a paragraph has named so far, for the quantities that leave it out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from knowledge.figures.changes import Change

# 起数, 亡人, 伤人数: short for what was named in full.
_COUNT_OF = re.compile("(?P<unit>[起件宗例户批])(?:数量?|次)")
_HARM = {"亡人": "死亡", "亡人数": "死亡", "伤人": "受伤", "伤人数": "受伤", "伤亡": "伤亡"}
_SHORT = 4  # characters
# Units that count one kind of thing.
_ALIKE = ({"件", "起", "宗", "例"}, {"人", "名", "位"}, {"家", "户"})
_NUMBERED = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+(?:、|是)|\d+[.．、])\s*")
_TITLE_END = re.compile(r"(?:(?:履职|执行|工作|开展|实施|办理|总体)*情况)?[。：:]?\Z")
_VAGUE_TITLE = re.compile(
    "[^，]{0,8}(?:回顾|总结)|工作|过去|总体|基本|其他|其它|主要|重点|存在|下一步|总量|案件(?:类型|来源|归集)|人员|主体|信息|持续|全面|深入|加强|强化|深化|推进|推动|执法(?:办案|情况|工作)"
)
# 政务服务|提质增效|: how well it goes is no part of what a heading is about.
_SLOGAN_TAIL = re.compile(
    r"(?<=..)(?:(?:持续|稳步|不断|全面|扎实|显著|更加|进一步|逐步|加快|明显|大幅|纵深|有力|有效|从严|深入|有序|稳中)+"
    r"[^，的、]{2,4}|提质增效|提质扩面|提质升级|提速增效|提档升级|走深走实|见行见效|有力有效|落地见效|从严从实|优质高效|成效显著)\Z"
)


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator that a paragraph has named with a value."""

    indicator: str
    unit: str
    scope: str = ""
    changed: bool = False  # the value was the size of a change
    direction: str = ""  # of that change


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator with how it was found."""

    surface: str
    indicator: str
    sure: float
    scope: str = ""
    change: Change | None = None
    lasting: bool = True
    passing: bool = False  # said in passing (居全市|12个区县|第三): nothing later refers to it


@dataclass(slots=True)
class Memory:
    """What a paragraph has named so far: the last indicator and the object that actions are done to."""

    indicator: str = ""
    unit: str = ""
    surface: str = ""
    previous: str = ""
    topic: str = ""  # what a field says the sentence is about: 食品方面，…
    told: bool = False  # something was named outright since the topic
    heading: str = ""  # what the section's or paragraph's own heading says it is about: （一）行政处罚。全年|79宗|
    part: str = ""  # the last thing counted, a part of something too: 其中已办结|31988件，占92%
    latest: Known | None = None  # the last indicator of all, shares and changes too: 占…比重从11%提高到|15%|
    scope: str = ""  # what narrows the last indicator
    run: list[Known] = field(default_factory=list)  # the values of one list: 建议96件、提案118件，办复率均为100%
    agent: str = ""  # the organ that does what this part of the sentence tells: 城关大队检查51家、罚款|6万元|
    bound: str = ""  # the class that narrowed the last count: 一万元以下|105件|，占62.6%
    sentence: int = 0  # how many values earlier sentences told
    known: list[Known] = field(default_factory=list)
    values: list[Known] = field(default_factory=list)  # of every value told, shares too: what later changes are of

    def remember(self, surface: str, indicator: str, unit: str, scope: str = "") -> None:
        """An indicator named with a count, money or measure of its own."""
        self.surface, self.indicator, self.unit, self.scope = surface, indicator, unit, scope
        self.known.append(Known(indicator, unit, scope))

    def of_unit(self, unit: str) -> Known:
        """The last indicator counted in ``unit``, else the last of all."""
        return self.alike(unit) or Known(self.indicator, self.unit, self.scope)

    def parallel(self, unit: str) -> Known | None:
        """What another organ or class was told of in ``unit``: …大队检查51家、罚款6万元；其他大队90家、|9万元|."""
        known = self.alike(unit)
        return known if known and (known.scope or unit == "元") else None

    def alike(self, unit: str) -> Known | None:
        """The last indicator counted in ``unit``, if any was."""
        return next((known for known in reversed(self.known) if same_thing(known.unit, unit)), None)

    def whole(self, unit: str) -> Known | None:
        """What this sentence counted first in ``unit``, of which later counts are parts: 收到23件，维持13件，其余10件.

        None of 个, which counts things of any kind.
        """
        told = self.values[self.sentence :] if unit != "个" else []
        return next((known for known in told if same_thing(known.unit, unit) and not known.changed), None)

    def step_aside(self, before: Memory | None, *, inside: bool) -> Memory | None:
        """What a bracket names is forgotten where it closes: 办结87件（其中重大案件4件），较上年的|92件|减少."""
        if inside:
            return before or replace(self, known=list(self.known), values=list(self.values))
        if before is not None:
            self.surface, self.indicator, self.unit, self.scope = (
                before.surface,
                before.indicator,
                before.unit,
                before.scope,
            )
            self.part, self.latest, self.known, self.values = before.part, before.latest, before.known, before.values
        return None

    def meant(self, short: str) -> Known | None:
        """What a short form stands for among what was named: 起数 (what was counted in 起), 损失 (直接财产损失)."""
        counted = _COUNT_OF.fullmatch(short)
        if counted:
            alike = [known for known in self.values[self.sentence :] if same_thing(known.unit, counted["unit"])]
            return alike[-1] if alike else self.alike(counted["unit"])
        harm = _HARM.get(short, "")
        ends = (harm,) if harm else (short, short + "金额") if len(short) <= _SHORT else ()
        named = (known for known in reversed(self.values) if known.indicator.endswith(ends or "\0"))
        return next((known for known in named if known.indicator != short), None)

    def tell(self, known: Known, *, change: bool, listed: bool = False) -> None:
        """A figure is told: the latest of all, and unless it is a change or rank a value that later ones are of."""
        self.latest = known
        self.run = [*self.run, known] if listed else [known]
        if not change:
            self.values.append(known)

    def turn_to(self, topic: str, *, ended: bool) -> None:
        """A clause announces a topic, or a ； ends the one before."""
        if topic:
            self.topic, self.told = topic, False
        elif ended:
            self.topic = ""
        if topic or ended:
            self.agent = ""

    def begin(self, sentence: str) -> None:
        """A sentence without figures: where it is a heading (（二）行政许可。), what was named before it is past."""
        heading = heading_of(sentence)
        if heading:
            self.heading = heading
            self.indicator = self.unit = self.surface = self.part = self.scope = ""
            self.latest, self.known, self.values = None, [], []


def same_thing(unit: str, other: str) -> bool:
    """Whether two units count one kind of thing (件, 起)."""
    return unit == other or any(unit in units and other in units for units in _ALIKE)


def heading_of(words: str) -> str:
    """（一）行政处罚情况。 → 行政处罚; "" for what is no heading or one that names no thing (总体情况)."""
    title = _TITLE_END.sub("", _NUMBERED.sub("", words.strip())).strip("。：: ")
    title = _SLOGAN_TAIL.sub("", title)
    named = 2 <= len(title) <= 12 and not _VAGUE_TITLE.match(title) and not re.search("[，、；]", title)
    return title if named and _NUMBERED.match(words.strip()) else ""
