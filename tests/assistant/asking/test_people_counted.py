"""How many take part in something or get it: rows name the insured, the recipients or only 人数, questions the deed."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.understanding.plain_wording import plainly
from assistant.asking.understanding.questions import parse_question
from tests.assistant.asking.test_wordings import asked


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("2024年，全县失业保险参保5.6万人。", "2024年有多少人参加失业保险？", "5.6"),
        ("2024年，工伤保险参保人数8.1万人。", "2024年有多少人参加了工伤保险？", "8.1"),
        ("2024年，农村低保对象6120人。", "2024年有多少人享受农村低保？", "6120"),
        ("2024年，全县避暑旅居人数12.5万，同比增长8.4%。", "2024年避暑旅居人数达到多少？", "12.5"),
    ],
)
def test_people_are_counted_by_what_they_take_part_in_or_get(text: str, question: str, value: str) -> None:
    answer = asked(text, question)
    assert answer.status == "answered", answer.text
    assert [figure.value for figure in answer.figures] == [value]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("2024年，全县失业保险参保5.6万人。", "2024年有多少人参加工伤保险？"),
        ("2024年，农村低保对象6120人。", "2024年有多少人享受城市低保？"),
        ("2024年，农村低保对象6120人。", "2024年有多少户享受农村低保？"),
        ("2024年，全县避暑旅居人数12.5万。", "2024年避暑旅居收入多少万元？"),
        ("2024年，失业保险参保率95%。", "2024年有多少人参加失业保险？"),
    ],
)
def test_other_people_or_other_units_do_not_answer_it(text: str, question: str) -> None:
    assert asked(text, question).status == "not_found"


def test_by_a_year_said_first_is_that_year() -> None:
    assert plainly("到2021年，全县建成多少座水库？") == "2021年，全县建成多少座水库？"
    question = parse_question("到2021年，全县建成多少座水库？", datetime.date(2022, 3, 1), [])
    assert question.years == (2021,)
    assert "到" not in question.indicator


def test_a_span_of_years_keeps_its_end() -> None:
    assert plainly("2019年到2021年，建成多少座水库？") == "2019年到2021年，建成多少座水库？"
