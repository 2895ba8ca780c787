"""Reads a rule into plain words: what must agree (numbers, 应当/可以/不得, terms) as slots, synonyms as one word.

Two texts that state one rule then have the same plain words, and whatever else they say differently is the value of
a slot: 违法行为在二年内未被发现的 and 违法行为在5年内没有被发现 read alike but for 24 and 60 months.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from knowledge.quantities import read_number
from knowledge.spans import Span

SlotKind = Literal["number", "modal", "term"]
MODALS = "应当、可以、不得"  # the group of all modal slots

_DIGITS = "〇零一二三四五六七八九十百千万两0-9０-９.．"
_TIME = "个?工作日|周年|年|个月|月|日|天|星期|周(?!岁)|小时|分钟"
_COUNT = "周岁|岁|名|人|次|件|份|家|个|倍|项|处|米|公里|平方米|公斤|吨"
_DATE = rf"(?P<date>(?:[{_DIGITS}]{{4}}年)?[{_DIGITS}]{{1,3}}月(?:[{_DIGITS}]{{1,3}}日|[底末初份]))"
_QUANTITY = (
    rf"{_DATE}|(?P<share>[{_DIGITS}]+分之[{_DIGITS}]+|[{_DIGITS}]+[%％])"
    rf"|(?<![第{_DIGITS}])(?P<number>[{_DIGITS}]+亿?万?|半)(?P<unit>{_TIME}|{_COUNT}|元)"
)
_YEAR_OF_DATE = re.compile(r"[0-9〇零一二三四五六七八九０-９]{4}")

_CONDITION = re.compile(r"\(\?[^)]*\)")  # what may not follow a word, in an expression of the lists
_KEPT = re.compile(r"[一-龥〇0-9A-Za-z\ue000-\uf8ff]")
_DROPPED = re.compile(r"[^一-龥〇0-9A-Za-z\ue000-\uf8ff\n]+")

# One private-use character stands for each kind of slot, so that slots of one kind read alike.
_NUMBER_MARKS = {"time": "\ue000", "money": "\ue001", "times": "\ue002", "share": "\ue003", "count": "\ue004"}
_MODAL_MARK = "\ue010"
_FIRST_TERM_MARK = 0xE100

# Unit → what one of it is worth, in the unit that its values are compared in.
_WORTH: dict[str, tuple[str, Fraction, str]] = {
    "工作日": ("time", Fraction(1), "工作日"),
    "年": ("time", Fraction(12), "月"),
    "月": ("time", Fraction(1), "月"),
    "日": ("time", Fraction(1), "日"),
    "天": ("time", Fraction(1), "日"),
    "星期": ("time", Fraction(7), "日"),
    "周": ("time", Fraction(7), "日"),
    "小时": ("time", Fraction(1), "小时"),
    "分钟": ("time", Fraction(1), "分钟"),
    "元": ("money", Fraction(1), "元"),
    "倍": ("times", Fraction(1), "倍"),
    "岁": ("count", Fraction(1), "岁"),
    "名": ("count", Fraction(1), "人"),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One value that must agree: ``value`` is its comparable form, ``written`` the words at ``span`` of the original.

    ``group`` is what it may be compared with (time, money, 应当/可以/不得, a group of terms); ``at`` its place in
    the plain words.
    """

    kind: SlotKind
    group: str
    value: str
    written: str
    span: Span
    at: int


