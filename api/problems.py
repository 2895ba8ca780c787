"""Every error that leaves is an RFC 9457 problem: Problem ← HTTPException; the rooms' own errors are turned here.

Problem
├── raised by routes and bodies (too_large, not_found, refused …)
UnreadableFile, MetricsRefused, UnknownSection … → :func:`problem_of`
anything else → 500, without its words

Below /v1 the same problems leave in the shape that OpenAI's clients read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from api.routes import OPENAI_ROOT
from api.schemas.openai_door import ChatError, ChatErrorBody
from api.validation_words import fault_of
from assistant.checking import ApplyRefused, Overlapping
from assistant.drafting.gating import DraftNotGrounded
from assistant.drafting.one_section import UnknownSection
from assistant.drafting.templates import TemplateRefused
from assistant.metrics.supplied import MetricsRefused
from knowledge.corrections import CorrectionRefused, FigureUnknown
from knowledge.ownership import LibraryInUse
from knowledge.readers import UnreadableFile

MEDIA_TYPE = "application/problem+json"
_INVALID, _UNPROCESSABLE, _SERVER_FAULT = 400, 422, 500  # what OpenAI's clients expect 400 for is 422 elsewhere


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"field": "question", "message": "必须填写。"}]})

    field: str = Field(description="出错的位置，例如 question 或 metrics.0.unit；说不出位置时为空")
    message: str = Field(description="哪里不对，怎么改")


class ProblemBody(BaseModel):
    """An error as it leaves (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:report-assistant:problem:not-found",
                    "title": "没有找到",
                    "status": 404,
                    "detail": "资料库里没有编号为 0123 的文档。请用 GET /api/v1/documents 查看现有文档。",
                    "instance": "/api/v1/documents/0123",
                    "errors": [],
                }
            ]
        }
    )

    type: str = Field(description="问题的种类，稳定不变，可供程序判断")
    title: str = Field(description="问题的种类，中文短语")
    status: int = Field(description="与 HTTP 状态码相同")
    detail: str = Field(description="什么不对、在哪里、该怎么办")
    instance: str = Field(description="出错的路径")
    errors: list[Fault] = Field(default_factory=list, description="逐项的问题")


class Problem(HTTPException):
    """An error meant for the caller. ``kind`` ends the type's URN, ``detail`` is Chinese."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        *,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status_code=status, detail=detail, headers=headers)
        self.kind = kind
        self.title = title
        self.errors = tuple(errors)

    def body(self, instance: str) -> bytes:
        """The JSON that leaves."""
        content = ProblemBody(
            type=f"urn:report-assistant:problem:{self.kind}",
            title=self.title,
            status=self.status_code,
            detail=self.detail,
            instance=instance,
            errors=list(self.errors),
        )
        return json.dumps(content.model_dump(), ensure_ascii=False).encode("utf-8", "replace")


def not_found(detail: str) -> Problem:
    """What the path names is not there."""
    return Problem(404, "not-found", "没有找到", detail)


def too_large(detail: str) -> Problem:
    """More than the limit was sent."""
    return Problem(413, "too-large", "内容过大", detail)


def wrong_media_type(detail: str) -> Problem:
    """The body, or the file in it, is of a kind that is not taken."""
    return Problem(415, "unsupported-media-type", "不支持的内容类型", detail)


def malformed(detail: str) -> Problem:
    """The body can't even be taken apart."""
    return Problem(400, "malformed", "请求无法解析", detail)


def refused(detail: str, errors: Sequence[Fault] = ()) -> Problem:
    """Understood, but can't be used as it is."""
    return Problem(422, "invalid", "请求内容不能用", detail, errors=errors)


def internal(reference: str) -> Problem:
    """Our own fault: says nothing of what went wrong but a reference to the log."""
    return Problem(
        500,
        "internal",
        "服务内部出错",
        f"处理时出错，没有完成。请稍后再试；若重复出现，请把编号 {reference} 交给管理员，日志里有同一编号的记录。",
    )


def problem_of(error: Exception) -> Problem | None:
    """The problem that stands for an error of the rooms below; None for what nobody foresaw."""
    for kind, turn in _TURNS.items():
        if isinstance(error, kind):
            return turn(error)
    return None


