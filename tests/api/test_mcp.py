"""The MCP tools as a real MCP client uses them: in this process, over standard output beside a service, over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent, Tool

from api.door import NotDone
from api.mcp_server.entrance import Entrance
from api.mcp_server.protocol import protocol_server
from api.mcp_server.tools import TOOLS
from api.settings import Settings
from knowledge.ownership import owner_of
from tests.api.serving import Serving
from tests.conftest import ROOT

FINES = {"question": "2024年罚没款金额是多少？", "as_of": "2025-02-01"}
FINES_SAID = "2024年，云岚市青屏区市场监督管理局罚没款金额为231.57万元[1]"
METRICS = [{"indicator": "立案", "value": "471", "unit": "件"}]
COMMAND = [sys.executable, "-m", "api.command_line", "mcp"]
SECONDS = 120
Result = TypeVar("Result")
WithClient = Callable[[Client], Awaitable[Result]]


@pytest.fixture(scope="module")
def entrance(own_home: Path) -> Iterator[Entrance]:
    opened = Entrance(Settings(home=own_home), print)
    yield opened
    opened.close()


def using(server: Any, work: WithClient[Result]) -> Result:
    """What ``work`` makes of a connected client; anything but the protocol on the wire is an error."""

    async def connected() -> Result:
        async with Client(server, read_timeout_seconds=SECONDS, message_handler=refuse_what_is_no_message) as client:
            return await work(client)

    return anyio.run(connected)


async def refuse_what_is_no_message(message: object) -> None:
    assert not isinstance(message, Exception), message


def called(server: Any, name: str, arguments: dict[str, Any]) -> CallToolResult:
    async def work(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments)

    return using(server, work)


def words(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def listed(server: Any) -> list[Tool]:
    async def work(client: Client) -> list[Tool]:
        return (await client.list_tools()).tools

    return using(server, work)


def test_tools_tell_a_model_what_they_take_and_give(entrance: Entrance) -> None:
    tools = {tool.name: tool for tool in listed(protocol_server(entrance))}
    assert list(tools) == ["ask", "figures", "draft", "check", "article"]
    for tool in tools.values():
        assert tool.output_schema is not None  # the client holds every answer against it
        assert {schema["type"] for schema in (tool.input_schema, tool.output_schema)} == {"object"}
        for text in (tool.title, tool.description, *map(str, tool.input_schema["properties"].values())):
            assert re.search(r"[\u4e00-\u9fff]", str(text)), f"{tool.name}: {text}"
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint == (tool.name != "ask")  # which keeps a turn


@pytest.mark.parametrize(
    ("name", "arguments", "told", "given"),
    [
        ("ask", FINES, FINES_SAID, {"status": "answered", "turn": 1}),
        ("ask", {"question": "2019年立案多少件？", "year": None}, "未找到", {"status": "not_found", "figures": []}),
        ("figures", {"indicator": "立案", "year": ["2023"], "limit": 1}, "立案：455件", {}),
        ("draft", {"section": "行政处罚", "metrics": METRICS, "year": 2025}, "全局立案471件", {}),
        ("check", {"text": "增长-3.67%。"}, "建议：下降3.67%", {"counts": {"arithmetic": 1}}),
        ("article", {"law": "行政强制法", "article": "25"}, "不得超过三十日", {"article": "第二十五条"}),
    ],
)
def test_a_tool_answers_in_words_and_as_the_api_does(
    entrance: Entrance, name: str, arguments: dict[str, Any], told: str, given: dict[str, Any]
) -> None:
    result = called(protocol_server(entrance), name, arguments)
    assert not result.is_error, words(result)
    assert told in words(result)
    assert TOOLS[name].gives.model_validate(result.structured_content)
    assert {field: result.structured_content[field] for field in given} == given


def test_an_answer_in_words_carries_its_references_and_how_to_go_on(entrance: Entrance) -> None:
    server = protocol_server(entrance)
    first = called(server, "ask", FINES)
    assert re.search(r"依据：\n\[1\] 《云岚市青屏区市场监督管理局2024年度.+231\.57", words(first))
    conversation = re.search(r"对话编号：(\w+)", words(first))
    assert conversation is not None
    second = called(server, "ask", {"question": "2022年呢？", "conversation_id": conversation[1]})
    assert ("218.6万元" in words(second), second.structured_content["turn"]) == (True, 2)


def test_figures_in_words_are_each_followed_by_their_sentence(entrance: Entrance) -> None:
    result = called(protocol_server(entrance), "figures", {"indicator": "罚没款"})
    figures = result.structured_content["figures"]
    assert len(figures) > 3
    assert all(f"{figure['value']}{figure['unit']}" in words(result) for figure in figures)
    assert all(figure["text"].strip() in words(result) for figure in figures)


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("ask", {}, "question：必须填写"),
        ("ask", {"question": "  "}, "question"),
        ("ask", {"question": "立案多少件？", "as_of": "明天"}, "as_of：应为日期"),
        ("ask", {"question": "立案多少件？", "colour": "红"}, "colour：没有这个字段"),
        ("article", {"law": "不存在的法", "article": "1"}, "库中没有《不存在的法》"),
        ("article", {"law": "行政处罚法", "article": "甲"}, "看不懂条号"),
        ("draft", {"section": "行政处罚", "metrics": [{"indicator": "立案", "value": "很多"}]}, "立案"),
        ("delete_everything", {}, "没有叫 delete_everything 的工具"),
    ],
)
def test_what_can_not_be_done_is_a_tool_error_in_chinese(
    entrance: Entrance, name: str, arguments: dict[str, Any], told: str
) -> None:
    result = called(protocol_server(entrance), name, arguments)
    assert result.is_error
    assert told in words(result)
    assert not re.search(r"Traceback|Error|pydantic", words(result))


def test_what_nobody_foresaw_is_told_without_its_words(entrance: Entrance, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> object:
        raise OSError("磁盘在 /secret/path")

    monkeypatch.setattr("api.door.Door.get", fails)
    result = called(protocol_server(entrance), "article", {"law": "行政强制法", "article": "25"})
    assert result.is_error
    assert "secret" not in words(result)
    assert re.search(r"编号 [0-9a-f]{12}", words(result))


def test_calls_at_the_same_time_are_each_answered(entrance: Entrance) -> None:
    articles = [str(number) for number in range(1, 9)]

    async def work(client: Client) -> dict[str, str]:
        given: dict[str, str] = {}

        async def one(number: str) -> None:
            result = await client.call_tool("article", {"law": "行政处罚法", "article": number})
            given[number] = result.structured_content["article"]

        async with anyio.create_task_group() as together:
            for number in articles:
                together.start_soon(one, number)
        return given

    given = using(protocol_server(entrance), work)
    assert [given[number] for number in articles] == [f"第{number}条" for number in "一二三四五六七八"]


def test_an_idle_library_is_let_go_and_taken_again(entrance: Entrance, own_home: Path) -> None:
    with entrance.door() as door:
        assert door.get("/health").status_code == 200
        entrance.close()  # not while it is in use
        assert entrance.holds_library
    entrance.close()
    assert not entrance.holds_library
    assert owner_of(own_home) is None
    assert not called(protocol_server(entrance), "article", {"law": "行政强制法", "article": "25"}).is_error
    assert entrance.holds_library


def test_the_library_is_let_go_by_itself(own_home: Path, entrance: Entrance) -> None:
    entrance.close()
    hasty = Entrance(Settings(home=own_home), print, idle_s=0.01)
    with hasty.door():
        assert hasty.holds_library
    end = time.monotonic() + SECONDS
    while owner_of(own_home) is not None:
        assert time.monotonic() < end, "the library is still held"
        time.sleep(0.02)
    assert not hasty.holds_library


def test_a_library_in_use_elsewhere_is_told(own_home: Path, entrance: Entrance) -> None:
    with entrance.door():
        second = Entrance(Settings(home=own_home), print)
        with pytest.raises(NotDone, match="正由"), second.door():
            pass
        refused = called(protocol_server(second), "article", {"law": "行政强制法", "article": "25"})
    assert (refused.is_error, "不能同时打开两次" in words(refused)) == (True, True)


def test_over_http_it_opens_the_library_and_answers_this_machine_alone(own_home: Path, entrance: Entrance) -> None:
    entrance.close()
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0"],
        cwd=ROOT, env=environment(own_home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/mcp", process.stderr.readline())
        assert address is not None
        assert FINES_SAID in words(called(address[0], "ask", FINES))
        assert called(address[0], "article", {"law": "不存在的法", "article": "1"}).is_error
        elsewhere = httpx.post(address[0], headers={"host": "evil.example"}, json={}, trust_env=False)
        assert elsewhere.status_code >= 400
    finally:
        process.terminate()
        told, _ = process.communicate(timeout=SECONDS)
    assert (process.returncode, told) == (0, "")


def test_beside_a_service_it_asks_the_service(own_home: Path, entrance: Entrance) -> None:
    entrance.close()
    with Serving(own_home) as serving:
        wire = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=environment(own_home), cwd=ROOT)
        result = called(wire, "ask", FINES)
        assert FINES_SAID in words(result)
        conversation = result.structured_content["conversation_id"]
        known = httpx.get(f"{serving.url}/api/v1/conversations/{conversation}", trust_env=False)
        assert known.json()["all_turns"][0]["answer"]["answer"] == result.structured_content["answer"]
        owner = owner_of(own_home)
        assert owner is not None
        assert owner.url == serving.url


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "REPORT_ASSISTANT_HOME": str(home)}
