"""An answer told by a model over HTTP: whatever the model does, what is shown is grounded and the answer complete."""

from __future__ import annotations

import re

import pytest

from assistant.asking.answering import answer
from assistant.asking.understanding.questions import Question, parse_question
from assistant.speaking import Done, Evidence, Notice, Piece, Said, speak
from knowledge.library import Library
from knowledge.quantities import find_quantities
from tests.assistant.speaking.conftest import AS_OF, ModelOf
from tests.scripted_model import Reply, ScriptedModel, misbehaves, says

FINES = "2024年罚没款金额是多少？"
CHANGE = "去年罚没款比前年增加多少？"
LAW = "查封、扣押的期限最长多少日？"
TEXT = "青屏区市场监督管理局去年存在哪些问题？"
OURS = "云岚市青屏区市场监督管理局"
GOOD = {
    FINES: "2024年，青屏区市场监督管理局罚没款金额为231.57万元[1]。",
    CHANGE: "2024年罚没款金额231.57万元[1]，比2023年的246.3万元[3]减少14.73万元，下降5.98%[1][3]。",
}


def question(text: str, library: Library) -> Question:
    return parse_question(text, AS_OF, [OURS], OURS)


def told(text: str, library: Library, *args: object) -> list[Piece]:
    return list(speak(question(text, library), library, *args))  # type: ignore[arg-type]


def shown(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Said))


def done(pieces: list[Piece]) -> Done:
    last = pieces[-1]
    assert isinstance(last, Done)
    return last


def kinds(pieces: list[Piece]) -> list[str]:
    return [piece.kind for piece in pieces if isinstance(piece, Notice)]


@pytest.mark.parametrize("text", [FINES, CHANGE, LAW, TEXT, "2015年罚没款金额是多少？"])
def test_without_a_model_the_answer_is_the_ledgers_sentence_by_sentence(told_library: Library, text: str) -> None:
    pieces = told(text, told_library)
    found = answer(question(text, told_library), told_library)
    assert isinstance(pieces[0], Evidence)
    assert shown(pieces) == found.text
    assert done(pieces).answer == found
    assert (done(pieces).model, kinds(pieces)) == ("", [])


@pytest.mark.parametrize("text", [FINES, CHANGE])
def test_grounded_words_of_a_model_are_shown_as_they_are(told_library: Library, model_of: ModelOf, text: str) -> None:
    pieces = told(text, told_library, model_of(says(GOOD[text])))
    assert shown(pieces) == done(pieces).answer.text == GOOD[text]
    assert done(pieces).model == "scripted"
    assert len(done(pieces).prompt) == 10
    assert kinds(pieces) == []


def test_the_model_is_given_the_evidence_with_its_numbers(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel
) -> None:
    told(CHANGE, told_library, model_of(says(GOOD[CHANGE])))
    [asked] = scripted.requests()
    system, user = (turn["content"] for turn in asked["body"]["messages"])
    assert "[1][2] 2024年 " in user
    assert "罚没款金额比2023年减少147300元" in user or "罚没款金额比2023年减少14.73万元" in user
    assert CHANGE in user
    assert "例一" in system


LIES: list[tuple[str, str, str]] = [
    (FINES, "2024年罚没款金额为231.57万元，同比上升12.3%[1]。", "12.3%"),
    (FINES, "2024年罚没款金额为259.4万元[1]。", "259.4"),
    (FINES, "2024年罚没款金额为246.3万元[3]。", "246.3"),
    (CHANGE, "2024年罚没款金额比2023年增加14.73万元，增长5.98%[1][3]。", "增加14.73"),
    (FINES, "根据《中华人民共和国行政处罚法》第二百条，2024年罚没款金额为231.57万元[1]。", "第二百条"),
    (LAW, "《中华人民共和国行政强制法》第九十九条规定，查封、扣押的期限不得超过六十日[1]。", "六十日"),
    (LAW, "《中华人民共和国扣押法》第二十五条规定，查封、扣押的期限不得超过三十日[1]。", "扣押法"),
    (TEXT, "2024年的报告指出，基层所办案能力不均衡，涉及12个所[1]。", "12个"),
    (TEXT, "2024年的报告指出，多头检查现象大幅增长[1]。", "大幅增长"),
    (TEXT, "2024年的报告指出，基层所办案能力均衡[1]。", "能力均衡"),
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie[2])
def test_a_lie_is_asked_for_once_more_and_then_the_ledger_speaks(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel, lie: tuple[str, str, str]
) -> None:
    text, said, words = lie
    found = answer(question(text, told_library), told_library)
    pieces = told(text, told_library, model_of(says(said)))
    assert shown(pieces) == found.text
    assert words not in shown(pieces)
    assert kinds(pieces) == ["retry", "cut", "replaced"]
    first, second = scripted.requests()
    assert said not in str(first)
    assert said in str(second)
    assert all(said not in piece.text for piece in pieces if isinstance(piece, Notice))
    assert not find_quantities("".join(piece.text for piece in pieces if isinstance(piece, Notice)).replace("一句", ""))


