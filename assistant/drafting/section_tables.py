"""Tables within a section's text: which of its numbers are cells, and the window of years that a table shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.figures import Figure, extract_figures
from knowledge.outline import Section
from knowledge.quantities import Number, find_numbers
from knowledge.readers import Block, Cell, ReadFile, Table
from knowledge.spans import Span

_SERIAL = re.compile(r"序号?|编号|No\.?|排名")
_RULE = re.compile(r"[\s|:\-—]*")
_YEAR_CELL = re.compile(r"((?:19|20)\d\d)\s*年?度?(?:[（(].*)?")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table laid out in lines with ``|``. ``place`` takes in its caption when that names years of the window.

    ``window``: the years that the table shows one beside (or under) the other, when they follow each other.
    """

    span: Span
    place: Span
    cells: tuple[Cell, ...]
    window: tuple[int, ...] = ()

    @property
    def ragged(self) -> bool:
        """Whether its rows differ in length, so that nobody can say which heading a cell stands under."""
        widths = [sum(cell.row == row for cell in self.cells) for row in {cell.row for cell in self.cells}]
        return len(set(widths)) > 1

    def heading_over(self, span: Span) -> str:
        """The words of the first row over a number's cell, "" when there are none."""
        cell = self.cell_at(span)
        over = [c.text for c in self.cells if cell and c.row == 0 and c.column == cell.column]
        return over[0] if over else ""

    def cell_at(self, span: Span) -> Cell | None:
        """The cell that a number stands in."""
        return next((cell for cell in self.cells if cell.span.overlaps(span)), None)

    def is_label(self, span: Span) -> bool:
        """Whether a number belongs to a heading or to a column that only counts the rows."""
        cell = self.cell_at(span)
        if cell is None or cell.row == 0:
            return True
        return bool(_SERIAL.fullmatch(self.heading_over(span)))


def text_tables(text: str) -> list[TextTable]:
    """The tables of a text, in order."""
    found = []
    for span in _runs(text):
        cells = _cells(text, span)
        window = _window(cells)
        found.append(TextTable(span, Span(_caption_start(text, span, window), span.end), cells, window))
    return found


def _runs(text: str) -> Iterator[Span]:
    """Two or more lines with ``|`` that follow each other."""
    start = at = rows = 0
    for line in [*text.split("\n"), ""]:
        if "|" in line:
            start = at if not rows else start
            rows += 1
        else:
            if rows > 1:
                yield Span(start, at - 1)
            rows = 0
        at += len(line) + 1


def _cells(text: str, span: Span) -> tuple[Cell, ...]:
    """An empty cell at the edge of a row is a cell too, unless every line has its bars outside (| a | b |)."""
    lines = [line for line in _lines(text, span) if not _RULE.fullmatch(line.of(text))]
    outside = all(re.match(r"\s*\|.*\|\s*\Z", line.of(text)) for line in lines)
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        at, parts = line.start, line.of(text).split("|")
        for column, part in enumerate(parts):
            lead = len(part) - len(part.lstrip())
            start = at + min(lead, len(part))
            if not outside or 0 < column < len(parts) - 1:
                place = Span(start, start + len(part.strip()))
                cells.append(Cell(row, column - outside, place, part.strip()))
            at += len(part) + 1
    return tuple(cells)


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line in span.of(text).split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _window(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Years that stand alone in cells of the first row or the first columns, if each follows the other."""
    years = {
        int(found.group(1))
        for cell in cells
        if (cell.row == 0 or cell.column <= 1) and (found := _YEAR_CELL.fullmatch(cell.text.strip()))
    }
    held = tuple(sorted(years))
    return held if len(held) > 1 and held[-1] - held[0] == len(held) - 1 else ()


def _caption_start(text: str, span: Span, window: Sequence[int]) -> int:
    start = text.rfind("\n", 0, max(0, span.start - 1)) + 1
    line = text[start : span.start].strip()
    named = {int(year) for year in re.findall(r"(?:19|20)\d\d", line)}
    short = 0 < len(line) <= 40 and not line.endswith(("。", "；"))
    return start if short and named and window and named <= set(window) else span.start


def figures_with_tables(text: str, year: int | None) -> list[Figure]:
    """Every figure of a bare text, those of its tables with their row's and column's headings as indicator."""
    whole = Span(0, len(text))
    section = Section(0, 0, "", "", (), Span(0, 0), whole, whole, None)
    tables = text_tables(text)
    blocks = tuple(Block("table", table.span, table=Table(table.cells, header_rows=1)) for table in tables)
    ragged = [table.span for table in tables if table.ragged]
    found = extract_figures(ReadFile(text, blocks, "txt"), [section], year=year)
    return [figure for figure in found if not any(span.contains(figure.span) for span in ragged)]


def numbers_with_cells(text: str, tables: Sequence[TextTable]) -> list[Number]:
    """The numbers of a text; none reaches over the edge of a cell."""
    for table in tables:
        text = text[: table.span.start] + table.span.of(text).replace("|", "；") + text[table.span.end :]
    return find_numbers(text)


def table_of(tables: Sequence[TextTable], span: Span) -> TextTable | None:
    """The table (or its caption) that a span stands in."""
    return next((table for table in tables if table.place.contains(span)), None)
