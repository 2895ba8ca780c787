"""Sentences for supplied values that last year's text has no place for, each where a reader would look for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.drafts import Draft, DraftChange, DraftFigure, Origin
from assistant.drafting.families import Place, family_of, nearest, verb_before
from assistant.drafting.supply import Supply, cited
from assistant.drafting.values import change_in_words, change_since_last_year
from assistant.metrics.supplied import Metric
from knowledge.spans import Span

_AT_MOST = 4  # values in one sentence
_LABEL = re.compile(r"【待补：([^】]*)】")
_LISTED, _ALONE, _LEFT = range(3)  # a value among others, in a paragraph of its own, not at all


@dataclass(frozen=True, slots=True)
class _Words:
    """Words with the figures in them; spans count from their beginning."""

    text: str
    figures: tuple[DraftFigure, ...] = ()

    def __add__(self, other: _Words) -> _Words:
        moved = (replace(figure, span=figure.span.shifted(len(self.text))) for figure in other.figures)
        return _Words(self.text + other.text, (*self.figures, *moved))


def offered_sentences(metrics: Sequence[Metric], supply: Supply) -> tuple[str, ...]:
    """A sentence for each metric, with its change where last year is known: 2026年，听证4件。"""
    return tuple((_of_year(supply) + _clause(metric, supply) + _Words("。")).text for metric in metrics)


def with_new_sentences(
    draft: Draft, wanted: Sequence[Metric], supply: Supply, refused: Callable[[str], Sequence[Span]]
) -> Draft:
    """The draft with sentences for the ``wanted`` metrics (of those it has left) at the end of fitting paragraphs.

    ``refused`` gives the spans of a text that have no evidence: a value that isn't read there as what it is goes into
    a paragraph of its own, and where that fails too it is only offered.
    """
    ways = dict.fromkeys(range(len(wanted)), _LISTED)
    while True:
        made, places = _written(draft, [(i, wanted[i]) for i, way in ways.items() if way != _LEFT], ways, supply)
        spans = refused(made.text) if places else ()
        bad = {index for index, span in places if any(span.overlaps(other) for other in spans)}
        if not bad and len(spans) > len(refused(draft.text) if spans else ()):
            bad = {index for index, _ in places}  # they make something else unreadable
        if not bad:
            break
        for index in bad:
            ways[index] += 1
    written = {id(wanted[index]) for index, way in ways.items() if way != _LEFT}
    left = tuple(metric for metric in draft.left if id(metric) not in written)
    return replace(made, left=left, offered=offered_sentences(left, supply))


def _written(
    draft: Draft, wanted: Sequence[tuple[int, Metric]], ways: dict[int, int], supply: Supply
) -> tuple[Draft, list[tuple[int, Span]]]:
    """The draft with the sentences in it, and where each metric's words stand then."""
    lines = _lines(draft)
    chosen: dict[tuple[int, bool], list[tuple[int, Metric]]] = {}
    for index, metric in wanted:
        chosen.setdefault(_where(metric, [place for _, place in lines]), []).append((index, metric))
    places: list[tuple[int, Span]] = []
    for line, apart in sorted(chosen, reverse=True):  # from the end, so that what stands before keeps its place
        span = lines[line][0] if lines else Span(len(draft.text), len(draft.text))
        known = f"{supply.year}年" in span.of(draft.text) and not apart
        words, within = _paragraph(chosen[line, apart], ways, supply, known=known)
        if apart and draft.text:
            gap = "\n\n" if "\n\n" in draft.text else "\n"
            words, within = _Words(gap) + words, [(index, place.shifted(len(gap))) for index, place in within]
        places = [(index, place.shifted(len(words.text))) for index, place in places]
        places.extend((index, place.shifted(span.end)) for index, place in within)
        draft = _inserted(draft, span.end, words)
    return draft, places


def _where(metric: Metric, places: Sequence[Place]) -> tuple[int, bool]:
    """The paragraph that the metric's sentence ends, or goes after: what is about none stands apart."""
    near = nearest(metric, places)
    if near is not None:
        return near, False
    with_values = [index for index, place in enumerate(places) if place.names]
    return (with_values or [len(places) - 1])[-1], len(places) != 1


