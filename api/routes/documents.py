"""Documents: taken in, listed, removed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from api.openapi import form_body, json_body, problems
from api.problems import Problem, not_found
from api.routes import ROOT
from api.schemas.documents import Accepted, DocumentForm, DocumentOut, DocumentsOut
from api.service import Opened
from api.upload import Upload, missing_file, read_form, read_json

router = APIRouter(prefix=f"{ROOT}/documents", tags=["资料"])
DocumentId = Annotated[str, Path(min_length=1, max_length=100, description="文档编号")]


async def _file_and_form(request: Request, service: Opened) -> tuple[DocumentForm, Upload]:
    form, upload = await read_form(request, DocumentForm, "file", service.settings.max_upload_bytes)
    if upload is None:
        raise missing_file("file", "文件")
    return form, upload


async def _facts(request: Request) -> DocumentForm:
    return await read_json(request, DocumentForm)


@router.post(
    "",
    status_code=202,
    summary="添加报告或法规",
    openapi_extra=form_body(DocumentForm, "file", "txt、md、docx、pdf、html、xlsx 或 csv 文件"),
    responses=problems(400, 413, 415),
)
def add_document(sent: Annotated[tuple[DocumentForm, Upload], Depends(_file_and_form)], service: Opened) -> Accepted:
    """收下文件并排队入库，立即返回；进度见 GET /documents/{id}。读不出内容的文件当场拒绝，不留存。"""
    form, upload = sent
    document = service.library.accept(upload.data, upload.name, form.facts())
    service.worker.wake()
    return Accepted(id=document.id, status=document.status)


@router.get("", summary="资料清单", responses=problems())
def list_documents(service: Opened) -> DocumentsOut:
    """全部文档，新的在前。"""
    documents = [DocumentOut.of(document) for document in service.library.documents()]
    return DocumentsOut(documents=documents, total=len(documents))


@router.get("/{document_id}", summary="一份文档", responses=problems(404))
def one_document(document_id: DocumentId, service: Opened) -> DocumentOut:
    """一份文档的情况和入库进度。"""
    document = service.library.document(document_id)
    if document is None:
        raise _no_such(document_id)
    return DocumentOut.of(document)


@router.patch(
    "/{document_id}",
    status_code=202,
    summary="更正文档信息",
    openapi_extra=json_body(DocumentForm),
    responses=problems(400, 404, 413, 415),
)
def describe_document(
    document_id: DocumentId, form: Annotated[DocumentForm, Depends(_facts)], service: Opened
) -> Accepted:
    """更正标题、单位、年度、种类或施行日期；没有写的保持不变。文档随即按新的信息重新入库。"""
    document = service.library.describe(document_id, form.facts())
    if document is None:
        raise _no_such(document_id)
    service.worker.wake()
    return Accepted(id=document.id, status=document.status)


@router.delete("/{document_id}", status_code=204, summary="删除文档", responses=problems(404))
def delete_document(document_id: DocumentId, service: Opened) -> Response:
    """连同它的段落、数据、条文和原件一并删除。"""
    if not service.library.delete(document_id):
        raise _no_such(document_id)
    return Response(status_code=204)


def _no_such(document_id: str) -> Problem:
    return not_found(f"资料库里没有编号为 {document_id} 的文档。现有文档见 GET /api/v1/documents。")
