from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from knowledge.library import DocumentFactsGiven, Library
from tests.api.conftest import NewHome, client_over
from tests.api.replies import assert_problem

ROOT = "/api/v1/conversations"


def ask(service: TestClient, question: str, **more: object) -> dict[str, Any]:
    reply = service.post("/api/v1/ask", json={"question": question, "as_of": "2025-02-01", **more})
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


@pytest.fixture
def conversation(service: TestClient) -> str:
    first = ask(service, "2024年罚没款金额是多少？")
    known = str(first["conversation_id"])
    ask(service, "那前年呢？", conversation_id=known)
    return known


def test_a_conversation_is_kept_with_its_answers_as_given(service: TestClient) -> None:
    first = ask(service, "2024年罚没款金额是多少？")
    second = ask(service, "那前年呢？", conversation_id=first["conversation_id"])
    kept = service.get(f"{ROOT}/{first['conversation_id']}").json()
    assert (kept["title"], kept["turns"]) == ("2024年罚没款金额是多少？", 2)
    assert [turn["answer"] for turn in kept["all_turns"]] == [first, second]
    assert [(turn["n"], turn["question"], turn["as_of"]) for turn in kept["all_turns"]] == [
        (1, "2024年罚没款金额是多少？", "2025-02-01"),
        (2, "那前年呢？", "2025-02-01"),
    ]


def test_conversations_are_listed_and_found_by_words(service: TestClient, conversation: str) -> None:
    listed = service.get(ROOT, params={"q": "那前年", "limit": 500}).json()
    assert conversation in {head["id"] for head in listed["conversations"]}
    assert listed["total"] == len(listed["conversations"])
    assert service.get(ROOT, params={"q": "没有人问过这个"}).json() == {"conversations": [], "total": 0}


def test_a_conversation_is_renamed_judged_and_deleted(service: TestClient, conversation: str) -> None:
    renamed = service.patch(f"{ROOT}/{conversation}", json={"title": "罚没款两年对比"})
    assert (renamed.status_code, renamed.json()["title"]) == (200, "罚没款两年对比")
    judged = service.put(f"{ROOT}/{conversation}/turns/2/verdict", json={"verdict": "wrong", "reason": "应为上年"})
    assert judged.status_code == 204
    turn = service.get(f"{ROOT}/{conversation}").json()["all_turns"][1]
    assert (turn["verdict"], turn["verdict_reason"]) == ("wrong", "应为上年")
    assert service.delete(f"{ROOT}/{conversation}").status_code == 204
    assert_problem(service.get(f"{ROOT}/{conversation}"), 404, "not-found")


def test_a_transcript_gives_every_answer_with_its_evidence(service: TestClient, conversation: str) -> None:
    sent = service.get(f"{ROOT}/{conversation}/transcript")
    assert sent.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "2024年罚没款金额是多少？.md" in unquote(sent.headers["content-disposition"])
    cited = service.get(f"{ROOT}/{conversation}").json()["all_turns"][0]["answer"]["citations"][0]
    assert sent.text.startswith("# 2024年罚没款金额是多少？\n")
    assert f"[1] 《{cited['title']}》 {cited['section']}" in sent.text
    assert cited["text"] in sent.text


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("GET", "", None),
        ("GET", "/transcript", None),
        ("PATCH", "", {"title": "名称"}),
        ("PUT", "/turns/1/verdict", {"verdict": "right"}),
        ("DELETE", "", None),
    ],
)
def test_a_conversation_not_kept_is_not_found(
    service: TestClient, method: str, address: str, body: dict[str, str] | None
) -> None:
    reply = service.request(method, f"{ROOT}/unheard-of{address}", json=body)
    assert_problem(reply, 404, "not-found")
    assert "unheard-of" in reply.json()["detail"]


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("PATCH", "", {"title": "  "}),
        ("PATCH", "", {}),
        ("PUT", "/turns/1/verdict", {"verdict": "maybe"}),
        ("PUT", "/turns/0/verdict", {"verdict": "right"}),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    service: TestClient, conversation: str, method: str, address: str, body: dict[str, str]
) -> None:
    assert_problem(service.request(method, f"{ROOT}/{conversation}{address}", json=body), 422, "invalid")


def test_a_follow_up_is_understood_after_a_restart(new_home: NewHome) -> None:
    home = new_home()
    report = "# 松江街道办事处2023年行政执法工作报告\n\n全年立案58件，罚款12.6万元。\n"
    with Library.open(home) as library:
        library.accept(report.encode(), "松江2023.md", DocumentFactsGiven())
        library.accept(report.replace("2023", "2024").replace("58", "61").encode(), "松江2024.md", DocumentFactsGiven())
        library.work()
    with client_over(Settings(home=home)) as before:
        known = ask(before, "2024年立案多少件？")["conversation_id"]
    with client_over(Settings(home=home)) as after:
        answer = ask(after, "那2023年呢？", conversation_id=known)
    assert [figure["value"] for figure in answer["figures"]] == ["58"]
