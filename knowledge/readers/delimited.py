"""CSV and TSV: one table; the delimiter is found, not assumed."""

from __future__ import annotations

import csv
import io

from knowledge.readers.blocks import ReadFile, UnreadableFile
from knowledge.readers.encodings import decode_text
from knowledge.readers.layout import Layout, RawCell
from knowledge.readers.limits import check_cells

_DELIMITERS = ",\t;|"
_SAMPLE_CHARACTERS = 20_000


def read_delimited(data: bytes, name: str) -> ReadFile:
    """A csv file as one table. Raises UnreadableFile for an unknown encoding or unbalanced quotes."""
    text = decode_text(data, name)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        text = rest
    delimiter = _delimiter(text[:_SAMPLE_CHARACTERS])
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            f"“{name}”不是完整的 CSV：{error}。多半是引号没有成对。请用 Excel/WPS 另存为 .xlsx 再上传。"
        ) from error
    check_cells(len(rows), max((len(row) for row in rows), default=0), f"“{name}”")
    layout = Layout()
    layout.add_table(_cells(rows))
    return layout.finish("csv", name)


def _delimiter(sample: str) -> str:
    """The delimiter that most lines share; a comma when none appears."""
    lines = [line for line in sample.splitlines() if line.strip()]
    counts = {mark: sum(1 for line in lines if mark in line) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (counts[mark], sum(line.count(mark) for line in lines)))
    return best if counts[best] else ","


def _cells(rows: list[list[str]]) -> list[RawCell]:
    filled = [row for row in rows if any(value.strip() for value in row)]
    return [RawCell(r, c, value) for r, row in enumerate(filled) for c, value in enumerate(row)]
