"""第×条之×第×款第（×）项: the pointers that follow a law's name, lists and ranges included."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.quantities import read_number
from knowledge.spans import Span

_DIGITS = "〇零一二三四五六七八九十百千两0-9０-９"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBER = rf"(?:[{_DIGITS}]{{1,9}}|[{_CIRCLED}])"
_JOIN = r"\s*(?:、|，|,|和|与|及|以及|或者|或|至|到|—+|－|–|-|~|～|；)\s*"
_BRACKETED = rf"[（(〔]?\s*{_NUMBER}\s*[）)〕]?"
_ARTICLE = re.compile(
    rf"第\s*(?P<list>{_NUMBER}(?:{_JOIN}第?\s*{_NUMBER})*)\s*条"
    r"(?:\s*之\s*(?P<suffix>[一二三四五六七八九十]+)(?![般切些半旦定致种个项款]))?"
)
# 36条 without 第 is an article only where a law's name stands before it and a citation's own words after it.
_BARE_ARTICLE = re.compile(
    rf"(?P<list>{_NUMBER}(?:{_JOIN}{_NUMBER})*)\s*条"
    rf"(?=的?(?:相关|有关)?(?:规定|要求|[，。、；：:,）)（(“\n]|$|和|与|及|或|第|中|之规定|{_NUMBER}[款项]))"
)
_PARAGRAPH = re.compile(
    rf"(?:(?:的|之)?\s*第\s*(?P<list>{_BRACKETED}(?:{_JOIN}第?\s*{_BRACKETED})*)|(?P<bare>{_NUMBER}))\s*款"
)
_ITEM = re.compile(
    rf"(?:的|之)?\s*(?:第\s*(?P<list>{_BRACKETED}(?:{_JOIN}第?\s*{_BRACKETED})*)"
    rf"|(?P<bare>[（(]\s*{_NUMBER}\s*[）)]|(?<=款){_NUMBER}))\s*项"
)
_SUBITEM = re.compile(rf"\s*第\s*{_NUMBER}\s*目")
_JOINER = re.compile(_JOIN)
_ONE_NUMBER = re.compile(_NUMBER)
_RANGE = re.compile(r"至|到|—|－|–|-|~|～")


@dataclass(frozen=True, slots=True)
class Pointer:
    """One article, paragraph or item as pointed to. ``through`` is the last article of a range that begins here."""

    span: Span
    article: int | None
    suffix: int = 0
    paragraph: int | None = None
    item: int | None = None
    through: int | None = None


def read_pointers(text: str, start: int, *, after_name: bool = False) -> tuple[list[Pointer], int]:
    """The pointers that begin at ``start`` (an article first) and where the last one ends; [] when none does.

    ``after_name``: a law's name stands just before, so that 36条 without 第 is one too.
    """
    articles, position = _articles(text, start, after_name=after_name)
    found: list[Pointer] = []
    while articles:
        found.extend(articles[:-1])
        parts, position = _parts(text, articles[-1], position)
        found.extend(parts)
        joiner = _JOINER.match(text, position)
        if joiner is None:
            break
        articles, end = _articles(text, joiner.end(), after_name=True)
        if articles:
            if _RANGE.search(joiner.group()):
                found[-1] = replace(found[-1], through=articles[0].article)
            position = end
    return found, position


def starts_pointer(text: str, position: int, *, after_name: bool = False) -> bool:
    """Whether an article is pointed to at ``position``."""
    return bool(_ARTICLE.match(text, position) or (after_name and _BARE_ARTICLE.match(text, position)))


def _articles(text: str, start: int, *, after_name: bool) -> tuple[list[Pointer], int]:
    match = _ARTICLE.match(text, start) or (_BARE_ARTICLE.match(text, start) if after_name else None)
    if match is None:
        return [], start
    numbers = _numbers(match)
    if numbers is None:
        return [], start
    after = match.groupdict().get("suffix")
    suffix = _value(after) if after else 0
    pointers = [Pointer(span, number) for number, span in numbers]
    pointers[0] = replace(pointers[0], span=Span(match.start(), pointers[0].span.end))
    last = pointers[-1]
    pointers[-1] = replace(last, span=Span(last.span.start, match.end()), suffix=suffix or 0)
    return _with_ranges(text, pointers), match.end()


def _with_ranges(text: str, pointers: list[Pointer]) -> list[Pointer]:
    """第三至五条: the first of the two says how far the range goes."""
    linked = list(pointers)
    for index in range(len(pointers) - 1):
        between = text[pointers[index].span.end : pointers[index + 1].span.start]
        if _RANGE.search(between):
            linked[index] = replace(linked[index], through=pointers[index + 1].article)
    return linked


def _parts(text: str, article: Pointer, position: int) -> tuple[list[Pointer], int]:
    """The 款 and 项 of one article, each a pointer; the first one covers the article's own words."""
    found: list[Pointer] = []
    current = article
    begin = article.span.start
    while True:
        joined = _JOINER.match(text, position) if found else None
        at = joined.end() if joined else position
        paragraph, item = _PARAGRAPH.match(text, at), _ITEM.match(text, at)
        step = paragraph or item
        numbers = _numbers(step) if step else None
        if step is None or numbers is None:
            break
        inside = bool(found) and joined is None and paragraph is None
        if inside:  # 第二款第（三）项: the item narrows the paragraph just read
            begin = found.pop().span.start
        for index, (number, span) in enumerate(numbers):
            first = index == 0 and (inside or not found)
            whole = Span(begin if first else span.start, span.end if index < len(numbers) - 1 else step.end())
            if index == 0 and not first:
                whole = Span(at, whole.end)
            current = replace(current, paragraph=number, item=None) if paragraph else replace(current, item=number)
            found.append(replace(current, span=whole))
        position = step.end()
        subitem = _SUBITEM.match(text, position)
        if subitem:
            position = subitem.end()
            found[-1] = replace(found[-1], span=Span(found[-1].span.start, position))
    return (found or [article]), position


def _numbers(match: re.Match[str]) -> list[tuple[int, Span]] | None:
    """The numbers of a list (十三、十五) with their spans; None when one of them is no number."""
    group = "list" if match["list"] else "bare"
    offset = match.start(group)
    found: list[tuple[int, Span]] = []
    for one in _ONE_NUMBER.finditer(match[group]):
        value = _value(one.group())
        if value is None:
            return None
        found.append((value, Span(one.start(), one.end()).shifted(offset)))
    return found or None


def _value(words: str) -> int | None:
    number = _CIRCLED.find(words) + 1 if words in _CIRCLED else read_number(words)
    return int(number) if number is not None and 0 < number < 10000 else None
