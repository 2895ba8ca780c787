"""Which paragraphs of a report are headings: 第一部分, 一、（一）1.（1）①, run-in ones, and those the format marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.outline.words import outline_words
from knowledge.readers import Block, ReadFile
from knowledge.spans import Span

_CN = "一二三四五六七八九十百零〇"
_GAP = r"[ \t\u3000\xa0]*"


@dataclass(frozen=True, slots=True)
class _Style:
    """A way of numbering. A lower ``rank`` stands higher; ``formal`` numbers (一、（一）) begin no mere list items."""

    rank: int
    formal: bool
    marker: re.Pattern[str]


_STYLES = (
    _Style(
        10,
        True,
        re.compile(rf"第{_GAP}(?P<n>[{_CN}\d]{{1,5}}){_GAP}(?:部分|编|篇|章)(?![^\s\u3000、：:]*[的条款])[、：:]?"),
    ),
    _Style(15, True, re.compile(rf"第{_GAP}(?P<n>[{_CN}\d]{{1,5}}){_GAP}节(?![^\s\u3000、：:]*[的条款])[、：:]?")),
    _Style(20, True, re.compile(rf"(?P<n>[{_CN}]{{1,4}}){_GAP}[、．.](?!{_GAP}[{_CN}]{{1,3}}[、产次])")),
    _Style(30, True, re.compile(rf"[（(]{_GAP}(?P<n>[{_CN}]{{1,4}}){_GAP}[）)]{_GAP}[、．.]?")),
    _Style(40, False, re.compile(rf"(?P<n>\d{{1,2}}){_GAP}[.．、](?!\d)")),
    _Style(42, False, re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,3})[.．、]?(?=[ \t\u3000]+[\u4e00-\u9fff])")),
    _Style(50, False, re.compile(rf"[（(]?{_GAP}(?P<n>\d{{1,2}}){_GAP}[）)]{_GAP}[、．.]?")),
    _Style(60, False, re.compile(r"(?P<n>[①-⑳])")),
)
_UNNUMBERED_RANK = 18
_ANNEX_RANK = 5
_LOWEST_FORMAL = 30
_EMPHASIS = re.compile(r"^(?:\*{1,3}|_{2,3})")
_STOP = re.compile(r"[。！？!?]")
_CLAUSE_END = re.compile(r"[，,：:；;。]")
_COLON = re.compile(r"[：:]")
_QUOTE = re.compile(r"[“”\"《》]")
_COUNTED = re.compile(
    r"\d[\d.,，]*\s*(?:%|％|‰|个?百分点|[万亿]|元|件|起|户|家|人|次|个|批|宗|名|份|期|吨|公里|平方|台|辆|处|条|项[^目])"
)
_TRAILING = "：:。*_ \t\u3000\xa0"
_SENTENCE_END = "。！？；：”…!?;:"
# Code points. Headings of real reports reach 57; a run-in title of a list style is short or it is a sentence.
MAX_HEADING = 80
MAX_RUN_IN = 60
MAX_LIST_HEADING = 40
MAX_LIST_RUN_IN = 30
MAX_COLON_TITLE = 20
MAX_UNNUMBERED = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``rank`` orders levels (lower is higher), ``number`` as it joins a path (一, （三）, 2, （1）, ①)."""

    span: Span
    rank: int
    number: str
    title: str


def find_headings(read: ReadFile) -> list[Heading]:
    """Every heading in order; the document's own title is none."""
    blocks = [block for block in read.blocks if block.kind != "table"]
    ranks = _format_ranks(read.text, blocks)
    has_formal = any(_numbered(block.span.of(read.text), _STYLES[2]) for block in blocks)
    title = _title_block(read.text, blocks)
    headings: list[Heading] = []
    in_annex = False
    for index, block in enumerate(blocks):
        if block is title or block.level == 0:
            continue
        heading = _heading(read.text, blocks, index, has_formal)
        if heading is None or (in_annex and heading.rank > _LOWEST_FORMAL):
            continue  # 名词解释 and the like are lists, whatever their items look like
        headings.append(heading if block.level is None else replace(heading, rank=ranks[block.level]))
        in_annex = in_annex or heading.rank == _ANNEX_RANK
    return headings


def _heading(text: str, blocks: Sequence[Block], index: int, has_formal: bool) -> Heading | None:
    block = blocks[index]
    words = block.span.of(text)
    found = _marker(words)
    if found is None:
        if block.kind == "heading":
            return Heading(block.span, 0, "", words.strip(_TRAILING))
        return _unnumbered(text, blocks, index, has_formal)
    style, number, start = found
    if block.kind == "heading" and len(words) <= MAX_HEADING:
        title_end = len(words)
    else:
        before = blocks[index - 1].span.of(text) if index else ""
        if words.endswith(("；", ";")) or (style.rank >= 30 and before.endswith(("；", ";")) and _marker(before)):
            return None  # a list inside a sentence
        ends = _formal_title(words, start) if style.formal else _list_title(text, blocks, index, start)
        if ends is None:
            return None
        title_end = ends
    title = words[start:title_end].strip(_TRAILING)
    return Heading(Span(block.span.start, block.span.start + title_end), style.rank, number, title)


