"""款 and 项 of an article, each where it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.quantities import read_number
from knowledge.readers.plain_text import paragraphs
from knowledge.spans import Span

_INLINE_ITEM = re.compile(r"[（(]\s*(?P<n>[一二三四五六七八九十]{1,4})\s*[）)]")
_LIST_ITEM = re.compile(r"(?:[（(]\s*(?P<a>\d{1,2})\s*[）)]|(?P<b>\d{1,2})\s*[.．、](?!\d))")
_ITEM_MAY_FOLLOW = "：:；;。 \u3000\t\n"


@dataclass(frozen=True, slots=True)
class Item:
    """A 项 of a paragraph: ``（三）…``; ``number`` 3."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A 款 of an article, counted from 1; its span covers its items."""

    number: int
    span: Span
    items: tuple[Item, ...]


def split_article(text: str, span: Span) -> tuple[Paragraph, ...]:
    """款 and 项 of one article's body (``span`` of ``text``): a line is a 款, （一） begins a 项, in line or not."""
    found: list[Paragraph] = []
    for line in paragraphs(text, span.start, span.end):
        inline = _inline_items(text, line)
        if inline and inline[0].span.start == line.start and found:
            _take_back(found, inline[0].number)
            expected = found[-1].items[-1].number + 1 if found[-1].items else 1
            if inline[0].number == expected:
                found[-1] = _with_items(found[-1], inline, line.end)
                continue
        listed = _listed_item(text, found[-1], line) if found else None
        if listed is not None:
            found[-1] = _with_items(found[-1], [listed] if listed.number else [], line.end)
            continue
        found.append(Paragraph(len(found) + 1, line, tuple(inline)))
    return tuple(found)


def _take_back(found: list[Paragraph], number: int) -> None:
    """Lines without a number between （三） and （四） belong to （三）; they were taken for 款 of their own."""
    index = len(found) - 1
    while index >= 0 and not found[index].items:
        index -= 1
    if 0 <= index < len(found) - 1 and found[index].items[-1].number + 1 == number:
        found[index:] = [_with_items(found[index], [], found[-1].span.end)]


def _with_items(paragraph: Paragraph, more: Sequence[Item], end: int) -> Paragraph:
    items = (
        paragraph.items if more or not paragraph.items else (*paragraph.items[:-1], _longer(paragraph.items[-1], end))
    )
    return replace(paragraph, span=Span(paragraph.span.start, end), items=(*items, *more))


def _longer(item: Item, end: int) -> Item:
    return replace(item, span=Span(item.span.start, end))


def _inline_items(text: str, line: Span) -> list[Item]:
    """（一）…；（二）… that count on within one line; a pointer like 第（三）项 is none."""
    starts: list[tuple[int, int]] = []
    for match in _INLINE_ITEM.finditer(text, line.start, line.end):
        number = int(read_number(match["n"]) or 0)
        at_start = match.start() == line.start
        if not number or not (at_start or text[match.start() - 1] in _ITEM_MAY_FOLLOW):
            continue
        follows = starts and number == starts[-1][0] + 1
        if follows or (not starts and (at_start or number == 1)):
            starts.append((number, match.start()))
    items = []
    for position, (item, start) in enumerate(starts):
        end = starts[position + 1][1] if position + 1 < len(starts) else line.end
        items.append(Item(item, _stripped(text, Span(start, end))))
    return items


def _listed_item(text: str, above: Paragraph, line: Span) -> Item | None:
    """A line ``1.…`` or ``（1）…``: a 项 where the 款 has no （一）; number 0 when it is a 目 of the 项 above."""
    match = _LIST_ITEM.match(text, line.start, line.end)
    if match is None:
        return None
    number = int(match["a"] or match["b"])
    if above.items and _INLINE_ITEM.match(text, above.items[-1].span.start):
        return Item(0, line)
    opened = text[above.span.end - 1] in "：:"
    expected = above.items[-1].number + 1 if above.items else 1
    return Item(number, line) if number == expected and (above.items or opened) else None


def _stripped(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)
