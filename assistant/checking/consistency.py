"""Figures of one text against each other and against last year's published ones.

Only what cannot be explained otherwise is reported: exact values of one indicator, scope, year and period; a change
whose earlier value the text itself or the ledger holds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.checking.contexts import context_of, period_of, plans_begin
from assistant.checking.findings import Finding
from assistant.corrections import correction_said
from knowledge.figures import Figure, extract_figures
from knowledge.library import LedgerFilter, LedgerRow, Library
from knowledge.outline import Section
from knowledge.readers import ReadFile
from knowledge.spans import Span

SURE = 0.6  # confidence of the indicator (0–1) below which a figure is not compared
_CASE_UNITS = {"件": "件", "起": "件", "宗": "件", "案": "件"}  # counters of cases, compared as one
_PERSON_UNITS = {"人": "人", "名": "人", "位": "人"}
_COUNTERS = {*_CASE_UNITS, *_PERSON_UNITS}
_REPORT_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年?(?:度)?[^。\n]{0,30}报告")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_NO_INDICATOR = re.compile(
    r"(?:(?<![收接])到|至|为|占|比|超|达)$|^(?:检查|通过|增加|减少|提高|新增|完成|开展|办理|实施|建成|覆盖|增长|下降|安排|处理|移交|投资|总投资|争取|筹集)$"
)
_LIST_NUMBER = re.compile(r"[0-9]{1,2}[.．]")
_WIDE = 200  # code points at a text's beginning in which its issuer's name is looked for


def check_consistency(text: str, library: Library, as_of: datetime.date) -> list[Finding]:
    """Contradictions between the figures of ``text``, and with last year's in the ledger."""
    year = text_year(text, as_of)
    figures = [figure for figure in _figures(text, year) if figure.confidence >= SURE]
    sentences: dict[Span, list[Figure]] = {}
    for figure in figures:
        sentences.setdefault(figure.sentence, []).append(figure)
    return [
        *_contradictions(text, sentences),
        *_year_on_year(text, figures, library),
    ]


def _figures(text: str, year: int) -> list[Figure]:
    """Those of sentences and of tables that stand in the text as lines with ``|``."""
    whole = Span(0, len(text))
    section = Section(0, 0, "", "", (), Span(0, 0), whole, whole, None)
    return extract_figures(ReadFile(text, (), "txt"), [section], year=year)


def text_year(text: str, as_of: datetime.date) -> int:
    """The year a report is about: its title's, else the one it names most, else the year before ``as_of``."""
    titled = _REPORT_YEAR.search(text[:400])
    if titled:
        return int(titled.group(1))
    years = _YEAR.findall(text)
    return int(max(set(years), key=years.count)) if years else as_of.year - 1


def _contradictions(text: str, sentences: Mapping[Span, Sequence[Figure]]) -> Iterator[Finding]:
    """Two exact values of one thing: reported at the later one, with the earlier as related."""
    first: dict[tuple[object, ...], Figure] = {}
    plans = plans_begin(text)
    for figures in sentences.values():
        for figure in figures:
            if figure.span.start >= plans or not _comparable(text, figure):
                continue
            unit, context = _comparable_unit(figure), context_of(text, figure, figures)
            key = (figure.indicator, figure.scope, figure.year, period_of(figure), figure.kind, unit, context)
            before = first.setdefault(key, figure)
            if before.sentence == figure.sentence:
                continue
            if before.amount != figure.amount:
                yield _contradiction(text, before, figure)
            elif before.unit != figure.unit and before.unit in _COUNTERS and figure.unit in _COUNTERS:
                yield _other_counter(text, before, figure)


def _comparable(text: str, figure: Figure) -> bool:
    """An exact, final value of something that has a name."""
    inexact = figure.amount is None or figure.approximate or figure.planned or figure.direction or figure.base
    named = figure.kind in ("count", "money", "ratio") and not _NO_INDICATOR.search(figure.indicator)
    return named and not inexact and not _is_heading_number(text, figure)


def _is_heading_number(text: str, figure: Figure) -> bool:
    """8.6个重大专项 at a line's beginning is item 8 of a list, not 8.6."""
    line = text[text.rfind("\n", 0, figure.span.start) + 1 : figure.span.start]
    return not line.strip() and bool(_LIST_NUMBER.match(figure.value))


