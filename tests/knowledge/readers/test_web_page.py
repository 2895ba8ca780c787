"""HTML: visible words only; tables with row and column spans."""

from __future__ import annotations

from knowledge.readers import read_file

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>年度报告_河滨区</title>
<meta name="ArticleTitle" content="河滨区2021年行政执法情况报告"><style>p{color:red}</style></head><body>
<script>var a = "无关";</script><h1>河滨区2021年行政执法情况报告</h1>
<p style="display:none">隐藏的字</p><p hidden>也隐藏</p>
<p>全年立案<b>35</b>件，
同比下降2%。<br>　　全年结案33件。</p>
<table><tr><th rowspan="2">单位</th><th colspan="2">处罚</th></tr><tr><th>警告</th><th>罚款</th></tr>
<tr><td>甲所</td><td>3</td><td>5</td></tr></table>
<table><tr><td><p>版式表格里的段落。</p></td></tr></table>
<div>种类 | 数量</div><div>检查 | 12</div>
</body></html>"""


def test_only_visible_words_are_read() -> None:
    read = read_file(PAGE.encode("gb18030"), "a.html")
    lines = read.text.splitlines()
    assert lines[:3] == ["河滨区2021年行政执法情况报告", "全年立案35件，同比下降2%。", "全年结案33件。"]
    assert "隐藏" not in read.text and "无关" not in read.text
    assert "版式表格里的段落。" in lines
    assert read.metadata["title"] == "河滨区2021年行政执法情况报告"
    assert read.blocks[0].level == 1


def test_spans_of_cells_are_resolved() -> None:
    read = read_file(PAGE.encode("gb18030"), "a.html")
    table, flattened = (block.table for block in read.blocks if block.table)
    assert table.header_rows == 2
    assert [(c.row, c.column, c.text, c.rows, c.columns) for c in table.cells][:4] == [
        (0, 0, "单位", 2, 1),
        (0, 1, "处罚", 1, 2),
        (1, 1, "警告", 1, 1),
        (1, 2, "罚款", 1, 1),
    ]
    assert [cell.text for cell in flattened.cells] == ["种类", "数量", "检查", "12"]


def test_deep_nesting_does_not_break_the_reader() -> None:
    page = "<html><body>" + "<div>" * 3000 + "深处的话。" + "</div>" * 3000 + "</body></html>"
    assert "深处的话。" in read_file(page.encode(), "a.html").text
