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
from assistant.drafting.drafts import USUAL, Choices, Draft, DraftFigure, LastSection
from assistant.drafting.families import Place, home_of
from assistant.drafting.filling import render
from assistant.drafting.gating import gated, refusals
from assistant.drafting.new_sentences import offered_sentences, with_new_sentences
from assistant.drafting.one_section import UnknownSection, base_document, held_issuer, ledger_of
from assistant.drafting.supply import Supply
from assistant.drafting.templates import SectionTemplate, section_templates
from assistant.metrics.supplied import Metric, metric_warnings
from knowledge.laws.register import LawRegister
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
    choices: Choices = USUAL,
) -> ReportDraft:
    """Every section of ``year``'s report, with one list of what is missing and one of what found no place.

    A metric that last year's report has no place for becomes a sentence in the section it belongs to, unless
    ``choices`` says that it is only offered.

    Raises:
        assistant.drafting.UnknownSection: the report named as base is not there or has no year.
    """
    document = base_document(library, held_issuer(issuer, library.issuers()), year, base_document_id)
    rows = ledger_of(library, document.issuer) if document else []
    notes = metric_warnings(metrics, [row for row in rows if row.year == year - 1])
    if document is not None:
        bases = list(_bases(document, library))
        drafts = draft_sections(bases, metrics, rows, year=year, laws=library.laws, choices=choices)
        title = _rolled_title(document, year)
    else:
        held = section_templates().templates if templates is None else templates
        drafts = list(_from_templates(held, metrics, year, issuer or "我局", choices))
        title = f"{issuer}{year}年度行政执法工作报告"
        notes = [*notes, "没有往年报告，按模板起草"]
    whole = _joined(drafts, metrics, Supply(metrics, rows, year))
    return ReportDraft(title, replace(whole, title=title, warnings=(*notes, *whole.warnings)), tuple(drafts))


def _bases(document: Document, library: Library) -> Iterator[LastSection]:
    """The sections of last year's report, each with its heading."""
    if document.year is None:
        raise UnknownSection(f"《{document.title}》没有年份，无法判断哪些数据是上年的。请为该报告补上年份后重试")
    raw = library.text(document.id)
    for section in library.sections(document.id):
        place = _place(section, raw)
        words = place.of(raw)
        if words and (section.title or not _same_words(words, document.title)):  # the title itself is set apart
            yield LastSection(words, document.year, section.label, document.id, place)


def draft_sections(
    bases: Sequence[LastSection],
    metrics: Sequence[Metric],
    rows: Sequence[LedgerRow],
    *,
    year: int,
    laws: LawRegister | None = None,
    choices: Choices = USUAL,
) -> list[Draft]:
    """One draft for each section of a report, all from the same metrics, with nothing unsupported in them.

    Raises:
        DraftNotGrounded: something unsupported is left after the gate.
    """
    drafts = [
        gated(compose(base, metrics, rows, year, exact=choices.exact), base, metrics, rows, year=year, laws=laws)
        for base in bases
    ]
    if choices.write_new:
        places = [Place(draft.title, _names(draft)) for draft in drafts]
        for index, wanted in _by_home(_left_by_all(drafts, metrics), places).items():
            supply = Supply(metrics, rows, year, bases[index])
            refused = refusals(bases[index], metrics, rows, year)
            drafts[index] = with_new_sentences(drafts[index], wanted, supply, refused)
    return drafts


def _names(draft: Draft) -> tuple[str, ...]:
    """What the section tells values of, known or still missing; what is planned tells none."""
    missing = (label for label in draft.missing if not label.startswith("计划"))
    return (*(figure.metric for figure in draft.figures if figure.metric), *missing)


def _left_by_all(drafts: Sequence[Draft], metrics: Sequence[Metric]) -> list[Metric]:
    left = [{id(metric) for metric in draft.left} for draft in drafts]
    return [metric for metric in metrics if all(id(metric) in one for one in left)]


def _by_home(metrics: Sequence[Metric], places: Sequence[Place]) -> dict[int, list[Metric]]:
    homes: dict[int, list[Metric]] = {}
    for metric in metrics:
        home = home_of(metric, places)
        if home is not None:
            homes.setdefault(home, []).append(metric)
    return homes


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
    templates: Mapping[str, SectionTemplate], metrics: Sequence[Metric], year: int, issuer: str, choices: Choices
) -> Iterator[Draft]:
    """Templates of one chapter (by the first digit of their names) stand under its heading, numbered （一）."""
    ordered = sorted(templates.values(), key=lambda t: t.name)
    drafts = {t.name: render(t, metrics, (), year=year, issuer=issuer) for t in ordered}
    if choices.write_new:
        places = [Place(t.title, tuple(t.indicators)) for t in ordered]
        supply, refused = Supply(metrics, (), year), refusals(None, metrics, (), year)
        for index, wanted in _by_home(_left_by_all(list(drafts.values()), metrics), places).items():
            name = ordered[index].name
            drafts[name] = with_new_sentences(drafts[name], wanted, supply, refused)
    chapters = groupby(ordered, key=lambda t: t.name[:1])
    for number, (digit, found) in enumerate(chapters):
        held = list(found)
        alone = len(held) == 1
        heading = held[0].title if alone else _chapters().get(digit, held[0].title)
        for place, template in enumerate(held):
            lead = f"{_numeral(number)}、{heading}\n" if place == 0 else ""
            lead += "" if alone else f"（{_numeral(place)}）{template.title}\n"
            yield _under(lead, drafts[template.name])


def _numeral(index: int) -> str:
    number = index + 1
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def _under(heading: str, draft: Draft) -> Draft:
    figures = tuple(replace(figure, span=figure.span.shifted(len(heading))) for figure in draft.figures)
    return replace(draft, text=heading + draft.text, figures=figures)


def _joined(drafts: Sequence[Draft], metrics: Sequence[Metric], supply: Supply) -> Draft:
    text = ""
    figures: list[DraftFigure] = []
    for draft in drafts:
        text += "\n" if text else ""
        figures.extend(replace(figure, span=figure.span.shifted(len(text))) for figure in draft.figures)
        text += draft.text
    left = tuple(_left_by_all(drafts, metrics))
    missing = dict.fromkeys(label for draft in drafts for label in draft.missing)
    warnings = dict.fromkeys(warning for draft in drafts for warning in draft.warnings)
    return Draft(
        text=text,
        figures=tuple(figures),
        missing=tuple(missing),
        left=left,
        warnings=tuple(warnings),
        offered=offered_sentences(left, supply),
        changes=tuple(change for draft in drafts for change in draft.changes),
    )
