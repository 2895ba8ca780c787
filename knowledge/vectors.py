"""Nearest passages by vector. The only import of chromadb (embedded or server)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage's id and its cosine to the query, 1 = same direction (higher = closer)."""

    passage_id: str
    score: float


class VectorIndex:
    """Ids and vectors of passages; everything else is in the records, from which it can be rebuilt."""

    def __init__(self, folder: Path | None, *, url: str = "", model_name: str, dimension: int) -> None: ...

    def put(self, ids: Sequence[str], vectors: Vectors, owners: Sequence[str], kinds: Sequence[str]) -> None:
        """Store or overwrite; ``owners`` are document or law version ids, ``kinds`` report|regulation."""
        raise NotImplementedError

    def nearest(
        self, vector: Vectors, limit: int, *, kind: str | None = None, owners: Iterable[str] | None = None
    ) -> list[Nearest]:
        """The closest, best first; ``owners`` restricts to those documents (an empty one: nothing)."""
        raise NotImplementedError

    def delete_owner(self, owner: str) -> None:
        """Forget a document's vectors."""
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        """Vectors held for each owner."""
        raise NotImplementedError

    def close(self) -> None:
        """Release the files."""
        raise NotImplementedError
