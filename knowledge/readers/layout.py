"""Lays out a document's pieces into one text, keeping each piece's span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.blocks import Block, Cell, ReadFile, Table
from knowledge.readers.limits import check_text_length
from knowledge.readers.tables import guess_header_rows, name_tables, tables_in_lines
from knowledge.spans import Span

CELL_SEPARATOR = " | "
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell before it has a place in the text; fields as in :class:`knowledge.readers.Cell`."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class Layout:
    """Collects pieces in reading order: one block a line, table cells parted by " | "."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def add_heading(self, text: str, level: int, page: int | None = None) -> None:
        """A heading that the format itself marks; nothing when blank."""
        span = self._line(text)
        if span is not None:
            self._blocks.append(Block("heading", span, level=level, page=page))

    def add_paragraph(self, text: str, page: int | None = None) -> None:
        """A paragraph; nothing when blank."""
        span = self._line(text)
        if span is not None:
            self._blocks.append(Block("paragraph", span, page=page))

    def add_table(
        self,
        cells: Sequence[RawCell],
        caption: str = "",
        header_rows: int | None = None,
        page: int | None = None,
        sheet: tuple[tuple[int, ...], int] = ((), 1),
    ) -> None:
        """A table, one line a row; nothing when every cell is blank. ``header_rows`` None: guessed."""
        if not any(cell.text.strip() for cell in cells):
            return
        start = self._length
        placed = [cell for row in _by_row(cells) for cell in self._row(row)]
        table = Table(tuple(placed), header_rows=0, caption=caption)
        header = guess_header_rows(table) if header_rows is None else header_rows
        table = Table(table.cells, header, caption, *sheet)
        self._blocks.append(Block("table", Span(start, self._length - 1), page=page, table=table))

    def finish(
        self, format_name: str, name: str, metadata: dict[str, str] | None = None, warnings: Sequence[str] = ()
    ) -> ReadFile:
        """The file as read; lines with ``|`` that stand together have become tables."""
        text = "".join(self._parts)
        check_text_length(text, name)
        blocks = name_tables(text, tables_in_lines(text, self._blocks))
        return ReadFile(text, tuple(blocks), format_name, metadata or {}, tuple(warnings))

    def _line(self, text: str) -> Span | None:
        line = _SPACES.sub(" ", text).strip()
        if not line:
            return None
        span = self._write(line)
        self._write("\n")
        return span

    def _row(self, row: Sequence[RawCell]) -> list[Cell]:
        placed = []
        for position, cell in enumerate(row):
            if position:
                self._write(CELL_SEPARATOR)
            text = _SPACES.sub(" ", cell.text).strip()
            placed.append(Cell(cell.row, cell.column, self._write(text), text, cell.rows, cell.columns))
        self._write("\n")
        return placed

    def _write(self, text: str) -> Span:
        span = Span(self._length, self._length + len(text))
        self._parts.append(text)
        self._length = span.end
        return span


def _by_row(cells: Sequence[RawCell]) -> list[list[RawCell]]:
    rows: dict[int, list[RawCell]] = {}
    for cell in sorted(cells, key=lambda each: (each.row, each.column)):
        rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())
