"""A law's name as it stands in a text: 《…》 with what follows in brackets, and the words that make a title a law's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.spans import Span

LONGEST_TITLE = 120  # code points; the longest national title has 72

_OPENING = {"《": "》", "〈": "〉", "<": ">"}
_SAME_WIDTH = str.maketrans("（）〔〕［］〈〉", "()[][]《》")
_TRAILING_BRACKET = re.compile(r"\s*[（(]([^（）()]{1,40})[）)]$")
_BRACKET = re.compile(r"\s*[（(〔\[]((?:[^（）()〔〕\[\]]|[〔\[][^〕\]]{1,8}[〕\]]){1,60})[）)〕\]]")
_NUMBER_WORDS = re.compile(r"[一-龥]{0,14}(?:〔|\[|［|【)?\d{4}(?:〕|\]|］|】)第?\d{1,5}号")
_DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,12}[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)]第?\d{1,5}号")
_NUMBER_OF_A_CASE = re.compile(r"[罚处案立决强听复诉审检刑]|[民行]初|[民行]终")
_EDITION = re.compile(r"修订|修正|修改|年版|年本|\d{4}\s*版|^\s*\d{4}\s*年?\s*$|公布|通过|施行|发布")
_ORDER_NUMBER = re.compile(r"[令〕\]］字]\s*(?:第\s*)?[〇零一二三四五六七八九十百\d]+\s*号")
_ALIAS = re.compile(r"(?:以下|下)?(?:统|简)称(?:为)?[：:]?\s*[《“”\"'‘]?([^《》“”\"'’，。；）)]{1,30})")


@dataclass(frozen=True, slots=True)
class LawWords:
    """The word lists of law_names.toml."""

    law_words: tuple[str, ...]  # longest first
    no_law_endings: tuple[str, ...]
    name_goes_on: tuple[str, ...]
    lead_ins: tuple[str, ...]
    place_words: tuple[str, ...]
    other_numbered_texts: tuple[str, ...]
    short_names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TitleTail:
    """What stands in brackets after a title; ``end`` is where it ends."""

    end: int
    edition: str = ""
    document_number: str = ""
    alias: str = ""


@cache
def law_words() -> LawWords:
    """The word lists, read once."""
    data = tomllib.loads(files("knowledge.laws").joinpath("law_names.toml").read_text("utf-8"))
    return LawWords(
        law_words=tuple(sorted(data["law_words"], key=len, reverse=True)),
        no_law_endings=tuple(data["no_law_endings"]),
        name_goes_on=tuple(data["name_goes_on"]),
        lead_ins=tuple(data["lead_ins"]),
        place_words=tuple(data["place_words"]),
        other_numbered_texts=tuple(data["other_numbered_texts"]),
        short_names={full: tuple(short) for full, short in data["short_names"].items()},
    )


def canonical_title(name: str) -> str:
    """The form in which titles are compared: no 《》 around, no 中华人民共和国 in front, one width of brackets."""
    plain = re.sub(r"\s+", "", name).translate(_SAME_WIDTH)
    if plain.startswith("《") and plain.endswith("》") and plain.count("《") == plain[:-1].count("》") + 1:
        plain = plain[1:-1]
    return plain.removeprefix("中华人民共和国") or plain


def law_kind(title: str) -> str:
    """The word a title's kind shows by (法, 条例, 办法 …), trailing brackets apart; "" when it is no law's title."""
    bare = title.strip()
    while (bracket := _TRAILING_BRACKET.search(bare)) is not None:
        bare = bare[: bracket.start()]
    words = law_words()
    if bare.endswith(words.no_law_endings):
        return ""
    return next((word for word in words.law_words if bare.endswith(word)), "")


def find_titles(text: str) -> list[Span]:
    """Where 《…》 (also 〈…〉 and <<…>>) stand, outermost only, brackets included, in order."""
    spans: list[Span] = []
    position = 0
    for match in re.finditer(r"《|〈|<<", text):
        if match.start() < position:
            continue
        end = _closing(text, match.start(), match.group())
        if end is not None:
            spans.append(Span(match.start(), end))
            position = end
    return spans


def title_words(text: str, span: Span) -> Span:
    """The words between a title's brackets."""
    width = 2 if text.startswith("<<", span.start) else 1
    return Span(span.start + width, span.end - width)


def split_edition(title: str) -> tuple[str, str]:
    """A title whose brackets carry the edition: 行政处罚法（2021年修订） → (行政处罚法, 2021年修订)."""
    bracket = _TRAILING_BRACKET.search(title)
    if bracket is not None and _EDITION.search(bracket.group(1)):
        return title[: bracket.start()], bracket.group(1)
    return title, ""


def read_tail(text: str, position: int) -> TitleTail:
    """Brackets right after a title: the edition, a document number, 以下简称."""
    edition = number = alias = ""
    while (bracket := _BRACKET.match(text, position)) is not None:
        words = bracket.group(1)
        named = _ALIAS.search(words)
        if named:
            alias = named.group(1).strip()
        elif _ORDER_NUMBER.search(words):
            number = words
        elif not _EDITION.search(words):
            break
        if not named and _EDITION.search(words):
            edition = words
        position = bracket.end()
    following = _NUMBER_WORDS.match(text, position)
    if not number and following:
        number, position = following.group(), following.end()
    return TitleTail(position, edition, number, alias)


def find_document_numbers(text: str) -> list[Span]:
    """Where documents are named by their number alone (国办发〔2018〕118号); numbers of cases are none."""
    found: list[Span] = []
    for match in _DOCUMENT_NUMBER.finditer(text):
        words, start = match.group(), match.start()
        while (lead := next((each for each in law_words().lead_ins if words.startswith(each)), "")) != "":
            words, start = words[len(lead) :], start + len(lead)
        if not _NUMBER_OF_A_CASE.search(words):
            found.append(Span(start, match.end()))
    return found


def _closing(text: str, start: int, opening: str) -> int | None:
    """Where the title that opens at ``start`` ends, nested brackets counted; None when it never closes."""
    closing = ">>" if opening == "<<" else _OPENING[opening]
    depth = 0
    limit = min(len(text), start + LONGEST_TITLE)
    position = start
    while position < limit and text[position] != "\n":
        if text.startswith(opening, position):
            depth += 1
            position += len(opening)
        elif text.startswith(closing, position):
            depth -= 1
            position += len(closing)
            if depth == 0:
                return position
        else:
            position += 1
    return None
