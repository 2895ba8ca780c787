"""A table as a writer keeps it → SuppliedMetrics, unchecked. Columns are found by their headings, in any order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from knowledge.readers import ReadFile, Table

_BRACKETED = re.compile(r"[（(\[【]([^（）()\[\]【】]*)[）)\]】]")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_CAPTION_UNIT = re.compile(r"单位\s*[:：]\s*([^\s）)，,；;|]+)")
_NUMBER_CELL = re.compile(r"^[-+−－]?[\d０-９][\d０-９,，.．\s]*(?:%|％|[\u4e00-\u9fff]{0,4})$")
_NO_TABLE = "没有找到表格。请上传带“指标、数值、单位”三列的表格（xlsx、csv、docx 或文字表格）"
_SCALED = re.compile(r"^[万亿千百]+")


class MetricsRefused(ValueError):
    """The table can't be used as it is; ``problems`` says, in Chinese, row by row, what, where and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class SuppliedMetric:
    """One row as it came in, unchecked."""

    indicator: str
    value: str
    unit: str = ""
    last_year: str = ""
    change: str = ""
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as plain words: rows × columns, merged cells repeated; ``origin`` names it in messages."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    origin: str

    def place(self, row: int) -> str:
        return f"{self.origin}第{row + 1}行"


@cache
def _headings() -> tuple[tuple[tuple[str, frozenset[str], tuple[str, ...]], ...], dict[str, frozenset[str]]]:
    data = tomllib.loads((Path(__file__).parent / "table_headings.toml").read_text("utf-8"))
    roles = tuple((role["name"], frozenset(role["exact"]), tuple(role["part"])) for role in data["role"])
    return roles, {name: frozenset(words) for name, words in data["words"].items()}


def metrics_of_table(read: ReadFile) -> list[SuppliedMetric]:
    """Rows of a workbook, csv, docx table or text table; columns found by their headings in any order.

    Long tables (one row an indicator) and the statutory wide ones (headers are the indicators, 合计 row taken)
    may stand side by side in one file. Rows without a value are left out: that is "not supplied".

    Raises:
        MetricsRefused: no table at all, or none with an indicator and a value column.
    """
    found: list[SuppliedMetric] = []
    problems: list[str] = []
    for grid in _grids(read):
        rows = _long_rows(grid) or _wide_rows(grid) or _plain_rows(grid)
        if rows:
            found.extend(_with_topic(rows, found, grid))
        elif any(_is_number(cell) for row in grid.rows for cell in row):
            problems.append(_why_not(grid))
    if not found:
        raise MetricsRefused(problems or [_NO_TABLE])
    if problems:
        raise MetricsRefused(problems)
    return found


def _why_not(grid: _Grid) -> str:
    head = "、".join(cell for cell in grid.rows[0] if cell) if grid.rows else ""
    where = grid.origin or "表格"
    return (
        f"{where}看不出哪一列是指标、哪一列是数值（第1行为“{head[:40]}”）。请写上列名，如 指标、数值、单位、上年；"
        "若各列就是指标而有多行单位，请加一行“合计”"
    )


def _grids(read: ReadFile) -> Iterator[_Grid]:
    tables = [(index, block.table) for index, block in enumerate(read.blocks) if block.table is not None]
    if not tables:
        yield from _text_grids(read.text)
        return
    for number, (index, table) in enumerate(tables, start=1):
        before = read.blocks[index - 1] if index and read.blocks[index - 1].table is None else None
        caption = table.caption or (before.span.of(read.text) if before else "")
        origin = "" if len(tables) == 1 else f"表{number}"
        yield _Grid(_words(table), caption.strip(), origin)


def _words(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_tidy(cell.text) if cell else "" for cell in row) for row in table.grid())


def _tidy(text: str) -> str:
    return re.sub(r"\s+", "", text).strip("*#")


def _text_grids(text: str) -> Iterator[_Grid]:
    """Pasted tables: runs of lines parted by | or tabs or wide blanks, or by commas where nothing else parts them."""
    for pattern in (r"\s*[|｜]\s*", r"\t", r"\s{2,}|　+", r"[,，]", r"\s+|[:：]"):
        rows = []
        for line in text.splitlines():
            cells = tuple(_tidy(cell) for cell in re.split(pattern, line.strip().strip("|｜")))
            if len(cells) >= 2 and not all(re.fullmatch(r"[-:—]*", cell) for cell in cells):
                rows.append(cells)
        if len(rows) >= 2 or (rows and any(_is_number(cell) for cell in rows[0])):
            width = max(len(row) for row in rows)
            yield _Grid(tuple(row + ("",) * (width - len(row)) for row in rows), "", "")
            return


