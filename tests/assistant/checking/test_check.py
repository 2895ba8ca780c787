"""The whole check of a text: the real sample's two known faults, and nothing of what is right in it."""

from __future__ import annotations

import datetime
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking import check
from tests.assistant.checking.library import small_library
from tests.shared_material import SAMPLE_REPORT, needs_shared

DAY = datetime.date(2026, 2, 1)


@needs_shared
def test_sample_report_shows_its_two_faults_and_nothing_else_of_weight() -> None:
    result = check(SAMPLE_REPORT.read_text("utf-8"), small_library(), as_of=DAY)
    grave = [(finding.rule, finding.text) for finding in result.findings if finding.severity != "suggestion"]
    assert sorted(grave) == [("arithmetic-negative-growth", "增长-9.79%"), ("consistency-figures", "141起")]
    assert all("未核验" in left.message for left in result.not_verified)


def test_findings_come_in_order_of_their_place() -> None:
    text = "截止目前，依据《合同法》第五十二条，投诉量同比增长-3%,已建立台帐。"
    result = check(text, small_library(), as_of=DAY)
    assert [finding.rule for finding in result.findings] == [
        "wording-jiezhi",
        "citation-repealed",
        "arithmetic-negative-growth",
        "punctuation-half-width",
        "wording-zhang",
    ]
    assert all(finding.span.of(text) == finding.text for finding in result.findings)


def test_time_grows_no_faster_than_length() -> None:
    paragraph = "2025年，全局共立案520件，结案498件。依据《行政处罚法》第三十六条办理。一是加强培训。二是健全制度。\n"
    check(paragraph, small_library(), as_of=DAY)
    seconds = []
    for times in (50, 400):
        start = time.process_time()
        check(paragraph * times, small_library(), as_of=DAY)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 8 * 3 * max(seconds[0], 0.01)


PIECES = st.sampled_from(
    [
        "2025年",
        "立案",
        "520件",
        "增长",
        "-3%",
        "其中",
        "《行政处罚法》",
        "第三十六条",
        "规定",
        "，",
        "。",
        "\n",
        "一、",
        "（二）",
        "合格率",
        "95%",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_is_checked_and_findings_slice_it(text: str) -> None:
    result = check(text, small_library(), as_of=DAY)
    assert all(finding.span.of(text) == finding.text for finding in result.findings)
