"""The page of GB/T 9704-2012: margins, fonts and what stands in for them, the pitch of lines, page numbers — 1 —."""

from __future__ import annotations

import math
from typing import Literal

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

PageNumbers = Literal["outside", "centre"]

TITLE_FONT, CHAPTER_FONT, SECTION_FONT, BODY_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
# What a machine without the standard's fonts takes instead, first one that it has.
FALLBACKS = {
    TITLE_FONT: "方正小标宋_GBK;FZXiaoBiaoSong-B05S;华文中宋;宋体;SimSun;Noto Serif CJK SC",
    CHAPTER_FONT: "SimHei;Noto Sans CJK SC",
    SECTION_FONT: "楷体;KaiTi;华文楷体;Noto Serif CJK SC",
    BODY_FONT: "仿宋;FangSong;华文仿宋;Noto Serif CJK SC",
    "宋体": "SimSun;Noto Serif CJK SC",
}
BODY, TITLE, FOOT, ANNEX = Pt(16), Pt(22), Pt(14), Pt(12)  # 3号, 2号, 4号, 小4号
LINE = Pt(28)
LINES, CHARACTERS, TITLE_CHARACTERS = 22, 28, 20
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
WIDTH, HEIGHT = Mm(210), Mm(297)


def set_fonts(document: DocxDocument) -> None:
    """仿宋 in 3号 unless a run says otherwise."""
    style = document.styles["Normal"]
    style.font.size = BODY
    properties = style.element.get_or_add_rPr()
    _face(properties, BODY_FONT)
    # 28 characters of 3号 are 2 mm wider than the 156 mm of the text, so that each gives up a quarter of a point. A
    # grid of characters would say the same, but LibreOffice gives a character that is wider than its cell two cells.
    spacing = OxmlElement("w:spacing")
    room = (WIDTH - LEFT - RIGHT) / CHARACTERS / Pt(1) - BODY / Pt(1)
    spacing.set(qn("w:val"), str(math.floor(room * 20)))
    properties.append(spacing)
    _name_fallbacks(document)


def _face(properties: object, font: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _name_fallbacks(document: DocxDocument) -> None:
    """w:altName in the font table: what stands in where a font is not installed."""
    parts = (relation.target_part for relation in document.part.rels.values() if not relation.is_external)
    table = next((part for part in parts if str(part.partname).endswith("fontTable.xml")), None)
    if not isinstance(table, Part):
        return
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")  # no other door in python-docx


def set_page(document: DocxDocument, page_numbers: PageNumbers) -> None:
    """Size, margins, grid of lines and page numbers of the document's only section."""
    section = document.sections[0]
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance, section.footer_distance = Mm(15), Mm(23)  # the number stands 7 mm below the text
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(math.floor((HEIGHT - TOP - BOTTOM) / LINES / Pt(1) * 20)))
    outside = page_numbers == "outside"
    document.settings.odd_and_even_pages_header_footer = outside
    right = WD_ALIGN_PARAGRAPH.RIGHT if outside else WD_ALIGN_PARAGRAPH.CENTER
    _page_number(section.footer.paragraphs[0], right)
    if outside:
        _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号 宋体, one character in from the edge."""
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = FOOT if side == WD_ALIGN_PARAGRAPH.LEFT else None
    paragraph.paragraph_format.right_indent = FOOT if side == WD_ALIGN_PARAGRAPH.RIGHT else None
    add_run(paragraph, "— ", "宋体", FOOT)
    field = add_run(paragraph, "", "宋体", FOOT)
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = words
        field._r.append(element)
    add_run(paragraph, " —", "宋体", FOOT)


def add_run(paragraph: Paragraph, words: str, font: str, size: Pt = BODY) -> Run:
    """Words in a font and a size at the end of a paragraph."""
    run = paragraph.add_run(words)
    run.font.size = size
    _face(run._r.get_or_add_rPr(), font)
    return run
