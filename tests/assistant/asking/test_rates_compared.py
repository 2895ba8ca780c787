"""Two rates of change held against each other: of two indicators or two bodies, the second half left short."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.understanding.questions import parse_question
from assistant.asking.understanding.rates_asked import rates_asked
from assistant.evidence import Answer
from tests.assistant.asking.test_asking_rules import asked
from tests.assistant.read_reports import ledger_of_files

AS_OF = datetime.date(2025, 3, 1)
ECONOMY = (
    "地区生产总值1260亿元、增长5.6%，第一产业增加值增长3.1%，第二产业增加值增长7.4%，规模以上工业增加值增长8.2%，"
    "固定资产投资增长4.5%，社会消费品零售总额下降1.2%。"
)
INCOMES = "城镇居民人均可支配收入增长4.6%，农村居民人均可支配收入增长6.9%。"
SAFETY = "火灾起数、死亡人数分别下降12.4%、3.8%，受灾户数增长2.5%。"
PLANS = "2025年主要预期目标：城镇居民人均可支配收入增长5%，农村居民人均可支配收入增长6.5%，固定资产投资增长8%。"


def of(question: str, body: str) -> Answer:
    return asked(question, f"一、工作情况\n{body}\n", office="松原区发展和改革局")


@pytest.mark.parametrize(
    ("body", "question", "value", "formula"),
    [
        (ECONOMY, "2024年第二产业增加值增速比第一产业高多少个百分点？", "4.3", "7.4-3.1"),
        (ECONOMY, "2024年第二产业增加值比第一产业多增长几个百分点？", "4.3", "7.4-3.1"),
        (ECONOMY, "2024年规上工业增加值增速比固定资产投资增速高几个百分点？", "3.7", "8.2-4.5"),
        (ECONOMY, "2024年固定资产投资增速比规上工业增加值增速低多少个百分点？", "-3.7", "4.5-8.2"),
        (ECONOMY, "2024年第一产业和第二产业增加值增速相差几个百分点？", "-4.3", "3.1-7.4"),
        (ECONOMY, "2024年固定资产投资增速比社会消费品零售总额增速快多少个百分点？", "5.7", "4.5-(-1.2)"),
        (INCOMES, "2024年农村居民人均可支配收入增长比城镇居民快多少个百分点？", "2.3", "6.9-4.6"),
        (INCOMES, "2024年农村居民人均可支配收入涨幅比城镇居民高几个点？", "2.3", "6.9-4.6"),
        (SAFETY, "2024年火灾起数降幅比死亡人数大多少个百分点？", "8.6", "12.4-3.8"),
        (PLANS, "2025年农村居民人均可支配收入的增长目标比城镇居民高几个百分点？", "1.5", "6.5-5"),
    ],
)
def test_what_two_rates_differ_by_is_reckoned_in_percentage_points(
    body: str, question: str, value: str, formula: str
) -> None:
    answer = of(question, body)
    assert answer.status == "answered", answer.text
    figure = answer.figures[0]
    assert (figure.value, figure.unit, figure.formula) == (value, "个百分点", formula)
    assert formula in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("body", "question", "named", "values"),
    [
        (INCOMES, "2024年城镇和农村居民人均可支配收入哪个增长快？", "农村居民", ["6.9", "4.6"]),
        (INCOMES, "2024年城镇和农村居民人均可支配收入增速谁更高？", "农村居民", ["6.9", "4.6"]),
        (INCOMES, "2024年城镇居民和农村居民，哪个的人均可支配收入增速更低？", "城镇居民", ["4.6", "6.9"]),
        (SAFETY, "2024年火灾起数和死亡人数哪个降得多？", "火灾起数", ["12.4", "3.8"]),
    ],
)
def test_which_rate_is_greater_is_named_first(body: str, question: str, named: str, values: list[str]) -> None:
    answer = of(question, body)
    assert answer.status == "answered", answer.text
    assert answer.text.startswith(named)
    assert [figure.value.lstrip("-") for figure in answer.figures[:2]] == values


@pytest.mark.parametrize(
    ("body", "question"),
    [
        (SAFETY, "2024年火灾起数降幅比受灾户数降幅大多少个百分点？"),  # that one rose
        (ECONOMY, "2024年第二产业增加值增速比第三产业高多少个百分点？"),
        (ECONOMY, "2024年地区生产总值增速比进出口总额高多少个百分点？"),
        (ECONOMY, "2023年第二产业增加值增速比第一产业高多少个百分点？"),
        (INCOMES, "2025年农村居民人均可支配收入的增长目标比城镇居民高几个百分点？"),  # facts are no goals
        (PLANS, "2024年农村居民人均可支配收入增速比城镇居民高几个百分点？"),  # goals are no facts
        ("第二产业增加值增长7.4%，第一产业投资增长2.2%。", "2024年第二产业增加值增速比第一产业高几个百分点？"),
        ("火灾起数412起，死亡人数下降3.8%。", "2024年火灾起数降幅比死亡人数大多少个百分点？"),
        ("立案增长7.4%，结案率提高2个百分点。", "2024年立案增速比结案率增速高几个百分点？"),
    ],
)
def test_a_rate_that_is_not_told_is_not_made_up(body: str, question: str) -> None:
    answer = of(question, body)
    assert answer.status == "not_found", answer.text
    assert not answer.figures


def test_a_side_told_in_two_values_is_asked_back() -> None:
    answer = of(
        "2024年立案增速比结案增速高几个百分点？", "立案增长7.4%。结案增长2.2%。\n\n二、全年数据\n结案增长3.5%。"
    )
    assert answer.status == "conflict", answer.text
    assert {figure.value for figure in answer.figures} == {"2.2", "3.5"}


def _report(place: str, rate: str) -> tuple[str, bytes]:
    title = f"2025年{place}政府工作报告"
    head = f"---\ntitle: {title}\nissuer: {place}人民政府\nyear: 2025\n---\n\n# {title}\n"
    body = f"\n## 一、2024年工作回顾\n\n2024年，地区生产总值增长{rate}%，粮食产量下降1.1%。\n"
    return f"{place}.md", (head + body).encode()


@pytest.mark.parametrize(
    ("question", "named", "values"),
    [
        ("松原县和柳河县2024年哪个的地区生产总值增速更高？", "柳河县", ["6.2", "4.8", "-1.4"]),
        ("松原县2024年和柳河县2024年，谁的地区生产总值增长更慢？", "松原县", ["4.8", "6.2", "-1.4"]),
        ("柳河县2024年地区生产总值增速比松原县高多少个百分点？", "2024年", ["1.4"]),
    ],
)
def test_the_rates_of_two_bodies_are_compared(question: str, named: str, values: list[str]) -> None:
    ledger = ledger_of_files([_report("松原县", "4.8"), _report("柳河县", "6.2")])
    answer = answer_figure(parse_question(question, AS_OF, ledger.issuers), ledger)
    assert answer.status == "answered", answer.text
    assert answer.text.startswith(named)
    assert [figure.value for figure in answer.figures] == values


@pytest.mark.parametrize(
    "words",
    [
        "税收收入增速比\u0001高多少个百分点",  # the report may say so itself
        "合格率比\u0001提高多少个百分点",
        "增加值比投资多多少亿元",
        "立案和结案哪个多",
        "罚没款增长多少",
    ],
)
def test_other_comparisons_are_not_of_two_rates(words: str) -> None:
    assert rates_asked(words) is None
