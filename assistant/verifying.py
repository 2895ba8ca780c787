"""A text from anywhere, held against the metrics, the issuer's ledger and its last report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.drafting.drafts import DraftFigure, LastSection
from assistant.drafting.one_section import base_document, held_issuer, ledger_of
from assistant.grounding import verify
from assistant.metrics.supplied import Metric
from knowledge.laws.register import LawRegister
from knowledge.library import LedgerRow, Library
from knowledge.outline import outline_report
from knowledge.readers import read_file
from knowledge.spans import Span


def verify_text(text: str, metrics: Sequence[Metric], *, year: int, issuer: str, library: Library) -> list[DraftFigure]:
    """Where each number, direction word and citation of ``text`` (a report on ``year``) comes from, by span.

    Values come from the metrics and the issuer's ledger; its newest earlier report only vouches for dates of other
    things and for terms, never for figures.
    """
    name = held_issuer(issuer, library.issuers())
    document = base_document(library, name, year, None)
    base = None
    if document is not None and document.year is not None:
        raw = library.text(document.id)
        base = LastSection(raw, document.year, document.title, document.id, Span(0, len(raw)))
    return verify_sections(text, metrics, ledger_of(library, name), year=year, base=base, laws=library.laws)


def verify_sections(
    text: str,
    metrics: Sequence[Metric],
    rows: Sequence[LedgerRow],
    *,
    year: int,
    base: LastSection | None = None,
    laws: LawRegister | None = None,
) -> list[DraftFigure]:
    """As ``verify``, section by section as a draft is made: what one section says narrows nothing in another."""
    figures: list[DraftFigure] = []
    for title, place in _sections(text):
        known = replace(base, title=title) if base else None
        found = verify(place.of(text), metrics, rows, year=year, base=known, laws=laws)
        figures.extend(replace(figure, span=figure.span.shifted(place.start)) for figure in found)
    return figures


def _sections(text: str) -> list[tuple[str, Span]]:
    """Headings with the words under them; the whole where the text has no outline of its own."""
    read = read_file(text.encode(), "文稿.txt")
    if read.text != text:
        return [("", Span(0, len(text)))]
    sections = outline_report(read)
    starts = [section.heading.start if section.title else section.body.start for section in sections]
    places = [Span(start, section.body.end) for start, section in zip(starts, sections, strict=True)]
    covered = bool(places) and not text[: places[0].start].strip() and not text[places[-1].end :].strip()
    parted = any(text[one.end : other.start].strip() for one, other in pairwise(places))
    if not covered or parted:
        return [("", Span(0, len(text)))]
    return [(section.label, place) for section, place in zip(sections, places, strict=True) if place.of(text).strip()]
