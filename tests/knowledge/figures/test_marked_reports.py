"""Whole reports of fictional bureaus, each figure marked while writing: all found, rightly named, nothing else.

A mark is ``{figure as written|name/another name|year and flags}``: the year only where it is not the report's own,
``-`` for no year, ``p`` for a plan. The names are those a reader would look it up by, not the extractor's normal form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.figures import Figure, extract_figures
from knowledge.indicators import compare_indicators
from knowledge.outline import outline_report
from knowledge.quantities import find_quantities
from knowledge.readers import read_file
from knowledge.spans import Span

REPORTS = sorted(Path(__file__).with_name("reports").glob("*.txt"))
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]*)(?:\|([^{}|]*))?\}")
SAME = 0.6  # as the benchmark of gold figures counts


@dataclass(frozen=True)
class Marked:
    """A figure as its writer marked it."""

    span: Span
    names: tuple[str, ...]
    year: int | None
    planned: bool


def _unmarked(source: str, year: int) -> tuple[str, list[Marked]]:
    """The report as it would be filed, and its marks."""
    text, marks, at = "", [], 0
    for found in _MARK.finditer(source):
        text += source[at : found.start()]
        flags = found[3] or ""
        own = re.search(r"\d{4}", flags)
        meant = None if "-" in flags else int(own[0]) if own else year
        marks.append(
            Marked(Span(len(text), len(text) + len(found[1])), tuple(found[2].split("/")), meant, "p" in flags)
        )
        text += found[1]
        at = found.end()
    return text + source[at:], marks


def _read(file: Path) -> tuple[str, list[Marked], list[Figure]]:
    year = int(file.stem.rpartition("-")[2])
    text, marks = _unmarked(file.read_text(encoding="utf-8"), year)
    read = read_file(text.encode(), file.name)
    return text, marks, extract_figures(read, outline_report(read), year=year)


def _is_named(figure: Figure, mark: Marked) -> bool:
    ours = (figure.indicator, figure.surface, figure.scope + figure.indicator)
    return any(compare_indicators(name, own).score >= SAME for name in mark.names for own in ours)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_every_figure_of_a_report_is_found_with_its_value_name_year_and_plan(file: Path) -> None:
    text, marks, figures = _read(file)
    wrong = []
    for mark in marks:
        written = find_quantities(mark.span.of(text))[0]
        here = [figure for figure in figures if figure.span.overlaps(mark.span)]
        right = [
            figure
            for figure in here
            if abs(figure.amount or 0) == abs(written.amount or 0)
            and _is_named(figure, mark)
            and (figure.year, figure.planned) == (mark.year, mark.planned)
        ]
        if not right:
            found = [(f.indicator, f.scope, f.value, f.unit, f.year, f.planned) for f in here]
            wrong.append((text[max(0, mark.span.start - 20) : mark.span.end], mark.names, mark.year, found))
    assert wrong == []


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_nothing_that_is_not_marked_is_a_figure(file: Path) -> None:
    text, marks, figures = _read(file)
    spans = [mark.span for mark in marks]
    assert [figure.span.of(text) for figure in figures if not any(figure.span.overlaps(span) for span in spans)] == []


def test_the_reports_are_of_many_bureaus_and_years() -> None:
    assert len(REPORTS) >= 16
    assert len({file.stem.rpartition("-")[2] for file in REPORTS}) >= 5
