"""A value told again with its digits mixed up is laid open; what merely counts something near is not taken for it."""

from __future__ import annotations

import pytest

from tests.assistant.asking.test_several_asked import asked


@pytest.mark.parametrize(
    ("body", "question", "values"),
    [
        (
            "全年受理12345热线工单4826件，办结率99%。\n结合办理的4286件12345热线工单开展普法。",
            "2024年受理12345热线工单多少件？",
            ["4826", "4286"],
        ),
        (
            "全年拆除违法建设312处、6.47万平方米。\n全年拆除违法建设面积虽达6.74万平方米，仍有积案。",
            "2024年拆除违法建设多少万平方米？",
            ["6.47", "6.74"],
        ),
        ("立案查处各类案件94件。\n全年立案的96件案件主要由骨干承办。", "2024年立案多少件？", ["94", "96"]),
        (
            "全年因道路交通事故死亡41人。\n接报道路交通事故318起，受伤297人，直接财产损失163.8万元。死亡43人。",
            "2024年道路交通事故死亡多少人？",
            ["41", "43"],
        ),
        (
            "查处药品案件2100件、医疗器械案件900件，合计3000件，比上年的2750件多250件，增长8.1%。",
            "2024年查处案件同比增长多少？",
            ["8.1", "9.09"],
        ),
    ],
)
def test_both_values_are_given_with_their_places(body: str, question: str, values: list[str]) -> None:
    answer = asked(question, "松原区街道办事处", body)
    assert answer.status == "conflict"
    assert all(value in answer.text for value in values)


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        # a part, another thing, another kind of count, and a value too far off for a slip
        ("全年立案94件。\n其中食品案件49件由专班办理。", "2024年立案多少件？", "94"),
        ("全年立案94件。\n移送公安机关49件。", "2024年立案多少件？", "94"),
        ("受理投诉4826件。\n受理举报4286件。", "2024年受理投诉多少件？", "4826"),
        ("检查企业620家次。\n全年计划检查企业260家次。", "2024年检查企业多少家次？", "620"),
    ],
)
def test_what_is_counted_beside_is_no_slip(body: str, question: str, value: str) -> None:
    answer = asked(question, "松原区街道办事处", body)
    assert answer.status == "answered"
    assert value in answer.text