def _is_number(cell: str) -> bool:
    return bool(_NUMBER_CELL.match(cell)) and not _YEAR.match(cell)


def _heading(cell: str) -> tuple[str, str]:
    """A heading's words and the unit in its brackets: 罚没金额（万元） → 罚没金额, 万元."""
    unit = ""
    for inner in _BRACKETED.findall(cell):
        candidate = re.sub(r"^单位[:：]?", "", inner)
        if _is_unit(candidate):
            unit = candidate
            cell = re.sub(r"[（(\[【]" + re.escape(inner) + r"[）)\]】]", "", cell)
    return cell, unit


def _is_unit(word: str) -> bool:
    units = _headings()[1]["units"]
    return word in units or _SCALED.sub("", word) in units


def _role(cell: str) -> str:
    words = _heading(cell)[0]
    roles, _ = _headings()
    for name, exact, part in roles:
        if words in exact or (len(words) <= 10 and any(p in words for p in part)):
            return name
    return "year" if _YEAR.search(words) and len(words) <= 10 else ""


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Role → column of a heading row. Year headings: the latest is the value, the one before is last year."""
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    for index, cell in enumerate(row):
        if not cell or _is_number(cell) or cell in _headings()[1]["serial"]:
            continue
        role = _role(cell)
        year = _YEAR.search(cell)
        if year and role in ("year", "value"):
            years.setdefault(int(year.group(1)), index)
        elif role and role != "year":
            columns.setdefault(role, index)
    for role, year_number in zip(("value", "last_year"), sorted(years, reverse=True), strict=False):
        columns.setdefault(role, years[year_number])
    return columns


def _long_rows(grid: _Grid) -> list[SuppliedMetric]:
    for start, row in enumerate(grid.rows[:6]):
        columns = _columns(row)
        if "value" in columns and "indicator" not in columns and columns["value"] > 0 and not row[0]:
            columns["indicator"] = 0
        if {"indicator", "value"} <= columns.keys() and len(set(columns.values())) == len(columns):
            return _rows_under(grid, start, columns)
    return []


def _rows_under(grid: _Grid, start: int, columns: dict[str, int]) -> list[SuppliedMetric]:
    head = grid.rows[start]
    common = _heading(head[columns["value"]])[1] or _heading(head[columns["indicator"]])[1] or _caption_unit(grid)
    rows = []
    for index in range(start + 1, len(grid.rows)):
        row = grid.rows[index]
        cells = {role: row[column] for role, column in columns.items()}
        if row == head or not any(cells.values()) or _is_blank(cells["value"]):
            continue
        name, unit = _heading(cells["indicator"])
        note = cells.get("note", "")
        unit = cells.get("unit", "") or unit or ("" if _has_unit(cells["value"]) else common)
        last, change = cells.get("last_year", ""), cells.get("change", "")
        rows.append(SuppliedMetric(name, cells["value"], unit, _given(last), _given(change), note, grid.place(index)))
    return _with_total_unit(rows)


def _with_total_unit(rows: list[SuppliedMetric]) -> list[SuppliedMetric]:
    """警告 | 12175 … 合计（宗） | 108156: the unit of the total row is the unit of the rows above it."""
    totals = [i for i, row in enumerate(rows) if row.indicator in _headings()[1]["total"] and row.unit]
    if len(totals) != 1:
        return rows
    return [
        replace(row, unit=rows[totals[0]].unit) if i < totals[0] and not row.unit and not _has_unit(row.value) else row
        for i, row in enumerate(rows)
    ]


def _given(cell: str) -> str:
    return "" if _is_blank(cell) else cell


def _is_blank(cell: str) -> bool:
    return cell in _headings()[1]["blank"]


def _has_unit(cell: str) -> bool:
    return bool(re.search(r"[^\d０-９,，.．+\-−－]$", cell))


def _caption_unit(grid: _Grid) -> str:
    found = _CAPTION_UNIT.search(grid.caption)
    if not found:
        found = next((m for row in grid.rows[:2] for cell in row if (m := _CAPTION_UNIT.search(cell))), None)
    unit = found.group(1) if found else ""
    return unit if _is_unit(unit) else ""


def _wide_rows(grid: _Grid) -> list[SuppliedMetric]:
    """Headers are the indicators (1–3 header rows); the 合计 row, or the only row, holds the values."""
    first = next((i for i, row in enumerate(grid.rows) if sum(map(_is_number, row)) * 2 > len(row)), None)
    if first is None or first == 0 or first > 4:
        return []
    data = [i for i in range(first, len(grid.rows)) if any(map(_is_number, grid.rows[i]))]
    taken = _total_row(grid, data)
    if taken is None:
        return []
    common = _caption_unit(grid)
    rows = []
    for column, cell in enumerate(grid.rows[taken]):
        path = _header_path(grid, first, column)
        if path and _is_number(cell) and path[-1] not in _headings()[1]["serial"] | _headings()[1]["body"]:
            name, unit = _leaf_name(path, grid)
            unit = unit or ("" if _has_unit(cell) else common)
            rows.append(SuppliedMetric(name, cell, unit, place=f"{grid.place(taken)}第{column + 1}列"))
    return _distinct_names(rows, grid, first)


def _total_row(grid: _Grid, data: Sequence[int]) -> int | None:
    totals = [i for i in data if any(_heading(cell)[0] in _headings()[1]["total"] for cell in grid.rows[i][:2])]
    if len(totals) == 1:
        return totals[0]
    return data[0] if len(data) == 1 else None


def _header_path(grid: _Grid, first: int, column: int) -> list[str]:
    path: list[str] = []
    for row in grid.rows[:first]:
        cell = row[column]
        title = len(set(row)) == 1 and len(row) > 1  # a title merged over the whole width
        if cell and not title and not _CAPTION_UNIT.search(cell) and (not path or path[-1] != cell):
            path.append(cell)
    return path


def _leaf_name(path: Sequence[str], grid: _Grid) -> tuple[str, str]:
    """The indicator's name; a leaf that says nothing by itself (次数, 合计) takes its parents' words."""
    unit = next((u for cell in reversed(path) if (u := _heading(cell)[1])), "")
    names = [_heading(cell)[0] for cell in path]
    name = names[-1]
    if name in _headings()[1]["bare"]:
        above = names[-2] if len(names) > 1 else _topic(grid)
        name = above if above.endswith(name) else above + name  # 法制审核 over 审核 says it once
    return name, unit


def _distinct_names(rows: list[SuppliedMetric], grid: _Grid, first: int) -> list[SuppliedMetric]:
    """The same leaf under two parents: both take their parent's words."""
    names = [row.indicator for row in rows]
    distinct = []
    for row in rows:
        column = int(row.place.rsplit("第", 1)[1].rstrip("列")) - 1
        path = [_heading(cell)[0] for cell in _header_path(grid, first, column)]
        double = names.count(row.indicator) > 1 and len(path) > 1
        distinct.append(replace(row, indicator="".join(path[-2:])) if double else row)
    return distinct


def _topic(grid: _Grid) -> str:
    words = grid.caption + "".join("".join(set(row)) for row in grid.rows[:1])
    return next((topic for topic in sorted(_headings()[1]["topics"]) if topic in words), "")


def _with_topic(rows: Sequence[SuppliedMetric], before: Sequence[SuppliedMetric], grid: _Grid) -> list[SuppliedMetric]:
    """合计 of one table and 合计 of another are different: such names take their table's topic."""
    taken = {row.indicator for row in before}
    topic = _topic(grid)
    bare = _headings()[1]["bare"]
    return [
        replace(row, indicator=topic + row.indicator)
        if topic and topic not in row.indicator and (row.indicator in taken or row.indicator in bare)
        else row
        for row in rows
    ]


def _plain_rows(grid: _Grid) -> list[SuppliedMetric]:
    """No headings at all: 立案 | 647 | 件."""
    rows = []
    for index, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell]
        if len(cells) not in (2, 3) or _is_number(cells[0]) or not _is_number(cells[1]):
            return []
        name, unit = _heading(cells[0])
        unit = cells[2] if len(cells) == 3 else unit
        rows.append(SuppliedMetric(name, cells[1], unit, place=grid.place(index)))
    return rows
