"""Questions over the sample reports (fictional), read as a person would ask them."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import Ledger
from assistant.asking.understanding.follow_ups import fill_from
from assistant.asking.understanding.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.read_reports import ledger_of_files

AS_OF = datetime.date(2025, 3, 1)
REPORTS = Path(__file__).parents[3] / "samples" / "reports"

ANSWERED = [
    ("2024年立案多少件", "438件"),
    ("前年罚没款多少", "246.3万元"),
    ("2024年罚没款多少", "231.57万元"),
    ("2024年知识产权罚没款多少", "12.4万元"),
    ("2024年食品抽检合格率", "98.4%"),
    ("2023年食品监督抽检多少批次", "1625批次"),
    ("城关市场监管所2023年立案多少件", "96件"),
    ("2023年城关所立案多少件", "96件"),
    ("2023年执法大队罚没款多少", "158.1万元"),
    ("2024年取得法律职业资格的法制审核人员多少人", "8人"),
    ("2024年法制审核人员多少人", "11人"),
    ("2024年新设立经营主体多少户", "10487户"),
    ("2024年个体工商户新设立多少户", "7295户"),
    ("2024年移送公安多少件", "4件"),
    ("2024年计划组织业务培训多少期", "28期"),
    ("2024年组织业务培训多少期", "29期"),
    ("2025年食品抽检目标多少批次", "1800批次"),
    ("2022年行政许可事项多少项", "21项"),
    ("2024年立案同比下降多少", "3.74%"),
]

COMPUTED = [
    ("青屏区2024年食品抽检合格率比上一年提高多少", "0.3个百分点", "98.4-98.1"),
    ("食品抽检不合格率2024年是多少", "1.6%", "100-98.4"),
    ("2024年投诉举报办结率", "98.07%", "23655÷24120"),
    ("2024年投诉举报未办结多少件", "465件", "24120-23655"),
    ("2024年立案比2022年多多少件", "26件", "438-412"),
    ("三年罚没款合计多少", "696.47万元", "218.6+246.3+231.57"),
    ("2022年以来移送公安共多少件", "12件", "3+5+4"),
    ("2023年执法大队立案占全局比例", "47.03%", "214÷455"),
    ("取得法律职业资格的法制审核人员占比2024年", "72.73%", "8÷11"),
    ("2024年新设立企业占新设立经营主体的比例", "30.44%", "3192÷10487"),
    ("2024年平均每期培训多少人次", "42.41人次", "1230÷29"),
    ("2024年平均每名执法人员立案多少件", "2.94件", "438÷149"),
    ("2024年案件平均罚没款是多少（罚没款金额除以结案数）", "0.53万元", "231.57÷441"),
    ("2024年挽回经济损失是2022年的几倍", "1.22倍", "62.3÷51.2"),
    ("2024年立案与结案哪个多", "-3件", "438-441"),
    ("2024年行政复议和行政诉讼一共多少件", "32件", "27+5"),
]

REFUSED = [
    "2021年立案多少件",
    "2025年食品抽检多少批次",
    "2024年广告案件多少件",
    "2024年药品抽检多少批次",
    "2024年城关市场监管所立案多少件",
    "2024年企业多少户",
    "2024年行政诉讼败诉多少件",
    "2024年食品抽检合格多少批次",
    "2024年人员多少人",
    "河东区2024年立案多少",
]


@cache
def samples() -> Ledger:
    return ledger_of_files((file.name, file.read_bytes()) for file in sorted(REPORTS.iterdir()))


def asked(question: str) -> Answer:
    ledger = samples()
    return answer_figure(parse_question(question, AS_OF, ledger.issuers), ledger)


def values(answer: Answer) -> list[str]:
    return [f"{figure.value}{figure.unit}" for figure in answer.figures]


@pytest.mark.parametrize(("question", "value"), ANSWERED)
def test_samples_answer_with_the_value_as_written(question: str, value: str) -> None:
    answer = asked(question)
    assert (answer.status, values(answer)[:1]) == ("answered", [value]), answer.text


@pytest.mark.parametrize(("question", "value", "formula"), COMPUTED)
def test_samples_answer_with_the_formula(question: str, value: str, formula: str) -> None:
    answer = asked(question)
    assert answer.status == "answered", answer.text
    assert value in values(answer), answer.text
    assert formula in answer.text
    assert answer.citations


@pytest.mark.parametrize("question", REFUSED)
def test_samples_refuse_what_they_do_not_say(question: str) -> None:
    answer = asked(question)
    assert (answer.status, answer.figures) == ("not_found", ()), answer.text


def test_best_part_of_one_body_is_named() -> None:
    answer = asked("2023年哪个单位立案最多")
    assert "执法大队" in answer.text.splitlines()[0]
    assert values(answer) == ["214件"]


def test_parts_are_not_ranked_where_the_report_tells_of_none() -> None:
    assert asked("2024年哪个所立案最多").status == "not_found"


def test_year_that_is_highest_is_given_as_a_year() -> None:
    assert asked("2022到2024年立案哪年最多").figures[0].value == "2023"


def test_years_named_bound_which_year() -> None:
    answer = asked("2023到2024年罚没款哪一年最少")
    assert answer.figures[0].value == "2024"
    assert "2022年" not in answer.text


def test_follow_up_keeps_the_indicator() -> None:
    ledger = samples()
    first = parse_question("2024年食品抽检合格率是多少", AS_OF, ledger.issuers)
    follow = fill_from(parse_question("那前年呢？", AS_OF, ledger.issuers), first)
    assert values(answer_figure(follow, ledger)) == ["98.1%"]
