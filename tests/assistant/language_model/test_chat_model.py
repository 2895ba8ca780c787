"""A model over HTTP: what it says comes as it comes; whatever goes wrong is one kind of failure, in bounded time."""

from __future__ import annotations

import logging

import pytest

from assistant.language_model import ChatModel, Message, ModelFailed, ModelSettings, PromptTooLong
from tests.scripted_model import Reply, ScriptedModel, misbehaves, says

KEY = "geheim-77"
ASKED = [Message("system", "你是资料员"), Message("user", "你好")]


def model_of(scripted: ScriptedModel, *replies: Reply, **settings: object) -> ChatModel:
    scripted.script(replies)
    return ChatModel(ModelSettings("scripted", scripted.url, KEY, **settings), sleep=lambda _seconds: None)  # type: ignore[arg-type]


def test_what_it_says_comes_in_pieces(scripted: ScriptedModel) -> None:
    model = model_of(scripted, says("罚没款金额231.57万元。", size=4))
    assert model.health().status == "untried"
    pieces = list(model.stream(ASKED))
    assert "".join(pieces) == "罚没款金额231.57万元。"
    assert len(pieces) > 2
    assert model.health().status == "ok"
    [asked] = scripted.requests()
    assert asked["authorization"] == f"Bearer {KEY}"
    assert [turn["role"] for turn in asked["body"]["messages"]] == ["system", "user"]
    assert (asked["body"]["stream"], asked["body"]["temperature"]) == (True, 0)


BAD = [
    (misbehaves("error", status=500), "HTTP 500"),
    (misbehaves("error", status=401), "HTTP 401"),
    (misbehaves("html"), "/v1"),
    (misbehaves("silent", "罚没款"), "没有回音"),
    (misbehaves("comments"), "时间或长度"),
    (misbehaves("endless", "罚没款金额。"), "时间或长度"),
    (misbehaves("slow", "罚没款金额为二百三十一万元，另有其他数据若干，此外还有不少情况。"), "时间或长度"),
    (misbehaves("broken", "罚没款"), "无法读取"),
    (misbehaves("garbled", "罚没款"), "无法读取"),
    (misbehaves("cut", "罚没款"), "无法读取"),
    (misbehaves("empty"), "没有给出内容"),
]


@pytest.mark.parametrize(
    ("reply", "words"), BAD, ids=lambda value: value.get("kind", "") if isinstance(value, dict) else ""
)
def test_whatever_goes_wrong_is_one_kind_of_failure(
    scripted: ScriptedModel, reply: Reply, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    model = model_of(scripted, reply, timeout_s=1.0, total_s=1.5, retries=0)
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelFailed, match=words) as failed:
        model.complete(ASKED)
    assert "999.9" not in str(failed.value)
    assert model.health().status == "failing"
    ours = [record for record in caplog.records if record.name.startswith("report_assistant")]
    assert KEY not in f"{failed.value}{[vars(record) for record in ours]}{model.settings}{model.health()}"


def test_a_server_that_is_not_there_is_a_failure() -> None:
    model = ChatModel(ModelSettings("m", "http://127.0.0.1:9/v1", timeout_s=2, retries=0))
    with pytest.raises(ModelFailed, match="连接不上"):
        model.complete(ASKED)


def test_a_provider_that_is_not_installed_is_a_failure() -> None:
    model = ChatModel(ModelSettings("m", provider="ollama", retries=0))
    with pytest.raises(ModelFailed, match="没有安装"):
        model.complete(ASKED)


def test_a_failure_before_the_first_word_is_tried_again_one_after_it_is_not(scripted: ScriptedModel) -> None:
    model = model_of(scripted, misbehaves("error", status=503), says("好。"), retries=1)
    assert model.complete(ASKED) == "好。"
    model = model_of(scripted, misbehaves("cut", "罚没款金额"), says("好。"), retries=3)
    with pytest.raises(ModelFailed):
        model.complete(ASKED)
    assert len(scripted.requests()) == 1
    model = model_of(scripted, misbehaves("error", status=401), says("好。"), retries=3)
    with pytest.raises(ModelFailed):
        model.complete(ASKED)
    assert len(scripted.requests()) == 1


def test_after_failures_in_a_row_it_is_not_asked_any_more(scripted: ScriptedModel) -> None:
    model = model_of(scripted, misbehaves("error", status=500), retries=0, failures_to_open=2)
    for _ in range(4):
        with pytest.raises(ModelFailed):
            model.complete(ASKED)
    assert len(scripted.requests()) == 2
    assert model.health().status == "resting"


def test_a_prompt_that_does_not_fit_is_never_sent(scripted: ScriptedModel) -> None:
    model = model_of(scripted, says("好。"), context_tokens=2048, reply_tokens=512)
    with pytest.raises(PromptTooLong):
        model.complete([Message("user", "罚" * 1600)])
    assert scripted.requests() == []
    assert model.health().status == "untried"


def test_a_reply_that_is_left_early_is_no_failure(scripted: ScriptedModel) -> None:
    model = model_of(scripted, misbehaves("endless", "好。"), failures_to_open=1)
    stream = model.stream(ASKED)
    next(stream)
    stream.close()
    assert model.health().status == "untried"
