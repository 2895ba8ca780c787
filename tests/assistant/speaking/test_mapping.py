"""A question that the parser cannot map is mapped with the model's help, and executed by us; anything odd is not."""

from __future__ import annotations

import json

import pytest

from assistant.asking.understanding.questions import Question, parse_question
from assistant.speaking.mapping import mapped, read_query
from knowledge.library import Library
from tests.assistant.speaking.conftest import AS_OF, WATER, ModelOf
from tests.scripted_model import ScriptedModel, misbehaves, says

VAGUE = "说说沙川区水务局河道那块2024年跑得勤不勤"
GOOD = {"indicator": "河道巡查", "year": 2024, "compare": "none"}


def vague(library: Library) -> Question:
    question = parse_question(VAGUE, AS_OF, library.issuers())
    assert not question.quantity
    return question


def test_the_query_is_checked_executed_and_said(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel
) -> None:
    understood = mapped(vague(told_library), told_library, model_of(says(json.dumps(GOOD, ensure_ascii=False))))
    assert understood is not None
    question, found, notice = understood
    assert "3527次" in found.text
    assert (question.years, question.issuers) == ((2024,), (WATER,))
    assert notice.text == f"借助语言模型，问题按“2024年{WATER}河道巡查是多少？”理解。"
    [asked] = scripted.requests()
    assert asked["body"]["response_format"]["json_schema"]["schema"]["required"]


@pytest.mark.parametrize(
    "change",
    [
        {"indicator": "无人机巡航"},
        {"indicator": ""},
        {"indicator": "立案"},
        {"indicator": 5},
        {"year": 2023},
        {"year": "2024"},
        {"year": True},
        {"compare": "drop table"},
    ],
)
def test_a_query_of_something_else_is_not_executed(
    told_library: Library, model_of: ModelOf, change: dict[str, object]
) -> None:
    reply = says(json.dumps({**GOOD, **change}, ensure_ascii=False))
    assert mapped(vague(told_library), told_library, model_of(reply)) is None


@pytest.mark.parametrize(
    "reply",
    [
        says('{"indicator": "河道巡查", "year": 20'),
        says("河道巡查"),
        says("[]"),
        says("null"),
        misbehaves("error", status=500),
        misbehaves("cut", '{"indicator": '),
    ],
)
def test_json_that_is_truncated_or_none_at_all_maps_nothing(
    told_library: Library, model_of: ModelOf, reply: dict[str, object]
) -> None:
    assert mapped(vague(told_library), told_library, model_of(reply, retries=0)) is None


@pytest.mark.parametrize(
    "text",
    ["沙川区水务局2024年无人机巡航多少架次？", "北岸区水务局河道那块2024年怎么样", "2024年天气怎么样"],
)
def test_what_the_parser_understood_or_nothing_can_mean_is_never_mapped(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel, text: str
) -> None:
    question = parse_question(text, AS_OF, told_library.issuers())
    assert mapped(question, told_library, model_of(says(json.dumps(GOOD, ensure_ascii=False)))) is None
    assert scripted.requests() == []


def test_a_query_may_stand_in_other_words(told_library: Library) -> None:
    query = read_query(f"好的：\n```json\n{json.dumps(GOOD)}\n```", ["河道巡查"], vague(told_library))
    assert query is not None
    assert query.indicator == "河道巡查"
