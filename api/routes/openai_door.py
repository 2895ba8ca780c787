"""The door for clients of OpenAI's API: the same answers as everywhere, for chats that the client holds."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request
from fastapi.sse import EventSourceResponse, format_sse_event

from api.answering import answering, whole_answer
from api.chat_completions import Completing
from api.openapi import json_body, openai_errors
from api.problems import Fault, Problem, internal, openai_error, problem_of, refused
from api.routes import OPENAI_ROOT
from api.schemas.asking import QUESTION_LIMIT, AskRequest
from api.schemas.openai_door import (
    ChatCompletion,
    ChatMessage,
    ChatMetadata,
    ChatModelOut,
    ChatModelsOut,
    ChatRequest,
)
from api.service import Opened, Service
from api.upload import read_json
from assistant.language_model import guessed_tokens

router = APIRouter(prefix=OPENAI_ROOT, tags=["OpenAI 兼容"])
WITH_MODEL, WITHOUT_MODEL = "report-assistant", "report-assistant-no-model"
SINCE = 1_767_225_600  # 2026-01-01: clients want to know since when there is a model
EARLIER_READ = 20  # questions of the chat that a follow-up is understood by
EVENTS = "text/event-stream"
_CONVERSATION = re.compile(r"[0-9A-Za-z_-]{1,64}")
log = logging.getLogger("report_assistant.openai_door")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a chat comes down to: its last question, those before it, who asks."""

    request: AskRequest
    earlier: tuple[str, ...]
    by: str


async def _chat(request: Request) -> ChatRequest:
    return await read_json(request, ChatRequest)


@router.post(
    "/chat/completions",
    summary="对话（OpenAI 兼容）",
    response_model=ChatCompletion,
    openapi_extra=json_body(ChatRequest),
    responses={200: {"content": {EVENTS: {}}}, **openai_errors()},
)
def chat_completions(
    chat: Annotated[ChatRequest, Depends(_chat)],
    service: Opened,
    request: Request,
    x_openwebui_chat_id: Annotated[str, Header(description="Open WebUI 的对话编号，同 metadata.conversation_id")] = "",
) -> ChatCompletion | EventSourceResponse:
    """最后一条 user 消息是问题，以前的 user 消息供理解追问；答案与 POST /api/v1/ask 相同。

    content 带 [n]，末尾附依据清单；annotations 是各个 [n] 的出处；report_assistant 是状态、数据和对话编号。
    system 消息不能改变答案；max_tokens、temperature、stop、tools 等不起作用：回答不截断，不改动数字和 [n]。
    """
    asked = _asked(chat, x_openwebui_chat_id)
    tokens = sum(guessed_tokens(_words(message)) for message in chat.messages)
    completing = Completing(chat.model, tokens, str(request.base_url).rstrip("/"), asked.request.as_of)
    if chat.stream:
        with_usage = bool(chat.stream_options and chat.stream_options.include_usage)
        return EventSourceResponse(_events(asked, service, completing, with_usage=with_usage))
    return completing.whole(whole_answer(asked.request, service, asked.by, asked.earlier))


@router.get("/models", summary="模型清单（OpenAI 兼容）", responses=openai_errors())
def list_models(service: Opened) -> ChatModelsOut:
    """report-assistant 用所配置的语言模型措辞；report-assistant-no-model 不用，没有配置时不列出。"""
    named = (WITH_MODEL, WITHOUT_MODEL) if service.model else (WITH_MODEL,)
    return ChatModelsOut(data=[ChatModelOut(id=name, created=SINCE) for name in named])


@router.get("/models/{model}", summary="一个模型（OpenAI 兼容）", responses=openai_errors())
def one_model(
    model: Annotated[str, Path(min_length=1, max_length=200, description="名称，见 GET /v1/models")],
) -> ChatModelOut:
    """这个名称可不可用。"""
    return ChatModelOut(id=_known(model), created=SINCE)


def _events(asked: _Asked, service: Service, completing: Completing, *, with_usage: bool) -> Iterator[bytes]:
    """Once the stream has begun its status is 200 whatever happens, so a failure is told in it."""
    try:
        pieces = answering(asked.request, service, asked.by, asked.earlier)
        for chunk in completing.chunks(pieces, with_usage=with_usage):
            yield format_sse_event(data_str=chunk)
        yield format_sse_event(data_str="[DONE]")
    except Exception as error:
        reference = uuid.uuid4().hex[:12]
        log.error("stream broke off", extra={"facts": {"reference": reference, "error": type(error).__name__}})
        problem = problem_of(error) or internal(reference)
        yield format_sse_event(data_str=openai_error(problem).decode())


def _asked(chat: ChatRequest, chat_id: str) -> _Asked:
    said = [message for message in chat.messages if message.role == "user"]
    if not said:
        raise _refused("messages 中没有 role 为 user 的消息，不知道要问什么。")
    earlier = (_words(message).strip()[:QUESTION_LIMIT] for message in said[:-1][-EARLIER_READ:])
    given = chat.metadata or ChatMetadata()
    asked = {
        "question": _question(said[-1]),
        "conversation_id": given.conversation_id or (chat_id if _CONVERSATION.fullmatch(chat_id) else None),
        "as_of": given.as_of,
        "deep": given.deep,
        "use_model": _known(chat.model) == WITH_MODEL,
    }
    request = AskRequest.model_validate(asked)
    return _Asked(request, tuple(filter(None, earlier)), (chat.user or "").strip())


def _known(model: str) -> str:
    if model not in (WITH_MODEL, WITHOUT_MODEL):
        words = f"没有这个模型。可用的是 {WITH_MODEL}（用所配置的语言模型措辞）和 {WITHOUT_MODEL}（不用语言模型）。"
        raise Problem(404, "model-not-found", "没有这个模型", words, errors=[Fault(field="model", message=words)])
    return model


def _question(message: ChatMessage) -> str:
    if isinstance(message.content, list) and any(part.type != "text" for part in message.content):
        raise _refused("只能用文字提问，不能读图片、声音和文件。报告和法规请用 POST /api/v1/documents 添加。")
    question = _words(message).strip()
    if not question:
        raise _refused("最后一条 user 消息是空的，请写下要问的内容。")
    if len(question) > QUESTION_LIMIT:
        raise _refused(f"问题有 {len(question)} 个字符，最多 {QUESTION_LIMIT} 个，请缩短后再问。")
    return question


def _words(message: ChatMessage) -> str:
    if isinstance(message.content, list):
        return "\n".join(part.text or "" for part in message.content if part.type == "text")
    return message.content or ""


def _refused(words: str) -> Problem:
    return refused(words, [Fault(field="messages", message=words)])
