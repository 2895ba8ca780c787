"""A model looks things up with our tools, step by step; what is shown at the end went through the same gate."""

from __future__ import annotations

import pytest

from assistant.asking.understanding.questions import parse_question
from assistant.speaking import Done, Evidence, Notice, Piece, Said
from assistant.speaking.exploring import MOST_STEPS, explore
from knowledge.library import Library
from tests.assistant.speaking.conftest import AS_OF, WATER, ModelOf
from tests.scripted_model import ScriptedModel, calls, misbehaves, says

OPEN = f"{WATER}这两年的执法有什么变化？"
LOOK = [
    calls("figures", {"question": f"{WATER}2024年罚款金额是多少"}),
    calls("compare", {"indicator": f"{WATER}罚款金额", "year": 2024, "base_year": 2023}),
    calls("article", {"law": "行政处罚法", "number": 999}),
    says("查完了，罚款金额999万元。"),
]
GOOD = "2024年，沙川区水务局罚款金额61.8万元[1]，比2023年的52.6万元[2]增加9.2万元，增长17.49%[1][2]。"


def pieces_of(library: Library, model_of: ModelOf, *replies: dict[str, object]) -> list[Piece]:
    question = parse_question(OPEN, AS_OF, library.issuers())
    return list(explore(question, library, model_of(*replies)))


def shown(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Said))


def test_each_step_is_shown_and_the_answer_rests_on_all_of_them(told_library: Library, model_of: ModelOf) -> None:
    pieces = pieces_of(told_library, model_of, *LOOK, says(GOOD))
    steps = [piece.text for piece in pieces if isinstance(piece, Notice) and piece.kind == "step"]
    assert steps == [
        "第1步：查数据，现有依据1条。",
        "第2步：比较两年，现有依据2条。",
        "第3步：查法条，现有依据2条。",
    ]
    evidence = next(piece for piece in pieces if isinstance(piece, Evidence))
    assert [citation.n for citation in evidence.citations] == [1, 2]
    assert GOOD in shown(pieces)
    last = pieces[-1]
    assert isinstance(last, Done)
    assert (last.model, last.answer.text) == ("scripted", shown(pieces))


@pytest.mark.parametrize(
    "lie", ["2024年罚款金额999万元[1]。", "2024年罚款金额比2023年减少9.2万元[1][2]。", "依据《水法》第九条。"]
)
def test_a_lie_at_the_end_is_not_shown(told_library: Library, model_of: ModelOf, lie: str) -> None:
    said = shown(pieces_of(told_library, model_of, *LOOK, says(lie)))
    assert lie not in said
    assert "61.8万元" in said
    assert "增加9.2万元" in said


def test_an_agent_that_never_stops_is_stopped(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel
) -> None:
    pieces = pieces_of(told_library, model_of, LOOK[0])
    assert len([piece for piece in pieces if isinstance(piece, Notice) and piece.kind == "step"]) <= MOST_STEPS
    assert len(scripted.requests()) <= MOST_STEPS + 2
    assert "61.8万元" in shown(pieces)


@pytest.mark.parametrize(
    "reply",
    [
        misbehaves("error", status=500),
        misbehaves("broken", "罚款"),
        misbehaves("cut", "罚款"),
        misbehaves("html"),
        calls("figures", {"no such argument": 1}),
        calls("delete_everything", {}),
        {"kind": "tool", "text": "", "name": "figures", "arguments": '{"question": "2024年'},
        says("不用查，罚款金额999万元。"),
    ],
    ids=lambda reply: f"{reply['kind']} {reply.get('name', '')}",
)
def test_an_agent_that_breaks_down_leaves_the_answer_without_it(
    told_library: Library, model_of: ModelOf, reply: dict[str, object]
) -> None:
    pieces = pieces_of(told_library, model_of, reply)
    last = pieces[-1]
    assert isinstance(last, Done)
    assert last.answer.text == shown(pieces)
    assert "999" not in shown(pieces)
