"""A text to check, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from pydantic import ConfigDict, Field

from api.schemas import Day, Incoming, Outgoing, SpanPair
from api.schemas.evidence import CitationOut
from assistant.checking import Change, CheckResult, Finding, NotVerified, RuleBook, finding_ids, in_words
from assistant.checking.findings import FindingKind, Severity

TEXT_LIMIT = 1_000_000


class CheckOptions(Incoming):
    """How to check."""

    as_of: Day | None = Field(None, description="日期，“去年”等相对它而言，法律取当日有效的文本；默认今天")
    format: Literal["json", "docx"] = Field(
        "json", description="docx 返回批注在原处的 Word 文件，可直接替换的写成修订；原文件是 docx 时格式不动"
    )


class CheckForm(CheckOptions):
    """Fields beside a file."""

    rules_off: str = Field("", max_length=4000, description="停用的规则编号或种类，用逗号分隔，见 /checks/rules")


class CheckRequest(CheckOptions):
    """A text to check."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "全年立案647件，同比增长-9.79%。", "as_of": "2026-02-01"}]}
    )

    text: str = Field(min_length=1, max_length=TEXT_LIMIT, description=f"待审文字，最多 {TEXT_LIMIT} 个字符")
    rules_off: list[str] = Field([], max_length=200, description="停用的规则编号或种类，见 /checks/rules")


