"""xlsx and csv: every sheet a table, values as shown."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import Workbook

from knowledge.readers import ReadFile, UnreadableFile, read_file
from knowledge.readers.workbook import shown_number


def read(book: Workbook) -> ReadFile:
    stream = io.BytesIO()
    book.save(stream)
    return read_file(stream.getvalue(), "供稿.xlsx")


def sheet(book: Workbook, title: str, rows: list[list[object]]) -> None:
    page = book.create_sheet(title)
    for row in rows:
        page.append(row)


def empty_book() -> Workbook:
    book = Workbook()
    for page in list(book.worksheets):
        book.remove(page)
    return book


def test_every_sheet_is_a_table_with_its_name_as_caption() -> None:
    book = empty_book()
    sheet(book, "处罚", [["指标", "数值", "单位"], ["立案", 12, "件"], ["罚没款", 34.5, "万元"]])
    sheet(book, "许可", [["指标", "数值"], ["受理", 300]])
    result = read(book)
    tables = [block.table for block in result.blocks if block.table]
    assert [table.caption for table in tables] == ["处罚", "许可"]
    assert [cell.text for cell in tables[0].cells][3:6] == ["立案", "12", "件"]
    assert tables[0].header_rows == 1
    assert all(cell.span.of(result.text) == cell.text for table in tables for cell in table.cells)


def test_merged_cells_keep_their_size_and_title_rows_count_as_header() -> None:
    book = empty_book()
    sheet(book, "表", [["处罚统计表", None, None], ["单位", "警告", "罚款"], ["甲所", 3, 5]])
    book["表"].merge_cells("A1:C1")
    table = read(book).blocks[0].table
    assert table is not None
    assert (table.cells[0].text, table.cells[0].columns, table.header_rows) == ("处罚统计表", 3, 2)


def test_a_formula_without_result_is_named_in_a_warning() -> None:
    book = empty_book()
    sheet(book, "表", [["指标", "数值"], ["立案", 12], ["合计", "=SUM(B2:B2)"]])
    result = read(book)
    assert len(result.warnings) == 1
    assert "B3" in result.warnings[0] and "表" in result.warnings[0]


def test_hidden_sheets_are_left_out_with_a_warning() -> None:
    book = empty_book()
    sheet(book, "表", [["指标", "数值"], ["立案", 12]])
    sheet(book, "字典", [["甲", 1]])
    book["字典"].sheet_state = "hidden"
    result = read(book)
    assert "甲" not in result.text and "字典" in result.warnings[0]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (344.1, "General", "344.1"),
        (0.1 + 0.2, "General", "0.3"),
        (12, "#,##0", "12"),
        (16489, "#,##0", "16489"),
        (0.914648443, "0.00%", "91.46%"),
        (0.5, "0%", "50%"),
        (12.345678, "0.00", "12.35"),
        (344.1, "0.00", "344.1"),
        (-9.79, "0.00_ ;[Red]-0.00", "-9.79"),
        (1753.79, '0.00"万元"', "1753.79"),
    ],
)
def test_numbers_are_shown_as_in_the_sheet(value: float, number_format: str, shown: str) -> None:
    assert shown_number(value, number_format) == shown


def test_dates_are_shown_as_dates() -> None:
    book = empty_book()
    sheet(book, "表", [["截止", "数值"], [datetime.date(2023, 12, 31), 4]])
    assert "2023-12-31 | 4" in read(book).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_one_table_whatever_delimiter_and_encoding(encoding: str, delimiter: str) -> None:
    rows = [["指标", "数值"], ["立案", "1200"], ['"甲、乙"', "3"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    table = read_file(data, "a.csv").blocks[0].table
    assert table is not None
    assert [cell.text for cell in table.cells] == ["指标", "数值", "立案", "1200", "甲、乙", "3"]


def test_a_stray_format_at_the_far_corner_is_refused_with_advice() -> None:
    book = empty_book()
    sheet(book, "表", [["指标", 1]])
    book["表"]["XFD900000"] = "x"
    with pytest.raises(UnreadableFile, match="空行空列"):
        read(book)
