"""Markdown: the text stays as it is; headings, tables and front matter are recognised."""

from __future__ import annotations

from knowledge.readers import read_file

SOURCE = """---
issuer: 河滨区应急管理局
year: 2022
---

# 河滨区应急管理局年度报告

<!-- 内部批注 -->

## 一、执法情况
全年检查210家次。
全年处罚12起。

| 种类 | 数量 |
| --- | ---: |
| 警告 | 7 |
| 罚款 | 5 |

- 第一项说明
"""


def test_front_matter_becomes_metadata_and_no_block() -> None:
    read = read_file(SOURCE.encode(), "a.md")
    assert read.metadata == {"issuer": "河滨区应急管理局", "year": "2022"}
    assert read.text == SOURCE
    assert read.blocks[0].span.of(SOURCE) == "河滨区应急管理局年度报告"


def test_headings_have_levels_and_lines_stay_paragraphs() -> None:
    read = read_file(SOURCE.encode(), "a.md")
    assert [(b.kind, b.level, b.span.of(SOURCE)) for b in read.blocks if b.kind != "table"] == [
        ("heading", 1, "河滨区应急管理局年度报告"),
        ("heading", 2, "一、执法情况"),
        ("paragraph", None, "全年检查210家次。"),
        ("paragraph", None, "全年处罚12起。"),
        ("paragraph", None, "第一项说明"),
    ]


def test_pipe_tables_have_cells_without_the_rule() -> None:
    read = read_file(SOURCE.encode(), "a.md")
    table = next(block.table for block in read.blocks if block.table)
    assert table.header_rows == 1
    assert [cell.text for cell in table.cells] == ["种类", "数量", "警告", "7", "罚款", "5"]
    assert all(cell.span.of(SOURCE) == cell.text for cell in table.cells)


def test_a_rule_under_a_long_paragraph_makes_no_heading() -> None:
    text = "全年共检查经营单位三百二十户次，发现隐患四十五处，均已督促整改到位，无一遗漏并经复查。\n---\n下一段。\n"
    read = read_file(text.encode(), "a.md")
    assert [block.kind for block in read.blocks] == ["paragraph", "paragraph"]