class ApplyRequest(Incoming):
    """A checked text, and which of its findings to put in."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "截止目前，已建立台帐。", "findings": ["1f3a5c7e9b0d"]}]}
    )

    text: str = Field(min_length=1, max_length=TEXT_LIMIT, description="审校时提交的文字（文件为返回的 text）")
    findings: list[str] = Field(min_length=1, max_length=1000, description="选中的问题的 id，须有 replacement")
    as_of: Day | None = Field(None, description="与审校时相同的日期，默认今天")


class FindingOut(Outgoing):
    """One thing to look at."""

    id: str = Field(description="编号，供 /checks/apply 使用；由规则和上下文字决定，改动别处不变")
    rule: str = Field(description="规则编号", examples=["arithmetic-negative-growth"])
    kind: FindingKind = Field(description="问题的种类")
    severity: Severity = Field(description="error 错误，warning 存疑，suggestion 建议")
    span: SpanPair
    text: str = Field(description="涉及的文字")
    message: str = Field(description="为什么有问题")
    suggestion: str | None = Field(description="建议改成什么")
    citation: CitationOut | None = Field(description="法规或资料的原文")
    related: list[SpanPair] = Field(description="相关的其他位置")
    replacement: str | None = Field(description="可以原样替换 text 的文字；为空时须人工修改")
    safe: bool = Field(description="替换不改变原意，可不看上下文直接接受")

    @classmethod
    def of(cls, identity: str, finding: Finding) -> FindingOut:
        """From the assistant's finding."""
        return cls(
            id=identity,
            rule=finding.rule,
            kind=finding.kind,
            severity=finding.severity,
            span=finding.span,
            text=finding.text,
            message=finding.message,
            suggestion=finding.suggestion,
            citation=CitationOut.of(finding.citation) if finding.citation else None,
            related=list(finding.related),
            replacement=finding.replacement,
            safe=finding.safe,
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


class SummaryOut(Outgoing):
    """The check in numbers."""

    words: str = Field(description="一句话小结", examples=["审校小结：错误 2 处、存疑 1 处。"])
    findings: int = Field(description="问题总数")
    by_severity: dict[str, int] = Field(description="按轻重分的问题数", examples=[{"error": 2, "warning": 1}])
    replaceable: int = Field(description="有 replacement、可经 /checks/apply 替换的问题数")
    not_verified: list[str] = Field(description="未核验的引用，每种一次")
    rules_off: list[str] = Field(description="这次停用的规则编号和种类")


class CheckResponse(Outgoing):
    """What was found, in order of place."""

    findings: list[FindingOut] = Field(description="问题，按位置排列")
    counts: dict[str, int] = Field(description="各种类的问题数", examples=[{"consistency": 1, "arithmetic": 1}])
    not_verified: list[NotVerifiedOut] = Field(description="库中没有、未能核验的引用；不代表引用有错")
    summary: SummaryOut
    text: str | None = Field(description="上传文件时为读出的正文，各 span 指向它；提交文字时为空")

    @classmethod
    def of(cls, text: str, result: CheckResult, *, rules_off: Iterable[str], given: bool) -> CheckResponse:
        """From the assistant's result; ``given`` when the caller sent the text itself."""
        ids = finding_ids(text, result.findings)
        return cls(
            findings=[FindingOut.of(*pair) for pair in zip(ids, result.findings, strict=True)],
            counts=dict(Counter(finding.kind for finding in result.findings)),
            not_verified=[NotVerifiedOut.of(item) for item in result.not_verified],
            summary=SummaryOut(
                words=in_words(result),
                findings=len(result.findings),
                by_severity=dict(Counter(finding.severity for finding in result.findings)),
                replaceable=sum(finding.replacement is not None for finding in result.findings),
                not_verified=list(dict.fromkeys(item.text for item in result.not_verified)),
                rules_off=sorted(rules_off),
            ),
            text=None if given else text,
        )


class ChangeOut(Outgoing):
    """One replacement that was made."""

    finding: str = Field(description="问题的 id")
    span: SpanPair
    text: str = Field(description="原来的文字")
    new_span: SpanPair
    replacement: str = Field(description="改成的文字")


class ApplyResponse(Outgoing):
    """The text with the chosen replacements."""

    text: str = Field(description="改过的文字")
    changes: list[ChangeOut] = Field(description="改了哪些，按位置排列；span 指原文，new_span 指改过的文字")

    @classmethod
    def of(cls, text: str, changes: Iterable[Change]) -> ApplyResponse:
        """From the assistant's changes."""
        return cls(
            text=text,
            changes=[
                ChangeOut(
                    finding=change.finding,
                    span=change.span,
                    text=change.text,
                    new_span=change.new_span,
                    replacement=change.replacement,
                )
                for change in changes
            ],
        )


class RuleOut(Outgoing):
    """One rule of the checker."""

    id: str = Field(description="编号，可用于 rules_off", examples=["wording-jiezhi"])
    kind: FindingKind = Field(description="种类，也可用于 rules_off")
    severity: Severity = Field(description="error 错误，warning 存疑，suggestion 建议")
    message: str = Field(description="说明")
    source: str = Field(description="依据")
    flag: list[str] = Field(description="会标出的句子")
    passes: list[str] = Field(description="不会标出的句子")
    safe: bool = Field(description="建议可以直接替换")
    own: bool = Field(description="来自自备的规则文件夹")
    off: bool = Field(description="本机已停用")


class RuleProblemOut(Outgoing):
    """A rule of one's own that could not be used."""

    file: str = Field(description="文件名")
    line: int = Field(description="行号，从 1 起")
    reason: str = Field(description="为什么不能用")


class RulesOut(Outgoing):
    """All rules of this installation."""

    rules: list[RuleOut] = Field(description="规则，自带的和自备的")
    keep: list[str] = Field(description="自备词表中从不标出的词")
    problems: list[RuleProblemOut] = Field(description="自备规则中不能用的，其余照常")

    @classmethod
    def of(cls, book: RuleBook) -> RulesOut:
        """From the assistant's rules."""
        return cls(
            rules=[
                RuleOut(
                    id=rule.id,
                    kind=rule.kind,
                    severity=rule.severity,
                    message=rule.message,
                    source=rule.source,
                    flag=list(rule.flag),
                    passes=list(rule.passes),
                    safe=rule.safe,
                    own=rule.own,
                    off=book.is_off(rule.id, rule.kind),
                )
                for rule in (*book.rules, *book.in_code)
            ],
            keep=list(book.keep),
            problems=[RuleProblemOut(file=each.file, line=each.line, reason=each.reason) for each in book.problems],
        )
