"""How long answers take where much is loaded: all national laws with vectors, and 45 reports."""

from __future__ import annotations

import datetime
import json
import statistics
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from assistant.asking.answering import ask
from benchmarks.material import CACHE, ROOT, SHARED, embedder, gold_questions, report_files
from benchmarks.results import Outcome
from benchmarks.served import Load, load_of
from benchmarks.sibling_reports import rolled, siblings
from knowledge.embedding import Embedder, Vectors
from knowledge.library import DocumentFactsGiven, Library
from knowledge.readers import read_file

HOME = CACHE / "latency"
AS_OF = datetime.date(2026, 2, 1)
CLIENTS = 8
MOST_FIGURE_P95 = 60.0  # ms
MOST_OF_QUERY_EMBEDDING = 2.0
_WARM_UP = 5


class LawStandIns:
    """The bundled model for queries and reports. Laws get stand-ins: embedding all of them takes the better part of
    an hour, and how long a search among them takes depends on their number and nearness, not on their meaning."""

    def __init__(self, model: Embedder) -> None:
        self.for_laws = False
        self.name, self.dimension = model.name, model.dimension
        self._model = model
        self._chance = np.random.default_rng(1)
        self._centre = model.embed_query("法律条文")

    def embed_query(self, text: str) -> Vectors:
        """The model's own."""
        return self._model.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The model's own; of laws a direction near theirs, as far from one another (0.8) as real passages are."""
        if not self.for_laws:
            return self._model.embed_passages(texts)
        noise = self._chance.standard_normal((len(texts), self.dimension)).astype(np.float32)
        noise *= 0.5 / np.sqrt(self.dimension)
        vectors: Vectors = self._centre + noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def run() -> Outcome | None:
    """One row a kind of request."""
    if not SHARED.is_dir():
        return None
    asked = tomllib.loads(Path(__file__).with_name("latency_questions.toml").read_text("utf-8"))
    figures = _figure_questions()
    model = LawStandIns(embedder())
    outcome = Outcome("latency", "Time of an answer", ("what", "n", "p50 ms", "p95 ms", "worst ms"))
    with Library.open(HOME, embedder=model, say=print) as library:
        reports = _fill(library, model)
        outcome.rows.extend(_in_process(library, figures, asked["text"], asked["law"], outcome))
        outcome.rows.append(_row("ingest of one report (embedding included)", _ingested(library, figures[0])))
    load = load_of(HOME, [*figures, *asked["text"], *asked["law"]], AS_OF, CLIENTS)
    outcome.rows.append(_row(f"over HTTP, {CLIENTS} clients: figure, text and law questions", load.seconds))
    outcome.notes.append(_said_of(load))
    outcome.notes.append(
        f"{reports} reports and all national laws loaded; the laws' vectors are stand-ins (see the code)"
    )
    return outcome


def _said_of(load: Load) -> str:
    rate = len(load.seconds) / load.wall
    return f"over HTTP: {rate:.1f} requests/s with {CLIENTS} clients, {load.errors} errors, in {load.wall:.0f} s"


def _fill(library: Library, model: LawStandIns) -> int:
    files = [*report_files("national"), *report_files("provincial"), *(SHARED / "samples").glob("*.txt")]
    files += sorted((ROOT / "samples" / "reports").iterdir())[:2]
    for file in files:
        library.accept(file.read_bytes(), file.name, DocumentFactsGiven())
    library.work()
    model.for_laws = True
    library.embed_laws(lambda: False)
    model.for_laws = False
    return sum(document.kind == "report" and document.status == "ready" for document in library.documents())


def _figure_questions() -> list[str]:
    """The gold questions over the reports that are loaded."""
    cases = [json.loads(line) for line in gold_questions()]
    return [case["question"] for case in cases if case["library"] in ("national", "provincial", "sample")]


def _in_process(
    library: Library, figures: Sequence[str], text: Sequence[str], law: Sequence[str], outcome: Outcome
) -> Iterable[tuple[str, ...]]:
    for question in (*figures[:_WARM_UP], text[0], law[0]):
        ask(question, library, as_of=AS_OF)
    answers: list[float] = []
    queries: list[float] = []
    for question in figures:  # in turn, so that both have the machine in the same state
        answers.append(_answered(library, question))
        queries.append(_seconds(partial(embedder().embed_query, f"{question}（{len(queries)}）")))  # not remembered
    yield _row("bare query embedding", queries)
    yield _row("figure question", answers)
    yield _row("text question", [_answered(library, question) for question in text[1:]])
    yield _row("law question", [_answered(library, question) for question in law[1:]])
    ratio, p95 = statistics.median(answers) / statistics.median(queries), 1000 * _quantile(answers, 0.95)
    outcome.passed["figure question p95"] = p95 <= MOST_FIGURE_P95
    outcome.passed["figure question p50 beside query embedding"] = ratio <= MOST_OF_QUERY_EMBEDDING
    outcome.notes.append(
        f"figure question: p50 is {ratio:.2f} of a bare query embedding (at most {MOST_OF_QUERY_EMBEDDING:g}), "
        f"p95 {p95:.0f} ms (at most {MOST_FIGURE_P95:g})"
    )


def _ingested(library: Library, question: str) -> list[float]:
    """A sibling report, removed again; the first question after it waits for the ledger to be prepared anew."""
    file = sorted((ROOT / "samples" / "reports").glob("*2023*"))[0]
    text = read_file(file.read_bytes(), file.name).text
    taken = []
    for seed in range(3):
        year, sibling, _ = siblings(text, 2023, 6, seed)[-1]
        start = time.perf_counter()
        document = library.accept(sibling.encode(), rolled(file.name, 2023 - year), DocumentFactsGiven())
        library.work()
        taken.append(time.perf_counter() - start)
        ask(question, library, as_of=AS_OF)
        library.delete(document.id)
    return taken


def _answered(library: Library, question: str) -> float:
    return _seconds(partial(ask, question, library, as_of=AS_OF))


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _quantile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[int(share * (len(seconds) - 1))]


def _row(what: str, seconds: Sequence[float]) -> tuple[str, ...]:
    shown = (statistics.median(seconds), _quantile(seconds, 0.95), max(seconds))
    return (what, str(len(seconds)), *(f"{1000 * one:.1f}" for one in shown))
