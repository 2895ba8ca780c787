"""Figures of one text against each other and against last year's published ones.

Only what cannot be explained otherwise is reported: exact values of one indicator, scope, year and period; a part
larger than its total; a rate whose two bases stand in its sentence; a change whose earlier value the ledger holds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.checking.contexts import context_of, plans_begin
from assistant.checking.findings import Finding
from knowledge.figures import Figure, figures_in_text
from knowledge.library import LedgerFilter, LedgerRow, Library
from knowledge.spans import Span

SURE = 0.6  # confidence of the indicator (0–1) below which a figure is not compared
_CASE_UNITS = {"件": "件", "起": "件", "宗": "件", "案": "件"}  # counters of cases, compared as one
_PERSON_UNITS = {"人": "人", "名": "人", "位": "人"}
_REPORT_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年?(?:度)?[^。\n]{0,30}报告")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_NO_INDICATOR = re.compile(
    r"(?:到|至|为|占|比|超|达)$|^(?:检查|通过|增加|减少|提高|新增|完成|开展|办理|实施|建成|覆盖|增长|下降|安排|处理|移交|投资|总投资|争取|筹集)$"
)
_LIST_NUMBER = re.compile(r"[0-9]{1,2}[.．]")
_OF_WHICH = re.compile("其中")
_WIDE = 200  # code points at a text's beginning in which its issuer's name is looked for


def check_consistency(text: str, library: Library, as_of: datetime.date) -> list[Finding]:
    """Contradictions between the figures of ``text``, and with last year's in the ledger."""
    year = text_year(text, as_of)
    figures = [figure for figure in figures_in_text(text, year=year) if figure.confidence >= SURE]
    sentences: dict[Span, list[Figure]] = {}
    for figure in figures:
        sentences.setdefault(figure.sentence, []).append(figure)
    return [
        *_contradictions(text, sentences),
        *(each for sentence, group in sentences.items() for each in _parts_over_total(text, sentence, group)),
        *(each for group in sentences.values() for each in _rates(text, group)),
        *_year_on_year(text, figures, library),
    ]


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
            key = (figure.indicator, figure.scope, figure.year, figure.period, figure.kind, unit, context)
            before = first.setdefault(key, figure)
            if before.amount != figure.amount and before.sentence != figure.sentence:
                yield _contradiction(text, before, figure)


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


def _parts_over_total(text: str, sentence: Span, figures: Sequence[Figure]) -> Iterator[Finding]:
    """共X件，其中A件: a part larger than its total."""
    inside = [figure for figure in figures if figure.amount is not None and not figure.base]
    for match in _OF_WHICH.finditer(text, *sentence):
        before = [figure for figure in inside if figure.span.end <= match.start()]
        for part in (figure for figure in inside if not figure.approximate):
            totals = [figure for figure in before if _is_part(text, match.end(), part, figure)]
            if not totals or any(not _is_less(total, part) for total in totals):
                continue
            words, total = part.span.of(text), totals[-1].span.of(text)
            message = f"“{words}”是“{total}”的一部分，却比总数大，请核对。"
            rule = "consistency-part-over-total"
            yield Finding(rule, "consistency", "error", part.span, words, message, related=(totals[-1].span,))


def _is_less(total: Figure, part: Figure) -> bool:
    exact = total.amount is not None and part.amount is not None and not total.approximate
    return exact and (total.amount or 0) < (part.amount or 0)


def _is_part(text: str, start: int, figure: Figure, total: Figure) -> bool:
    same = (
        figure.kind in ("count", "money")
        and figure.kind == total.kind
        and figure.unit == total.unit
        and not figure.direction
    )
    return same and figure.span.start >= start and _directly(text, start, figure)


def _directly(text: str, start: int, figure: Figure) -> bool:
    """Whether a part stands in the first clauses after 其中 (a new subject after ； is no part any more)."""
    return not re.search(r"[；。]|同比|比上年|增长|下降", text[start : figure.span.start])


def _rates(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """受理N件，办结M件，办结率P%: the rate against its two bases, when just these two stand before it."""
    for rate in figures:
        if rate.kind != "ratio" or rate.amount is None or rate.approximate or rate.base or "率" not in rate.indicator:
            continue
        stem = rate.indicator.split("率")[0][-2:]
        counts = [figure for figure in figures if figure.kind == "count" and figure.span.end <= rate.span.start]
        if len(counts) != 2 or len({_comparable_unit(figure) for figure in counts}) != 1:
            continue
        base, part = counts
        if stem not in part.surface or base.amount is None or part.amount is None or base.amount < part.amount:
            continue
        yield from _wrong_rate(text, rate, part, base)


def _wrong_rate(text: str, rate: Figure, part: Figure, base: Figure) -> Iterator[Finding]:
    if not base.amount or part.amount is None or rate.amount is None or part.approximate or base.approximate:
        return
    computed = part.amount / base.amount * 100
    if abs(computed - rate.amount) <= _tolerance(rate.value):
        return
    right = f"{computed.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
    message = f"“{rate.span.of(text)}”与同句数据不符：{part.value}÷{base.value}={right}。"
    related = (base.span, part.span)
    yield Finding(
        "arithmetic-rate", "arithmetic", "warning", rate.span, rate.span.of(text), message, right, None, related
    )


def _year_on_year(text: str, figures: Sequence[Figure], library: Library) -> Iterator[Finding]:
    """立案N件，同比增长P%, held against last year's value of the same issuer in the ledger."""
    issuer = _issuer(text, library)
    if issuer is None:
        return
    for level, change in _changes(figures):
        last = _last_year(level, issuer, library)
        if last is None or last.amount is None or level.amount is None or change.amount is None or last.amount == 0:
            continue
        computed = (level.amount - last.amount) / last.amount * 100
        if abs(computed - change.amount) <= _tolerance(change.value):
            continue
        right = f"{'增长' if computed >= 0 else '下降'}{abs(computed).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
        message = (
            f"“{change.span.of(text)}”与台账不符：{issuer}{last.year}年“{last.indicator}”为{last.value}{last.unit}"
            f"（《{last.title}》{last.section}），({level.value}-{last.value})÷{last.value} 得{right}。"
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
    """Half of the last place written and a little more, for values that were rounded themselves."""
    decimals = re.search(r"\.([0-9]+)", value)
    return Decimal("0.5").scaleb(-len(decimals.group(1)) if decimals else 0) + Decimal("0.06")
