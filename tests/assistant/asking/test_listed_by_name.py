"""Several things asked for in one breath are taken by their own names before anything is shared between them."""

from __future__ import annotations

import pytest

from tests.assistant.asking.test_several_asked import asked

BODY = (
    "抽检医疗器械1204批次、化妆品860批次，其中化妆品不合格22批次。医疗器械抽检不合格19批次。\n"
    "全县下设直属执法大队3个、镇街综合行政执法队12个。\n"
    "检查学校和托幼机构食堂112家，责令整改29家。\n"
    "办理危险化学品经营许可28件。12350举报热线接报39件。"
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2024年直属执法大队和镇街综合行政执法队一共多少个？", ["3", "12", "15"]),
        ("2024年学校和托幼机构食堂检查和责令整改分别是多少？", ["112", "29"]),
        ("2024年危险化学品经营许可和12350举报热线接报一共多少件？", ["28", "39", "67"]),
        ("2024年危险化学品经营许可和12350举报热线接报哪个多？", ["28", "39", "11"]),
        ("2024年学校和托幼机构食堂检查和责令整改哪个多？", ["112", "29", "83"]),
    ],
)
def test_each_name_is_taken_as_it_stands(question: str, values: list[str]) -> None:
    answer = asked(question, "松原区市场监督管理局", BODY)
    assert answer.status == "answered"
    assert all(value in answer.text for value in values)


@pytest.mark.parametrize(
    "question",
    [
        "2024年直属执法大队和派出所一共多少个？",
        "2024年危险化学品经营许可和12345举报热线接报一共多少件？",
        "2024年责令整改和关停哪个多？",
    ],
)
def test_one_of_two_is_no_sum_and_no_comparison(question: str) -> None:
    assert asked(question, "松原区市场监督管理局", BODY).status != "answered"
