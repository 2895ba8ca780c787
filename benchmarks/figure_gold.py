"""The ledger held against the gold figures: recall and precision on value, unit, indicator and year."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from benchmarks.material import ROOT, SHARED, gold_document
from benchmarks.results import Outcome
from knowledge.figures import Figure, extract_figures
from knowledge.indicators import compare_indicators
from knowledge.outline import outline_report, report_facts
from knowledge.quantities import read_quantity
from knowledge.readers import read_file
from knowledge.spans import Span

GOLD = ROOT / "benchmarks" / "gold" / "figures"
SAME_INDICATOR = 0.6  # of compare_indicators: names of one thing in other words
HEADER = (
    "split",
    "documents of type",
    "documents",
    "gold",
    "extracted",
    "value+unit recall",
    "indicator",
    "year",
    "plan flag",
    "whole recall",
    "value+unit precision",
    "whole precision",
)
TYPES = {
    "evaluation/work_reports/national": "national work report",
    "evaluation/work_reports/provincial": "provincial work report",
    "written/": "written by us",
}


class Head(TypedDict):
    """The first line of a gold file."""

    document: str
    range: tuple[int, int]
    split: str


class Gold(TypedDict, total=False):
    """A labelled figure."""

    span: tuple[int, int]
    value: str
    unit: str
    also_units: list[str]
    indicator: str
    also: list[str]
    year: int | None
    planned: bool
    optional: bool


@dataclass
class Tally:
    """Counts over one split, or one type of document in it."""

    documents: set[str] = field(default_factory=set)
    gold: int = 0
    found: int = 0  # extracted figures inside the ranges
    values: int = 0  # gold figures whose value and unit were extracted in place
    indicators: int = 0  # … with a name the labeller accepts
    years: int = 0  # … with the right year
    plans: int = 0  # … with the right plan flag
    whole: int = 0  # … with the right indicator and year
    optional: int = 0  # extracted figures that are neither missing nor spurious


def run() -> Outcome | None:
    """One row a split and type of document."""
    if not SHARED.is_dir():
        return None
    outcome = Outcome(name="figure_gold", title="Figures found, against the gold set", header=HEADER)
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for file in sorted(GOLD.glob("*.jsonl")):
        lines = file.read_text(encoding="utf-8").splitlines()
        head: Head = json.loads(lines[0])
        both = [tallies[head["split"], kind] for kind in ("all", document_type(head["document"]))]
        _score(file.stem, head, [json.loads(line) for line in lines[1:]], both, outcome)
    outcome.rows.extend(_row(key, tallies[key]) for key in sorted(tallies))
    outcome.notes.append("indicator, year, plan: of all gold figures, those found in place with that field right")
    outcome.notes.append("whole: value, unit, indicator (a name the labeller accepts) and year all right")
    return outcome


def document_type(document: str) -> str:
    """The kind of report a gold document is, by where it lies."""
    for folder, name in TYPES.items():
        if document.startswith(folder):
            return name
    return "bureau"


def extracted_figures(document: Path) -> list[Figure]:
    """As ingest would find them."""
    read = read_file(document.read_bytes(), document.name)
    facts = report_facts(read, document.name)
    return extract_figures(read, outline_report(read), year=facts.year, issuer=facts.issuer)


def _score(name: str, head: Head, golds: Sequence[Gold], tallies: Sequence[Tally], outcome: Outcome) -> None:
    within = Span(*head["range"])
    free = [figure for figure in extracted_figures(gold_document(head["document"])) if within.contains(figure.span)]
    for tally in tallies:
        tally.documents.add(head["document"])
        tally.found += len(free)
    for gold in golds:
        match = _best(gold, free)
        if match is not None:
            free.remove(match)
        if gold.get("optional"):
            for tally in tallies:
                tally.optional += match is not None
            continue
        for tally in tallies:
            _count(gold, match, tally)
        right = match is not None and _whole(gold, match)
        # the test figures are named by a hash, so that whoever reads the results stays blind to them
        case = f"{name}:{gold['span'][0]}:{gold['indicator']}"
        outcome.add(head["split"], case, right, miss=f"{name}: {_of_gold(gold)} → {_of_figure(match)}")
    for figure in free:
        outcome.note_miss(head["split"], f"{name}: nothing → {_of_figure(figure)}")


def _count(gold: Gold, match: Figure | None, tally: Tally) -> None:
    tally.gold += 1
    if match is None:
        return
    tally.values += 1
    tally.indicators += _same_name(gold, match)
    tally.years += match.year == gold["year"]
    tally.plans += match.planned == gold["planned"]
    tally.whole += _whole(gold, match)


def _of_gold(gold: Gold) -> str:
    start, end = gold["span"]
    planned = ", planned" if gold["planned"] else ""
    return f"{start}–{end} {gold['indicator']} {gold['value']}{gold['unit']} ({gold['year']}{planned})"


def _of_figure(figure: Figure | None) -> str:
    if figure is None:
        return "nothing"
    planned = ", planned" if figure.planned else ""
    return f"{figure.scope}|{figure.indicator} {figure.value}{figure.unit} ({figure.year}{planned})"


def _best(gold: Gold, figures: Sequence[Figure]) -> Figure | None:
    span = Span(*gold["span"])
    here = [figure for figure in figures if figure.span.overlaps(span) and _same_value(gold, figure)]
    return max(here, key=lambda figure: _whole(gold, figure), default=None)


def _same_value(gold: Gold, figure: Figure) -> bool:
    ours = read_quantity(figure.value, figure.unit)
    for unit in (gold["unit"], *gold.get("also_units", [])):
        theirs = read_quantity(gold["value"], unit)
        if ours is None or theirs is None:
            same = (figure.value, figure.unit) == (gold["value"], unit)
        else:
            same = (abs(ours.amount or 0), ours.amount_unit) == (abs(theirs.amount or 0), theirs.amount_unit)
        if same:
            return True
    return False


def _whole(gold: Gold, figure: Figure) -> bool:
    return _same_name(gold, figure) and figure.year == gold["year"]


def _same_name(gold: Gold, figure: Figure) -> bool:
    names = [gold["indicator"], *gold["also"]]
    ours = [figure.indicator, figure.surface, figure.scope + figure.indicator]
    return any(compare_indicators(a, b).score >= SAME_INDICATOR for a in names for b in ours)


def _row(key: tuple[str, str], tally: Tally) -> tuple[str, ...]:
    def share(part: int, whole: int) -> str:
        return f"{part} = {part / max(whole, 1):.3f}"

    judged = tally.found - tally.optional
    return (
        *key,
        str(len(tally.documents)),
        str(tally.gold),
        str(judged),
        *(share(part, tally.gold) for part in (tally.values, tally.indicators, tally.years, tally.plans, tally.whole)),
        share(tally.values, judged),
        share(tally.whole, judged),
    )
