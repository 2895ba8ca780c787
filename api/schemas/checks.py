"""A text to check, and what was found."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pydantic import ConfigDict, Field

from api.schemas import Day, Incoming, Outgoing, SpanPair
from api.schemas.evidence import CitationOut
from assistant.checking.findings import CheckResult, Finding, FindingKind, NotVerified, Severity

TEXT_LIMIT = 1_000_000


class CheckForm(Incoming):
    """Fields beside a file."""

    as_of: Day | None = Field(None, description="日期，“去年”等相对它而言，法律取当日有效的文本；默认今天")
    format: Literal["json"] = Field("json", description="目前只有 json")


class CheckRequest(CheckForm):
    """A text to check."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "全年立案647件，同比增长-9.79%。", "as_of": "2026-02-01"}]}
    )

    text: str = Field(min_length=1, max_length=TEXT_LIMIT, description=f"待审文字，最多 {TEXT_LIMIT} 个字符")


class FindingOut(Outgoing):
    """One thing to look at."""

    rule: str = Field(description="规则编号", examples=["growth-negative"])
    kind: FindingKind = Field(description="问题的种类")
    severity: Severity = Field(description="error 错误，warning 存疑，suggestion 建议")
    span: SpanPair
    text: str = Field(description="涉及的文字")
    message: str = Field(description="为什么有问题")
    suggestion: str | None = Field(description="建议改成什么")
    citation: CitationOut | None = Field(description="法规或资料的原文")
    related: list[SpanPair] = Field(description="相关的其他位置")

    @classmethod
    def of(cls, finding: Finding) -> FindingOut:
        """From the assistant's finding."""
        return cls(
            rule=finding.rule,
            kind=finding.kind,
            severity=finding.severity,
            span=finding.span,
            text=finding.text,
            message=finding.message,
            suggestion=finding.suggestion,
            citation=CitationOut.of(finding.citation) if finding.citation else None,
            related=list(finding.related),
        )


class NotVerifiedOut(Outgoing):
    """A citation that the library does not hold."""

    span: SpanPair
    text: str = Field(description="引用的文字")
    message: str = Field(description="说明", examples=["不在库中，未核验。"])

    @classmethod
    def of(cls, item: NotVerified) -> NotVerifiedOut:
        """From the assistant's item."""
        return cls(span=item.span, text=item.text, message=item.message)


class CheckResponse(Outgoing):
    """What was found, in order of place."""

    findings: list[FindingOut] = Field(description="问题，按位置排列")
    counts: dict[str, int] = Field(description="各种类的问题数", examples=[{"consistency": 1, "arithmetic": 1}])
    not_verified: list[NotVerifiedOut] = Field(description="库中没有、未能核验的引用；不代表引用有错")
    text: str | None = Field(description="上传文件时为读出的正文，各 span 指向它；提交文字时为空")

    @classmethod
    def of(cls, result: CheckResult, text: str | None = None) -> CheckResponse:
        """From the assistant's result."""
        return cls(
            findings=[FindingOut.of(finding) for finding in result.findings],
            counts=dict(Counter(finding.kind for finding in result.findings)),
            not_verified=[NotVerifiedOut.of(item) for item in result.not_verified],
            text=text,
        )
