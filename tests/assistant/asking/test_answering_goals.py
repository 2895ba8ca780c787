"""Goals beside facts, and figures that look alike but are about something else."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import build_ledger
from assistant.asking.understanding.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.ledger_rows import rows_of

AS_OF = datetime.date(2025, 3, 1)
BUREAU, OTHER = "云河区市场监督管理局", "云河区应急管理局"


def asked(question: str, *texts: tuple[str, int, str]) -> Answer:
    rows = [row for text, year, issuer in texts for row in rows_of(text, year, issuer)]
    years: dict[str, list[int]] = {}
    for _, year, issuer in texts:
        years.setdefault(issuer, []).append(year)
    ledger = build_ledger(rows, sorted(years), years)
    return answer_figure(parse_question(question, AS_OF, ledger.issuers), ledger)


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("力争全年新增就业5万人以上。", "2024年新增就业打算安排多少人？", ["5"]),
        (
            "力争食品抽检达到2300批次。全年完成食品抽检2310批次。",
            "2024年食品抽检计划多少批次，实际多少？",
            ["2300", "2310"],
        ),
        ("力争食品抽检达到2300批次。全年完成食品抽检2310批次。", "2024年食品抽检实际比计划多多少批次？", ["10"]),
        ("食品抽检2310批次，合格率98.4%；药品抽检50批次，合格率100%。", "2024年食品抽检合格率多少？", ["98.4"]),
        ("农资抽检205批次，不合格8批次。", "2024年农资抽检合格率是多少？", ["96.1"]),
    ],
)
def test_answer_gives_goal_fact_or_rate(text: str, question: str, values: list[str]) -> None:
    answer = asked(question, (text, 2024, BUREAU))
    assert answer.status == "answered"
    assert [figure.value for figure in answer.figures][: len(values)] == values


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("检查场车使用单位300家。", "2024年场车多少？"),
        ("全局参加考试430人次。", "2024年参加考试单位多少？"),
        ("金牌榜位列第2位。", "2024年金牌多少？"),
        ("派出市场监管所9个。", "2024年派出所有几个？"),
        ("力争全年新增就业5万人以上。", "2024年新增就业实际完成多少人？"),
    ],
)
def test_answer_refuses_another_head_kind_or_a_goal(text: str, question: str) -> None:
    assert asked(question, (text, 2024, BUREAU)).status == "not_found"


def test_own_bureau_is_the_only_one_with_a_report_of_that_year() -> None:
    texts = (("全年立案512件。", 2024, BUREAU), ("全年立案87件。", 2023, OTHER))
    answer = asked("我局2024年立案多少件？", *texts)
    assert (answer.status, answer.figures[0].value) == ("answered", "512")


def test_own_bureau_is_asked_back_where_several_have_reports() -> None:
    texts = (("全年立案512件。", 2024, BUREAU), ("检查企业1203家次。", 2024, OTHER))
    assert asked("我局2024年立案多少件？", *texts).status == "conflict"


def test_published_change_is_held_against_the_values_before_it() -> None:
    text = "行政检查量从1202次增至2124次，同比增加一倍。"
    answer = asked("2024年行政检查同比增长多少？", (text, 2024, BUREAU))
    assert answer.status == "conflict"
    assert [figure.value for figure in answer.figures] == ["一", "76.71"]