def _contradiction(text: str, before: Figure, figure: Figure) -> Finding:
    there, here = before.span.of(text), figure.span.of(text)
    units = "" if before.unit == figure.unit else f"计量单位也不一致（{before.unit}、{figure.unit}）。"
    message = (
        f"“{figure.indicator}”前后不一致：此处为“{here}”，前文“{before.sentence.of(text).strip()}”中为“{there}”。"
        f"{units}请核对后统一。"
    )
    return Finding("consistency-figures", "consistency", "error", figure.span, here, message, related=(before.span,))


def _other_counter(text: str, before: Figure, figure: Figure) -> Finding:
    there, here = before.span.of(text), figure.span.of(text)
    message = f"“{figure.indicator}”的计量单位前后不一致：此处为“{here}”，前文为“{there}”。请统一用一个单位。"
    return Finding("consistency-unit", "consistency", "warning", figure.span, here, message, related=(before.span,))


def _year_on_year(text: str, figures: Sequence[Figure], library: Library) -> Iterator[Finding]:
    """立案N件，同比增长P%, held against last year's value in the text, else the same issuer's in the ledger."""
    issuer = _issuer(text, library)
    for level, change in _changes(figures):
        last = _last_year_here(level, figures) or (_last_year(level, issuer, library) if issuer else None)
        if last is None or last.amount is None or level.amount is None or change.amount is None or last.amount == 0:
            continue
        computed = (level.amount - last.amount) / last.amount * 100
        if abs(computed - change.amount) < _tolerance(change.value):
            continue
        right = f"{'增长' if computed >= 0 else '下降'}{abs(computed).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
        message = (
            f"“{change.span.of(text)}”与{_where(last)}不符：{last.year}年“{last.indicator}”为{last.value}{last.unit}，"
            f"({level.value}-{last.value})÷{last.value} 得{right}。"
        )
        yield Finding(
            "arithmetic-year-on-year",
            "arithmetic",
            "warning",
            change.span,
            change.span.of(text),
            message,
            right,
            related=(level.span,),
        )


def _where(last: Figure | LedgerRow) -> str:
    if not isinstance(last, LedgerRow):
        return "文中上年数"
    corrected = f"，{correction_said(last)}" if last.correction else ""
    return f"台账（{last.issuer}《{last.title}》{last.section}{corrected}）"


def _last_year_here(level: Figure, figures: Sequence[Figure]) -> Figure | None:
    """Last year's one value of the same thing in the same text."""
    if level.year is None or level.year - 1 not in {figure.year for figure in figures}:
        return None
    same = [
        figure
        for figure in figures
        if figure.year == level.year - 1
        and (figure.indicator, figure.scope, figure.period, figure.kind)
        == (level.indicator, level.scope, level.period, level.kind)
        and not (figure.approximate or figure.planned or figure.base or figure.direction)
    ]
    return same[0] if same and len({figure.amount for figure in same}) == 1 else None


def _changes(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each 同比 percentage with the exact value just before it in its sentence."""
    for before, change in pairwise(figures):
        yearly = change.kind == "change" and change.base in ("同比", "比上年", "较上年", "比去年", "较去年")
        percent = change.amount_unit in ("%", "％") and not change.approximate
        same = before.sentence == change.sentence and before.indicator == change.indicator
        if yearly and percent and same and before.kind in ("count", "money") and not before.approximate:
            yield before, change


def _last_year(level: Figure, issuer: str, library: Library) -> LedgerRow | None:
    """The one published value of last year; None where there is none, or where the ledger itself disagrees."""
    if level.year is None:
        return None
    wanted = LedgerFilter(
        indicator=level.indicator, years=frozenset({level.year - 1}), issuers=frozenset({issuer}), planned=False
    )
    rows, _ = library.figures(wanted)
    same = [
        row
        for row in rows
        if row.kind == level.kind and row.scope == level.scope and row.period == level.period and not row.approximation
    ]
    return same[0] if same and len({row.amount for row in same}) == 1 else None


def _issuer(text: str, library: Library) -> str | None:
    """The issuer in the ledger that the text's beginning names; None where none or several are."""
    named = [issuer for issuer in library.issuers() if issuer and issuer in text[:_WIDE]]
    longest = [issuer for issuer in named if not any(issuer != other and issuer in other for other in named)]
    return longest[0] if len(longest) == 1 else None


def _comparable_unit(figure: Figure) -> str:
    unit = figure.amount_unit or figure.unit
    return _CASE_UNITS.get(unit) or _PERSON_UNITS.get(unit) or unit


def _tolerance(value: str) -> Decimal:
    """Less than one of the last place written: a percentage is rounded or cut off."""
    decimals = re.search(r"\.([0-9]+)", value)
    return Decimal(1).scaleb(-len(decimals.group(1)) if decimals else 0)
