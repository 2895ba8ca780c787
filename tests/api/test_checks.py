"""Checks over HTTP: the summary, rules switched off, one's own rules, and suggestions put in one by one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from api.settings import Settings
from tests.api.conftest import NewHome, client_over

TEXT = "截止目前，全年投诉量增长-3.5%,已建立台帐。依据《某某市监管办法》办理。"


def check(service: TestClient, text: str = TEXT, **more: Any) -> dict[str, Any]:
    reply = service.post("/api/v1/checks", json={"text": text, "as_of": "2026-02-01", **more})
    assert reply.status_code == 200, reply.text
    result: dict[str, Any] = reply.json()
    return result


def rules_of(result: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in result["findings"]]


def apply(service: TestClient, findings: list[str], text: str = TEXT) -> Any:
    body = {"text": text, "findings": findings, "as_of": "2026-02-01"}
    return service.post("/api/v1/checks/apply", json=body)


def test_the_summary_counts_and_names_what_was_not_verified(service: TestClient) -> None:
    result = check(service)
    summary = result["summary"]
    assert summary["findings"] == len(result["findings"]) == sum(summary["by_severity"].values())
    assert summary["not_verified"] == ["《某某市监管办法》"]
    assert "1 处引用未核验" in summary["words"]
    assert summary["replaceable"] == sum(finding["replacement"] is not None for finding in result["findings"])


@pytest.mark.parametrize(
    ("off", "gone"),
    [
        (["wording-jiezhi"], {"wording-jiezhi"}),
        (["wording"], {"wording-jiezhi", "wording-zhang"}),
        (["punctuation", "arithmetic-negative-growth"], {"punctuation-half-width", "arithmetic-negative-growth"}),
    ],
)
def test_a_rule_or_a_kind_is_switched_off_for_one_request(service: TestClient, off: list[str], gone: set[str]) -> None:
    before = rules_of(check(service))
    assert gone <= set(before)
    assert rules_of(check(service, rules_off=off)) == [rule for rule in before if rule not in gone]
    assert rules_of(check(service)) == before


def test_a_form_takes_the_names_parted_by_commas(service: TestClient) -> None:
    reply = service.post(
        "/api/v1/checks",
        files={"file": ("文稿.txt", TEXT.encode())},
        data={"rules_off": "wording，punctuation-half-width", "as_of": "2026-02-01"},
    )
    assert rules_of(reply.json()) == ["arithmetic-negative-growth"]
    assert reply.json()["summary"]["rules_off"] == ["punctuation-half-width", "wording"]


def test_a_name_that_no_rule_has_is_refused(service: TestClient) -> None:
    reply = service.post("/api/v1/checks", json={"text": TEXT, "rules_off": ["wording-jiezi"]})
    assert reply.status_code == 422
    assert "wording-jiezi" in reply.json()["detail"]


def test_rules_are_listed_with_their_source_and_sentences(service: TestClient) -> None:
    listed = service.get("/api/v1/checks/rules").json()
    assert {"wording-jiezhi", "consistency-figures", "citation-repealed"} <= {rule["id"] for rule in listed["rules"]}
    for rule in listed["rules"]:
        assert rule["source"] and rule["flag"] and rule["passes"], rule["id"]


def test_suggestions_are_put_in_one_by_one_or_together(service: TestClient) -> None:
    ids = {finding["rule"]: finding["id"] for finding in check(service)["findings"]}
    once = apply(service, [ids["wording-zhang"]]).json()
    assert once["text"] == TEXT.replace("台帐", "台账")
    (change,) = once["changes"]
    assert (change["text"], change["replacement"]) == ("台帐", "台账")
    assert once["text"][slice(*change["new_span"])] == "台账"
    # The ids of findings elsewhere are still the same in the changed text.
    then = apply(service, [ids["wording-jiezhi"], ids["arithmetic-negative-growth"]], once["text"]).json()
    assert then["text"] == "截至目前，全年投诉量下降3.5%,已建立台账。依据《某某市监管办法》办理。"


def test_overlapping_changes_are_refused_and_named(new_home: NewHome, tmp_path: Path) -> None:
    (tmp_path / "本局.toml").write_text('[words]\n"建立台帐" = "建账"\n', "utf-8")
    with client_over(Settings(home=new_home(), rules=tmp_path)) as client:
        pair = [each["id"] for each in check(client)["findings"] if "台帐" in each["text"]]
        assert len(pair) == 2
        reply = apply(client, pair)
    assert reply.status_code == 409
    assert "重叠" in reply.json()["detail"] and all(identity in reply.json()["detail"] for identity in pair)


def test_an_unknown_id_and_mere_advice_are_refused(service: TestClient) -> None:
    reply = apply(service, ["0123456789ab"])
    assert reply.status_code == 422 and "0123456789ab" in reply.json()["detail"]
    text = "全年立案520件。\n全年立案502件。"
    (finding,) = check(service, text)["findings"]
    assert finding["replacement"] is None
    reply = apply(service, [finding["id"]], text)
    assert reply.status_code == 422 and "人工修改" in reply.json()["detail"]


def test_a_text_comes_back_as_a_document(service: TestClient) -> None:
    reply = service.post("/api/v1/checks", json={"text": TEXT, "format": "docx", "as_of": "2026-02-01"})
    assert reply.status_code == 200
    said = [comment.text for comment in Document(io.BytesIO(reply.content)).comments]
    assert any("未核验" in words for words in said) and any("台账" in words for words in said)


def test_an_installation_has_its_own_rules_and_switches(new_home: NewHome, tmp_path: Path) -> None:
    (tmp_path / "本局.toml").write_text('keep = ["台帐山"]\n[words]\n"大走访" = "走访"\n', "utf-8")
    (tmp_path / "坏.toml").write_text('[[rule]]\nid = "own-broken"\n\n[[rule\n', "utf-8")
    home = Settings(home=new_home(), rules=tmp_path, rules_off="punctuation,没有的规则")
    with client_over(home) as client:
        result = check(client, "开展大走访,台帐山景区建立台帐。")
        assert [(each["rule"], each["text"]) for each in result["findings"]] == [
            ("own-words-本局", "大走访"),
            ("wording-zhang", "台帐"),
        ]
        listed = client.get("/api/v1/checks/rules").json()
    assert [(each["file"], each["line"]) for each in listed["problems"]] == [
        ("坏.toml", 4),
        ("REPORT_ASSISTANT_RULES_OFF", 1),
    ]
    assert listed["keep"] == ["台帐山"]
    assert {rule["id"] for rule in listed["rules"] if rule["own"]} == {"own-words-本局"}
    assert all(rule["off"] == (rule["kind"] == "punctuation") for rule in listed["rules"])
