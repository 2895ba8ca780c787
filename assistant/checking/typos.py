"""Wrong characters, by what laws write: 包装发弃物 where every law has 包装废弃物. Precision comes first.

Flagged is only a character that makes no word and no pair with its neighbours anywhere in the national laws, where two
or more windows of four characters that laws use often agree on another character, and this one makes a common word.
Most wrong characters are not of this kind and stay unfound: what was tried and measured is in benchmarks/typos.py.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.checking.findings import Finding
from knowledge.spans import Span
from knowledge.word_segmentation import word_frequency

WIDE = 4  # characters of a window
OFTEN = 8  # times that laws must have a window
AGREED = 2  # windows that must want the same character
COMMON = 100  # occurrences of the word that the character makes, in the dictionary's count
FILE = "law_runs.txt.xz"
_HAN = re.compile(r"[一-龥]{4,}")
# What stands everywhere: its being usual at a place says nothing of what was meant there.
_EVERYWHERE = frozenset(
    "的和由在与以为了或其等及家有不是上下中大小一二三四五六七八九十个人国省市县区年月日第各该所之于对向从把被将更也都又并而且但可能要"
    "应当须让使"
)


@dataclass(frozen=True, slots=True)
class LawRuns:
    """``pairs``: every two characters that stand side by side in laws; ``fillings``: a window with one left out (＿) →
    the characters that laws have there, the most usual first."""

    pairs: frozenset[str]
    fillings: Mapping[str, str]


def check_typos(text: str) -> list[Finding]:
    """Characters that are almost surely wrong, each with the one that laws have in its place."""
    return [_finding(text, place, right) for place, right in _wrong(text)]


def written_runs(texts: Iterable[str]) -> bytes:
    """The content of :data:`FILE` for the texts of laws."""
    pairs: set[str] = set()
    windows: Counter[str] = Counter()
    for text in sorted(set(texts)):
        for match in re.finditer(r"[一-龥]+", text):
            words = match.group()
            pairs.update(words[at : at + 2] for at in range(len(words) - 1))
            windows.update(words[at : at + WIDE] for at in range(len(words) - WIDE + 1))
    often = sorted((-number, window) for window, number in windows.items() if number >= OFTEN)
    return lzma.compress(("".join(sorted(pairs)) + "\n" + "".join(window for _, window in often)).encode())


@cache
def law_runs() -> LawRuns:
    """What laws write, from the file beside this module; read once."""
    packed = files("assistant.checking").joinpath(FILE).read_bytes()
    pairs, windows = lzma.decompress(packed).decode("utf-8").split("\n")
    fillings: dict[str, str] = {}
    for at in range(0, len(windows), WIDE):
        window = windows[at : at + WIDE]
        for gap, letter in enumerate(window):
            key = f"{window[:gap]}＿{window[gap + 1 :]}"
            known = fillings.get(key, "")
            if len(known) < 3:
                fillings[key] = known + letter
    return LawRuns(frozenset(pairs[at : at + 2] for at in range(0, len(pairs), 2)), fillings)


def _wrong(text: str) -> Iterator[tuple[int, str]]:
    runs = law_runs()
    for match in _HAN.finditer(text):
        words = match.group()
        for at in range(len(words)):
            if _strange(words, at, runs):
                right = _agreed(words, at, runs)
                if right and _makes_a_word(words, at, right):
                    yield match.start() + at, right


def _strange(words: str, at: int, runs: LawRuns) -> bool:
    """Whether the character makes no pair with either neighbour, in laws or in the dictionary."""
    beside = [pair for pair in (words[max(0, at - 1) : at + 1], words[at : at + 2]) if len(pair) == 2]
    return all(pair not in runs.pairs and not word_frequency(pair) for pair in beside)


def _agreed(words: str, at: int, runs: LawRuns) -> str:
    """The character that most windows around the place want, if enough do; "" otherwise."""
    votes: Counter[str] = Counter()
    for start in range(max(0, at - WIDE + 1), min(at, len(words) - WIDE) + 1):
        key = f"{words[start:at]}＿{words[at + 1 : start + WIDE]}"
        votes.update(letter for letter in runs.fillings.get(key, "") if letter != words[at])
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] >= AGREED and best[0][0] not in _EVERYWHERE else ""


def _makes_a_word(words: str, at: int, right: str) -> bool:
    before, after = words[max(0, at - 1) : at] + right, right + words[at + 1 : at + 2]
    return max(word_frequency(before), word_frequency(after)) >= COMMON


def _finding(text: str, place: int, right: str) -> Finding:
    span = Span(place, place + 1)
    around = text[max(0, place - 3) : place] + right + text[place + 1 : place + 4]
    message = f"“{span.of(text)}”疑为错字：法律条文中此处写作“{right}”（“{around}”）。"
    return Finding("typo-by-laws", "typo", "warning", span, span.of(text), message, right, replacement=right)
