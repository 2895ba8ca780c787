"""Values nobody published: last year's out of this year's and its change, rates and remainders by their definition."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.computing import Operand, before_points, before_rate, before_rise
from assistant.evidence import Answer
from tests.assistant.asking.test_asking_rules import asked, first

AS_OF = datetime.date(2025, 3, 1)


def of(question: str, body: str, office: str) -> Answer:
    return asked(question, f"一、工作情况\n{body}\n", office=office)


@pytest.mark.parametrize(
    ("office", "body", "question", "value", "formula"),
    [
        ("松原区消防救援大队", "全年接报火灾412起，比上年减少37起。", "2023年接报火灾多少起？", "449起", "412+37"),
        (
            "松原区税务局",
            "办理出口退税86.4亿元，同比增加9.15亿元。",
            "2023年出口退税多少亿元？",
            "77.25亿元",
            "86.4-9.15",
        ),
        (
            "松原区人民法院",
            "受理案件8126件，较2023年增加514件，上升6.8%。",
            "前年受理案件多少件？",
            "7612件",
            "8126-514",
        ),
        ("松原区教育局", "学前教育毛入园率93.6%，比上年提高1.2个百分点。", "2023年毛入园率多少？", "92.4%", "93.6-1.2"),
        ("松原区海事处", "查处船舶违章153起，同比下降12起。", "2023年查处船舶违章多少起？", "165起", "153+12"),
    ],
)
def test_last_years_value_is_reckoned_from_the_published_change(
    office: str, body: str, question: str, value: str, formula: str
) -> None:
    answer = of(question, body, office)
    assert answer.status == "answered", answer.text
    assert (first(answer), answer.figures[0].formula, answer.figures[0].year) == (value, formula, 2023)
    assert formula in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("全年接报火灾412起，同比下降8.2%。", "2023年接报火灾多少起？"),  # a rate gives no exact count
        ("全年接报火灾412起，增加37起。", "2023年接报火灾多少起？"),  # since when?
        ("全年接报火灾412起，环比减少37起。", "2023年接报火灾多少起？"),
        ("全年接报火灾412起，比2022年减少37起。", "2023年接报火灾多少起？"),
        ("全年接报火灾412起，比上年减少37起。", "2022年接报火灾多少起？"),
        ("全年接报火灾412起，比上年减少近40起。", "2023年接报火灾多少起？"),
        ("力争全年造林412亩，比上年增加37亩。", "2023年造林多少亩？"),
    ],
)
def test_last_years_value_is_not_reckoned_from_what_leaves_a_doubt(body: str, question: str) -> None:
    answer = of(question, body, "松原区消防救援大队")
    assert answer.status == "not_found", answer.text
    assert not answer.figures


def test_rate_gives_a_rough_value_only_where_one_is_asked_for() -> None:
    body = "全年接报火灾412起，同比下降8.2%。"
    answer = of("2023年接报火灾大约多少起？", body, "松原区消防救援大队")
    assert (first(answer), answer.figures[0].formula, answer.figures[0].approximate) == ("449起", "412÷(1-8.2%)", True)
    assert "约449起" in answer.text


def test_amount_and_rate_that_do_not_agree_are_both_reckoned_and_shown() -> None:
    answer = of("2023年接报火灾多少起？", "全年接报火灾412起，比上年减少37起，下降20%。", "松原区消防救援大队")
    assert answer.status == "conflict"
    assert [figure.value for figure in answer.figures] == ["449", "515"]


@pytest.mark.parametrize(
    ("office", "body", "question", "value", "formula"),
    [
        ("松原区检察院", "全年制发检察建议46份，采纳44份。", "2024年检察建议采纳率是多少？", "95.65%", "44÷46"),
        ("松原区应急局", "全年排查隐患870处，完成整改852处。", "2024年隐患整改率多少？", "97.93%", "852÷870"),
        ("松原区法院", "审结行政案件210件，其中撤诉63件。", "2024年行政案件撤诉率多少？", "30%", "63÷210"),
        ("松原区公安局", "刑事案件立案512起，破案430起。", "2024年刑事案件破案率多少？", "83.98%", "430÷512"),
        ("松原区水利局", "抽检饮用水水样240份，不合格6份。", "2024年饮用水水样不合格率多少？", "2.5%", "6÷240"),
        ("松原区人社局", "受理仲裁案件640件，审结612件。", "2024年还有多少件仲裁案件没审结？", "28件", "640-612"),
        ("松原区街道", "发现隐患93处，整改90处。", "2024年还有几处隐患没整改？", "3处", "93-90"),
        ("松原区林草局", "发放抽查通知书80份，签收76份。", "2024年抽查通知书签收率多少？", "95%", "76÷80"),
    ],
)
def test_rates_and_remainders_follow_their_definition(
    office: str, body: str, question: str, value: str, formula: str
) -> None:
    answer = of(question, body, office)
    assert answer.status == "answered", answer.text
    assert (first(answer), answer.figures[0].formula) == (value, formula)


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("制发检察建议46份。督促采纳相关意见44份。", "2024年检察建议采纳率是多少？"),  # not of one sentence
        ("制发检察建议46份，采纳44人。", "2024年检察建议采纳率是多少？"),
        ("抽检饮用水水样240份，不合格6份。", "2024年饮用水水样增长率多少？"),
        ("全年制发检察建议46份，回访50份。", "2024年检察建议回访率是多少？"),  # more than there were
    ],
)
def test_rate_is_not_made_of_counts_that_do_not_belong_together(body: str, question: str) -> None:
    assert of(question, body, "松原区检察院").status == "not_found"


counts = st.integers(min_value=1, max_value=10**7).map(Decimal)
amounts = st.decimals(min_value="0.01", max_value="99999", places=2)


def evaluated(formula: str) -> Decimal:
    """The value of a formula as shown: numbers, + - ÷, one pair of brackets, %."""
    text = re.sub(r"([\d.]+)%", r"Decimal('\1')/100", formula)
    text = re.sub(r"(?<![\d.'])([\d.]+)(?![\d.']|%)", r"Decimal('\1')", text)
    return Decimal(eval(text.replace("÷", "/"), {"Decimal": Decimal}))


@given(counts, st.integers(min_value=-(10**6), max_value=10**6))
def test_value_before_and_its_rise_make_the_value(value: Decimal, rise: int) -> None:
    made = before_rise(Operand(value, "件", "件"), Operand(Decimal(rise), "件", "件"))
    assert made.amount + rise == value
    assert evaluated(made.formula) == Decimal(made.value)


@given(amounts, st.decimals(min_value="-50", max_value="50", places=1))
def test_points_before_are_exact(value: Decimal, points: Decimal) -> None:
    made = before_points(Operand(value, "%", "%"), points)
    assert made.amount + points == value
    assert abs(evaluated(made.formula) - made.amount) == 0


@given(counts, st.decimals(min_value="-99.9", max_value="400", places=1))
def test_value_before_by_rate_is_its_formula_rounded(value: Decimal, percent: Decimal) -> None:
    made = before_rate(Operand(value, "件", "件"), percent, places=0)
    assert made.approximate
    assert abs(evaluated(made.formula) - Decimal(made.value)) <= Decimal("0.5")
