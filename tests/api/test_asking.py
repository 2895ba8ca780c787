from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import OURS
from tests.api.replies import assert_problem


def ask(service: TestClient, question: str, **more: object) -> dict[str, object]:
    reply = service.post("/api/v1/ask", json={"question": question, "as_of": "2025-02-01", **more})
    assert reply.status_code == 200, reply.text
    answer: dict[str, object] = reply.json()
    return answer


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    parted = [dict(line.split(": ", 1) for line in event.splitlines()) for event in text.strip().split("\n\n")]
    return [(event["event"], json.loads(event["data"])) for event in parted]


def test_a_figure_comes_with_its_sentence(service: TestClient) -> None:
    answer = ask(service, "2024年罚没款金额是多少？")
    assert answer["status"] == "answered"
    figure, citation = answer["figures"][0], answer["citations"][0]  # type: ignore[index]
    assert (figure["indicator"], figure["year"], figure["issuer"]) == ("罚没款金额", 2024, OURS)
    assert figure["value"] + figure["unit"] in citation["text"]
    assert figure["value"] in str(answer["answer"])
    assert f"[{citation['n']}]" in str(answer["answer"])


def test_a_year_that_is_not_held_gives_no_figure(service: TestClient) -> None:
    answer = ask(service, "2015年罚没款金额是多少？")
    assert (answer["status"], answer["figures"]) == ("not_found", [])


def test_a_law_question_is_answered_with_the_article(service: TestClient) -> None:
    answer = ask(service, "查封、扣押的期限最长多少日？")
    assert answer["status"] == "answered"
    cited = {(place["title"], place["article"], place["in_force"]) for place in answer["citations"]}  # type: ignore[attr-defined]
    assert ("中华人民共和国行政强制法", "第二十五条", True) in cited


def test_a_follow_up_is_understood_from_the_turn_before(service: TestClient) -> None:
    first = ask(service, "2024年罚没款金额是多少？")
    second = ask(service, "那前年呢？", conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    assert second["figures"][0]["year"] == 2023  # type: ignore[index]


def test_last_year_is_relative_to_the_date_given(service: TestClient) -> None:
    answer = ask(service, "去年罚没款金额是多少？", as_of="2024-03-01")
    assert answer["figures"][0]["year"] == 2023  # type: ignore[index]


@pytest.mark.parametrize(
    ("filters", "status"),
    [
        ({"year": 2024}, "answered"),
        ({"issuer": OURS}, "answered"),
        ({"kind": "report"}, "answered"),
        ({"year": 2023}, "not_found"),
        ({"issuer": "河西区市场监督管理局"}, "not_found"),
    ],
)
def test_filters_hold_besides_the_question(service: TestClient, filters: dict[str, object], status: str) -> None:
    answer = ask(service, "2024年罚没款金额是多少？", filters=filters)
    assert answer["status"] == status
    assert bool(answer["figures"]) == (status == "answered")


def test_a_filter_supplies_the_year_that_the_question_leaves_open(service: TestClient) -> None:
    answer = ask(service, "罚没款金额是多少？", filters={"year": 2022})
    assert answer["figures"][0]["year"] == 2022  # type: ignore[index]


def test_a_stream_tells_the_same_answer_in_events(service: TestClient) -> None:
    whole = ask(service, "2024年罚没款金额是多少？")
    body = {"question": "2024年罚没款金额是多少？", "as_of": "2025-02-01", "stream": True}
    reply = service.post("/api/v1/ask", json=body)
    assert reply.headers["content-type"].startswith("text/event-stream")
    told = events(reply.text)
    assert [name for name, _ in told if name != "token"] == ["citations", "done"]
    assert "".join(str(data["text"]) for name, data in told if name == "token") == whole["answer"]
    done = told[-1][1]
    assert {**done, "conversation_id": ""} == {**whole, "conversation_id": ""}
    assert told[-2][1]["citations"] == whole["citations"]


def test_a_stream_that_fails_says_so_in_an_event(service: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("全年罚没款金额214.6万元")

    monkeypatch.setattr("api.answering.speak", broken)
    reply = service.post("/api/v1/ask", json={"question": "2024年立案多少件？", "stream": True})
    [(name, problem)] = events(reply.text)
    assert (name, problem["status"]) == ("error", 500)
    assert "214.6" not in reply.text


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"question": "多" * 100_000}, "question", "2000"),
        ({"question": ""}, "question", "至少 1"),
        ({"question": "  "}, "question", "空"),
        ({}, "question", "必须填写"),
        ({"question": 5}, "question", "文字"),
        ({"question": "罚没款？", "as_of": "去年"}, "as_of", "日期"),
        ({"question": "罚没款？", "as_of": 0}, "as_of", "日期"),
        ({"question": "罚没款？", "as_of": "0001-01-01"}, "as_of", "1900"),
        ({"question": "罚没款？", "asof": "2025-01-01"}, "asof", "没有这个字段"),
        ({"question": "罚没款？", "filters": {"year": 3}}, "filters.year", "1900"),
        ({"question": "罚没款？", "conversation_id": "../x"}, "conversation_id", "格式"),
    ],
)
def test_a_question_that_cannot_be_used_is_told_where(
    service: TestClient, body: dict[str, object], field: str, words: str
) -> None:
    problem = assert_problem(service.post("/api/v1/ask", json=body), 422, "invalid")
    assert problem["errors"][0]["field"] == field
    assert words in problem["errors"][0]["message"]
    assert len(str(problem)) < 1_000


@pytest.mark.parametrize("raw", [b"{", b"", b"nonsense", b'{"question": "\xff"}', b"[" * 10_000])
def test_what_is_no_json_is_malformed(service: TestClient, raw: bytes) -> None:
    reply = service.post("/api/v1/ask", content=raw, headers={"content-type": "application/json"})
    assert_problem(reply, 400, "malformed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_question_that_is_not_sent_as_json_is_an_unsupported_type(service: TestClient, kind: str) -> None:
    reply = service.post("/api/v1/ask", content=b"question=x", headers={"content-type": kind})
    assert_problem(reply, 415, "unsupported-media-type")
