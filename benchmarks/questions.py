"""The gold questions: right, wrong figures, refusals; beside a plain chain and BM25 alone."""

from __future__ import annotations

import datetime
import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypedDict

from assistant.asking.answering import ask
from assistant.evidence import Answer
from benchmarks.material import GOLD, SHARED, gold_document, gold_questions, opened
from benchmarks.plain_chains import PLAIN_CHUNKS, PlainChain, WordSearch
from benchmarks.results import Outcome
from knowledge.library import Library
from knowledge.quantities import read_quantity

HEADER = (
    "split",
    "kind",
    "n",
    "right",
    "wrong figure",
    "refused",
    "in chunks",
    "plain chain right / wrong",
    "BM25 right / wrong",
    "median ms",
    "p95 ms",
)
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
    in_chunks: int = 0  # the right value stands somewhere in the chunks plain vector search brings
    others: Counter[tuple[str, bool]] = field(
        default_factory=Counter
    )  # right and wrong answers of the plain chain and of BM25
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Others:
    """What the product is held beside, over one library."""

    chain: PlainChain
    words: WordSearch

    def answers(self, case: Case) -> list[tuple[str, bool]]:
        """(name, whether its number is the right one), for those that give a number at all."""
        given = {"chain": self.chain.answer(case["question"]), "BM25": self.words.answer(case["question"])}
        values = [value.replace(",", "") for value in _values(case["expect"])]
        # a conflict or a series wants several numbers; one alone is not the answer
        return [(name, values == [number]) for name, number in given.items() if number]


def run() -> Outcome | None:
    """One row a kind and split."""
    if not SHARED.is_dir():
        return None
    cases: list[Case] = [json.loads(line) for line in gold_questions()]
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    outcome = Outcome(
        name="questions",
        title=f"{len(cases)} questions about figures",
        header=HEADER,
    )
    for library_name, documents in json.loads((GOLD / "libraries.json").read_text(encoding="utf-8")).items():
        mine = [case for case in cases if case["library"] == library_name]
        others = Others(PlainChain(documents), WordSearch(documents))
        with opened(f"questions-{library_name}", map(gold_document, documents)) as library:
            for case in mine:
                both = [tallies[case["split"], kind] for kind in (case["kind"], "all")]
                _score(case, library, others, both, outcome)
    outcome.rows.extend(_row(key, tallies[key]) for key in sorted(tallies))
    outcome.notes.append(
        f"in chunks: the value stands somewhere in the {PLAIN_CHUNKS} nearest chunks of 500 characters (same embedding "
        "model): the most that a chain without a ledger could get right. Plain chain: the first number of the nearest "
        "sentence in these chunks; BM25: of the best sentence by words. Neither refuses, reckons or sees a conflict"
    )
    return outcome


def _score(case: Case, library: Library, others: Others, tallies: Sequence[Tally], outcome: Outcome) -> None:
    start = time.perf_counter()
    _, answer = ask(case["question"], library, as_of=datetime.date.fromisoformat(case["as_of"]))
    seconds = time.perf_counter() - start
    right = _right(case["expect"], answer)
    chunks, numbers = others.chain.nearest(case["question"]), others.answers(case)
    for tally in tallies:
        tally.seconds.append(seconds)
        tally.n += 1
        tally.right += right
        tally.refused += answer.status == "not_found"
        tally.wrong_figure += not right and answer.status == "answered"
        tally.in_chunks += case["kind"] in PLAIN_KINDS and all(v in chunks for v in _values(case["expect"]))
        tally.others.update(numbers)
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
        str(tally.in_chunks) if key[1] in PLAIN_KINDS else "–",
        *(f"{tally.others[name, True]} / {tally.others[name, False]}" for name in ("chain", "BM25")),
        f"{statistics.median(milliseconds):.0f}",
        f"{p95:.0f}",
    )
