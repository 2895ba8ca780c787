"""The words a text attributes to an article, held against the laws: are they that article's, and its numbers?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.laws.citations import LawCitation
from knowledge.laws.matching import bare_words, share_held
from knowledge.laws.versions import LawArticle
from knowledge.quantities import read_number
from knowledge.spans import Span

GOES_ON = 0.7  # a following sentence with this share of the article's words still quotes it
_CONTEXT = 6  # code points on each side of a number that must agree before its value is compared

_UNITS = "年|个?月|日|天|个?工作日|小时|倍|万?元|万|亿|%|％|周|人|次|件"
_DIGITS = "〇零一二三四五六七八九十百千万两0-9０-９.．"
_NUMBER = re.compile(rf"(?<![{_DIGITS}第])(?P<number>[{_DIGITS}]+)(?=(?:{_UNITS}|分之))")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_NAMED_LAW = re.compile(r"《")


@dataclass(frozen=True, slots=True)
class AlteredNumber:
    """A number in the text (``span``) that the article writes as ``lawful``."""

    span: Span
    written: str
    lawful: str


@dataclass(frozen=True, slots=True)
class _Template:
    """A text's words with each number as one ``#``; ``numbers[i]`` is the i-th one's words and span."""

    words: str
    places: tuple[int, ...]
    numbers: tuple[tuple[str, Span], ...]


def quotation(citation: LawCitation, later: Sequence[LawCitation]) -> Span | None:
    """The words to hold against the article: what the citation says it quotes, cut where another law is named."""
    if citation.quoted is None:
        return None
    start, end = citation.quoted
    named = (
        each.span.start
        for each in later
        if each.form != "back_reference" and each.article is not None and start <= each.span.start < end
    )
    cut = min(named, default=end)
    return Span(start, cut) if cut - start >= 8 else None


def with_following(text: str, quoted: Span, article: LawArticle, stop: int) -> Span:
    """The quotation with the sentences after it (up to ``stop``) that are still the article's words."""
    end = quoted.end
    for sentence in _SENTENCE.finditer(text, quoted.end, stop):
        words = sentence.group()
        if sentence.start() > end or _NAMED_LAW.search(words) or share_held(words, article.text) < GOES_ON:
            break
        end = sentence.end()
    return Span(quoted.start, end)


def altered_numbers(text: str, quoted: Span, article: LawArticle) -> list[AlteredNumber]:
    """Numbers whose surroundings stand in the article with another number in their place, and nowhere with this one."""
    ours, lawful = _template(text, quoted), _template(article.text, Span(0, len(article.text)))
    found: list[AlteredNumber] = []
    for place, (written, span) in zip(ours.places, ours.numbers, strict=True):
        values = _values_there(_around(ours, place), lawful)
        if values and not any(_same(written, value) for value in values):
            found.append(AlteredNumber(span, written, values[0]))
    return found


def _template(text: str, span: Span) -> _Template:
    pieces: list[str] = []
    places: list[int] = []
    numbers: list[tuple[str, Span]] = []
    position, length = span.start, 0
    for match in _NUMBER.finditer(text, span.start, span.end):
        before = bare_words(text[position : match.start()])
        length += len(before)
        places.append(length)
        numbers.append((match["number"], Span(match.start(), match.end())))
        pieces += [before, "#"]
        length += 1
        position = match.end()
    pieces.append(bare_words(text[position : span.end]))
    return _Template("".join(pieces), tuple(places), tuple(numbers))


def _around(template: _Template, place: int) -> tuple[str, str]:
    return template.words[max(0, place - _CONTEXT) : place], template.words[place + 1 : place + 1 + _CONTEXT]


def _values_there(around: tuple[str, str], lawful: _Template) -> list[str]:
    """The article's numbers that have the same words on both sides (four code points on one of them at least)."""
    before, after = around
    if max(len(before), len(after)) < 4 or not after:
        return []
    return [
        number
        for place, (number, _) in zip(lawful.places, lawful.numbers, strict=True)
        if _around(lawful, place) == (before, after) or _nearly(_around(lawful, place), (before, after))
    ]


def _nearly(theirs: tuple[str, str], ours: tuple[str, str]) -> bool:
    """Whether our context, cut short by where the quotation begins or ends, agrees with theirs."""
    before, after = ours
    return len(before) + len(after) > _CONTEXT and theirs[0].endswith(before) and theirs[1].startswith(after)


def _same(written: str, lawful: str) -> bool:
    if written == lawful:
        return True
    ours, theirs = read_number(written), read_number(lawful)
    return ours is not None and ours == theirs
