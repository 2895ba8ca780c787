"""Wrong characters by what laws write: few are found, and what is right stays unflagged."""

from __future__ import annotations

import re

import pytest

from assistant.checking.typos import check_typos, law_runs, written_runs
from tests.knowledge.law_source import national_laws


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("督促企业落实农药包装发弃物回收要求。", "发", "废"),
        ("组织开展监督捡查并公布结果。", "捡", "检"),
        ("依法吊销营业执罩的三户。", "罩", "照"),
        ("移送司法机关依法追究刑事责壬的案件三件。", "壬", "任"),
    ],
)
def test_a_character_that_laws_never_have_there_is_flagged_with_the_one_they_have(
    text: str, wrong: str, right: str
) -> None:
    (finding,) = check_typos(text)
    assert (finding.text, finding.replacement) == (wrong, right)
    assert finding.span.of(text) == wrong and not finding.safe


@pytest.mark.parametrize(
    "text",
    [
        "督促企业落实农药包装废弃物回收要求。",
        "云岚市青屏区濛溪街道持续推进你点我检。",
        "围绕充电桩、预制菜等新业态开展调研，提振消费信心。",
        "依法吊销营业执照三户，追究刑事责任。",
        "",
    ],
)
def test_what_is_right_or_merely_new_to_laws_passes(text: str) -> None:
    assert check_typos(text) == []


def test_the_file_of_runs_is_of_the_laws_that_are_installed() -> None:
    texts = [article.text for _, articles in national_laws()[::20] for article in articles]
    pairs = {
        words[at : at + 2]
        for text in texts
        for words in re.findall("[一-龥]{2,}", text)
        for at in range(len(words) - 1)
    }
    assert pairs <= law_runs().pairs, "the laws are new ones: run python -m benchmarks.typos"


def test_runs_are_the_same_however_the_texts_are_ordered() -> None:
    texts = ["依法追究刑事责任。" * 9, "吊销营业执照，依法处理。"]
    assert written_runs(texts) == written_runs(reversed(texts))
