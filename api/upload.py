"""Bodies as they arrive: JSON held against a model, forms with one file, both bounded before they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from api.problems import Fault, Problem, malformed, refused, too_large, wrong_media_type
from api.settings import MEGABYTE

JSON = "application/json"
MULTIPART = "multipart/form-data"
NAME_LIMIT = 150
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as sent; ``name`` is safe to show and to store."""

    name: str
    data: bytes


def media_type(request: Request) -> str:
    """The content type without its parameters, in lower case."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def require(request: Request, *allowed: str) -> str:
    """The request's media type if it is one of those; raises a 415 problem otherwise."""
    kind = media_type(request)
    if kind not in allowed:
        given = f"收到的是 {kind[:80]}" if kind else "请求没有写 Content-Type"
        raise wrong_media_type(f"这个地址接受 {' 或 '.join(allowed)}，{given}。请改用所列类型提交。")
    return kind


async def read_json(request: Request, model: type[Model]) -> Model:
    """The JSON body as ``model``; raises problems 400 (no JSON), 413, 415, 422."""
    require(request, JSON)
    raw = await request.body()
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise _validation(error) from error


async def read_form(
    request: Request, model: type[Model], file_field: str, max_bytes: int
) -> tuple[Model, Upload | None]:
    """A form's fields as ``model``, and its file if one came; raises problems 400, 413, 415, 422."""
    require(request, MULTIPART)
    try:
        async with request.form(max_files=1, max_fields=40) as form:
            fields = _fields(form, file_field)
            upload = await _upload(form, file_field, max_bytes)
    except Problem:
        raise
    except (HTTPException, LookupError, UnicodeDecodeError) as error:
        raise malformed(f"表单无法解析，请按 {MULTIPART} 提交，文件只放一个，字段名为 {file_field}。") from error
    try:
        return model.model_validate(fields), upload
    except ValidationError as error:
        raise _validation(error) from error


def safe_name(name: str) -> str:
    """The last part of a sent file name, without control characters, of bounded length; 未命名 when nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if not unicodedata.category(c).startswith("C"))
    kept = kept.strip().lstrip(".")
    if len(kept) > NAME_LIMIT:
        stem, dot, ending = kept.rpartition(".")
        kept = stem[: NAME_LIMIT - 12] + dot + ending[:11] if dot else kept[:NAME_LIMIT]
    return kept or "未命名"


def missing_file(field: str, what: str) -> Problem:
    """The form came without its file."""
    return refused(f"没有收到{what}。请在表单字段 {field} 中放一个文件。", [Fault(field=field, message="必须填写。")])


def _fields(form: FormData, file_field: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if name != file_field:
                raise refused(f"文件应放在表单字段 {file_field} 中，收到的字段是 {name[:80]}。")
        elif name in fields:
            raise refused(f"表单字段 {name[:80]} 填了不止一次，请只留一个。")
        elif value:  # a browser sends every field; an empty one is not given
            fields[name] = value
    return fields


async def _upload(form: FormData, field: str, max_bytes: int) -> Upload | None:
    file = form.get(field)
    if not isinstance(file, UploadFile):
        return None
    if file.size is not None and file.size > max_bytes:
        raise too_large(f"文件超过上限 {max_bytes / MEGABYTE:g} MB，没有保存。请拆分后再提交。")
    return Upload(safe_name(file.filename or ""), await file.read())


def _validation(error: ValidationError) -> RequestValidationError:
    items: Sequence[object] = error.errors(include_url=False, include_input=False)
    return RequestValidationError(items)
