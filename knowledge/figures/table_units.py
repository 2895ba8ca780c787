"""What the cells of a table are counted in: headings, a column of units, the caption, a total they add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.figures.periods import Setting
from knowledge.quantities import read_quantity
from knowledge.quantities.units import is_unit
from knowledge.readers import Cell

TOTAL_ROW = re.compile(r"\A(?:合\s*计|总\s*计|小\s*计|全\s*局|全市合计)")
CHANGE = re.compile(r"同比|增减|增长|增幅|比上年|较上年|变化")
UNIT_NOTE = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（()）]{1,6})\s*[）)]")
_CAPTION_UNIT = re.compile(r"(?:计量)?单位[:：]\s*([^\s，。；|）)]{1,12})")
_FINES = re.compile("罚没?款|没收|征收|追缴|款项")
_MONEY = re.compile("金额|款额|收入|支出|资金|投资|产值|税额|费用?(?:\\Z|（)|货值|案值|余额|预算|决算")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells, how far its headings reach, and what stands above it."""

    rows: list[list[Cell | None]]
    header_rows: int
    header_columns: int
    caption: str
    setting: Setting
    section: int


def column_words(grid: Grid, c: int) -> list[str]:
    """The headings above a cell, top down, a merged one once."""
    words: list[str] = []
    for r in range(grid.header_rows):
        cell = grid.rows[r][c] if c < len(grid.rows[r]) else None
        word = re.sub(r"\s+", "", cell.text) if cell else ""
        if word and word not in words:
            words.append(word)
    return words


def holds_units(grid: Grid, c: int) -> bool:
    """Whether a column headed 单位 says what is counted in; the same word heads columns of bodies."""
    heading = column_words(grid, c)
    if not heading or heading[-1] not in {"单位", "计量单位"}:
        return False
    cells = [row[c] for row in grid.rows[grid.header_rows :] if c < len(row)]
    words = [cell.text.strip() for cell in cells if cell and cell.text.strip()]
    return bool(words) and all(is_unit(word) for word in words)


def unit_of(grid: Grid, r: int, c: int, column: Sequence[str], row: Sequence[str]) -> str:
    """From a unit column, the row's or column's heading, or the caption; a column of changes has its own."""
    cell = grid.rows[r][c]
    if cell and cell.text.strip().endswith(("%", "％")):
        return "%"
    if any(CHANGE.search(word) and re.search("[%％]", word) for word in column):
        return "%"
    for at, cell in enumerate(grid.rows[r]):
        if cell and holds_units(grid, at):
            return cell.text.strip()
    for word in (*reversed(row), *reversed(column)):
        for found in UNIT_NOTE.finditer(word):
            if is_unit(found[1]):
                return found[1]
    found_unit = _CAPTION_UNIT.search(grid.caption)
    units = re.split("[、/，和及]", found_unit[1]) if found_unit else []
    if units and all(map(is_unit, units)):
        return _of_several(units, grid, c, row)
    return _unit_of_sum(grid, c)


def _of_several(units: Sequence[str], grid: Grid, c: int, row: Sequence[str]) -> str:
    """单位：件、万元 is said of counts and of money: the one that fits the column; "" where that is not sure.

    罚款 heads a column of sums where one of them has decimals, else it may as well count the fines.
    """
    headings = [*row, *column_words(grid, c)]
    money = any(_MONEY.search(word) for word in headings)
    cells = [line[c] for line in grid.rows[grid.header_rows :] if c < len(line)]
    if not money and any(_FINES.search(word) for word in headings):
        if not any(cell and "." in cell.text for cell in cells):
            return ""
        money = True
    fitting = [unit for unit in units if unit.endswith("元") == money] if len(units) > 1 else units
    return fitting[0] if len(fitting) == 1 else ""


def _unit_of_sum(grid: Grid, c: int) -> str:
    """警告 | 罚款 | 没收 | 合计（宗）: what adds up to a total is counted in its unit; "" where nothing adds up."""
    for total in range(c + 1, len(grid.rows[-1])):
        heading = column_words(grid, total)
        unit = next((found[1] for word in heading for found in UNIT_NOTE.finditer(word) if is_unit(found[1])), "")
        if not unit:
            continue
        first = next((at + 1 for at in range(c - 1, -1, -1) if any(map(UNIT_NOTE.search, column_words(grid, at)))), 0)
        first = max(first, grid.header_columns)
        summed = heading and TOTAL_ROW.match(heading[-1])
        return unit if summed and all(_adds_up(row, first, total) for row in grid.rows[grid.header_rows :]) else ""
    return ""


def _adds_up(row: Sequence[Cell | None], first: int, total: int) -> bool:
    cells = [read_quantity(cell.text.strip(), "") if cell else None for cell in row[first : total + 1]]
    amounts = [number.amount for number in cells if number and number.amount is not None]
    return len(amounts) == total + 1 - first and sum(amounts[:-1]) == amounts[-1]
