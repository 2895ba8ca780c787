"""Tables → Figures: row and column headings make the indicator, a heading or caption the unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.figures.figure import Figure, fitting
from knowledge.figures.periods import Setting
from knowledge.figures.table_units import CHANGE, TOTAL_ROW, UNIT_NOTE, Grid, column_words, holds_units, unit_of
from knowledge.indicators import is_known, normalise_indicator
from knowledge.quantities import Number, read_quantity
from knowledge.readers import Cell, Table
from knowledge.spans import Span

_BODY_HEADING = re.compile(r"机关|单位|部门|名称|地区|区域|镇街|街道|监管所|所属|辖区|主体")
_NUMBERING = re.compile(r"\A(?:序号|编号|No\.?|序)\Z")
_GENERIC = re.compile(
    r"\A(?:数量|数值|数据|件数|合计|总计|本年|今年|上年|去年|本期|上期|同期|完成情况|本年度|上年度|数|值|指标值|实际|总数|备注|单位|指标|项目|种类|类别)?(?:（[^（）]*）|\([^()]*\))?\Z"
)
# 表二 行政许可实施情况统计表
_SUBJECT = re.compile(
    r"(行政(?:处罚|许可|强制|检查|征收|裁决|确认|给付|奖励|复议|诉讼))[^，。|]{0,8}?(?:情况|统计|数据|一览)"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_PAST = re.compile(r"上年|去年|上期|同期")
_MONTHS = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}\s*[-—–~至]+\s*)?\d{1,2}月(?:份|底|末)?"
    r"|[上下]半年|[一二三四]季度|前三季度|截至.{2,12}|累计"
)
# 道路运输 | 案件数（起）: what is counted of the row's thing comes last.
_COUNTS = re.compile(r"(?:数量?|案件|额|款|率|面积|比重|占比|立案|结案|受理|申请|办结)\Z")
_OF_CASES = re.compile(r"案件(?:数量?|总数|件数)\Z")
_PART_OF = re.compile(r"\A其中[:：]?")
_NOT_DATA = re.compile(r"\A[\s\-—/\\*无]*\Z")


def table_figures(text: str, span: Span, table: Table, setting: Setting, section: int) -> list[Figure]:
    """The figures of one table; each figure's ``sentence`` is its row."""
    titles, rows = _less_titles(table.grid())
    if not rows:
        return []
    caption = " ".join([table.caption or _line_before(text, span.start), *titles])
    said = max(table.header_rows - len(titles), 0)
    high = _header_rows(rows, said)
    grid = Grid(_filled(rows, high), high, _header_columns(rows, said), caption, setting, section)
    found: list[Figure] = []
    done: set[Span] = set()
    for r in range(grid.header_rows, len(rows)):
        for c in range(grid.header_columns, len(rows[r])):
            cell = rows[r][c]
            if cell is None or cell.span in done or _NOT_DATA.match(cell.text):
                continue
            figure = _cell_figure(text, grid, r, c)
            if figure is not None:
                done.add(cell.span)
                found.append(figure)
    return found


def _less_titles(rows: list[list[Cell | None]]) -> tuple[list[str], list[list[Cell | None]]]:
    """The titles that stand alone in the first rows of a sheet, and the rows below them."""
    titles: list[str] = []
    while len(rows) > 1 and len(rows[0]) > 1:
        words = {cell.text.strip() for cell in rows[0] if cell and cell.text.strip()}
        if len(words) > 1 or (words and len({id(cell) for cell in rows[0] if cell}) == len(rows[0]) > 2):
            only_first = rows[0][0] is not None and {rows[0][0].text.strip()} == words
            if len(words) > 1 or not only_first:
                break
        titles += words
        rows = rows[1:]
    return titles, rows


