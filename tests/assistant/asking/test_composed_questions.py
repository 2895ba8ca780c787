"""Questions over several values: sums, shares, averages and differences of named things, and years that are missing."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.understanding.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.asking.test_asking_rules import AS_OF, first
from tests.assistant.asking.test_asking_rules import asked as asked_of_report
from tests.assistant.read_reports import ledger_of_files


def asked(question: str, body: str, office: str = "松原区应急管理局") -> Answer:
    return asked_of_report(question, f"一、工作情况\n{body}\n", office=office)


def over_years(question: str, bodies: dict[int, str], office: str = "松原区文化和旅游局") -> Answer:
    files = [
        (f"{office}{year}年工作报告.txt", f"{office}{year}年工作报告\n\n一、工作情况\n{body}\n".encode())
        for year, body in bodies.items()
    ]
    ledger = ledger_of_files(files)
    return answer_figure(parse_question(question, AS_OF, ledger.issuers), ledger)


@pytest.mark.parametrize(
    ("body", "question", "value", "formula"),
    [
        ("住宅火灾212起、仓储场所火灾37起。", "2024年住宅和仓储场所火灾一共多少起？", "249起", "212+37"),
        (
            "查处药品案件216件、化妆品案件47件。许可事项中化妆品类61件。",
            "2024年药品和化妆品案件合计多少件？",
            "263件",
            "216+47",
        ),
        ("监督立案28件、撤案15件。", "2024年监督立案和撤案总共多少件？", "43件", "28+15"),
        ("办理人大代表建议31件、政协委员提案44件。", "2024年建议提案一共办了多少件？", "75件", "31+44"),
        ("买卖合同纠纷301件、借款合同纠纷122件。", "2024年买卖合同和借款合同纠纷加起来几件？", "423件", "301+122"),
        (
            "举办“你问我答”活动12期、“送法进企”活动30期。",
            "2024年“你问我答”和“送法进企”活动合计多少期？",
            "42期",
            "12+30",
        ),
        (
            "新建公租房1.2万套、保障性租赁住房3.45万套。",
            "2024年公租房和保障性租赁住房一共新建多少万套？",
            "4.65万套",
            "1.2+3.45",
        ),
    ],
)
def test_named_things_are_added_up(body: str, question: str, value: str, formula: str) -> None:
    answer = asked(question, body)
    assert answer.status == "answered", answer.text
    assert (first(answer), answer.figures[0].formula) == (value, formula)


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("办理案件97件，其中办结90件。", "2024年办理案件和办结案件一共多少件？"),  # the part is in its whole
        ("全年立案97件，食品立案20件。", "2024年立案和食品立案一共多少件？"),
        ("住宅火灾212起，仓储场所火灾伤亡3人。", "2024年住宅火灾和仓储场所火灾伤亡一共多少？"),
        ("住宅火灾212起。", "2024年住宅和仓储场所火灾一共多少起？"),
    ],
)
def test_what_has_no_sum_is_not_added_up(body: str, question: str) -> None:
    answer = asked(question, body)
    assert answer.status != "answered" or "合计" not in answer.text, answer.text


@pytest.mark.parametrize(
    ("body", "question", "value", "formula"),
    [
        ("作出行政处罚520件。其中，超限类130件，无证类65件。", "2024年超限类处罚占行政处罚的比重？", "25%", "130÷520"),
        ("全年罚款640万元，其中施工类罚款160万元。", "2024年施工类罚款占罚款总额百分之几？", "25%", "160÷640"),
        ("审执结案件9512件，5个法庭审结案件2378件。", "2024年法庭审结案件占审执结案件的比例？", "25%", "2378÷9512"),
        ("全年立案80件，其中市容环境类60件。", "2024年立案里市容环境类占几成？", "75%", "60÷80"),
    ],
)
def test_part_of_a_share_is_counted_in_the_unit_of_its_whole(
    body: str, question: str, value: str, formula: str
) -> None:
    answer = asked(question, body)
    assert answer.status == "answered", answer.text
    assert (first(answer), answer.figures[0].formula) == (value, formula)


def test_part_of_another_chapter_is_no_part_of_the_whole() -> None:
    body = "一、许可\n办理许可300件，其中食品类200件。\n二、处罚\n作出行政处罚400件。"
    assert asked_of_report("2024年食品类处罚占行政处罚的比重？", body).status == "not_found"


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("罚款900万元。施工类处罚20件，罚款300万元。", "2024年施工类平均每件罚多少万元？", "15万元"),
        ("举办培训29期，培训1230人次。", "2024年培训平均每期多少人次？", "42.41人次"),
        ("全年立案640件。持证人员160人。", "2024年每个持证人员平均办多少件立案？", "4件"),
        ("出让土地50公顷，出让价款35亿元。", "2024年出让土地平均每公顷出让价款多少亿元？", "0.7亿元"),
    ],
)
def test_average_keeps_to_what_was_named(body: str, question: str, value: str) -> None:
    answer = asked(question, body)
    assert answer.status == "answered", answer.text
    assert first(answer) == value


def test_average_of_a_part_is_not_that_of_the_whole() -> None:
    body = "全年罚款900万元。从类别看，施工类处罚20件。"
    assert asked("2024年施工类平均每件罚多少万元？", body).status == "not_found"


@pytest.mark.parametrize(
    ("body", "question", "value", "formula"),
    [
        ("水类罚款58.6万元，大气类罚款40.1万元。", "2024年水类和大气类罚款差多少万元？", "18.5万元", "58.6-40.1"),
        ("新增绿色工厂31家、零碳工厂4家。", "2024年新增的绿色工厂比零碳工厂多几家？", "27家", "31-4"),
        (
            "中央财政支出90亿元，地方财政支出60亿元。",
            "2024年财政支出中地方比中央少多少亿元？",
            "-30亿元",
            "60-90",
        ),
    ],
)
def test_difference_of_two_parts_shares_their_words(body: str, question: str, value: str, formula: str) -> None:
    answer = asked(question, body)
    assert answer.status == "answered", answer.text
    assert (first(answer), answer.figures[0].formula) == (value, formula)


YEARS = {2022: "全年检查场所310家次。", 2023: "全年受理举报20件。", 2024: "全年检查场所290家次。"}


@pytest.mark.parametrize(
    "question",
    ["近三年一共检查场所多少家次？", "2022年和2023年检查场所总共多少家次？", "2022到2024年检查场所合计多少家次？"],
)
def test_no_total_where_a_year_is_missing(question: str) -> None:
    answer = over_years(question, YEARS)
    assert answer.status == "not_found"
    assert not answer.figures
    assert "2023年" in answer.text


def test_total_over_years_takes_in_what_is_reckoned_back() -> None:
    bodies = {2023: "全年受理举报20件。", 2024: "全年检查场所290家次，比2023年减少15家次。"}
    answer = over_years("2023、2024两年一共检查场所多少家次？", bodies)
    assert (first(answer), answer.figures[0].formula) == ("595家次", "305+290")


def test_value_and_its_change_are_both_told() -> None:
    answer = asked("2024年接待游客多少、同比涨了多少？", "接待游客286.5万人次，同比增长9.2%。")
    assert answer.status == "answered"
    assert [figure.value for figure in answer.figures] == ["286.5", "9.2"]


def test_of_two_parts_asked_for_the_one_held_is_given_and_the_other_named_as_missing() -> None:
    answer = asked("2024年城镇、农村居民人均可支配收入分别多少元？", "农村居民人均可支配收入19850元。")
    assert [figure.value for figure in answer.figures] == ["19850"]
    assert "库中没有“城镇居民人均可支配收入”的数据" in answer.text


def test_published_rate_comes_before_a_reckoned_one() -> None:
    answer = asked(
        "2024年行政诉讼败诉率是多少？", "行政诉讼34件，已审结29件，败诉2件，败诉率6.9%。", "松原市自然资源局"
    )
    assert (answer.status, first(answer)) == ("answered", "6.9%")


def test_income_ratio_is_the_towns_over_the_villages() -> None:
    body = "城镇居民人均可支配收入39820元，农村居民人均可支配收入22165元。"
    answer = asked("2024年城乡居民收入比是多少？", body, "松原市统计局")
    assert (first(answer), answer.figures[0].formula) == ("1.8倍", "39820÷22165")


def test_same_term_of_last_year_stands_beside_a_part_of_the_year() -> None:
    body = "1—11月，罚款21.36万元，上年同期罚款19.8万元。"
    answer = asked("2024年1-11月罚款比上年同期多多少万元？", body)
    assert answer.status != "answered" or first(answer) == "1.56万元"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年接待游客多少人次？按2024年的数和增幅倒推", (2023,)),
        ("2023年立案多少件，用同比推算一下", (2023,)),
        ("2022、2023两年一共罚了多少", (2022, 2023)),
    ],
)
def test_how_to_reckon_names_no_year_that_is_asked_for(text: str, years: tuple[int, ...]) -> None:
    assert parse_question(text, datetime.date(2025, 3, 1)).years == years


def test_what_is_denied_is_no_answer_to_what_is_asked() -> None:
    body = "组织税费收入90亿元，其中税收收入60亿元，非税收入3亿元。"
    answer = asked("2024年税收收入占税费收入的比重？", body, "松原区税务局")
    assert "非税" not in answer.text
