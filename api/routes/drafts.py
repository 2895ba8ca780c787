"""Drafting a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.openapi import json_or_form_body, problems
from api.problems import Fault, Problem, refused
from api.routes import ROOT
from api.schemas.drafts import METRICS_LIMIT, DraftForm, DraftRequest, DraftResponse
from api.service import Opened, Service
from api.upload import JSON, MULTIPART, Upload, missing_file, read_form, read_json, require
from assistant.drafting import draft_section
from assistant.metrics import SuppliedMetric, check_metrics, metrics_of_table
from knowledge.readers import read_file

router = APIRouter(prefix=f"{ROOT}/drafts", tags=["起草"])
MARKDOWN = "text/markdown"
TABLE = "table"


@dataclass(frozen=True, slots=True)
class _Sent:
    wanted: DraftForm
    rows: tuple[SuppliedMetric, ...]
    table: Upload | None


async def _metrics_or_table(request: Request, service: Opened) -> _Sent:
    if require(request, JSON, MULTIPART) == JSON:
        body = await read_json(request, DraftRequest)
        rows = tuple(metric.supplied(f"第{n}项") for n, metric in enumerate(body.metrics, start=1))
        return _Sent(body, rows, None)
    form, upload = await read_form(request, DraftForm, TABLE, service.settings.max_upload_bytes)
    if upload is None:
        raise missing_file(TABLE, "指标表")
    return _Sent(form, (), upload)


@router.post(
    "",
    summary="起草一节",
    response_model=DraftResponse,
    openapi_extra=json_or_form_body(DraftRequest, DraftForm, TABLE, "指标表：xlsx、csv、docx 表格或文字表格"),
    responses={200: {"content": {MARKDOWN: {}}}, **problems(400, 413, 415)},
)
def draft(sent: Annotated[_Sent, Depends(_metrics_or_table)], service: Opened) -> DraftResponse | Response:
    """用今年的指标和去年的同名章节（或模板）写出今年的一节；每个数注明来历，缺的写【待补】，绝不沿用旧数。"""
    rows = sent.rows if sent.table is None else metrics_of_table(read_file(sent.table.data, sent.table.name))
    if len(rows) > METRICS_LIMIT:
        words = f"指标表有 {len(rows)} 行，超过上限 {METRICS_LIMIT} 行，请只留本节要用的指标。"
        raise refused(words, [Fault(field=TABLE, message=words)])
    metrics = check_metrics(rows)
    wanted = sent.wanted
    if wanted.base_document_id and service.library.document(wanted.base_document_id) is None:
        words = f"资料库里没有编号为 {wanted.base_document_id} 的文档，底稿请从 GET /api/v1/documents 中选。"
        raise refused(words, [Fault(field="base_document_id", message=words)])
    issuer = _issuer(service, wanted)
    written = draft_section(
        wanted.section,
        metrics,
        year=wanted.year or _next_year(service, issuer),
        issuer=issuer,
        library=service.library,
        base_document_id=wanted.base_document_id,
        templates=service.templates.templates,
    )
    if wanted.format == "markdown":
        return Response(written.text, media_type=f"{MARKDOWN}; charset=utf-8")
    return DraftResponse.of(written)


def _issuer(service: Service, wanted: DraftForm) -> str:
    """The issuer named, that of the base report, our own, or the only one there is."""
    if wanted.issuer:
        return wanted.issuer
    base = service.library.document(wanted.base_document_id) if wanted.base_document_id else None
    if base is not None and base.issuer:
        return base.issuer
    if service.settings.issuer:
        return service.settings.issuer
    issuers = service.library.issuers()
    if len(issuers) == 1:
        return issuers[0]
    raise _not_said("issuer", f"请填写单位 issuer：资料库中有 {len(issuers)} 个单位的报告，无法判断为谁起草。")


def _next_year(service: Service, issuer: str) -> int:
    years = service.library.years(issuer)
    if not years:
        raise _not_said("year", f"请填写年度 year：资料库中没有{issuer}的报告，无法推断起草哪一年。")
    return max(years) + 1


def _not_said(field: str, words: str) -> Problem:
    return refused(words, [Fault(field=field, message=words)])
