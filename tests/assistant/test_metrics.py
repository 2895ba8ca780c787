"""What a metrics table may look like, and what is said when it can't be used."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest

from assistant.metrics.supplied import MetricsRefused, SuppliedMetric, check_metrics, metric_warnings, metrics_of_table
from knowledge.readers import ReadFile, read_file
from tests.assistant.tables import pasted, read_of, table_of


def rows_of(read: ReadFile) -> list[tuple[str, str, str, str]]:
    return [(m.indicator, m.value, m.unit, m.last_year) for m in metrics_of_table(read)]


@pytest.mark.parametrize(
    "rows",
    [
        [["指标", "数值", "单位", "上年"], ["立案", "702", "件", "647"], ["罚没款金额", "398.5", "万元", "344.1"]],
        [["单位", "去年", "项目", "2026年"], ["件", "647", "立案", "702"], ["万元", "344.1", "罚没款金额", "398.5"]],
        [
            ["序号", "名称", "计量单位", "2025年", "2026年"],
            ["1", "立案", "件", "647", "702"],
            ["2", "罚没款金额", "万元", "344.1", "398.5"],
        ],
        [
            ["执法数据一览"],
            ["指标名称", "本年数", "单位", "上年数"],
            ["立案", "702", "件", "647"],
            ["罚没款金额", "398.5", "万元", "344.1"],
        ],
    ],
    ids=["plain", "any-order", "years-as-headings", "title-row"],
)
def test_columns_are_found_by_their_headings(rows: list[list[str]]) -> None:
    wide = max(map(len, rows))
    read = read_of(table_of([row + [""] * (wide - len(row)) for row in rows]))
    assert rows_of(read) == [("立案", "702", "件", "647"), ("罚没款金额", "398.5", "万元", "344.1")]


def test_a_unit_may_stand_in_the_heading_in_the_name_or_in_the_cell() -> None:
    read = read_of(table_of([["指标", "数值"], ["罚没金额（万元）", "344.1"], ["立案", "647件"]]))
    metrics = check_metrics(metrics_of_table(read))
    assert [(m.value, m.unit, m.amount, m.amount_unit) for m in metrics] == [
        ("344.1", "万元", Decimal("3441000.0"), "元"),
        ("647", "件", Decimal(647), "件"),
    ]


def test_the_unit_of_the_total_row_is_the_unit_of_the_rows_above() -> None:
    rows = [["处罚种类", "数量"], ["警告", "12"], ["罚款", "94"], ["合计（宗）", "106"], ["罚没金额（万元）", "17.5"]]
    read = read_of(table_of(rows, caption="行政处罚统计表"))
    assert [(m.indicator, m.unit) for m in metrics_of_table(read)] == [
        ("警告", "宗"), ("罚款", "宗"), ("行政处罚合计", "宗"), ("罚没金额", "万元"),
    ]  # fmt: skip


def test_a_wide_table_gives_its_headers_as_indicators_and_the_total_row_as_values() -> None:
    rows = [
        ["单位", "行政强制措施（件）", "行政强制措施（件）", "行政强制执行（件）", "金额（万元）"],
        ["单位", "查封场所设施财物", "其他", "代履行", "金额（万元）"],
        ["甲所", "3", "1", "0", "2.5"],
        ["乙所", "4", "0", "1", "3"],
        ["合计", "7", "1", "1", "5.5"],
    ]
    merged = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 4): (2, 1)}
    read = read_of(table_of(rows, caption="行政强制实施情况统计表", merged=merged))
    assert [(m.indicator, m.value, m.unit) for m in metrics_of_table(read)] == [
        ("查封场所设施财物", "7", "件"),
        ("行政强制措施其他", "1", "件"),
        ("代履行", "1", "件"),
        ("行政强制金额", "5.5", "万元"),
    ]


def test_several_tables_of_one_workbook_keep_their_equal_names_apart() -> None:
    licences = table_of([["申请数量", "法制审核"], ["30件", "4件"]], caption="行政许可实施情况统计表")
    penalties = table_of([["立案数量", "法制审核"], ["20件", "6件"]], caption="行政处罚实施情况统计表")
    names = [m.indicator for m in metrics_of_table(read_of(licences, penalties))]
    assert len(names) == len(set(names)) == 4
    assert "行政处罚法制审核" in names


def test_rows_without_a_value_are_not_supplied() -> None:
    read = read_of(table_of([["指标", "数值", "单位"], ["立案", "", "件"], ["结案", "—", "件"], ["听证", "0", "件"]]))
    assert [m.indicator for m in metrics_of_table(read)] == ["听证"]


@pytest.mark.parametrize(
    "text",
    [
        "指标 | 数值 | 单位\n--- | --- | ---\n立案 | 702 | 件\n结案 | 690 | 件",
        "指标\t数值\t单位\n立案\t702\t件\n结案\t690\t件",
        "指标,数值,单位\n立案,702,件\n结案,690,件",
        "立案：702件\n结案：690件",
    ],
)
def test_a_pasted_text_table_is_read(text: str) -> None:
    metrics = check_metrics(metrics_of_table(pasted(text)))
    assert [(m.indicator, m.value, m.unit) for m in metrics] == [("立案", "702", "件"), ("结案", "690", "件")]


def test_a_table_copied_from_a_spreadsheet_keeps_empty_cells_and_line_breaks() -> None:
    text = '类别\t指标\t2025年\t单位\r\n执法\t立案\t1,702\t件\r\n\t"结案\n（含移送）"\t690\t件\r\n'
    metrics = check_metrics(metrics_of_table(pasted(text)))
    assert [(m.value, m.unit) for m in metrics] == [("1,702", "件"), ("690", "件")]
    assert metrics[1].indicator.startswith("结案")


def test_a_table_of_a_word_file_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("2025年供稿数据")
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("指标", "本年", "单位", "上年"),
        ("立案", "702", "件", "650"),
        ("罚没款金额", "344.1", "万元", "400"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    metrics = check_metrics(metrics_of_table(read_file(stream.getvalue(), "供稿.docx")))
    assert [(m.indicator, m.value, m.unit, m.last_year) for m in metrics] == [
        ("立案", "702", "件", "650"),
        ("罚没款金额", "344.1", "万元", "400"),
    ]


def test_a_table_without_an_indicator_column_says_what_it_saw() -> None:
    read = read_of(table_of([["甲", "乙"], ["1", "2"], ["3", "4"]]))
    with pytest.raises(MetricsRefused, match="看不出哪一列是指标"):
        metrics_of_table(read)


def test_a_text_without_a_table_is_refused() -> None:
    with pytest.raises(MetricsRefused, match="没有找到表格"):
        metrics_of_table(pasted("今年工作很好。"))


def test_every_fault_is_named_at_once_with_row_and_indicator() -> None:
    with pytest.raises(MetricsRefused) as refused:
        check_metrics(
            [
                SuppliedMetric("立案", "702", "件"),
                SuppliedMetric("结案", "许多", "件"),
                SuppliedMetric("罚没款金额", "344.1", ""),
                SuppliedMetric("立案数", "700", "件"),
                SuppliedMetric("", "5", "件"),
            ]
        )
    problems = refused.value.problems
    assert len(problems) == 4
    assert problems[0].startswith("第2行“结案”的数值“许多”不是数字")
    assert problems[1].startswith("第3行“罚没款金额”缺少单位")
    assert "第4行“立案数”与第1行“立案”是同一指标" in problems[2]
    assert problems[3].startswith("第5行缺少指标名称")


@pytest.mark.parametrize("unit", ["元", "件"])
def test_a_unit_in_the_cell_that_contradicts_the_column_is_refused(unit: str) -> None:
    with pytest.raises(MetricsRefused, match="不一致"):
        check_metrics([SuppliedMetric("罚没款金额", "344.1万元", unit)])


def test_a_scale_in_the_cell_joins_the_unit_of_the_column() -> None:
    (metric,) = check_metrics([SuppliedMetric("行政检查", "1.2万", "件")])
    assert (metric.value, metric.unit, metric.amount) == ("1.2", "万件", Decimal(12000))


def test_a_given_change_that_does_not_follow_is_a_warning() -> None:
    metrics = check_metrics([SuppliedMetric("立案", "702", "件", last_year="647", change="12.3%")])
    (warning,) = metric_warnings(metrics)
    assert "8.50%" in warning
    assert "12.3%" in warning


@pytest.mark.parametrize("change", ["8.5%", "增长8.50%", "+8.5％"])
def test_a_given_change_that_follows_is_silent(change: str) -> None:
    assert metric_warnings(check_metrics([SuppliedMetric("立案", "702", "件", last_year="647", change=change)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "指标\t单位\t上年\t数值\n立案\t件\t438\t471\n罚没款金额\t万元\t\t252.9",
        "指标\t单位\t数值\t上年\n立案\t件\t471\t438\n罚没款金额\t万元\t252.9\t",
        "指标 | 单位 | 数值 | 上年\n立案 | 件 | 471 | 438\n罚没款金额 | 万元 | 252.9 | ",
        "指标\t单位\t数值\t上年\t备注\n立案\t件\t471\t438\t\n罚没款金额\t万元\t252.9\t\t口径未变\n",
    ],
)
def test_an_empty_cell_of_a_pasted_sheet_keeps_its_place(text: str) -> None:
    rows = metrics_of_table(read_file(text.encode(), "指标.txt"))
    assert [(row.indicator, row.value, row.unit, row.last_year) for row in rows] == [
        ("立案", "471", "件", "438"),
        ("罚没款金额", "252.9", "万元", ""),
    ]
