"""Figures of one text against each other and against last year's in the ledger."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from assistant.checking.consistency import check_consistency, text_year
from knowledge.library import LedgerRow
from knowledge.spans import Span
from tests.assistant.checking.library import small_library

DAY = datetime.date(2026, 2, 1)
TITLE = "某区市场监督管理局2025年行政执法工作报告\n"


def rules(text: str, rows: list[LedgerRow] | None = None) -> list[str]:
    found = check_consistency(TITLE + text, small_library(rows or []), DAY)
    assert all(finding.span.of(TITLE + text) == finding.text for finding in found)
    return [finding.rule for finding in found]


@pytest.mark.parametrize(
    "text",
    [
        "一、概况\n2025年，全局共立案520件，结案498件。\n二、处罚情况\n2025年，全局立案530件。\n",
        "2025年，全局共立案520件，采取行政强制措施80件。\n2025年，采取行政强制措施76起。\n",
        "全年罚没款金额210.5万元。\n2025年，罚没款金额201.5万元。\n",
        "截至2025年底，全局罚没款金额210.5万元。\n全年罚没款金额201.5万元。\n",
        "全年罚没款金额210.5万元。\n四、存在的问题\n全年罚没款金额201.5万元，威慑力不足。\n",
    ],
)
def test_two_values_of_one_thing_contradict(text: str) -> None:
    assert rules(text) == ["consistency-figures"]


def test_different_units_are_named_in_the_message() -> None:
    text = TITLE + "2025年，采取行政强制措施80件。\n2025年，采取行政强制措施76起。\n"
    (finding,) = check_consistency(text, small_library(), DAY)
    assert "计量单位也不一致（件、起）" in finding.message
    assert [span.of(text) for span in finding.related] == ["80件"]


@pytest.mark.parametrize(
    "text",
    [
        "2025年，全局共立案520件，结案498件。\n全年立案520件。\n",
        "2025年，全局共立案520件。\n一是开展儿童用品专项整治，立案12件。二是开展电线电缆专项整治，立案30件。\n",
        "全年作出行政处罚38件，罚款金额39万元。其中：一般案件行政处罚35件，罚款金额30万元。\n",
        "一是对单位。本年度作出行政处罚40件。二是对个人。本年度作出行政处罚15件。\n",
        "2024年，全局共立案520件。2025年，全局共立案530件。\n",
        "2025年，新登记经营主体1.2万户。\n三、下一步工作打算\n新登记经营主体1.3万户。\n",
        "检查商户300余家。\n全年检查商户312家。\n",
        "全年立案520件，其中食品类130件、药品类45件。\n",
    ],
)
def test_different_counts_are_left_alone(text: str) -> None:
    assert rules(text) == []


def row(indicator: str, value: str) -> LedgerRow:
    return LedgerRow(
        id="r",
        document_id="d",
        title="2024年报告",
        issuer="某区市场监督管理局",
        indicator=indicator,
        surface=indicator,
        value=value,
        unit="件",
        amount=Decimal(value),
        amount_unit="件",
        kind="count",
        year=2024,
        period="",
        scope="",
        approximation="",
        planned=False,
        direction="",
        base="",
        span=Span(0, 1),
        sentence=Span(0, 1),
        sentence_text="",
        section="一",
        page=None,
        confidence=1.0,
    )


def test_change_is_held_against_last_years_value_in_the_ledger() -> None:
    assert rules("2025年，全局立案520件，同比增长10%。\n", [row("立案", "400")]) == ["arithmetic-year-on-year"]
    assert rules("2025年，全局立案520件，同比增长30%。\n", [row("立案", "400")]) == []
    assert rules("2025年，全局立案520件，同比增长10%。\n") == []


@pytest.mark.parametrize(
    ("text", "year"),
    [("某局2023年工作报告\n2022年…", 2023), ("全年，2024年与2024年、2023年相比", 2024), ("没有年份", 2025)],
)
def test_year_of_a_text_is_its_titles(text: str, year: int) -> None:
    assert text_year(text, DAY) == year
