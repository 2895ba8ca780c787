"""All sections of a report at once: last year's report section by section, or every template in order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from assistant.drafting.composing import compose
from assistant.drafting.drafts import Draft, DraftChange, DraftFigure, LastSection
from assistant.drafting.filling import render
from assistant.drafting.one_section import UnknownSection, base_document, gated, held_issuer, ledger_of
from assistant.drafting.templates import SectionTemplate, section_templates
from assistant.metrics.supplied import Metric, metric_warnings
from knowledge.library import Document, LedgerRow, Library
from knowledge.outline import Section
from knowledge.spans import Span

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A whole report: ``whole`` is its text with all figures, ``sections`` the drafts it is put together from.

    ``whole.text`` begins with the first heading (or what stands before it), not with ``title``.
    """

    title: str
    whole: Draft
    sections: tuple[Draft, ...]


def draft_report(
    metrics: Sequence[Metric],
    *,
    year: int,
    issuer: str,
    library: Library,
    base_document_id: str | None = None,
    templates: Mapping[str, SectionTemplate] | None = None,
) -> ReportDraft:
    """Every section of ``year``'s report, with one list of what is missing and one of what found no place.

    Raises:
        assistant.drafting.UnknownSection: the report named as base is not there or has no year.
    """
    document = base_document(library, held_issuer(issuer, library.issuers()), year, base_document_id)
    rows = ledger_of(library, document.issuer) if document else []
    notes = metric_warnings(metrics, [row for row in rows if row.year == year - 1])
    if document is not None:
        drafts = _from_report(document, metrics, rows, year, library)
        title = _rolled_title(document, year)
    else:
        held = section_templates().templates if templates is None else templates
        drafts = list(_from_templates(held, metrics, year, issuer or "我局"))
        title = f"{issuer}{year}年度行政执法工作报告"
        notes = [*notes, "没有往年报告，按模板起草"]
    whole = _joined(drafts, metrics, year)
    return ReportDraft(title, replace(whole, title=title, warnings=(*notes, *whole.warnings)), tuple(drafts))


def _from_report(
    document: Document, metrics: Sequence[Metric], rows: Sequence[LedgerRow], year: int, library: Library
) -> list[Draft]:
    if document.year is None:
        raise UnknownSection(f"《{document.title}》没有年份，无法判断哪些数据是上年的。请为该报告补上年份后重试")
    raw = library.text(document.id)
    drafts = []
    for section in library.sections(document.id):
        place = _place(section, raw)
        words = place.of(raw)
        if not words or (not section.title and _same_words(words, document.title)):
            continue  # the title itself is set apart
        base = LastSection(words, document.year, section.label, document.id, place)
        drafts.append(gated(compose(base, metrics, rows, year), base, metrics, rows, year=year, laws=library.laws))
    return drafts


def _place(section: Section, raw: str) -> Span:
    """Heading and body, without blanks at the ends."""
    start = section.heading.start if section.title else section.body.start
    words = raw[start : section.body.end]
    return Span(start + len(words) - len(words.lstrip()), section.body.end - len(words) + len(words.rstrip()))


def _same_words(words: str, title: str) -> bool:
    return re.sub(r"[\s#]", "", words) in re.sub(r"\s", "", title)


def _rolled_title(document: Document, year: int) -> str:
    if str(document.year) in document.title:
        return document.title.replace(str(document.year), str(year))
    return f"{document.issuer}{year}年度行政执法工作报告"


@cache
def _chapters() -> dict[str, str]:
    data = tomllib.loads((Path(__file__).parent / "report_chapters.toml").read_text("utf-8"))
    return {str(number): str(title) for number, title in data["chapters"].items()}


def _from_templates(
    templates: Mapping[str, SectionTemplate], metrics: Sequence[Metric], year: int, issuer: str
) -> Iterator[Draft]:
    """Templates of one chapter (by the first digit of their names) stand under its heading, numbered （一）."""
    chapters = groupby(sorted(templates.values(), key=lambda t: t.name), key=lambda t: t.name[:1])
    for number, (digit, found) in enumerate(chapters):
        held = list(found)
        alone = len(held) == 1
        heading = held[0].title if alone else _chapters().get(digit, held[0].title)
        for place, template in enumerate(held):
            lead = f"{_numeral(number)}、{heading}\n" if place == 0 else ""
            lead += "" if alone else f"（{_numeral(place)}）{template.title}\n"
            yield _under(lead, render(template, metrics, (), year=year, issuer=issuer))


def _numeral(index: int) -> str:
    number = index + 1
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def _under(heading: str, draft: Draft) -> Draft:
    figures = tuple(replace(figure, span=figure.span.shifted(len(heading))) for figure in draft.figures)
    return replace(draft, text=heading + draft.text, figures=figures)


def _joined(drafts: Sequence[Draft], metrics: Sequence[Metric], year: int) -> Draft:
    text = ""
    figures: list[DraftFigure] = []
    for draft in drafts:
        text += "\n" if text else ""
        figures.extend(replace(figure, span=figure.span.shifted(len(text))) for figure in draft.figures)
        text += draft.text
    placed = {metric.indicator for metric in metrics} - set.intersection(
        {metric.indicator for metric in metrics}, *(set(draft.unused) for draft in drafts)
    )
    unused = [metric for metric in metrics if metric.indicator not in placed]
    offered = tuple(f"{year}年，{metric.indicator}{metric.value}{metric.unit}。" for metric in unused)
    missing = dict.fromkeys(label for draft in drafts for label in draft.missing)
    warnings = dict.fromkeys(warning for draft in drafts for warning in draft.warnings)
    changes = tuple(change for draft in drafts for change in draft.changes if change.kind != "new")
    new = tuple(DraftChange("new", "", said) for said in offered)
    return Draft(
        text=text,
        figures=tuple(figures),
        missing=tuple(missing),
        unused=tuple(metric.indicator for metric in unused),
        warnings=tuple(warnings),
        offered=offered,
        changes=(*changes, *new),
    )
