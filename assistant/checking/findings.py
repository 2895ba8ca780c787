"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.evidence import Citation
from knowledge.spans import Span

FindingKind = Literal[
    "citation",
    "statute",
    "term",
    "consistency",
    "arithmetic",
    "wording",
    "number_format",
    "punctuation",
    "numbering",
    "typo",
]
Severity = Literal["error", "warning", "suggestion"]
SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "存疑", "suggestion": "建议"}


@dataclass(frozen=True, slots=True)
class Finding:
    """``span`` is the words in question (``text``); ``related`` other places that belong to it.

    ``suggestion`` is advice for a person. ``replacement``, where there is one, can stand in the text instead of the
    span as it is; ``safe`` when that never changes what the sentence says.
    """

    rule: str
    kind: FindingKind
    severity: Severity
    span: Span
    text: str
    message: str
    suggestion: str | None = None
    citation: Citation | None = None
    related: tuple[Span, ...] = ()
    replacement: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class NotVerified:
    """A citation that the library does not hold: 不在库中，未核验 — never "wrong"."""

    span: Span
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Findings in order of span, and what could not be verified."""

    findings: tuple[Finding, ...]
    not_verified: tuple[NotVerified, ...]


def in_words(result: CheckResult) -> str:
    """The check in two sentences: how many of what, and what was not verified."""
    counted = {name: sum(f.severity == severity for f in result.findings) for severity, name in SEVERITY_WORDS.items()}
    said = "、".join(f"{name} {number} 处" for name, number in counted.items() if number) or "没有发现问题"
    left = list(dict.fromkeys(item.text for item in result.not_verified))
    verified = f"{len(result.not_verified)} 处引用未核验：{'、'.join(left)}。" if left else ""
    return f"审校小结：{said}。{verified}"
