from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from api import problems
from api.guard import DRAIN_LIMIT, JSON_BODY_LIMIT, Guard
from api.measures import Measures
from api.settings import MEGABYTE, Settings
from api.upload import safe_name
from tests.api.replies import assert_problem

SECRET = "全年罚没款金额214.6万元"


def small_app() -> FastAPI:
    app = FastAPI()
    problems.install(app)

    @app.post("/taken")
    async def taken(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError(SECRET)

    app.add_middleware(Guard, settings=Settings(max_upload_mb=1), measures=Measures())
    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(small_app(), raise_server_exceptions=False) as client:
        yield client


def test_a_failure_nobody_foresaw_leaves_without_its_words(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "report_assistant"):
        body = assert_problem(client.get("/broken"), 500, "internal")
    assert SECRET not in json.dumps(body, ensure_ascii=False)
    told = next(record for record in caplog.records if record.message == "unforeseen")
    facts = vars(told)["facts"]
    assert str(facts["reference"]) in str(body["detail"])
    assert facts["error"] == "RuntimeError"
    assert SECRET not in str(vars(told))


def test_a_body_announced_too_large_is_refused_unread(client: TestClient) -> None:
    headers = {"content-length": str(300 * MEGABYTE), "content-type": "multipart/form-data; boundary=x"}
    body = assert_problem(client.post("/taken", content=b"x", headers=headers), 413, "too-large")
    assert "REPORT_ASSISTANT_MAX_UPLOAD_MB" in str(body["detail"])


def test_a_body_that_grows_past_the_limit_is_refused_while_it_arrives(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(JSON_BODY_LIMIT // MEGABYTE + 2):
            yield b"x" * MEGABYTE

    assert_problem(client.post("/taken", content=chunks()), 413, "too-large")


@pytest.mark.anyio
async def test_a_refused_body_is_never_read_without_end() -> None:
    read = 0

    async def endless() -> dict[str, object]:
        nonlocal read
        read += 64 * MEGABYTE
        return {"type": "http.request", "body": bytes(64 * MEGABYTE), "more_body": True}

    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/taken", "raw_path": b"/taken", "query_string": b"", "root_path": "",
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "headers": [(b"content-length", b"9999999999")],
    }  # fmt: skip
    await small_app()(scope, endless, send)  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
    assert read <= DRAIN_LIMIT + 64 * MEGABYTE


def test_a_page_of_another_site_cannot_post(client: TestClient) -> None:
    assert_problem(client.post("/taken", content=b"{}", headers={"sec-fetch-site": "cross-site"}), 403, "cross-site")
    assert client.post("/taken", content=b"{}", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "admitted"),
    [("http://127.0.0.1:8000", True), ("", True), ("http://evil.example", False), ("null", False)],
)
def test_a_socket_is_opened_only_for_our_own_pages(origin: str, admitted: bool) -> None:
    seen: list[str] = []

    async def inside(scope: object, receive: object, send: object) -> None:
        seen.append("admitted")

    async def send(message: MutableMapping[str, Any]) -> None:
        seen.append(str(message["type"]))

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"127.0.0.1:8000"), *([(b"origin", origin.encode())] if origin else [])]
    guard = Guard(inside, Settings(), Measures())
    asyncio.run(guard({"type": "websocket", "path": "/workspace/_nicegui_ws/", "headers": headers}, receive, send))
    assert seen == (["admitted"] if admitted else ["websocket.close"])


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    headers = client.get("/broken").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_an_unknown_address_and_a_wrong_method_are_problems(client: TestClient) -> None:
    assert_problem(client.get("/nowhere"), 404, "not-found")
    response = client.get("/taken")
    assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\2024年.docx", "2024年.docx"),
        ("年报\x00\r\n.txt", "年报.txt"),
        ("", "未命名"),
        ("...", "未命名"),
        (".hidden.md", "hidden.md"),
    ],
)
def test_a_file_name_keeps_only_its_harmless_last_part(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_a_long_file_name_keeps_its_ending() -> None:
    assert safe_name("报" * 500 + ".docx").endswith(".docx")
    assert len(safe_name("报" * 500 + ".docx")) <= 150


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
