"""Takes a sentence apart into words of the evidence, words that change nothing, and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.asking.bodies.issuers import own_names
from assistant.speaking.facts import Change, Facts, Level
from assistant.speaking.words import speaking_words
from knowledge.quantities import Number, find_numbers

TokenKind = Literal[
    "name",  # an indicator of the evidence
    "scope",
    "whole",  # 全局: takes a scope back
    "period",
    "issuer",
    "year",
    "before",  # 上年, after a word of comparison
    "yearly",  # 同比
    "anchor",  # 比, 较, 与
    "change",  # 增长, 降幅
    "level",  # 至, 到
    "each",  # 分别
    "planned",
    "title",
    "quantity",
    "mark",  # [1]
    "punctuation",
    "glue",
    "unknown",
]
_MARK = re.compile(r"\[([0-9]{1,3})\]")
_PUNCTUATION = set("，。；：、！？,;:!?（）() \t\u3000…—“”\"'‘’《》-·")
_OF_THE_DATE = {"今年": 0, "本年": 0, "去年": -1, "前年": -2}
_BEFORE = ("上年同期", "上一年度", "上一年", "上年度", "前一年", "上年")


@dataclass(frozen=True, slots=True)
class Token:
    """``value`` is what the words mean: a year, a sign, an issuer, a scope, a number of a citation."""

    kind: TokenKind
    text: str
    start: int
    end: int
    value: object = None


class Tokenizer:
    """Knows the words of one answer's evidence."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def tokens(self, text: str) -> list[Token]:
        """``text`` from end to end; signs in a row that nobody knows are one token."""
        numbers = {number.span.start: number for number in find_numbers(text)}
        found: list[Token] = []
        position = 0
        while position < len(text):
            token = self._at(text, position, numbers.get(position))
            last = found[-1] if found else None
            if token.kind == "unknown" and last is not None and last.kind == "unknown":
                token = Token("unknown", last.text + token.text, last.start, token.end)
                found.pop()
            found.append(token)
            position = token.end
        return found

    def _at(self, text: str, position: int, number: Number | None) -> Token:
        mark = _MARK.match(text, position)
        if mark:
            return Token("mark", mark[0], position, mark.end(), int(mark[1]))
        word = self._longest_word(text, position)
        if number is not None and (word is None or number.span.end > word.end):
            return _of_number(text, number)
        if word is not None:
            return word
        kind: TokenKind = "punctuation" if text[position] in _PUNCTUATION else "unknown"
        return Token(kind, text[position], position, position + 1)

    def _longest_word(self, text: str, position: int) -> Token | None:
        best: Token | None = None
        for kind, word, value in self._lexicon.get(text[position], ()):
            if text.startswith(word, position):
                best = Token(kind, word, position, position + len(word), value)
                break
        for issuer in self._facts.issuers:
            own = own_names(issuer).match(text, position)
            if own and own.end() > position and (best is None or own.end() > best.end):
                meant = issuer if len(self._facts.issuers) == 1 or _says(own[0], issuer) else None
                best = Token("issuer" if meant else "unknown", own[0], position, own.end(), meant)
        return best

    @cached_property
    def _lexicon(self) -> dict[str, list[tuple[TokenKind, str, object]]]:
        """First sign → words that begin with it, the longest first, of equally long ones the more telling."""
        entries = {word: (kind, word, value) for kind, word, value in reversed(list(self._entries()))}
        index: dict[str, list[tuple[TokenKind, str, object]]] = {}
        for word in sorted(entries, key=len, reverse=True):
            index.setdefault(word[0], []).append(entries[word])
        return index

    def _entries(self) -> Iterator[tuple[TokenKind, str, object]]:
        facts, words = self._facts, speaking_words()
        known: list[Level | Change] = [*facts.levels, *facts.changes]
        names = {name for fact in known for name in fact.names}
        yield from _each("name", names)
        yield from _each("title", facts.titles)
        yield from _each("period", {level.period for level in facts.levels if level.period})
        for scope in {fact.scope for fact in known if fact.scope}:
            yield "scope", scope, scope
        yield from _each("whole", words.whole)
        for issuer in facts.issuers:
            yield "issuer", issuer, issuer
        for word, distance in _OF_THE_DATE.items():
            yield "year", word, facts.as_of_year + distance
        yield from _each("yearly", words.yearly)
        yield from _each("before", _BEFORE)
        yield from _each("planned", words.planned)
        yield from _each("each", words.each)
        for word, sign in words.changes.items():
            yield "change", word, sign
        yield from _each("level", words.levels)
        yield from _each("anchor", words.anchors)
        yield from _each("glue", (*words.glue, *words.adverbs))


def _each(kind: TokenKind, words: Iterable[str]) -> Iterator[tuple[TokenKind, str, object]]:
    return ((kind, word, None) for word in words)


def _of_number(text: str, number: Number) -> Token:
    words = number.span.of(text)
    if number.role == "quantity":
        return Token("quantity", words, *number.span, number)
    if number.role == "year" and number.amount is not None and number.upper is None:
        return Token("year", words, *number.span, int(number.amount))
    return Token("unknown", words, *number.span)


def _says(words: str, issuer: str) -> bool:
    """Of several issuers only one that is named by its place is meant; 我局 says nothing."""
    place = issuer.removesuffix("市场监督管理局")
    return len(words) >= 4 and (words in issuer or words[:2] in place)
