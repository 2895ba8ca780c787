"""A stream becomes the same sentences however it is cut, and no sentence ends inside a number."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.speaking.sentences import cleaned, sentences

TEXT = "2024年罚没款231.57万元。[1][2]其中，立案438件！\n\n- 结案441件[1]\n好。【3】另见下文"
WHOLE = ["2024年罚没款231.57万元。[1][2]", "其中，立案438件！\n\n", "- 结案441件[1]\n", "好。【3】", "另见下文"]


@given(st.lists(st.integers(0, len(TEXT)), max_size=40))
def test_sentences_do_not_depend_on_how_the_stream_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[start:end] for start, end in itertools.pairwise(places)]
    assert list(sentences(pieces)) == WHOLE


def test_what_a_model_thinks_aloud_is_no_sentence() -> None:
    assert list(sentences(["<thi", "nk>大概是999万元。\n</th", "ink>罚没款231.57万元。"])) == ["罚没款231.57万元。"]
    assert list(sentences(["<think>大概是999万元。"])) == []


def test_a_sentence_that_never_ends_is_given_up() -> None:
    found = list(sentences(["罚" * 500, "罚" * 500, "。"]))
    assert [len(one) for one in found] == [1000, 1]


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("- **罚没款**：231.57万元【1】、【2】", "罚没款：231.57万元[1]、[2]"),
        ("1. 立案438件[1，2]。", "立案438件[1][2]。"),
        ("立案4\u200b38\u202e件[１]", "立案438件[1]"),
        ("## 情况\n", "情况"),
        ("（1）立案438件", "立案438件"),
        ("2024年立案438件", "2024年立案438件"),
        ("3.5万元", "3.5万元"),
    ],
)
def test_what_is_judged_and_shown_is_clean(said: str, clean: str) -> None:
    assert cleaned(said) == clean
