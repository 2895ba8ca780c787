from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api.conftest import OURS, wait_until_settled
from tests.api.replies import assert_problem

REPORT = "# 松江街道办事处2021年行政执法工作报告\n\n## 一、基本情况\n\n全年立案58件，罚款12.6万元。\n"
LAW = (
    "云岚市集市管理办法\n\n第一条 为了规范集市，制定本办法。\n\n"
    "第二条 集市应当公示收费。\n\n第三条 本办法自2021年3月1日起施行。\n"
)


def add(client: TestClient, text: str, name: str, **fields: str) -> str:
    sent = client.post("/api/v1/documents", files={"file": (name, text.encode())}, data=fields)
    assert sent.status_code == 202, sent.text
    assert sent.json()["status"] == "queued"
    wait_until_settled(client)
    return str(sent.json()["id"])


def test_the_sample_reports_are_ready_with_what_they_hold(service: TestClient) -> None:
    documents = service.get("/api/v1/documents").json()
    assert documents["total"] == 3
    for document in documents["documents"]:
        assert (document["status"], document["progress"], document["reason"]) == ("ready", 1.0, "")
        assert (document["kind"], document["issuer"]) == ("report", OURS)
        assert document["figures"] > 0
        assert document["passages"] > 0
    assert {document["year"] for document in documents["documents"]} == {2022, 2023, 2024}


def test_one_document_is_the_one_listed(service: TestClient) -> None:
    listed = service.get("/api/v1/documents").json()["documents"][0]
    assert service.get(f"/api/v1/documents/{listed['id']}").json() == listed


def test_a_document_can_be_added_told_about_and_removed(empty_service: TestClient) -> None:
    known = add(empty_service, REPORT, "松江2021.md", title="松江街道报告", issuer="松江街道办事处", year="2021")
    document = empty_service.get(f"/api/v1/documents/{known}").json()
    assert (document["title"], document["issuer"], document["year"]) == ("松江街道报告", "松江街道办事处", 2021)
    assert empty_service.get("/api/v1/figures").json()["total"] == document["figures"] > 0
    removed = empty_service.delete(f"/api/v1/documents/{known}")
    assert (removed.status_code, removed.content) == (204, b"")
    assert_problem(empty_service.get(f"/api/v1/documents/{known}"), 404, "not-found")
    assert_problem(empty_service.delete(f"/api/v1/documents/{known}"), 404, "not-found")
    assert empty_service.get("/api/v1/figures").json()["total"] == 0


def test_the_same_bytes_twice_are_one_document(empty_service: TestClient) -> None:
    known = add(empty_service, REPORT, "松江2021.md")
    again = empty_service.post("/api/v1/documents", files={"file": ("别名.md", REPORT.encode())})
    assert again.json() == {"id": known, "status": "ready"}
    assert empty_service.get("/api/v1/documents").json()["total"] == 1


def test_a_new_file_for_the_same_report_replaces_it(empty_service: TestClient) -> None:
    add(empty_service, REPORT, "松江2021.md")
    newer = add(empty_service, REPORT.replace("58件", "61件"), "松江2021（改）.md")
    documents = empty_service.get("/api/v1/documents").json()["documents"]
    assert [document["id"] for document in documents] == [newer]
    figures = empty_service.get("/api/v1/figures", params={"indicator": "立案"}).json()["figures"]
    assert [figure["value"] for figure in figures] == ["61"]


def test_what_was_recognised_wrongly_can_be_said_anew(empty_service: TestClient) -> None:
    known = add(empty_service, REPORT, "松江2021.md")
    said = empty_service.patch(f"/api/v1/documents/{known}", json={"issuer": "云岚市松江街道办事处", "year": 2020})
    assert (said.status_code, said.json()["id"]) == (202, known)
    wait_until_settled(empty_service)
    document = empty_service.get(f"/api/v1/documents/{known}").json()
    assert (document["issuer"], document["year"], document["status"]) == ("云岚市松江街道办事处", 2020, "ready")
    figures = empty_service.get("/api/v1/figures", params={"issuer": "云岚市松江街道办事处"}).json()
    assert figures["total"] == document["figures"] > 0
    assert_problem(empty_service.patch("/api/v1/documents/unheard-of", json={"year": 2020}), 404, "not-found")


def test_a_regulation_joins_the_register(empty_service: TestClient) -> None:
    known = add(empty_service, LAW, "云岚市集市管理办法.txt", kind="regulation", effective_from="2021-03-01")
    article = empty_service.get("/api/v1/laws/云岚市集市管理办法/articles/2", params={"as_of": "2022-01-01"}).json()
    assert article["text"] == "集市应当公示收费。"
    assert article["version"]["document_id"] == known
    before = empty_service.get("/api/v1/laws/云岚市集市管理办法/articles/2", params={"as_of": "2020-01-01"})
    assert_problem(before, 404, "not-found")


def test_a_file_name_with_a_path_is_kept_as_a_name(empty_service: TestClient) -> None:
    known = add(empty_service, REPORT, "../../etc/年报.md")
    assert empty_service.get(f"/api/v1/documents/{known}").json()["file_name"] == "年报.md"


def test_form_fields_left_empty_are_not_given(empty_service: TestClient) -> None:
    known = add(empty_service, REPORT, "松江2021.md", year="", issuer="", kind="", effective_from="")
    assert empty_service.get(f"/api/v1/documents/{known}").json()["year"] == 2021
