"""Lines of pdf pages: page numbers and running heads dropped, lines joined back into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from pdfplumber.page import Page

from knowledge.readers.layout import RawCell
from knowledge.readers.plain_text import PAGE_NUMBER

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·"
# Kerning reads as a blank between a digit and a Chinese character; Chinese text has none there.
_FALSE_BLANK = re.compile(
    rf"(?<=[{_WIDE}])[ \u3000]+(?=[{_WIDE}0-9A-Za-z(%.+-])|(?<=[0-9A-Za-z)%.])[ \u3000]+(?=[{_WIDE}])"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十百零\d]{1,6}[编章节条部]|[①-⑳]|附件|——)"
)
_ENDED = re.compile(r"[。！？；：…”）】!?;:]$")
_BARE_NUMBER = re.compile(r"^\d{1,4}$")
# In parts of a line's height: a first line's indent, how short a last line falls, the space between paragraphs.
_INDENT = 0.9
_SHORT = 1.8
_RAGGED = 4.0  # a line inside a sentence may fall this short where lines are not justified
_GAP = 0.9
_MARGIN_LINES = 2
_OFTEN = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; lengths in points from the page's left and top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int

    @property
    def height(self) -> float:
        """Points."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines put together; ``page`` is where it begins."""

    text: str
    page: int


PageTable: TypeAlias = tuple[int, list[RawCell]]


def lines_of(page: Page, number: int) -> list[Line]:
    """The printed lines of a page (or a part of it), without the blanks that only kerning made."""
    found = page.extract_text_lines(return_chars=False, x_tolerance_ratio=0.4)
    lines = [
        Line(_FALSE_BLANK.sub("", each["text"].strip()), each["x0"], each["x1"], each["top"], each["bottom"], number)
        for each in found
    ]
    return [line for line in lines if line.text]


def without_page_furniture(pages: Sequence[Sequence[Line | list[RawCell]]]) -> list[list[Line | list[RawCell]]]:
    """Pages without page numbers and without the head and foot lines that most pages repeat."""
    edges: Counter[str] = Counter()
    for items in pages:
        edges.update({re.sub(r"\d+", "#", line.text) for line in _at_edges(items)})
    repeated = {text for text, count in edges.items() if count >= 3 and count > len(pages) / 2}
    kept = []
    for items in pages:
        furniture = [
            line
            for line in _at_edges(items)
            if PAGE_NUMBER.match(line.text)
            or _BARE_NUMBER.match(line.text)
            or re.sub(r"\d+", "#", line.text) in repeated
        ]
        kept.append([item for item in items if not any(item is line for line in furniture)])
    return kept


def join_lines(pages: Sequence[Sequence[Line | list[RawCell]]]) -> Iterator[Paragraph | PageTable]:
    """Paragraphs and tables in order; a paragraph may go on over a page, a table too."""
    margins = _margins([item for items in pages for item in items if isinstance(item, Line)])
    paragraph: list[Line] = []
    table: PageTable | None = None
    for number, item in ((number, item) for number, items in enumerate(pages, 1) for item in items):
        if paragraph and (not isinstance(item, Line) or _begins(item, paragraph, *margins)):
            yield _paragraph(paragraph)
            paragraph = []
        if table and (isinstance(item, Line) or not _same_table(table, item, number)):
            yield table
            table = None
        if isinstance(item, Line):
            paragraph.append(item)
        else:
            table = (table[0], _continued(table[1], item)) if table else (number, item)
    if paragraph:
        yield _paragraph(paragraph)
    if table:
        yield table


def _at_edges(items: Sequence[Line | list[RawCell]]) -> list[Line]:
    lines = [item for item in items if isinstance(item, Line)]
    if len(lines) <= 2 * _MARGIN_LINES:
        return [*lines[:1], *lines[1:][-1:]]
    return [*lines[:_MARGIN_LINES], *lines[-_MARGIN_LINES:]]


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where lines that go on begin (further left than first lines), and how far the widest tenth reach."""
    if not lines:
        return 0.0, 0.0
    left = Counter(round(line.left) for line in lines if line.right - line.left > 12 * line.height)
    rights = sorted((line.right for line in lines), reverse=True)
    often = max(left.values(), default=0) * _OFTEN
    common = min((place for place, count in left.items() if count >= often), default=min(line.left for line in lines))
    return float(common), rights[len(rights) // 10]


def _begins(line: Line, above: Sequence[Line], left: float, right: float) -> bool:
    last = above[-1]
    missing = (right - last.right) / last.height
    ragged = missing < _RAGGED and not _ENDED.search(last.text) and not _NUMBERED.match(last.text)
    if line.left > left + _INDENT * line.height or (missing > _SHORT and not ragged):
        return True
    if abs(line.height - last.height) > 0.25 * last.height:
        return True
    same_page = line.page == last.page
    if same_page and line.top - last.bottom > max(_GAP * line.height, 1.6 * _leading(above)):
        return True
    return bool(_NUMBERED.match(line.text) and _ENDED.search(last.text))


def _leading(lines: Sequence[Line]) -> float:
    """The space between the lines of the paragraph so far, in points; a line's height when there is only one."""
    gaps = [b.top - a.bottom for a, b in pairwise(lines) if a.page == b.page]
    return max(*gaps, 0.0) if gaps else lines[-1].height


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        latin = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        text += (" " if latin else "") + line.text
    return Paragraph(text, lines[0].page)


def _columns(cells: Sequence[RawCell]) -> int:
    return max((cell.column + cell.columns for cell in cells), default=0)


def _same_table(table: PageTable, cells: Sequence[RawCell], page: int) -> bool:
    """Whether a table at the top of a page goes on from the one that ended the page before."""
    return page > table[0] and _columns(table[1]) == _columns(cells)


def _continued(table: list[RawCell], more: Sequence[RawCell]) -> list[RawCell]:
    """Both parts as one table; heading rows printed again are dropped."""
    rows = max(cell.row + cell.rows for cell in table)
    repeated = 0
    while repeated < rows and _row_words(more, repeated) and _row_words(more, repeated) == _row_words(table, repeated):
        repeated += 1
    return [*table, *(replace(cell, row=cell.row - repeated + rows) for cell in more if cell.row >= repeated)]


def _row_words(cells: Sequence[RawCell], row: int) -> list[str]:
    return [cell.text for cell in cells if cell.row == row]
