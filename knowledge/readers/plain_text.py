"""Plain text: the text stays as it is; each line is a block, lines broken inside a sentence are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.readers.blocks import Block, ReadFile
from knowledge.readers.encodings import decode_text
from knowledge.readers.limits import check_text_length
from knowledge.readers.tables import name_tables, split_row, tables_in_lines
from knowledge.spans import Span

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BLANKS = " \t\u3000\xa0\u200b\u200c\u200d\u2060\ufeff\x1a"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
# "- 10 -", "— 3 —", "第 3 页", "第3页 共10页": they number paper, they are no part of the text.
PAGE_NUMBER = re.compile(
    r"^(?:[-－—–―·•]+\s*\d{1,4}\s*[-－—–―·•]+|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})$"
)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(?P<body>.*?)\r?\n---[ \t]*(?=\r?\n|\Z)", re.DOTALL)
_KEY_VALUE = re.compile(r"^\s*(?P<key>[\w\u4e00-\u9fff-]+)\s*[:：]\s*(?P<value>.*?)\s*$")
_STARTS_ANEW = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．](?!\d)|第[一二三四五六七八九十百零\d]+[编章节条部]|[①-⑳]|[—-]{2}|[#>|*])"
)
_CONTINUES = re.compile(r"^[，。、；：！？”’）》〉】%％]")
_LEFT_OPEN = re.compile(r"[，、（(“‘《〈【—]$")
_ENDED = re.compile(r"[。！？；：…”’）)》】!?;:]$")
_INDENTED = re.compile(r"(?:\u3000{2}|[ \xa0]{4}|\t)$")
_FULL_SENTENCE = re.compile(r"[。；！？]")
_PROSE = re.compile(r"[，。；]")
# A shorter line without a full stop may be a title of its own; printed pages have 28 characters a line.
MIN_BROKEN_LINE = 24
MAX_HEADING_LINE = 80
MAX_JOINED_PARAGRAPH = 3000


def read_plain_text(data: bytes, name: str) -> ReadFile:
    """A txt file. Raises UnreadableFile for an unknown encoding."""
    text = decode_text(data, name)
    check_text_length(text, name)
    metadata, body_start = front_matter(text)
    blocks = [Block("paragraph", span) for span in paragraphs(text, body_start)]
    return ReadFile(text, tuple(name_tables(text, tables_in_lines(text, blocks))), "txt", metadata)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The ``key: value`` lines between two ``---`` at the top, and where the text after them begins."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    pairs = [_KEY_VALUE.match(line) for line in match["body"].splitlines() if line.strip()]
    if not pairs or any(pair is None for pair in pairs):
        return {}, 0
    return {pair["key"].lower(): pair["value"].strip("\"'") for pair in pairs if pair}, match.end()


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines with words on them, without the blanks around them, page numbers left out."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        span = trimmed(text, Span(*match.span()))
        if span.start < span.end and not PAGE_NUMBER.match(span.of(text)):
            yield span


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Lines, with those joined that a hard break cut inside a sentence; a span may cover line breaks."""
    joined: list[Span] = []
    for line in lines(text, start, end):
        if joined and _goes_on(text, joined[-1], line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def trimmed(text: str, span: Span) -> Span:
    """The span without blanks and invisible characters at either end."""
    start, end = span
    while start < end and (text[start] in _BLANKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _BLANKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _goes_on(text: str, above: Span, below: Span) -> bool:
    between = text[above.end : below.start]
    invisible = any(c in _INVISIBLE for c in between)
    if between.count("\n") > 1 and not invisible:
        return False
    if above.end - above.start > MAX_JOINED_PARAGRAPH or split_row(text, above) or split_row(text, below):
        return False
    first, second = above.of(text), below.of(text)
    if _CONTINUES.match(second) or _LEFT_OPEN.search(first):
        return not _STARTS_ANEW.match(second)
    if _ENDED.search(first) or _STARTS_ANEW.match(second) or _INDENTED.search(between):
        return False
    if _STARTS_ANEW.match(first) and not _FULL_SENTENCE.search(first) and len(first) <= MAX_HEADING_LINE:
        return False
    return len(first) >= MIN_BROKEN_LINE and bool(_PROSE.search(first))
