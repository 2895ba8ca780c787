"""A workbook to fill in: last year's indicators with their values, this year's column empty."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from assistant.drafting.metrics_wanted import WantedMetric

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TO_FILL_IN = PatternFill("solid", fgColor="FFF2CC")
WIDTHS = (40, 14, 10, 14, 40)


def metrics_workbook(wanted: Sequence[WantedMetric], year: int) -> bytes:
    """The bytes of an .xlsx that POST /drafts takes once the second column is filled in."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("供稿指标")
    sheet.freeze_panes = "B2"
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_cell(sheet, words, bold=True) for words in ("指标", f"{year}年", "单位", f"{year - 1}年", "备注")])
    for row in wanted:
        empty = WriteOnlyCell(sheet, None)
        empty.fill = TO_FILL_IN
        last = WriteOnlyCell(sheet, _number(row.last_year))
        sheet.append([_cell(sheet, row.indicator), empty, _cell(sheet, row.unit), last, _cell(sheet, row.section)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, words: str, *, bold: bool = False) -> Cell:
    """Text; a document's words are never a formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", words))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell


def _number(value: str) -> int | float | str:
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return value
    return int(number) if number == int(number) else float(number)
