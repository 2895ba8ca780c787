"""A report's own name is understood as it stands, whatever its words would otherwise ask for."""

from __future__ import annotations

import pytest

from tests.assistant.asking.test_several_asked import asked


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("加装电梯152部，加装电梯目标完成率101.3%。", "2024年加装电梯目标完成率是多少？", "101.3%"),
        ("全县人均预期寿命79.6岁。", "2024年人均预期寿命是多少岁？", "79.6岁"),
        ("早晚高峰平均车速27.1公里/小时。", "2024年早晚高峰平均车速是多少公里/小时？", "27.1"),
        ("护理型床位占比提高4.5个百分点。", "2024年护理型床位占比提高了多少？", "4.5"),
        ("违法占用耕地面积比例下降1.9个百分点。", "2024年违法占用耕地面积比例下降了多少？", "1.9"),
    ],
)
def test_words_that_tell_how_to_reckon_may_be_part_of_a_name(body: str, question: str, value: str) -> None:
    answer = asked(question, "松原区住房和城乡建设局", body)
    assert answer.status == "answered"
    assert value in answer.text


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("2025年计划加装电梯150部。", "2025年加装电梯多少部？"),  # a plan is no fact
        ("加装电梯152部，其中东街街道31部。", "2024年平均每个街道加装电梯多少部？"),
        ("护理型床位占比提高4.5个百分点。", "2024年床位占比提高了多少？"),
    ],
)
def test_a_name_that_the_report_does_not_have_is_not_answered_by_it(body: str, question: str) -> None:
    assert asked(question, "松原区住房和城乡建设局", body).status == "not_found"


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("办结率98.7%。", "2024年办结率有多高？", "98.7%"),
        ("船舶登记2146艘。", "2024年 船舶登记 艘数", "2146艘"),
        ("新改建农村公路186公里。", "2024年新改建农村公路共计公里数是多少？", "186公里"),
        ("市区空气质量优良天数331天。", "2024年的市区空气质量优良天数是多少？", "331天"),
        ("审核市政府规范性文件43件。", "2024年审核了多少件市政府规范性文件？", "43件"),
    ],
)
def test_how_a_number_is_asked_for_is_no_part_of_its_name(body: str, question: str, value: str) -> None:
    answer = asked(question, "松原区住房和城乡建设局", body)
    assert answer.status == "answered"
    assert value in answer.text


def test_cases_asked_for_are_no_slips_of_paper() -> None:
    body = "审核结算单据1843.6万条。"
    assert asked("2024年审核了多少件案件？", "松原区医疗保障局", body).status == "not_found"