def _lines(draft: Draft) -> list[tuple[Span, Place]]:
    """The paragraphs that a sentence may follow: no headings, no tables."""
    found: list[tuple[Span, Place]] = []
    at = 0
    for line in draft.text.split("\n"):
        span = Span(at, at + len(line.rstrip()))
        at += len(line) + 1
        words = span.of(draft.text)
        if words.endswith(("。", "】", "；", "！")) and "|" not in words:
            names = tuple(f.metric for f in draft.figures if f.metric and span.contains(f.span))
            found.append((span, Place(words[:16], (*names, *_LABEL.findall(words)))))
    return found


def _paragraph(
    wanted: Sequence[tuple[int, Metric]], ways: dict[int, int], supply: Supply, *, known: bool
) -> tuple[_Words, list[tuple[int, Span]]]:
    """The sentences for one paragraph. ``known``: it has said already which year it is about."""
    words = _Words("")
    places: list[tuple[int, Span]] = []
    for group in _grouped(wanted, ways):
        alone = ways[group[0][0]] == _ALONE
        if alone:
            words += _Words("" if "\n" in words.text else "\n") + _of_year(supply)
        elif not words.text:
            words += _Words("此外，") if known else _of_year(supply)
        for number, (index, metric) in enumerate(group):
            clause = _plain_clause(metric) if alone else _clause(metric, supply)
            words += _Words(_mark(group[number - 1][1], metric) if number else "")
            places.append((index, Span(len(words.text), len(words.text) + len(clause.text))))
            words += clause
        words += _Words("。")
    return words, places


def _grouped(wanted: Sequence[tuple[int, Metric]], ways: dict[int, int]) -> list[list[tuple[int, Metric]]]:
    """A few values a sentence, those of one family together, families in the order they were supplied."""
    listed = sorted((one for one in wanted if ways[one[0]] == _LISTED), key=lambda one: family_of(one[1]))
    order = {family_of(metric): index for index, metric in reversed(listed)}
    listed.sort(key=lambda one: (order[family_of(one[1])], one[0]))
    groups = [listed[at : at + _AT_MOST] for at in range(0, len(listed), _AT_MOST)]
    return [*groups, *([one] for one in wanted if ways[one[0]] == _ALONE)]


def _mark(before: Metric, metric: Metric) -> str:
    return "，" if family_of(before) == family_of(metric) else "；"


def _of_year(supply: Supply) -> _Words:
    word = f"{supply.year}年"
    return _Words(word + "，", (_figure(word, "computed", formula=f"报告年度{supply.year}"),))


def _name(metric: Metric) -> str:
    return metric.indicator.removeprefix("其中")


def _clause(metric: Metric, supply: Supply) -> _Words:
    """采取行政强制措施150件（同比增长8.5%）."""
    words = _Words(verb_before(metric.indicator) + _name(metric)) + _value(metric)
    past = supply.past(metric)
    change = change_since_last_year(metric, past, supply.year)
    if change is None:
        return words
    lead, size = change_in_words(change)
    moved = _figure(size, "computed" if past else "metric", metric.indicator, change.formula)
    if past and past.row:
        moved = replace(moved, citation=cited(past.row))
    return words + _Words(f"（{lead}") + _Words(size, (moved,)) + _Words("）")


def _plain_clause(metric: Metric) -> _Words:
    return _Words(f"{_name(metric)}为") + _value(metric)


def _value(metric: Metric) -> _Words:
    words = f"{metric.value}{metric.unit}"
    return _Words(words, (_figure(words, "metric", metric.indicator),))


def _figure(words: str, origin: Origin, metric: str | None = None, formula: str | None = None) -> DraftFigure:
    return DraftFigure(Span(0, len(words)), words, origin, metric, formula)


def _inserted(draft: Draft, at: int, words: _Words) -> Draft:
    moved = [replace(f, span=f.span.shifted(len(words.text))) if f.span.start >= at else f for f in draft.figures]
    new = [replace(figure, span=figure.span.shifted(at)) for figure in words.figures]
    said = f"供稿有、上年文字没有写到的数据已另写成句，请确认位置和表述：“{words.text.strip()}”"
    return replace(
        draft,
        text=draft.text[:at] + words.text + draft.text[at:],
        figures=tuple(sorted([*moved, *new], key=lambda figure: figure.span)),
        warnings=(*draft.warnings, said),
        changes=(*draft.changes, DraftChange("new", "", words.text.strip())),
    )
