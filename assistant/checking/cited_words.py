"""The words a text attributes to an article, to hold them against the laws."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.laws.citations import LawCitation
from knowledge.spans import Span


def quotation(citation: LawCitation, later: Sequence[LawCitation]) -> Span | None:
    """The words to hold against the article: what the citation says it quotes, cut where another law is named."""
    if citation.quoted is None:
        return None
    start, end = citation.quoted
    named = (
        each.span.start
        for each in later
        if each.form != "back_reference" and each.article is not None and start <= each.span.start < end
    )
    cut = min(named, default=end)
    return Span(start, cut) if cut - start >= 8 else None
