"""Checking a text or a file, putting chosen suggestions in, and the rules."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response

from api.checked_document import MEDIA_TYPE as DOCX
from api.checked_document import checked_document
from api.openapi import json_body, json_or_form_body, problems
from api.problems import Fault, refused
from api.routes import ROOT
from api.rule_names import names_in, switched_off
from api.schemas.checks import (
    TEXT_LIMIT,
    ApplyRequest,
    ApplyResponse,
    CheckForm,
    CheckRequest,
    CheckResponse,
    RulesOut,
)
from api.service import Opened, now, today
from api.upload import JSON, MULTIPART, Upload, missing_file, read_form, read_json, require
from assistant.checking import apply, check
from assistant.speaking.proposing import with_proposals
from knowledge.readers import read_file

router = APIRouter(prefix=f"{ROOT}/checks", tags=["审校"])
UNNAMED = "文稿"


@dataclass(frozen=True, slots=True)
class _Sent:
    text: str
    upload: Upload | None
    as_of: datetime.date | None
    format: Literal["json", "docx"]
    rules_off: list[str]


async def _text_or_file(request: Request, service: Opened) -> _Sent:
    if require(request, JSON, MULTIPART) == JSON:
        body = await read_json(request, CheckRequest)
        return _Sent(body.text, None, body.as_of, body.format, body.rules_off)
    form, upload = await read_form(request, CheckForm, "file", service.settings.max_upload_bytes)
    if upload is None:
        raise missing_file("file", "待审文件")
    return _Sent("", upload, form.as_of, form.format, names_in(form.rules_off))


async def _chosen(request: Request) -> ApplyRequest:
    return await read_json(request, ApplyRequest)


@router.post(
    "",
    summary="审校文稿",
    response_model=CheckResponse,
    openapi_extra=json_or_form_body(CheckRequest, CheckForm, "file", "待审文件：docx、txt、md、pdf、html"),
    responses={200: {"content": {DOCX: {}}}, **problems(400, 413, 415)},
)
def check_text(sent: Annotated[_Sent, Depends(_text_or_file)], service: Opened) -> CheckResponse | Response:
    """核对引用的法条、前后数据、加总与同比、用词。库里没有的引用列入 not_verified，不判为错。"""
    rules = switched_off(service.rules, sent.rules_off)
    read = read_file(sent.upload.data, sent.upload.name) if sent.upload is not None else None
    text = read.text if read is not None else sent.text
    if len(text) > TEXT_LIMIT:
        words = f"文件有 {len(text)} 个字符，超过上限 {TEXT_LIMIT}，请分成几份审校。"
        raise refused(words, [Fault(field="file", message=words)])
    as_of = sent.as_of or today()
    result = check(text, service.library, as_of=as_of, rules=rules)
    if service.settings.language_model_checks and service.model is not None:
        result = with_proposals(text, result, service.library, service.model, rules, as_of=as_of)
    if sent.format == "json":
        return CheckResponse.of(text, result, rules_off=rules.off, given=sent.upload is None)
    source = sent.upload.data if sent.upload is not None and read is not None and read.format == "docx" else None
    content = checked_document(text, result, source=source, at=now())
    stem = PurePosixPath(sent.upload.name).stem if sent.upload is not None else UNNAMED
    name = quote(f"{stem}（审校）.docx")
    return Response(content, media_type=DOCX, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


@router.post(
    "/apply", summary="采纳建议", openapi_extra=json_body(ApplyRequest), responses=problems(400, 409, 413, 415)
)
def apply_suggestions(sent: Annotated[ApplyRequest, Depends(_chosen)], service: Opened) -> ApplyResponse:
    """把选中问题的 replacement 放进文字，返回新的文字；两处修改重叠时一处也不改，并说明是哪两处。"""
    result = check(sent.text, service.library, as_of=sent.as_of or today(), rules=service.rules)
    return ApplyResponse.of(*apply(sent.text, result.findings, sent.findings))


@router.get("/rules", summary="审校规则", responses=problems())
def list_rules(service: Opened) -> RulesOut:
    """每条规则的编号、种类、依据，会标出和会放过的句子，是否停用；自备规则中不能用的列在 problems。"""
    return RulesOut.of(service.rules)
