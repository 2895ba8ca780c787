"""Corrections over HTTP, and the ledger as a workbook."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from api.settings import Settings
from tests.api.conftest import NewHome, client_over, wait_until_settled
from tests.api.replies import assert_problem

REPORT = """松江区水务局
2023年行政执法工作报告
一、基本情况
2023年，全局共立案31件，罚没款金额344.1万元。
二、主要做法
走访企业300余家。2024年力争检查企业500家。
"""
FIGURES = "/api/v1/figures"


@pytest.fixture(scope="module")
def changed(new_home: NewHome) -> Iterator[TestClient]:
    """A service of this module's own, whose ledger is corrected."""
    with client_over(Settings(home=new_home())) as client:
        add(client)
        yield client


@pytest.fixture
def service(changed: TestClient) -> Iterator[TestClient]:
    """With one report and without corrections."""
    yield changed
    for one in changed.get(f"{FIGURES}/corrections").json()["corrections"]:
        assert changed.delete(f"{FIGURES}/corrections/{one['id']}").status_code == 204


def add(client: TestClient, **facts: str) -> None:
    sent = client.post("/api/v1/documents", files={"file": ("报告.txt", REPORT.encode())}, data=facts)
    assert sent.status_code == 202, sent.text
    wait_until_settled(client)


def figures(service: TestClient, **wanted: str | bool) -> dict[str, dict[str, Any]]:
    page = service.get(FIGURES, params=wanted).json()
    assert page["total"] == len(page["figures"])
    return {row["value"]: row for row in page["figures"]}


def correct(service: TestClient, read: str, **said: object) -> dict[str, Any]:
    figure_id = figures(service)[read]["id"]
    reply = service.patch(f"{FIGURES}/{figure_id}", json={"by": "王敏", "note": "与决算核对", **said})
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def sheet(service: TestClient, **wanted: str | bool) -> Worksheet:
    reply = service.get(f"{FIGURES}.xlsx", params=wanted)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert "figures.xlsx" in reply.headers["content-disposition"]
    found = load_workbook(io.BytesIO(reply.content)).active
    assert isinstance(found, Worksheet)
    return found


def records(table: Worksheet) -> list[dict[str, Any]]:
    head, *rows = table.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_a_corrected_figure_says_by_whom_when_and_from_what(service: TestClient) -> None:
    read = figures(service)["344.1"]
    assert read["correction"] is None
    row = correct(service, "344.1", value="345.1")
    assert (row["id"], row["value"], row["unit"], row["amount"]) == (read["id"], "345.1", "万元", "3451000")
    made = row["correction"]
    assert (made["by"], made["note"], made["rejected"]) == ("王敏", "与决算核对", False)
    assert datetime.datetime.fromisoformat(made["at"]).tzinfo is not None
    assert made["was"] == {name: read[name] for name in made["was"]}
    assert figures(service)["345.1"] == row
    assert list(figures(service, corrected=True)) == ["345.1"]
    assert "345.1" not in figures(service, corrected=False)


def test_a_rejected_figure_is_listed_only_when_asked_for(service: TestClient) -> None:
    row = correct(service, "31", rejected=True)
    assert "31" not in figures(service)
    assert figures(service, rejected=True) == {"31": row}
    undone = service.delete(f"{FIGURES}/{row['id']}/correction")
    assert undone.status_code == 200
    assert undone.json()["correction"] is None
    assert figures(service)["31"] == undone.json()
    assert_problem(service.delete(f"{FIGURES}/{row['id']}/correction"), 404, "not-found")


def test_the_next_answer_uses_the_correction(service: TestClient) -> None:
    question = {"question": "2023年罚没款金额是多少？", "as_of": "2024-02-01"}
    assert service.post("/api/v1/ask", json=question).json()["figures"][0]["value"] == "344.1"
    correct(service, "344.1", value="44.1")
    answer = service.post("/api/v1/ask", json=question).json()
    assert (answer["figures"][0]["value"], answer["figures"][0]["corrected"]) == ("44.1", True)
    assert "人工更正，原文为344.1万元" in answer["answer"]
    assert "王敏" in answer["citations"][0]["correction"]
    assert "344.1万元" in answer["citations"][0]["text"]


