"""Last year's report + metrics of the next one → a draft: what is stale, unsupported, wrong way round, and placed."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from assistant.drafting.drafts import USUAL, Choices, Draft, LastSection
from assistant.drafting.whole_report import draft_sections
from assistant.grounding import unsupported
from assistant.metrics.supplied import Metric
from assistant.verifying import verify_sections
from benchmarks.draft_faults import Case, Faults, inject
from benchmarks.draft_judge import Judged, Known
from benchmarks.draft_material import (
    Pair,
    Report,
    amount_of,
    has_place,
    levels,
    metrics_of,
    real_pairs,
    sections_of,
    sibling_pairs,
)
from benchmarks.material import SHARED
from benchmarks.results import Outcome
from benchmarks.sibling_reports import Replacement
from knowledge.indicators import normalise_indicator
from knowledge.spans import Span

SEEDS = (1, 2, 3)
WITHHELD = 0.2  # of the siblings' metrics: 【待补】 must stand exactly there
_DIGITS = re.compile(r"【|\d")
_PIECES = re.compile(r"【[^】]*】|\d[\d,.]*|.", re.S)
_SUM = re.compile(r"([\d.]+(?:[+−][\d.]+)+)=")


@dataclass(slots=True)
class Tally:
    """Counts over one series of pairs."""

    drafts: int = 0
    numbers: int = 0
    unsupported: int = 0
    stale: int = 0
    directions: int = 0
    wrong_way: int = 0
    metrics: int = 0
    in_slots: int = 0
    in_sentences: int = 0
    places: int = 0
    places_taken: int = 0
    given: int = 0  # places of siblings whose value was supplied …
    given_right: int = 0
    given_wrong: int = 0
    withheld: int = 0  # … and whose value was not
    withheld_blank: int = 0
    withheld_right: int = 0
    withheld_wrong: int = 0
    sibling_contradicts: int = 0  # … where a total that the sibling gives is not the sum of the parts that it gives
    true_numbers: int = 0
    true_refused: int = 0
    whole_seconds: list[float] = field(default_factory=list)
    section_seconds: list[float] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    seen: list[str] = field(default_factory=list)


def run() -> Outcome | None:
    """Tables of drafts and of faults; the notes list what the judge refused and what verify missed."""
    if not SHARED.is_dir():
        return None
    series = {**real_pairs(), "siblings": sibling_pairs(SEEDS)}
    columns = ("series", "drafts", "numbers", "unsupported", "stale", "wrong direction", "metrics placed in slots")
    more = ("in slots or own sentences", "placed of those with a place", "value where supplied", "【待补】 where not")
    outcome = Outcome("drafting", "Drafting from last year's report", (*columns, *more, "true values refused"))
    tallies = {}
    for name, pairs in series.items():
        tally = tallies[name] = Tally()
        chance = random.Random(4)
        for pair in pairs:
            _draft(pair, tally, chance)
        outcome.rows.append(_row(name, tally))
        outcome.notes.extend(f"{name}: {seen}" for seen in tally.seen[:12])
    outcome.notes.extend(_fault_notes(tallies))
    outcome.notes.extend(_speed_notes(tallies))
    return outcome


def _row(name: str, t: Tally) -> tuple[str, ...]:
    def of(part: int, whole: int) -> str:
        return f"{part} of {whole}" + (f" ({part / whole:.3f})" if whole else "")

    both = t.in_slots + t.in_sentences
    counts = (str(t.drafts), str(t.numbers), str(t.unsupported), str(t.stale), f"{t.wrong_way} of {t.directions}")
    placed = (of(t.in_slots, t.metrics), of(both, t.metrics), of(t.places_taken, t.places))
    exactly = (
        f"{of(t.given_right, t.given)}, wrong {t.given_wrong}",
        f"{of(t.withheld_blank, t.withheld)}, computed {t.withheld_right}, "
        f"against a sibling that contradicts itself {t.sibling_contradicts}, wrong {t.withheld_wrong}",
    )
    return (name, *counts, *placed, *exactly, of(t.true_refused, t.true_numbers))


def _fault_notes(tallies: dict[str, Tally]) -> list[str]:
    notes = []
    drafts = sum(t.faults.drafts for t in tallies.values())
    tried = sum(t.faults.tried.total() for t in tallies.values())
    found = sum(t.faults.found.total() for t in tallies.values())
    notes.append(f"faults: {found} of {tried} found ({found / max(tried, 1):.4f}) in {drafts} drafts")
    kinds = {kind for t in tallies.values() for kind in t.faults.tried}
    for kind in sorted(kinds):
        counts = [(t.faults.found[kind], t.faults.tried[kind]) for t in tallies.values()]
        notes.append(f"{kind}: {sum(f for f, _ in counts)} of {sum(n for _, n in counts)}")
    for name, t in tallies.items():
        notes.extend(f"{name}, not found – {missed}" for missed in t.faults.missed[:8])
    return notes


def _speed_notes(tallies: dict[str, Tally]) -> list[str]:
    sections = sorted(s for t in tallies.values() for s in t.section_seconds)
    wholes = sorted(s for t in tallies.values() for s in t.whole_seconds)
    return [
        f"a section: median {sections[len(sections) // 2] * 1000:.0f} ms, longest {sections[-1] * 1000:.0f} ms; "
        f"a whole report: median {wholes[len(wholes) // 2]:.2f} s, longest {wholes[-1]:.2f} s (processor time)"
    ]


def _draft(pair: Pair, tally: Tally, chance: random.Random) -> None:
    supplied = metrics_of(pair.new)
    held_back = {id(m) for m in supplied if pair.new.replaced and chance.random() < WITHHELD}
    metrics = [metric for metric in supplied if id(metric) not in held_back]
    bases = sections_of(pair.old)
    drafts = _timed(bases, metrics, pair, tally)
    tally.drafts += 1
    _count_places(drafts, metrics, pair, tally)
    known, past = known_values(metrics, pair), frozenset(r.value for r in pair.held if (r.year or 0) < pair.new.year)
    for base, draft in zip(bases, drafts, strict=True):
        _judge(Judged(base.text, draft.text, known, past, pair.new.year), tally)
        inject(Case(base, draft, metrics, pair.held, pair.new.year), tally.faults, chance)
        if pair.new.replaced:
            _hold_against_sibling(base, draft, metrics, pair, tally)
    _verify_true_text(supplied, pair, tally)


def _timed(bases: Sequence[LastSection], metrics: Sequence[Metric], pair: Pair, tally: Tally) -> list[Draft]:
    longest = max(bases, key=lambda base: len(base.text))
    begun = time.process_time()
    draft_sections([longest], metrics, pair.held, year=pair.new.year, choices=Choices(write_new=False))
    tally.section_seconds.append(time.process_time() - begun)
    begun = time.process_time()
    drafts = draft_sections(bases, metrics, pair.held, year=pair.new.year)
    tally.whole_seconds.append(time.process_time() - begun)
    return drafts


def _count_places(drafts: Sequence[Draft], metrics: Sequence[Metric], pair: Pair, tally: Tally) -> None:
    alone = draft_sections(
        sections_of(pair.old), metrics, pair.held, year=pair.new.year, choices=Choices(USUAL.exact, write_new=False)
    )
    in_slots = [m for m in metrics if any(all(m is not left for left in draft.left) for draft in alone)]
    placed = [m for m in metrics if any(all(m is not left for left in draft.left) for draft in drafts)]
    with_place = [metric for metric in metrics if has_place(metric, pair.old)]
    tally.metrics += len(metrics)
    tally.in_slots += len(in_slots)
    tally.in_sentences += len(placed) - len(in_slots)
    tally.places += len(with_place)
    tally.places_taken += sum(any(m is one for one in in_slots) for m in with_place)


def known_values(metrics: Sequence[Metric], pair: Pair) -> list[Known]:
    """The metrics as the judge takes them, with last year's values."""
    before: dict[tuple[str, str], set[Decimal]] = {}
    for row in levels(pair.old):
        key = (normalise_indicator(row.scope + row.surface), row.amount_unit)
        before.setdefault(key, set()).add(amount_of(row))
    known = []
    for metric in metrics:
        try:
            value = Decimal(metric.value.replace(",", ""))
        except InvalidOperation:
            continue  # 两次: the judge reads digits only
        last = before.get((normalise_indicator(metric.indicator), metric.amount_unit), set())
        scale = metric.amount / value if value else Decimal(1)
        known.append(
            Known(metric.indicator, metric.value, metric.unit, value, last.pop() / scale if len(last) == 1 else None)
        )
    return known


