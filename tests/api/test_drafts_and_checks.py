from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.api.conftest import OURS
from tests.conftest import ROOT

SECTION = "行政处罚履职情况"
METRICS = (ROOT / "samples" / "metrics-2025.xlsx").read_bytes()


def draft(service: TestClient, **fields: str) -> dict[str, Any]:
    reply = service.post(
        "/api/v1/drafts",
        files={"table": ("metrics-2025.xlsx", METRICS)},
        data={"section": fields.pop("section", "行政处罚"), **fields},
    )
    assert reply.status_code == 200, reply.text
    result: dict[str, Any] = reply.json()
    return result


def test_a_draft_from_a_workbook_says_where_each_number_comes_from(service: TestClient) -> None:
    result = draft(service)
    assert result["text"]
    assert result["figures"]
    for figure in result["figures"]:
        start, end = figure["span"]
        assert result["text"][start:end] == figure["text"]
        assert figure["origin"] != "unsupported"


def test_year_and_issuer_follow_from_the_library_when_not_given(service: TestClient) -> None:
    assert draft(service) == draft(service, year="2025", issuer=OURS)


def test_a_draft_can_be_had_as_markdown(service: TestClient) -> None:
    reply = service.post(
        "/api/v1/drafts",
        files={"table": ("metrics-2025.xlsx", METRICS)},
        data={"section": "行政处罚", "format": "markdown"},
    )
    assert reply.headers["content-type"] == "text/markdown; charset=utf-8"
    assert reply.text == draft(service)["text"]


def test_metrics_can_come_as_json_numbers_too(service: TestClient) -> None:
    body = {"section": "行政处罚", "metrics": [{"indicator": "立案", "value": 701, "unit": "件", "last_year": 647}]}
    result = service.post("/api/v1/drafts", json=body).json()
    assert "701" in result["text"]


def test_a_text_is_checked_with_spans_into_it(service: TestClient) -> None:
    text = "全年立案701件，同比增长-9.79%。依据《中华人民共和国不存在法》第三条办理。"
    result = service.post("/api/v1/checks", json={"text": text, "as_of": "2025-02-01"}).json()
    assert result["findings"]
    for finding in result["findings"]:
        assert text[slice(*finding["span"])] == finding["text"]
    assert sum(result["counts"].values()) == len(result["findings"])
    assert [text[slice(*item["span"])] for item in result["not_verified"]] != []
    assert result["text"] is None


def test_a_file_is_checked_like_its_text(service: TestClient) -> None:
    data = (ROOT / "samples" / "draft-to-check.txt").read_bytes()
    from_file = service.post("/api/v1/checks", files={"file": ("待审.txt", data)}, data={"as_of": "2026-02-01"}).json()
    from_text = service.post("/api/v1/checks", json={"text": data.decode(), "as_of": "2026-02-01"}).json()
    assert from_file["text"] == data.decode()
    assert from_file["findings"] == from_text["findings"] != []


def test_half_a_million_characters_are_checked(service: TestClient) -> None:
    text = "加强日常监管，规范市场秩序。\n" * 34_000
    assert len(text) > 450_000
    assert service.post("/api/v1/checks", json={"text": text}).status_code == 200
