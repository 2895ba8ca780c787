"""Nearest passages by vector. The only import of chromadb (embedded or server)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from knowledge.embedding import Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.api.types import Where

_PAGE = 5_000  # rows read at once when everything is listed


class VectorsUnavailable(RuntimeError):
    """The vector store can't be reached or opened; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage's id and its cosine to the query, 1 = same direction (higher = closer)."""

    passage_id: str
    score: float


class VectorIndex:
    """Ids and vectors of passages; everything else is in the records, from which it can be rebuilt."""

    def __init__(self, folder: Path | None, *, url: str = "", model_name: str, dimension: int) -> None:
        """Open the store in ``folder``, or the Chroma server at ``url``. Raises VectorsUnavailable."""
        self._client = _server(url) if url else _embedded(folder)
        self._model_name, self._dimension = model_name, dimension
        self._collection = self._open_collection()

    def _open_collection(self) -> Collection:
        return self._client.get_or_create_collection(
            collection_name(self._model_name, self._dimension),
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"model": self._model_name, "dimension": self._dimension},
            embedding_function=None,
        )

    def put(self, ids: Sequence[str], vectors: Vectors, owners: Sequence[str], kinds: Sequence[str]) -> None:
        """Store or overwrite; ``owners`` are document or law version ids, ``kinds`` report|regulation."""
        step = self._client.get_max_batch_size()
        for start in range(0, len(ids), step):
            part = slice(start, start + step)
            facts = [{"owner": o, "kind": k} for o, k in zip(owners[part], kinds[part], strict=True)]
            self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part], metadatas=list(facts))

    def nearest(
        self, vector: Vectors, limit: int, *, kind: str | None = None, owners: Iterable[str] | None = None
    ) -> list[Nearest]:
        """The closest, best first; ``owners`` restricts to those documents (an empty one: nothing)."""
        wanted = None if owners is None else sorted(set(owners))
        if wanted == [] or limit < 1:
            return []
        found = self._collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=limit, where=_where(kind, wanted), include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        return [Nearest(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances, strict=True)]

    def delete_owner(self, owner: str) -> None:
        """Forget a document's vectors."""
        self._collection.delete(where={"owner": owner})

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these passages' vectors."""
        step = self._client.get_max_batch_size()
        for start in range(0, len(ids), step):
            self._collection.delete(ids=list(ids[start : start + step]))

    def clear(self) -> None:
        """Forget everything of this model."""
        self._client.delete_collection(self._collection.name)
        self._collection = self._open_collection()

    def count(self) -> int:
        """How many vectors are held."""
        return self._collection.count()

    def ids(self) -> dict[str, str]:
        """Every passage id held, with its owner."""
        held: dict[str, str] = {}
        while True:
            page = self._collection.get(limit=_PAGE, offset=len(held), include=["metadatas"])
            for passage_id, facts in zip(page["ids"], page["metadatas"] or [], strict=True):
                held[passage_id] = str(facts["owner"])
            if len(page["ids"]) < _PAGE:
                return held

    def counts(self) -> dict[str, int]:
        """Vectors held for each owner."""
        return dict(Counter(self.ids().values()))

    def close(self) -> None:
        """Release the files."""
        close = getattr(self._client, "close", None)  # the client's type doesn't name it, the client has it
        if close is not None:
            close()


def collection_name(model_name: str, dimension: int) -> str:
    """One collection for each model and dimension; the digest keeps names apart that differ in other characters."""
    readable = re.sub(r"[^a-z0-9]+", "-", model_name.lower()).strip("-")[:40] or "model"
    digest = hashlib.sha256(f"{model_name} {dimension}".encode()).hexdigest()[:8]
    return f"{readable}-{dimension}-{digest}"


def _where(kind: str | None, owners: list[str] | None) -> Where | None:
    terms: list[Where] = []
    if kind is not None:
        terms.append({"kind": kind})
    if owners is not None:
        among: dict[Literal["$in", "$nin"], list[str | int | float | bool]] = {"$in": [*owners]}
        terms.append({"owner": among})
    if not terms:
        return None
    return terms[0] if len(terms) == 1 else {"$and": terms}


def _embedded(folder: Path | None) -> ClientAPI:
    if folder is None:
        raise VectorsUnavailable("没有指定向量库的位置：请给出数据文件夹，或 Chroma 服务器的地址（CHROMA_URL）。")
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _server(url: str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise VectorsUnavailable(f"Chroma 服务器地址「{url}」不对：应像 http://127.0.0.1:8000 这样写。")
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if secure else 80),
            ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )
    except Exception as error:  # chromadb raises bare ValueError and httpx errors alike
        raise VectorsUnavailable(
            f"连不上 Chroma 服务器 {url}：{error}。请确认它已启动、地址和端口正确，或去掉 CHROMA_URL 使用内嵌向量库。"
        ) from error
