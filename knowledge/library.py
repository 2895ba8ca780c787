"""The public door of this room: an opened library of reports and laws, owned by exactly one process."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from knowledge.conversations import Conversations
from knowledge.corrections import Corrections
from knowledge.current_laws import CurrentLaws
from knowledge.document import (
    Document,
    DocumentFactsGiven,
    DocumentKind,
    DocumentStatus,
    LedgerFilter,
    LedgerRow,
)
from knowledge.embedding import Embedder, load_embedder
from knowledge.files import FileShelf
from knowledge.ingest import Ingest
from knowledge.laws.register import LawRegister
from knowledge.laws.shelving import shelve_national_laws
from knowledge.outline import Section
from knowledge.ownership import LibraryInUse, Ownership
from knowledge.preparation import describe, document_id
from knowledge.records import Store, content, documents, ledger
from knowledge.records.laws import count_national
from knowledge.records.passages import count_vectors
from knowledge.records.store import ledger_revision, unsettle
from knowledge.rereading import Rereading
from knowledge.saved_work import Desk
from knowledge.search import Hit, Searcher, SearchFilter
from knowledge.spans import Span
from knowledge.vector_keeping import VectorKeeping
from knowledge.vectors import VectorIndex

__all__ = [
    "Document",
    "DocumentFactsGiven",
    "DocumentKind",
    "DocumentStatus",
    "LawsProgress",
    "LedgerFilter",
    "LedgerRow",
    "Library",
    "LibraryInUse",
]


@dataclass(frozen=True, slots=True)
class LawsProgress:
    """How far the national laws are: in the register, and their vectors (background)."""

    status: Literal["loading", "embedding", "ready", "failed"]
    progress: float
    laws: int
    articles: int
    reason: str = ""


def _say_nothing(_line: str) -> None:
    pass


def _tell_nobody(_document: Document) -> None:
    pass


def _never() -> bool:
    return False


class Library:
    """Opened with :meth:`open`; a context manager. Every method may be called from several threads."""

    corrections: Corrections
    conversations: Conversations
    desk: Desk

    def __init__(
        self, home: Path, store: Store, embedder: Embedder, chroma_url: str, ownership: Ownership | None
    ) -> None:
        """Use :meth:`open`."""
        self._home = home
        self._store = store
        self._ownership = ownership
        self._files = FileShelf(home / "files")
        self._keeping = VectorKeeping(store, embedder, lambda: _open_index(home, chroma_url, embedder))
        self._ingest = Ingest(store, self._files, self._keeping)
        self._rereading = Rereading(store, self._files, self._keeping)
        self._working = threading.Lock()
        self._current_laws = CurrentLaws(store)
        self._searcher = Searcher(store, embedder, self._keeping.vectors, self._current_laws.in_force)
        self._laws_failure = ""
        self.corrections = Corrections(store)
        self.conversations = Conversations(store)
        self.desk = Desk(store)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        database_url: str = "",
        chroma_url: str = "",
        embedding_model: str = "bundled",
        embedder: Embedder | None = None,
        say: Callable[[str], None] = _say_nothing,
    ) -> Library:
        """Open (or make) the library in ``home`` and load the national laws if they are not yet there.

        ``embedder`` takes the place of the model named by ``embedding_model``. ``say`` gets a line of progress for
        a person. With both ``database_url`` and ``chroma_url`` nothing is embedded, and nobody owns ``home``.
        Raises LibraryInUse; RecordsUnavailable for a database that can't be used.
        """
        home.mkdir(parents=True, exist_ok=True)
        ownership = None if database_url and chroma_url else Ownership(home)
        try:
            store = Store(home, database_url)
            shelve_national_laws(store, say)
            embedder = embedder or load_embedder(embedding_model, home)
            library = cls(home, store, embedder, chroma_url, ownership)
            library._files.sweep(frozenset(document.id for document in library.documents()))
        except BaseException:
            if ownership is not None:
                ownership.release()
            raise
        return library

    def close(self) -> None:
        """Let go of the data folder; waits for a document that is being worked on."""
        with self._working:
            self._keeping.close()
            self._store.close()
            if self._ownership is not None:
                self._ownership.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def announce(self, url: str) -> None:
        """Say where this process serves the library, so that the command line can talk to it."""
        if self._ownership is not None:
            self._ownership.announce(url)

    def accept(self, data: bytes, file_name: str, given: DocumentFactsGiven) -> Document:
        """Keep a file durably and queue it; returns at once. The same bytes: the document already there.

        A ready document whose given facts now differ is queued again with the new ones, a failed one likewise.
        Raises UnreadableFile, and then nothing is stored.
        """
        held = self.document(document_id(data))
        if held is not None:
            with self._store.read() as connection:
                earlier = documents.facts_given(connection, held.id)
            given = given.over(earlier)
            if given == earlier and held.status != "failed":
                return held
        new = describe(data, file_name, given)
        self._files.keep(new.id, data)
        with self._keeping.changing():
            with self._store.write() as connection:
                known = documents.find_document(connection, new.id) is not None
                if known:
                    unsettle(connection, new.id)
                    content.remove_content(connection, new.id)
                    documents.requeue_document(connection, new)
                else:
                    documents.add_document(connection, new, datetime.datetime.now(datetime.UTC))
            if known:
                self._keeping.settle_doubtful()
        accepted = self.document(new.id)
        assert accepted is not None
        return accepted

    def describe(self, document_id: str, given: DocumentFactsGiven) -> Document | None:
        """Say other facts of a held document, which is then queued to be read again; None when it is not there."""
        held = self.document(document_id)
        return self.accept(self._files.read(document_id), held.file_name, given) if held else None

    def work(self, on_progress: Callable[[Document], None] = _tell_nobody) -> int:
        """Ingest every queued document now (also what a killed process or a program of other rules left); how many."""
        done = 0
        with self._working:
            self._rereading.bring_up_to_date()
            while self._ingest.next(on_progress):
                done += 1
        return done

    def embed_laws(self, stop: Callable[[], bool] = _never) -> None:
        """Make the missing vectors of the national laws, in small steps; call it from a background thread.

        Also those of documents, when the embedding model was changed or the vectors were lost.
        """
        try:
            self._keeping.embed_missing(stop)
            self._laws_failure = ""
        except Exception as error:
            self._laws_failure = f"国家法律的向量没有做完（{type(error).__name__}：{error}）；仍可按词语检索。"
            raise

    def laws_progress(self) -> LawsProgress:
        """For health and the terminal."""
        with self._store.read() as connection:
            laws, articles = count_national(connection)
            done, total = count_vectors(connection, national=True)
        status: Literal["embedding", "ready", "failed"] = "ready" if done == total else "embedding"
        if self._laws_failure and status != "ready":
            status = "failed"
        return LawsProgress(status, done / total if total else 1.0, laws, articles, self._laws_failure)

    @property
    def laws(self) -> LawRegister:
        """The laws and regulations held now; a job that must see one state keeps what it got."""
        return self._current_laws.register()

    def documents(self) -> list[Document]:
        """All, newest first."""
        with self._store.read() as connection:
            return documents.all_documents(connection)

    def document(self, document_id: str) -> Document | None:
        """One, or None."""
        with self._store.read() as connection:
            return documents.find_document(connection, document_id)

    def delete(self, document_id: str) -> bool:
        """Remove a document with its passages, figures, articles, vectors and file; False when not there."""
        with self._keeping.changing():
            with self._store.write() as connection:
                unsettle(connection, document_id)
                content.remove_content(connection, document_id)
                there = documents.remove_document(connection, document_id)
            self._keeping.forget(document_id)
            self._files.remove(document_id)
        return there

    def text(self, document_id: str) -> str:
        """The document's original text, which all its spans point into ("" when not there)."""
        with self._store.read() as connection:
            return content.text_of(connection, document_id)

    def sections(self, document_id: str) -> list[Section]:
        """A report's outline."""
        with self._store.read() as connection:
            return content.sections_of(connection, document_id)

    def figures(self, wanted: LedgerFilter, limit: int = 100, offset: int = 0) -> tuple[list[LedgerRow], int]:
        """Figures of ready documents in document order, and how many there are in all."""
        with self._store.read() as connection:
            return ledger.find_figures(connection, wanted, limit, offset)

    def ledger_revision(self) -> int:
        """A number that changes whenever figures, corrections or ready reports do."""
        with self._store.read() as connection:
            return ledger_revision(connection)

    def indicators(self, wanted: LedgerFilter) -> list[str]:
        """The distinct indicators among those figures."""
        with self._store.read() as connection:
            return ledger.distinct_indicators(connection, wanted)

    def issuers(self) -> list[str]:
        """Issuers of ready reports."""
        with self._store.read() as connection:
            return documents.ready_issuers(connection)

    def years(self, issuer: str | None = None) -> list[int]:
        """Years of ready reports (of one issuer), ascending."""
        with self._store.read() as connection:
            return documents.ready_years(connection, issuer)

    def search(self, query: str, allowed: SearchFilter, limit: int = 8) -> list[Hit]:
        """Passages for a query, best first; [] when nothing passes the filter or nothing matches."""
        return self._searcher.search(query, allowed, limit)

    def hit_for(self, document_id: str, span: Span) -> Hit | None:
        """The passage that holds a span (to cite a figure in its passage)."""
        return self._searcher.hit_for(document_id, span)

    def check_agreement(self) -> list[str]:
        """What differs between records and vectors, in words; [] when they agree."""
        return self._keeping.disagreements()


def _open_index(home: Path, chroma_url: str, embedder: Embedder) -> VectorIndex:
    folder = None if chroma_url else home / "vectors"
    return VectorIndex(folder, url=chroma_url, model_name=embedder.name, dimension=embedder.dimension)
