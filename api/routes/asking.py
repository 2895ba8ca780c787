"""Questions, answered at once or as a stream of events."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel

from api.answering import AnswerPiece, answering, phrases, whole_answer
from api.openapi import json_body, problems
from api.problems import internal, problem_of
from api.routes import ROOT
from api.schemas.asking import AskRequest, AskResponse, NoticeOut, Token
from api.service import Opened, Service
from api.upload import read_json
from assistant.speaking import Notice, Said

router = APIRouter(prefix=f"{ROOT}/ask", tags=["问答"])
EVENTS = "text/event-stream"
log = logging.getLogger("report_assistant.asking")


async def _question(request: Request) -> AskRequest:
    return await read_json(request, AskRequest)


@router.post(
    "",
    summary="提问",
    response_model=AskResponse,
    openapi_extra=json_body(AskRequest),
    responses={200: {"content": {EVENTS: {}}}, **problems(400, 413, 415)},
)
def ask(asked: Annotated[AskRequest, Depends(_question)], service: Opened) -> AskResponse | EventSourceResponse:
    """问数据、法条或报告内容。数据出自台账，法条出自有效文本，其余引原文；查不到就回答 not_found，不给数字。"""
    if asked.stream:
        return EventSourceResponse(_events(asked, service))
    return whole_answer(asked, service)


def _events(asked: AskRequest, service: Service) -> Iterator[bytes]:
    """Once the stream has begun its status is 200 whatever happens, so a failure is an event of its own."""
    try:
        for piece in answering(asked, service):
            yield from _told(piece)
    except Exception as error:
        reference = uuid.uuid4().hex[:12]
        problem = problem_of(error) or internal(reference)
        log.error("stream broke off", extra={"facts": {"reference": reference, "error": type(error).__name__}})
        yield format_sse_event(event="error", data_str=problem.body("/api/v1/ask").decode())


def _told(piece: AnswerPiece) -> Iterator[bytes]:
    match piece:
        case Said():
            yield from (_event("token", Token(text=words)) for words in phrases(piece.text))
        case Notice():
            yield _event("notice", NoticeOut.of(piece))
        case AskResponse():
            yield _event("citations", piece, only={"citations"})
            yield _event("done", piece)


def _event(name: str, data: BaseModel, only: set[str] | None = None) -> bytes:
    return format_sse_event(event=name, data_str=data.model_dump_json(include=only))
