"""A whole report, the workbook to fill in, documents by GB/T 9704-2012, and verifying any text, over HTTP."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from fastapi.testclient import TestClient

from tests.api.conftest import OURS
from tests.conftest import ROOT

METRICS = (ROOT / "samples" / "metrics-2025.xlsx").read_bytes()
TABLE = {"table": ("metrics-2025.xlsx", METRICS)}


def report(service: TestClient, **fields: str) -> Any:
    return service.post("/api/v1/drafts/report", files=TABLE, data={"year": "2025", "issuer": OURS, **fields})


def document_of(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def test_a_whole_report_has_every_section_one_title_and_one_list_of_what_is_missing(service: TestClient) -> None:
    result = report(service).json()
    assert result["title"] == f"{OURS}2025年度行政执法工作报告"
    for heading in ("一、行政执法基本情况", "（三）行政处罚", "四、存在的问题", "五、下一步安排"):
        assert heading in result["text"]
    assert len(result["sections"]) >= 10
    assert set(result["missing"]) == {label for part in result["sections"] for label in part["missing"]}
    for label in result["missing"]:
        assert f"【待补：{label}】" in result["text"]
    for figure in result["figures"]:
        assert result["text"][slice(*figure["span"])] == figure["text"]
        assert figure["origin"] != "unsupported"


def test_a_whole_report_never_writes_the_bureaus_value_into_a_part(service: TestClient) -> None:
    text = report(service).json()["text"]
    assert text.count("252.9") == 2  # the sentence and the table of 行政处罚, not 知识产权保护


def test_a_table_of_three_years_moves_on(service: TestClient) -> None:
    text = report(service).json()["text"]
    assert "2023 | 455 | 447 | 246.3\n2024 | 438 | 441 | 231.57\n2025 | 471 | 459 | 252.9" in text


def test_a_whole_report_from_templates_when_there_is_no_report(empty_service: TestClient) -> None:
    body = {"year": 2025, "issuer": "云海区城管局", "metrics": [{"indicator": "立案", "value": "5", "unit": "件"}]}
    result = empty_service.post("/api/v1/drafts/report", json=body).json()
    assert result["title"] == "云海区城管局2025年度行政执法工作报告"
    assert "立案5件" in result["text"]
    assert result["text"].startswith("一、")
    assert "没有往年报告，按模板起草" in result["warnings"]


def test_the_change_list_says_what_became_of_each_number(service: TestClient) -> None:
    changes = report(service).json()["changes"]
    assert {"changed", "dropped"} <= {change["kind"] for change in changes}
    assert {"kind": "changed", "old": "438件", "new": "471件", "metric": "立案"} in changes


def test_an_unused_metric_is_said_once_and_offered_as_a_sentence(service: TestClient) -> None:
    result = service.post("/api/v1/drafts", files=TABLE, data={"section": "行政处罚", "year": "2025"}).json()
    assert "行政诉讼" in result["unused"]
    assert any(said.startswith("2025年，行政诉讼7件") for said in result["offered"])
    assert not any("行政诉讼" in warning for warning in result["warnings"])


def test_the_page_is_that_of_the_standard(service: TestClient) -> None:
    reply = report(service, format="docx")
    assert reply.headers["content-type"].endswith("wordprocessingml.document")
    assert "%E5%B9%B4%E5%BA%A6" in reply.headers["content-disposition"]
    document = document_of(reply.content)
    page = document.sections[0]
    sizes = (page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin)
    assert [round(size.mm) for size in (*sizes, page.right_margin)] == [210, 297, 37, 35, 28, 26]
    title, *rest = [paragraph for paragraph in document.paragraphs if paragraph.text]
    assert title.runs[0].font.size == Pt(22)
    fonts = {p.text: p.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) for p in rest}
    assert fonts["一、行政执法基本情况"] == "黑体"
    assert fonts["（三）行政处罚"] == "楷体_GB2312"
    body = next(p for p in rest if "立案471件" in p.text)
    assert body.runs[0].font.size == Pt(16)
    assert body.paragraph_format.line_spacing == Pt(28)
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert page.footer.paragraphs[0].text == "—  —"  # the number itself is a field
    assert page.even_page_footer.paragraphs[0].paragraph_format.left_indent == Pt(14)
    assert Mm(35) - page.footer_distance > Mm(7)


def test_places_to_fill_in_are_marked(service: TestClient) -> None:
    document = document_of(report(service, format="docx").content)
    marked = [run.text for p in document.paragraphs for run in p.runs if run.font.highlight_color is not None]
    assert marked
    assert all(words.startswith("【待") for words in marked)


@pytest.mark.parametrize(("evidence", "annex", "comments"), [("annex", 1, 0), ("comments", 0, 1), ("none", 0, 0)])
def test_evidence_is_where_it_is_asked_for(service: TestClient, evidence: str, annex: int, comments: int) -> None:
    document = document_of(report(service, format="docx", evidence=evidence).content)
    assert any("数据依据" in p.text for p in document.paragraphs) == bool(annex)
    assert bool(list(document.comments)) == bool(comments)


def test_the_workbook_to_fill_in_comes_with_last_years_values_and_fills_the_draft(service: TestClient) -> None:
    held = service.get("/api/v1/documents").json()["documents"]
    base = next(d["id"] for d in held if d["year"] == 2024)
    reply = service.get("/api/v1/drafts/metrics-template", params={"base_document_id": base})
    assert reply.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    known = {row[0].value: (row[2].value, row[3].value) for row in rows}
    assert known["罚没款金额"] == ("万元", 231.57)
    for row in rows:
        row[1].value = row[3].value
    filled = io.BytesIO()
    book.save(filled)
    result = service.post(
        "/api/v1/drafts/report",
        files={"table": ("填报.xlsx", filled.getvalue())},
        data={"year": "2025", "issuer": OURS},
    ).json()
    placed = len(rows) - len(result["unused"])
    assert placed / len(rows) > 0.9


def test_no_workbook_for_a_report_that_is_not_there(service: TestClient) -> None:
    reply = service.get("/api/v1/drafts/metrics-template", params={"base_document_id": "x"})
    assert reply.status_code == 404
    assert "没有编号为 x 的报告" in reply.json()["detail"]


def verify(service: TestClient, text: str, **more: object) -> Any:
    metrics = [{"indicator": "立案", "value": 471, "unit": "件", "last_year": 438}]
    return service.post(
        "/api/v1/drafts/verify", json={"text": text, "year": 2025, "issuer": OURS, "metrics": metrics, **more}
    ).json()


def test_a_text_from_elsewhere_is_verified(service: TestClient) -> None:
    text = "2025年，立案471件，同比增长7.53%，上年立案438件。"
    result = verify(service, text)
    assert result["supported"] is True
    assert {figure["origin"] for figure in result["figures"]} >= {"metric", "computed"}
    for figure in result["figures"]:
        assert text[slice(*figure["span"])] == figure["text"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2025年，立案438件。", "438件"),
        ("2025年，立案471件，同比下降7.53%。", "7.53%"),
        ("2025年，立案471件，同比增长3.74%。", "3.74%"),
        ("2025年，立案471件，结案999件。", "999件"),
        ("2025年，立案471件，案件数量较去年下降。", "下降"),
    ],
)
def test_what_has_no_evidence_is_said_with_its_reason(service: TestClient, text: str, wrong: str) -> None:
    result = verify(service, text)
    assert result["supported"] is False
    bad = [figure for figure in result["figures"] if figure["origin"] == "unsupported"]
    assert wrong in [figure["text"] for figure in bad]
    assert all(figure["reason"] for figure in bad)
    assert result["counts"]["unsupported"] == len(bad)


def test_the_ledger_alone_verifies_a_past_year(service: TestClient) -> None:
    result = verify(service, "2024年，立案438件。", year=2024, metrics=[])
    assert [figure["origin"] for figure in result["figures"] if figure["text"] == "438件"] == ["ledger"]


PASTED = "指标\t单位\t数值\t上年\n立案\t件\t471\t438\n罚没款金额\t万元\t252.9\t"


@pytest.mark.parametrize("mark", ["\t", " | ", ",", "  "])
def test_a_table_pasted_as_text_comes_through_json(service: TestClient, mark: str) -> None:
    body = {"section": "行政处罚", "year": 2025, "issuer": OURS, "table": PASTED.replace("\t", mark)}
    result = service.post("/api/v1/drafts", json=body).json()
    assert "立案471件" in result["text"]
    assert "罚没款金额252.9万元" in result["text"]
    whole = service.post("/api/v1/drafts/report", json=_without(body, "section"))
    assert "立案471件" in whole.json()["text"]


def _without(body: dict[str, Any], field: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != field}


def test_a_pasted_table_and_rows_are_taken_together_and_checked_together(service: TestClient) -> None:
    rows = [{"indicator": "结案", "value": "459", "unit": "件"}]
    body = {"section": "行政处罚", "year": 2025, "issuer": OURS, "table": PASTED, "metrics": rows}
    assert "立案471件，结案459件" in service.post("/api/v1/drafts", json=body).json()["text"]
    twice = [{"indicator": "立案", "value": "470", "unit": "件"}]
    assert service.post("/api/v1/drafts", json={**body, "metrics": twice}).status_code == 422


@pytest.mark.parametrize(
    ("table", "said"), [("立案情况很好", "指标"), ("", "没有任何指标"), ("指标\t单位\n立案\t件", "数值")]
)
def test_a_pasted_text_that_is_no_table_says_what_is_missing(service: TestClient, table: str, said: str) -> None:
    body = {"section": "行政处罚", "year": 2025, "issuer": OURS, "table": table}
    reply = service.post("/api/v1/drafts", json=body)
    assert reply.status_code == 422
    assert said in reply.json()["detail"]


def test_a_text_is_verified_against_a_pasted_table(service: TestClient) -> None:
    assert verify(service, "2025年，罚没款金额252.9万元。", metrics=[], table=PASTED)["supported"] is True
    assert verify(service, "2025年，罚没款金额253.9万元。", metrics=[], table=PASTED)["supported"] is False
