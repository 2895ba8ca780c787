"""Whether a row's kind and unit can answer what is asked for; its indicator is another matter."""

from __future__ import annotations

import re

from assistant.asking.understanding.wording import asked_words, canonical, head_family, unit_fits
from knowledge.library import LedgerRow

_RATIO_WORDS = re.compile(r"(?:率|占比|比例|比重|百分比|覆盖面|满意度|指数)$")
_BRACKETED = re.compile(r"[（(].*[）)]$")
_LEVEL = "本级"
_TWO = re.compile("(?P<first>[一-龥]{2,4})、(?P<second>[一-龥]{2,4})")
_THING = (2, 3, 4)  # signs of a thing
CASES = ("件", "起", "宗", "例")  # units of one and the same
_NO_UNIT = ("", "万", "亿")
_NO_COUNTS = ("money", "ratio", "time")


def wants_ratio(name: str, family: str) -> bool:
    """Whether the indicator asked for is a rate."""
    return family == "ratio" or bool(_RATIO_WORDS.search(name))


def fact_fits(row: LedgerRow, name: str, family: str) -> bool:
    """Whether a fact is of the kind and the unit that ``name`` and ``family`` ask for."""
    if row.kind == "change" or not _kind_asked(row, name, family):
        return False
    named_so = canonical(name) == canonical(row.surface)  # 履行行政裁决事项1件: counted so by the report itself
    if row.unit and not named_so and head_family(name) == "items" and not unit_fits("items", row.unit):
        return False  # 事项 are no 件
    if (row.kind == "ratio") != wants_ratio(name, family):
        by_name = row.kind == "ratio" and not family and canonical(name) == canonical(row.indicator)
        return by_name and not head_family(name)  # 研发投入强度
    return unit_of_family(family, row) or (named_so and family == head_family(name) == "items")


def changes_same_measure(row: LedgerRow, name: str) -> bool:
    """游客人数 rose is not told by how 旅游收入 rose: a rate has no unit, so the two names tell what they measure."""
    asked, told = head_family(name), head_family(row.indicator)
    return not asked or not told or asked == told


def _kind_asked(row: LedgerRow, name: str, family: str) -> bool:
    """金牌 is not answered by 金牌榜第2位, nor 项目 by 24小时."""
    ends = asked_words().told_kinds.get(row.kind)
    return ends is None or family == "time" or name.endswith(ends) or canonical(name) == canonical(row.indicator)


def of_level(row: LedgerRow, name: str) -> bool:
    """市本级行政处罚 is answered by a figure that 本级 was said before, where 全市 is reported beside it."""
    before = row.sentence_text[: max(row.span.start - row.sentence.start, 0)]
    return _LEVEL not in name or _LEVEL in f"{before}|{row.scope}|{row.section}"


def of_one_of_two(row: LedgerRow, name: str) -> bool:
    """巡游车、网约车违规1409起 is no count of 网约车 alone: two things are counted together, one is asked for."""
    asked = canonical(name)
    for found in _TWO.finditer(canonical(row.surface)):  # 双随机、一公开 is one thing
        first = any(found["first"][-length:] in asked for length in _THING)
        second = any(found["second"][:length] in asked for length in _THING)
        if first != second:
            return True
    return False


def unit_of_family(family: str, row: LedgerRow) -> bool:
    """万宗 answers what 宗 answers, a bare count (旅居人数389.75万, a table's) what any count answers."""
    if row.kind == "count" and row.unit in _NO_UNIT:
        return family not in _NO_COUNTS
    bare = _BRACKETED.sub("", row.unit)  # 件（套）
    return unit_fits(family, bare) or unit_fits(family, row.unit) or unit_fits(family, row.amount_unit)


def unit_first(rows: list[LedgerRow], unit: str) -> list[LedgerRow]:
    """改造老旧小区68个、2.41万户: 多少个 is about the first."""
    if not unit or unit in CASES:
        return rows
    return [row for row in rows if unit in (row.unit, row.amount_unit)] or rows
