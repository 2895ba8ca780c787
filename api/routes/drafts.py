"""Drafting a section or a whole report, the workbook to fill in for it, and verifying any text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Generic, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response

from api.metrics_workbook import MEDIA_TYPE as workbook_type
from api.metrics_workbook import metrics_workbook
from api.official_document import MEDIA_TYPE as official_document_type
from api.official_document import OfficialText, official_document
from api.openapi import json_body, json_or_form_body, problems
from api.problems import Fault, Problem, not_found, refused
from api.rewording import in_other_words
from api.routes import ROOT
from api.schemas.drafts import (
    METRICS_LIMIT,
    DraftForm,
    DraftRequest,
    DraftResponse,
    MetricIn,
    ReportDraftResponse,
    ReportForm,
    ReportRequest,
    VerifyRequest,
    VerifyResponse,
    ground_of,
)
from api.service import Opened, Service
from api.upload import JSON, MULTIPART, Upload, missing_file, read_form, read_json, require
from assistant.drafting.drafts import Draft
from assistant.drafting.metrics_wanted import wanted_metrics
from assistant.drafting.one_section import draft_section
from assistant.drafting.whole_report import draft_report
from assistant.metrics.supplied import Metric, SuppliedMetric, SuppliedTable, check_metrics, supplied_table
from assistant.verifying import verify_text
from knowledge.readers import read_file

router = APIRouter(prefix=f"{ROOT}/drafts", tags=["起草"])
MARKDOWN = "text/markdown"
DOCX, XLSX = official_document_type, workbook_type
TABLE = "table"
TABLE_WORDS = "指标表：xlsx、csv、docx 表格或文字表格"
Form = TypeVar("Form", bound=ReportForm)


@dataclass(frozen=True, slots=True)
class _Sent(Generic[Form]):
    wanted: Form
    rows: tuple[SuppliedMetric, ...]
    table: Upload | None

    def metrics(self) -> tuple[list[Metric], tuple[str, ...]]:
        """Read and checked, and what of the table was not taken; raises problem 422 when they are too many."""
        held = _with_rows_of(self.table, self.rows)
        if len(held.rows) > METRICS_LIMIT:
            words = f"指标表有 {len(held.rows)} 行，超过上限 {METRICS_LIMIT} 行，请只留要用的指标。"
            raise refused(words, [Fault(field=TABLE, message=words)])
        return check_metrics(held.rows), held.notes


async def _section_asked(request: Request, service: Opened) -> _Sent[DraftForm]:
    if require(request, JSON, MULTIPART) == JSON:
        body = await read_json(request, DraftRequest)
        return _Sent(body, _supplied(body.metrics), _pasted(body.table))
    form, upload = await read_form(request, DraftForm, TABLE, service.settings.max_upload_bytes)
    return _with_table(form, upload)


async def _report_asked(request: Request, service: Opened) -> _Sent[ReportForm]:
    if require(request, JSON, MULTIPART) == JSON:
        body = await read_json(request, ReportRequest)
        return _Sent(body, _supplied(body.metrics), _pasted(body.table))
    form, upload = await read_form(request, ReportForm, TABLE, service.settings.max_upload_bytes)
    return _with_table(form, upload)


async def _text_asked(request: Request) -> VerifyRequest:
    return await read_json(request, VerifyRequest)


def _supplied(metrics: Sequence[MetricIn]) -> tuple[SuppliedMetric, ...]:
    return tuple(metric.supplied(f"第{n}项") for n, metric in enumerate(metrics, start=1))


def _with_rows_of(table: Upload | None, rows: tuple[SuppliedMetric, ...]) -> SuppliedTable:
    """The rows given one by one, and those of the table; raises UnreadableFile or MetricsRefused."""
    if table is None:
        return SuppliedTable(rows)
    held = supplied_table(read_file(table.data, table.name))
    return replace(held, rows=(*rows, *held.rows))


def _pasted(table: str) -> Upload | None:
    """A table pasted as text, as the file it would be; None for none."""
    return Upload("粘贴的指标表.txt", table.encode()) if table.strip() else None


def _with_table(form: Form, upload: Upload | None) -> _Sent[Form]:
    if upload is None:
        raise missing_file(TABLE, "指标表")
    return _Sent(form, (), upload)


@router.post(
    "",
    summary="起草一节",
    response_model=DraftResponse,
    openapi_extra=json_or_form_body(DraftRequest, DraftForm, TABLE, TABLE_WORDS),
    responses={200: {"content": {MARKDOWN: {}, DOCX: {}}}, **problems(400, 413, 415)},
)
def draft(sent: Annotated[_Sent[DraftForm], Depends(_section_asked)], service: Opened) -> DraftResponse | Response:
    """用今年的指标和去年的同名章节（或模板）写出今年的一节；每个数注明来历，缺的写【待补】，绝不沿用旧数。

    上年没有写到、又属于这一节的指标另写成句；属于别的章节的列在 unused。
    """
    (metrics, notes), wanted = sent.metrics(), sent.wanted
    _refuse_unknown_base(service, wanted.base_document_id)
    issuer = _issuer(service, wanted.issuer, wanted.base_document_id)
    year = wanted.year or _next_year(service, issuer)
    written = draft_section(
        wanted.section,
        metrics,
        year=year,
        issuer=issuer,
        library=service.library,
        base_document_id=wanted.base_document_id,
        templates=service.templates.templates,
        choices=wanted.choices(),
    )
    written = in_other_words(written, wanted, metrics, service, year=year, issuer=issuer)
    written = replace(written, warnings=(*notes, *written.warnings))
    return _as_file(written, wanted) or DraftResponse.of(written)


@router.post(
    "/report",
    summary="起草全文",
    response_model=ReportDraftResponse,
    openapi_extra=json_or_form_body(ReportRequest, ReportForm, TABLE, TABLE_WORDS),
    responses={200: {"content": {MARKDOWN: {}, DOCX: {}}}, **problems(400, 413, 415)},
)
def draft_whole(
    sent: Annotated[_Sent[ReportForm], Depends(_report_asked)], service: Opened
) -> ReportDraftResponse | Response:
    """用一份指标表和去年的报告（没有则用全部模板）写出今年的整篇报告；缺的数据汇总在 missing。

    上年没有写到的指标另写成句，放进所属的章节，见 changes 中的 new 和 warnings。
    """
    (metrics, notes), wanted = sent.metrics(), sent.wanted
    _refuse_unknown_base(service, wanted.base_document_id)
    issuer = _issuer(service, wanted.issuer, wanted.base_document_id)
    year = wanted.year or _next_year(service, issuer)
    report = draft_report(
        metrics,
        year=year,
        issuer=issuer,
        library=service.library,
        base_document_id=wanted.base_document_id,
        templates=service.templates.templates,
        choices=wanted.choices(),
    )
    whole = in_other_words(report.whole, wanted, metrics, service, year=year, issuer=issuer)
    report = replace(report, whole=replace(whole, warnings=(*notes, *whole.warnings)))
    return _as_file(report.whole, wanted, title=report.title) or ReportDraftResponse.of_report(report)


@router.post(
    "/verify", summary="核验文字中的数", openapi_extra=json_body(VerifyRequest), responses=problems(400, 413, 415)
)
def verify(wanted: Annotated[VerifyRequest, Depends(_text_asked)], service: Opened) -> VerifyResponse:
    """核验任何文字：每个数、升降用语和法条引用出自哪条供稿、台账或法规，没有依据的说明为什么。"""
    held = _with_rows_of(_pasted(wanted.table), _supplied(wanted.metrics))
    metrics = check_metrics(held.rows) if held.rows else []
    issuer = _issuer(service, wanted.issuer, None)
    return VerifyResponse.of(
        verify_text(wanted.text, metrics, year=wanted.year, issuer=issuer, library=service.library)
    )


@router.get(
    "/metrics-template",
    summary="指标填报表",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}, "description": "xlsx 文件"}, **problems(404)},
)
def metrics_template(
    base_document_id: Annotated[str, Query(min_length=1, max_length=100, description="以哪份报告为底稿")],
    service: Opened,
) -> Response:
    """可填报的表格：底稿报告里的各项指标、单位和上年数值已填好，填上本年一列即可用于起草。"""
    document = service.library.document(base_document_id)
    if document is None or document.kind != "report":
        raise not_found(f"资料库里没有编号为 {base_document_id} 的报告，编号请从 GET /api/v1/documents 中选。")
    content = metrics_workbook(wanted_metrics(document, service.library), (document.year or 0) + 1)
    return _file(content, XLSX, f"{(document.year or 0) + 1}年供稿指标.xlsx")


def _as_file(written: Draft, wanted: ReportForm, title: str = "") -> Response | None:
    """The draft as the file asked for; None when JSON is."""
    if wanted.format == "markdown":
        words = f"# {title}\n\n{written.text}" if title else written.text
        return Response(words, media_type=f"{MARKDOWN}; charset=utf-8")
    if wanted.format == "docx":
        grounds = [ground_of(figure) for figure in written.figures]
        text = OfficialText(title or written.title, written.text, grounds, written.missing, written.warnings)
        content = official_document(text, wanted.evidence, wanted.page_numbers)
        return _file(content, DOCX, f"{title or written.title or '草稿'}.docx")
    return None


def _file(content: bytes, media_type: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def _refuse_unknown_base(service: Service, base_document_id: str | None) -> None:
    if base_document_id and service.library.document(base_document_id) is None:
        words = f"资料库里没有编号为 {base_document_id} 的文档，底稿请从 GET /api/v1/documents 中选。"
        raise refused(words, [Fault(field="base_document_id", message=words)])


def _issuer(service: Service, named: str, base_document_id: str | None) -> str:
    """The issuer named, that of the base report, our own, or the only one there is."""
    if named:
        return named
    base = service.library.document(base_document_id) if base_document_id else None
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
