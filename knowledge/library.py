"""The public door of this room: an opened library of reports and laws, owned by exactly one process."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from knowledge.figures import Direction
from knowledge.law_register import LawRegister
from knowledge.outline import Section
from knowledge.quantities import QuantityKind
from knowledge.search import Hit, SearchFilter
from knowledge.spans import Span

DocumentKind = Literal["report", "regulation"]
DocumentStatus = Literal["queued", "reading", "embedding", "ready", "failed"]


class LibraryInUse(RuntimeError):
    """Another process owns this data folder; the message says which (pid, since when) and what to do."""


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


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure of the ledger with where it stands; fields as in :class:`knowledge.figures.Figure`."""

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


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which figures; None/"" means any. ``q`` matches words of indicator, scope or sentence."""

    indicator: str = ""
    years: frozenset[int] | None = None
    issuers: frozenset[str] | None = None
    document_ids: frozenset[str] | None = None
    planned: bool | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class LawsProgress:
    """How far the national laws are: in the register, and their vectors (background)."""

    status: Literal["loading", "embedding", "ready", "failed"]
    progress: float
    laws: int
    articles: int
    reason: str = ""


class Library:
    """Opened with :meth:`open`; a context manager. Every method may be called from several threads."""

    laws: LawRegister

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        database_url: str = "",
        chroma_url: str = "",
        embedding_model: str = "bundled",
        say: Callable[[str], None] = lambda line: None,
    ) -> Library:
        """Open (or make) the library in ``home`` and load the national laws if they are not yet there.

        ``say`` gets a line of progress for a person. Raises LibraryInUse.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the data folder."""
        raise NotImplementedError

    def accept(self, data: bytes, file_name: str, given: DocumentFactsGiven) -> Document:
        """Keep a file durably and queue it; returns at once. The same bytes: the document already there."""
        raise NotImplementedError

    def work(self, on_progress: Callable[[Document], None] = lambda document: None) -> int:
        """Ingest every queued document now (also those a killed process left behind); returns how many."""
        raise NotImplementedError

    def embed_laws(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Make the missing vectors of the national laws, in small steps; call it from a background thread."""
        raise NotImplementedError

    def laws_progress(self) -> LawsProgress:
        """For health and the terminal."""
        raise NotImplementedError

    def documents(self) -> list[Document]:
        """All, newest first."""
        raise NotImplementedError

    def document(self, document_id: str) -> Document | None:
        """One, or None."""
        raise NotImplementedError

    def delete(self, document_id: str) -> bool:
        """Remove a document with its passages, figures, articles, vectors and file; False when not there."""
        raise NotImplementedError

    def text(self, document_id: str) -> str:
        """The document's original text, which all its spans point into ("" when not there)."""
        raise NotImplementedError

    def sections(self, document_id: str) -> list[Section]:
        """A report's outline."""
        raise NotImplementedError

    def figures(self, wanted: LedgerFilter, limit: int = 100, offset: int = 0) -> tuple[list[LedgerRow], int]:
        """Figures of ready documents in document order, and how many there are in all."""
        raise NotImplementedError

    def indicators(self, wanted: LedgerFilter) -> list[str]:
        """The distinct indicators among those figures."""
        raise NotImplementedError

    def issuers(self) -> list[str]:
        """Issuers of ready reports."""
        raise NotImplementedError

    def years(self, issuer: str | None = None) -> list[int]:
        """Years of ready reports (of one issuer), ascending."""
        raise NotImplementedError

    def search(self, query: str, allowed: SearchFilter, limit: int = 8) -> list[Hit]:
        """Passages for a query, best first; [] when nothing passes the filter or nothing matches."""
        raise NotImplementedError

    def hit_for(self, document_id: str, span: Span) -> Hit | None:
        """The passage that holds a span (to cite a figure in its passage)."""
        raise NotImplementedError