def _marker(words: str) -> tuple[_Style, str, int] | None:
    """The numbering style, the number as it joins a path, and where the title begins."""
    emphasis = _EMPHASIS.match(words)
    start = emphasis.end() if emphasis else 0
    for style in _STYLES:
        match = style.marker.match(words, start)
        if match is not None:
            end = match.end()
            while end < len(words) and words[end] in " \t\u3000\xa0*":
                end += 1
            return style, _path_number(match, style), end
    return None


def _numbered(words: str, style: _Style) -> bool:
    found = _marker(words)
    return found is not None and found[0] is style


def _path_number(match: re.Match[str], style: _Style) -> str:
    number = match["n"]
    if style.rank != 60:
        number = unicodedata.normalize("NFKC", number)
    if style.rank in (30, 50):
        return f"（{number}）"
    if style.rank in (10, 15):
        return re.sub(r"[\s\u3000、：:]", "", match.group())
    return number


def _formal_title(words: str, start: int) -> int | None:
    """Where the title of a 一、 or （一） paragraph ends; the marker's own end when its sentence is no title."""
    stop = _STOP.search(words, start)
    first = stop.start() if stop else len(words)
    colon = _COLON.search(words, start, first)
    if colon and colon.start() - start <= MAX_COLON_TITLE and colon.end() < len(words.rstrip()):
        return colon.end()
    limit = MAX_HEADING if stop is None or not words[stop.end() :].strip(_TRAILING) else MAX_RUN_IN
    if 0 < first - start <= limit and (stop is None or not _COUNTED.search(words, start, first)):
        return stop.end() if stop else len(words)
    clause = _CLAUSE_END.search(words, start)
    if (
        clause
        and 2 <= clause.start() - start <= MAX_COLON_TITLE
        and not re.search(r"\d", words[start : clause.start()])
    ):
        return clause.start()
    return start


def _list_title(text: str, blocks: Sequence[Block], index: int, start: int) -> int | None:
    """Where the title of a 1. or （1） paragraph ends; None when it is only a list item."""
    words = blocks[index].span.of(text)
    stop = _STOP.search(words, start)
    first = stop.start() if stop else len(words)
    length = first - start
    if _COUNTED.search(words, start, first) or not length:
        return None
    colon = _COLON.search(words, start, first)
    if colon is not None and colon.end() < len(words.rstrip()):
        short = colon.start() - start <= MAX_COLON_TITLE and not _QUOTE.search(words, start, colon.start())
        return colon.end() if short else None
    if stop is None:
        return len(words) if length <= MAX_LIST_HEADING else None
    if words[stop.end() :].strip(_TRAILING):
        return stop.end() if length <= MAX_LIST_RUN_IN else None
    follows = blocks[index + 1].span.of(text) if index + 1 < len(blocks) else ""
    alone = bool(follows) and _marker(follows) is None
    return stop.end() if alone and length <= MAX_LIST_RUN_IN else None


def _unnumbered(text: str, blocks: Sequence[Block], index: int, has_formal: bool) -> Heading | None:
    """A short line between paragraphs that reads like a heading (2024年工作回顾, 名词解释)."""
    block = blocks[index]
    words = block.span.of(text).strip(_TRAILING)
    lists = outline_words()
    bare = re.sub(r"[\s\u3000]", "", words)
    annex = re.match(rf"(?:{'|'.join(lists.annex_headings)})[\d一二三四五六七八九十]{{0,2}}(?P<rest>$|[：:])", bare)
    if annex is not None and len(bare) <= 2 * MAX_UNNUMBERED and not _STOP.search(bare):
        return Heading(block.span, _ANNEX_RANK, "", words)
    if has_formal or not 2 <= len(words) <= MAX_UNNUMBERED or index == 0 or index + 1 == len(blocks):
        return None
    before = blocks[index - 1].span.of(text)
    after = blocks[index + 1].span.of(text)
    if re.search(r"[，。；：、！？]", words) or not words.endswith(lists.heading_endings):
        return None
    if text[block.span.end - 1] in "：:":
        return None
    if before[-1] in _SENTENCE_END and (len(after) > 2 * MAX_UNNUMBERED or _marker(after)):
        return Heading(block.span, _UNNUMBERED_RANK, "", words)
    return None


def _title_block(text: str, blocks: Sequence[Block]) -> Block | None:
    """The one top-level heading at the beginning, if it is the document's title rather than a first section."""
    top = [block for block in blocks if block.level == 1]
    if len(top) != 1 or _marker(top[0].span.of(text)):
        return None
    before = [block for block in blocks if block.span.end <= top[0].span.start]
    if any((block.kind == "heading" and block.level) or _marker(block.span.of(text)) for block in before):
        return None
    return top[0]


def _format_ranks(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """A rank for each heading level of the format, in line with the numbers its headings carry."""
    ranks: dict[int, int] = {}
    above = 0
    for level in sorted({block.level for block in blocks if block.level is not None}):
        markers = [_marker(block.span.of(text)) for block in blocks if block.level == level]
        styles = [found[0].rank for found in markers if found]
        above = max(min(styles, default=0), above + 1)
        ranks[level] = above
    return ranks
