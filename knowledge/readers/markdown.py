"""Markdown: the text stays as it is; markdown-it says which lines are headings, tables, comments and code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.readers.blocks import Block, ReadFile
from knowledge.readers.encodings import decode_text
from knowledge.readers.limits import check_text_length
from knowledge.readers.plain_text import front_matter, paragraphs, trimmed
from knowledge.readers.tables import name_tables, table_from_lines, tables_in_lines
from knowledge.spans import Span

_HASHES = re.compile(r"^\s{0,3}#{1,6}\s*|\s+#+\s*$")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-*+]\s+|>\s?)+")
# "text\n---" makes a heading of the whole paragraph; real underlined headings are short.
MAX_UNDERLINED_HEADING = 40


def read_markdown(data: bytes, name: str) -> ReadFile:
    """An md file. Raises UnreadableFile for an unknown encoding."""
    text = decode_text(data, name)
    check_text_length(text, name)
    metadata, body_start = front_matter(text)
    first_line = text.count("\n", 0, body_start)
    source_lines = _line_spans(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(_same_lines(text, body_start))
    blocks = _blocks(text, source_lines, tokens, first_line if body_start == 0 else first_line + 1)
    return ReadFile(text, tuple(name_tables(text, tables_in_lines(text, blocks))), "md", metadata)


def _same_lines(text: str, body_start: int) -> str:
    """The text with its front matter blanked, so that markdown-it counts the same lines."""
    blank = "\n" * text.count("\n", 0, body_start)
    return (blank + text[body_start:]).replace("\r\n", "\n").replace("\r", " ").replace("\0", " ")


def _line_spans(text: str) -> list[Span]:
    ends = [0, *(match.end() for match in re.finditer("\n", text)), len(text)]
    return [Span(start, end) for start, end in pairwise(ends)]


def _blocks(text: str, source_lines: Sequence[Span], tokens: Sequence[Token], first_line: int) -> list[Block]:
    blocks: list[Block] = []
    done = first_line
    for token in tokens:
        if token.map is None or token.map[0] < done:
            continue
        first, last = token.map
        block = _marked(text, source_lines[first:last], token)
        if block is None:
            continue
        blocks.extend(_plain(text, source_lines[done:first]))
        blocks.extend(block)
        done = last
    blocks.extend(_plain(text, source_lines[done:]))
    return blocks


def _marked(text: str, own_lines: Sequence[Span], token: Token) -> list[Block] | None:
    """The blocks of a token that markdown itself marks, None for one that is plain lines."""
    whole = Span(own_lines[0].start, own_lines[-1].end)
    blocks: list[Block] | None = None
    match token.type:
        case "heading_open" if token.markup.startswith("#"):
            blocks = _heading(text, whole, token)
        case "heading_open":
            blocks = _underlined(text, own_lines, token)
        case "table_open":
            table = table_from_lines(text, [trimmed(text, line) for line in own_lines])
            blocks = None if table is None else [table]
        case "fence":
            blocks = _plain(text, own_lines[1:-1])
        case "html_block":
            blocks = _between_tags(text, whole)
        case "hr":
            blocks = []
    return blocks


def _underlined(text: str, own_lines: Sequence[Span], token: Token) -> list[Block]:
    words = trimmed(text, Span(own_lines[0].start, own_lines[-1].start))
    if words.end - words.start > MAX_UNDERLINED_HEADING or "\n" in words.of(text):
        return _plain(text, own_lines[:-1])
    return [Block("heading", words, level=int(token.tag[1]))]


def _between_tags(text: str, html: Span) -> list[Block]:
    """The words of raw HTML, tag by tag; comments hold none."""
    blocks = []
    start = html.start
    for tag in [*_TAG.finditer(text, html.start, html.end), None]:
        end = tag.start() if tag else html.end
        blocks.extend(_plain(text, [Span(start, end)] if start < end else []))
        start = tag.end() if tag else html.end
    return blocks


def _heading(text: str, line: Span, token: Token) -> list[Block]:
    words = line.of(text)
    lead = _HASHES.match(words)
    start = line.start + (lead.end() if lead else 0)
    tail = re.search(r"\s+#+\s*$", words)
    end = line.start + tail.start() if tail else line.end
    span = trimmed(text, Span(start, max(start, end)))
    return [Block("heading", span, level=int(token.tag[1]))] if span.start < span.end else []


def _plain(text: str, own_lines: Sequence[Span]) -> list[Block]:
    if not own_lines:
        return []
    blocks = []
    for span in paragraphs(text, own_lines[0].start, own_lines[-1].end):
        bullet = _BULLET.match(span.of(text))
        start = span.start + bullet.end() if bullet else span.start
        if start < span.end:
            blocks.append(Block("paragraph", Span(start, span.end)))
    return blocks
