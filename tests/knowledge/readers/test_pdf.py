"""PDF: lines joined into paragraphs, tables, page numbers dropped; scans and locked files refused."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table as PrintedTable

from knowledge.readers import UnreadableFile, read_file

FONT = "STSong-Light"
LEFT, WIDTH, SIZE = 90, 28, 15
SENTENCE = (
    "全年共出动执法人员一千二百余人次，检查各类生产经营单位六百八十户次，发现问题隐患九十四处并全部督促整改到位。"
)


def canvas(stream: io.BytesIO, lock: str = "") -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    page = Canvas(stream, pagesize=A4, encrypt=StandardEncryption(lock) if lock else None)
    page.setFont(FONT, SIZE)
    return page


def wrapped(words: str) -> list[str]:
    words = "　　" + words
    return [words[i : i + WIDTH] for i in range(0, len(words), WIDTH)]


def printed(pages: list[list[str]], lock: str = "") -> bytes:
    stream = io.BytesIO()
    page = canvas(stream, lock)
    for number, lines in enumerate(pages, 1):
        page.setFont(FONT, SIZE)
        for row, line in enumerate(lines):
            indent = len(line) - len(line.lstrip("　"))
            page.drawString(LEFT + indent * SIZE, 760 - row * 24, line.lstrip("　"))
        page.drawCentredString(300, 40, f"- {number} -")
        page.showPage()
    page.save()
    return stream.getvalue()


def test_lines_are_joined_into_paragraphs_and_page_numbers_dropped() -> None:
    read = read_file(printed([["　　一、检查情况", *wrapped(SENTENCE), *wrapped("立案12件。")]]), "a.pdf")
    assert read.text == f"一、检查情况\n{SENTENCE}\n立案12件。\n"


def test_a_paragraph_goes_on_over_the_page_and_keeps_its_first_page() -> None:
    lines = wrapped(SENTENCE)
    read = read_file(printed([["　　一、检查情况", lines[0]], [*lines[1:], *wrapped("立案12件。")]]), "a.pdf")
    assert [(block.span.of(read.text), block.page) for block in read.blocks] == [
        ("一、检查情况", 1),
        (SENTENCE, 1),
        ("立案12件。", 2),
    ]


def test_ruled_tables_become_tables() -> None:
    stream = io.BytesIO()
    page = canvas(stream)
    page.drawString(LEFT, 760, "附表：行政处罚统计表")
    rows = [["单位", "处罚", ""], ["", "警告", "罚款"], ["甲所", "3", "5"]]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), FONT, 12),
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
    ]
    table = PrintedTable(rows, style=style, colWidths=90, rowHeights=24)
    table.wrapOn(page, 400, 400)
    table.drawOn(page, LEFT, 640)
    page.save()
    block = next(block for block in read_file(stream.getvalue(), "a.pdf").blocks if block.table)
    assert block.table is not None and block.page == 1
    assert [(c.row, c.column, c.text, c.rows, c.columns) for c in block.table.cells] == [
        (0, 0, "单位", 2, 1),
        (0, 1, "处罚", 1, 2),
        (1, 1, "警告", 1, 1),
        (1, 2, "罚款", 1, 1),
        (2, 0, "甲所", 1, 1),
        (2, 1, "3", 1, 1),
        (2, 2, "5", 1, 1),
    ]
    assert block.table.header_rows == 2


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="密码"):
        read_file(printed([["　　说明文字。"]], lock="secret"), "a.pdf")


def test_a_scan_without_text_is_refused() -> None:
    stream = io.BytesIO()
    page = canvas(stream)
    page.rect(100, 100, 300, 500, fill=1)
    page.showPage()
    page.save()
    with pytest.raises(UnreadableFile, match="扫描件，没有文字层"):
        read_file(stream.getvalue(), "a.pdf")


def test_a_truncated_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_file(printed([["　　说明文字。"]])[:300], "a.pdf")
