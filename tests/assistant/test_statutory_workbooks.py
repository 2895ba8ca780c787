"""Workbooks as bodies fill them in: statutory tables on several sheets, a bureau's own list, and their faults."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.metrics.supplied import MetricsRefused, check_metrics, supplied_table
from knowledge.readers import read_file


def bytes_of(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(book: Workbook, title: str, rows: list[list[object]], merged: tuple[str, ...] = ()) -> Worksheet:
    made: Worksheet = book.create_sheet(title)
    for row in rows:
        made.append(row)
    for area in merged:
        made.merge_cells(area)
    return made


def new_book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def statutory() -> Workbook:
    """Four of the yearly tables: titles over the whole width, headings of two rows, 合计 last, a footnote below."""
    book = new_book()
    sheet(
        book,
        "行政处罚",
        [
            ["2025年度行政处罚实施情况统计表", *[None] * 6],
            ["填报单位：云河区市场监督管理局", *[None] * 4, "统计日期：12月31日", None],
            ["单位名称", "行政处罚实施数量（件）", None, None, None, "合计（件）", "罚没金额（万元）"],
            [None, "警告", "罚款", "没收违法所得", "行政拘留", None, None],
            ["城关所", 3, 40, 2, 0, 45, 12.5],
            ["河东所", 1, 30, 0, 0, 31, 8.25],
            ["合计", 4, 70, 2, 0, 76, 20.75],
            ["说明：统计期间为2025年1月1日至12月31日。", *[None] * 6],
        ],
        ("A1:G1", "A2:C2", "A3:A4", "B3:E3", "F3:F4", "G3:G4", "A8:G8"),
    )
    sheet(
        book,
        "行政许可",
        [
            ["行政许可实施情况统计表", *[None] * 5],
            ["单位：件", *[None] * 5],
            ["机关", "申请数量", "受理数量", "不予许可数量", "法制审核", None],
            [None, None, None, None, "审核", "纠错"],
            ["区局", 1200, 1180, 2, 40, 1],
        ],
        ("A1:F1", "A2:F2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"),
    )
    sheet(
        book,
        "其他行为",
        [
            ["执法主体", "行政检查次数", "行政征收", None],
            [None, None, "次数", "金额（万元）"],
            ["甲队", 100, 2, 1.5],
            ["总计", 220, 3, 2],
        ],
        ("A1:A2", "B1:B2", "C1:D1"),
    )
    sheet(book, "持证情况", [["在岗执法人员（人）", "持证人数（人）", "持证率（%）"], [210, 205, 97.6]])
    return book


def test_the_statutory_tables_of_one_workbook_are_read_together() -> None:
    metrics = check_metrics(supplied_table(read_file(bytes_of(statutory()), "年报.xlsx")).rows)
    assert {(m.indicator, m.value, m.unit) for m in metrics} == {
        ("警告", "4", "件"),
        ("罚款", "70", "件"),
        ("没收违法所得", "2", "件"),
        ("行政拘留", "0", "件"),
        ("行政处罚合计", "76", "件"),
        ("罚没金额", "20.75", "万元"),
        ("行政许可申请数量", "1200", "件"),
        ("行政许可受理数量", "1180", "件"),
        ("不予许可数量", "2", "件"),
        ("法制审核", "40", "件"),
        ("法制审核纠错", "1", "件"),
        ("行政检查次数", "220", "次"),
        ("行政征收次数", "3", "次"),
        ("行政征收金额", "2", "万元"),
        ("在岗执法人员", "210", "人"),
        ("持证人数", "205", "人"),
        ("持证率", "97.6", "%"),
    }
    assert {m.topic for m in metrics if m.indicator in ("警告", "行政拘留")} == {"行政处罚"}
    assert next(m.place for m in metrics if m.indicator == "警告") == "工作表“行政处罚”B7"


USUAL: list[object] = ["指标", "数值", "单位", "上年", "同比"]


def own_list(*rows: list[object]) -> Workbook:
    book = new_book()
    sheet(book, "指标", [USUAL, *rows])
    return book


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["结案", "约七百", "件"], "工作表“指标”B3“结案”的数值“约七百”不是数字"),
        (["结案", 7, None], "工作表“指标”B3“结案”缺少单位"),
        ([None, 7, "件"], "工作表“指标”B3缺少指标名称"),
        (["立案", 8, "件"], "工作表“指标”B3“立案”与工作表“指标”B2“立案”是同一指标"),
        (["结案", 7, "件", "同上"], "工作表“指标”B3“结案”的上年值“同上”不是数字"),
        (["结案", "7起", "件"], "工作表“指标”B3“结案”的数值“7起”自带单位“起”，与单位列“件”不一致"),
    ],
)
def test_what_is_wrong_is_said_with_sheet_and_cell(row: list[object], said: str) -> None:
    read = read_file(bytes_of(own_list(["立案", 5, "件"], row)), "指标.xlsx")
    with pytest.raises(MetricsRefused) as refused:
        check_metrics(supplied_table(read).rows)
    assert any(problem.startswith(said) for problem in refused.value.problems)


def test_blank_rows_and_columns_do_not_shift_the_cell_that_is_named() -> None:
    book = new_book()
    sheet(book, "指标", [[], [None, *USUAL], [], [None, "立案", "待核", "件"]])
    with pytest.raises(MetricsRefused, match="工作表“指标”C4“立案”"):
        check_metrics(supplied_table(read_file(bytes_of(book), "指标.xlsx")).rows)


def test_a_formula_without_its_result_is_named_and_the_rest_is_taken() -> None:
    held = supplied_table(read_file(bytes_of(own_list(["立案", "=2+3", "件"], ["结案", 4, "件"])), "指标.xlsx"))
    assert [row.indicator for row in held.rows] == ["结案"]
    assert any("B2" in note and "公式" in note for note in held.notes)


def test_nothing_but_formulas_without_results_is_refused_with_their_cells() -> None:
    with pytest.raises(MetricsRefused, match="B2 是公式"):
        supplied_table(read_file(bytes_of(own_list(["立案", "=2+3", "件"])), "指标.xlsx"))


def test_a_sheet_that_tells_no_indicators_is_noted_where_another_does() -> None:
    book = own_list(["立案", 5, "件"])
    sheet(book, "草稿", [["甲", "乙"], [1, 2], [3, 4]])
    held = supplied_table(read_file(bytes_of(book), "指标.xlsx"))
    assert [row.indicator for row in held.rows] == ["立案"]
    assert any(note.startswith("工作表“草稿”看不出哪一列是指标") for note in held.notes)


def test_columns_in_any_order_with_units_in_headings_and_a_remark() -> None:
    book = new_book()
    rows: list[list[object]] = [["备注", "2025年", "项目", "上年同期", "计量单位"], ["含派驻", 471, "立案", 438, "件"]]
    sheet(book, "数据", rows)
    (metric,) = check_metrics(supplied_table(read_file(bytes_of(book), "数据.xlsx")).rows)
    assert (metric.indicator, metric.value, metric.unit, metric.last_year, metric.note) == (
        "立案", "471", "件", "438", "含派驻",
    )  # fmt: skip
