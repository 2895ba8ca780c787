"""The ledger held against the gold figures: recall and precision on value, unit, indicator and year."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from benchmarks.material import ROOT, SHARED
from benchmarks.results import Outcome
from knowledge.figures import Figure, extract_figures
from knowledge.indicators import compare_indicators
from knowledge.outline import outline_report, report_facts
from knowledge.quantities import read_quantity
from knowledge.readers import read_file
from knowledge.spans import Span

GOLD = ROOT / "benchmarks" / "gold" / "figures"
SAME_INDICATOR = 0.6  # of compare_indicators: names of one thing in other words


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
    """Counts over one split."""

    gold: int = 0
    found: int = 0  # extracted figures inside the ranges
    values: int = 0  # gold figures whose value and unit were extracted in place
    whole: int = 0  # … with the right indicator and year too
    planned: int = 0  # … and the right plan flag
    missed: list[str] = field(default_factory=list)


def run() -> Outcome | None:
    """One row a split."""
    if not SHARED.is_dir():
        return None
    outcome = Outcome(
        name="figure_gold",
        title="Figures found, against the gold set",
        header=(
            "split",
            "gold",
            "extracted",
            "value+unit recall",
            "whole recall",
            "whole precision",
            "plan flag right",
        ),
    )
    tallies = {"tune": Tally(), "test": Tally()}
    for file in sorted(GOLD.glob("*.jsonl")):
        lines = file.read_text(encoding="utf-8").splitlines()
        head: Head = json.loads(lines[0])
        _score(file.stem, head, [json.loads(line) for line in lines[1:]], tallies[head["split"]], outcome)
    for split, tally in tallies.items():
        outcome.rows.append(_row(split, tally))
    outcome.notes.append("whole: value, unit, indicator (a name the labeller accepts) and year all right")
    return outcome


def extracted_figures(document: Path) -> list[Figure]:
    """As ingest would find them."""
    read = read_file(document.read_bytes(), document.name)
    facts = report_facts(read, document.name)
    return extract_figures(read, outline_report(read), year=facts.year, issuer=facts.issuer)


def _score(name: str, head: Head, golds: Sequence[Gold], tally: Tally, outcome: Outcome) -> None:
    within = Span(*head["range"])
    figures = [figure for figure in extracted_figures(SHARED / head["document"]) if within.contains(figure.span)]
    free = list(figures)
    matched = 0
    for gold in golds:
        match = _best(gold, free)
        if match is not None:
            free.remove(match)
        right = match is not None and _whole(gold, match)
        if gold.get("optional"):
            matched += match is not None
            continue
        matched += right
        tally.gold += 1
        tally.values += match is not None
        tally.whole += right
        tally.planned += right and match is not None and match.planned == gold["planned"]
        outcome.passed[f"{name}:{gold['span'][0]}:{gold['indicator']}"] = right
    tally.found += len(figures)
    tally.missed.extend([""] * (len(figures) - matched))


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
    names = [gold["indicator"], *gold["also"]]
    ours = [figure.indicator, figure.surface, figure.scope + figure.indicator]
    alike = any(compare_indicators(a, b).score >= SAME_INDICATOR for a in names for b in ours)
    return alike and figure.year == gold["year"]


def _row(split: str, tally: Tally) -> tuple[str, ...]:
    def share(part: int, whole: int) -> str:
        return f"{part}/{whole} = {part / max(whole, 1):.3f}"

    right = tally.found - len(tally.missed)
    return (
        split,
        str(tally.gold),
        str(tally.found),
        share(tally.values, tally.gold),
        share(tally.whole, tally.gold),
        share(right, tally.found),
        share(tally.planned, tally.whole),
    )
