"""Keeps vectors and records in agreement; the vectors can always be made again from the records."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from knowledge.embedding import Embedder, Vectors
from knowledge.records import Store
from knowledge.records.passages import (
    Unembedded,
    count_vectors,
    mark_vectors,
    marked_ids,
    still_without_vector,
    unmark_passages,
    unmark_vectors,
    without_vector,
)
from knowledge.records.store import fact, set_fact, settle, unsettled_owners
from knowledge.vectors import VectorIndex

_FACT = "embedding model"
_BATCH = 32  # passages between two looks at ``stop``
_WINDOW = 512  # passages sorted by length at once: in batches of like length a fifth less is padded


class Embeddable(Protocol):
    """What the vector store wants to know of a passage."""

    @property
    def id(self) -> str:
        """The passage's id."""
        ...

    @property
    def owner(self) -> str:
        """A document's or law version's id."""
        ...

    @property
    def kind(self) -> str:
        """report or regulation."""
        ...


class VectorKeeping:
    """The vector index of one library, opened when first needed and then brought to agree with the records."""

    def __init__(self, store: Store, embedder: Embedder, open_index: Callable[[], VectorIndex]) -> None:
        self.embedder = embedder
        self._store = store
        self._open_index = open_index
        self._index: VectorIndex | None = None
        self._opening = threading.Lock()
        self._changing = threading.RLock()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold off other changes, from the look at the records to the change of the vectors."""
        with self._changing:
            yield

    def vectors(self) -> VectorIndex:
        """The index, in agreement with the records."""
        with self._changing, self._opening:
            if self._index is None:
                index = self._open_index()
                self._reconcile(index)
                self._index = index
            return self._index

    def put(self, passages: Sequence[Embeddable], vectors: Vectors) -> None:
        """Store vectors, one row for each passage."""
        ids, owners, kinds = [p.id for p in passages], [p.owner for p in passages], [p.kind for p in passages]
        self.vectors().put(ids, vectors, owners, kinds)

    def forget(self, owner: str) -> None:
        """Remove an owner's vectors, when its records are gone."""
        self.vectors().delete_owner(owner)
        with self._store.write() as connection:
            settle(connection, owner)

    def settle_doubtful(self) -> None:
        """Clear the vectors of owners that were being changed."""
        self._settle_doubtful(self.vectors())

    def embed_missing(self, stop: Callable[[], bool]) -> None:
        """Make the vectors that passages still lack, in small steps, until none is missing or ``stop()``."""
        for batch in self._missing():
            if stop():
                return
            self._embed(batch)

    def _missing(self) -> Iterator[Sequence[Unembedded]]:
        while True:
            with self._store.read() as connection:
                window = without_vector(connection, _WINDOW)
            if not window:
                return
            window.sort(key=lambda passage: (passage.kind != "report", len(passage.embed_text)))
            yield from (window[start : start + _BATCH] for start in range(0, len(window), _BATCH))

    def _embed(self, batch: Sequence[Unembedded]) -> None:
        """Store the vectors of those that are still wanted when they are made."""
        vectors = self.embedder.embed_passages([passage.embed_text for passage in batch])
        with self.changing():
            with self._store.read() as connection:
                wanted = still_without_vector(connection, [passage.id for passage in batch])
            places = [place for place, passage in enumerate(batch) if passage.id in wanted]
            self.put([batch[place] for place in places], vectors[places])
            with self._store.write() as connection:
                mark_vectors(connection, [batch[place].id for place in places])

    def disagreements(self) -> list[str]:
        """What differs between records and vectors, in words; [] when they agree."""
        with self.changing():
            held = self.vectors().ids()
            with self._store.read() as connection:
                wanted, doubtful = marked_ids(connection), unsettled_owners(connection)
        return [
            *(f"{i}：记录说有向量，向量库中没有" for i in wanted.keys() - held.keys()),
            *(f"{i}：向量库中有，记录中没有" for i in held.keys() - wanted.keys()),
            *(f"{i}：归属不同" for i in held.keys() & wanted.keys() if held[i] != wanted[i]),
            *(f"{owner}：未了结" for owner in doubtful),
        ]

    def close(self) -> None:
        """Release the files."""
        with self._changing, self._opening:
            if self._index is not None:
                self._index.close()
                self._index = None

    def _reconcile(self, index: VectorIndex) -> None:
        with self._store.read() as connection:
            same_model = fact(connection, _FACT) == self.embedder.name
        if not same_model:
            index.clear()
            with self._store.write() as connection:
                unmark_vectors(connection)
                set_fact(connection, _FACT, self.embedder.name)
        self._settle_doubtful(index)
        with self._store.read() as connection:
            marked, _ = count_vectors(connection)
        if marked != index.count():
            self._compare_all(index)

    def _settle_doubtful(self, index: VectorIndex) -> None:
        with self._store.read() as connection:
            doubtful = unsettled_owners(connection)
        for owner in doubtful:
            index.delete_owner(owner)
            with self._store.write() as connection:
                unmark_vectors(connection, owner)
                settle(connection, owner)

    def _compare_all(self, index: VectorIndex) -> None:
        with self._store.read() as connection:
            marked = marked_ids(connection)
        held = index.ids()
        index.delete([passage_id for passage_id in held if marked.get(passage_id) != held[passage_id]])
        with self._store.write() as connection:
            unmark_passages(connection, [passage_id for passage_id in marked if passage_id not in held])
