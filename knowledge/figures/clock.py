"""Which words of time still hold from one quantity of a sentence to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.figures.bases import Held, turns
from knowledge.figures.periods import Setting, Time, resolve
from knowledge.figures.places import Place
from knowledge.quantities import Number

_LEAST = {"不少于", "不低于", "至少"}
_REQUIRED = re.compile("保证|确保|要求|应当?|必须")
_OPEN = re.compile(r"[（(][^）)]*\Z")
_ALL_COMPARED = re.compile("(?:相比|相较|比较)(?:之下|来看|而言)?，")
# 扭转了上年下降|3.1%|的局面: told of the year before in passing.
_REVERSED = re.compile("(?:扭转|改变|遏制|止住|走出|摆脱)[^，。；]{0,12}\\Z")
_AS_IT_IS = ("目前", "现在", "当前")


@dataclass(slots=True)
class Clock:
    """The times of one sentence, quantity by quantity; ``setting`` is the sentence's own."""

    setting: Setting
    running: Time | None = None  # what holds until other words of time come
    time: Time | None = None  # of the last quantity
    outside: tuple[Time | None] | None = None  # what ran before a bracket opened
    told: int | None = None  # the year that the sentence began with
    since: int | None = None  # the year a whole sentence is held against: 与上年相比，…由|71件|增至…

    def tell(
        self, place: Place, inside: Sequence[Number], held: Held | None, following: Sequence[Place], *, again: bool
    ) -> Time:
        """The time of the next quantity; ``again`` says that it is held as the one before was."""
        self._bracket(inside=is_aside(place))
        time = self.time if again and self.time else self._own(place, inside, held)
        if not (held or turns(following) or _REVERSED.search(place.since)):
            self.running = time
        if self.told is None:
            self.told = time.year
        self.time = time
        return time

    def _bracket(self, *, inside: bool) -> None:
        """办结31件（2022年登记2件），满意率98%: what a bracket says of time ends with it."""
        if inside and self.outside is None:
            self.outside = (self.running,)
        elif not inside and self.outside is not None:
            self.running, self.outside = self.outside[0], None

    def _own(self, place: Place, inside: Sequence[Number], held: Held | None) -> Time:
        """The year, period and plan that a quantity's own words give it, or that hold still.

        A required minimum (保证不少于…) is a plan. The value that a rise starts from is of an earlier time, which only
        words of its own or the sentence's base can tell; 由目前的58% is how it stands.
        """
        time = resolve(place.since, place.zone.start, inside, self.setting, self.running, compared=held is not None)
        if held and held.rises:
            time = self._start(time, place, held)
        elif self._turned_back(place, time):
            time = replace(time, year=self.told)
        required = place.number.approximation in _LEAST and _REQUIRED.search(place.since)
        return replace(time, planned=True) if required else time

    def _turned_back(self, place: Place, time: Time) -> bool:
        """处罚46件；2023年33件，同比增长|39.4%|: the year before was told to compare with, the rise is this year's."""
        compared = place.since.strip("，；、").startswith("同比") and self.time is not None and not time.named
        return compared and self.told is not None and time.year == self.told - 1

    def _start(self, time: Time, place: Place, held: Held) -> Time:
        if held.base.endswith(_AS_IT_IS):
            return replace(time, year=self.setting.report_year, planned=False)
        if not time.named:
            return replace(time, year=self.since)
        if _ALL_COMPARED.search(place.since):
            self.since = time.year
        return time


def is_aside(place: Place) -> bool:
    """Whether a quantity stands in a bracket that is still open."""
    return _OPEN.search(place.before) is not None
