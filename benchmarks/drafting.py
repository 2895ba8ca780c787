"""Last year's report + metrics of the next one → a draft: what is stale, unsupported, wrong way round, and placed."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from assistant.drafting.claims import turned
from assistant.drafting.composing import compose
from assistant.drafting.drafts import Draft, DraftFigure, LastSection
from assistant.drafting.gating import gated
from assistant.drafting.movement_words import leading_direction, sign_of
from assistant.drafting.slots import find_slots
from assistant.grounding import unsupported, verify
from assistant.metrics.supplied import Metric, units_agree
from benchmarks.material import SHARED
from benchmarks.results import Outcome
from knowledge.figures import extract_figures
from knowledge.indicators import normalise_indicator
from knowledge.library import LedgerRow
from knowledge.outline import Section, outline_report
from knowledge.readers import read_file
from knowledge.spans import Span

FAULTS = 400  # alterations tried, over all pairs
_FORMULA = re.compile(r"\(?([\d.]+)%?−([\d.]+)")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the ledger would hold it."""

    year: int
    text: str
    sections: Sequence[Section]
    rows: Sequence[LedgerRow]


@dataclass(frozen=True, slots=True)
class Case:
    """A section's draft with all it was made from."""

    base: LastSection
    draft: Draft
    metrics: Sequence[Metric]
    rows: Sequence[LedgerRow]
    year: int

    def refused(self, text: str) -> list[DraftFigure]:
        """What verify finds no evidence for."""
        return unsupported(verify(text, self.metrics, self.rows, year=self.year, base=self.base))


@dataclass(slots=True)
class Tally:
    """Counts over one series of reports."""

    drafts: int = 0
    numbers: int = 0
    unsupported: int = 0
    taken_out: int = 0
    stale: int = 0
    directions: int = 0
    wrong_way: int = 0
    metrics: int = 0
    placed: int = 0
    with_place: int = 0
    placed_of_those: int = 0
    faults: int = 0
    found: int = 0
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)


def run() -> Outcome | None:
    """One row a series; the notes list what was missed."""
    if not SHARED.is_dir():
        return None
    evaluation = SHARED / "evaluation"
    series = {
        "国务院": sorted((evaluation / "work_reports" / "national").iterdir()),
        "城管委": sorted((evaluation / "bureau_excerpts").glob("tj-csgl-*.md"))[1:],
    }
    header = ("series", "drafts", "numbers", "unsupported", "stale", "wrong direction", "taken out by the gate")
    more = ("metrics placed", "placed of those with a place", "faults found", "s a report")
    outcome = Outcome("drafting", "Drafting from last year's report", (*header, *more))
    for name, files in series.items():
        # A government's report of 2016 is on the year 2015; a bureau's of 2024 on 2024.
        tally = _series([_report(file, lag=1 if name == "国务院" else 0) for file in files], random.Random(4))
        outcome.rows.append(_row(name, tally))
        outcome.notes.extend(f"{name}, not found: {missed}" for missed in tally.missed[:8])
    return outcome


def _row(name: str, t: Tally) -> tuple[str, ...]:
    return (
        name,
        *map(str, (t.drafts, t.numbers, t.unsupported, t.stale, f"{t.wrong_way} of {t.directions}", t.taken_out)),
        f"{t.placed} of {t.metrics}",
        f"{t.placed_of_those} of {t.with_place}",
        f"{t.found} of {t.faults}",
        f"{t.seconds / max(t.drafts, 1):.2f}",
    )


