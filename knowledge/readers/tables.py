"""What tables of every format share: heading rows, captions, and tables that were flattened into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.readers.blocks import Block, Cell, Table
from knowledge.spans import Span

_SEPARATOR = re.compile(r"(?<!\\)[|｜│┃]|\t+")
_RULE_CELL = re.compile(r"^[:：]?[-－—─═=]+[:：]?$")
_NUMBER_CELL = re.compile(
    r"^[-－+＋−]?(?:\d[\d,，]*(?:\.\d+)?|\.\d+)\s*(?:%|％|‰|万|亿|万?元|亿元|[件起宗户家次人份批]|[户家批人]次)?$"
)
_YEAR_CELL = re.compile(r"^(?:19|20)\d\d$")
_BLANK_CELL = re.compile(r"^[-－—/／\\、.…]*$")
_CAPTION = re.compile(
    r"^(?:附?表\s*[一二三四五六七八九十\d]+|.*(?:统计表|情况表|数据表|一览表|明细表|汇总表|登记表|年报表?|报表|表格?))"
    r"(?:\s*[（(【].*[）)】])?[：:]?$"
)
_UNIT_LINE = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[：:].{1,30}$")
MAX_CAPTION_CHARACTERS = 60
MAX_HEADER_ROWS = 4


def is_number_cell(text: str) -> bool:
    """Whether a cell holds a value (a year alone is a heading, not a value)."""
    text = text.strip()
    return bool(_NUMBER_CELL.match(text)) and not _YEAR_CELL.match(text)


def guess_header_rows(table: Table) -> int:
    """How many rows stand before the first row with a value beside its first column; 1 when none has any."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        values = [cell for cell in rows[row] if cell.column > 0 and is_number_cell(cell.text)]
        alone = len(rows[row]) == 1 and rows[row][0].column == 0 and is_number_cell(rows[row][0].text)
        if values or alone:
            return min(row, MAX_HEADER_ROWS)
    return 1 if len(rows) > 1 else 0


def split_row(text: str, span: Span) -> list[Span] | None:
    """The cells of one ``|`` (or tab) separated line as spans without their blanks; None when it is no such line."""
    line = span.of(text)
    marks = list(_SEPARATOR.finditer(line))
    if not marks:
        return None
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(line)]
    pieces = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if not line[slice(*pieces[0])].strip():
        pieces = pieces[1:]
    if pieces and not line[slice(*pieces[-1])].strip() and len(pieces) > 1 and line.rstrip()[-1:] in "|｜│┃":
        pieces = pieces[:-1]
    return [_trimmed(line, *piece).shifted(span.start) for piece in pieces]


def is_rule_row(text: str, cells: Sequence[Span]) -> bool:
    """Whether a row is only the ``| --- | --- |`` under a heading row."""
    return bool(cells) and all(_RULE_CELL.match(cell.of(text)) for cell in cells)


def table_from_lines(text: str, lines: Sequence[Span]) -> Block | None:
    """The table that ``lines`` (each a row) make, or None when they hold no two cells side by side."""
    rows = [cells for cells in (split_row(text, line) for line in lines) if cells]
    rule = next((index for index, row in enumerate(rows) if is_rule_row(text, row)), None)
    kept = [row for row in rows if not is_rule_row(text, row)]
    if not kept or max(len(row) for row in kept) < 2:
        return None
    cells = tuple(Cell(r, c, span, span.of(text)) for r, row in enumerate(kept) for c, span in enumerate(row))
    table = Table(cells, header_rows=0)
    header = rule if rule else guess_header_rows(table)
    return Block("table", Span(lines[0].start, lines[-1].end), table=replace(table, header_rows=header))


def tables_in_lines(text: str, blocks: Iterable[Block]) -> list[Block]:
    """Turn two or more neighbouring paragraphs with the same number of ``|`` cells into one table each."""
    result: list[Block] = []
    run: list[Block] = []
    width = 0
    for block in blocks:
        cells = split_row(text, block.span) if block.kind == "paragraph" else None
        count = len(cells) if cells else 0
        if run and count != width:
            result.extend(_close_run(text, run))
            run = []
        if count >= 2:
            run.append(block)
            width = count
        else:
            result.append(block)
    result.extend(_close_run(text, run))
    return result


def name_tables(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give each table without a caption the words of the title and unit lines right above it."""
    named: list[Block] = []
    for index, block in enumerate(blocks):
        if block.table is None or block.table.caption:
            named.append(block)
            continue
        above = [b.span.of(text) for b in blocks[max(0, index - 2) : index] if b.kind != "table"]
        caption = " ".join(_caption_lines(above))
        named.append(replace(block, table=replace(block.table, caption=caption)))
    return named


def _caption_lines(above: Sequence[str]) -> list[str]:
    taken: list[str] = []
    for line in (each.strip() for each in reversed(above)):
        if len(line) > MAX_CAPTION_CHARACTERS or not (_CAPTION.match(line) or _UNIT_LINE.match(line)):
            break
        taken.insert(0, line)
        if not _UNIT_LINE.match(line):
            break
    return taken


def _close_run(text: str, run: Sequence[Block]) -> list[Block]:
    if len(run) < 2:
        return list(run)
    table = table_from_lines(text, [block.span for block in run])
    return list(run) if table is None else [replace(table, page=run[0].page)]


def _trimmed(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return Span(start, end)


def is_blank_cell(text: str) -> bool:
    """Whether a cell is empty or a dash that stands for nothing."""
    return bool(_BLANK_CELL.match(text.strip()))
