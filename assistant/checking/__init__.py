"""A text → findings: citations, consistency of figures, arithmetic, wording. The public door is :func:`check`."""

from __future__ import annotations

import datetime

from assistant.checking.applying import ApplyRefused, Change, Overlapping, UnknownFindings, apply, finding_ids
from assistant.checking.arithmetic import check_arithmetic
from assistant.checking.citations import check_citations
from assistant.checking.consistency import check_consistency, text_year
from assistant.checking.counted import paragraphs
from assistant.checking.findings import SEVERITY_WORDS, CheckResult, Finding, NotVerified, in_words
from assistant.checking.names import check_names
from assistant.checking.rule_files import rule_book, shipped_rules
from assistant.checking.rules import Rule, RuleBook, RuleProblem, check_rules
from assistant.checking.said_again import check_said_again
from assistant.checking.sequences import check_sequences
from assistant.checking.shares import check_shares
from assistant.checking.stale_years import check_years
from assistant.checking.statutes import check_statutes
from assistant.checking.sums import check_sums
from assistant.checking.table_sums import check_table_sums
from assistant.checking.typos import check_typos
from knowledge.library import Library

__all__ = [
    "SEVERITY_WORDS",
    "ApplyRefused",
    "Change",
    "CheckResult",
    "Finding",
    "NotVerified",
    "Overlapping",
    "Rule",
    "RuleBook",
    "RuleProblem",
    "UnknownFindings",
    "apply",
    "check",
    "check_figures",
    "check_wording",
    "finding_ids",
    "in_words",
    "rule_book",
]


def check(text: str, library: Library, *, as_of: datetime.date, rules: RuleBook | None = None) -> CheckResult:
    """Everything the checker can say of ``text``; findings in order of span. ``rules`` None: all that are shipped."""
    book = rules if rules is not None else shipped_rules()
    cited, not_verified = check_citations(text, library.laws, as_of)
    found = [
        *cited,
        *check_statutes(text, library.laws, as_of),
        *check_figures(text, library, as_of),
        *check_wording(text, book, as_of),
    ]
    left = () if book.is_off("", "citation") else tuple(not_verified)
    return CheckResult(tuple(sorted(book.wanted(text, found), key=_place)), left)


def check_figures(text: str, library: Library, as_of: datetime.date) -> list[Finding]:
    """Figures against each other, against their arithmetic and against last year's, in no order."""
    read = tuple(paragraphs(text))
    consistent = check_consistency(text, library, as_of)
    return [
        *consistent,
        *check_said_again(text, {finding.span for finding in consistent}),
        *check_arithmetic(text),
        *check_sums(text, read),
        *check_shares(text, read),
        *check_table_sums(text),
    ]


def check_wording(text: str, book: RuleBook, as_of: datetime.date) -> list[Finding]:
    """Words, marks and numbering, in no order: needs no library."""
    return [
        *check_rules(text, book.rules, text_year(text, as_of)),
        *check_sequences(text),
        *check_years(text),
        *check_names(text),
        *check_typos(text),
    ]


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.end, finding.rule
