"""Documents as added and as listed."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field, model_validator

from api.schemas import Day, Incoming, Outgoing, Year
from knowledge.library import Document, DocumentFactsGiven

Kind = Literal["report", "regulation"]


class DocumentForm(Incoming):
    """The form fields beside the file."""

    kind: Kind | None = Field(None, description="report 报告，regulation 法规；不填则按内容判断")
    title: str = Field("", max_length=300, description="标题；不填则取文中标题")
    issuer: str = Field("", max_length=100, description="单位或制定机关；不填则取文中落款或标题")
    year: Year | None = Field(None, description="报告年度；不填则取文中年度")
    effective_from: Day | None = Field(None, description="法规施行日期")
    effective_to: Day | None = Field(None, description="法规失效日期（当日起不再有效）")

    @model_validator(mode="after")
    def _dates_in_order(self) -> DocumentForm:
        if self.effective_from and self.effective_to and self.effective_to <= self.effective_from:
            raise ValueError("失效日期 effective_to 应晚于施行日期 effective_from，请核对两个日期。")
        return self

    def facts(self) -> DocumentFactsGiven:
        """As the library takes them."""
        return DocumentFactsGiven(
            kind=self.kind,
            title=self.title.strip(),
            issuer=self.issuer.strip(),
            year=self.year,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
        )


class Accepted(Outgoing):
    """A file taken in; the rest happens in the background."""

    id: str = Field(description="文档编号，由文件内容决定，同一文件重复提交编号不变")
    status: str = Field(
        description="排队 queued、读取 reading、编入索引 embedding、可用 ready、失败 failed", examples=["queued"]
    )


class DocumentOut(Outgoing):
    """A document and how far it is."""

    id: str = Field(description="文档编号")
    kind: Kind = Field(description="report 报告，regulation 法规")
    file_name: str = Field(description="文件名")
    title: str = Field(description="标题")
    issuer: str = Field(description="单位或制定机关")
    year: int | None = Field(description="报告年度")
    effective_from: datetime.date | None = Field(description="法规施行日期")
    effective_to: datetime.date | None = Field(description="法规失效日期")
    status: Literal["queued", "reading", "embedding", "ready", "failed"] = Field(
        description="queued 排队，reading 读取，embedding 编入索引，ready 可用，failed 失败"
    )
    progress: float = Field(description="进度，0 到 1")
    reason: str = Field(description="失败的原因和处理办法")
    warnings: list[str] = Field(description="读取时需要留意之处")
    added_at: datetime.datetime = Field(description="入库时间")
    size: int = Field(description="文件字节数")
    characters: int = Field(description="正文字符数")
    passages: int = Field(description="段数")
    figures: int = Field(description="入台账的数据条数")
    articles: int = Field(description="法规条数")

    @classmethod
    def of(cls, document: Document) -> DocumentOut:
        """From the library's document."""
        fields = {name: getattr(document, name) for name in cls.model_fields if name != "warnings"}
        return cls(**fields, warnings=list(document.warnings))


class DocumentsOut(Outgoing):
    """All documents."""

    documents: list[DocumentOut] = Field(description="新的在前")
    total: int = Field(description="文档总数")
