"""The ledger: every figure that is held, as a list or a workbook, and what people corrected in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field

from api.openapi import json_body, problems
from api.routes import ROOT
from api.schemas import Incoming, Year
from api.schemas.ledger import CorrectionRequest, CorrectionsOut, FigureOut, FiguresOut, KeptCorrectionOut
from api.service import Opened, now
from api.upload import read_json
from api.workbooks import XLSX, workbook_of
from knowledge.indicators import normalise_indicator
from knowledge.library import LedgerFilter

router = APIRouter(prefix=f"{ROOT}/figures", tags=["台账"])
FigureId = Annotated[str, Path(min_length=1, max_length=100, description="数据编号，见 GET /figures")]
CorrectionId = Annotated[str, Path(min_length=1, max_length=20, description="更正的编号，见 GET /figures/corrections")]
EVERYTHING = 1_000_000  # more figures than a workbook has rows


class FiguresNarrowed(Incoming):
    """Which figures; several years or issuers by repeating the parameter."""

    indicator: str = Field("", max_length=100, description="指标，任何说法，如 罚没款")
    year: list[Year] = Field(default_factory=list, max_length=50, description="年度，可重复")
    issuer: list[str] = Field(default_factory=list, max_length=50, description="单位，可重复")
    document_id: list[str] = Field(default_factory=list, max_length=50, description="文档编号，可重复")
    planned: bool | None = Field(None, description="true 只要计划目标，false 只要实绩")
    q: str = Field("", max_length=100, description="指标、范围或原句中的字词")
    corrected: bool | None = Field(None, description="true 只要人工更正过的，false 只要未更正的")
    rejected: bool = Field(False, description="true 只看人工剔除的；默认不列剔除的")

    def filter(self) -> LedgerFilter:
        """As the library takes it."""
        return LedgerFilter(
            indicator=normalise_indicator(self.indicator.strip()) if self.indicator.strip() else "",
            years=frozenset(self.year) or None,
            issuers=frozenset(self.issuer) or None,
            document_ids=frozenset(self.document_id) or None,
            planned=self.planned,
            q=self.q.strip(),
            corrected=self.corrected,
            rejected=self.rejected,
        )


class FiguresWanted(FiguresNarrowed):
    """One page of them."""

    limit: int = Field(100, ge=1, le=1000, description="本页条数")
    offset: int = Field(0, ge=0, le=10_000_000, description="跳过条数")


async def _correction(request: Request) -> CorrectionRequest:
    return await read_json(request, CorrectionRequest)


@router.get("", summary="查数据", responses=problems())
def list_figures(wanted: Annotated[FiguresWanted, Query()], service: Opened) -> FiguresOut:
    """台账中符合条件的数据，按文档中的顺序，每条注明出处。"""
    rows, total = service.library.figures(wanted.filter(), wanted.limit, wanted.offset)
    return FiguresOut(figures=[FigureOut.of(row) for row in rows], total=total)


@router.get(
    ".xlsx",
    summary="导出数据",
    response_class=Response,
    responses={200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}, **problems()},
)
def export_figures(wanted: Annotated[FiguresNarrowed, Query()], service: Opened) -> Response:
    """符合条件的全部数据，一个 xlsx 工作簿：数值照原文写法，换算数可直接计算，每条注明出处，更正过的标色。"""
    rows, _ = service.library.figures(wanted.filter(), EVERYTHING)
    disposition = 'attachment; filename="figures.xlsx"'
    return Response(workbook_of(rows), media_type=XLSX, headers={"content-disposition": disposition})


@router.get("/corrections", summary="人工更正清单", responses=problems())
def list_corrections(service: Opened) -> CorrectionsOut:
    """全部人工更正，新的在前；文档重新入库后找不到原数据的列为 orphan，不会悄悄丢掉，再次读到时自动恢复。"""
    kept = [KeptCorrectionOut.of(one) for one in service.library.corrections.all()]
    return CorrectionsOut(corrections=kept, total=len(kept))


@router.delete("/corrections/{correction_id}", status_code=204, summary="删除一条更正", responses=problems(404))
def drop_correction(correction_id: CorrectionId, service: Opened) -> Response:
    """按更正的编号撤销，用于找不到原数据的更正。"""
    service.library.corrections.drop(correction_id)
    return Response(status_code=204)


@router.patch(
    "/{figure_id}",
    summary="更正一条数据",
    openapi_extra=json_body(CorrectionRequest),
    responses=problems(400, 404, 413, 415),
)
def correct_figure(
    figure_id: FigureId, said: Annotated[CorrectionRequest, Depends(_correction)], service: Opened
) -> FigureOut:
    """改正或剔除台账里的一条数据，记下由谁、何时；问答、起草、审校和导出随即采用，文档重新入库后仍然有效。

    没有写的字段不变；再次更正时在前一次的基础上修改。
    """
    row = service.library.corrections.correct(figure_id, said.given(), by=said.by, at=now(), note=said.note)
    return FigureOut.of(row)


@router.delete("/{figure_id}/correction", summary="撤销更正", responses=problems(404))
def undo_correction(figure_id: FigureId, service: Opened) -> FigureOut:
    """恢复为从文档读出的内容。"""
    return FigureOut.of(service.library.corrections.undo(figure_id))
