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