def _report(file: Path, lag: int) -> Report:
    read = read_file(file.read_bytes(), file.name)
    year = int(re.findall(r"20\d\d", file.stem)[-1]) - lag
    sections = outline_report(read)
    rows = [
        LedgerRow(
            id=str(n),
            document_id=str(year),
            title=file.stem,
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
    return Report(year, read.text, sections, rows)


def _series(reports: Sequence[Report], chance: random.Random) -> Tally:
    tally = Tally()
    ordered = sorted(reports, key=lambda report: report.year)
    pairs = list(pairwise(ordered))
    for number, (old, new) in enumerate(pairs):
        held = [row for report in ordered[: number + 1] for row in report.rows]
        metrics = metrics_of(new)
        begun = time.perf_counter()
        cases = list(_cases(old, new, held, metrics))
        tally.seconds += time.perf_counter() - begun
        tally.drafts += 1
        _place(cases, metrics, old, tally)
        for case in cases:
            _judge(case, tally)
        for _ in range(FAULTS // len(pairs)):
            _inject(chance.choice(cases), tally, chance)
    return tally


def _cases(old: Report, new: Report, rows: Sequence[LedgerRow], metrics: Sequence[Metric]) -> Iterator[Case]:
    for base in _bases(old):
        draft = gated(compose(base, metrics, rows, new.year), base, metrics, rows, year=new.year)
        yield Case(base, draft, metrics, rows, new.year)


def _place(cases: Sequence[Case], metrics: Sequence[Metric], old: Report, tally: Tally) -> None:
    placed = {f.metric for case in cases for f in case.draft.figures if f.origin == "metric"}
    places = [metric for metric in metrics if _has_place(metric, old)]
    tally.metrics += len(metrics)
    tally.placed += sum(metric.indicator in placed for metric in metrics)
    tally.with_place += len(places)
    tally.placed_of_those += sum(metric.indicator in placed for metric in places)


def metrics_of(report: Report) -> list[Metric]:
    """What a writer would have supplied: each exact value of the year whose name stands for one value alone."""
    byname: dict[tuple[str, str], set[Decimal]] = {}
    for row in _levels(report):
        byname.setdefault((normalise_indicator(row.scope + row.surface), row.amount_unit), set()).add(_amount(row))
    metrics: dict[tuple[str, str], Metric] = {}
    for row in _levels(report):
        key = (normalise_indicator(row.scope + row.surface), row.amount_unit)
        if len(byname[key]) == 1 and key not in metrics:
            name = row.surface if row.scope in row.surface else row.scope + row.surface
            metrics[key] = Metric(name, row.value, row.unit, _amount(row), row.amount_unit)
    return list(metrics.values())


def _levels(report: Report) -> Iterator[LedgerRow]:
    for row in report.rows:
        plain = not (row.planned or row.period or row.approximation or row.kind == "change")
        if plain and row.year == report.year and row.amount is not None and row.unit:
            yield row


def _amount(row: LedgerRow) -> Decimal:
    assert row.amount is not None
    return row.amount


def _has_place(metric: Metric, old: Report) -> bool:
    form = normalise_indicator(metric.indicator)
    return any(
        normalise_indicator(row.scope + row.surface) == form and units_agree(row.amount_unit, metric.amount_unit)
        for row in _levels(old)
    )


def _bases(report: Report) -> Iterator[LastSection]:
    for section in report.sections:
        words = section.body.of(report.text)
        if words.strip():
            yield LastSection(words, report.year, section.label, str(report.year), section.body)


def _judge(case: Case, tally: Tally) -> None:
    draft, year = case.draft, case.year
    tally.numbers += len(verify(draft.text, case.metrics, case.rows, year=year, base=case.base))
    tally.unsupported += len(case.refused(draft.text))
    tally.taken_out += sum("没有依据，已改为待补" in warning for warning in draft.warnings)
    for slot in find_slots(draft.text, year):
        held = slot.blank or slot.figure is None or slot.number.role != "quantity"
        if not held and not any(figure.span.overlaps(slot.span) for figure in draft.figures):
            tally.stale += 1
    for figure in draft.figures:
        moved = _FORMULA.match(figure.formula or "")
        leading = leading_direction(draft.text, figure.span.start)
        if figure.origin == "computed" and moved and leading:
            true = Decimal(moved.group(1)) - Decimal(moved.group(2))
            tally.directions += 1
            tally.wrong_way += (true > 0) - (true < 0) != sign_of(leading.word.of(draft.text))


def _inject(case: Case, tally: Tally, chance: random.Random) -> None:
    """One alteration of one figure; found when verify refuses something where it was made."""
    draft = case.draft
    figures = [figure for figure in draft.figures if figure.origin in ("metric", "computed")]
    altered = _altered(chance.choice(figures), case, chance) if figures else None
    if altered is None:
        return
    kind, place, words = altered
    text = draft.text[: place.start] + words + draft.text[place.end :]
    changed = Span(place.start, place.start + len(words))
    bad = case.refused(text)
    tally.faults += 1
    if any(found.span.overlaps(Span(changed.start, changed.end + 12)) for found in bad):
        tally.found += 1
    else:
        around = text[max(0, changed.start - 16) : changed.end + 8].replace("\n", " ")
        tally.missed.append(f"{kind}: …{around}…")


def _altered(figure: DraftFigure, case: Case, chance: random.Random) -> tuple[str, Span, str] | None:
    """The kind of fault, where it goes, and the words put there."""
    text = case.draft.text
    if re.fullmatch(r"(?:19|20)\d\d年?", figure.text):
        return "old year", figure.span, figure.text.replace(figure.text[:4], str(case.base.year))
    leading = leading_direction(text, figure.span.start)
    if leading and figure.origin == "computed" and sign_of(leading.word.of(text)):
        word = leading.word.of(text)
        return "wrong sign", leading.word, turned(word, -sign_of(word))
    kind = chance.choice(["stale", "swapped", "wrong unit", "invented"])
    words = _other_words(kind, figure, case, chance)
    return (kind, figure.span, words) if words else None


def _other_words(kind: str, figure: DraftFigure, case: Case, chance: random.Random) -> str:
    number = re.match(r"-?[\d.]+", figure.text)
    if number is None:
        return ""
    value, unit = number.group(), figure.text[number.end() :]
    if kind == "stale":
        return next((c.old for c in case.draft.changes if c.new == figure.text and c.old != c.new), "")
    if kind == "swapped":
        others = [m for m in case.metrics if m.indicator != figure.metric and m.unit == unit and m.value != value]
        return chance.choice(others).value + unit if others else ""
    if kind == "wrong unit":
        return value + ("件" if unit in ("万元", "亿元", "%") else "万元")
    return f"{chance.randrange(11, 99)}7{unit}"
