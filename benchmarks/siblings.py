"""Near-identical years: a report and its siblings in one library, and whether a question gets another year's value.

What is right is known from the replacements of :mod:`benchmarks.sibling_reports`; nothing of the extractor is used.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

from assistant.asking.answering import ask
from assistant.evidence import Answer, AnswerFigure
from benchmarks.material import CACHE, ROOT, SHARED, embedder
from benchmarks.results import Outcome
from benchmarks.sibling_reports import rolled, siblings
from knowledge.library import DocumentFactsGiven, Library
from knowledge.readers import read_file
from knowledge.spans import Span

SEEDS = (1, 2)
CONTRADICTING_SEED = 3
_NAMED_BY_YEAR = ("今年", "去年", "前年")  # of an as_of 0, 1 and 2 years later
_ASKED_FOR = re.compile("(?:有|是)?多少.*$")
_PERIOD = re.compile(r"(?:20\d\d年[到比]?|今年|去年|前年)")
_VERDICTS = ("right", "not_found", "conflict", "wrong year", "wrong figure")


class Point(TypedDict):
    """An indicator: where its number stands, and how it is asked for."""

    before: str
    ask: str
    said: str


class Clash(TypedDict):
    """An indicator with two values in one report."""

    before: list[str]
    ask: str


class Asked(TypedDict):
    """What is asked of one report and its siblings."""

    year: int
    count: int
    points: list[Point]
    clashes: list[Clash]
    changes: list[Point]


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is right; ``others``: the same place's values in the other years."""

    kind: str
    text: str
    as_of: datetime.date
    status: str
    values: tuple[Decimal, ...] = ()
    years: tuple[int, ...] = ()
    others: tuple[Decimal, ...] = ()
    year_after: str = ""  # the report that may tell by how much the value rose since the year asked for


@dataclass(frozen=True, slots=True)
class Family:
    """A report and its siblings: year → text, and year → the number that stands at a span of the report."""

    name: str
    text: str
    texts: dict[int, str]
    written: dict[int, dict[Span, str]]

    def values(self, before: str, nth: int = 0) -> dict[int, Decimal]:
        """The value of every year at the place whose words before the number are ``before``."""
        year = max(self.texts)
        starts = [span for span in self.written[year - 1] if self.text.endswith(before, 0, span.start)]
        span = sorted(starts, key=lambda one: one.start)[nth]
        own = {year: Decimal(span.of(self.text).replace(",", ""))}
        return own | {y: Decimal(places[span].replace(",", "")) for y, places in self.written.items()}


def run() -> Outcome | None:
    """One row a report and kind of question."""
    asked: dict[str, Asked] = tomllib.loads(Path(__file__).with_name("sibling_questions.toml").read_text("utf-8"))
    outcome = Outcome(
        name="siblings",
        title="Four years of one report that differ only in their figures",
        header=("report", "kind", "n", *_VERDICTS),
    )
    for name, file in _files().items():
        tallies: dict[str, Counter[str]] = {}
        refused: list[str] = []
        for seed in (*SEEDS, CONTRADICTING_SEED):
            consistent = seed != CONTRADICTING_SEED
            family = _family(file, asked[name], seed, consistent=consistent)
            cases = list(_cases(family, asked[name]) if consistent else _contradicted(family, asked[name]))
            refused += _ask_all(f"{name}-{seed}", family, cases, tallies, outcome)
        missed = dict.fromkeys(_PERIOD.sub("", question) for question in refused)
        outcome.notes.append(f"not found, {name} ({len(refused)}): {' '.join(missed)}")
        outcome.rows.extend(
            (name, kind, str(tally.total()), *(str(tally[verdict]) for verdict in _VERDICTS))
            for kind, tally in tallies.items()
        )
    outcome.notes.append(
        f"{len(SEEDS)} sets of siblings a report; conflict: two values shown where one was asked for; the kind "
        f"'published change, false' is of a further set whose published changes were drawn at random"
    )
    return outcome


def _files() -> dict[str, Path]:
    own = next((ROOT / "samples" / "reports").glob("*2023*"))
    sample = next((SHARED / "samples").glob("*.txt"), None)
    return {"own": own} if sample is None else {"sample": sample, "own": own}


def _family(file: Path, asked: Asked, seed: int, *, consistent: bool) -> Family:
    text, year = read_file(file.read_bytes(), file.name).text, asked["year"]
    made = siblings(text, year, asked["count"], seed, consistent=consistent)
    texts = {year: text} | {sibling_year: sibling for sibling_year, sibling, _ in made}
    written = {sibling_year: {one.original_span: one.value for one in places} for sibling_year, _, places in made}
    return Family(file.name, text, texts, written)


def _ask_all(
    name: str, family: Family, cases: Sequence[Case], tallies: dict[str, Counter[str]], outcome: Outcome
) -> list[str]:
    """Counts into ``tallies``; the questions refused for which the library has an answer."""
    refused: list[str] = []
    newest = max(family.texts)
    with Library.open(CACHE / f"siblings-{name}", embedder=embedder(), say=print) as library:
        for year, text in family.texts.items():
            library.accept(text.encode(), rolled(family.name, newest - year), DocumentFactsGiven())
        library.work()
        for case in cases:
            _, answer = ask(case.text, library, as_of=case.as_of)
            verdict = judged(case, answer)
            tallies.setdefault(case.kind, Counter())[verdict] += 1
            outcome.passed[f"{name}:{case.kind}:{case.as_of.year}:{case.text}"] = verdict == "right"
            if verdict == "not_found":
                refused.append(case.text)
            if verdict.startswith("wrong"):
                outcome.notes.append(f"{verdict}, {name}: {case.text} → {answer.text[:120]}".replace("\n", " "))
    return refused


