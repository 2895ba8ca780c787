"""Faults put into drafts by a program, one at a time, and whether verify finds each."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.drafting.claims import turned
from assistant.drafting.drafts import Draft, DraftFigure, LastSection
from assistant.drafting.movement_words import leading_direction, sign_of
from assistant.grounding import unsupported, verify
from assistant.metrics.supplied import Metric
from knowledge.library import LedgerRow
from knowledge.spans import Span

_BLANK = re.compile(r"【待补：([^】]*)】(?=([^\s，。；、（）]?))")
_YEAR = re.compile(r"(?:19|20)\d\d年?")


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
class Faults:
    """How many faults of each kind were tried and found."""

    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class _Fault:
    span: Span
    words: str


def inject(case: Case, faults: Faults, chance: random.Random) -> None:
    """Each kind of fault once into the draft, where it has a place for it."""
    if not case.draft.figures:
        return
    faults.drafts += 1
    for kind, make in _KINDS.items():
        fault = make(case, chance)
        if fault is None or fault.words == fault.span.of(case.draft.text):
            continue
        text = case.draft.text[: fault.span.start] + fault.words + case.draft.text[fault.span.end :]
        changed = Span(fault.span.start, fault.span.start + len(fault.words) + 12)  # the number its word belongs to
        faults.tried[kind] += 1
        if any(found.span.overlaps(changed) for found in case.refused(text)):
            faults.found[kind] += 1
        else:
            around = text[max(0, fault.span.start - 24) : fault.span.start + len(fault.words) + 10]
            faults.missed.append(f"{kind}: …{around}…".replace("\n", " "))


def _values(case: Case) -> list[DraftFigure]:
    return [f for f in case.draft.figures if f.origin in ("metric", "computed") and _split(f) and not _is_year(f)]


def _is_year(figure: DraftFigure) -> bool:
    return bool(_YEAR.fullmatch(figure.text))


def _split(figure: DraftFigure) -> tuple[str, str] | None:
    number = re.match(r"-?\d[\d.]*", figure.text)
    return (number.group(), figure.text[number.end() :]) if number else None


def _stale(case: Case, chance: random.Random) -> _Fault | None:
    old = {change.new: change.old for change in case.draft.changes if change.kind == "changed"}
    held = [f for f in _values(case) if old.get(f.text, f.text) != f.text and re.match(r"\d", old[f.text])]
    figure = chance.choice(held) if held else None
    return _Fault(figure.span, old[figure.text]) if figure else None


def _swapped(case: Case, chance: random.Random) -> _Fault | None:
    pairs: list[tuple[DraftFigure, Metric]] = []
    for figure in _values(case):
        value, unit = _split(figure) or ("", "")
        others = [m for m in case.metrics if m.indicator != figure.metric and m.unit == unit and m.value != value]
        pairs.extend((figure, other) for other in others if figure.origin == "metric")
    if not pairs:
        return None
    figure, other = chance.choice(pairs)
    return _Fault(figure.span, other.value + other.unit)


def _wrong_sign(case: Case, chance: random.Random) -> _Fault | None:
    words = []
    for figure in case.draft.figures:
        leading = leading_direction(case.draft.text, figure.span.start)
        if figure.origin == "computed" and leading and sign_of(leading.word.of(case.draft.text)):
            words.append(leading.word)
        elif figure.origin == "computed" and sign_of(figure.text):
            words.append(figure.span)
    if not words:
        return None
    span = chance.choice(words)
    word = span.of(case.draft.text)
    return _Fault(span, turned(word, -sign_of(word)))


def _wrong_unit(case: Case, chance: random.Random) -> _Fault | None:
    held = [f for f in _values(case) if (_split(f) or ("", ""))[1]]
    if not held:
        return None
    figure = chance.choice(held)
    value, unit = _split(figure) or ("", "")
    return _Fault(figure.span, value + ("件" if unit in ("万元", "亿元", "%", "元", "个百分点") else "万元"))


def _old_year(case: Case, chance: random.Random) -> _Fault | None:
    years = [(f, c.old) for f in case.draft.figures if _is_year(f) for c in case.draft.changes if c.new == f.text]
    reported = (str(case.year), str(case.year - 1))  # a year to come may be any
    held = [(f, old) for f, old in years if _YEAR.fullmatch(old) and f.text.startswith(reported)]
    if not held:
        return None
    figure, old = chance.choice(held)
    return _Fault(figure.span, old)


def _invented(case: Case, chance: random.Random) -> _Fault | None:
    held = _values(case)
    if not held:
        return None
    figure = chance.choice(held)
    _, unit = _split(figure) or ("", "")
    number = f"{chance.randrange(11, 99)}7"
    if chance.random() < 0.5:
        return _Fault(figure.span, number + unit)
    end = figure.span.end  # a clause of its own, of something nobody supplied
    return _Fault(Span(end, end), f"，{chance.choice(('涉案货值', '走访企业', '收缴物品'))}{number}{unit}")


def _in_a_parts_place(case: Case, chance: random.Random) -> _Fault | None:
    """A supplied value where 【待补】 stands for something of the same unit and a name that is alike."""
    held: list[tuple[Span, str]] = []
    for blank in _BLANK.finditer(case.draft.text):
        label = blank.group(1)
        pairs = {label[i : i + 2] for i in range(len(label) - 1)}
        alike = [m for m in case.metrics if m.unit.startswith(blank.group(2) or "\n") and _share(m.indicator, pairs)]
        held.extend((Span(*blank.span()), metric.value) for metric in alike)
    return _Fault(*chance.choice(held)) if held else None


def _share(name: str, pairs: set[str]) -> bool:
    return any(name[i : i + 2] in pairs for i in range(len(name) - 1))


def _caption(case: Case, chance: random.Random) -> _Fault | None:
    """The years over a table moved back, away from those in it."""
    captions = re.finditer(r"^[^|\n]*((?:19|20)\d\d)[^|\n]*\n(?=[^\n]*\|)", case.draft.text, re.M)
    held = [_Fault(Span(*line.span(1)), str(int(line.group(1)) - 1)) for line in captions]
    return chance.choice(held) if held else None


_KINDS: dict[str, Callable[[Case, random.Random], _Fault | None]] = {
    "stale value": _stale,
    "swapped indicator": _swapped,
    "wrong sign": _wrong_sign,
    "wrong unit": _wrong_unit,
    "old year": _old_year,
    "invented number": _invented,
    "value in a part's place": _in_a_parts_place,
    "caption parted from its table": _caption,
}
