"""What the library holds of a file: the document, what its giver said of it, and rows of its ledger."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.figures import Direction
from knowledge.quantities import QuantityKind
from knowledge.spans import Span

DocumentKind = Literal["report", "regulation"]
DocumentStatus = Literal["queued", "reading", "embedding", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as accepted. ``id`` follows from its bytes, so the same file twice is the same document."""

    id: str
    kind: DocumentKind
    file_name: str
    title: str
    issuer: str
    year: int | None
    effective_from: datetime.date | None
    effective_to: datetime.date | None
    status: DocumentStatus
    progress: float
    reason: str  # why it failed, in Chinese; "" otherwise
    warnings: tuple[str, ...]
    added_at: datetime.datetime
    size: int  # bytes
    characters: int
    passages: int
    figures: int
    articles: int


@dataclass(frozen=True, slots=True)
class DocumentFactsGiven:
    """What the person who adds a file says about it; None/"" where the file itself shall tell."""

    kind: DocumentKind | None = None
    title: str = ""
    issuer: str = ""
    year: int | None = None
    effective_from: datetime.date | None = None
    effective_to: datetime.date | None = None

    def over(self, earlier: DocumentFactsGiven) -> DocumentFactsGiven:
        """These facts, and the ``earlier`` ones where nothing is said now."""
        return DocumentFactsGiven(
            kind=self.kind or earlier.kind,
            title=self.title or earlier.title,
            issuer=self.issuer or earlier.issuer,
            year=self.year if self.year is not None else earlier.year,
            effective_from=self.effective_from or earlier.effective_from,
            effective_to=self.effective_to or earlier.effective_to,
        )


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """What a person may correct of a figure."""

    indicator: str
    value: str
    unit: str
    year: int | None
    scope: str
    period: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """That a person corrected a figure, who and when; ``was`` is how it was read from the document.

    ``written`` is the corrected value with its unit as the person wrote it, "" where the value was left as it is.
    ``rejected`` takes the figure out of the ledger.
    """

    by: str
    at: datetime.datetime
    note: str
    rejected: bool
    written: str
    was: FigureFacts


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction as it is listed: the figure's facts after it, and in ``correction.was`` those before it.

    ``figure_id`` is None while its figure is not there. ``orphan``: the document was read again without that
    figure, or is gone; not so while it is only waiting to be read.
    """

    id: str
    document_id: str
    title: str
    figure_id: str | None
    orphan: bool
    now: FigureFacts
    correction: Correction


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure of the ledger with where it stands; fields as in :class:`knowledge.figures.Figure`.

    Where a person corrected it, ``correction`` says so and the other fields are as corrected; ``span``, ``sentence``
    and ``sentence_text`` stay the document's.
    """

    id: str
    document_id: str
    title: str
    issuer: str
    indicator: str
    surface: str
    value: str
    unit: str
    amount: Decimal | None
    amount_unit: str
    kind: QuantityKind
    year: int | None
    period: str
    scope: str
    approximation: str
    planned: bool
    direction: Direction
    base: str
    span: Span
    sentence: Span
    sentence_text: str
    section: str  # the section's label
    page: int | None
    confidence: float
    correction: Correction | None = None

    @property
    def facts(self) -> FigureFacts:
        """The part that a person may correct."""
        return FigureFacts(self.indicator, self.value, self.unit, self.year, self.scope, self.period, self.planned)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which figures; None/"" means any. ``q`` matches words of indicator, scope or sentence.

    Rejected figures are left out unless ``rejected`` is True (only those) or None.
    """

    indicator: str = ""
    years: frozenset[int] | None = None
    issuers: frozenset[str] | None = None
    document_ids: frozenset[str] | None = None
    planned: bool | None = None
    q: str = ""
    corrected: bool | None = None
    rejected: bool | None = False
