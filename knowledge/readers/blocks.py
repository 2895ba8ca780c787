"""What every reader returns: one text, and the blocks that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from knowledge.spans import Span


class UnreadableFile(ValueError):
    """The file can't be read; ``str(error)`` says in Chinese what, why likely and what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``row``/``column`` count from 0; a merged cell is stored once, at its top left."""

    row: int
    column: int
    span: Span
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``header_rows`` is the reader's best count of heading rows (at least 0)."""

    cells: tuple[Cell, ...]
    header_rows: int = 1
    caption: str = ""
    sheet_rows: tuple[int, ...] = ()  # of a sheet: its own number of each row, since blank rows are left out
    sheet_column: int = 1  # and of the first column

    def grid(self) -> list[list[Cell | None]]:
        """Rows × columns; a merged cell is repeated in every place it covers."""
        height = max((c.row + c.rows for c in self.cells), default=0)
        width = max((c.column + c.columns for c in self.cells), default=0)
        grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.rows):
                for c in range(cell.column, cell.column + cell.columns):
                    grid[r][c] = cell
        return grid


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text. ``level`` is set for headings the format itself marks (docx style, md #, html h)."""

    kind: Literal["heading", "paragraph", "table"]
    span: Span
    level: int | None = None
    page: int | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read. ``text`` is the original that every span of this document points into.

    For plain text it is the decoded file unchanged (without a byte order mark); for other formats it is the
    text the reader laid out, one block a line, table cells parted by " | ". ``metadata`` holds what the
    format itself says (front matter: issuer, year, title, kind …; html/docx title).
    """

    text: str
    blocks: tuple[Block, ...]
    format: str
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
