"""A text from anywhere, held against the metrics, the issuer's ledger and its last report."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.drafts import DraftFigure, LastSection
from assistant.drafting.one_section import base_document, held_issuer, ledger_of
from assistant.grounding import verify
from assistant.metrics.supplied import Metric
from knowledge.library import Library
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
    return verify(text, metrics, ledger_of(library, name), year=year, base=base, laws=library.laws)
