"""The OpenAPI page: bodies that come as JSON or as a form, and the problems every route may answer with."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.problems import MEDIA_TYPE, ProblemBody
from api.schemas.asking import AskRequest
from api.schemas.checks import ApplyRequest, CheckForm, CheckRequest
from api.schemas.conversations import ConversationName, VerdictGiven
from api.schemas.documents import DocumentForm
from api.schemas.drafts import DraftForm, DraftRequest, ReportForm, ReportRequest, VerifyRequest
from api.schemas.ledger import CorrectionRequest
from api.schemas.openai_door import ChatErrorBody, ChatRequest
from api.upload import JSON, MULTIPART

BODIES: tuple[type[BaseModel], ...] = (
    ApplyRequest,
    AskRequest,
    ChatRequest,
    CheckForm,
    CheckRequest,
    ConversationName,
    CorrectionRequest,
    DocumentForm,
    DraftForm,
    DraftRequest,
    ReportForm,
    ReportRequest,
    VerdictGiven,
    VerifyRequest,
)
COMPONENTS = "#/components/schemas/"
TITLES = {
    400: "请求无法解析",
    404: "没有找到",
    409: "互相冲突",
    413: "内容过大",
    415: "不支持的内容类型",
    422: "请求内容不能用",
    500: "服务内部出错",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route: these problems, and the ones that are always possible."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{COMPONENTS}{ProblemBody.__name__}"}}}
    return {status: {"description": TITLES[status], "content": content} for status in sorted({*statuses, 422, 500})}


def openai_errors() -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route for OpenAI's clients: every error in their shape."""
    told = {"4XX": "请求无法处理", "500": TITLES[500]}
    return {status: {"description": words, "model": ChatErrorBody} for status, words in told.items()}


def json_body(model: type[BaseModel]) -> dict[str, Any]:
    """``openapi_extra`` of a route that takes JSON."""
    return {"requestBody": {"required": True, "content": {JSON: _reference(model)}}}


def form_body(model: type[BaseModel], file_field: str, what: str) -> dict[str, Any]:
    """``openapi_extra`` of a route that takes a form with a file."""
    return {"requestBody": {"required": True, "content": {MULTIPART: _form(model, file_field, what)}}}


def json_or_form_body(
    json_model: type[BaseModel], form_model: type[BaseModel], file_field: str, what: str
) -> dict[str, Any]:
    """``openapi_extra`` of a route that takes either."""
    content = {JSON: _reference(json_model), MULTIPART: _form(form_model, file_field, what)}
    return {"requestBody": {"required": True, "content": content}}


def install(app: FastAPI) -> None:
    """Let ``app`` describe itself with the bodies that FastAPI does not see."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]


def _describe(app: FastAPI) -> dict[str, Any]:
    page = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    _, definitions = models_json_schema(
        [*((model, "validation") for model in BODIES), (ProblemBody, "serialization")],
        ref_template=COMPONENTS + "{model}",
    )
    page.setdefault("components", {}).setdefault("schemas", {}).update(definitions["$defs"])
    return page


def _reference(model: type[BaseModel]) -> dict[str, Any]:
    return {"schema": {"$ref": COMPONENTS + model.__name__}}


def _form(model: type[BaseModel], file_field: str, what: str) -> dict[str, Any]:
    """The form's fields written out: a file beside a reference can't be said in OpenAPI."""
    schema = model.model_json_schema(ref_template=COMPONENTS + "{model}")
    file = {"type": "string", "format": "binary", "description": what}
    properties = {file_field: file, **schema.get("properties", {})}
    required = [file_field, *schema.get("required", [])]
    return {"schema": {"type": "object", "properties": properties, "required": required, "additionalProperties": False}}
