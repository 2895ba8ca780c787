"""Checking a text or a file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.openapi import json_or_form_body, problems
from api.problems import Fault, refused
from api.routes import ROOT
from api.schemas.checks import TEXT_LIMIT, CheckForm, CheckRequest, CheckResponse
from api.service import Opened, today
from api.upload import JSON, MULTIPART, Upload, missing_file, read_form, read_json, require
from assistant.checking import check
from knowledge.readers import read_file

router = APIRouter(prefix=f"{ROOT}/checks", tags=["审校"])


@dataclass(frozen=True, slots=True)
class _Sent:
    text: str
    upload: Upload | None
    as_of: datetime.date | None


async def _text_or_file(request: Request, service: Opened) -> _Sent:
    if require(request, JSON, MULTIPART) == JSON:
        body = await read_json(request, CheckRequest)
        return _Sent(body.text, None, body.as_of)
    form, upload = await read_form(request, CheckForm, "file", service.settings.max_upload_bytes)
    if upload is None:
        raise missing_file("file", "待审文件")
    return _Sent("", upload, form.as_of)


@router.post(
    "",
    summary="审校文稿",
    openapi_extra=json_or_form_body(CheckRequest, CheckForm, "file", "待审文件：docx、txt、md、pdf、html"),
    responses=problems(400, 413, 415),
)
def check_text(sent: Annotated[_Sent, Depends(_text_or_file)], service: Opened) -> CheckResponse:
    """核对引用的法条、前后数据、加总与同比、用词。库里没有的引用列入 not_verified，不判为错。"""
    text = sent.text if sent.upload is None else read_file(sent.upload.data, sent.upload.name).text
    if len(text) > TEXT_LIMIT:
        words = f"文件有 {len(text)} 个字符，超过上限 {TEXT_LIMIT}，请分成几份审校。"
        raise refused(words, [Fault(field="file", message=words)])
    result = check(text, service.library, as_of=sent.as_of or today())
    return CheckResponse.of(result, None if sent.upload is None else text)
