"""Rules of asking, each on a small report of its own: what narrows a figure, what stands for it, what is refused."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.understanding.periods import find_period
from assistant.asking.understanding.questions import parse_question
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
    assert answer.status == "conflict"
    assert {f"{figure.value}{figure.unit}" for figure in answer.figures} == {"1395次", "522次"}


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
    body = "一、执法活动\n区市场监管局开展执法活动7830件，区城管委开展执法活动1178件。\n"
    answer = asked("松原区市场监管局2024年执法活动多少件", body, office="松原区人民政府")
    assert first(answer) == "7830件"
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
    assert first(answer) == "75%"
    assert (
        asked("2024年办结率是多少", "一、案件\n行政处罚案件共办理978件，其中909件已办结。\n").figures[0].formula
        == "909÷978"
    )


RISES = """一、案件办理
全年立案208件，同比增加19件，增长10.1%。行政许可事项23项。受理行政许可申请412件。
"""


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2024年立案同比增长多少？", ["10.1%", "19件"]),  # either may be meant
        ("2024年立案增幅是多少？", ["10.1%"]),
        ("2024年立案同比增长百分之几？", ["10.1%"]),
        ("2024年立案同比增加多少件？", ["19件"]),
        ("2024年行政许可收了多少件？", ["412件"]),
        ("2024年行政许可事项有多少项？", ["23项"]),
    ],
)
def test_rise_published_as_rate_and_amount_is_said_as_asked(question: str, values: list[str]) -> None:
    assert [f"{figure.value}{figure.unit}" for figure in asked(question, RISES).figures] == values


@pytest.mark.parametrize("question", ["各类许可哪年最多", "各项处罚最高的是多少"])
def test_every_kind_is_no_ranking_of_bodies(question: str) -> None:
    assert parse_question(f"2022年到2024年{question}", AS_OF).comparison != "rank"


@pytest.mark.parametrize("question", ["各区立案排名", "哪个局立案最多", "各单位罚款最多的是哪家"])
def test_bodies_are_ranked(question: str) -> None:
    assert parse_question(f"2024年{question}", AS_OF).comparison == "rank"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青溪县检察院2024年办理案件多少件", "1683件"),
        ("青溪县人民检察院2024年提起公诉多少人", "498人"),
        ("青溪县法院2024年办理案件多少件", ""),  # another body's figures do not stand for it
        ("2024年法院改判多少件", "4件"),  # a court that the report tells of
    ],
)
def test_courts_and_procuratorates_are_bodies(question: str, value: str) -> None:
    body = "一、办案\n全年办理案件1683件，提起公诉498人。提出抗诉，法院改判4件。\n"
    assert first(asked(question, body, office="青溪县人民检察院")) == value


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("2024年立案多少件", "64件", "河道巡查"),  # the only count there is, with what it came of
        ("2024年河道巡查多少次", "3527次", ""),
    ],
)
def test_only_count_is_given_with_the_round_of_checks_it_came_of(question: str, value: str, said: str) -> None:
    answer = asked(question, "一、执法\n全年河道巡查3527次，立案64件。\n")
    assert (answer.status, first(answer)) == ("answered", value)
    assert said in answer.text


def test_count_after_one_of_several_rounds_of_checks_is_not_given_as_the_whole() -> None:
    body = "一、执法\n河道巡查3527次，立案64件。取水检查210家次，立案9件。\n"
    assert asked("2024年立案多少件", body).status != "answered"


@pytest.mark.parametrize("question", ["2024年收到多少件行政许可申请", "2024年行政许可收了多少件"])
def test_what_came_in_is_not_answered_by_what_was_settled(question: str) -> None:
    answer = asked(question, "一、许可\n全年受理行政许可申请16890件，办结16802件。\n")
    assert "16802" not in answer.text


DISTRICTS = """一、执法情况
全市立案66件。

| 单位 | 立案（件） |
|---|---|
| 东川区 | 28 |
| 西川区 | 21 |

二、投诉举报
2023年，收到举报39件。
"""


def test_a_place_that_is_a_part_of_the_bodys_report_is_answered_from_it() -> None:
    assert first(asked("青川市应急管理局2024年东川区立案多少件", DISTRICTS, "青川市应急管理局")) == "28件"


@pytest.mark.parametrize("question", ["青川市应急管理局2024年南川区立案多少件", "南川区2024年立案多少件"])
def test_a_place_that_the_report_does_not_tell_of_is_refused(question: str) -> None:
    answer = asked(question, DISTRICTS, "青川市应急管理局")
    assert answer.status == "not_found"
    assert "南川区" in answer.text


def test_a_year_that_only_another_years_report_tells_of_is_said_so() -> None:
    told = asked("2023年罚款多少万元", DISTRICTS, "青川市应急管理局").text
    assert "2024年的报告中写有2023年的部分数据" in told
    assert "没有2023年的报告" not in told
    assert "没有2019年的报告" in asked("2019年罚款多少万元", DISTRICTS, "青川市应急管理局").text
