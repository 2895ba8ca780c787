"""Pairs of consecutive years to draft from: real reports, and siblings of real reports whose every number is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from assistant.drafting.drafts import LastSection
from assistant.metrics.supplied import Metric, units_agree
from benchmarks.material import SHARED
from benchmarks.sibling_reports import Replacement, siblings
from knowledge.figures import extract_figures
from knowledge.indicators import normalise_indicator
from knowledge.library import LedgerRow
from knowledge.outline import Section, outline_report
from knowledge.readers import read_file

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the ledger would hold it. ``replaced`` says what a sibling has at each place."""

    name: str
    year: int
    text: str
    sections: Sequence[Section]
    rows: Sequence[LedgerRow]
    replaced: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Last year's report, this year's, and the ledger of last year and before."""

    old: Report
    new: Report
    held: Sequence[LedgerRow]


def real_pairs() -> dict[str, list[Pair]]:
    """Two series of consecutive years. A government's report of 2016 is on 2015; a bureau's of 2024 on 2024."""
    evaluation = SHARED / "evaluation"
    national = [_read(file, lag=1) for file in sorted((evaluation / "work_reports" / "national").iterdir())]
    bureau = [_read(file) for file in sorted((evaluation / "bureau_excerpts").glob("tj-csgl-*.md"))[1:]]
    return {"国务院": _consecutive(national), "城管委": _consecutive(bureau)}


def sibling_pairs(seeds: Sequence[int]) -> list[Pair]:
    """For each bureau's report: the sibling of two years before, and that of one year before, drafted from it."""
    files = [*sorted((SHARED / "evaluation" / "bureau_excerpts").glob("*.md")), *sorted((SHARED / "samples").iterdir())]
    pairs = []
    for file in files:
        text = _FRONT_MATTER.sub("", read_file(file.read_bytes(), file.name).text)
        year = _year_of(file)
        for seed in seeds:
            later, earlier = (
                report_of(file.stem, words, on, replaced) for on, words, replaced in siblings(text, year, 2, seed)
            )
            pairs.append(Pair(earlier, later, earlier.rows))
    return pairs


def _consecutive(reports: Sequence[Report]) -> list[Pair]:
    ordered = sorted(reports, key=lambda report: report.year)
    return [
        Pair(old, new, [row for report in ordered[: number + 1] for row in report.rows])
        for number, (old, new) in enumerate(pairwise(ordered))
    ]


def _year_of(file: Path) -> int:
    return int(re.findall(r"20\d\d", file.stem)[-1])


def _read(file: Path, lag: int = 0) -> Report:
    text = _FRONT_MATTER.sub("", read_file(file.read_bytes(), file.name).text)
    return report_of(file.stem, text, _year_of(file) - lag)


def report_of(name: str, text: str, year: int, replaced: tuple[Replacement, ...] = ()) -> Report:
    """The text with its sections and figures, as ingest would have them."""
    read = read_file(text.encode(), "报告.txt")
    sections = outline_report(read)
    rows = [
        LedgerRow(
            id=str(n),
            document_id=str(year),
            title=name,
            issuer="",
            indicator=f.indicator,
            surface=f.surface,
            value=f.value,
            unit=f.unit,
            amount=f.amount,
            amount_unit=f.amount_unit,
            kind=f.kind,
            year=f.year,
            period=f.period,
            scope=f.scope,
            approximation=f.approximation,
            planned=f.planned,
            direction=f.direction,
            base=f.base,
            span=f.span,
            sentence=f.sentence,
            sentence_text=f.sentence.of(read.text),
            section=sections[f.section].label,
            page=None,
            confidence=f.confidence,
        )
        for n, f in enumerate(extract_figures(read, sections, year=year))
    ]
    return Report(name, year, read.text, sections, rows, replaced)


def metrics_of(report: Report) -> list[Metric]:
    """What a writer would have supplied: each exact value of the year whose name stands for one value alone."""
    byname: dict[tuple[str, str], set[Decimal]] = {}
    for row in levels(report):
        byname.setdefault((normalise_indicator(row.scope + row.surface), row.amount_unit), set()).add(amount_of(row))
    metrics: dict[tuple[str, str], Metric] = {}
    for row in levels(report):
        key = (normalise_indicator(row.scope + row.surface), row.amount_unit)
        same = [held for held in byname if held[0] == key[0] and units_agree(held[1], key[1])]
        if len(set.union(*(byname[held] for held in same))) == 1 and not any(held in metrics for held in same):
            name = row.surface if row.scope in row.surface else row.scope + row.surface
            metrics[key] = Metric(name, row.value, row.unit, amount_of(row), row.amount_unit)
    return list(metrics.values())


def levels(report: Report) -> Iterator[LedgerRow]:
    """Its exact values of its own year."""
    for row in report.rows:
        plain = not (row.planned or row.period or row.approximation or row.kind == "change")
        if plain and row.year == report.year and row.amount is not None and row.unit:
            yield row


def amount_of(row: LedgerRow) -> Decimal:
    """The scaled amount of a row that has one."""
    assert row.amount is not None
    return row.amount


def has_place(metric: Metric, old: Report) -> bool:
    """Whether last year's report gives a value of that very name and unit."""
    form = normalise_indicator(metric.indicator)
    return any(
        normalise_indicator(row.scope + row.surface) == form and units_agree(row.amount_unit, metric.amount_unit)
        for row in levels(old)
    )


def sections_of(report: Report) -> list[LastSection]:
    """Its sections with words, as bases of drafts."""
    return [
        LastSection(section.body.of(report.text), report.year, section.label, str(report.year), section.body)
        for section in report.sections
        if section.body.of(report.text).strip()
    ]
