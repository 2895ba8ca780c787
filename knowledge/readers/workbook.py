"""xlsx: every visible sheet is one table, values as the sheet shows them."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.readers.blocks import ReadFile, UnreadableFile
from knowledge.readers.layout import Layout, RawCell
from knowledge.readers.limits import check_cells

_Place: TypeAlias = tuple[int, int]
_DECIMALS = re.compile(r"0\.(?P<zeros>0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_workbook(data: bytes, name: str) -> ReadFile:
    """An xlsx file; the caption of each table is its sheet's name.

    A formula the file holds no result for (it was never opened in Excel) leaves an empty cell and a warning.

    Raises:
        UnreadableFile: damaged, or a sheet with more cells than are read.
    """
    try:
        values = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data), data_only=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, BadZipFile, InvalidFileException) as error:
        raise UnreadableFile(
            f"“{name}”的表格内容读不出来（{type(error).__name__}），文件可能已损坏。"
            "请用 Excel/WPS 打开后另存一份再上传。"
        ) from error
    layout, warnings = Layout(), []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            warnings.append(f"工作表“{sheet.title}”是隐藏的，没有读取；需要的话请取消隐藏后重新上传。")
            continue
        check_cells(sheet.max_row, sheet.max_column, f"“{name}”的工作表“{sheet.title}”")
        rows = [row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)]
        numbers = tuple(int(row[0].row or 0) for row in rows)
        first = min((cell.column for row in rows for cell in row if cell.value is not None), default=1)
        layout.add_table(list(_cells(sheet)), caption=sheet.title, sheet=(numbers, first))
        warnings.extend(_without_result(sheet, formulas[sheet.title]))
    return layout.finish("xlsx", name, _metadata(values.properties.title), warnings)


def _metadata(title: str | None) -> dict[str, str]:
    return {"title": title.strip()} if title and title.strip() else {}


def _cells(sheet: Worksheet) -> Iterator[RawCell]:
    """Cells with places counted from the first used row and column; blank rows are left out."""
    merged = _merged(sheet)
    rows = [row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)]
    row_at = {int(row[0].row or 0): index for index, row in enumerate(rows)}
    used = [cell.column for row in rows for cell in row if cell.value is not None]
    first_column, last_column = min(used, default=1), max(used, default=0)
    for row in rows:
        for cell in row:
            if not isinstance(cell, SheetCell) or not first_column <= cell.column <= last_column:
                continue
            height, width = merged.get((cell.row, cell.column), (1, 1))
            kept = 1 if height == 1 else sum(1 for r in row_at if cell.row <= r < cell.row + height)
            columns = min(width, last_column - cell.column + 1)
            yield RawCell(row_at[cell.row], cell.column - first_column, shown_value(cell), kept, columns)


def _merged(sheet: Worksheet) -> dict[_Place, _Place]:
    return {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }


def _without_result(sheet: Worksheet, formulas: Worksheet) -> Iterator[str]:
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                yield (
                    f"工作表“{sheet.title}”的单元格 {cell.coordinate} 是公式，文件里没有存它的结果，按空白处理。"
                    "请用 Excel/WPS 打开并保存一次再上传。"
                )


def shown_value(cell: SheetCell) -> str:
    """What a person sees in the cell: percentages as such, no more decimals than the format shows, dates as dates."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return shown_number(value, str(cell.number_format or "General"))
    if isinstance(value, datetime.datetime):
        has_time = value.time() != datetime.time()
        return value.strftime("%Y-%m-%d %H:%M") if has_time else value.strftime("%Y-%m-%d")
    return str(value).strip()


def shown_number(value: int | float, number_format: str) -> str:
    """A number as the format shows it, without the zeros that only pad it (344.10 → 344.1) and without commas."""
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    pattern = _QUOTED.sub("", number_format.split(";", maxsplit=1)[0])
    percent = pattern.count("%")
    number *= Decimal(100) ** percent
    decimals = _DECIMALS.search(pattern)
    if decimals or (pattern.strip() not in ("General", "@", "") and "0" in pattern and "E" not in pattern):
        places = len(decimals["zeros"]) if decimals else 0
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return ("0" if plain == "-0" else plain) + "%" * percent