def _judge(judged: Judged, tally: Tally) -> None:
    tally.numbers += judged.numbers
    tally.unsupported += len(judged.unsupported)
    tally.stale += len(judged.stale)
    seen, wrong = judged.directions()
    tally.directions += seen
    tally.wrong_way += wrong
    for at, words in judged.unsupported:
        around = judged.draft[max(0, at - 24) : at + len(words) + 12].replace("\n", " ")
        tally.seen.append(f"the judge refuses {words} in …{around}…")


def _hold_against_sibling(base: LastSection, draft: Draft, metrics: Sequence[Metric], pair: Pair, tally: Tally) -> None:
    """What stands at each place of last year's values, against what the later sibling has there."""
    assert base.place is not None
    given = {(metric.indicator, metric.amount) for metric in metrics}
    rows = {row.span.start: row for row in levels(pair.new)}
    where = _moved(base.text, draft.text)
    for old, new in zip(pair.old.replaced, pair.new.replaced, strict=True):
        row = rows.get(new.span.start)
        if old.role != "level" or row is None or not base.place.contains(old.span):
            continue
        name = row.surface if row.scope in row.surface else row.scope + row.surface
        supplied = (name, row.amount) in given
        standing = draft.text[where(old.span.start - base.place.start) :]
        blank = bool(re.match(r"\D{0,8}?【", standing))
        right = bool(re.match(rf"\D{{0,8}}?{re.escape(new.value)}(?![\d.]*\d)", standing)) and not blank
        if supplied:
            tally.given += 1
            tally.given_right += right
            tally.given_wrong += not (right or blank)
        else:
            tally.withheld += 1
            tally.withheld_blank += blank
            tally.withheld_right += right  # it follows from values that were supplied
            if not (right or blank):
                own = _sibling_contradicts(draft, where(old.span.start - base.place.start), new, pair.new)
                tally.sibling_contradicts += own
                tally.withheld_wrong += not own
        if not (right or blank):
            tally.seen.append(f"for {new.value} stands …{standing[:24]}…".replace("\n", " "))


