"""The word lists of what may stand around evidence (data in words.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SpeakingWords:
    """The lists of words.toml; ``changes`` maps a word of movement to its sign (1, -1, 0)."""

    glue: tuple[str, ...]
    anchors: tuple[str, ...]
    yearly: tuple[str, ...]
    each: tuple[str, ...]
    planned: tuple[str, ...]
    whole: tuple[str, ...]
    changes: dict[str, int]
    adverbs: tuple[str, ...]
    levels: tuple[str, ...]
    name_endings: tuple[str, ...]
    sizes: tuple[str, ...]
    polarity: tuple[str, ...]
    negations: tuple[str, ...]
    not_negating: tuple[str, ...]
    lead_ins: tuple[str, ...]
    forbidden: tuple[str, ...]
    share: float


@cache
def speaking_words() -> SpeakingWords:
    """The lists, read once; the longer of two words first."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    prose = data["prose"]

    def listed(words: list[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=len, reverse=True))

    signs = (("changes_up", 1), ("changes_down", -1), ("changes_flat", 0))
    return SpeakingWords(
        glue=listed(data["glue"]),
        anchors=listed(data["anchors"]),
        yearly=listed(data["yearly"]),
        each=listed(data["each"]),
        planned=listed(data["planned"]),
        whole=listed(data["whole"]),
        changes={word: sign for name, sign in signs for word in data[name]},
        adverbs=listed(data["adverbs"]),
        levels=listed(data["levels"]),
        name_endings=listed(data["name_endings"]),
        sizes=listed(prose["sizes"]),
        polarity=listed(prose["polarity"]),
        negations=listed(prose["negations"]),
        not_negating=listed(prose["not_negating"]),
        lead_ins=listed(prose["lead_ins"]),
        forbidden=tuple(prose["forbidden"]),
        share=prose["share"],
    )
