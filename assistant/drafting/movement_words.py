"""Words of movement, comparison and reasons (data in movement_words.toml), and where they stand in a text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.spans import Span

_SENTENCE = re.compile(r"[^。！？!?\n；;]*[。！？!?\n；;]?")
PLACEHOLDER = re.compile(r"【待[^】]*】")


@dataclass(frozen=True, slots=True)
class MovementWords:
    """The lists of movement_words.toml. ``opposite`` turns a direction word round."""

    up: frozenset[str]
    down: frozenset[str]
    opposite: dict[str, str]
    flat: tuple[str, ...]
    level: tuple[str, ...]
    between: tuple[str, ...]
    anchors: tuple[str, ...]
    reasons: tuple[str, ...]
    since_before: tuple[str, ...]
    since_after: tuple[str, ...]
    events: tuple[str, ...]
    until_before: tuple[str, ...]
    absence: tuple[str, ...]
    all_of: tuple[str, ...]
    done: tuple[str, ...]
    this_year: tuple[str, ...]
    plans: tuple[str, ...]
    conveying: tuple[str, ...]
    heading_ends: tuple[str, ...]
    light: tuple[str, ...]
    ratio: tuple[str, ...]
    parts: tuple[str, ...]
    adverbs: tuple[str, ...]
    counts: tuple[str, ...]
    no_counts: tuple[str, ...]
    wishes: tuple[str, ...]
    superlatives: tuple[str, ...]
    subjects: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def movement_words() -> MovementWords:
    """The word lists, read once."""
    data = tomllib.loads((Path(__file__).parent / "movement_words.toml").read_text("utf-8"))
    direction, years, claims = data["direction"], data["years"], data["claims"]
    return MovementWords(
        up=frozenset(direction["up"]),
        down=frozenset(direction["down"]),
        opposite={**direction["up"], **direction["down"]},
        flat=tuple(direction["flat"]),
        level=tuple(direction["level"]),
        between=tuple(direction["between"]),
        anchors=tuple(data["comparison"]["anchors"]),
        reasons=tuple(data["reasons"]["markers"]),
        since_before=tuple(years["since_before"]),
        since_after=tuple(years["since_after"]),
        events=tuple(years["events"]),
        absence=tuple(data["absence"]["words"]),
        all_of=tuple(data["absence"]["all"]),
        done=tuple(data["absence"]["done"]),
        this_year=tuple(data["absence"]["this_year"]),
        until_before=tuple(years["until_before"]),
        plans=tuple(data["plans"]["words"]),
        light=tuple(data["light"]["verbs"]),
        heading_ends=tuple(data["headings"]["ends"]),
        conveying=tuple(data["conveying"]["verbs"]),
        ratio=tuple(data["ratio"]["words"]),
        parts=tuple(data["whole"]["parts"]),
        adverbs=tuple(claims["adverbs"]),
        counts=tuple(claims["counts"]),
        no_counts=tuple(claims["no_counts"]),
        wishes=tuple(claims["wishes"]),
        superlatives=tuple(data["superlatives"]["words"]),
        subjects=tuple((entry["word"], tuple(entry["indicators"])) for entry in data["subjects"]),
    )


def sentences(text: str) -> list[Span]:
    """Sentences of a text, with their end marks; blank ones left out."""
    return [Span(*m.span()) for m in _SENTENCE.finditer(text) if m.group().strip()]


def _longest_first(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def direction_pattern() -> re.Pattern[str]:
    """A direction word, longest first, as group ``word``."""
    words = movement_words()
    return re.compile(f"(?P<word>{_longest_first((*words.opposite, *words.flat))})")


@cache
def _leading_pattern() -> re.Pattern[str]:
    words = movement_words()
    between = _longest_first((*words.between, *words.level))
    # 新增, 净增, 至少: a single sign within another word is no direction word
    return re.compile(
        rf"(?<![新净添至许最更])(?P<word>{_longest_first(tuple(words.opposite))})(?P<between>(?:{between})*)\s*$"
    )


@dataclass(frozen=True, slots=True)
class Leading:
    """The direction word just before a number. ``level`` when the number is the new level (下降到5%)."""

    word: Span
    level: bool


def leading_direction(text: str, number_start: int) -> Leading | None:
    """The direction word that ends at ``number_start`` (下降了|9.79%), or None."""
    offset = max(0, number_start - 12)
    found = _leading_pattern().search(text[offset:number_start])
    if not found:
        return None
    between = found.group("between")
    level = between.endswith(("至", "到")) and not between.endswith("达到")
    return Leading(Span(*found.span("word")).shifted(offset), level)


def sign_of(word: str) -> int:
    """1 for a word of rising, -1 for falling, 0 for 持平 (and for anything else)."""
    return 1 if word in movement_words().up else -1 if word in movement_words().down else 0


def masked(text: str) -> str:
    """The same length of text with 【待补：…】 as a number of nines, so that the words around it read as they will."""
    return PLACEHOLDER.sub(lambda m: "9" * len(m.group()), text)


def placeholders(text: str) -> list[Span]:
    """Where 【待补：…】 stand."""
    return [Span(*m.span()) for m in PLACEHOLDER.finditer(text)]
