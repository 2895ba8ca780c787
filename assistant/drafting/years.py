"""Year words of last year's text: which move on with the report, and which stay because they date something else."""

from __future__ import annotations

import re

from assistant.drafting.movement_words import movement_words
from assistant.drafting.slots import Slot, year_of
from knowledge.quantities import Number
from knowledge.spans import Span

_WHOLE_YEAR_DAY = re.compile(r"(?<!\d)(?:1月1日|12月31日|1月|12月底|12月末|底|末)")
_YEAR_DIGITS = re.compile(r"(?:19|20)\d\d|[１２][９０][０-９]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2}")


def rolled_year(text: str, number: Number, base_year: int, year: int, figure_years: frozenset[int]) -> int | None:
    """The year that stands here in the report of ``year``, or None where the year word stays as it is.

    The base year, the one before (where it is compared with, or a figure of that year stands: ``figure_years``) and
    the one after (plans) move; years in titles of documents, of law editions, of events on a day, and older ones stay.
    """
    named = year_of(number)
    if named is None or named not in (base_year - 1, base_year, base_year + 1):
        return None
    if named == base_year and number.role == "year" and text.startswith("以来", span_end(text, number.span)):
        return year  # 2025年以来 in the report on 2025
    if dates_something_else(text, number):
        return None
    if named == base_year - 1 and not (is_compared(text, number.span) or named in figure_years):
        return None
    return year + (named - base_year)


def span_end(text: str, span: Span) -> int:
    """Where the year word ends, its 年 included."""
    return span.end + text.startswith("年", span.end)


def rolls(slot: Slot, base_year: int) -> bool:
    """Whether it stands in a table whose years run up to the report's own, so that all of them move on together."""
    return bool(slot.window) and slot.window[-1] == base_year


def dates_something_else(text: str, number: Number) -> bool:
    """Whether the year stands in a title, an edition, a 自…以来, or on a day of its own."""
    span = number.span
    before, after = text[max(0, span.start - 6) : span.start], text[span.end : span.end + 8]
    if in_title(text, span):
        return True
    if any(before.endswith(word) for word in movement_words().since_before) and not before.endswith("截至"):
        return True
    if re.match(r"年?(?:以来|起|(?:修订|修正|修改|版|公布|发布|施行|印发|颁布|通过)(?:的|[》）)，。；、]|$))", after):
        return True
    if re.match(rf"年?[^，。；\d]{{0,8}}(?:{'|'.join(movement_words().events)})", text[span.end : span.end + 16]):
        return True
    if number.role == "date":
        until = any(before.endswith(word) for word in movement_words().until_before)
        return not (until or _WHOLE_YEAR_DAY.search(span.of(text)))
    return False


def in_title(text: str, span: Span) -> bool:
    """Whether a span stands within 《…》, or in the brackets right after it (2021年修订)."""
    opened = text.rfind("《", 0, span.start)
    closed = text.rfind("》", 0, span.start)
    if opened > closed:
        return True
    return closed >= 0 and bool(re.fullmatch(r"》[（(〔\[][^）)〕\]]*", text[closed : span.start]))


def is_compared(text: str, span: Span) -> bool:
    """比2024年, 与2024年的244件相比, 2024年同期: the year is the one compared with."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 14]
    if before.endswith(("比", "较", "与", "同", "和")):
        return True
    return bool(re.match(r"年?(?:同期|的?[^，。；]{0,10}(?:相比|比较))", after))


def with_years_moved(words: str, by: int) -> str:
    """Every year of the words moved on: 2023—2025年, 1 → 2024—2026年."""
    return re.sub(r"(?:19|20)\d\d", lambda found: str(int(found.group()) + by), words)


def with_year(words: str, named: int) -> str:
    """The same words with another year: 2025年 → 2026年, 二〇二五年 → 二〇二六年."""

    def put(found: re.Match[str]) -> str:
        old = found.group()
        digits = str(named)
        if old[0] in "12":
            return digits
        if old[0] in "１２":
            return digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        zero = next((c for c in "〇零○" if c in old), "〇")
        return "".join(zero if d == "0" else "一二三四五六七八九"[int(d) - 1] for d in digits)

    return _YEAR_DIGITS.sub(put, words, count=1)
