"""docx: paragraphs and tables in document order, heading styles, automatic numbers, merged cells, text boxes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError, _Element

from knowledge.readers.blocks import ReadFile, UnreadableFile
from knowledge.readers.layout import Layout, RawCell
from knowledge.readers.limits import check_cells
from knowledge.readers.word_numbering import WordNumbering

_HEADING_STYLE = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLE_STYLES = {"title", "标题"}
_CONTENTS_STYLE = re.compile(r"^(?:toc|目录)\s*\d", re.I)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")}
_DAMAGED = (KeyError, ValueError, AttributeError, IndexError, TypeError, BadZipFile, OpcError, LxmlError)


def read_word(data: bytes, name: str) -> ReadFile:
    """A docx file (its container already checked). Deleted text of tracked changes is left out, inserted kept.

    Raises:
        UnreadableFile: damaged, or a table beyond the bounds.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        walk = _Walk(document, name)
        walk.container(document.element.body)
        title = document.core_properties.title.strip()
    except UnreadableFile:
        raise
    except _DAMAGED as error:
        raise UnreadableFile(
            f"“{name}”的内容读不出来（{type(error).__name__}），文件可能已损坏，或是带宏的文档。"
            "请用 Word/WPS 打开后另存为 .docx 再上传。"
        ) from error
    return walk.layout.finish("docx", name, {"title": title} if title else {})


class _Walk:
    """One pass over the body in document order."""

    def __init__(self, document: Document, name: str) -> None:
        self.layout = Layout()
        self._name = name
        self._numbering = WordNumbering(document)
        self._styles = {style.style_id: style for style in document.styles}

    def container(self, element: _Element) -> None:
        """Paragraphs and tables of a body or a content control."""
        for child in element:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in _WRAPPERS:
                self.container(child)

    def _paragraph(self, paragraph: _Element) -> None:
        style = _style_name(paragraph, self._styles)
        if not _CONTENTS_STYLE.match(style):
            text = words_of(paragraph)
            number = self._numbering.number_before(paragraph) if text.strip() else ""
            level = _heading_level(paragraph, style)
            if level is None:
                self.layout.add_paragraph(number + text)
            else:
                self.layout.add_heading(number + text, level)
        for box in _text_boxes(paragraph):
            self.container(box)

    def _table(self, table: _Element) -> None:
        cells = list(_cells(table))
        rows = max((cell.row + cell.rows for cell in cells), default=0)
        check_cells(rows, max((cell.column + cell.columns for cell in cells), default=0), f"“{self._name}”")
        if len(cells) == 1:
            # A frame around text, not a table.
            for cell in table.iter(qn("w:tc")):
                self.container(cell)
                return
        self.layout.add_table(cells)


def words_of(element: _Element) -> str:
    """The visible words of a paragraph or cell, with tabs and line breaks, without text boxes and deletions."""
    return "".join(_words(element))


def _words(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _words(child)
            if child.tag == qn("w:p") and child.getnext() is not None:
                yield " "


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    for box in paragraph.iter(qn("w:txbxContent")):
        inside = [ancestor.tag for ancestor in box.iterancestors()]
        if _FALLBACK not in inside and qn("w:txbxContent") not in inside:
            yield box


def _style_name(paragraph: _Element, styles: dict[str, object]) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    found = styles.get(str(style.get(qn("w:val")))) if style is not None else None
    return str(getattr(found, "name", "") or "")


def _heading_level(paragraph: _Element, style: str) -> int | None:
    """1–9 for heading styles and outline levels, 0 for the title style, None for body text."""
    if style.strip().lower() in _TITLE_STYLES:
        return 0
    match = _HEADING_STYLE.match(style.strip())
    if match:
        return int(match[1])
    outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is None:
        return None
    level = int(outline.get(qn("w:val")) or 9)
    return level + 1 if level < 9 else None


def _cells(table: _Element) -> Iterator[RawCell]:
    """A table's cells with horizontal (gridSpan) and vertical (vMerge) merges resolved."""
    rows: list[list[tuple[int, int, _Element, str]]] = []
    for row in _direct(table, qn("w:tr")):
        column = _number_at(row, "w:trPr/w:gridBefore", 0)
        placed = []
        for cell in _direct(row, qn("w:tc")):
            width = _number_at(cell, "w:tcPr/w:gridSpan", 1)
            placed.append((column, width, cell, _vertical_merge(cell)))
            column += width
        rows.append(placed)
    for r, placed in enumerate(rows):
        for column, width, cell, merge in placed:
            if merge == "continue":
                continue
            height = 1
            while merge == "restart" and _continues(rows, r + height, column):
                height += 1
            yield RawCell(r, column, words_of(cell), height, width)


def _continues(rows: list[list[tuple[int, int, _Element, str]]], r: int, column: int) -> bool:
    return r < len(rows) and any(place == column and merge == "continue" for place, _, _, merge in rows[r])


def _direct(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _direct(child, tag)


def _number_at(element: _Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return int(found.get(qn("w:val")) or otherwise) if found is not None else otherwise


def _vertical_merge(cell: _Element) -> str:
    """ "restart", "continue" or "" """
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if merge is None else str(merge.get(qn("w:val")) or "continue")
