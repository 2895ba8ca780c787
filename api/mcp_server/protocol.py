"""The tools as MCP tells them and calls them; what goes wrong is a result that says so in Chinese."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from anyio import to_thread
from mcp.server import Server, ServerRequestContext
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as DescribedTool
from pydantic import ValidationError

from api.door import NotDone
from api.mcp_server.entrance import Entrance
from api.mcp_server.tools import TOOLS, Tool
from api.problems import internal
from api.service import VERSION
from api.validation_words import fault_of

INSTRUCTIONS = (
    "行政执法工作报告的问答、台账、起草、审校和法条。所有数字和引用都有依据；"
    "工具没有给出的数字和条文，不要写进回答。转述时保留数字原样和 [n] 标记。"
)
log = logging.getLogger("report_assistant.mcp")


def protocol_server(entrance: Entrance) -> Server[Any]:
    """A server whose tools work on what ``entrance`` leads to."""

    async def list_tools(
        _context: ServerRequestContext[Any], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[_described(tool) for tool in TOOLS.values()])

    async def call_tool(_context: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        return await to_thread.run_sync(_called, entrance, params.name, params.arguments or {})

    return Server(
        "report-assistant",
        version=VERSION,
        title="报告助手",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool[Any, Any]) -> DescribedTool:
    return DescribedTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(read_only_hint=not tool.keeps, destructive_hint=False, open_world_hint=False),
    )


def _called(entrance: Entrance, name: str, arguments: dict[str, Any]) -> CallToolResult:
    tool = TOOLS.get(name)
    if tool is None:
        return _failed(f"没有叫 {name[:80]} 的工具。可用的工具：{'、'.join(TOOLS)}。")
    try:
        with entrance.door() as door:
            words, content = tool.use(door, arguments)
    except ValidationError as error:
        return _failed(_faults(error))
    except NotDone as error:
        return _failed(str(error))
    except Exception as error:
        reference = uuid.uuid4().hex[:12]
        log.error("unforeseen", extra={"facts": {"reference": reference, "tool": name, "error": type(error).__name__}})
        return _failed(internal(reference).detail)
    return CallToolResult(content=[TextContent(text=words)], structured_content=content)


def _failed(words: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=words)], is_error=True)


def _faults(error: ValidationError) -> str:
    faults = [fault_of(item) for item in error.errors(include_url=False, include_input=False)]
    listed = "；".join(f"{field or '参数'}：{message}" for field, message in faults[:10])
    return f"参数有 {len(faults)} 处不符合要求。{listed}"
