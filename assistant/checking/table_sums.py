"""The sum row of a table (合计, 总计, 小计) against the rows it adds up, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.findings import Finding
from knowledge.quantities import read_number
from knowledge.spans import Span

_LINES = re.compile(r"(?:^[^\n]*[|\t][^\n]*(?:\n|\Z))+", re.MULTILINE)
_RULE = re.compile(r"^[\s|:：\-－—]*$")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|总\s*数|共\s*计)")
_SUBTOTAL = re.compile(r"^小\s*计")
_OF_WHICH = re.compile(r"^(?:其\s*中|其中[:：].*|含)|其中[:：]")
_NO_SUM = re.compile(
    r"率|占比|比例|比重|同比|增减|增长|增幅|平均|人均|户均|%|％|序号|编号|年份|排名|名次|日期|备注|单价|标准"
)
_NUMBER = re.compile(r"^[-－−]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?(?=(?:万|亿)?[一-龥]{0,3}$)")
_BLANK = re.compile(r"^[\s\-－—/\\无〇]*$")


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    words: str

    @property
    def amount(self) -> Decimal | None:
        """The number of the cell; a blank one counts as nothing, None for words."""
        if _BLANK.match(self.words):
            return Decimal(0)
        number = _NUMBER.match(self.words)
        return read_number(number.group().replace("−", "-").replace("－", "-")) if number else None


def check_table_sums(text: str) -> list[Finding]:
    """Sum rows and sum columns of the tables that stand in ``text`` as lines with ``|`` or tabs between cells."""
    found: list[Finding] = []
    for block in _LINES.finditer(text):
        rows = [_cells(text, line) for line in _lines(text, Span(*block.span()))]
        if len(rows) > 2:
            found.extend(_columns(text, rows))
            found.extend(_rows(text, rows))
    return found


def _lines(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    while start < block.end:
        end = text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if not _RULE.match(text[start:end]):
            yield Span(start, end)
        start = end + 1


def _cells(text: str, line: Span) -> list[_Cell]:
    words = line.of(text)
    mark = "|" if "|" in words else "\t"
    start, end = line
    if mark == "|":
        start += len(words) - len(words.lstrip()) + words.lstrip().startswith("|")
        end -= len(words) - len(words.rstrip()) + words.rstrip().endswith("|")
    cells = []
    for piece in text[start:end].split(mark):
        lead = len(piece) - len(piece.lstrip())
        cells.append(_Cell(Span(start + lead, start + lead + len(piece.strip())), piece.strip()))
        start += len(piece) + 1
    return cells


def _columns(text: str, rows: Sequence[Sequence[_Cell]]) -> Iterator[Finding]:
    """Each sum row against the rows since the sum row before it, or, as the first of the table, against all below."""
    header, body = rows[0], rows[1:]
    begin = 0
    for index, row in enumerate(body):
        if not _TOTAL.match(row[0].words):
            continue
        parts = body[begin:index] if index else _until_total(body[1:])
        if not _SUBTOTAL.match(row[0].words) and any(_SUBTOTAL.match(each[0].words) for each in body[:index]):
            parts = [each for each in body[:index] if _SUBTOTAL.match(each[0].words)]
        begin = index + 1
        for column in range(1, len(row)):
            title = header[column].words if column < len(header) else ""
            cells = [(each[0].words, each[column]) for each in parts if column < len(each)]
            if not _NO_SUM.search(title) and len(parts) == len(cells):
                yield from _held(text, cells, row[column])


def _until_total(rows: Sequence[Sequence[_Cell]]) -> list[Sequence[_Cell]]:
    stop = next((at for at, row in enumerate(rows) if _TOTAL.match(row[0].words)), len(rows))
    return list(rows[:stop])


def _rows(text: str, rows: Sequence[Sequence[_Cell]]) -> Iterator[Finding]:
    """A last column 合计 against the columns before it."""
    header = rows[0]
    if len(header) < 4 or not _TOTAL.match(header[-1].words):
        return
    if any(_NO_SUM.search(cell.words) or _OF_WHICH.search(cell.words) for cell in header[1:-1]):
        return
    for row in rows[1:]:
        if len(row) == len(header):
            cells = list(zip((cell.words for cell in header[1:-1]), row[1:-1], strict=True))
            yield from _held(text, cells, row[-1])


def _held(text: str, parts: Sequence[tuple[str, _Cell]], total: _Cell) -> Iterator[Finding]:
    """Nothing where a cell is no number, where less than two are, or where the rows without 其中 give the total."""
    stated = total.amount
    amounts = [cell.amount for _, cell in parts]
    if stated is None or _BLANK.match(total.words) or any(amount is None for amount in amounts):
        return
    written = [(name, cell) for name, cell in parts if not _BLANK.match(cell.words)]
    if len(written) < 2:
        return
    sums = [_sum(cell for _, cell in written), _sum(cell for name, cell in written if not _OF_WHICH.search(name))]
    slack = _slack([cell.words for _, cell in written] + [total.words])
    if any(abs(each - stated) <= slack for each in sums):
        return
    shown = "+".join(cell.words for _, cell in written)
    message = f"合计与各项之和不符：{shown}={sums[-1]:f}，表中合计为“{total.words}”，请核对。"
    related = tuple(cell.span for _, cell in written)
    yield Finding(
        "arithmetic-table-sum",
        "arithmetic",
        "error",
        total.span,
        total.span.of(text),
        message,
        related=related,
    )


def _sum(cells: Iterator[_Cell]) -> Decimal:
    return sum((cell.amount or Decimal(0) for cell in cells), Decimal(0))


def _slack(words: Sequence[str]) -> Decimal:
    """A last place, or more of many values, when they have decimals (rounded each by itself); 0 for whole numbers."""
    places = max((len(each.group(1)) for word in words if (each := re.search(r"[.．]([0-9]+)", word))), default=0)
    return Decimal(max(1, len(words) // 4)).scaleb(-places) if places else Decimal(0)
