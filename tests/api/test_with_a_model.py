"""Drafts, checks and answers of a service that has a language model set, seen from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.settings import Settings
from assistant.speaking.proposing import BY_MODEL
from tests.api.conftest import client_over
from tests.conftest import ROOT
from tests.scripted_model import ScriptedModel, calls, misbehaves, running_model, says

METRICS = (ROOT / "samples" / "metrics-2025.xlsx").read_bytes()
TEXT = "依据《中华人民共和国行政处罚法》第五条，处罚以事实为根据，个别案件的处罚与情节并不相当。"
QUOTE = "与违法行为的事实、性质、情节以及社会危害程度相当"
ANCHORED = {"words": "处罚与情节并不相当", "article": 1, "quote": QUOTE, "rule": ""}
INVENTED = {"words": "处罚以事实为根据", "article": 1, "quote": "处罚不得以事实为根据，罚款五千元", "rule": ""}
SECRET = "geheim-88"


@pytest.fixture(scope="module")
def scripted() -> Iterator[ScriptedModel]:
    with running_model() as model:
        yield model


@pytest.fixture
def with_model(own_home: Path, scripted: ScriptedModel) -> Iterator[TestClient]:
    """Opened anew for each test: a model that failed too often is left alone for a while."""
    settings = Settings(
        home=own_home, language_model="scripted", language_model_url=scripted.url,
        language_model_key=SecretStr(SECRET), language_model_retries=0, language_model_checks=True,
    )  # fmt: skip
    with client_over(settings) as client:
        yield client


def draft(client: TestClient, **fields: str) -> dict[str, Any]:
    sent = client.post(
        "/api/v1/drafts",
        files={"table": ("metrics-2025.xlsx", METRICS)},
        data={"section": "行政处罚", **fields},
    )
    assert sent.status_code == 200, sent.text
    made: dict[str, Any] = sent.json()
    return made


def paragraphs_sent(scripted: ScriptedModel) -> list[str]:
    """What the model was given to reword, each with its figures locked."""
    asked = [request["body"]["messages"][-1]["content"] for request in scripted.requests()]
    return [words.split("原文：")[1].split("\n改写", maxsplit=1)[0] for words in asked]


def test_a_draft_is_reworded_between_its_figures(with_model: TestClient, scripted: ScriptedModel) -> None:
    plain = draft(with_model)
    scripted.script([says("好")])
    draft(with_model, wording="brief")
    first, *others = paragraphs_sent(scripted)
    words = next(words for words in ("全年", "全局", "依法", "共") if words in first)
    scripted.script([says(first.replace(words, "", 1)), *map(says, others)])
    made = draft(with_model, wording="brief")
    assert made["text"] != plain["text"]
    assert [figure["text"] for figure in made["figures"]] == [figure["text"] for figure in plain["figures"]]
    assert all(made["text"][slice(*figure["span"])] == figure["text"] for figure in made["figures"])
    assert any("改写了1段" in warning for warning in made["warnings"])


@pytest.mark.parametrize(
    "reply",
    [says("全年罚没款金额上升12.3%。"), misbehaves("error", status=500), misbehaves("cut", "全年立案⟦F"), says("")],
)
def test_a_draft_keeps_its_own_words_when_the_model_loses_a_figure_or_fails(
    with_model: TestClient, scripted: ScriptedModel, reply: dict[str, object]
) -> None:
    plain = draft(with_model)
    scripted.script([reply])
    made = draft(with_model, wording="full")
    assert (made["text"], made["figures"]) == (plain["text"], plain["figures"])
    assert made["warnings"] != plain["warnings"]
    assert SECRET not in json.dumps(made, ensure_ascii=False)


def test_a_check_shows_the_models_proposals_that_have_an_anchor(
    with_model: TestClient, scripted: ScriptedModel
) -> None:
    scripted.script([says(json.dumps({"proposals": [ANCHORED, INVENTED]}, ensure_ascii=False))])
    result = with_model.post("/api/v1/checks", json={"text": TEXT, "as_of": "2025-02-01"}).json()
    [proposed] = [finding for finding in result["findings"] if BY_MODEL in finding["message"]]
    assert (proposed["severity"], proposed["text"]) == ("suggestion", ANCHORED["words"])
    assert TEXT[slice(*proposed["span"])] == proposed["text"]
    assert "五千元" not in json.dumps(result, ensure_ascii=False)


def test_a_deep_answer_tells_its_steps_and_loses_what_no_step_found(
    with_model: TestClient, scripted: ScriptedModel
) -> None:
    step = calls("figures", {"question": "2024年立案多少件？"})
    scripted.script([step, says("查完了。"), says("2024年立案438件[1]，罚没款金额999万元[1]。")])
    body = {"question": "去年的执法情况怎么样？", "as_of": "2025-02-01", "deep": True}
    reply = with_model.post("/api/v1/ask", json=body).json()
    assert "step" in [notice["kind"] for notice in reply["notices"]]
    assert "438件" in reply["answer"]
    assert "999" not in reply["answer"]


def test_an_answer_comes_without_the_model_when_it_fails_and_says_so(
    with_model: TestClient, scripted: ScriptedModel
) -> None:
    scripted.script([misbehaves("error", status=500)])
    body = {"question": "2024年罚没款金额是多少？", "as_of": "2025-02-01"}
    for _ in range(4):
        reply = with_model.post("/api/v1/ask", json=body).json()
        assert re.search(r"231\.57万元", reply["answer"])
        assert reply["model"] is None
        assert "without_model" in [notice["kind"] for notice in reply["notices"]]
    health = with_model.get("/api/v1/health").json()
    assert health["language_model_state"]["status"] == "resting"
    assert len(scripted.requests()) < 4
    assert SECRET not in json.dumps([reply, health], ensure_ascii=False)
