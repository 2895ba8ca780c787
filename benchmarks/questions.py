"""The gold questions: right, wrong figures, refusals; beside plain vector search over chunks of 500 characters."""

from __future__ import annotations

import datetime
import hashlib
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypedDict

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.asking.answering import ask
from assistant.evidence import Answer
from benchmarks.material import CACHE, GOLD, SHARED, embedder, gold_document, opened
from benchmarks.results import Outcome
from knowledge.embedding import Vectors
from knowledge.library import Library
from knowledge.quantities import read_quantity
from knowledge.readers import read_file

PLAIN_CHUNKS = 4
PLAIN_KINDS = ("answerable", "conflicting")  # the kinds whose values stand in the text


class Expect(TypedDict, total=False):
    """What a right answer gives; lists where several values are shown (a conflict)."""

    status: str
    value: str
    unit: str
    values: list[str]
    year: int


class Case(TypedDict):
    """A question with what it expects."""

    question: str
    as_of: str
    library: str
    kind: str
    split: str
    expect: Expect


@dataclass
class Tally:
    """Counts over one kind of one split."""

    n: int = 0
    right: int = 0
    wrong_figure: int = 0  # a figure was given as the answer and it is not the right one
    refused: int = 0
    plain: int = 0  # the right value stands somewhere in the chunks plain vector search brings
    seconds: list[float] = field(default_factory=list)


def run() -> Outcome | None:
    """One row a kind and split."""
    if not SHARED.is_dir():
        return None
    lines = (GOLD / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    cases: list[Case] = [json.loads(line) for line in lines]
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    outcome = Outcome(
        name="questions",
        title=f"{len(cases)} questions about figures",
        header=("split", "kind", "n", "right", "wrong figure", "refused", "plain vector search", "median ms", "p95 ms"),
    )
    for library_name, documents in json.loads((GOLD / "libraries.json").read_text(encoding="utf-8")).items():
        mine = [case for case in cases if case["library"] == library_name]
        plain = PlainSearch(documents)
        with opened(f"questions-{library_name}", map(gold_document, documents)) as library:
            for case in mine:
                both = [tallies[case["split"], kind] for kind in (case["kind"], "all")]
                _score(case, library, plain, both, outcome)
    outcome.rows.extend(_row(key, tallies[key]) for key in sorted(tallies))
    outcome.notes.append(
        f"plain vector search: the right value stands in the {PLAIN_CHUNKS} nearest chunks (same embedding model): "
        "the most that a chain without a ledger could get right; it never refuses"
    )
    return outcome


class PlainSearch:
    """What most assistants do: chunks of 500 characters, nearest by cosine."""

    def __init__(self, documents: list[str]) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
        self._chunks = []
        for document in documents:
            file = gold_document(document)
            self._chunks.extend(splitter.split_text(read_file(file.read_bytes(), file.name).text))
        self._embedder = embedder()
        self._vectors = self._stored_vectors()

    def _stored_vectors(self) -> Vectors:
        digest = hashlib.sha256("\0".join([self._embedder.name, *self._chunks]).encode()).hexdigest()
        file = CACHE / f"plain-{digest[:16]}.npy"
        if not file.is_file():
            np.save(file, self._embedder.embed_passages(self._chunks))
        vectors: Vectors = np.load(file)
        return vectors

    def nearest(self, question: str) -> str:
        """The text of the nearest chunks."""
        scores = self._vectors @ self._embedder.embed_query(question)
        return "\n".join(self._chunks[i] for i in np.argsort(-scores)[:PLAIN_CHUNKS])


def _score(case: Case, library: Library, plain: PlainSearch, tallies: Sequence[Tally], outcome: Outcome) -> None:
    start = time.perf_counter()
    _, answer = ask(case["question"], library, as_of=datetime.date.fromisoformat(case["as_of"]))
    seconds = time.perf_counter() - start
    right = _right(case["expect"], answer)
    chunks = plain.nearest(case["question"])
    for tally in tallies:
        tally.seconds.append(seconds)
        tally.n += 1
        tally.right += right
        tally.refused += answer.status == "not_found"
        tally.wrong_figure += not right and answer.status == "answered"
        tally.plain += case["kind"] in PLAIN_KINDS and all(v in chunks for v in _values(case["expect"]))
    wanted = " ".join([case["expect"]["status"], *_values(case["expect"])])
    given = " ".join([answer.status, *(f"{figure.value}{figure.unit}" for figure in answer.figures)])
    name = f"{case['library']}:{case['question']}"
    outcome.add(case["split"], name, right, miss=f"{case['kind']}: {name} {wanted} → {given}")


def _right(expect: Expect, answer: Answer) -> bool:
    if answer.status != expect["status"]:
        return False
    if answer.status == "not_found":
        return not answer.figures
    given = [(figure.value, figure.unit) for figure in answer.figures]
    return all(any(_same(value, expect.get("unit"), *one) for one in given) for value in _values(expect))


def _values(expect: Expect) -> list[str]:
    return expect.get("values") or ([expect["value"]] if "value" in expect else [])


def _same(value: str, unit: str | None, given: str, given_unit: str) -> bool:
    if value == given:
        return True
    wanted, got = read_quantity(value, unit or given_unit), read_quantity(given, given_unit)
    if wanted is None or got is None or wanted.amount is None or got.amount is None:
        return False
    return abs(abs(wanted.amount) - abs(got.amount)) <= _half_of_last_place(value)


def _half_of_last_place(value: str) -> Decimal:
    try:
        exponent = Decimal(value.replace(",", "").rstrip("%")).as_tuple().exponent
    except InvalidOperation:
        return Decimal(0)
    return Decimal(1).scaleb(int(exponent)) / 2 if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _row(key: tuple[str, str], tally: Tally) -> tuple[str, ...]:
    milliseconds = sorted(1000 * second for second in tally.seconds)
    p95 = milliseconds[int(0.95 * (len(milliseconds) - 1))]
    return (
        *key,
        str(tally.n),
        f"{tally.right} = {tally.right / tally.n:.3f}",
        str(tally.wrong_figure),
        str(tally.refused),
        str(tally.plain) if key[1] in PLAIN_KINDS else "–",
        f"{statistics.median(milliseconds):.0f}",
        f"{p95:.0f}",
    )
