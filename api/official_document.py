"""A draft as .docx by GB/T 9704-2012: page, fonts, 22 lines of 28 characters, page numbers — 1 —, evidence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from api.official_page import (
    ANNEX,
    BODY,
    BODY_FONT,
    CHAPTER_FONT,
    LINE,
    SECTION_FONT,
    TITLE,
    TITLE_CHARACTERS,
    TITLE_FONT,
    PageNumbers,
    add_run,
    set_fonts,
    set_page,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Evidence = Literal["annex", "comments", "none"]

ANNEX_WIDTHS = (Mm(14), Mm(28), Mm(18), Mm(96))
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
    to_confirm: Sequence[str] = ()


def official_document(written: OfficialText, evidence: Evidence, page_numbers: PageNumbers) -> bytes:
    """The bytes of the .docx. ``evidence``: a table at the end, a comment on each number, or nothing."""
    document = Document()
    set_fonts(document)
    set_page(document, page_numbers)
    if written.title:
        _title(document, written.title)
    _Writer(document, written, evidence).body()
    if evidence == "annex":
        _annex(document, written)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
        add_run(paragraph, part, TITLE_FONT, TITLE)
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
                add_run(paragraph, words[at - start : left - start], font, size)
            run = add_run(paragraph, words[left - start : right - start], font, size)
            if ground is None:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif self.evidence == "comments":
                self.document.add_comment(run, f"{ground.origin}：{ground.basis}", author="报告助手", initials="助")
            at = right
        if at < end:
            add_run(paragraph, words[at - start :], font, size)

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
    """附件: each number with its origin, then what is still to be filled in or confirmed."""
    heading = _paragraph(document, indented=False)
    heading.paragraph_format.page_break_before = True
    add_run(heading, "附件　数据依据", CHAPTER_FONT)
    table = _grid(document, len(written.grounds) + 1, 4)
    table.autofit = False
    for column, width in zip(table.columns, ANNEX_WIDTHS, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    rows = [("序号", "文字", "来历", "依据")]
    rows += [(str(n), g.text, g.origin, g.basis) for n, g in enumerate(written.grounds, start=1)]
    for r, row in enumerate(rows):
        for cell, words, width in zip(table.rows[r].cells, row, ANNEX_WIDTHS, strict=True):
            cell.width = width
            add_run(cell.paragraphs[0], words, CHAPTER_FONT if r == 0 else BODY_FONT, ANNEX)
    if written.missing:
        add_run(_paragraph(document, indented=False), f"待补：{'、'.join(written.missing)}", BODY_FONT, ANNEX)
    for number, words in enumerate(written.to_confirm, start=1):
        add_run(_paragraph(document, indented=False), f"待确认{number}：{words}", BODY_FONT, ANNEX)
