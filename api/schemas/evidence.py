"""Citations and figures of an answer, as they leave."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from api.schemas import Outgoing, SpanPair
from assistant.evidence import AnswerFigure, Citation, SeriesPoint


class CitationOut(Outgoing):
    """Where something stands, quoted unaltered."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "n": 1,
                    "document_id": "5f1c2a",
                    "title": "青屏区市场监督管理局2024年度行政执法工作报告",
                    "issuer": "青屏区市场监督管理局",
                    "year": 2024,
                    "section": "二（一）行政处罚情况",
                    "article": "",
                    "text": "全年罚没款金额214.6万元。",
                    "span": [812, 826],
                    "page": None,
                    "in_force": None,
                    "correction": "",
                }
            ]
        }
    )

    n: int = Field(description="与正文中的 [n] 对应")
    document_id: str = Field(description="文档编号；国家法律没有文档编号，为空")
    title: str = Field(description="文档或法律的名称")
    issuer: str = Field(description="单位或制定机关")
    year: int | None = Field(description="报告年度")
    section: str = Field(description="报告的章节，如 一（三）2 行政处罚履职情况；法律为空")
    article: str = Field(description="法律的条，如 第二十五条；报告为空")
    text: str = Field(description="原文，一字不改")
    span: SpanPair
    page: int | None = Field(description="页码，原件分页时才有")
    in_force: bool | None = Field(description="该法律文本在所问日期是否有效；报告为空")
    correction: str = Field(description="其中哪个数据经人工更正，由谁、何时；没有更正时为空")

    @classmethod
    def of(cls, citation: Citation) -> CitationOut:
        """From the assistant's citation."""
        return cls(
            n=citation.n,
            document_id=citation.document_id,
            title=citation.title,
            issuer=citation.issuer,
            year=citation.year,
            section=citation.section,
            article=citation.article,
            text=citation.text,
            span=citation.span,
            page=citation.page,
            in_force=citation.in_force,
            correction=citation.correction,
        )


class AnswerFigureOut(Outgoing):
    """A figure given as the answer or a part of it."""

    indicator: str = Field(description="指标", examples=["罚没款金额"])
    value: str = Field(description="数值，与原文写法完全一致；计算所得的为结果", examples=["344.1"])
    unit: str = Field(description="单位，与原文一致", examples=["万元"])
    amount: str | None = Field(description="换算后的数（十进制字符串），无法换算时为空", examples=["3441000"])
    amount_unit: str = Field(description="amount 的单位", examples=["元"])
    year: int | None = Field(description="数据所属年度", examples=[2025])
    issuer: str = Field(description="单位")
    approximate: bool = Field(description="原文是否注明为约数")
    formula: str | None = Field(description="计算式，直接引用时为空", examples=["31988÷34973"])
    citation: int | None = Field(description="依据的编号，对应 citations 中的 n")
    scope: str = Field(description="范围，全局时为空", examples=["食品类"])
    period: str = Field(description="非全年时的期间", examples=["1-11月"])
    corrected: bool = Field(description="是否经人工更正，说明见所引的 citations")

    @classmethod
    def of(cls, figure: AnswerFigure) -> AnswerFigureOut:
        """From the assistant's figure."""
        return cls(
            indicator=figure.indicator,
            value=figure.value,
            unit=figure.unit,
            amount=figure.amount,
            amount_unit=figure.amount_unit,
            year=figure.year,
            issuer=figure.issuer,
            approximate=figure.approximate,
            formula=figure.formula,
            citation=figure.citation,
            scope=figure.scope,
            period=figure.period,
            corrected=figure.corrected,
        )


class SeriesRow(Outgoing):
    """One point of a series or a ranking, fit for a chart."""

    year: int | None = Field(description="年度")
    issuer: str = Field(description="单位")
    value: str = Field(description="数值，与原文写法一致")
    unit: str = Field(description="单位")
    amount: str | None = Field(description="换算后的数")

    @classmethod
    def of(cls, point: SeriesPoint) -> SeriesRow:
        """From the assistant's point."""
        return cls(year=point.year, issuer=point.issuer, value=point.value, unit=point.unit, amount=point.amount)
