"""Text files: the text stays as it is, whatever the encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers import UnreadableFile, read_file

REPORT = (
    "河滨区城市管理局\n2023年行政执法工作报告\n\n一、基本情况\n\n　　全年立案120件，罚没款金额35.2万元。\r\n- 3 -\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_decoded_text_is_kept_unchanged(encoding: str) -> None:
    read = read_file(REPORT.encode(encoding), "报告.txt")
    assert read.text == REPORT
    assert read.format == "txt"


def test_blocks_are_lines_without_blanks_and_page_numbers() -> None:
    read = read_file(REPORT.encode(), "报告.txt")
    assert [block.span.of(read.text) for block in read.blocks] == [
        "河滨区城市管理局",
        "2023年行政执法工作报告",
        "一、基本情况",
        "全年立案120件，罚没款金额35.2万元。",
    ]


@pytest.mark.parametrize("number", ["- 10 -", "—3—", "－ 7 －", "第 3 页", "第3页 共10页", "3/12"])
def test_page_numbers_are_no_blocks(number: str) -> None:
    read = read_file(f"正文说明。\n{number}\n其余说明。".encode(), "a.txt")
    assert [block.span.of(read.text) for block in read.blocks] == ["正文说明。", "其余说明。"]


def test_a_sentence_that_a_line_break_cut_is_one_block() -> None:
    text = (
        "全区共出动执法人员三千余人次，检查各类经营单位，发现并整改\n问题隐患四百余处，立案查处《\n"
        "产品质量法\n》案件12件。\n二、主要做法\n"
    )
    read = read_file(text.encode(), "a.txt")
    assert [block.span.of(text).replace("\n", "") for block in read.blocks] == [
        "全区共出动执法人员三千余人次，检查各类经营单位，发现并整改问题隐患四百余处，立案查处《产品质量法》案件12件。",
        "二、主要做法",
    ]


def test_a_long_heading_is_not_joined_to_the_paragraph_below() -> None:
    text = "（一）坚持问题导向，持续开展重点领域专项整治和联合检查，切实维护市场秩序\n全年共检查320户次。\n"
    read = read_file(text.encode(), "a.txt")
    assert len(read.blocks) == 2


def test_lines_with_bars_become_a_table_with_exact_cells() -> None:
    text = "表一 行政处罚统计表（2022年度）\n单位：件\n单位名称|警告|罚款\n甲所|3|5\n合计|3|5\n说明：按决定日期统计。\n"
    read = read_file(text.encode(), "a.txt")
    table = next(block.table for block in read.blocks if block.table)
    assert [[cell.text if cell else None for cell in row] for row in table.grid()] == [
        ["单位名称", "警告", "罚款"],
        ["甲所", "3", "5"],
        ["合计", "3", "5"],
    ]
    assert all(cell.span.of(text) == cell.text for cell in table.cells)
    assert table.header_rows == 1
    assert table.caption == "表一 行政处罚统计表（2022年度） 单位：件"


def test_one_line_with_a_bar_is_no_table() -> None:
    read = read_file("来源：本局 | 发布：办公室\n正文说明。".encode(), "a.txt")
    assert all(block.table is None for block in read.blocks)


def test_bytes_in_no_known_encoding_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="编码"):
        read_file(b"\xff\xfe\x00\xd8" + "文".encode("utf-16-le") + b"\x01", "a.txt")


def test_control_characters_are_refused_as_no_text() -> None:
    with pytest.raises(UnreadableFile, match="不是文本文件"):
        read_file(b"\x00\x01\x02\x03abc" * 20, "a.txt")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t|　"), max_size=400))
def test_any_text_reads_into_ordered_blocks_that_do_not_overlap(text: str) -> None:
    data = text.encode()
    try:
        read = read_file(data, "a.txt")
    except UnreadableFile:
        return
    assert text.endswith(read.text)
    end = 0
    for block in read.blocks:
        assert end <= block.span.start < block.span.end <= len(read.text)
        end = block.span.end
        for cell in block.table.cells if block.table else ():
            assert cell.span.of(read.text) == cell.text
            assert block.span.contains(cell.span)
