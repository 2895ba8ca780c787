"""Conversations that were kept: listed, shown, renamed, judged, exported, deleted."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.openapi import json_body, problems
from api.problems import Problem, not_found
from api.routes import ROOT
from api.schemas.conversations import (
    ConversationName,
    ConversationOut,
    ConversationsOut,
    VerdictGiven,
    WholeConversationOut,
)
from api.service import Opened
from api.upload import read_json
from assistant.asking.replying.transcript import transcript
from knowledge.conversations import KeptConversation

router = APIRouter(prefix=f"{ROOT}/conversations", tags=["问答"])
Known = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$", description="对话编号")]


async def _name(request: Request) -> ConversationName:
    return await read_json(request, ConversationName)


async def _verdict(request: Request) -> VerdictGiven:
    return await read_json(request, VerdictGiven)


@router.get("", summary="对话清单", responses=problems())
def list_conversations(
    service: Opened,
    q: Annotated[str, Query(max_length=100, description="名称或问题中的字词")] = "",
    limit: Annotated[int, Query(ge=1, le=500, description="本页次数")] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="跳过次数")] = 0,
) -> ConversationsOut:
    """最近用过的在前。"""
    heads, total = service.library.conversations.listed(q.strip(), limit, offset)
    return ConversationsOut(conversations=[ConversationOut.of(head) for head in heads], total=total)


@router.get("/{conversation_id}", summary="一次对话", responses=problems(404))
def one_conversation(conversation_id: Known, service: Opened) -> WholeConversationOut:
    """全部问答，与当时所答一致。"""
    return WholeConversationOut.whole(_kept(service, conversation_id))


@router.get(
    "/{conversation_id}/transcript",
    summary="导出对话",
    response_class=Response,
    responses={200: {"content": {"text/markdown": {}}}, **problems(404)},
)
def export_conversation(conversation_id: Known, service: Opened) -> Response:
    """Markdown 文字稿，每个回答附依据。"""
    kept = _kept(service, conversation_id)
    name = quote(f"{kept.head.title}.md", safe="")
    headers = {"content-disposition": f"attachment; filename=\"conversation.md\"; filename*=UTF-8''{name}"}
    return Response(transcript(kept), media_type="text/markdown; charset=utf-8", headers=headers)


@router.patch(
    "/{conversation_id}",
    summary="给对话改名",
    openapi_extra=json_body(ConversationName),
    responses=problems(400, 404, 413, 415),
)
def rename_conversation(
    conversation_id: Known, given: Annotated[ConversationName, Depends(_name)], service: Opened
) -> ConversationOut:
    """换一个名称。"""
    if not service.library.conversations.rename(conversation_id, given.title.strip()):
        raise _unknown(conversation_id)
    return ConversationOut.of(_kept(service, conversation_id).head)


@router.put(
    "/{conversation_id}/turns/{n}/verdict",
    summary="评价一个回答",
    status_code=204,
    openapi_extra=json_body(VerdictGiven),
    responses=problems(400, 404, 413, 415),
)
def judge_turn(
    conversation_id: Known,
    n: Annotated[int, Path(ge=1, le=1_000_000, description="第几问")],
    given: Annotated[VerdictGiven, Depends(_verdict)],
    service: Opened,
) -> None:
    """记下提问人认为对还是错，以及为什么。"""
    if not service.library.conversations.judge(conversation_id, n, given.verdict, given.reason.strip()):
        raise _unknown(f"{conversation_id} 的第 {n} 问")


@router.delete("/{conversation_id}", summary="删除对话", status_code=204, responses=problems(404))
def delete_conversation(conversation_id: Known, service: Opened) -> None:
    """连同全部问答一起删除，不能恢复。"""
    if not service.library.conversations.delete(conversation_id):
        raise _unknown(conversation_id)


def _kept(service: Opened, conversation_id: str) -> KeptConversation:
    kept = service.library.conversations.whole(conversation_id)
    if kept is None:
        raise _unknown(conversation_id)
    return kept


def _unknown(named: str) -> Problem:
    return not_found(f"没有对话 {named}：可能已经删除。全部对话见 GET {ROOT}/conversations。")
