"""Tables → figures: headings make the indicator, a heading or caption the unit."""

from __future__ import annotations

import pytest

from knowledge.figures import Figure, extract_figures
from knowledge.outline import Section, outline_report
from knowledge.readers import Block, Cell, ReadFile, Table, read_file
from knowledge.spans import Span


def figures_of(text: str, blocks: tuple[Block, ...] = (), year: int = 2024) -> list[Figure]:
    whole = Span(0, len(text))
    section = Section(0, 0, "", "", (), Span(0, 0), whole, whole, None)
    return extract_figures(ReadFile(text, blocks, "md"), [section], year=year)


def named(figures: list[Figure]) -> list[tuple[str, str, str]]:
    return [(f.indicator, f.value, f.unit) for f in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| 处罚种类 | 数量 |\n| --- | --- |\n| 警告 | 121 |\n| 吊销许可证 | 0 |\n| 罚没金额(万元) | 17.5 |\n",
            [("警告", "121", ""), ("吊销许可证", "0", ""), ("罚没款金额", "17.5", "万元")],
        ),
        (
            "| 申请数量 | 受理数量 | 不予许可数量 |\n| --- | --- | --- |\n| 265 | 260 | 2 |\n",
            [("申请", "265", ""), ("受理", "260", ""), ("不予许可", "2", "")],
        ),
        (
            "统计表（单位：件）\n单位名称 | 立案数量 | 结案数量\n一所 | 12 | 10\n合计 | 30 | 28\n",
            [("立案", "12", "件"), ("结案", "10", "件"), ("立案", "30", "件"), ("结案", "28", "件")],
        ),
    ],
)
def test_flattened_table_is_read_by_its_headings(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(figures_of(text)) == expected


def test_rows_of_organs_are_scopes_and_the_total_is_not() -> None:
    figures = figures_of("单位名称 | 立案数量（件）\n东城所 | 12\n合计 | 30\n")
    assert [(f.value, f.scope) for f in figures] == [("12", "东城所"), ("30", "")]


def test_year_columns_give_years_and_change_columns_changes() -> None:
    figures = figures_of("指标 | 单位 | 2023年 | 2024年 | 同比(%)\n立案 | 件 | 500 | 412 | -17.6\n")
    assert [(f.indicator, f.value, f.year, f.kind) for f in figures] == [
        ("立案", "500", 2023, "count"), ("立案", "412", 2024, "count"), ("立案", "-17.6", 2024, "change")
    ]  # fmt: skip


def test_merged_heading_over_two_rows() -> None:
    words = [["机关名称", "法制审核", "", "立案"], ["", "审核数", "纠错数", ""], ["甲局", "7", "1", "9"]]
    text, cells = "", []
    merged = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)}
    for r, row in enumerate(words):
        for c, word in enumerate(row):
            if word:
                rows, columns = merged.get((r, c), (1, 1))
                cells.append(Cell(r, c, Span(len(text), len(text) + len(word)), word, rows, columns))
                text += word + " | "
        text += "\n"
    table = Table(tuple(cells), header_rows=2, caption="单位：件")
    figures = figures_of(text, (Block("table", Span(0, len(text)), table=table),))
    assert [(f.surface, f.value, f.unit, f.scope) for f in figures] == [
        ("法制审核审核数", "7", "件", "甲局"), ("法制审核纠错数", "1", "件", "甲局"), ("立案", "9", "件", "甲局")
    ]  # fmt: skip


def test_span_is_the_cell_and_sentence_its_row() -> None:
    text = "种类 | 数量\n警告 | 1,121\n"
    figure = figures_of(text)[0]
    assert figure.span.of(text) == "1,121"
    assert figure.sentence.of(text) == "警告 | 1,121"


def flattened(text: str) -> list[tuple[str, str, str, str]]:
    """(indicator, scope, value, unit) of each figure of a text."""
    read = read_file(text.encode(), "report.txt")
    figures = extract_figures(read, outline_report(read), year=2024)
    return [(f.indicator, f.scope, f.value, f.unit) for f in figures]


def test_flattened_headings_of_two_rows_stand_over_the_columns_they_were_merged_over() -> None:
    text = (
        "序号 | 单位 | 行政处罚（件） | 罚没金额（万元）\n警告 | 罚款\n1 | 第一所 | 3 | 12 | 8.5\n合计 | 3 | 12 | 8.5\n"
    )
    assert flattened(text) == [
        ("行政处罚警告", "第一所", "3", "件"),
        ("行政处罚罚款", "第一所", "12", "件"),
        ("罚没款金额", "第一所", "8.5", "万元"),
        ("行政处罚警告", "", "3", "件"),
        ("行政处罚罚款", "", "12", "件"),
        ("罚没款金额", "", "8.5", "万元"),
    ]


