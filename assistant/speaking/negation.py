"""Whether a paraphrase loses a “not”: 未能及时归档 must not become 及时归档."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.speaking.words import speaking_words

_CLAUSES = re.compile(r"[^，。；：、！？,;:!?“”（）()\n]+")


def turned(said: str, text: str) -> bool:
    """Whether ``said`` affirms what ``text`` only ever says after a negation of the same clause."""
    affirmed, denied = _pairs(text)
    only_denied = denied - affirmed
    ours, ours_denied = _pairs(said)
    return bool((ours - ours_denied) & only_denied)


def negations_in(text: str) -> int:
    """How often ``text`` says not."""
    return sum(1 for _ in _negation().finditer(_plain(text)))


def _pairs(text: str) -> tuple[set[str], set[str]]:
    """The pairs of neighbouring signs that are affirmed and those behind a negation, clause by clause."""
    affirmed: set[str] = set()
    denied: set[str] = set()
    for clause in _CLAUSES.findall(_plain(text)):
        negation = _negation().search(clause)
        affirmed.update(_neighbours(clause[: negation.start()] if negation else clause))
        denied.update(_neighbours(clause[negation.end() :]) if negation else ())
    return affirmed, denied


def _neighbours(clause: str) -> Iterator[str]:
    return (clause[at : at + 2] for at in range(len(clause) - 1))


def _plain(text: str) -> str:
    """Without the words that only look like negations, their length kept."""
    for word in speaking_words().not_negating:
        text = text.replace(word, "　" * len(word))
    return text


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, speaking_words().negations)))
