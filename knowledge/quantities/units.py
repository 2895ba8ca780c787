"""Units and classifiers after a number: which there are, what kind of quantity each makes, what it is worth."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from knowledge.quantities.words import ascii_numbers

UnitKind = Literal["count", "money", "ratio", "change", "duration", "measure"]


class _UnitData(TypedDict):
    money: list[str]
    ratio: list[str]
    change: list[str]
    duration: list[str]
    measure: list[str]
    count: list[str]
    scales: dict[str, int]
    derived: dict[str, tuple[str, str]]
    not_before: dict[str, list[str]]
    after_arabic_only: dict[str, list[str]]


def _load() -> _UnitData:
    with Path(__file__).with_name("units.toml").open("rb") as file:
        data: _UnitData = tomllib.load(file)  # type: ignore[assignment]  # the shape is this package's own file
    return data


_DATA = _load()
_KINDS: dict[str, UnitKind] = {
    **dict.fromkeys(_DATA["count"], "count"),
    **dict.fromkeys(_DATA["measure"], "measure"),
    **dict.fromkeys(_DATA["duration"], "duration"),
    **dict.fromkeys(_DATA["ratio"], "ratio"),
    **dict.fromkeys(_DATA["change"], "change"),
    **dict.fromkeys(_DATA["money"], "money"),
}
_SCALES = _DATA["scales"]


def _alternation(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _guarded(units: list[str]) -> str:
    """An alternation, longest first, where a unit that begins another word there (5 成立) does not match."""
    parts = []
    for unit in sorted(units, key=len, reverse=True):
        stops = _DATA["not_before"].get(unit)
        # A Latin unit must not run on into a longer Latin word.
        tail = "(?![A-Za-z])" if unit.isascii() and unit.isalpha() else ""
        parts.append(re.escape(unit) + (f"(?!{_alternation(stops)})" if stops else "") + tail)
    return "|".join(parts)


_CHINESE_ONLY_UNITS = [u for u in _KINDS if u not in _DATA["after_arabic_only"]["units"] and not u.isascii()]
# 元/吨, 微克/立方米, 人次/年: one unit over another.
_OVER = rf"(?:/(?:每)?(?:{_alternation(list(_KINDS))}))?"
# 684点（组）, 5600套（间）: a second unit in brackets counts the same things.
_OR = rf"(?:[（(](?:{_alternation(_DATA['count'])})[)）])?"
SCALE = rf"(?:(?:{_alternation(list(_SCALES))})(?![瓦克米伏升分]))"
UNIT_AFTER_DIGITS = rf"(?:(?:{_guarded(list(_KINDS))}){_OVER}{_OR})"
UNIT_AFTER_CHINESE = rf"(?:(?:{_guarded(_CHINESE_ONLY_UNITS)}){_OVER}{_OR})"
_SECOND = re.compile(r"[（(][^（()）]+[)）]\Z")


def unit_kind(unit: str) -> UnitKind:
    """What kind of quantity a unit makes (万元 → money); an unknown or empty one counts things."""
    bare = _split_scale(unit)[1].partition("/")[0]
    return _KINDS.get(bare) or _KINDS.get(_SECOND.sub("", bare), "count")


def base_unit(unit: str) -> tuple[Decimal, str]:
    """Factor and base unit: 万元 → (10000, 元), 亿元 → (100000000, 元), 万件 → (10000, 件), ‰ → (0.1, %)."""
    factor, bare = _split_scale(ascii_numbers(unit.strip()))
    if bare not in _KINDS:
        bare = _SECOND.sub("", bare)
    if bare in _DATA["derived"]:
        times, base = _DATA["derived"][bare]
        return factor * Decimal(times), base
    return factor, bare


def is_unit(unit: str) -> bool:
    """Whether ``unit`` (with or without 万, 亿 …) is known."""
    bare = _split_scale(unit)[1].partition("/")[0]
    return bare in _KINDS or _SECOND.sub("", bare) in _KINDS


def _split_scale(unit: str) -> tuple[Decimal, str]:
    """万件 → (10000, 件); 千瓦 and 千米 keep their 千."""
    if unit in _KINDS:
        return Decimal(1), unit
    for name, factor in _SCALES.items():
        rest = unit.removeprefix(name)
        if rest != unit and (rest in _KINDS or not rest.startswith(tuple(_SCALES))):
            return Decimal(factor), rest
    return Decimal(1), unit
