"""A text → findings: citations, consistency of figures, arithmetic, wording. The public door is :func:`check`."""

from __future__ import annotations

import datetime

from assistant.checking.findings import CheckResult, Finding
from knowledge.library import Library

__all__ = ["CheckResult", "Finding", "check"]


def check(text: str, library: Library, *, as_of: datetime.date) -> CheckResult:
    """Everything the checker can say of ``text``; findings in order of span."""
    raise NotImplementedError
