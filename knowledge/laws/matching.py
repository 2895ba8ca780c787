"""Where words stand in the laws: how much of a quotation an article holds, and which article holds it best."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.laws.versions import LawArticle, LawVersion

PROBE = 7  # code points of a run looked up exactly; shorter runs are in too many articles
PROBES = 24  # looked-up runs per quotation, spread evenly over it
_NOT_WORDS = re.compile(r"[^一-龥〇0-9A-Za-z]+")
_GRAM = 3


@dataclass(frozen=True, slots=True)
class WordsFound:
    """An article with the share (0–1, higher = more) of the words looked for that stand in it."""

    share: float
    version: LawVersion
    article: LawArticle


def bare_words(text: str) -> str:
    """Han characters, digits and letters only: punctuation differs between copies of one law."""
    return _NOT_WORDS.sub("", text)


def share_held(words: str, text: str) -> float:
    """The share of the words' three-character runs that ``text`` holds: 1.0 verbatim, near 0 unrelated."""
    return _share(_grams(bare_words(words)), bare_words(text))


def best_articles(words: str, articles: Sequence[LawArticle], near: float = 0.1) -> list[tuple[float, LawArticle]]:
    """The article that holds the largest share of ``words`` and those within ``near`` of it (three at most).

    Best first, of equal ones the shortest first; [] without articles.
    """
    grams = _grams(bare_words(words))
    rated = [(_share(grams, bare_words(article.text)), article) for article in articles]
    rated.sort(key=lambda each: (-each[0], len(each[1].text)))
    return [each for each in rated[:3] if each[0] >= rated[0][0] - near]


class LawWords:
    """The words of many articles in one string, to look up which of them hold a quotation."""

    def __init__(self, laws: Iterable[tuple[LawVersion, Sequence[LawArticle]]]) -> None:
        self._held: list[tuple[LawVersion, LawArticle]] = []
        self._starts: list[int] = []
        pieces: list[str] = []
        position = 0
        for version, articles in laws:
            for article in articles:
                words = bare_words(article.text)
                self._held.append((version, article))
                self._starts.append(position)
                pieces.append(words)
                position += len(words) + 1
        self._text = "\n".join(pieces)

    def find(self, words: str, limit: int = 5) -> list[WordsFound]:
        """Articles that share runs of :data:`PROBE` code points with ``words``, the largest share first."""
        bare = bare_words(words)
        hits: Counter[int] = Counter()
        for probe in _probes(bare):
            hits.update(self._holding(probe))
        grams = _grams(bare)
        found = [
            WordsFound(_share(grams, bare_words(article.text)), version, article)
            for version, article in (self._held[index] for index, _ in hits.most_common(4 * limit))
        ]
        return sorted(found, key=lambda each: -each.share)[:limit]

    def _holding(self, probe: str) -> set[int]:
        """Indexes of the articles that hold ``probe``; a phrase of very many articles tells nothing."""
        found: set[int] = set()
        at = self._text.find(probe)
        while at >= 0 and len(found) < 60:
            found.add(bisect_right(self._starts, at) - 1)
            at = self._text.find(probe, at + 1)
        return found


def _probes(words: str) -> list[str]:
    last = len(words) - PROBE
    if last < 0:
        return [words] if words else []
    step = max(1, last // PROBES)
    return [words[start : start + PROBE] for start in range(0, last + 1, step)]


def _grams(words: str) -> set[str]:
    if len(words) < _GRAM:
        return {words} if words else set()
    return {words[start : start + _GRAM] for start in range(len(words) - _GRAM + 1)}


def _share(grams: set[str], text: str) -> float:
    return sum(gram in text for gram in grams) / len(grams) if grams else 0.0
