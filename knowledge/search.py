"""Hybrid retrieval: dense + lexical, fused by reciprocal rank; filters that never fall back to everything."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.embedding import Embedder
from knowledge.records import Store
from knowledge.records.laws import law_version_ids
from knowledge.records.passages import StoredPassage, count_vectors, owners_of, passage_at, stored_passages
from knowledge.records.words import indexed_words, match_words, passages_holding
from knowledge.spans import Span
from knowledge.vectors import Nearest, VectorIndex
from knowledge.word_segmentation import content_words

_RANK_CONSTANT = 60  # of reciprocal rank fusion
_LEAST_DEPTH = 40  # how far down each side is read
_LONGEST_QUERY = 2_000  # code points; what follows tells nothing more about what is looked for
_MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What may be found. None: no restriction. ``as_of``: of laws, only the texts in force that day.

    Laws have no report year: with ``years`` given none is found.
    """

    kind: Literal["report", "regulation"] | None = None
    years: frozenset[int] | None = None
    issuers: frozenset[str] | None = None
    document_ids: frozenset[str] | None = None
    as_of: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with all a citation needs.

    ``score`` is the fused one (higher = better, comparable within one search only); ``similarity`` the cosine of
    the dense side (None when only the words matched); ``word_share`` 0–1, how much of the query's content words
    (weighted by rarity) the passage holds. ``document_id`` is "" for national laws, whose ``span`` points into
    the article's text.
    """

    passage_id: str
    kind: Literal["report", "regulation"]
    text: str
    span: Span
    title: str
    issuer: str
    year: int | None
    section: str  # label of the section: 一（三）2 行政处罚履职情况; "" for laws
    article: str  # 第二十五条; "" for reports
    page: int | None
    document_id: str
    version_id: str  # "" for reports
    in_force: bool | None  # of laws, on as_of (today's date is never looked up here); None when as_of is None
    score: float
    similarity: float | None
    word_share: float


class Searcher:
    """Searches one store and its vectors. ``in_force`` gives the ids of the law versions that hold on a day."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        vectors: Callable[[], VectorIndex],
        in_force: Callable[[datetime.date], frozenset[str]],
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._vectors = vectors
        self._in_force = in_force
        self._laws_embedded = False

    def search(self, query: str, allowed: SearchFilter, limit: int) -> list[Hit]:
        """Passages for a query, best first; [] when nothing passes the filter or no word has a meaning."""
        query = query[:_LONGEST_QUERY]
        words = content_words(query)[:_MOST_WORDS]
        owners = self._allowed_owners(allowed)
        if not words or limit < 1 or owners == frozenset():
            return []
        depth = max(_LEAST_DEPTH, 5 * limit)
        near = self._nearest(query, depth, allowed.kind, owners)
        with self._store.read() as connection:
            matched = match_words(connection, words, depth, kind=allowed.kind, owners=owners)
            scores = fuse([n.passage_id for n in near], [m.passage_id for m in matched])
            best = sorted(scores, key=lambda i: (-scores[i], i))[:limit]
            passages = stored_passages(connection, best)
            rarity = _rarity(words, passages_holding(connection, words), count_vectors(connection)[1])
            held = indexed_words(connection, best)
        similarity = {n.passage_id: n.score for n in near}
        return [
            _hit(passages[i], allowed.as_of, scores[i], similarity.get(i), _share(rarity, held.get(i, frozenset())))
            for i in best
            if i in passages
        ]

    def hit_for(self, document_id: str, span: Span) -> Hit | None:
        """The passage that holds a span; nothing was searched for, so its scores are 1."""
        with self._store.read() as connection:
            found = passage_at(connection, document_id, span)
        return None if found is None else _hit(found, None, 1.0, None, 1.0)

    def _allowed_owners(self, allowed: SearchFilter) -> frozenset[str] | None:
        """None: everyone. Laws that are not in force on ``as_of`` are left out."""
        facts = (allowed.years, allowed.issuers, allowed.document_ids)
        if allowed.as_of is None and all(fact is None for fact in facts):
            return None
        with self._store.read() as connection:
            owners = owners_of(
                connection, years=allowed.years, issuers=allowed.issuers, document_ids=allowed.document_ids
            )
            if allowed.as_of is None:
                return owners
            laws = law_version_ids(connection)
        return owners - (laws - self._in_force(allowed.as_of))

    def _nearest(self, query: str, depth: int, kind: str | None, owners: frozenset[str] | None) -> list[Nearest]:
        vectors = self._vectors()
        if vectors.count() == 0:
            return []
        if kind != "report" and not self._all_laws_embedded():
            # The few laws that have a vector would be nearest for want of better ones; words find all alike.
            if kind == "regulation":
                return []
            kind = "report"
        vector = self._embedder.embed_query(query)
        return vectors.nearest(vector, depth, kind=kind, owners=owners)

    def _all_laws_embedded(self) -> bool:
        if not self._laws_embedded:
            with self._store.read() as connection:
                done, total = count_vectors(connection, national=True)
            self._laws_embedded = done == total
        return self._laws_embedded


def fuse(*rankings: Sequence[str]) -> dict[str, float]:
    """Reciprocal rank fusion: ids, best first in each ranking → score; what several rankings name comes first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, passage_id in enumerate(ranking, start=1):
            scores[passage_id] = scores.get(passage_id, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return scores


def _rarity(words: Sequence[str], holding: Mapping[str, int], passages: int) -> dict[str, float]:
    """How much each word tells: most where it stands nowhere in the library, little where it stands everywhere."""
    return {word: math.log(1 + (passages + 1) / (holding.get(word, 0) + 1)) for word in words}


def _share(rarity: Mapping[str, float], held: frozenset[str]) -> float:
    return sum(weight for word, weight in rarity.items() if word in held) / sum(rarity.values())


def _hit(
    passage: StoredPassage,
    as_of: datetime.date | None,
    score: float,
    similarity: float | None,
    word_share: float,
) -> Hit:
    return Hit(
        passage_id=passage.id,
        kind=passage.kind,
        text=passage.text,
        span=passage.span,
        title=passage.title,
        issuer=passage.issuer,
        year=passage.year,
        section=passage.section_label,
        article=passage.article,
        page=passage.page,
        document_id=passage.document_id,
        version_id=passage.version_id,
        # What was not in force on the day was not searched.
        in_force=True if passage.version_id and as_of is not None else None,
        score=score,
        similarity=similarity,
        word_share=word_share,
    )
