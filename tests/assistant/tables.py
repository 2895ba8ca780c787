"""Tables written as rows of words, as a reader would return them."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.readers import Block, Cell, ReadFile, Table
from knowledge.spans import Span


def table_of(
    rows: Sequence[Sequence[str]], caption: str = "", merged: dict[tuple[int, int], tuple[int, int]] | None = None
) -> Table:
    """``merged``: (row, column) → (rows, columns); covered places are left out as a reader does."""
    merged = merged or {}
    covered = {
        (r + i, c + j) for (r, c), (h, w) in merged.items() for i in range(h) for j in range(w) if (i, j) != (0, 0)
    }
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if (r, c) not in covered:
                height, width = merged.get((r, c), (1, 1))
                cells.append(Cell(r, c, Span(0, 0), text, height, width))
    return Table(tuple(cells), caption=caption)


def read_of(*tables: Table) -> ReadFile:
    return ReadFile("", tuple(Block("table", Span(0, 0), table=table) for table in tables), "xlsx")


def pasted(text: str) -> ReadFile:
    return ReadFile(text, (Block("paragraph", Span(0, len(text))),), "txt")
