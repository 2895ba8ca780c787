"""Issue 2's table of bad input: each a clear problem, the right status, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from api.settings import MEGABYTE
from tests.api.bad_files import encrypted_pdf, zip_bomb_docx
from tests.api.replies import Reply, assert_problem
from tests.conftest import SAMPLE_REPORTS

SECTION = "行政处罚履职情况"
GOOD_ROW = {"indicator": "立案", "value": "701", "unit": "件"}


def assert_nothing_stored(client: TestClient) -> None:
    assert client.get("/api/v1/documents").json()["total"] == 0
    assert client.get("/api/v1/figures").json()["total"] == 0


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("空.docx", lambda: b"", "空文件"),
        ("空白.txt", lambda: b"  \n\n ", "空文件"),
        ("年报.pdf", "全年立案58件。".encode, "扩展名"),
        ("年报.txt", encrypted_pdf, "扩展名"),
        ("加密.pdf", encrypted_pdf, "密码"),
        ("旧.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "docx"),
        ("图.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        ("炸弹.docx", zip_bomb_docx, ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(
    empty_service: TestClient, name: str, make: Callable[[], bytes], words: str
) -> None:
    reply = empty_service.post("/api/v1/documents", files={"file": (name, make())})
    body = assert_problem(reply, 422, "invalid")
    assert name in body["detail"]
    assert words in body["detail"]
    assert body["errors"][0]["field"] == "file"
    assert_nothing_stored(empty_service)


def test_a_file_over_the_limit_is_refused_by_its_size(empty_service: TestClient) -> None:
    reply = empty_service.post("/api/v1/documents", files={"file": ("大.txt", bytes(MEGABYTE))})
    body = assert_problem(reply, 413, "too-large")
    assert "0.5 MB" in body["detail"]
    assert_nothing_stored(empty_service)


def test_300_megabytes_are_refused_while_they_arrive(empty_service: TestClient) -> None:
    """Sent in chunks without a length, so that only counting can stop it."""
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="big.txt"\r\n\r\n'
        while sent < 300 * MEGABYTE:
            sent += MEGABYTE
            yield bytes(MEGABYTE)

    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert_problem(empty_service.post("/api/v1/documents", content=chunks(), headers=headers), 413, "too-large")
    assert_nothing_stored(empty_service)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "novel"}, "kind"),
        ({"year": "去年"}, "year"),
        ({"year": "99999"}, "year"),
        ({"effective_from": "2021年"}, "effective_from"),
        ({"effective_from": "2021-02-30"}, "effective_from"),
        ({"effective_from": "2021-03-01", "effective_to": "2020-03-01"}, ""),
        ({"colour": "red"}, "colour"),
        ({"title": "长" * 301}, "title"),
    ],
)
def test_a_form_field_that_cannot_be_used_is_named(
    empty_service: TestClient, fields: dict[str, str], field: str
) -> None:
    reply = empty_service.post("/api/v1/documents", files={"file": ("年报.txt", "立案5件。".encode())}, data=fields)
    assert assert_problem(reply, 422, "invalid")["errors"][0]["field"] == field
    assert_nothing_stored(empty_service)


def test_a_form_without_its_file_says_which_field(empty_service: TestClient) -> None:
    body = assert_problem(empty_service.post("/api/v1/documents", files={"kind": (None, "report")}), 422, "invalid")
    assert body["errors"][0]["field"] == "file"
    wrong = empty_service.post("/api/v1/documents", files={"upload": ("年报.txt", b"x")})
    assert "file" in assert_problem(wrong, 422, "invalid")["detail"]


@pytest.mark.parametrize("body", [b"--x\r\nnonsense", b"", b"--y--"])
def test_a_form_that_cannot_be_taken_apart_is_malformed_or_without_its_file(
    empty_service: TestClient, body: bytes
) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    reply = empty_service.post("/api/v1/documents", content=body, headers=headers)
    assert_problem(reply, reply.status_code)
    assert reply.status_code in {400, 422}


def test_a_form_without_boundary_is_malformed(empty_service: TestClient) -> None:
    reply = empty_service.post("/api/v1/documents", content=b"x", headers={"content-type": "multipart/form-data"})
    assert_problem(reply, 400, "malformed")


def draft(client: TestClient, *rows: dict[str, str], section: str = SECTION) -> Reply:
    body = {"section": section, "year": 2025, "issuer": "云岚市青屏区市场监督管理局", "metrics": list(rows)}
    return client.post("/api/v1/drafts", json=body)


def test_a_metric_without_unit_is_named_with_its_row(service: TestClient) -> None:
    body = assert_problem(draft(service, GOOD_ROW, {"indicator": "结案", "value": "666"}), 422, "invalid")
    assert "第2项" in body["errors"][0]["message"]
    assert "单位" in body["errors"][0]["message"]


def test_the_same_indicator_twice_is_named_with_both_rows(service: TestClient) -> None:
    body = assert_problem(draft(service, GOOD_ROW, {**GOOD_ROW, "value": "702"}), 422, "invalid")
    assert "立案" in body["detail"]


def test_every_fault_of_a_table_is_told_at_once(service: TestClient) -> None:
    table = "指标,数值,单位\n立案,701,\n结案,很多,件\n立案,5,件\n"
    reply = service.post(
        "/api/v1/drafts",
        files={"table": ("指标.csv", table.encode())},
        data={"section": SECTION, "year": "2025", "issuer": "云岚市青屏区市场监督管理局"},
    )
    assert len(assert_problem(reply, 422, "invalid")["errors"]) >= 2


def test_an_unknown_section_lists_what_there_is(service: TestClient) -> None:
    body = assert_problem(draft(service, GOOD_ROW, section="星际航行情况"), 422, "invalid")
    assert body["errors"][0]["field"] == "section"
    assert SECTION in body["detail"]


def test_an_unknown_base_report_is_named(service: TestClient) -> None:
    body = {"section": SECTION, "metrics": [GOOD_ROW], "base_document_id": "nothing"}
    problem = assert_problem(service.post("/api/v1/drafts", json=body), 422, "invalid")
    assert problem["errors"][0]["field"] == "base_document_id"


def test_too_many_metrics_are_refused(service: TestClient) -> None:
    rows = [{"indicator": f"指标{n}", "value": "1", "unit": "件"} for n in range(2_001)]
    assert_problem(draft(service, *rows), 422, "invalid")


@pytest.mark.parametrize("address", ["/api/v1/ask", "/api/v1/drafts", "/api/v1/checks"])
def test_malformed_json_is_told_as_such(service: TestClient, address: str) -> None:
    reply = service.post(address, content=b'{"question": ', headers={"content-type": "application/json"})
    assert_problem(reply, 400, "malformed")


def test_a_text_to_check_is_bounded_but_generously(service: TestClient) -> None:
    assert_problem(service.post("/api/v1/checks", json={"text": "字" * 1_000_001}), 422, "invalid")
    assert_problem(service.post("/api/v1/checks", json={"text": ""}), 422, "invalid")


@pytest.mark.parametrize("address", ["/api/v1/documents", "/api/v1/checks", "/api/v1/drafts"])
def test_a_body_of_another_type_is_unsupported(service: TestClient, address: str) -> None:
    reply = service.post(address, content=b"<a/>", headers={"content-type": "application/xml"})
    assert "application/xml" in assert_problem(reply, 415, "unsupported-media-type")["detail"]


def test_nothing_of_all_this_was_kept(service: TestClient) -> None:
    assert service.get("/api/v1/documents").json()["total"] == len(SAMPLE_REPORTS)
