"""The words of an indicator without the function words of the question around them: 现在有, 手里有, 要, 在, 里.

Nouns and verbs say what is asked for; adverbs, modal verbs, prepositions and words of place at either end only
tie them to the question. Whole words are taken off (在 before 全省, not in 在建), as the dictionary splits them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.asking.understanding.wording import asked_words
from knowledge.word_segmentation import split_words


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The words taken off at the beginning and at the end of a piece, and the pieces that are nothing else."""

    first: frozenset[str]
    last: frozenset[str]
    alone: frozenset[str]


@cache
def function_words() -> FunctionWords:
    """The lists of function_words.toml, read once."""
    data = tomllib.loads(files("assistant.asking.understanding").joinpath("function_words.toml").read_text("utf-8"))
    either = {*data["adverbs"], *data["modals"]}
    first = frozenset({*either, *data["having"], *data["first"]})
    last = frozenset({*either, *data["last"]})
    return FunctionWords(first, last, first | last | frozenset(data["alone"]))


def without_function_words(words: str) -> str:
    """Each of the pieces that stand apart in ``words`` without function words at its ends; empty ones left out."""
    return " ".join(left for piece in words.split(" ") if (left := _bare(piece)))


@lru_cache(maxsize=8192)
def _bare(piece: str) -> str:
    lists, parts = function_words(), split_words(piece)
    if len(parts) <= 1:
        return "" if piece in lists.alone else piece
    first, last = 0, len(parts)
    while first < last and parts[first] in lists.first and not _starts_solid("".join(parts[first:last])):
        first += 1
    while last > first and parts[last - 1] in lists.last:
        last -= 1
    return "".join(parts[first:last])


def _starts_solid(text: str) -> bool:
    """Whether a word begins ``text`` that the dictionary splits (在岗, 在编)."""
    return text.startswith(asked_words().solid)
