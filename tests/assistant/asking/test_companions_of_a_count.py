"""With whom something was done, its own people and the acts it comprises make a count no narrower."""

from __future__ import annotations

import pytest

from tests.assistant.asking.test_several_asked import asked


@pytest.mark.parametrize(
    ("office", "body", "question", "value"),
    [
        (
            "澄江县交通运输局",
            "联合公安交警开展“护航”系列行动19次，查处超限货车37辆。",
            "2024年护航系列行动多少次？",
            "19",
        ),
        ("澄江县水利局", "与生态环境、农业农村、公安等部门开展联合执法23次。", "2024年联合执法多少次？", "23"),
        ("云台市应急管理局", "依法采取查封、扣押等行政强制措施45起。", "2024年行政强制措施多少起？", "45"),
        (
            "云台市消防救援支队",
            "全市消防救援队伍共接警出动5120起；其中抢险救援接警出动1830起。",
            "2024年接警出动多少起？",
            "5120",
        ),
        (
            "云台市统计局",
            "全年固定资产投资增长8.3%、居全省第四位。",
            "2024年固定资产投资增速居全省第几？",
            "第四",
        ),
    ],
)
def test_a_count_is_found_by_its_name_whoever_took_part(office: str, body: str, question: str, value: str) -> None:
    answer = asked(question, office, body)
    assert answer.status == "answered"
    assert value in answer.text


@pytest.mark.parametrize(
    ("office", "body", "question"),
    [
        ("澄江县水利局", "联合公安机关开展执法检查23次。", "2024年执法检查多少次？"),
        ("澄江县水利局", "对食品、药品等产品抽检1200批次，未通报其他。", "2024年不合格药品多少批次？"),
        (
            "云台市统计局",
            "全年固定资产投资增长8.3%，社会消费品零售总额居全省第四位。",
            "2024年固定资产投资增速居全省第几？",
        ),
    ],
)
def test_a_count_of_less_than_was_asked_is_not_given(office: str, body: str, question: str) -> None:
    assert asked(question, office, body).status != "answered"