def test_flattened_headings_that_cannot_be_placed_give_no_figures() -> None:
    assert (
        flattened(
            "单位 | 强制情况（宗）\n措施 | 执行 | 申请\n查封 | 扣押 | 加处 | 代履行\n局机关 | 5 | 7 | 0 | 1 | 2\n"
        )
        == []
    )


def test_columns_take_their_subject_from_the_caption() -> None:
    text = "行政许可实施情况统计表（单位：件）\n申请数量 | 受理数量 | 不予许可数量\n2145 | 2130 | 6\n"
    assert [row[0] for row in flattened(text)] == ["行政许可申请", "行政许可受理", "不予许可"]


def test_column_of_changes_has_its_own_unit() -> None:
    text = "指标 | 单位 | 2023年 | 2024年 | 同比增减（%）\n行政检查 | 次 | 1200 | 1350 | 12.5\n"
    assert [row[3] for row in flattened(text)] == ["次", "次", "%"]


def test_line_that_begins_with_a_mark_among_lines_that_do_not_has_an_empty_first_cell() -> None:
    text = (
        "单位 | 行政处罚（件） | 行政检查（次）\n | 本年 | 上年 | 本年 | 上年\n"
        "东所 | 12 | 10 | 30 | 28\n合计 | 12 | 10 | 30 | 28\n"
    )
    assert [(f.indicator, f.value, f.unit, f.year, f.scope) for f in figures_of(text)] == [
        ("行政处罚案件", "12", "件", 2024, "东所"),
        ("行政处罚案件", "10", "件", 2023, "东所"),
        ("行政检查", "30", "次", 2024, "东所"),
        ("行政检查", "28", "次", 2023, "东所"),
        ("行政处罚案件", "12", "件", 2024, ""),
        ("行政处罚案件", "10", "件", 2023, ""),
        ("行政检查", "30", "次", 2024, ""),
        ("行政检查", "28", "次", 2023, ""),
    ]


def test_months_at_the_head_of_a_column_are_the_period_and_a_percent_sign_is_a_unit_of_its_own() -> None:
    text = (
        "| 事项 | 1—11月 | 上年同期 | 同比 |\n| 立案（件） | 174 | 151 | 15.2% |\n"
        "| 拆除违建（平方米） | 2650 | 3140 | -15.6% |\n"
    )
    assert [(f.indicator, f.value, f.unit, f.period, f.year) for f in figures_of(text)] == [
        ("立案", "174", "件", "1—11月", 2024),
        ("立案", "151", "件", "", 2023),
        ("立案", "15.2", "%", "", 2024),
        ("拆除违建", "2650", "平方米", "1—11月", 2024),
        ("拆除违建", "3140", "平方米", "", 2023),
        ("拆除违建", "-15.6", "%", "", 2024),
    ]


def test_columns_that_add_up_to_a_total_have_its_unit_and_the_total_its_subject() -> None:
    figures = figures_of(
        "表1 行政处罚实施情况\n单位 | 立案数量（宗） | 警告 | 罚款 | 合计（宗） | 罚没金额（万元）\n"
        "执法支队 | 58 | 4 | 31 | 35 | 89.35\n合计 | 58 | 4 | 31 | 35 | 89.35\n"
    )
    assert [(f.scope, f.indicator, f.value, f.unit) for f in figures[:5]] == [
        ("执法支队", "立案", "58", "宗"),
        ("执法支队", "行政处罚警告", "4", "宗"),
        ("执法支队", "罚款件数", "31", "宗"),
        ("执法支队", "行政处罚案件", "35", "宗"),
        ("执法支队", "罚没款金额", "89.35", "万元"),
    ]


def test_what_is_counted_of_a_row_stands_behind_the_row() -> None:
    figures = figures_of("类别 | 案件数（起） | 罚没款（万元）\n道路运输 | 251 | 51.7\n水路海事 | 21 | 9.4\n")
    assert named(figures) == [
        ("道路运输案件", "251", "起"),
        ("道路运输罚没款", "51.7", "万元"),
        ("水路海事案件", "21", "起"),
        ("水路海事罚没款", "9.4", "万元"),
    ]
