"""Where each character of a text stands in the .docx it was read from.

The text is the reader's: one line a paragraph, cells parted by " | ", automatic numbers written out. The document's own
characters follow in the same order, so the two are laid side by side, blanks left out; what stands in the text alone
(a number, a cell's edge, a mark of Markdown) has no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = qn("w:txbxContent")
_UNSEEN = {_FALLBACK, qn("w:del"), qn("w:moveFrom"), BOX, qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:delText")}
_WINDOW = 400  # characters of the text alone that may stand between two paragraphs of the document: | --- | --- |
_ALONE = re.compile(
    r"[#>*|｜:\-—=]*(?:[^\w]{0,3}第?[0-9A-Za-z一二三四五六七八九十百零〇①-⑳.．\-]{1,12}"
    r"[）)\]】]?[、.．:：章节条款编部分篇]{0,2}[）)]?|[•·●■◆□○]+)?[#>*|｜:\-—=]*"
)


class Place(NamedTuple):
    """A character: the element that holds it (``w:t``, or a hyphen that is one), and which of its letters (from 0)."""

    element: _Element
    offset: int


def places_in(document: Document, text: str) -> list[Place | None]:
    """For each character of ``text`` its place in the document's body; None where it has none."""
    places: list[Place | None] = [None] * len(text)
    positions = [position for position, letter in enumerate(text) if not _blank(letter)]
    dense = "".join(text[position] for position in positions)
    at = 0
    for paragraph in _paragraphs(document):
        own = [(letter, place) for letter, place in _letters(paragraph) if not _blank(letter)]
        words = "".join(letter for letter, _ in own)
        found = dense.find(words, at, at + len(words) + _WINDOW) if words else -1
        if found < 0 or not _ALONE.fullmatch(dense, at, found):
            continue  # a table of contents, a hidden cell: not in the text
        for offset, (_, place) in enumerate(own):
            places[positions[found + offset]] = place
        at = found + len(words)
    return places


def _paragraphs(document: Document) -> Iterator[_Element]:
    """Body, cells and text boxes in the order in which they are read."""
    for paragraph in document.element.body.iter(qn("w:p")):
        if not any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
            yield paragraph


def _letters(element: _Element) -> Iterator[tuple[str, Place]]:
    for child in element:
        if child.tag in _UNSEEN or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield from ((letter, Place(child, index)) for index, letter in enumerate(child.text or ""))
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-", Place(child, 0)
        elif child.tag != qn("w:p"):
            yield from _letters(child)


def _blank(letter: str) -> bool:
    return letter.isspace() or letter in "\u200b\ufeff"