def _sibling_contradicts(draft: Draft, at: int, new: Replacement, report: Report) -> bool:
    """Whether a shown sum or remainder is right, of values that the sibling's own line gives, but not its result."""
    figure = next((f for f in draft.figures if f.span.start <= at + 8 and f.span.end > at), None)
    shown = _SUM.match(figure.formula or "") if figure is not None and figure.origin == "computed" else None
    if figure is None or shown is None:
        return False
    terms = re.findall(r"[+−]?[\d.]+", shown.group(1))
    total = sum((Decimal(term.replace("−", "-")) for term in terms), Decimal(0))
    start = report.text.rfind("\n", 0, new.span.start) + 1
    end = report.text.find("\n", new.span.end)
    line = re.findall(r"\d[\d.]*", report.text[start : end if end >= 0 else None])
    return figure.text.startswith(f"{total:f}") and all(term.lstrip("+−") in line for term in terms)


def _moved(base: str, draft: str) -> Callable[[int], int]:
    """Where a place of last year's text lies in the draft, after the same words; any number is like another."""
    old, new = list(_PIECES.finditer(base)), list(_PIECES.finditer(draft))
    words = [["#" if _DIGITS.match(piece.group()) else piece.group() for piece in pieces] for pieces in (old, new)]
    blocks = SequenceMatcher(a=words[0], b=words[1], autojunk=False).get_matching_blocks()

    def where(at: int) -> int:
        index = next((i for i, piece in enumerate(old) if piece.end() > at), len(old))
        before = [block for block in blocks if block.a < index and block.size]
        if not before:
            return 0
        last = before[-1]
        moved = last.b + min(index - last.a, last.size)
        return new[moved].start() if moved < len(new) else len(draft)

    return where


def _verify_true_text(metrics: Sequence[Metric], pair: Pair, tally: Tally) -> None:
    """False alarms: the later year's own text, with all its values supplied; only those numbers are counted."""
    span = Span(0, len(pair.old.text))
    base = LastSection(pair.old.text, pair.old.year, "", str(pair.old.year), span)
    bad = unsupported(verify_sections(pair.new.text, metrics, pair.held, year=pair.new.year, base=base))
    supplied = {(metric.indicator, metric.amount) for metric in metrics}
    for row in levels(pair.new):
        name = row.surface if row.scope in row.surface else row.scope + row.surface
        if (name, row.amount) in supplied:
            tally.true_numbers += 1
            refused = [figure for figure in bad if figure.span.overlaps(row.span)]
            tally.true_refused += bool(refused)
            if refused:
                tally.seen.append(f"true, refused: {row.surface}{row.value}{row.unit}: {refused[0].reason}")
