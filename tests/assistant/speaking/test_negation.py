"""A paraphrase that drops a “not” says the contrary."""

from __future__ import annotations

import pytest

from assistant.speaking.negation import negations_in, turned

PASSAGE = "一是巡查力量不足，部分支流未能做到每月巡查。二是个别案卷归档不及时，对轻微违法行为不予处罚。"


@pytest.mark.parametrize(
    "said",
    [
        "部分支流能做到每月巡查",
        "部分支流已做到每月巡查",
        "个别案卷归档及时",
        "对轻微违法行为予以处罚",
        "对轻微违法行为应予处罚",
    ],
)
def test_what_affirms_the_denied_is_turned(said: str) -> None:
    assert turned(said, PASSAGE)


@pytest.mark.parametrize(
    "said",
    [
        "部分支流未能做到每月巡查",
        "部分支流尚未做到每月巡查，个别案卷归档不及时",
        "存在巡查力量不足的问题",
        "对轻微违法行为不予处罚",
        "部分支流的巡查力量不足",
    ],
)
def test_what_denies_the_denied_is_not(said: str) -> None:
    assert not turned(said, PASSAGE)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("不断加大力度，不动产登记全部办结", 0),
        ("未来三年无人机巡查全覆盖", 0),
        ("未按期办结的不予受理", 2),
        ("禁止入内", 1),
    ],
)
def test_words_that_only_look_like_negations_are_none(text: str, count: int) -> None:
    assert negations_in(text) == count