def test_a_document_read_again_keeps_its_corrections_and_a_removed_one_lists_them(new_home: NewHome) -> None:
    with client_over(Settings(home=new_home())) as client:
        add(client)
        before = correct(client, "344.1", value="345.1")
        add(client, issuer="另一个局", year="2022")
        after = figures(client)["345.1"]
        assert (after["issuer"], after["correction"]["at"]) == ("另一个局", before["correction"]["at"])
        [kept] = client.get(f"{FIGURES}/corrections").json()["corrections"]
        assert (kept["figure_id"], kept["orphan"], kept["now"]["value"]) == (after["id"], False, "345.1")
        assert client.delete(f"/api/v1/documents/{after['document_id']}").status_code == 204
        [kept] = client.get(f"{FIGURES}/corrections").json()["corrections"]
        assert (kept["figure_id"], kept["orphan"]) == (None, True)
        assert (kept["now"]["value"], kept["correction"]["was"]["value"]) == ("345.1", "344.1")
        assert client.delete(f"{FIGURES}/corrections/{kept['id']}").status_code == 204
        assert_problem(client.delete(f"{FIGURES}/corrections/{kept['id']}"), 404, "not-found")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"by": "王敏"}, ""),
        ({"by": "王敏", "value": "344.1"}, ""),
        ({"by": "王敏", "value": "很多"}, "value"),
        ({"by": "王敏", "unit": "万员"}, "unit"),
        ({"by": "王敏", "year": 20}, "year"),
        ({"by": "  ", "value": "1"}, "by"),
        ({"value": "1"}, "by"),
        ({"by": "王敏", "amount": "1"}, "amount"),
    ],
)
def test_a_correction_that_cannot_be_used_is_refused(service: TestClient, said: dict[str, object], field: str) -> None:
    figure_id = figures(service)["344.1"]["id"]
    body = assert_problem(service.patch(f"{FIGURES}/{figure_id}", json=said), 422, "invalid")
    assert body["errors"][0]["field"] == field
    assert service.get(f"{FIGURES}/corrections").json() == {"corrections": [], "total": 0}


@pytest.mark.parametrize("figure_id", ["没有", "0-0", "abc-99999999999999999999"])
def test_a_figure_that_is_not_there_is_said_to_be_so(service: TestClient, figure_id: str) -> None:
    reply = service.patch(f"{FIGURES}/{figure_id}", json={"by": "王敏", "value": "1"})
    assert_problem(reply, 404, "not-found")
    assert_problem(service.delete(f"{FIGURES}/{figure_id}/correction"), 404, "not-found")


def test_the_workbook_has_a_frozen_head_filters_and_every_figure(service: TestClient) -> None:
    table = sheet(service)
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == table.dimensions
    rows = records(table)
    assert {row["数值"] for row in rows} == figures(service).keys()
    money = next(row for row in rows if row["数值"] == "344.1")
    assert (money["年度"], money["指标"], money["计量单位"]) == (2023, "罚没款金额", "万元")
    assert (money["换算数"], money["换算单位"]) == (3_441_000, "元")
    assert (money["文档标题"], money["章节"]) == (
        figures(service)["344.1"]["title"],
        figures(service)["344.1"]["section"],
    )
    assert "344.1万元" in money["原句"]
    assert next(row for row in rows if row["数值"] == "300")["换算数"] == "300"  # 余: no sum takes it for exact
    assert next(row for row in rows if row["数值"] == "500")["性质"] == "计划"
    assert [row["数值"] for row in records(sheet(service, indicator="罚没款", year="2023"))] == ["344.1"]
    assert records(sheet(service, q="没有这个词")) == []


def test_the_workbook_marks_what_was_corrected(service: TestClient) -> None:
    correct(service, "344.1", value="345.1", note="=1+1")
    correct(service, "31", rejected=True)
    table = sheet(service)
    row = next(row for row in records(table) if row["数值"] == "345.1")
    assert (row["更正"], row["更正人"], row["更正前"]) == ("已更正", "王敏", "数值：344.1万元")
    assert row["更正说明"] == "=1+1"
    assert not [cell for line in table.iter_rows() for cell in line if cell.data_type == "f"]
    [rejected] = records(sheet(service, rejected=True))
    assert (rejected["数值"], rejected["更正"]) == ("31", "已剔除")


def test_pages_are_no_filter_of_a_workbook(service: TestClient) -> None:
    assert_problem(service.get(f"{FIGURES}.xlsx", params={"limit": 5}), 422, "invalid")
