"""A table as a writer keeps it → SuppliedMetrics, unchecked. Columns are found by their headings, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.metrics.grids import (
    CAPTION_UNIT,
    Grid,
    caption_unit,
    counted_unit,
    grids,
    has_unit,
    heading,
    headings,
    is_blank,
    is_number,
    role_of,
    topic_of,
)
from knowledge.readers import ReadFile

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_NO_TABLE = "没有找到表格。请上传带“指标、数值、单位”三列的表格（xlsx、csv、docx 或文字表格）"


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
    topic: str = ""  # what its table is about (行政处罚), where the table says so


@dataclass(frozen=True, slots=True)
class SuppliedTable:
    """The rows of a file's tables. ``notes`` say, in Chinese, what was not taken and why."""

    rows: tuple[SuppliedMetric, ...]
    notes: tuple[str, ...] = ()


def metrics_of_table(read: ReadFile) -> list[SuppliedMetric]:
    """The rows of ``supplied_table``."""
    return list(supplied_table(read).rows)


def supplied_table(read: ReadFile) -> SuppliedTable:
    """Rows of a workbook, csv, docx table or text table; columns found by their headings in any order.

    Long tables (one row an indicator) and the statutory wide ones (headers are the indicators, 合计 row taken)
    may stand side by side in one file. Rows without a value are left out: that is "not supplied". A table that tells no
    indicators is left out too and noted, unless there is no other; so is a formula without its result.

    Raises:
        MetricsRefused: no table at all, or none with an indicator and a value column.
    """
    found: list[SuppliedMetric] = []
    problems: list[str] = []
    for grid in grids(read):
        rows = _long_rows(grid) or _wide_rows(grid) or _plain_rows(grid)
        if rows:
            found.extend(_with_topic(rows, found, grid))
        elif any(is_number(cell) for row in grid.rows for cell in row):
            problems.append(_why_not(grid))
    notes = (*(f"{problem}。这张表没有用上" for problem in problems), *read.warnings)
    if not found:
        raise MetricsRefused([*problems, *read.warnings] or [_NO_TABLE])
    return SuppliedTable(tuple(found), notes)


