"""Splits by section or article; quoted text is never altered (the text to embed is another field)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.outline import LawText, Section
from knowledge.readers import ReadFile
from knowledge.spans import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded and quoted. ``span.of(document.text) == text`` always.

    ``section`` is the section's index (reports) or None; ``article`` the article's label (regulations) or "".
    ``embed_text`` carries the context a vector needs: title, year, section titles or article label.
    """

    ordinal: int
    span: Span
    text: str
    embed_text: str
    section: int | None = None
    article: str = ""
    page: int | None = None


def passages_of_report(
    read: ReadFile, sections: Sequence[Section], *, title: str, year: int | None
) -> tuple[Passage, ...]:
    """One passage a paragraph; long ones are split at sentence ends, a table keeps its header in embed_text."""
    raise NotImplementedError


def passages_of_law(text: str, law: LawText) -> tuple[Passage, ...]:
    """One passage an article; very long ones are split between paragraphs (款)."""
    raise NotImplementedError
