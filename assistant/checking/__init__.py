"""A text → findings: citations, consistency of figures, arithmetic, wording. The public door is :func:`check`."""

from __future__ import annotations

import datetime

from assistant.checking.arithmetic import check_arithmetic
from assistant.checking.citations import check_citations
from assistant.checking.consistency import check_consistency, text_year
from assistant.checking.counted import paragraphs
from assistant.checking.findings import CheckResult, Finding, NotVerified
from assistant.checking.rules import check_rules
from assistant.checking.sequences import check_sequences
from assistant.checking.shares import check_shares
from assistant.checking.stale_years import check_years
from assistant.checking.sums import check_sums
from assistant.checking.table_sums import check_table_sums
from knowledge.library import Library

__all__ = ["CheckResult", "Finding", "NotVerified", "check"]


def check(text: str, library: Library, *, as_of: datetime.date) -> CheckResult:
    """Everything the checker can say of ``text``; findings in order of span."""
    cited, not_verified = check_citations(text, library.laws, as_of)
    read = tuple(paragraphs(text))
    found = [
        *cited,
        *check_consistency(text, library, as_of),
        *check_arithmetic(text),
        *check_sums(text, read),
        *check_shares(text, read),
        *check_table_sums(text),
        *check_rules(text, text_year(text, as_of)),
        *check_sequences(text),
        *check_years(text),
    ]
    return CheckResult(tuple(sorted(found, key=_place)), tuple(not_verified))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.end, finding.rule