def respond(problem: Problem, instance: str) -> Response:
    """The HTTP response of a problem, in the shape that is read at ``instance``, the path asked for."""
    if instance.startswith(f"{OPENAI_ROOT}/"):
        status = _INVALID if problem.status_code == _UNPROCESSABLE else problem.status_code
        return Response(openai_error(problem), status, headers=problem.headers, media_type="application/json")
    return Response(
        problem.body(instance), status_code=problem.status_code, media_type=MEDIA_TYPE, headers=problem.headers
    )


def openai_error(problem: Problem) -> bytes:
    """A problem as the JSON of an error that OpenAI's clients read."""
    error = ChatError(
        message=problem.detail,
        type="server_error" if problem.status_code >= _SERVER_FAULT else "invalid_request_error",
        param=next((fault.field for fault in problem.errors if fault.field), None),
        code=problem.kind.replace("-", "_"),
    )
    return json.dumps(ChatErrorBody(error=error).model_dump(), ensure_ascii=False).encode("utf-8", "replace")


def install(app: FastAPI) -> None:
    """Turn every foreseen error into its problem; what is left goes up to the guard around the app."""
    for kind in _TURNS:
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if problem is None:
        raise error
    return respond(problem, request.url.path)


def _of_validation(error: RequestValidationError) -> Problem:
    faults = [fault_of(item) for item in error.errors()]
    errors = [Fault(field=field, message=message) for field, message in faults]
    listed = "；".join(f"{fault.field or '请求体'}：{fault.message}" for fault in errors[:10])
    if any(item["type"] == "json_invalid" for item in error.errors()):
        return malformed(f"请求体不是有效的 JSON。{listed}")
    return refused(f"请求有 {len(errors)} 处不符合要求。{listed}", errors)


_WORDS = {
    404: ("not-found", "没有找到", "没有这个地址。接口说明见 /docs。"),
    405: ("method-not-allowed", "不支持的方法", "这个地址不接受该 HTTP 方法，可用的方法见 Allow 响应头。"),
    413: ("too-large", "内容过大", "请求体超过上限，请缩小后再提交。"),
}


def _of_http(error: HTTPException) -> Problem:
    phrase = HTTPStatus(error.status_code).phrase
    general = (phrase.lower().replace(" ", "-"), "请求无法处理", f"请求无法处理（{error.detail}）。接口说明见 /docs。")
    kind, title, detail = _WORDS.get(error.status_code, general)
    return Problem(error.status_code, kind, title, detail, headers=error.headers)


def _of_metrics(error: MetricsRefused) -> Problem:
    faults = [Fault(field="metrics", message=words) for words in error.problems]
    return refused(f"指标表有 {len(faults)} 处问题，请改正后再提交：{error}", faults)


def _of_file(error: UnreadableFile) -> Problem:
    return refused(str(error), [Fault(field="file", message=str(error))])


def _of_correction(error: CorrectionRefused) -> Problem:
    return refused(str(error), [Fault(field=error.field, message=str(error))])


def _of_unknown_figure(error: FigureUnknown) -> Problem:
    return not_found(str(error))


def _of_change(error: ApplyRefused) -> Problem:
    faults = [Fault(field="findings", message=identity) for identity in error.ids]
    if isinstance(error, Overlapping):
        return Problem(409, "conflict", "互相冲突", str(error), errors=faults)
    return refused(str(error), faults)


def _of_section(error: UnknownSection) -> Problem:
    words = str(error.args[0]) if error.args else "没有这个章节。"
    return refused(words, [Fault(field="section", message=words)])


def _of_draft(error: Exception) -> Problem:
    return Problem(422, "not-drafted", "不能起草", str(error))


def _of_owner(error: LibraryInUse) -> Problem:
    return Problem(503, "library-in-use", "资料库正被占用", str(error))


_TURNS: Mapping[type[Exception], Callable[[Any], Problem]] = {
    Problem: lambda problem: problem,  # before the class it is made from
    RequestValidationError: _of_validation,
    HTTPException: _of_http,
    UnreadableFile: _of_file,
    MetricsRefused: _of_metrics,
    UnknownSection: _of_section,
    CorrectionRefused: _of_correction,
    FigureUnknown: _of_unknown_figure,
    ApplyRefused: _of_change,
    DraftNotGrounded: _of_draft,
    TemplateRefused: _of_draft,
    LibraryInUse: _of_owner,
}
