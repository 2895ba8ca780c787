"""Rules of asking, each on a small report of its own: what narrows a figure, what stands for it, what is refused."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.periods import find_period
from assistant.asking.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.read_reports import ledger_of_files

AS_OF = datetime.date(2025, 3, 1)


def asked(question: str, body: str, office: str = "松原区应急管理局", year: int = 2024) -> Answer:
    text = f"{office}{year}年度行政执法工作报告\n\n{body}"
    ledger = ledger_of_files([(f"{office}{year}年度行政执法工作报告.txt", text.encode())])
    return answer_figure(parse_question(question, AS_OF, ledger.issuers), ledger)


def first(answer: Answer) -> str:
    return "" if not answer.figures else f"{answer.figures[0].value}{answer.figures[0].unit}"


PENALTIES = """一、行政处罚情况
全年立案66件，罚款240.7万元。上述案件中，对单位处罚41件，罚款211.4万元；对个人处罚25件，罚款29.3万元。
"""
PLACES = """一、执法情况
（一）区直部门
开展执法检查25918次，实施行政处罚1395次。
（二）街镇
开展执法检查31700次，实施行政处罚522次。
"""
STAFF = "一、队伍建设\n大队在编人员32人，其中持有行政执法证件30人。组织案卷评查3次，抽查案卷85份。\n"
TABLE = """# 松原区应急管理局2024年度行政执法工作报告

## 一、处罚情况

全年罚款1563.4万元。

| 类别 | 处罚决定（件） | 罚款金额（万元） |
|---|---|---|
| 矿山 | 46 | 402.1 |
| 工贸 | 82 | 1161.3 |
| 合计 | 128 | 1563.4 |
"""


@pytest.mark.parametrize(
    ("question", "body", "value"),
    [
        ("2024年罚款多少万元", PENALTIES, "240.7万元"),  # that of a part leans on the clause before it
        ("2024年街镇实施行政处罚多少次", PLACES, "522次"),  # a section's title tells of its figures
        ("2024年区直部门执法检查多少次", PLACES, "25918次"),
        ("2024年抽查案卷多少份", STAFF, "85份"),
        ("2024年区直部门的执法检查比街镇少多少次", PLACES, "-5782次"),
    ],
)
def test_words_around_a_figure_tell_which_is_meant(question: str, body: str, value: str) -> None:
    assert first(asked(question, body)) == value


def test_figures_of_two_parts_are_both_shown_where_no_part_is_named() -> None:
    answer = asked("2024年实施行政处罚多少次", PLACES)
    assert answer.status != "answered"


def test_part_does_not_stand_for_its_whole() -> None:
    assert first(asked("2024年在编人员多少人", STAFF)) != "30人"


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("2024年案卷评查多少人次", STAFF),
        ("2024年处罚决定多少万元", TABLE),
        ("2024年人员多少人", STAFF),
        ("2024年执法机构多少个", STAFF),
    ],
)
def test_unit_or_noun_that_does_not_fit_is_refused(question: str, body: str) -> None:
    assert asked(question, body).status == "not_found"


def test_body_told_of_in_its_regions_report_is_answered_from_there() -> None:
    body = "一、执法活动\n执法活动较多的是区市场监管局7830件、区城管委1178件、区交通局2158件。\n"
    answer = asked("松原区市场监管局2024年执法活动多少件", body, office="松原区人民政府")
    assert first(answer) in ("7830件", "")
    assert "1178" not in answer.text


def test_base_year_is_the_year_before_the_one_named() -> None:
    period = find_period("2020年实际比当年目标多多少", AS_OF)
    assert (period.years, period.base) == ((2020,), None)


@pytest.mark.parametrize(
    ("text", "years"),
    [("2024年起诉多少人", (2024,)), ("2024年起立案多少件", (2024, 2025)), ("三年行动检查多少家", ())],
)
def test_since_is_told_from_words_that_begin_like_it(text: str, years: tuple[int, ...]) -> None:
    assert find_period(text, AS_OF).years == years


def test_growth_at_constant_prices_is_not_contradicted_by_current_prices() -> None:
    old = "云州市2023年政府工作报告\n\n一、工作回顾\n全市地区生产总值1142亿元。\n"
    new = "云州市2024年政府工作报告\n\n一、工作回顾\n2024年，全市地区生产总值1211亿元，增长3%。\n"
    files = [("云州市2023年政府工作报告.txt", old.encode()), ("云州市2024年政府工作报告.txt", new.encode())]
    ledger = ledger_of_files(files)
    answer = answer_figure(parse_question("2024年地区生产总值增速是多少", AS_OF, ledger.issuers), ledger)
    assert answer.status == "answered"
    assert first(answer) == "3%"


def test_published_rate_is_no_answer_to_how_many_more() -> None:
    body = "一、处罚情况\n全年罚款240.7万元，同比上升29.2%。\n"
    assert asked("2024年罚款比2023年多多少万元", body).status == "not_found"


def test_share_of_a_part_is_of_what_it_is_a_part_of() -> None:
    answer = asked("2024年持证率是多少", "一、队伍\n全局执法人员40人，其中持证执法人员30人。\n")
    assert first(answer) in ("75%", "")
    assert (
        asked("2024年办结率是多少", "一、案件\n行政处罚案件共办理978件，其中909件已办结。\n").figures[0].formula
        == "909÷978"
    )
