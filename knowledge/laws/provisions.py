"""Every sentence of every article in force, to find the ones that state what a text states.

A provision is one sentence (or one item) of an article. They are found by runs of four plain words' characters
(see rule_words), in which numbers, 应当/可以/不得 and terms are marks: 五年内未被发现 finds 二年内未被发现.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy
from numpy.typing import NDArray

from knowledge.laws.rule_words import PlainWords, Slot, plain_text, plain_words
from knowledge.laws.versions import LawArticle, LawVersion
from knowledge.spans import Span

COMMON = 600  # a run that stands in more provisions than this tells nothing
LEAST_WEIGHT = 15.0  # two or three rare runs: less is no common subject
_RUN = 4  # characters of a run; four of 16 bits are one number
_SENTENCE = re.compile(r"[^。\n]+[。]?")
_CLAUSE = re.compile(r"[^，；：。\n]+")
_ITEM_NUMBER = re.compile(r"^\s*（[一二三四五六七八九十]+）")


@dataclass(frozen=True)
class Provision:
    """One sentence of an article, by its span in the article's text."""

    version: LawVersion
    article: LawArticle
    span: Span

    @property
    def words(self) -> str:
        """The sentence as the law writes it."""
        return self.span.of(self.article.text)

    @cached_property
    def clauses(self) -> tuple[PlainWords, ...]:
        """Its clauses in plain words, offsets into the article's text."""
        return clauses_of(self.article.text, self.span)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The numbers, modals and terms of all its clauses."""
        return tuple(slot for clause in self.clauses for slot in clause.slots)


@dataclass(frozen=True, slots=True)
class ProvisionFound:
    """A provision with the share (0–1, higher = more) of the runs looked for that stand in it, rarer ones counting
    more; ``weight`` is the same as the sum of their rarities (a run in few provisions: about 8).
    """

    share: float
    weight: float
    provision: Provision


def clauses_of(text: str, span: Span) -> tuple[PlainWords, ...]:
    """The clauses of a sentence in plain words, those without any word left out."""
    found = (plain_words(text, Span(*match.span())) for match in _CLAUSE.finditer(text, span.start, span.end))
    return tuple(clause for clause in found if clause.text)


def sentences_of(article: LawArticle) -> list[Span]:
    """The sentences and items of an article, the numbers of items left out."""
    found: list[Span] = []
    for match in _SENTENCE.finditer(article.text):
        number = _ITEM_NUMBER.match(match.group())
        start = match.start() + (number.end() if number else 0)
        if start < match.end():
            found.append(Span(start, match.end()))
    return found


class Provisions:
    """The provisions of many articles, with an index of their runs (about 12 bytes a character)."""

    def __init__(self, laws: Iterable[tuple[LawVersion, Sequence[LawArticle]]]) -> None:
        self._articles: list[tuple[LawVersion, LawArticle]] = []
        self._first: list[int] = []  # the number of each article's first provision
        self._spans: list[Span] = []
        lines: list[str] = []
        for version, articles in laws:
            for article in articles:
                self._articles.append((version, article))
                self._first.append(len(self._spans))
                spans = sentences_of(article)
                self._spans.extend(spans)
                lines.extend(span.of(article.text) for span in spans)
        self._place = {
            (article.version_id, article.number, article.suffix): index
            for index, (_, article) in enumerate(self._articles)
        }
        self._made: dict[int, Provision] = {}
        self._runs, self._holders = _index(plain_text("\n".join(lines)))

    def __len__(self) -> int:
        return len(self._spans)

    def of_article(self, article: LawArticle) -> list[Provision]:
        """The provisions of one article, in order; [] when it is not among them."""
        index = self._place.get((article.version_id, article.number, article.suffix))
        if index is None:
            return []
        last = self._first[index + 1] if index + 1 < len(self._first) else len(self._spans)
        return [self._provision(number) for number in range(self._first[index], last)]

    def find(self, words: str, limit: int = 40) -> list[ProvisionFound]:
        """The provisions that hold the largest share of the runs of ``words`` (plain words), best first."""
        runs = numpy.unique(_runs(words)[0])
        if not len(runs):
            return []
        starts = numpy.searchsorted(self._runs, runs, "left")
        counts = numpy.searchsorted(self._runs, runs, "right") - starts
        weights = numpy.log(len(self) / numpy.maximum(counts, 1))
        rare = (counts > 0) & (counts <= COMMON)
        if not rare.any():
            return []
        holders = numpy.concatenate([self._holders[s : s + n] for s, n in zip(starts[rare], counts[rare], strict=True)])
        scores = numpy.bincount(holders, weights=numpy.repeat(weights[rare], counts[rare]))
        likely = numpy.flatnonzero(scores >= LEAST_WEIGHT)
        best = likely[numpy.argsort(-scores[likely], kind="stable")[:limit]]
        whole = float(weights.sum())
        return [
            ProvisionFound(min(1.0, float(scores[each]) / whole), float(scores[each]), self._provision(int(each)))
            for each in best
        ]

    def _provision(self, number: int) -> Provision:
        if number not in self._made:
            version, article = self._articles[bisect_right(self._first, number) - 1]
            self._made[number] = Provision(version, article, self._spans[number])
        return self._made[number]


def _index(text: str) -> tuple[NDArray[numpy.uint64], NDArray[numpy.int32]]:
    """All runs in order, and for each the number of the line (provision) it stands in."""
    runs, lines = _runs(text)
    order = numpy.argsort(runs, kind="stable")
    return runs[order], lines[order]


def _runs(text: str) -> tuple[NDArray[numpy.uint64], NDArray[numpy.int32]]:
    """The runs of each line as numbers, with the line's number; runs that cross a line end are left out."""
    characters = numpy.frombuffer(text.encode("utf-16-le", "replace"), dtype="<u2").astype(numpy.uint64)
    if len(characters) < _RUN:
        return numpy.empty(0, numpy.uint64), numpy.empty(0, numpy.int32)
    ends = characters == ord("\n")
    lines = numpy.cumsum(ends).astype(numpy.int32)
    count = len(characters) - _RUN + 1
    runs = numpy.zeros(count, numpy.uint64)
    crosses = numpy.zeros(count, bool)
    for offset in range(_RUN):
        runs = (runs << numpy.uint64(16)) | characters[offset : offset + count]
        crosses |= ends[offset : offset + count]
    return runs[~crosses], lines[:count][~crosses]
