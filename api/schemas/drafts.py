"""A section to draft, and the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from api.official_document import Evidence, Ground
from api.official_page import PageNumbers
from api.schemas import Incoming, Outgoing, SpanPair, Year
from api.schemas.evidence import CitationOut
from assistant.drafting.drafts import ChangeKind, Choices, Draft, DraftFigure, Origin
from assistant.drafting.whole_report import ReportDraft
from assistant.metrics.supplied import SuppliedMetric

METRICS_LIMIT = 2_000
VERIFY_LIMIT = 100_000


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


class ReportForm(Incoming):
    """What is drafted; as form fields beside a table file."""

    year: Year | None = Field(None, description="起草哪个年度；不填则为该单位最新报告的下一年度")
    issuer: str = Field("", max_length=100, description="单位；不填则取设置中的本单位，或资料库中唯一的单位")
    base_document_id: str | None = Field(None, max_length=100, description="以哪份报告为底稿；不填则取最近一年的")
    format: Literal["json", "markdown", "docx"] = Field(
        "json", description="json、markdown 正文，或 docx（按 GB/T 9704-2012 排版）"
    )
    evidence: Evidence = Field("annex", description="docx 中的数据依据：annex 附表，comments 批注，none 不附")
    page_numbers: PageNumbers = Field("outside", description="docx 的页码：outside 单页居右、双页居左，centre 居中")
    exact: bool = Field(
        False,
        description="上年写约数之处（300余家）：false 仍写约数，true 照供稿写准确数（317家）；算不准的约数一律写准确数",
    )
    new_sentences: Literal["write", "offer"] = Field(
        "write",
        description="上年文字没有写到的指标：write 另写成句，放进所属章节的相近段落；offer 不写入，只在 offered 中备用",
    )

    wording: Literal["plain", "brief", "full"] = Field(
        "plain",
        description="措辞：plain 沿用上年或模板；brief 简明、full 完整，由语言模型改写，数据和引用锁定",
    )

    def choices(self) -> Choices:
        """As the assistant takes them."""
        return Choices(exact=self.exact, write_new=self.new_sentences == "write")


class DraftForm(ReportForm):
    """What section is drafted; as form fields beside a table file."""

    section: str = Field(min_length=1, max_length=200, description="章节标题", examples=["行政处罚履职情况"])


class _WithMetrics(Incoming):
    metrics: list[MetricIn] = Field(
        default_factory=list,
        max_length=METRICS_LIMIT,
        description=f"供稿指标，最多 {METRICS_LIMIT} 行；也可以改用 table",
    )
    table: str = Field(
        "",
        max_length=VERIFY_LIMIT,
        description="粘贴的文字表格，第一行是列名，各列用制表符、竖线、逗号或空格分开；可与 metrics 一并使用",
        examples=["指标\t单位\t数值\n立案\t件\t701"],
    )


class ReportRequest(ReportForm, _WithMetrics):
    """What report is drafted, with its metrics."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "year": 2025,
                    "issuer": "青屏区市场监督管理局",
                    "metrics": [{"indicator": "立案", "value": "701", "unit": "件", "last_year": "647"}],
                }
            ]
        }
    )


class VerifyRequest(_WithMetrics):
    """A text whose numbers are held against metrics and the ledger."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "2025年，全局立案701件，同比增长8.35%。",
                    "year": 2025,
                    "issuer": "青屏区市场监督管理局",
                    "metrics": [{"indicator": "立案", "value": "701", "unit": "件", "last_year": "647"}],
                }
            ]
        }
    )

    text: str = Field(min_length=1, max_length=VERIFY_LIMIT, description=f"待核验的文字，最多 {VERIFY_LIMIT} 字")
    year: Year = Field(description="这段文字报告的年度", examples=[2025])
    issuer: str = Field("", max_length=100, description="单位；不填则取设置中的本单位，或资料库中唯一的单位")


class DraftRequest(DraftForm, _WithMetrics):
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
    reason: str = Field("", description="没有依据的，说明为什么；有依据的为空")

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
            reason=figure.reason,
        )


ORIGIN_WORDS: dict[Origin, str] = {
    "metric": "供稿",
    "computed": "计算",
    "ledger": "台账",
    "regulation": "法规",
    "unsupported": "无依据",
}


def ground_of(figure: DraftFigure) -> Ground:
    """What a number of an official document rests on, in words."""
    place = ""
    if figure.citation:
        place = f"《{figure.citation.title}》{figure.citation.section}：“{figure.citation.text.strip()}”"
    basis = "；".join(words for words in (figure.metric, figure.formula, place, figure.reason) if words)
    return Ground(figure.span.start, figure.span.end, figure.text, ORIGIN_WORDS[figure.origin], basis)


class DraftChangeOut(Outgoing):
    """What became of a number of last year's text."""

    kind: ChangeKind = Field(description="kept 保留，changed 改写，dropped 改为【待补】，new 新写的句子")
    old: str = Field(description="上年文字", examples=["647件"])
    new: str = Field(description="本年文字", examples=["701件"])
    metric: str | None = Field(description="依据的指标")


class DraftResponse(Outgoing):
    """The draft with every number's origin."""

    text: str = Field(description="草稿正文")
    figures: list[DraftFigureOut] = Field(description="正文中每个数的来历")
    missing: list[str] = Field(description="缺数据、已用【待补】标出的指标")
    unused: list[str] = Field(description="没有写进草稿的供稿指标")
    warnings: list[str] = Field(description="需要人工确认之处")
    title: str = Field("", description="标题")
    offered: list[str] = Field(default_factory=list, description="没有写进草稿的指标各写成一句，备用")
    changes: list[DraftChangeOut] = Field(default_factory=list, description="上年文字中每个数的去向")

    @classmethod
    def of(cls, draft: Draft) -> DraftResponse:
        """From the assistant's draft."""
        return cls(
            text=draft.text,
            figures=[DraftFigureOut.of(figure) for figure in draft.figures],
            missing=list(draft.missing),
            unused=list(draft.unused),
            warnings=list(draft.warnings),
            title=draft.title,
            offered=list(draft.offered),
            changes=[
                DraftChangeOut(kind=change.kind, old=change.old, new=change.new, metric=change.metric)
                for change in draft.changes
            ],
        )


class ReportSectionOut(Outgoing):
    """A section of a whole report, in short."""

    title: str = Field(description="章节标题")
    missing: list[str] = Field(description="这一节缺的数据")


class ReportDraftResponse(DraftResponse):
    """A whole report: everything as for one section, and what is missing section by section."""

    sections: list[ReportSectionOut] = Field(description="各章节及其缺的数据")

    @classmethod
    def of_report(cls, report: ReportDraft) -> ReportDraftResponse:
        """From the assistant's report."""
        sections = [ReportSectionOut(title=part.title, missing=list(part.missing)) for part in report.sections]
        return cls(**dict(DraftResponse.of(report.whole)), sections=sections)


class VerifyResponse(Outgoing):
    """Every number of the text and its origin."""

    figures: list[DraftFigureOut] = Field(description="每个数、升降用语和法条引用的来历，按出现的先后")
    counts: dict[Origin, int] = Field(description="各种来历的个数")
    supported: bool = Field(description="是否全部有依据")

    @classmethod
    def of(cls, figures: Sequence[DraftFigure]) -> VerifyResponse:
        """From the assistant's verdicts."""
        counts = Counter(figure.origin for figure in figures)
        held = [DraftFigureOut.of(figure) for figure in figures]
        return cls(figures=held, counts=dict(counts), supported=not counts["unsupported"])
