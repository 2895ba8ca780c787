"""Order of headings and enumerations; marks in pairs."""

from __future__ import annotations

import pytest

from assistant.checking.sequences import check_sequences


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("一、概况\n二、做法\n四、打算\n", ["numbering-order"]),
        ("一、概况\n（一）机构\n（三）人员\n二、做法\n（一）宣传\n", ["numbering-order"]),
        ("一是健全制度。二是加强培训。四是严格考核。", ["numbering-enumeration"]),
        ("一是健全制度。二是加强培训。二是严格考核。", ["numbering-enumeration"]),
        ("落实“三项制度，加强公示。", ["punctuation-pair"]),
        ("落实三项制度（公示、记录、审核，加强监督。", ["punctuation-pair"]),
        ("落实三项制度》，加强监督。", ["punctuation-pair"]),
    ],
)
def test_gap_and_lone_mark_are_flagged(text: str, rules: list[str]) -> None:
    found = check_sequences(text)
    assert [finding.rule for finding in found] == rules
    assert all(finding.span.of(text) == finding.text for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "一、概况\n（一）机构\n（二）人员\n二、做法\n（一）宣传\n",
        "一是健全制度。二是加强培训。三是严格考核。\n一是另一段。",
        "落实“三项制度”，做到“公示、‘记录’、审核”。",
        "1）登记 2）审核",
    ],
)
def test_ordered_and_paired_text_is_left_alone(text: str) -> None:
    assert check_sequences(text) == []
