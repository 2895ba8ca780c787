"""Tables as plain rows of words, and what their headings say (data in table_headings.toml)."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.readers import ReadFile, Table

_BRACKETED = re.compile(r"[（(\[【]([^（）()\[\]【】]*)[）)\]】]")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
CAPTION_UNIT = re.compile(r"单位\s*[:：]\s*([^\s）)，,；;|]+)")
_NUMBER_CELL = re.compile(r"^[-+−－]?[\d０-９][\d０-９,，.．\s]*(?:%|％|[\u4e00-\u9fff]{0,4})$")
_SCALED = re.compile(r"^[万亿千百]+")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as plain words: rows × columns, merged cells repeated; ``origin`` names it in messages.

    ``sheet_rows`` and ``sheet_column`` say where a sheet's rows and first column stand in it, () for other tables.
    """

    rows: tuple[tuple[str, ...], ...]
    caption: str
    origin: str
    sheet_rows: tuple[int, ...] = ()
    sheet_column: int = 1

    def place(self, row: int, column: int) -> str:
        """How messages name a cell: 工作表“行政处罚”B7, or 表2第3行第2列."""
        if row < len(self.sheet_rows):
            return f"{self.origin}{_letters(self.sheet_column + column)}{self.sheet_rows[row]}"
        return f"{self.origin}第{row + 1}行第{column + 1}列"


def _letters(column: int) -> str:
    """A sheet's name of a column: 1 → A, 28 → AB."""
    column, last = divmod(column - 1, 26)
    return (_letters(column) if column else "") + chr(ord("A") + last)


@cache
def headings() -> tuple[tuple[tuple[str, frozenset[str], tuple[str, ...]], ...], dict[str, frozenset[str]]]:
    """Roles with their words, and the other word lists of table_headings.toml."""
    data = tomllib.loads((Path(__file__).parent / "table_headings.toml").read_text("utf-8"))
    roles = tuple((role["name"], frozenset(role["exact"]), tuple(role["part"])) for role in data["role"])
    return roles, {name: frozenset(words) for name, words in data["words"].items()}


def grids(read: ReadFile) -> Iterator[Grid]:
    """The tables of a file; where it has none, the one that its text is laid out as."""
    tables = [(index, block.table) for index, block in enumerate(read.blocks) if block.table is not None]
    if not tables or _is_pasted_sheet(read):
        yield from _text_grids(read.text)
        return
    for number, (index, table) in enumerate(tables, start=1):
        before = read.blocks[index - 1] if index and read.blocks[index - 1].table is None else None
        caption = table.caption or (before.span.of(read.text) if before else "")
        origin = "" if len(tables) == 1 else f"表{number}"
        if table.sheet_rows:
            origin = f"工作表“{table.caption}”"
        yield Grid(_words(table), caption.strip(), origin, table.sheet_rows, table.sheet_column)


def _is_pasted_sheet(read: ReadFile) -> bool:
    """Whether it is a text of nothing but rows, parted by tabs or by bars, whose empty cells keep their places."""
    lines = [line for line in read.text.splitlines() if line.strip()]
    rows = any(all(mark in line for line in lines) for mark in ("\t", "|", "｜"))
    return read.format == "txt" and len(lines) > 1 and rows


def _words(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_tidy(cell.text) if cell else "" for cell in row) for row in table.grid())


def _tidy(text: str) -> str:
    return re.sub(r"\s+", "", text).strip("*#")


def _text_grids(text: str) -> Iterator[Grid]:
    """Pasted tables: runs of lines parted by | or tabs or wide blanks, or by commas where nothing else parts them."""
    for pattern in (r"\s*[|｜]\s*", r"\t", r"\s{2,}|　+", r"[,，]", r"\s+|[:：]"):
        rows = []
        for line in _lines(text, pattern):
            cells = tuple(_tidy(cell) for cell in line)
            if len(cells) >= 2 and any(cells) and not all(re.fullmatch(r"[-:—]*", cell) for cell in cells):
                rows.append(cells)
        if len(rows) >= 2 or (rows and any(is_number(cell) for cell in rows[0])):
            width = max(len(row) for row in rows)
            yield Grid(tuple(row + ("",) * (width - len(row)) for row in rows), "", "")
            return


def _lines(text: str, pattern: str) -> Iterator[list[str]]:
    """The lines in cells. Between tabs an empty first cell (a merged one) keeps its place, and a cell that holds a
    line break stands in quotes, as a spreadsheet copies it."""
    if pattern == r"\t":
        yield from csv.reader(io.StringIO(text), delimiter="\t")
        return
    for line in text.splitlines():
        yield re.split(pattern, line.strip().strip("|｜"))


def is_number(cell: str) -> bool:
    """A cell that holds a number, with or without its unit; a year word is none."""
    return bool(_NUMBER_CELL.match(cell)) and not _YEAR.match(cell)


def counted_unit(name: str) -> str:
    """The unit that a name of counting says itself: 检查次数 → 次; "" for any other name."""
    found = re.search(r"(人次|户次|家次|批次|场次|次|件|宗|起|人|户|家|份|批|条|项)数量?$", name)
    return found.group(1) if found else ""


def heading(cell: str) -> tuple[str, str]:
    """A heading's words and the unit in its brackets: 罚没金额（万元） → 罚没金额, 万元."""
    unit = ""
    for inner in _BRACKETED.findall(cell):
        candidate = re.sub(r"^单位[:：]?", "", inner)
        if _is_unit(candidate):
            unit = candidate
            cell = re.sub(r"[（(\[【]" + re.escape(inner) + r"[）)\]】]", "", cell)
    return cell, unit


def _is_unit(word: str) -> bool:
    units = headings()[1]["units"]
    return word in units or _SCALED.sub("", word) in units


def role_of(cell: str) -> str:
    """What a column is for by its heading: indicator, value, unit, last_year, change, note, year; "" for none."""
    words = heading(cell)[0]
    roles, _ = headings()
    for name, exact, part in roles:
        if words in exact or (len(words) <= 10 and any(p in words for p in part)):
            return name
    return "year" if _YEAR.search(words) and len(words) <= 10 else ""


def is_blank(cell: str) -> bool:
    """An empty cell, or one of the signs for it."""
    return cell in headings()[1]["blank"]


def has_unit(cell: str) -> bool:
    """Whether the cell's value carries a unit of its own."""
    return bool(re.search(r"[^\d０-９,，.．+\-−－]$", cell))


def caption_unit(grid: Grid) -> str:
    """The unit the table's caption or first rows state for all of it (单位：件)."""
    found = CAPTION_UNIT.search(grid.caption)
    if not found:
        found = next((m for row in grid.rows[:2] for cell in row if (m := CAPTION_UNIT.search(cell))), None)
    unit = found.group(1) if found else ""
    return unit if _is_unit(unit) else ""


def topic_of(grid: Grid) -> str:
    """行政处罚, 行政许可 …: what the table as a whole is about, "" when it does not say."""
    words = grid.caption + "".join("".join(dict.fromkeys(row)) for row in grid.rows[:1])
    return next((topic for topic in sorted(headings()[1]["topics"]) if topic in words), "")
