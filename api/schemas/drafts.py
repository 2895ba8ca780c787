"""A section to draft, and the draft."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from api.schemas import Incoming, Outgoing, SpanPair, Year
from api.schemas.evidence import CitationOut
from assistant.drafting import Draft, DraftFigure, Origin
from assistant.metrics import SuppliedMetric

METRICS_LIMIT = 2_000


def _number_as_written(value: object) -> object:
    """Callers may send 701 or "701"; a truth value is neither."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    return value


Written = Annotated[
    str,
    BeforeValidator(_number_as_written, json_schema_input_type=str | int | float),
    Field(max_length=100),
]


class MetricIn(Incoming):
    """One supplied value."""

    indicator: str = Field(min_length=1, max_length=200, description="指标", examples=["立案"])
    value: Written = Field(description="数值，照原样填写", examples=["701"])
    unit: str = Field("", max_length=20, description="单位，必须填写；比率填 %", examples=["件"])
    last_year: Written | None = Field(None, description="上年数值，用于计算同比", examples=["647"])
    note: str = Field("", max_length=1_000, description="备注")

    def supplied(self, place: str) -> SuppliedMetric:
        """As the assistant takes it, unchecked."""
        return SuppliedMetric(self.indicator, self.value, self.unit, self.last_year or "", note=self.note, place=place)


class DraftForm(Incoming):
    """What is drafted; as form fields beside a table file."""

    section: str = Field(min_length=1, max_length=200, description="章节标题", examples=["行政处罚履职情况"])
    year: Year | None = Field(None, description="起草哪个年度；不填则为该单位最新报告的下一年度")
    issuer: str = Field("", max_length=100, description="单位；不填则取设置中的本单位，或资料库中唯一的单位")
    base_document_id: str | None = Field(None, max_length=100, description="以哪份报告为底稿；不填则取最近一年的")
    format: Literal["json", "markdown"] = Field("json", description="json，或 markdown 正文")


class DraftRequest(DraftForm):
    """What is drafted, with its metrics."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "section": "行政处罚履职情况",
                    "year": 2025,
                    "issuer": "青屏区市场监督管理局",
                    "metrics": [
                        {"indicator": "立案", "value": "701", "unit": "件", "last_year": "647"},
                        {"indicator": "罚没款金额", "value": "352.8", "unit": "万元"},
                    ],
                }
            ]
        }
    )

    metrics: list[MetricIn] = Field(max_length=METRICS_LIMIT, description=f"供稿指标，最多 {METRICS_LIMIT} 行")


class DraftFigureOut(Outgoing):
    """A number of the draft and what it rests on."""

    span: SpanPair
    text: str = Field(description="草稿中的文字", examples=["701件"])
    origin: Origin = Field(
        description="metric 供稿，computed 计算，ledger 台账，regulation 法规，unsupported 没有依据，须人工确认"
    )
    metric: str | None = Field(description="来自哪个指标")
    formula: str | None = Field(description="计算式", examples=["(701-647)÷647"])
    citation: CitationOut | None = Field(description="依据的原文")

    @classmethod
    def of(cls, figure: DraftFigure) -> DraftFigureOut:
        """From the assistant's draft figure."""
        return cls(
            span=figure.span,
            text=figure.text,
            origin=figure.origin,
            metric=figure.metric,
            formula=figure.formula,
            citation=CitationOut.of(figure.citation) if figure.citation else None,
        )


class DraftResponse(Outgoing):
    """The draft with every number's origin."""

    text: str = Field(description="草稿正文")
    figures: list[DraftFigureOut] = Field(description="正文中每个数的来历")
    missing: list[str] = Field(description="缺数据、已用【待补】标出的指标")
    unused: list[str] = Field(description="没有用上的供稿指标")
    warnings: list[str] = Field(description="需要人工确认之处")

    @classmethod
    def of(cls, draft: Draft) -> DraftResponse:
        """From the assistant's draft."""
        return cls(
            text=draft.text,
            figures=[DraftFigureOut.of(figure) for figure in draft.figures],
            missing=list(draft.missing),
            unused=list(draft.unused),
            warnings=list(draft.warnings),
        )
