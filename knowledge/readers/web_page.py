"""HTML: the words a person sees; tables with row and column spans."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.dammit import EncodingDetector
from bs4.element import PageElement, PreformattedString

from knowledge.readers.blocks import ReadFile
from knowledge.readers.encodings import decode_text
from knowledge.readers.layout import Layout, RawCell
from knowledge.readers.limits import MAX_HTML_DEPTH, check_cells

_UNSEEN = {"script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "object", "select", "button"}
_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "li", "dl", "dt", "dd"),
    *("blockquote", "pre", "form", "fieldset", "figure", "figcaption", "address", "center", "body", "html", "hr"),
    *("tr", "td", "th", "tbody", "thead", "tfoot", "caption", "table", "ucapcontent", "ucaptitle"),
}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_META = {"articletitle": "title", "pubdate": "published", "contentsource": "source"}
MAX_SPAN = 1000


def read_web_page(data: bytes, name: str) -> ReadFile:
    """An HTML page. Raises UnreadableFile for an unknown encoding or a table beyond the bounds."""
    soup = BeautifulSoup(_decoded(data, name), "lxml")
    metadata = _metadata(soup)
    walk = _Walk(name)
    walk.visit(soup.body or soup, 0)
    walk.flush()
    return walk.layout.finish("html", name, metadata)


def _decoded(data: bytes, name: str) -> str:
    declared = EncodingDetector.find_declared_encoding(data, is_html=True, search_entire_document=False)
    if declared and declared.lower().replace("-", "") not in ("utf8", "gb2312", "gbk", "gb18030"):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            # What a page says of itself is often wrong; the bytes decide.
            return decode_text(data, name)
    return decode_text(data, name)


def _metadata(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    if soup.title and soup.title.get_text(strip=True):
        found["title"] = soup.title.get_text(strip=True)
    for meta in soup.find_all("meta"):
        key = _META.get(str(meta.get("name", "")).lower())
        content = str(meta.get("content", "")).strip()
        if key and content:
            found[key] = content
    return found


class _Walk:
    """One pass over the page; words gather in a line until a block element ends it."""

    def __init__(self, name: str) -> None:
        self.layout = Layout()
        self._name = name
        self._words: list[str] = []

    def visit(self, node: PageElement, depth: int) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, Comment | PreformattedString):
                self._words.append(_text_of(node))
            return
        if not isinstance(node, Tag) or _unseen(node):
            return
        if depth > MAX_HTML_DEPTH:
            self._words.append(node.get_text(" "))
            return
        self._visit_tag(node, depth)

    def flush(self) -> None:
        self.layout.add_paragraph("".join(self._words))
        self._words = []

    def _visit_tag(self, tag: Tag, depth: int) -> None:
        if tag.name == "br":
            self.flush()
        elif tag.name in _HEADINGS:
            self.flush()
            self.layout.add_heading(_words_in(tag), _HEADINGS[tag.name])
        elif tag.name == "table" and _is_data_table(tag):
            self.flush()
            self._table(tag)
        else:
            self._visit_children(tag, depth)

    def _visit_children(self, tag: Tag, depth: int) -> None:
        is_block = tag.name in _BLOCKS
        if is_block:
            self.flush()
        for child in tag.children:
            self.visit(child, depth + 1)
        if is_block:
            self.flush()

    def _table(self, tag: Tag) -> None:
        caption = tag.find("caption")
        cells, header = table_cells(tag, self._name)
        words = _words_in(caption) if isinstance(caption, Tag) else ""
        self.layout.add_table(cells, caption=words, header_rows=header or None)


def table_cells(table: Tag, name: str) -> tuple[list[RawCell], int]:
    """The cells of a table with their places, and how many rows at its top are all ``th`` (or in ``thead``)."""
    taken: set[tuple[int, int]] = set()
    cells: list[RawCell] = []
    header = 0
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table and not _unseen(row)]
    for r, row in enumerate(rows):
        column = 0
        own = [cell for cell in row.find_all(["td", "th"], recursive=False) if not _unseen(cell)]
        for cell in own:
            while (r, column) in taken:
                column += 1
            height = min(_span(cell, "rowspan") or len(rows) - r, len(rows) - r)
            width = max(_span(cell, "colspan"), 1)
            check_cells(len(rows), column + width, f"“{name}”")
            taken.update((r + i, column + j) for i in range(height) for j in range(width))
            cells.append(RawCell(r, column, _words_in(cell), height, width))
            column += width
        is_heading = bool(own) and ((row.parent is not None and row.parent.name == "thead") or _all_headings(own))
        header = r + 1 if is_heading and header == r else header
    return cells, header


def _all_headings(cells: list[Tag]) -> bool:
    return len(cells) > 1 and all(cell.name == "th" for cell in cells)


def _span(cell: Tag, attribute: str) -> int:
    written = str(cell.get(attribute, "1")).strip()
    return min(int(written), MAX_SPAN) if written.isdecimal() else 1


def _is_data_table(table: Tag) -> bool:
    """Tables inside tables, or of one cell a row, lay out a page; they hold no data."""
    if table.find("table") is not None:
        return False
    rows = table.find_all("tr")
    widest = max((len(row.find_all(["td", "th"], recursive=False)) for row in rows), default=0)
    return widest >= 2


def _unseen(tag: Tag) -> bool:
    return (
        tag.name in _UNSEEN
        or tag.has_attr("hidden")
        or bool(_HIDDEN_STYLE.search(str(tag.get("style", ""))))
        or (tag.name == "input")
    )


def _words_in(tag: Tag) -> str:
    pieces = []
    for node in tag.descendants:
        if isinstance(node, NavigableString) and not isinstance(node, Comment | PreformattedString):
            if not any(isinstance(parent, Tag) and parent is not tag and _unseen(parent) for parent in node.parents):
                pieces.append(_text_of(node))
        elif isinstance(node, Tag) and node.name in ("br", "p", "div"):
            pieces.append(" ")
    return "".join(pieces)


def _text_of(node: NavigableString) -> str:
    """A line break in the source is no blank between Chinese characters."""
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*[\r\n]+\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", str(node))
