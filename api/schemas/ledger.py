"""Figures of the ledger."""

from __future__ import annotations

import datetime

from pydantic import ConfigDict, Field, field_validator

from api.schemas import Incoming, Outgoing, SpanPair, Year, plain
from knowledge.corrections import CorrectionGiven
from knowledge.document import Correction, FigureFacts, KeptCorrection
from knowledge.library import LedgerRow


class FigureFactsOut(Outgoing):
    """What a person may correct of a figure."""

    indicator: str = Field(description="指标")
    value: str = Field(description="数值")
    unit: str = Field(description="单位")
    year: int | None = Field(description="年度")
    scope: str = Field(description="范围，全局时为空")
    period: str = Field(description="非全年时的期间")
    planned: bool = Field(description="是否为计划、目标")

    @classmethod
    def of(cls, facts: FigureFacts) -> FigureFactsOut:
        """From the library's."""
        return cls(
            indicator=facts.indicator,
            value=facts.value,
            unit=facts.unit,
            year=facts.year,
            scope=facts.scope,
            period=facts.period,
            planned=facts.planned,
        )


class CorrectionOut(Outgoing):
    """Who corrected a figure, when, and how it was read from the document."""

    by: str = Field(description="更正人")
    at: datetime.datetime = Field(description="更正时间（带时区）")
    note: str = Field(description="更正说明")
    rejected: bool = Field(description="是否剔除：剔除的数据不再用于问答、起草和审校")
    was: FigureFactsOut = Field(description="更正前，从文档读出的内容")

    @classmethod
    def of(cls, correction: Correction) -> CorrectionOut:
        """From the library's."""
        return cls(
            by=correction.by,
            at=correction.at,
            note=correction.note,
            rejected=correction.rejected,
            was=FigureFactsOut.of(correction.was),
        )


class KeptCorrectionOut(Outgoing):
    """A correction in the list of all."""

    id: str = Field(description="更正的编号")
    figure_id: str | None = Field(description="数据编号；数据不在台账中时为空")
    orphan: bool = Field(description="文档已重新读取或删除，找不到原来那条数据")
    document_id: str = Field(description="文档编号")
    title: str = Field(description="文档标题")
    now: FigureFactsOut = Field(description="更正后的内容")
    correction: CorrectionOut = Field(description="由谁、何时更正，更正前是什么")

    @classmethod
    def of(cls, kept: KeptCorrection) -> KeptCorrectionOut:
        """From the library's."""
        return cls(
            id=kept.id,
            figure_id=kept.figure_id,
            orphan=kept.orphan,
            document_id=kept.document_id,
            title=kept.title,
            now=FigureFactsOut.of(kept.now),
            correction=CorrectionOut.of(kept.correction),
        )


class CorrectionsOut(Outgoing):
    """All corrections."""

    corrections: list[KeptCorrectionOut] = Field(description="全部人工更正，新的在前")
    total: int = Field(description="条数")


class CorrectionRequest(Incoming):
    """What a person says of a figure; what is left out stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"value": "345.1", "by": "王敏", "note": "与决算报表核对"},
                {"rejected": True, "by": "王敏", "note": "这是条款号，不是数据"},
            ]
        }
    )

    by: str = Field(min_length=1, max_length=50, description="更正人")
    note: str = Field("", max_length=500, description="更正说明：依据什么")
    indicator: str | None = Field(None, max_length=100, description="指标，任何说法", examples=["罚没款"])
    value: str | None = Field(None, max_length=50, description="数值，可带 余、约；增减可带正负号", examples=["345.1"])
    unit: str | None = Field(None, max_length=20, description="计量单位", examples=["万元"])
    year: Year | None = Field(None, description="数据所属年度")
    scope: str | None = Field(None, max_length=100, description="范围；空字符串表示全局", examples=["食品类"])
    period: str | None = Field(None, max_length=50, description="期间；空字符串表示全年", examples=["1-11月"])
    planned: bool | None = Field(None, description="是否为计划、目标")
    rejected: bool | None = Field(None, description="true 剔除这条数据，false 恢复")

    @field_validator("by")
    @classmethod
    def _not_blank(cls, by: str) -> str:
        if not by.strip():
            raise ValueError("请写明由谁更正。")
        return by

    def given(self) -> CorrectionGiven:
        """As the library takes it."""
        return CorrectionGiven(
            indicator=self.indicator,
            value=self.value,
            unit=self.unit,
            year=self.year,
            scope=self.scope,
            period=self.period,
            planned=self.planned,
            rejected=self.rejected,
        )


class FigureOut(Outgoing):
    """A figure and where it stands."""

    id: str = Field(description="数据编号")
    indicator: str = Field(description="指标（规范名称）", examples=["罚没款金额"])
    surface: str = Field(description="指标，原文写法")
    value: str = Field(description="数值，与原文写法完全一致；更正过的为更正后的数", examples=["344.1"])
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
    correction: CorrectionOut | None = Field(description="人工更正；没有更正时为空")

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
            correction=None if row.correction is None else CorrectionOut.of(row.correction),
        )


class FiguresOut(Outgoing):
    """A page of the ledger."""

    figures: list[FigureOut] = Field(description="本页数据")
    total: int = Field(description="符合条件的总条数")
