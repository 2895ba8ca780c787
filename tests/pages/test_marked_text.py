from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.marked_findings import Mark, marked_html
from api.pages.marked_text import parted
from api.schemas.evidence import AnswerFigureOut
from knowledge.spans import Span


def figure(value: str, unit: str, citation: int | None = 1, formula: str | None = None) -> AnswerFigureOut:
    return AnswerFigureOut(
        indicator="立案", value=value, unit=unit, amount=None, amount_unit="", year=2024, issuer="松江街道办事处",
        approximate=False, formula=formula, citation=citation, scope="", period="", corrected=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures", "kinds"),
    [
        ("2024年立案58件[1]。", [figure("58", "件")], ["words", "figure", "mark", "words"]),
        ("2024年立案158件[1]。", [figure("58", "件")], ["words", "mark", "words"]),
        ("立案58件，罚款5.8万元[1][2]。", [figure("58", "件")], ["words", "figure", "words", "mark", "mark", "words"]),
        ("见第[9]条。", [figure("58", "件")], ["words"]),
        ("没有找到。", [], ["words"]),
    ],
)
def test_an_answer_is_parted_at_its_figures_and_marks(
    text: str, figures: list[AnswerFigureOut], kinds: list[str]
) -> None:
    segments = parted(text, figures, citations=2)
    assert "".join(segment.text for segment in segments) == text
    assert [segment.kind for segment in segments] == kinds


def test_a_longer_value_goes_before_the_shorter_one_within_it() -> None:
    segments = parted("共58件次。", [figure("58", "件", 1), figure("58", "件次", 2)], citations=2)
    assert [(segment.text, segment.citation) for segment in segments if segment.kind == "figure"] == [("58件次", 2)]


def test_of_equal_words_the_computed_figure_is_the_one_whose_formula_follows() -> None:
    text = "报告所载下降3.74%[1]。按台账下降3.74%（(438-455)÷455）。"
    figures = [figure("3.74", "%"), figure("-3.74", "%", None, "(438-455)÷455")]
    segments = [segment for segment in parted(text, figures, citations=1) if segment.kind == "figure"]
    assert [segment.formula for segment in segments] == [None, "(438-455)÷455"]


def test_findings_are_marked_and_the_text_of_a_document_is_never_markup() -> None:
    text = "立案<b>58</b>件。"
    html = marked_html(text, [Mark("f1", "error", Span(2, 5))])
    assert html == (
        '立案<mark class="error" tabindex="0" role="button" data-goto="card-f1" id="mark-f1">&lt;b&gt;</mark>'
        "58&lt;/b&gt;件。"
    )


def test_of_overlapping_findings_the_gravest_marks_the_words() -> None:
    html = marked_html("甲乙丙", [Mark("s", "suggestion", Span(0, 3)), Mark("e", "error", Span(1, 2))])
    assert [part.split('"')[0] for part in html.split('class="')[1:]] == ["suggestion", "error", "suggestion"]
    assert html.count('id="mark-s"') == 1


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))
MARKS = st.lists(st.builds(Mark, st.sampled_from("abc"), st.sampled_from(["error", "warning", "suggestion"]), SPANS))


@given(st.text(alphabet="甲乙丙，。", max_size=30), MARKS)
def test_marking_loses_no_word(text: str, marks: list[Mark]) -> None:
    assert re.sub(r"<[^>]+>", "", marked_html(text, marks)) == text
