"""Last year's number left standing in a report."""

from __future__ import annotations

import pytest

from assistant.checking.stale_years import check_years

TITLE = "某区市场监督管理局2025年行政执法工作报告\n"


def test_last_year_opening_a_sentence_is_suggested_to_be_this_year() -> None:
    text = TITLE + "一、概况\n2024年，我局认真履行职责，立案520件。\n"
    (finding,) = check_years(text)
    assert (finding.text, finding.suggestion, finding.severity) == ("2024年", "2025年", "suggestion")


@pytest.mark.parametrize(
    "text",
    [
        TITLE + "2025年，我局认真履行职责。",
        TITLE + "2024年，我局立案400件，2025年立案520件。",
        TITLE + "2024年，全局立案数比2023年下降5%。",
        TITLE + "按照2024年我局印发的方案办理。",
        "没有标题年份\n2024年，我局认真履行职责。",
    ],
)
def test_last_year_that_may_be_meant_is_left_alone(text: str) -> None:
    assert check_years(text) == []
