"""A draft as .docx by GB/T 9704-2012: page, fonts, 22 lines of 28 characters, page numbers — 1 —, evidence."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Evidence = Literal["annex", "comments", "none"]
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

_PLACEHOLDER = re.compile(r"【待[^】]*】")
_LEVELS = (
    (CHAPTER_FONT, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (SECTION_FONT, re.compile(r"（[一二三四五六七八九十]{1,3}）")),
    (BODY_FONT, re.compile(r"\d{1,2}[.．、](?!\d)")),
)
_RULE = re.compile(r"[\s|:\-—]*")
_MARKS = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Ground:
    """A number of the text and what it rests on, in words; ``start`` and ``end`` point into the text."""

    start: int
    end: int
    text: str
    origin: str
    basis: str


@dataclass(frozen=True, slots=True)
class OfficialText:
    """What is written: ``text`` with one paragraph a line, headings by their numbers, tables as lines with ``|``."""

    title: str
    text: str
    grounds: Sequence[Ground] = ()
    missing: Sequence[str] = ()


def official_document(written: OfficialText, evidence: Evidence, page_numbers: PageNumbers) -> bytes:
    """The bytes of the .docx. ``evidence``: a table at the end, a comment on each number, or nothing."""
    document = Document()
    _set_fonts(document)
    _set_page(document, page_numbers)
    if written.title:
        _title(document, written.title)
    _Writer(document, written, evidence).body()
    if evidence == "annex":
        _annex(document, written)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_fonts(document: DocxDocument) -> None:
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


def _set_page(document: DocxDocument, page_numbers: PageNumbers) -> None:
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
    _run(paragraph, "— ", "宋体", FOOT)
    field = _run(paragraph, "", "宋体", FOOT)
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = words
        field._r.append(element)
    _run(paragraph, " —", "宋体", FOOT)


def _run(paragraph: Paragraph, words: str, font: str, size: Pt = BODY) -> Run:
    run = paragraph.add_run(words)
    run.font.size = size
    _face(run._r.get_or_add_rPr(), font)
    return run


def _paragraph(document: DocxDocument, *, indented: bool = True) -> Paragraph:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    shape.space_before = shape.space_after = Pt(0)
    if indented:
        shape.first_line_indent = BODY * 2
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _title(document: DocxDocument, title: str) -> None:
    paragraph = _paragraph(document, indented=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(35)
    parts = re.split(r"(?=(?:19|20)\d\d年)", title, maxsplit=1) if len(title) > TITLE_CHARACTERS else [title]
    for number, part in enumerate(part for part in parts if part):  # a line ends where a thought does
        if number:
            paragraph.add_run().add_break()
        _run(paragraph, part, TITLE_FONT, TITLE)
    _paragraph(document, indented=False)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts the words of a text into a document, places to fill in marked yellow, numbers with their comment."""

    document: DocxDocument
    written: OfficialText
    evidence: Evidence

    def body(self) -> None:
        rows: list[tuple[int, str]] = []
        for start, line in [*_lines(self.written.text), (len(self.written.text), "")]:
            if "|" in line:
                rows.append((start, line))
                continue
            if rows:
                self.table(rows)
                rows = []
            if line.strip():
                self.line(start, line)

    def line(self, start: int, line: str) -> None:
        marks = _MARKS.match(line)
        lead = marks.end() if marks else len(line) - len(line.lstrip())
        words = line[lead:].rstrip()
        font, heading = _heading(words)
        paragraph = _paragraph(self.document)
        self.words(paragraph, start + lead, words[:heading], font, BODY)
        paragraph.paragraph_format.keep_with_next = 0 < heading == len(words)
        self.words(paragraph, start + lead + heading, words[heading:], BODY_FONT, BODY)

    def words(self, paragraph: Paragraph, start: int, words: str, font: str, size: Pt) -> None:
        at, end = start, start + len(words)
        for left, right, ground in self.pieces(start, words):
            if left < at:
                continue
            if left > at:
                _run(paragraph, words[at - start : left - start], font, size)
            run = _run(paragraph, words[left - start : right - start], font, size)
            if ground is None:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif self.evidence == "comments":
                self.document.add_comment(run, f"{ground.origin}：{ground.basis}", author="报告助手", initials="助")
            at = right
        if at < end:
            _run(paragraph, words[at - start :], font, size)

    def pieces(self, start: int, words: str) -> list[tuple[int, int, Ground | None]]:
        gaps = [(start + found.start(), start + found.end(), None) for found in _PLACEHOLDER.finditer(words)]
        end = start + len(words)
        held = [(g.start, g.end, g) for g in self.written.grounds if start <= g.start and g.end <= end]
        return sorted([*gaps, *held], key=lambda piece: piece[:2])

    def table(self, rows: Sequence[tuple[int, str]]) -> None:
        cells = [list(_cells(start, line)) for start, line in rows if not _RULE.fullmatch(line)]
        width = max((len(row) for row in cells), default=0)
        if not width:
            return
        table = _grid(self.document, len(cells), width)
        for r, row in enumerate(cells):
            for c, (start, words) in enumerate(row):
                paragraph = table.cell(r, c).paragraphs[0]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self.words(paragraph, start, words, CHAPTER_FONT if r == 0 else BODY_FONT, ANNEX)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _heading(words: str) -> tuple[str, int]:
    """The font of a heading, and how far it reaches: the whole line, or its first sentence where text runs on."""
    for font, pattern in _LEVELS:
        if pattern.match(words):
            stop = words.find("。")
            if stop < 0 and len(words) <= 45:
                return font, len(words)
            return (font, stop + 1) if 0 < stop <= 30 and stop + 1 < len(words) else (BODY_FONT, 0)
    return BODY_FONT, 0


def _grid(document: DocxDocument, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows, columns)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = OxmlElement("w:tblHeader")  # a heading goes on over the page
    table.rows[0]._tr.get_or_add_trPr().append(head)
    table.style = document.styles["Table Grid"]
    return table


def _cells(start: int, line: str) -> Iterator[tuple[int, str]]:
    parts = line.split("|")
    outside = line.strip().startswith("|") and line.strip().endswith("|")
    at = start
    for index, part in enumerate(parts):
        if not outside or 0 < index < len(parts) - 1:
            yield at + len(part) - len(part.lstrip()), part.strip()
        at += len(part) + 1


def _annex(document: DocxDocument, written: OfficialText) -> None:
    """附件: each number with its origin, then what is still to be filled in."""
    heading = _paragraph(document, indented=False)
    heading.paragraph_format.page_break_before = True
    _run(heading, "附件　数据依据", CHAPTER_FONT)
    table = _grid(document, len(written.grounds) + 1, 4)
    table.autofit = False
    rows = [("序号", "文字", "来历", "依据")]
    rows += [(str(n), g.text, g.origin, g.basis) for n, g in enumerate(written.grounds, start=1)]
    for r, row in enumerate(rows):
        for cell, words, width in zip(table.rows[r].cells, row, (Mm(14), Mm(28), Mm(18), Mm(96)), strict=True):
            cell.width = width
            _run(cell.paragraphs[0], words, CHAPTER_FONT if r == 0 else BODY_FONT, ANNEX)
    if written.missing:
        _run(_paragraph(document, indented=False), f"待补：{'、'.join(written.missing)}", BODY_FONT, ANNEX)
