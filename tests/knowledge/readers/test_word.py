"""docx: document order, heading styles, automatic numbers, merged cells, tracked changes, text boxes."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from knowledge.readers import ReadFile, read_file


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: Document) -> ReadFile:
    return read_file(saved(document), "报告.docx")


def test_paragraphs_and_tables_come_in_document_order() -> None:
    document = docx.Document()
    document.core_properties.title = "河滨区年度报告"
    document.add_heading("一、基本情况", level=1)
    document.add_paragraph("现有人员30人。")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip([c for row in table.rows for c in row.cells], ["指标", "数值", "立案", "12"], strict=True):
        cell.text = words
    document.add_paragraph("以上数据截至年底。")
    result = read(document)
    assert [(b.kind, b.level) for b in result.blocks] == [
        ("heading", 1),
        ("paragraph", None),
        ("table", None),
        ("paragraph", None),
    ]
    assert result.text == "一、基本情况\n现有人员30人。\n指标 | 数值\n立案 | 12\n以上数据截至年底。\n"
    assert result.metadata == {"title": "河滨区年度报告"}


def test_merged_cells_are_stored_once_with_their_size() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "单位"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "处罚"
    for place, words in {(1, 1): "警告", (1, 2): "罚款", (2, 0): "甲所", (2, 1): "3", (2, 2): "5"}.items():
        table.cell(*place).text = words
    block = read(document).blocks[0]
    assert block.table is not None
    found = {(c.row, c.column): (c.text, c.rows, c.columns) for c in block.table.cells}
    assert found[0, 0] == ("单位", 2, 1)
    assert found[0, 1] == ("处罚", 1, 2)
    assert block.table.header_rows == 2
    grid = block.table.grid()
    assert grid[1][0] is grid[0][0] and grid[0][2] is grid[0][1]


NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""


def test_numbers_that_word_generates_are_kept() -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, words in [(0, "概况"), (1, "人员"), (2, "编制"), (2, "持证"), (1, "案件"), (0, "做法"), (1, "培训")]:
        paragraph = document.add_paragraph(words)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )
    assert read(document).text.split() == [
        "一、概况",
        "（一）人员",
        "1.编制",
        "2.持证",
        "（二）案件",
        "二、做法",
        "（一）培训",
    ]


def test_inserted_words_count_and_deleted_ones_do_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("立案")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>11</w:delText></w:r></w:del>')
    )
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>12件。</w:t></w:r></w:ins>'))
    assert read(document).text == "立案12件。\n"


def test_a_frame_of_one_cell_is_text_not_a_table() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "内部资料。"
    assert [block.kind for block in read(document).blocks] == ["paragraph"]


def test_words_of_a_text_box_are_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文。")
    box = "<w:txbxContent><w:p><w:r><w:t>框内说明。</w:t></w:r></w:p></w:txbxContent>"
    spaces = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph._p.append(
        parse_xml(
            f"<w:r {spaces}><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    assert read(document).text == "正文。\n框内说明。\n"


def test_an_entity_declaration_is_refused() -> None:
    data = saved(docx.Document())
    source = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == "word/document.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content.split(b"?>", 1)[1]
            target.writestr(member, content)
    from pytest import raises

    from knowledge.readers import UnreadableFile

    with raises(UnreadableFile, match="实体"):
        read_file(stream.getvalue(), "a.docx")


def test_style_inherited_numbers_stop_where_a_paragraph_switches_them_off() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("说明", style="List Number")
    off = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    document.add_paragraph("首项", style="List Number")
    paragraph._p.get_or_add_pPr().append(off)
    assert paragraph._p.find(qn("w:pPr")) is not None
    assert read(document).text == "说明\n1.首项\n"
