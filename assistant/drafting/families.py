"""Which section of a report a supplied value belongs to (data in families.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.drafting.supply import alike
from assistant.metrics.supplied import Metric

_BY_FAMILY = 0.6  # a heading of the indicator's family, against the likeness (0–1) of the names in the section
_BY_TITLE = 0.15  # each character that the heading and the indicator share
_FAINT = 0.3  # below this nothing says that the metric belongs here


@dataclass(frozen=True, slots=True)
class Place:
    """A section or a paragraph as a place for values: its heading and the names of its own figures of the year."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Families:
    headings: dict[str, tuple[str, ...]]
    words: dict[str, str]  # word in an indicator → family
    never: tuple[str, ...]
    common: tuple[str, ...]
    verbs: dict[str, str]  # noun → the verb before it


@cache
def _families() -> _Families:
    data = tomllib.loads((Path(__file__).parent / "families.toml").read_text("utf-8"))
    return _Families(
        headings={entry["name"]: tuple(entry["headings"]) for entry in data["family"]},
        words={word: entry["name"] for entry in data["family"] for word in entry["indicators"]},
        never=tuple(data["never"]["headings"]),
        common=tuple(data["common"]["words"]),
        verbs={noun: verb for verb, nouns in data["verbs"].items() for noun in nouns},
    )


def family_of(metric: Metric) -> str:
    """The family of a metric's indicator, else that of its table; "" for none that is known."""
    return _family_of_name(metric.indicator) or _family_of_name(metric.topic)


def verb_before(indicator: str) -> str:
    """采取 of 行政强制措施; "" where the name needs none."""
    return _families().verbs.get(indicator, "")


def share_words(one: str, other: str, least: int) -> bool:
    """Whether both hold the same run of ``least`` characters or more, besides words that any heading has."""
    return _shared(_common().sub("\n", one), other) >= least


def tells_results(title: str) -> bool:
    """Whether a section with this heading may tell results of the year: not 存在问题, not 下一步."""
    leaf = title.rsplit(" ", maxsplit=1)[-1]
    return not any(word in leaf for word in _families().never)


def home_of(metric: Metric, places: Sequence[Place]) -> int | None:
    """The place (by index) where a report writer would look for the metric; None where there is none at all.

    By likeness to the names that stand there, by the heading, by family; else where most figures of the year stand.
    """
    open_ = [index for index, place in enumerate(places) if tells_results(place.title)]
    if not open_:
        return None
    near = nearest(metric, [places[index] for index in open_])
    if near is not None:
        return open_[near]
    fullest = max(open_, key=lambda index: (len(places[index].names), -index))
    return fullest if places[fullest].names else None


def nearest(metric: Metric, places: Sequence[Place]) -> int | None:
    """The place (by index) that the metric is most about; None where it is about none of them."""
    family = family_of(metric)
    scored = [(_affinity(metric, family, place), len(place.names), -index) for index, place in enumerate(places)]
    best = max(scored, default=(0.0, 0, 0))
    return -best[2] if best[0] >= _FAINT else None


def _affinity(metric: Metric, family: str, place: Place) -> float:
    alike = max((_alike(metric.indicator, name) for name in place.names), default=0.0)
    title = place.title.rsplit(" ", maxsplit=1)[-1]
    named = any(word in title for word in _families().headings.get(family, ()))
    shared = _shared(_common().sub("\n", metric.indicator), title)
    kin = sum(1 for name in place.names if family and _family_of_name(name) == family)
    return alike + _BY_FAMILY * named + (_BY_TITLE * shared if shared > 2 else 0) + min(kin, 4) * 0.1


@cache
def _common() -> re.Pattern[str]:
    """Words that any heading has, so that sharing them says nothing."""
    return re.compile("|".join(map(re.escape, _families().common)))


@lru_cache(maxsize=20_000)
def _family_of_name(name: str) -> str:
    words = _families().words
    held = [word for word in words if word in name]
    return words[max(held, key=lambda word: (len(word), name.rfind(word)))] if held else ""


@lru_cache(maxsize=20_000)
def _alike(one: str, other: str) -> float:
    """Likeness as indicators, or by the pairs of characters they share (罚款 and 罚没款金额 are others, yet kin)."""
    pairs, others = ({name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other))
    dice = 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0
    return max(alike(one, other), dice)


def _shared(one: str, other: str) -> int:
    """Length of the longest run of characters that both hold."""
    longest = 0
    for start in range(len(one)):
        while one[start : start + longest + 1] in other and start + longest < len(one):
            longest += 1
    return longest
