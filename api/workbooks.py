"""The ledger as a workbook for a person's own tables: values as written, amounts to reckon with, and their places."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from api.schemas import plain
from knowledge.document import Correction
from knowledge.library import LedgerRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | None
_MOST_DIGITS = 15  # what a spreadsheet's number holds
_MOST_CHARACTERS = 32_767  # what its cell holds
_TEXT = "@"
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_CORRECTED = PatternFill("solid", fgColor="FFF2CC")
_KINDS = {
    "count": "数量",
    "money": "金额",
    "ratio": "比率",
    "change": "增减",
    "duration": "期限",
    "rank": "位次",
    "measure": "计量",
}
_DIRECTIONS = {"up": "增", "down": "减", "flat": "平", "": ""}


def workbook_of(rows: Sequence[LedgerRow]) -> bytes:
    """An xlsx file with one sheet: a frozen header with filters, one row a figure, corrected ones coloured."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(rows) + 1}"
    for at, (_, width, _) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_head(sheet, title) for title, _, _ in _COLUMNS])
    for row in rows:
        fill = _CORRECTED if row.correction else None
        sheet.append([_cell(sheet, value(row), fill) for _, _, value in _COLUMNS])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _head(sheet: WriteOnlyWorksheet, title: str) -> Cell:
    cell = _cell(sheet, title, _HEAD)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="center")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value, fill: PatternFill | None) -> Cell:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:_MOST_CHARACTERS])
        cell.data_type = "s"  # a text that begins with = is no formula
        cell.number_format = _TEXT
    else:
        cell = WriteOnlyCell(sheet, value)
    if fill is not None:
        cell.fill = fill
    return cell


def _amount(row: LedgerRow) -> Value:
    """A number where the document gives an exact one; else as text, so that no sum takes it for exact."""
    if row.amount is None:
        return ""
    exact = not row.approximation and len(row.amount.normalize().as_tuple().digits) <= _MOST_DIGITS
    if not exact:
        return plain(row.amount)
    return int(row.amount) if row.amount == int(row.amount) else float(row.amount)


def _corrected(tell: Callable[[LedgerRow, Correction], str]) -> Callable[[LedgerRow], Value]:
    return lambda row: tell(row, row.correction) if row.correction else ""


def _what_was(row: LedgerRow, correction: Correction) -> str:
    """Each field that the correction changed, as it was read."""
    was = correction.was
    parts = [
        ("指标", was.indicator, row.indicator),
        ("数值", f"{was.value}{was.unit}", f"{row.value}{row.unit}"),
        ("年度", was.year, row.year),
        ("范围", was.scope or "全局", row.scope or "全局"),
        ("期间", was.period or "全年", row.period or "全年"),
        ("性质", _nature(was.planned), _nature(row.planned)),
    ]
    return "；".join(f"{name}：{before}" for name, before, after in parts if before != after)


def _nature(planned: bool) -> str:
    return "计划" if planned else "实绩"


_COLUMNS: tuple[tuple[str, float, Callable[[LedgerRow], Value]], ...] = (
    ("年度", 7, lambda row: row.year),
    ("期间", 10, lambda row: row.period),
    ("单位名称", 28, lambda row: row.issuer),
    ("指标", 26, lambda row: row.indicator),
    ("范围", 14, lambda row: row.scope),
    ("数值", 12, lambda row: row.value),
    ("计量单位", 10, lambda row: row.unit),
    ("约数用词", 9, lambda row: row.approximation),
    ("换算数", 16, _amount),
    ("换算单位", 9, lambda row: row.amount_unit),
    ("类别", 7, lambda row: _KINDS[row.kind]),
    ("性质", 7, lambda row: _nature(row.planned)),
    ("增减", 7, lambda row: _DIRECTIONS[row.direction]),
    ("比较基准", 10, lambda row: row.base),
    ("文档标题", 40, lambda row: row.title),
    ("章节", 28, lambda row: row.section),
    ("页码", 7, lambda row: row.page),
    ("原句", 80, lambda row: row.sentence_text),
    ("把握", 7, lambda row: row.confidence),
    ("数据编号", 24, lambda row: row.id),
    ("更正", 9, _corrected(lambda _, correction: "已剔除" if correction.rejected else "已更正")),
    ("更正人", 10, _corrected(lambda _, correction: correction.by)),
    ("更正时间", 18, _corrected(lambda _, correction: f"{correction.at.astimezone():%Y-%m-%d %H:%M}")),
    ("更正说明", 28, _corrected(lambda _, correction: correction.note)),
    ("更正前", 28, _corrected(_what_was)),
)
