"""Sentence or table → Figures. What is not a figure of the report (names, articles, dates) stays out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.figures.figure import Direction, Figure
from knowledge.figures.flattened import flattened_tables
from knowledge.figures.memory import Memory, heading_of
from knowledge.figures.periods import Setting, settings
from knowledge.figures.places import sentences
from knowledge.figures.sentences import sentence_figures
from knowledge.figures.tables import table_figures
from knowledge.outline import Section
from knowledge.quantities import find_numbers
from knowledge.readers import ReadFile, Table
from knowledge.spans import Span

_OFFICE_LAST = re.compile("(?:局|委|委员会|办|办公室|办事处|管委会|厅|大队|支队|总队|街道|镇|政府|海关|院)\\Z")
_SHORT_NAME = 4  # characters: 市水务局
# A half-width mark between Chinese words parts them like its full-width twin; one between digits is the number's own.
_HALF_WIDTH = re.compile(r"(?<![0-9A-Za-z])[,;:()]|[,;:()](?![0-9A-Za-z])")
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")

__all__ = ["Direction", "Figure", "extract_figures", "figures_in_text"]


def extract_figures(read: ReadFile, sections: Sequence[Section], *, year: int | None, issuer: str = "") -> list[Figure]:
    """Every figure of a report, in order of ``span``; ``year`` is the report's own (for 今年, 去年, 全年)."""
    tables = _tables(read)
    found: list[Figure] = []
    for section, setting in zip(sections, settings(read.text, sections, year), strict=True):
        inside = [(span, table) for span, table in tables if section.body.contains(span)]
        found += _paragraph_figures(read.text, section, setting, [span for span, _ in inside])
        for span, table in inside:
            found += table_figures(read.text, span, table, setting, section.index)
    return sorted(_narrowed(found, issuer), key=lambda figure: figure.span)


def _tables(read: ReadFile) -> list[tuple[Span, Table]]:
    """The reader's tables, and those that lines with ``|`` make; of two that overlap the one with more lines."""
    tables = [(block.span, block.table) for block in read.blocks if block.table is not None]
    for span, table in flattened_tables(read.text):
        own = [other for other, _ in tables if other.overlaps(span)]
        outside = span.of(read.text)
        for other in own:
            outside = outside.replace(other.of(read.text), "")
        if not own or ((len(own) > 1 or "|" in outside) and all(span.contains(other) for other in own)):
            tables = [(other, made) for other, made in tables if other not in own]
            tables.append((span, table))
    return tables


def _narrowed(figures: list[Figure], issuer: str) -> Iterator[Figure]:
    """A scope that is the issuer itself, in full or in short (市城市管理委), narrows nothing."""
    for figure in figures:
        yield replace(figure, scope="") if _is_issuer(figure.scope, issuer) else figure


def _is_issuer(scope: str, issuer: str) -> bool:
    """Whether ``scope`` is short for ``issuer``: its characters stand there in the same order, the last one last."""
    if issuer and scope.endswith(issuer):
        return True  # 中华人民共和国柳原海事局
    if len(scope) < _SHORT_NAME or not _OFFICE_LAST.search(issuer):
        return bool(scope) and scope == issuer
    rest = iter(issuer)
    return bool(_OFFICE_LAST.search(scope)) and all(char in rest for char in scope)


def figures_in_text(text: str, *, year: int | None) -> list[Figure]:
    """The same for a bare text (a draft, a text to check): one section, no tables."""
    whole = Span(0, len(text))
    section = Section(0, 0, "", "", (), Span(0, 0), whole, whole, None)
    return _paragraph_figures(text, section, settings(text, [section], year)[0], [])


def _paragraph_figures(text: str, section: Section, setting: Setting, skip: Sequence[Span]) -> list[Figure]:
    """The figures of a section's paragraphs, one line at a time."""
    found: list[Figure] = []
    for line in _lines(text, section.body):
        if any(line.overlaps(table) for table in skip):
            continue
        memory = Memory(previous=section.title, heading=heading_of(f"1.{section.title}"))
        numbers = find_numbers(line.of(text))
        words = _full_width(line.of(text))
        if not any(number.role == "quantity" for number in numbers):
            continue
        for sentence in sentences(words, numbers):
            figures = sentence_figures(words, sentence, numbers, setting, memory, section=section.index)
            found += [_moved(figure, line.start) for figure in figures]
    return found


def _full_width(words: str) -> str:
    """The same words, character for character, with full-width marks (受理85件,办结80件)."""
    return _HALF_WIDTH.sub(lambda found: found[0].translate(_FULL_WIDTH), words)


def _moved(figure: Figure, offset: int) -> Figure:
    return replace(figure, span=figure.span.shifted(offset), sentence=figure.sentence.shifted(offset))


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if end > start:
            yield Span(start, end)
        start = end + 1