def _filled(rows: list[list[Cell | None]], high: int) -> list[list[Cell | None]]:
    """Heading cells left empty beside a merged heading get it, where another heading stands below them."""
    filled = [list(row) for row in rows]
    for r in range(high - 1):
        for c in range(1, len(filled[r])):
            below = any(c < len(row) and _worded(row[c]) for row in filled[r + 1 : high])
            if not _worded(filled[r][c]) and below and _worded(filled[r][c - 1]):
                filled[r][c] = filled[r][c - 1]
    return filled


def _worded(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _cell_figure(text: str, grid: Grid, r: int, c: int) -> Figure | None:
    cell = grid.rows[r][c]
    if cell is None:
        return None
    column, row = column_words(grid, c), _row_words(grid, r)
    if column and (_NUMBERING.match(column[-1]) or column[-1] == "备注" or holds_units(grid, c)):
        return None
    number = read_quantity(cell.text.strip(), unit_of(grid, r, c, column, row))
    if number is None or number.role != "quantity":
        return None
    figure = _built(grid, number, column, row)
    cells = [c for c in grid.rows[r] if c is not None]
    sentence = Span(min(c.span.start for c in cells), max(c.span.end for c in cells))
    start = cell.span.start + text[cell.span.start : cell.span.end].find(cell.text.strip())
    span = Span(start, start + len(cell.text.strip()))
    return replace(figure, span=span, sentence=sentence) if figure.indicator else None


def _built(grid: Grid, number: Number, column: Sequence[str], row: Sequence[str]) -> Figure:
    """The figure of a cell by its headings; its places are filled in by the caller."""
    indicator, scope = _indicator(grid, column, row)
    setting = grid.setting
    changed = any(CHANGE.search(word) for word in column)
    amount = number.amount
    direction = ""
    if changed and amount is not None:
        direction = "down" if amount < 0 else "up" if amount > 0 else "flat"
    return Figure(
        indicator=fitting(normalise_indicator(indicator), indicator, number.kind) if indicator else "",
        surface=indicator,
        value=number.value,
        unit=number.unit,
        amount=amount,
        amount_unit=number.amount_unit,
        kind="change" if changed else number.kind,
        year=_year(column, row, grid.caption, setting),
        period=next((word for word in column if _MONTHS.fullmatch(word) and not _YEAR.fullmatch(word)), ""),
        scope=scope,
        approximation=number.approximation,
        planned=setting.planned or any("目标" in word or "计划" in word for word in column),
        direction=direction,  # type: ignore[arg-type]  # one of the three literals above
        base=next((word for word in column if changed and CHANGE.search(word)), ""),
        span=number.span,
        sentence=number.span,
        section=grid.section,
        confidence=0.9,
    )


def _row_words(grid: Grid, r: int) -> list[str]:
    words: list[str] = []
    for c in range(grid.header_columns):
        cell = grid.rows[r][c]
        word = re.sub(r"\s+", "", cell.text) if cell else ""
        heading = column_words(grid, c)
        numbering = bool(heading and _NUMBERING.match(heading[-1]))
        if word and word not in words and not numbering and not holds_units(grid, c):
            words.append(word)
    return words


def _indicator(grid: Grid, column: Sequence[str], row: Sequence[str]) -> tuple[str, str]:
    """The indicator and the scope: rows of organs narrow the column's indicator, other rows are indicators."""
    meant = [_PART_OF.sub("", UNIT_NOTE.sub("", word)) for word in column if not _says_when(word)]
    meant = [_OF_CASES.sub("案件", word) for word in meant]
    meant = [word for word in meant if not CHANGE.search(word) or len(word) > 8] or _summed(column, grid.caption)
    label = "".join(UNIT_NOTE.sub("", word) for word in row if not _YEAR.fullmatch(word))
    corner = [word for c in range(grid.header_columns) for word in column_words(grid, c)]
    organs = any(_BODY_HEADING.search(word) for word in corner) and bool(meant)
    meant = _of_subject(meant, grid.caption) if organs or not label or TOTAL_ROW.match(label) else meant
    if organs or (meant and TOTAL_ROW.match(label)):
        return "".join(meant), "" if TOTAL_ROW.match(label) else label
    if not label:
        return "".join(meant), ""
    if not meant or TOTAL_ROW.match(label):
        return label, ""
    return (label + "".join(meant) if _COUNTS.search(meant[-1]) else "".join(meant) + label), ""


def _summed(column: Sequence[str], caption: str) -> list[str]:
    """The 合计 of a table of 行政处罚实施情况 is of 行政处罚; [] under another heading or without such a caption."""
    found = _SUBJECT.search(caption)
    total = bool(column) and len(column) == 1 and TOTAL_ROW.match(column[-1])
    return [f"{found[1]}合计"] if total and found else []


def _says_when(heading: str) -> bool:
    """2024年, 1—11月, 上年同期, 数量: no part of what is counted."""
    return bool(_GENERIC.match(heading) or _YEAR.fullmatch(heading) or _MONTHS.fullmatch(heading))


def _of_subject(meant: list[str], caption: str) -> list[str]:
    """申请数量 under 行政许可实施情况统计表 is of 行政许可; 罚没金额 needs no more words."""
    words = [re.sub(r"(?:实施)?情况\Z", "", word) for word in meant]
    # 行政强制 over 行政强制措施: the lower heading says the upper one too.
    words = [word for i, word in enumerate(words) if not any(_core(word) in lower for lower in words[i + 1 :])]
    found = _SUBJECT.search(caption)
    if not words or found is None or any(found[1][2:] in word for word in words) or is_known("".join(words)):
        return words
    return [found[1], *words]


def _core(heading: str) -> str:
    """行政强制 → 强制, what a narrower heading repeats."""
    return heading.removeprefix("行政") if len(heading) == len("行政强制") else heading


def _year(column: Sequence[str], row: Sequence[str], caption: str, setting: Setting) -> int | None:
    own = next((_YEAR.fullmatch(word) for word in row if _YEAR.fullmatch(word)), None)
    if own:
        return int(own[1])
    for word in reversed(column):
        found = _YEAR.search(word)
        if found:
            return int(found[1])
        if _PAST.search(word) and not CHANGE.search(word) and setting.report_year is not None:
            return setting.report_year - 1
    found = _YEAR.search(caption)
    return int(found[1]) if found else setting.year


def _header_rows(rows: Sequence[Sequence[Cell | None]], said: int) -> int:
    """Rows before the first one with a number outside its first column; at least what the reader counted, if any."""
    for r, row in enumerate(rows):
        numbers = [cell for cell in row[1:] if cell and read_quantity(cell.text.strip(), "") is not None]
        if numbers or (len(row) == 1 and row[0] and read_quantity(row[0].text, "") is not None):
            plain = [cell for cell in numbers if cell and not _YEAR.fullmatch(cell.text.strip())]
            if plain or r >= said:
                return r
    return max(said, 1)


def _header_columns(rows: Sequence[Sequence[Cell | None]], said: int) -> int:
    """Columns at the left that hold words and no numbers."""
    first = _header_rows(rows, said)
    width = max((len(row) for row in rows), default=0)
    for c in range(width):
        cells = [row[c] for row in rows[first:] if c < len(row) and row[c] is not None]
        heading = "".join(dict.fromkeys(cell.text for row in rows[:first] if c < len(row) and (cell := row[c])))
        if _NUMBERING.match(heading.strip()):
            continue
        if any(cell and not _YEAR.fullmatch(cell.text.strip()) and _is_number(cell) for cell in cells):
            return c
    return width


def _is_number(cell: Cell) -> bool:
    return read_quantity(cell.text.strip(), "") is not None


def _line_before(text: str, start: int) -> str:
    """The nearest line of words above a table: its caption."""
    lines = [line.strip() for line in text[max(0, start - 200) : start].split("\n") if line.strip()]
    return " ".join(lines[-2:])
