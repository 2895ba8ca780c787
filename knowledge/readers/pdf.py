"""PDF with a text layer: lines joined back into paragraphs, ruled tables, page numbers dropped."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from knowledge.readers.blocks import ReadFile, UnreadableFile
from knowledge.readers.layout import Layout, RawCell
from knowledge.readers.limits import MAX_PDF_PAGES, check_cells
from knowledge.readers.pdf_lines import Line, Paragraph, join_lines, lines_of, without_page_furniture

# A page of a scan still holds a stamp or a page number as text.
MIN_CHARACTERS_A_PAGE = 8
MAX_UNMAPPED_SHARE = 0.2
_EDGE_TOLERANCE = 3.0

_Item = Line | list[RawCell]


def read_pdf(data: bytes, name: str) -> ReadFile:
    """A pdf file; every block carries its page, counted from 1.

    Raises:
        UnreadableFile: encrypted, damaged, too many pages, or a scan without a text layer.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PDF_PAGES:
                raise UnreadableFile(
                    f"“{name}”有{len(document.pages)}页，超过{MAX_PDF_PAGES}页的上限。请拆开后再上传。"
                )
            pages = [_page(page, name) for page in document.pages]
    except (PdfminerException, PDFException) as error:
        raise _unreadable(error, name) from error
    except UnreadableFile:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        # pdfminer meets broken files with whatever its parser happened to stumble over.
        raise _damaged(name, type(error).__name__) from error
    return _laid_out(pages, name)


def _laid_out(pages: Sequence[Sequence[_Item]], name: str) -> ReadFile:
    blank = [number for number, items in enumerate(pages, 1) if _characters(items) < MIN_CHARACTERS_A_PAGE]
    if not pages or len(blank) == len(pages):
        raise UnreadableFile(
            f"“{name}”是扫描件，没有文字层，共{len(pages)}页都读不出文字。"
            "请先做文字识别（OCR），或上传原来的 Word 文件。"
        )
    _check_mapped(pages, name)
    layout = Layout()
    for piece in join_lines(without_page_furniture(pages)):
        if isinstance(piece, Paragraph):
            layout.add_paragraph(piece.text, page=piece.page)
        else:
            layout.add_table(piece[1], page=piece[0])
    warnings = [f"第{'、'.join(map(str, blank))}页没有文字，可能是空白页或扫描的图片，未读取。"] if blank else []
    return layout.finish("pdf", name, warnings=warnings)


def _page(page: Page, name: str) -> list[_Item]:
    """Lines and tables of one page from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(_within(page, table.bbox), strict=False)
    placed: list[tuple[float, _Item]] = [(line.top, line) for line in lines_of(outside, page.page_number)]
    placed += [(table.bbox[1], list(_table_cells(page, table.cells, name))) for table in tables]
    items = [item for _, item in sorted(placed, key=lambda each: each[0])]
    page.close()
    return items


def _within(page: Page, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = page.bbox
    return (max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom))


def _table_cells(page: Page, boxes: Sequence[tuple[float, float, float, float]], name: str) -> Iterator[RawCell]:
    """Each ruled box with the grid places it covers."""
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    check_cells(len(rows), len(columns), f"“{name}”第{page.page_number}页")
    for box in boxes:
        left, right = _index(columns, box[0]), _index(columns, box[2])
        top, bottom = _index(rows, box[1]), _index(rows, box[3])
        inside = page.crop(_within(page, box), strict=False)
        words = "".join(line.text for line in lines_of(inside, page.page_number))
        yield RawCell(top, left, words, max(1, bottom - top), max(1, right - left))


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _EDGE_TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _characters(items: Sequence[_Item]) -> int:
    words = [item.text if isinstance(item, Line) else "".join(cell.text for cell in item) for item in items]
    return sum(len(each.replace(" ", "")) for each in words)


def _check_mapped(pages: Sequence[Sequence[_Item]], name: str) -> None:
    text = "".join(item.text for items in pages for item in items if isinstance(item, Line))
    lost = text.count("(cid:") * 6 + text.count("\ufffd")
    if lost > MAX_UNMAPPED_SHARE * max(len(text), 1):
        raise UnreadableFile(
            f"“{name}”的字体没有文字对照表，读出来是乱码。请用原来的 Word 文件上传，或先做文字识别（OCR）。"
        )


def _unreadable(error: Exception, name: str) -> UnreadableFile:
    causes = [error, *error.args]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return UnreadableFile(f"“{name}”设了打开密码（已加密），无法读取。请去掉密码后再上传。")
    return _damaged(name, type(error).__name__)


def _damaged(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"“{name}”的 PDF 结构读不出来（{what}），文件可能已损坏或没有上传完整。请重新导出 PDF 再上传。"
    )
