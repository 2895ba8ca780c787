"""Splits by section or article; quoted text is never altered (the text to embed is another field)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from langchain_text_splitters import RecursiveCharacterTextSplitter

from knowledge.outline import Article, LawText, Section, section_at
from knowledge.readers import Block, Cell, ReadFile
from knowledge.spans import Span

# Code points. The bundled model reads 512 tokens, about 600 Chinese characters with their context.
MAX_PASSAGE = 400
TINY = 60
MAX_JOINED = 200
MAX_ARTICLE_PASSAGE = 500
_SEPARATORS = ["\n", "。", "！", "？", "；", "，", "、", " ", ""]
_PATH_JOIN = " › "


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded and quoted. ``span.of(document.text) == text`` always.

    ``section`` is the section's index (reports) or None; ``article`` the article's label (regulations) or "".
    ``embed_text`` carries the context a vector needs: title, year, section titles or article label.
    """

    ordinal: int
    span: Span
    text: str
    embed_text: str
    section: int | None = None
    article: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a report before it is numbered. ``lead`` is what embed_text has between path and text."""

    span: Span
    section: int
    page: int | None
    lead: str = ""
    joinable: bool = True


def passages_of_report(
    read: ReadFile, sections: Sequence[Section], *, title: str, year: int | None
) -> tuple[Passage, ...]:
    """One passage a paragraph; long ones are split at sentence ends, a table keeps its header in embed_text.

    Neighbouring tiny paragraphs of one section make one passage. A heading stands alone only when no paragraph of
    its own follows it; a run-in heading stays with its paragraph.
    """
    document = title if year is None or str(year) in title else f"{title} {year}年"
    passages = []
    for ordinal, piece in enumerate(_joined(read.text, _pieces(read, sections))):
        words = piece.span.of(read.text)
        path = [part for part in (document, *sections[piece.section].path) if part]
        context = _PATH_JOIN.join(path)
        lead = f"{piece.lead}\n" if piece.lead else ""
        embed = f"{context}\n{lead}{words}" if context else lead + words
        passages.append(Passage(ordinal, piece.span, words, embed, section=piece.section, page=piece.page))
    return tuple(passages)


def passages_of_law(text: str, law: LawText) -> tuple[Passage, ...]:
    """One passage an article; very long ones are split between paragraphs (款)."""
    passages: list[Passage] = []
    for article in law.articles:
        context = _PATH_JOIN.join(part for part in (law.title, article.part, article.chapter, article.section) if part)
        for span in _article_spans(text, article):
            words = span.of(text)
            label = "" if words.startswith(article.label) else f"{article.label} "
            embed = f"{context}\n{label}{words}"
            passages.append(Passage(len(passages), span, words, embed, article=article.label))
    return tuple(passages)


def _pieces(read: ReadFile, sections: Sequence[Section]) -> Iterator[_Piece]:
    for block in read.blocks:
        if block.table is not None:
            yield from _table_pieces(read.text, block, section_at(sections, block.span.start).index)
            continue
        section = section_at(sections, block.span.end - 1)
        if _is_only_heading(block.span, section):
            if not section.body.of(read.text).strip() and section.whole.end == section.body.end:
                yield _Piece(block.span, section.index, block.page, joinable=False)
            continue
        for span in _split(read.text, block.span):
            yield _Piece(span, section.index, block.page, joinable=span == block.span)


def _is_only_heading(span: Span, section: Section) -> bool:
    return section.index > 0 and span.start >= section.heading.start and span.end <= section.heading.end


def _joined(text: str, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Tiny neighbours of one section together, as long as nothing but blanks stands between them."""
    last: _Piece | None = None
    for piece in pieces:
        if last is not None and _belong_together(text, last, piece):
            last = replace(last, span=Span(last.span.start, piece.span.end))
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _belong_together(text: str, first: _Piece, second: _Piece) -> bool:
    tiny = min(first.span.end - first.span.start, second.span.end - second.span.start) < TINY
    return (
        tiny
        and first.joinable
        and second.joinable
        and first.section == second.section
        and first.page == second.page
        and second.span.end - first.span.start <= MAX_JOINED
        and not text[first.span.end : second.span.start].strip(" \t\r\n\u3000\u200b\ufeff\xa0")
    )


def _table_pieces(text: str, block: Block, section: int) -> Iterator[_Piece]:
    """Groups of rows; the caption and heading rows go before each group in what is embedded."""
    table = block.table
    assert table is not None
    rows = _rows(table.cells)
    heads = [row for row in rows if row[0].row < table.header_rows]
    head = "\n".join(text[row[0].span.start : row[-1].span.end] for row in heads)
    lead = "\n".join(part for part in (table.caption, head) if part)
    start: int | None = None
    end = block.span.start
    for row in rows:
        if start is not None and row[-1].span.end - start > MAX_PASSAGE:
            yield _Piece(Span(start, end), section, block.page, lead=lead, joinable=False)
            start = None
        start = row[0].span.start if start is None else start
        end = row[-1].span.end
    if start is not None and start < end:
        yield _Piece(Span(start, end), section, block.page, lead=lead, joinable=False)


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[row], key=lambda cell: cell.span) for row in sorted(rows)]


def _article_spans(text: str, article: Article) -> Iterator[Span]:
    """The whole article, or groups of its paragraphs and items where it is very long."""
    if article.span.end - article.span.start <= MAX_ARTICLE_PASSAGE or not article.paragraphs:
        yield from _split(text, article.span, MAX_ARTICLE_PASSAGE)
        return
    starts = [paragraph.span.start for paragraph in article.paragraphs]
    starts += [item.span.start for paragraph in article.paragraphs for item in paragraph.items]
    edges = sorted({article.span.start, *starts[1:], article.span.end})
    start, end = edges[0], edges[0]
    for edge in edges[1:]:
        if edge - start > MAX_ARTICLE_PASSAGE and end > start:
            yield from _split(text, Span(start, end), MAX_ARTICLE_PASSAGE)
            start = end
        end = edge
    yield from _split(text, Span(start, end), MAX_ARTICLE_PASSAGE)


def _split(text: str, span: Span, longest: int = MAX_PASSAGE) -> Iterator[Span]:
    """The span in parts of at most ``longest``, cut at sentence ends where there are any, blanks trimmed."""
    if span.end - span.start <= longest:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))
        return
    for part in _splitter(longest).create_documents([span.of(text)]):
        start = span.start + int(part.metadata["start_index"])
        if part.page_content:
            yield Span(start, start + len(part.page_content))


@cache
def _splitter(longest: int) -> RecursiveCharacterTextSplitter:
    return RecursiveCharacterTextSplitter(
        separators=_SEPARATORS, keep_separator="end", chunk_size=longest, chunk_overlap=0, add_start_index=True
    )
