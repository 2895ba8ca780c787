"""The ledger: every figure that is held."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.openapi import problems
from api.routes import ROOT
from api.schemas import Incoming, Year
from api.schemas.ledger import FigureOut, FiguresOut
from api.service import Opened
from knowledge.indicators import normalise_indicator
from knowledge.library import LedgerFilter

router = APIRouter(prefix=f"{ROOT}/figures", tags=["台账"])


class FiguresWanted(Incoming):
    """Which figures; several years or issuers by repeating the parameter."""

    indicator: str = Field("", max_length=100, description="指标，任何说法，如 罚没款")
    year: list[Year] = Field(default_factory=list, max_length=50, description="年度，可重复")
    issuer: list[str] = Field(default_factory=list, max_length=50, description="单位，可重复")
    document_id: list[str] = Field(default_factory=list, max_length=50, description="文档编号，可重复")
    planned: bool | None = Field(None, description="true 只要计划目标，false 只要实绩")
    q: str = Field("", max_length=100, description="指标、范围或原句中的字词")
    limit: int = Field(100, ge=1, le=1000, description="本页条数")
    offset: int = Field(0, ge=0, le=10_000_000, description="跳过条数")

    def filter(self) -> LedgerFilter:
        """As the library takes it."""
        return LedgerFilter(
            indicator=normalise_indicator(self.indicator.strip()) if self.indicator.strip() else "",
            years=frozenset(self.year) or None,
            issuers=frozenset(self.issuer) or None,
            document_ids=frozenset(self.document_id) or None,
            planned=self.planned,
            q=self.q.strip(),
        )


@router.get("", summary="查数据", responses=problems())
def list_figures(wanted: Annotated[FiguresWanted, Query()], service: Opened) -> FiguresOut:
    """台账中符合条件的数据，按文档中的顺序，每条注明出处。"""
    rows, total = service.library.figures(wanted.filter(), wanted.limit, wanted.offset)
    return FiguresOut(figures=[FigureOut.of(row) for row in rows], total=total)
