"""Spans: half-open code-point offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.spans import Span

TEXTS = st.text(min_size=1, max_size=60)


@given(TEXTS, st.data())
def test_a_span_gives_back_what_stands_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(start, end)
    assert span.of(text) == text[start:end]
    assert span.shifted(3).of("三个字" + text) == span.of(text)


def test_spans_count_code_points_not_bytes() -> None:
    text = "罚没款𠮷344.1万元"
    assert Span(3, 4).of(text) == "𠮷"


def test_containing_and_overlapping() -> None:
    assert Span(0, 5).contains(Span(5, 5)) and not Span(0, 5).contains(Span(3, 6))
    assert Span(0, 5).overlaps(Span(4, 9)) and not Span(0, 5).overlaps(Span(5, 9))
