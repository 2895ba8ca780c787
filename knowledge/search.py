"""Hybrid retrieval: dense + lexical, fused by reciprocal rank; filters that never fall back to everything."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from knowledge.spans import Span


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What may be found. None: no restriction. ``as_of``: of laws, only the texts in force that day."""

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
    (weighted by rarity) the passage holds. ``document_id`` is "" for national laws.
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