def _why_not(grid: Grid) -> str:
    head = "、".join(cell for cell in grid.rows[0] if cell) if grid.rows else ""
    where = grid.origin or "表格"
    return (
        f"{where}看不出哪一列是指标、哪一列是数值（第1行为“{head[:40]}”）。请写上列名，如 指标、数值、单位、上年；"
        "若各列就是指标而有多行单位，请加一行“合计”"
    )


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Role → column of a heading row. Year headings: the latest is the value, the one before is last year."""
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    for index, cell in enumerate(row):
        if not cell or is_number(cell) or cell in headings()[1]["serial"]:
            continue
        role = role_of(cell)
        year = _YEAR.search(cell)
        if year and role in ("year", "value"):
            years.setdefault(int(year.group(1)), index)
        elif role and role != "year":
            if role == "indicator" and "指标" in cell and "指标" not in row[columns.get(role, index)]:
                columns[role] = index  # 类别 | 指标: the one that says so names the rows
            columns.setdefault(role, index)
    for role, year_number in zip(("value", "last_year"), sorted(years, reverse=True), strict=False):
        columns.setdefault(role, years[year_number])
    return columns


def _long_rows(grid: Grid) -> list[SuppliedMetric]:
    for start, row in enumerate(grid.rows[:6]):
        columns = _columns(row)
        if "value" in columns and "indicator" not in columns and columns["value"] > 0 and not row[0]:
            columns["indicator"] = 0
        if {"indicator", "value"} <= columns.keys() and len(set(columns.values())) == len(columns):
            return _rows_under(grid, start, columns)
    return []


def _rows_under(grid: Grid, start: int, columns: dict[str, int]) -> list[SuppliedMetric]:
    head = grid.rows[start]
    common = heading(head[columns["value"]])[1] or heading(head[columns["indicator"]])[1] or caption_unit(grid)
    rows = []
    for index in range(start + 1, len(grid.rows)):
        row = grid.rows[index]
        cells = {role: row[column] for role, column in columns.items()}
        if row == head or not any(cells.values()) or is_blank(cells["value"]):
            continue
        name, unit = heading(cells["indicator"])
        note = cells.get("note", "")
        unit = cells.get("unit", "") or unit or ("" if has_unit(cells["value"]) else common)
        last, change = cells.get("last_year", ""), cells.get("change", "")
        place = grid.place(index, columns["value"])
        unit = unit or counted_unit(name)
        rows.append(SuppliedMetric(name, cells["value"], unit, _given(last), _given(change), note, place))
    return _with_total_unit(rows)


def _with_total_unit(rows: list[SuppliedMetric]) -> list[SuppliedMetric]:
    """警告 | 12175 … 合计（宗） | 108156: the unit of the total row is the unit of the rows above it."""
    totals = [i for i, row in enumerate(rows) if row.indicator in headings()[1]["total"] and row.unit]
    if len(totals) != 1:
        return rows
    return [
        replace(row, unit=rows[totals[0]].unit) if i < totals[0] and not row.unit and not has_unit(row.value) else row
        for i, row in enumerate(rows)
    ]


def _given(cell: str) -> str:
    return "" if is_blank(cell) else cell


def _wide_rows(grid: Grid) -> list[SuppliedMetric]:
    """Headers are the indicators (1–3 header rows); the 合计 row, or the only row, holds the values."""
    first = next((i for i, row in enumerate(grid.rows) if sum(map(is_number, row)) * 2 > len(row)), None)
    if first is None or first == 0 or first > 4:
        return []
    data = [i for i in range(first, len(grid.rows)) if any(map(is_number, grid.rows[i]))]
    taken = _total_row(grid, data)
    if taken is None:
        return []
    common = caption_unit(grid)
    found: list[tuple[int, SuppliedMetric]] = []
    for column, cell in enumerate(grid.rows[taken]):
        path = _header_path(grid, first, column)
        if path and is_number(cell) and path[-1] not in headings()[1]["serial"] | headings()[1]["body"]:
            name, unit = _leaf_name(path, grid)
            unit = unit or ("" if has_unit(cell) else common or counted_unit(path[-1]))
            found.append((column, SuppliedMetric(name, cell, unit, place=grid.place(taken, column))))
    return _distinct_names(found, grid, first)


def _total_row(grid: Grid, data: Sequence[int]) -> int | None:
    totals = [i for i in data if any(heading(cell)[0] in headings()[1]["total"] for cell in grid.rows[i][:2])]
    if len(totals) == 1:
        return totals[0]
    return data[0] if len(data) == 1 else None


def _header_path(grid: Grid, first: int, column: int) -> list[str]:
    path: list[str] = []
    for row in grid.rows[:first]:
        cell = row[column]
        if cell and not _is_title(row) and not CAPTION_UNIT.search(cell) and (not path or path[-1] != cell):
            path.append(cell)
    return path


def _is_title(row: Sequence[str]) -> bool:
    """A title merged over the whole width, or nearly so; the name of who filled the form in."""
    words = {cell for cell in row if cell}
    widest = max((row.count(cell) for cell in words), default=0)
    if len(words) == 1 and widest > 1 and widest * 3 >= len(row) * 2:
        return True
    return any(re.match(r"填报|填表|制表|编制|报送", cell) for cell in words)


def _leaf_name(path: Sequence[str], grid: Grid) -> tuple[str, str]:
    """The indicator's name; a leaf that says nothing by itself (次数, 合计) takes its parents' words."""
    unit = next((u for cell in reversed(path) if (u := heading(cell)[1])), "")
    names = [heading(cell)[0] for cell in path]
    name = names[-1]
    if name in headings()[1]["bare"]:
        above = names[-2] if len(names) > 1 else topic_of(grid)
        name = above if above.endswith(name) else above + name  # 法制审核 over 审核 says it once
    return name, unit


def _distinct_names(found: Sequence[tuple[int, SuppliedMetric]], grid: Grid, first: int) -> list[SuppliedMetric]:
    """The same leaf under two parents (by column): both take their parent's words."""
    names = [row.indicator for _, row in found]
    distinct = []
    for column, row in found:
        path = [heading(cell)[0] for cell in _header_path(grid, first, column)]
        double = names.count(row.indicator) > 1 and len(path) > 1
        distinct.append(replace(row, indicator="".join(path[-2:])) if double else row)
    return distinct


def _with_topic(rows: Sequence[SuppliedMetric], before: Sequence[SuppliedMetric], grid: Grid) -> list[SuppliedMetric]:
    """合计 of one table and 合计 of another are different: such names take their table's topic."""
    taken = {row.indicator for row in before}
    topic = topic_of(grid)
    bare = headings()[1]["bare"]
    rows = [replace(row, topic=topic) for row in rows]
    return [
        replace(row, indicator=topic + row.indicator)
        if topic and topic not in row.indicator and (row.indicator in taken or row.indicator in bare)
        else row
        for row in rows
    ]


def _plain_rows(grid: Grid) -> list[SuppliedMetric]:
    """No headings at all: 立案 | 647 | 件."""
    rows = []
    for index, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell]
        if len(cells) not in (2, 3) or is_number(cells[0]) or not is_number(cells[1]):
            return []
        name, unit = heading(cells[0])
        unit = cells[2] if len(cells) == 3 else unit
        rows.append(SuppliedMetric(name, cells[1], unit or counted_unit(name), place=grid.place(index, 1)))
    return rows
