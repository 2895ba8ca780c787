"""Questions, answered at once or as a stream of events."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel

from api.narrowing import NothingLeft, narrow
from api.openapi import json_body, problems
from api.problems import internal, problem_of
from api.routes import ROOT
from api.schemas.asking import AskRequest, AskResponse, NoticeOut, Token
from api.service import Opened, Service, today
from api.upload import read_json
from assistant.asking.questions import fill_from, parse_question
from assistant.speaking import Done, Notice, Piece, Said, speak

router = APIRouter(prefix=f"{ROOT}/ask", tags=["问答"])
EVENTS = "text/event-stream"
_PIECES = re.compile(r"[^，。；！？\n]*[，。；！？\n]|[^，。；！？\n]+")
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
    return _answer(asked, service)


def _answer(asked: AskRequest, service: Service) -> AskResponse:
    conversation = asked.conversation_id or service.conversations.new_id()
    for piece in _pieces(asked, service, conversation):
        if isinstance(piece, Done):
            return AskResponse.of(piece, conversation)
    raise RuntimeError("an answer always ends with Done")


def _pieces(asked: AskRequest, service: Service, conversation: str) -> Iterator[Piece]:
    """What :func:`speak` gives; the question is kept for the follow-up once it is answered."""
    previous = service.conversations.previous(conversation)
    issuers = service.library.issuers()
    parsed = parse_question(asked.question, asked.as_of or today(), issuers, service.settings.issuer)
    question = fill_from(parsed, previous)
    model = service.model if asked.use_model else None
    try:
        within = narrow(question, asked.filters, issuers) if asked.filters else question
        pieces = speak(within, service.library, model)
    except NothingLeft as nothing:
        pieces = speak(question, service.library, model, answered=nothing.answer)
    for piece in pieces:
        if isinstance(piece, Done):
            service.conversations.keep(conversation, question if asked.filters else piece.question)
        yield piece


def _events(asked: AskRequest, service: Service) -> Iterator[bytes]:
    """Once the stream has begun its status is 200 whatever happens, so a failure is an event of its own."""
    conversation = asked.conversation_id or service.conversations.new_id()
    try:
        for piece in _pieces(asked, service, conversation):
            yield from _told(piece, conversation)
    except Exception as error:
        reference = uuid.uuid4().hex[:12]
        problem = problem_of(error) or internal(reference)
        log.error("stream broke off", extra={"facts": {"reference": reference, "error": type(error).__name__}})
        yield format_sse_event(event="error", data_str=problem.body("/api/v1/ask").decode())


def _told(piece: Piece, conversation: str) -> Iterator[bytes]:
    match piece:
        case Said():
            yield from (_event("token", Token(text=words)) for words in _PIECES.findall(piece.text))
        case Notice():
            yield _event("notice", NoticeOut.of(piece))
        case Done():
            whole = AskResponse.of(piece, conversation)
            yield _event("citations", whole, only={"citations"})
            yield _event("done", whole)


def _event(name: str, data: BaseModel, only: set[str] | None = None) -> bytes:
    return format_sse_event(event=name, data_str=data.model_dump_json(include=only))
