"""Which sentences of a text state a rule, and which articles they themselves give for it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.laws.citations import LawCitation
from knowledge.laws.rule_words import PlainWords, plain_words
from knowledge.spans import Span

SHORTEST = 6  # plain characters; fewer are no statement of a rule

_NEW_CLAUSE = re.compile(r"[，,]")
_NEW_STATEMENT = re.compile(r"[；：。;:“”「」\"]")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that has something to hold against a rule.

    ``clauses[i]`` is the number of the clause that the i-th plain character stands in (neighbours count on by one);
    ``cited`` are the citations the sentence stands under.
    """

    span: Span
    plain: PlainWords
    clauses: tuple[int, ...]
    cited: tuple[LawCitation, ...]


def statements(text: str, citations: Sequence[LawCitation]) -> Iterator[Statement]:
    """The sentences with a number, 应当/可以/不得 or a term of law; without those that set a limit of their own.

    A sentence without a citation stands under that of the sentence before it in the same paragraph.
    """
    excepted = _excepted()
    bare = _without_names(text, citations)
    named = [citation for citation in citations if citation.article is not None]
    starts = [citation.span.start for citation in named]
    before: tuple[LawCitation, ...] = ()
    place = 0
    for match in _SENTENCE.finditer(text):
        if "\n" in text[place : match.start()]:
            before = ()
        place = match.end()
        span = Span(*match.span())
        own = tuple(named[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
        before = own or before
        if excepted.search(match.group()):
            continue
        plain = plain_words(bare, span)
        if plain.slots and len(plain.text) >= SHORTEST:
            yield Statement(span, plain, _clauses(bare, plain), before)


def _without_names(text: str, citations: Sequence[LawCitation]) -> str:
    """The text with commas where laws are named: 行政处罚 in 《行政处罚法》 is no word of the statement."""
    pieces: list[str] = []
    position = 0
    for citation in citations:
        start, end = max(citation.span.start, position), max(citation.span.end, position)
        pieces += [text[position:start], "，" * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _clauses(text: str, plain: PlainWords) -> tuple[int, ...]:
    """The clause of each character; after ；, ： or a quotation mark one number is left out: no neighbours."""
    found: list[int] = []
    clause, position = 0, plain.places[0]
    for place in plain.places:
        between = text[position:place]
        if _NEW_STATEMENT.search(between):
            clause += 2
        elif _NEW_CLAUSE.search(between):
            clause += 1
        found.append(clause)
        position = place
    return tuple(found)


@cache
def _excepted() -> re.Pattern[str]:
    data = tomllib.loads(files("assistant.checking.statutes").joinpath("statements.toml").read_text("utf-8"))
    return re.compile("|".join(word for words in data.values() for word in words))
