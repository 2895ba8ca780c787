"""Figures of the ledger."""

from __future__ import annotations

from pydantic import Field

from api.schemas import Outgoing, SpanPair, plain
from knowledge.library import LedgerRow


class FigureOut(Outgoing):
    """A figure and where it stands."""

    id: str = Field(description="数据编号")
    indicator: str = Field(description="指标（规范名称）", examples=["罚没款金额"])
    surface: str = Field(description="指标，原文写法")
    value: str = Field(description="数值，与原文写法完全一致", examples=["344.1"])
    unit: str = Field(description="单位，与原文一致", examples=["万元"])
    amount: str | None = Field(description="换算后的数（十进制字符串）", examples=["3441000"])
    amount_unit: str = Field(description="amount 的单位", examples=["元"])
    kind: str = Field(
        description="数量 count、金额 money、比率 ratio、增减 change、期限 duration、位次 rank、计量 measure"
    )
    year: int | None = Field(description="数据所属年度")
    period: str = Field(description="非全年时的期间，如 1-11月")
    issuer: str = Field(description="单位")
    scope: str = Field(description="范围，全局时为空")
    approximate: bool = Field(description="原文是否注明为约数")
    approximation: str = Field(description="约数用词，如 余、约")
    planned: bool = Field(description="是否为计划、目标")
    direction: str = Field(description="增减方向：up、down、flat 或空")
    base: str = Field(description="与什么相比，如 同比")
    document_id: str = Field(description="文档编号")
    title: str = Field(description="文档标题")
    section: str = Field(description="所在章节")
    text: str = Field(description="所在的句子或表格行，原文")
    span: SpanPair
    page: int | None = Field(description="页码")
    confidence: float = Field(description="对指标判断的把握，0 到 1")

    @classmethod
    def of(cls, row: LedgerRow) -> FigureOut:
        """From the library's row."""
        return cls(
            id=row.id,
            indicator=row.indicator,
            surface=row.surface,
            value=row.value,
            unit=row.unit,
            amount=plain(row.amount),
            amount_unit=row.amount_unit,
            kind=row.kind,
            year=row.year,
            period=row.period,
            issuer=row.issuer,
            scope=row.scope,
            approximate=bool(row.approximation),
            approximation=row.approximation,
            planned=row.planned,
            direction=row.direction,
            base=row.base,
            document_id=row.document_id,
            title=row.title,
            section=row.section,
            text=row.sentence_text,
            span=row.span,
            page=row.page,
            confidence=row.confidence,
        )


class FiguresOut(Outgoing):
    """A page of the ledger."""

    figures: list[FigureOut] = Field(description="本页数据")
    total: int = Field(description="符合条件的总条数")
