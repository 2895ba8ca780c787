"""Agent mode: LangChain's agent calls tools of ours, within a bounded number of steps."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.language_model.chat_model import ChatModel
from assistant.language_model.failures import ModelFailed

log = logging.getLogger("report_assistant.language_model")


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that a model may call; its docstring and typed arguments tell the model what it is for."""

    name: str
    call: Callable[..., str]


def agent_steps(model: ChatModel, system: str, question: str, tools: Sequence[Tool], *, most: int) -> Iterator[str]:
    """Let ``model`` call ``tools`` for ``question``: the name of each tool once it was called, in order.

    Ends after ``most`` calls of the model. What the model says at the end is not given: answers are worded elsewhere.
    Raises ModelFailed.
    """
    if model.health().status == "resting":
        raise ModelFailed(f"语言模型“{model.name}”连续出错，暂停使用")
    from langchain.agents import create_agent
    from langchain.agents.middleware import ModelCallLimitMiddleware
    from langchain_core.tools import StructuredTool

    made = [StructuredTool.from_function(tool.call, name=tool.name, handle_tool_error=True) for tool in tools]
    limit = ModelCallLimitMiddleware(run_limit=most, exit_behavior="end")
    try:
        agent: Any = create_agent(model.langchain, made, system_prompt=system, middleware=[limit])
        asked = {"messages": [{"role": "user", "content": question}]}
        for update in agent.stream(asked, {"recursion_limit": 4 * most + 4}, stream_mode="updates"):
            for message in (update.get("tools") or {}).get("messages", []):
                yield str(message.name)
    except ModelFailed:
        raise
    except Exception as error:  # whatever the model or the agent's machinery trips over must not become ours
        log.warning("agent failed", extra={"facts": {"model": model.name, "error": type(error).__name__}})
        raise ModelFailed(f"语言模型“{model.name}”没有走完查找的步骤（{type(error).__name__}）") from error
