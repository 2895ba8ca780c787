"""Tables that a page's text has flattened into lines with ``|`` between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.readers import Cell, Table
from knowledge.spans import Span

_RULE = re.compile(r"[\s|:\-—]*\Z")
_NUMBER = re.compile(r"-?[\d０-９][\d０-９,，.．]*%?\Z")
_TOTAL = re.compile(r"(?:合|总|小)\s*计")
# Headings that others stand under.
_PARTED = re.compile("行政(?:处罚|强制|许可|检查|征收)(?!决定)|情况|种类|类型|其中|类别|分类")


def flattened_tables(text: str) -> Iterator[tuple[Span, Table]]:
    """Tables that a page's text has flattened into lines with ``|`` between the cells."""
    start = -1
    lines: list[tuple[str, int]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if line.count("|") >= 1 and not _RULE.match(line):
            start = at if start < 0 else start
            lines.append((line, at))
        elif start >= 0 and not (line.strip() and _RULE.match(line)):
            if len(lines) > 1:
                # Where some lines begin without a mark, one that stands first is behind an empty cell.
                edged = all(line.lstrip().startswith("|") for line, _ in lines)
                yield Span(start, at - 1), _table([list(_cells(line, at, edged=edged)) for line, at in lines])
            start, lines = -1, []
        at += len(line) + 1


def _cells(line: str, offset: int, *, edged: bool) -> Iterator[tuple[Span, str]]:
    inner = line.strip()
    at = offset + line.index(inner)
    if edged:
        inner, at = inner[1:], at + 1
    for part in inner.removesuffix("|").split("|"):
        lead = len(part) - len(part.lstrip())
        yield Span(at + lead, at + lead + len(part.strip())), part.strip()
        at += len(part) + 1


def _table(rows: Sequence[Sequence[tuple[Span, str]]]) -> Table:
    """The rows as a table; one without cells where it cannot be told which columns the headings stand over."""
    head = _header_depth(rows)
    width = max(len(row) for row in (rows[head:] or rows))
    places = _header_columns(rows[:head], width)
    if not places:
        return Table(())
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        columns = places[r] if r < head else _data_columns(row, width)
        for (c, wide, high), (span, words) in zip(columns, row, strict=False):
            cells.append(Cell(r, c, span, words, high, wide))
    return Table(tuple(cells), header_rows=max(head, 1))


def _data_columns(row: Sequence[tuple[Span, str]], width: int) -> list[tuple[int, int, int]]:
    """(column, columns wide, 1) of a row's cells; the 合计 of a short row covers the columns that it lacks."""
    short = max(width - len(row), 0)
    if short and _TOTAL.match(row[0][1]):
        return [(0, 1 + short, 1), *((c + short, 1, 1) for c in range(1, len(row)))]
    return [(c, 1, 1) for c in range(len(row))]


def _header_depth(rows: Sequence[Sequence[tuple[Span, str]]]) -> int:
    """Rows before the first one that holds a number beside its first cell."""
    for r, row in enumerate(rows):
        if any(_NUMBER.match(words) for _, words in row[1:] or row):
            return r
    return len(rows)


def _header_columns(rows: Sequence[Sequence[tuple[Span, str]]], width: int) -> list[list[tuple[int, int, int]]]:
    """(column, columns wide, rows high) of each heading, [] when unclear: a flattened page loses what was merged.

    Of two rows the lower one's cells stand under the one heading above that can be parted (行政处罚（件）).
    """
    plain = [[(c, 1, 1) for c in range(len(row))] for row in rows]
    if len(rows) < 2 or all(len(row) >= width for row in rows):
        return plain
    if len(rows) == 2 and (even := _evenly(rows[0], rows[1], width)):
        return even
    if len(rows) != 2 or len(rows[0]) - 1 + len(rows[1]) != width:
        return []
    parents = [c for c, (_, words) in enumerate(rows[0]) if _PARTED.search(words)]
    if not parents:
        return []
    parent, wide = parents[0], len(rows[1])
    upper = [(c, wide, 1) if c == parent else (c + (wide - 1 if c > parent else 0), 1, 2) for c in range(len(rows[0]))]
    return [upper, [(parent + c, 1, 1) for c in range(wide)]]


def _evenly(
    upper: Sequence[tuple[Span, str]], lower: Sequence[tuple[Span, str]], width: int
) -> list[list[tuple[int, int, int]]]:
    """行政处罚（件） | 行政检查（次） over 本年 | 上年 | 本年 | 上年: several headings over equally many columns each.

    The first columns, empty in the lower row or missing there, have one heading each; [] where this does not fit.
    """
    under = [words for _, words in lower if words]
    single = width - len(under)
    heads = len(upper) - single
    if len(lower) < width and len(under) < len(lower):
        return []
    if (
        single < 1
        or heads < 2
        or not under
        or len(under) % heads
        or any(not words for _, words in lower[-len(under) :])
    ):
        return []
    wide = len(under) // heads
    above = [(c, 1, 2) for c in range(single)] + [(single + n * wide, wide, 1) for n in range(heads)]
    return [above, [(c + width - len(lower), 1, 1) for c in range(len(lower))]]