@dataclass(frozen=True, slots=True)
class PlainWords:
    """``text`` has a mark for each slot and no punctuation; ``places[i]`` is where its i-th character came from."""

    text: str
    places: tuple[int, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that exclude each other, with where the law tells them apart."""

    name: str
    source: str
    members: tuple[str, ...]
    mark: str


_Found = tuple[SlotKind, str, str]  # kind, group, comparable value


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a word of the lists is read as: plain words ("" adds nothing), and the slot it is."""

    plain: str
    slot: _Found | None


@dataclass(frozen=True, slots=True)
class _Reader:
    """The word lists as one expression, with the meaning of each word and of each expression of its own."""

    pattern: re.Pattern[str]
    words: dict[str, _Meaning]
    shaped: dict[str, _Meaning]


def plain_words(text: str, span: Span | None = None) -> PlainWords:
    """The plain words of ``text`` (of its ``span``), offsets into ``text``."""
    start, end = span if span is not None else (0, len(text))
    reader, written, places, slots = _reader(), list[str](), list[int](), list[Slot]()

    def take(words: str, origin: int, last: int) -> None:
        for offset, character in enumerate(words):
            if _KEPT.match(character):
                written.append(character)
                places.append(min(origin + offset, last))

    position = start
    for match in reader.pattern.finditer(text, start, end):
        take(text[position : match.start()], position, match.start())
        meaning = _meaning(reader, match)
        if meaning.slot is not None:
            slots.append(Slot(*meaning.slot, match.group(), Span(*match.span()), len(written)))
        take(meaning.plain, match.start(), match.end() - 1)
        position = match.end()
    take(text[position:end], position, end)
    return PlainWords("".join(written), tuple(places), tuple(slots))


def plain_text(text: str) -> str:
    """The plain words' text alone, line by line: for many articles at once."""
    reader = _reader()
    return _DROPPED.sub("", reader.pattern.sub(lambda match: _meaning(reader, match).plain, text))


@cache
def term_groups() -> tuple[TermGroup, ...]:
    """The groups of rule_words.toml, read once."""
    return tuple(
        TermGroup(group["name"], group["source"], tuple(group["members"]), chr(_FIRST_TERM_MARK + index))
        for index, group in enumerate(_data()["group"])
    )


def _meaning(reader: _Reader, match: re.Match[str]) -> _Meaning:
    """What one match is read as."""
    kind = match.lastgroup or ""
    words = match.group()
    if kind == "word":
        return reader.words[words]
    if kind in reader.shaped:
        return reader.shaped[kind]
    if kind == "date":
        return _Meaning(words, None)
    value = _quantity(match)
    if value is None:
        return _Meaning(words, None)
    return _Meaning(_NUMBER_MARKS[value[0]], ("number", *value))


def _quantity(match: re.Match[str]) -> tuple[str, str] | None:
    """The dimension and the comparable value of a quantity; None for a year of a date and what is no number."""
    if match["share"]:
        value = _share(match["share"])
        return None if value is None else ("share", str(value))
    number, unit = match["number"], match["unit"].removeprefix("个")
    if unit == "年" and _YEAR_OF_DATE.fullmatch(number):
        return None
    unit = {"周年": "年", "周岁": "岁", "": "个", "人": "名"}.get(unit, unit)
    read = Fraction(1, 2) if number == "半" else _number(number)
    if read is None:
        return None
    dimension, worth, base = _WORTH.get(unit, ("count", Fraction(1), unit))
    return dimension, f"{read * worth}{base}"


def _share(words: str) -> Fraction | None:
    whole, parted, part = words.partition("分之")
    if not parted:
        number = _number(words[:-1])
        return None if number is None else number / 100
    below = Fraction(100) if whole == "百" else Fraction(1000) if whole == "千" else _number(whole)
    if whole == "万":
        below = Fraction(10000)
    above = _number(part)
    return None if not below or above is None else above / below


def _number(words: str) -> Fraction | None:
    read = read_number(words)
    return None if read is None else Fraction(read)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("knowledge.laws").joinpath("rule_words.toml").read_text("utf-8"))


@cache
def _reader() -> _Reader:
    words: dict[str, _Meaning] = {}
    shaped: dict[str, _Meaning] = {}
    expressions: list[str] = []
    for word, meaning in _meanings():
        if "(?" in word:
            shaped[f"shaped{len(shaped)}"] = meaning
            expressions.append(f"(?P<shaped{len(shaped) - 1}>{word})")
        else:
            words.setdefault(word, meaning)
    pattern = "|".join([_QUANTITY, f"(?P<word>{_any_of(words)})", *expressions])
    return _Reader(re.compile(pattern), words, shaped)


def _meanings() -> Iterator[tuple[str, _Meaning]]:
    """Every word of the lists with what it is read as."""
    data = _data()
    for value, words in data["modals"].items():
        yield from ((word, _Meaning(_MODAL_MARK, ("modal", MODALS, value))) for word in words)
    for group in term_groups():
        for member in group.members:
            forms = member.split("|") if "(?" not in member else [member]
            found: _Found = ("term", group.name, _CONDITION.sub("", forms[0]))
            yield from ((form, _Meaning(group.mark, found)) for form in forms)
    for entry in data["same"]:
        yield from ((word, _Meaning(entry["as"], None)) for word in entry["words"])


def _any_of(words: Iterable[str]) -> str:
    """An alternation that finds the longest word at a place, with one branch for each first character."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(first) + "(?:" + "|".join(map(re.escape, sorted(rest, key=len, reverse=True))) + ")"
        for first, rest in branches.items()
    )
