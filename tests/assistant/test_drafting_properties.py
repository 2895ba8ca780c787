"""For any report and any metrics: no old figure survives, spans are exact, every metric that fits is placed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.drafts import LastSection
from assistant.grounding import unsupported, verify
from knowledge.quantities import find_quantities
from tests.assistant.reports import YEAR, case


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000_000))
def test_no_old_figure_survives(seed: int) -> None:
    made = case(seed)
    new = {metric.value for metric in made.metrics}
    for number in find_quantities(made.draft.text):
        assert number.value in new or number.value not in made.old
    assert "2025" not in made.draft.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000_000))
def test_every_quantity_of_a_draft_is_one_of_its_figures(seed: int) -> None:
    made = case(seed).draft
    assert all(figure.span.of(made.text) == figure.text for figure in made.figures)
    assert all(figure.origin != "unsupported" for figure in made.figures)
    for number in find_quantities(made.text):
        assert any(figure.span.overlaps(number.span) for figure in made.figures)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000_000))
def test_every_metric_with_a_place_is_placed(seed: int) -> None:
    made = case(seed)
    assert made.draft.unused == ()
    for metric in made.metrics:
        assert f"{metric.value}{metric.unit}" in made.draft.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000_000))
def test_nothing_in_a_draft_is_unsupported(seed: int) -> None:
    made = case(seed)
    carried = LastSection(made.base, YEAR - 1)
    assert unsupported(verify(made.draft.text, made.metrics, made.rows, year=YEAR, base=carried)) == []