def judged(case: Case, answer: Answer) -> str:
    """One of the verdicts. The first figures of an answer are what it says; a change may stand behind them."""
    if answer.status == "answered" and case.year_after and _reckoned_back(case, answer.figures[0]):
        return "right"
    if answer.status != "answered" or case.status != "answered":
        if answer.status == case.status and _all_there(case, answer.figures):
            return "right"
        if answer.status != "answered":
            return answer.status
    leading = [_amount(figure) for figure in answer.figures[: max(1, len(case.values))]]
    if case.status == "answered" and leading and _all_there(case, answer.figures[: len(leading)]):
        return "right" if all(f.year in case.years for f in answer.figures[: len(leading)]) else "wrong year"
    asked_otherwise = case.status == "not_found" and any(figure.year not in case.years for figure in answer.figures)
    return "wrong year" if asked_otherwise or any(one in case.others for one in leading) else "wrong figure"


def _reckoned_back(case: Case, figure: AnswerFigure) -> bool:
    """Whether a value of the year asked for is reckoned, with its formula, from the value and the rise of the next."""
    if figure.formula is None or figure.year not in case.years:
        return False
    numbers = re.findall(r"[\d.]+", figure.formula)
    return Decimal(numbers[0]) in case.others and all(number in case.year_after for number in numbers)


def _all_there(case: Case, figures: Sequence[AnswerFigure]) -> bool:
    given = [_amount(figure) for figure in figures]
    return all(any(one is not None and abs(one) == abs(value) for one in given) for value in case.values)


def _amount(figure: AnswerFigure) -> Decimal | None:
    try:
        return Decimal(figure.value.replace(",", ""))
    except InvalidOperation:
        return None


def _cases(family: Family, asked: Asked) -> Iterator[Case]:
    for point in asked["points"]:
        values = family.values(point["before"])
        yield from _singles(point, values)
        yield from _absent(point, values, family)
        yield from _computed(point, values)
    for clash in asked["clashes"]:
        places = [family.values(before, n) for n, before in enumerate(clash["before"])]
        for year in family.texts:
            both = tuple(values[year] for values in places)
            yield Case("conflict", clash["ask"].format(f"{year}年"), _after(year), "conflict", both, (year,))
    for point in asked["changes"]:
        yield from _published("published change, true", family, point, "answered")


def _contradicted(family: Family, asked: Asked) -> Iterator[Case]:
    for point in asked["changes"]:
        cases = _published("published change, false", family, point, "conflict")
        yield from (case for case in cases if max(family.texts) not in case.years)


def _published(kind: str, family: Family, point: Point, status: str) -> Iterator[Case]:
    """The years whose base is there too. The report's own published change is true beside any siblings."""
    values = family.values(point["before"])
    for year in sorted(values)[1:]:
        others = tuple(value for other, value in values.items() if other != year)
        yield Case(kind, point["ask"].format(f"{year}年"), _after(year), status, (values[year],), (year,), others)


def _singles(point: Point, values: dict[int, Decimal]) -> Iterator[Case]:
    for year, value in values.items():
        rest = ("answered", (value,), (year,), tuple(one for other, one in values.items() if other != year))
        yield Case("direct", point["ask"].format(f"{year}年"), _after(max(values)), *rest)
        yield Case("paraphrased", point["said"].format(f"{year}年"), _after(max(values)), *rest)
        for back, word in enumerate(_NAMED_BY_YEAR):
            yield Case("今年, 去年, 前年", point["ask"].format(word), datetime.date(year + back, 12, 1), *rest)


def _absent(point: Point, values: dict[int, Decimal], family: Family) -> Iterator[Case]:
    for year in (min(values) - 1, max(values) + 1):
        everything = tuple(values.values())
        text = point["ask"].format(f"{year}年")
        after = family.texts.get(year + 1, "")
        yield Case("year not there", text, _after(max(values) + 1), "not_found", (), (year,), everything, after)


def _computed(point: Point, values: dict[int, Decimal]) -> Iterator[Case]:
    thing = _ASKED_FOR.sub("", point["ask"].format(""))
    as_of, years, others = _after(max(values)), sorted(values), tuple(values.values())
    for before, year in pairwise(years):
        text = f"{year}年{thing}比{before}年增加多少？"
        yield Case("difference", text, as_of, "answered", (values[year] - values[before],), (year, before), others)
    period = f"{years[0]}年到{years[-1]}年"
    if not thing.endswith("率"):
        total = (sum(others, Decimal(0)),)
        yield Case("sum of the years", f"{period}{thing}一共多少？", as_of, "answered", total, tuple(years), others)
    highest = max(years, key=lambda year: values[year])
    if others.count(values[highest]) == 1:
        text = f"{period}哪一年{thing}最多？"
        yield Case("highest year", text, as_of, "answered", (Decimal(highest),), tuple(years))


def _after(year: int) -> datetime.date:
    return datetime.date(year + 1, 2, 1)