@pytest.mark.parametrize(("text", "lie"), [lie[:2] for lie in LIES if lie[0] in GOOD])
def test_a_model_that_corrects_itself_is_shown(told_library: Library, model_of: ModelOf, text: str, lie: str) -> None:
    pieces = told(text, told_library, model_of(says(lie), says(GOOD[text])))
    assert shown(pieces) == GOOD[text]
    assert kinds(pieces) == ["retry"]


def test_a_sentence_is_shown_before_the_next_is_read_and_none_before_it_is_grounded(
    told_library: Library, model_of: ModelOf
) -> None:
    model = model_of(misbehaves("endless", GOOD[FINES] + "另据统计，罚没款金额为999.9万元。"), total_s=3.0)
    pieces = speak(question(FINES, told_library), told_library, model)
    assert isinstance(next(pieces), Evidence)
    first = next(pieces)
    assert isinstance(first, Said)
    assert first.text == GOOD[FINES]
    assert "999.9" not in shown(list(pieces))


@pytest.mark.parametrize(
    "reply",
    [
        misbehaves("error", status=500),
        misbehaves("html"),
        misbehaves("silent", "2024年罚没款金额为999.9"),
        misbehaves("comments"),
        misbehaves("endless", "罚没款金额为999.9万元。"),
        misbehaves("endless", "罚没款金额为999.9万元，"),
        misbehaves("slow", "2024年罚没款金额为999.9万元，2024年罚没款金额为999.9万元，2024年罚没款金额为999.9万元。"),
        misbehaves("broken", "2024年罚没款金额为999.9"),
        misbehaves("garbled", "2024年罚没款金额为999.9"),
        misbehaves("cut", "2024年罚没款金额为999.9"),
        misbehaves("empty"),
        says('{"answer": "2024年罚没款金额为999.9'),
        says("<think>罚没款大概是999.9万元吧"),
        says("9" * 5000),
    ],
    ids=lambda reply: f"{reply['kind']} {reply['text'][:12]}",
)
@pytest.mark.parametrize("before", ["", GOOD[FINES]], ids=["at once", "after a good sentence"])
def test_a_model_that_breaks_down_costs_nothing_but_time(
    told_library: Library, model_of: ModelOf, reply: Reply, before: str
) -> None:
    reply = {**reply, "text": before + reply["text"]}
    model = model_of(reply, timeout_s=1.0, total_s=2.0, retries=0)
    pieces = told(FINES, told_library, model)
    assert "231.57万元" in shown(pieces)
    assert not re.search(r"999|<|\{", shown(pieces))
    assert done(pieces).answer.text == shown(pieces)
    assert kinds(pieces) or shown(pieces) == before


def test_a_model_at_rest_is_not_waited_for(told_library: Library, model_of: ModelOf, scripted: ScriptedModel) -> None:
    model = model_of(misbehaves("error", status=500), retries=0, failures_to_open=1)
    told(FINES, told_library, model)
    pieces = told(FINES, told_library, model)
    assert len(scripted.requests()) == 1
    assert kinds(pieces) == ["without_model"]
    assert "231.57万元" in shown(pieces)


@pytest.mark.parametrize(
    ("text", "status"),
    [("2015年罚没款金额是多少？", "not_found"), ("2024年无人机巡航多少架次？", "not_found")],
)
def test_what_was_not_found_stays_not_found(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel, text: str, status: str
) -> None:
    pieces = told(text, told_library, model_of(says("2015年罚没款金额为231.57万元[1]。")))
    assert done(pieces).answer.status == status
    assert shown(pieces).startswith("未找到")
    assert scripted.requests() == []


def test_a_conflict_stays_a_conflict(told_library: Library, model_of: ModelOf, scripted: ScriptedModel) -> None:
    several = parse_question("2024年立案多少件？", AS_OF, told_library.issuers())
    pieces = list(speak(several, told_library, model_of(says("2024年立案438件[1]。"))))
    assert done(pieces).answer.status == "conflict"
    assert scripted.requests() == []


def test_evidence_that_does_not_fit_the_context_is_left_out_from_the_end(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel
) -> None:
    told(LAW, told_library, model_of(says("好。"), context_tokens=3072, reply_tokens=512))
    user = scripted.requests()[0]["body"]["messages"][-1]["content"]
    assert "[1] 《中华人民共和国行政强制法》第二十五条" in user
    assert len(user) < 2560
