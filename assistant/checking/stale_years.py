"""Last year's number left standing: 2024年，我局… in the body of a report of 2025 that nothing compares with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.findings import Finding
from knowledge.spans import Span

_TITLE_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年?(?:度)?[^。\n]{0,30}报告")
_OPENS = re.compile(
    r"(?:^[ \t　]*|[。；]|[是：])(?P<at>(?P<year>20[0-9]{2})年)(?:度)?，?(?:我[局委市区县]|全[局市区县系]|本[局委])",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[^。\n]*")
_COMPARES = re.compile(r"比|较|同期|以来|上年|去年|增长|下降|计划|规划|起|至|—|历史|自|持续|延续|已于")


def check_years(text: str) -> list[Finding]:
    """Sentences that open with last year and the issuer, where the report's title names the year after."""
    titled = _TITLE_YEAR.search(text[:400])
    return list(_left_over(text, int(titled.group(1)))) if titled else []


def _left_over(text: str, year: int) -> Iterator[Finding]:
    for match in _OPENS.finditer(text):
        if int(match["year"]) != year - 1:
            continue
        sentence = _SENTENCE.match(text, match.start("at"))
        words = sentence.group() if sentence else ""
        if f"{year}年" in words or _COMPARES.search(words):
            continue
        span = Span(*match.span("at"))
        message = f"报告是{year}年的，这一句写的是“{span.of(text)}”。如是沿用上年文字，请改；确为上年情况的可不改。"
        this_year = f"{year}年"
        yield Finding(
            "wording-last-year",
            "wording",
            "suggestion",
            span,
            span.of(text),
            message,
            this_year,
            replacement=this_year,
        )
