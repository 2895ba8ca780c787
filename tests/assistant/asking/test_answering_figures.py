"""Figure questions over the marked reports: the right value, a refusal, or both places; never a wrong figure."""

from __future__ import annotations

import datetime
import re

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import Ledger
from assistant.asking.understanding.follow_ups import fill_from
from assistant.asking.understanding.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.marked_reports import CLOUD, LAKE, REPORTS, ledger_of

AS_OF = datetime.date(2025, 2, 1)
ALL = ledger_of(REPORTS)
ONE = ledger_of({key: text for key, text in REPORTS.items() if key[0] == CLOUD})


def asked(question: str, ledger: Ledger = ONE, own_issuer: str = "") -> Answer:
    return answer_figure(parse_question(question, AS_OF, ledger.issuers, own_issuer), ledger)


def values(answer: Answer) -> list[str]:
    return [f"{figure.value}{figure.unit}" for figure in answer.figures]


# One bureau with the years 2022 to 2024; the first value given is the one that must come first.
ANSWERED = [
    ("2024年罚没款金额是多少？", "344.1万元"),
    ("2024年罚没金额多少万元", "344.1万元"),
    ("去年一共罚了多少钱？", "344.1万元"),
    ("咱们局去年一共罚了多少钱？", "344.1万元"),
    ("我局前年罚没了多少钱", "300.2万元"),
    ("2022年罚没款多少", "218.6万元"),
    ("二〇二三年罚没款总额是多少", "300.2万元"),
    ("２０２３年罚没款总额是多少", "300.2万元"),
    ("24年立案多少件", "647件"),
    ("立案多少件", "647件"),
    ("2024年全局共立了多少件案子？", "647件"),
    ("2023年立案数是多少", "520件"),
    ("大前年立案多少", "412件"),
    ("上年度结案多少件", "666件"),
    ("2023年食品案件立案多少件？", "75件"),
    ("2024年食品立案查处多少件违法案件", "93件"),
    ("2024年新设立经营主体多少户？", "16489户"),
    ("2024年新设市场主体有多少户", "16489户"),
    ("去年受理行政许可多少件", "24423件"),
    ("2024年移送涉嫌犯罪案件几件", "8件"),
    ("去年移送公安多少件", "8件"),
    ("2024年药品零售企业检查了多少家次", "343家次"),
    ("2024年检查食品生产经营主体多少户次", "1073户次"),
    ("药品抽检多少批次", "99批次"),
    ("化妆品抽检了几批次", "126批次"),
    ("特种设备使用单位有多少家", "2000家"),
    ("2024年列入经营异常名录的经营主体多少户", "9532户"),
    ("为消费者挽回多少经济损失", "73.49万元"),
    ("去年帮消费者追回了多少钱", "73.49万元"),
    ("去年投诉举报受理多少件", "34973件"),
    ("2024年接到多少件投诉举报", "34973件"),
    ("现有持证执法人员多少人", "213人"),
    ("2022年在岗执法人员多少人", "146人"),
    ("不予处罚案件多少件", "77件"),
    ("去年免罚了多少件", "77件"),
    ("减轻、从轻处罚了多少件", "352件"),
    ("2023年行政诉讼多少件", "12件"),
    ("2024年行政诉讼多少件", "21件"),
    ("2024年1-11月行政复议多少件", "135件"),
    ("2024年行政复议多少件", "135件"),
    ("ODR企业按时办结率是多少", "100%"),
    ("2023年投诉举报办结率是多少", "97.5%"),
    ("2025年普法宣传的目标是多少场", "120场"),
]

# What is not held, with a word the refusal must say.
REFUSED = [
    ("2019年立案多少件？", "2022年"),
    ("2025年立案了多少件？", "目标"),
    ("今年普法宣传多少场", "目标"),
    ("2024年查处广告违法案件多少件？", "广告"),
    ("2024年查处价格违法案件多少件？", ""),
    ("2024年食品抽检多少批次", ""),
    ("2024年抽检多少批次", "药品抽检"),
    ("2024年药品抽检不合格多少批次", ""),
    ("2024年检查了多少家次", "药品零售企业检查"),
    ("2024年行政强制执行多少件", ""),
    ("2024年扣押财物多少件", ""),
    ("2024年行政复议撤销多少件", ""),
    ("2024年行政诉讼败诉多少件", ""),
    ("2024年女性执法人员多少人", ""),
    ("2024年经营主体总量多少户", ""),
    ("2024年注销经营主体多少户", ""),
    ("2023年移送纪委多少件", ""),
    ("河西区市场监管局2024年立案多少件？", "河西区市场监管局"),
    ("镜湖区2024年立案多少件？", "镜湖区"),
    ("市生态环境局2024年罚款多少", "市生态环境局"),
    ("2024年上半年立案多少件", ""),
    ("2024年罚款金额是多少人", ""),
    ("2024年立案金额多少万元", ""),
    ("2024年网吧检查多少家次", ""),
    ("2022年投诉举报办结多少人", ""),
    ("2024年信访受理多少件", ""),
    ("2023年新设立经营主体多少户", "2024年"),
    ("2022年立案比上年增加多少？", "2021年"),
    ("2022年结案占受理行政许可的比例", ""),
    ("2024年医疗器械抽检合格率是多少", ""),
]

COMPUTED = [
    ("2022年投诉举报办结率是多少？", "96.98%", "19702÷20315"),
    ("12315投诉举报办结率是多少？", "91.46%", "31988÷34973"),
    ("去年还有多少件投诉举报没办结", "2985件", "34973-31988"),
    ("2023年罚没款比上年增加多少？", "81.6万元", "300.2-218.6"),
    ("前年罚没款比大前年多多少万元", "81.6万元", "300.2-218.6"),
    ("2024年立案比2022年增加多少件", "235件", "647-412"),
    ("与2023年相比，2024年立案增加了多少件？", "127件", "647-520"),
    ("2024年和2023年立案相差多少件", "127件", "647-520"),
    ("2024年立案同比增长多少", "24.42%", "(647-520)÷520"),
    ("2024年结案增长率是多少", "32.41%", "(666-503)÷503"),
    ("2024年立案比上年增长了百分之几", "24.42%", "(647-520)÷520"),
    ("2024年结案比立案多多少件", "19件", "666-647"),
    ("移送公安占立案的比例是多少", "1.24%", "8÷647"),
    ("2024年不予处罚案件占结案的比重", "11.56%", "77÷666"),
    ("2022年到2024年一共立案多少件", "1579件", "412+520+647"),
    ("近三年罚没款合计多少", "862.9万元", "218.6+300.2+344.1"),
    ("近三年年均立案多少件", "526.33件", "(412+520+647)÷3"),
    ("2024年立案数是2022年的多少倍", "1.57倍", "647÷412"),
    ("药品、医疗器械、化妆品抽检一共多少批次", "229批次", "99+4+126"),
    ("2024年立案和结案合计多少件", "1313件", "647+666"),
    ("2024年平均每件结案案件罚没多少万元", "0.52万元", "344.1÷666"),
    ("2022年持证率是多少", "95.21%", "139÷146"),
]


@pytest.mark.parametrize(("question", "value"), ANSWERED)
def test_answers_with_the_value_as_written(question: str, value: str) -> None:
    answer = asked(question)
    assert (answer.status, values(answer)[:1]) == ("answered", [value]), answer.text


@pytest.mark.parametrize(("question", "says"), REFUSED)
def test_refuses_what_is_not_held_and_gives_no_figure(question: str, says: str) -> None:
    answer = asked(question)
    assert answer.status == "not_found", answer.text
    assert answer.figures == ()
    assert says in answer.text
    shown = re.sub(r"(?:19|20)\d{2}年|“[^”]*”", "", answer.text)
    assert not re.search(r"\d", shown), "a refusal names years and what was asked, never a number of the ledger"


@pytest.mark.parametrize(("question", "value", "formula"), COMPUTED)
def test_computes_with_the_formula_shown(question: str, value: str, formula: str) -> None:
    answer = asked(question)
    assert answer.status == "answered", answer.text
    assert (values(answer)[0], answer.figures[0].formula) == (value, formula), answer.text
    assert formula in answer.text
    assert answer.citations


def every_question() -> list[tuple[str, Ledger]]:
    questions = [case[0] for case in [*ANSWERED, *REFUSED, *COMPUTED]]
    return [(question, ledger) for question in questions for ledger in (ONE, ALL)]


@pytest.mark.parametrize(("question", "ledger"), every_question())
def test_every_number_of_an_answer_stands_in_its_figures_or_citations(question: str, ledger: Ledger) -> None:
    answer = asked(question, ledger)
    if answer.status == "not_found":
        return
    held = "\n".join(
        [question]
        + [citation.text + citation.section + citation.title for citation in answer.citations]
        + [f"{figure.value} {figure.formula} {figure.year}" for figure in answer.figures]
        + [f"{row.value} {row.year}" for row in answer.rows]
    )
    text = re.sub(r"\[\d+\]|^\d+\. ", "", answer.text, flags=re.MULTILINE)
    for number in re.findall(r"\d+(?:\.\d+)?", text):
        assert number in held, f"{number} of “{answer.text}” stands nowhere"


@pytest.mark.parametrize(("question", "ledger"), every_question())
def test_citation_numbers_in_the_text_are_those_of_the_citations(question: str, ledger: Ledger) -> None:
    answer = asked(question, ledger)
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert marks <= set(numbers)
    assert {figure.citation for figure in answer.figures} <= set(numbers)


def test_two_places_that_disagree_are_both_shown() -> None:
    answer = asked("2024年采取行政强制措施多少？")
    assert answer.status == "conflict"
    assert values(answer) == ["150件", "141起"]
    assert "一（三）1 行政处罚" in answer.text
    assert "一（三）2 行政强制" in answer.text
    assert [citation.section for citation in answer.citations] == ["一（三）1 行政处罚", "一（三）2 行政强制"]


def test_one_value_in_two_places_is_one_answer_with_both() -> None:
    answer = asked("2024年立案多少件")
    assert answer.status == "answered"
    assert len(answer.figures) == 1
    assert len(answer.citations) == 2


def test_an_approximate_value_keeps_its_words() -> None:
    answer = asked("特种设备使用单位有多少家")
    assert answer.figures[0].approximate
    assert "2000余家" in answer.text


def test_without_a_year_the_newest_is_taken_and_that_is_said() -> None:
    assert "2024年" in asked("罚没款金额是多少").text
    assert "未写明年度" in asked("罚没款金额是多少").text
    assert "未写明年度" not in asked("2024年罚没款金额是多少").text


def test_without_an_issuer_several_that_hold_it_are_all_shown() -> None:
    answer = asked("2024年立案多少件？", ALL)
    assert answer.status == "conflict"
    assert values(answer) == ["647件", "530件"]
    assert {row.issuer for row in answer.rows} == {CLOUD, LAKE}
    assert "请说明" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云溪区市场监管局2024年立案多少件？", "647件"),
        ("清河市镜湖区市场监督管理局去年立案多少件？", "530件"),
        ("镜湖市监局2024年罚没款多少", "1.2亿元"),
        ("市城管委2024年罚款多少？", "251.4万元"),
        ("清河市城市管理委2023年罚款金额多少", "283.66万元"),
        ("市城管委去年罚了多少钱", "251.4万元"),
    ],
)
def test_an_issuer_is_known_by_its_short_names(question: str, value: str) -> None:
    answer = asked(question, ALL)
    assert (answer.status, values(answer)) == ("answered", [value]), answer.text


def test_our_own_office_is_the_one_given() -> None:
    answer = asked("我局去年立案多少件", ALL, own_issuer=LAKE)
    assert values(answer) == ["530件"]
    assert asked("我局去年立案多少件", ALL).status == "conflict"


def test_a_rate_whose_base_is_absent_says_which() -> None:
    answer = asked("镜湖区市场监管局2024年信访办结率是多少", ALL)
    assert answer.status == "not_found"
    assert "信访办结" in answer.text


def test_a_rate_is_computed_from_the_issuers_own_counts() -> None:
    answer = asked("镜湖区市场监管局2024年抽检合格率", ALL)
    assert (values(answer), answer.figures[0].formula) == (["97.6%"], "1425÷1460")


def test_a_published_change_that_contradicts_the_ledger_is_pointed_out() -> None:
    answer = asked("2024年罚没款同比增长多少")
    assert answer.status == "conflict"
    assert values(answer)[:2] == ["16.2%", "14.62%"]
    assert "不一致" in answer.text
    agreeing = asked("2023年罚没款同比增长多少")
    assert values(agreeing)[0] == "37.33%"
    assert "不一致" not in agreeing.text


def test_a_change_stated_right_after_both_values_is_held_against_them() -> None:
    marked = "行政检查{2124次:行政检查}，比上年的{1200次:行政检查;year=2023}增加{一倍:检查增加;base=比上年}。"
    answer = asked("2024年行政检查比上年增加多少次", ledger_of({(CLOUD, 2024): marked}))
    assert (answer.status, values(answer)) == ("answered", ["924次", "77%"])  # how many more is no rate
    assert "不一致" in answer.text
    rate = asked("2024年行政检查比上年增长百分之几", ledger_of({(CLOUD, 2024): marked}))
    assert (rate.status, values(rate)) == ("conflict", ["一倍", "77%", "924次"])


def test_a_published_change_answers_when_the_base_is_not_held() -> None:
    answer = asked("2024年新设立经营主体同比增长多少")
    assert answer.status == "answered"
    assert "同比下降9.79%" in answer.text


def test_percentages_differ_by_percentage_points() -> None:
    answer = asked("2023年投诉举报办结率比上年提高多少个百分点")
    assert values(answer) == ["0.52个百分点"]
    assert "提高" in answer.text


def test_a_series_comes_in_order_with_points_for_a_chart() -> None:
    answer = asked("近三年立案多少件")
    assert values(answer) == ["412件", "520件", "647件"]
    assert [(row.year, row.amount) for row in answer.rows] == [(2022, "412"), (2023, "520"), (2024, "647")]
    assert asked("2023年以来罚没款").rows == asked("2023与2024年罚没款各多少").rows
    assert len(asked("历年结案数").rows) == 3
    assert len(asked("“十四五”期间结案多少件").rows) == 3


def test_the_highest_year_is_named_with_its_value() -> None:
    answer = asked("哪一年立案最多？")
    assert values(answer) == ["2024年", "647件"]
    assert values(asked("哪年罚没款最少"))[0] == "2022年"


def test_issuers_are_ranked() -> None:
    answer = asked("2024年哪个局罚没款最多？", ALL)
    assert values(answer) == ["1.2亿元"]
    assert [row.issuer for row in answer.rows] == [LAKE, CLOUD]


def test_two_issuers_are_compared() -> None:
    answer = asked("2024年云溪区市场监管局立案比镜湖区市场监管局多多少件", ALL)
    assert (values(answer), answer.figures[0].formula) == (["117件"], "647-530")


def test_different_counts_meant_by_everyday_words_are_all_shown() -> None:
    answer = asked("去年办了多少案子")
    assert answer.status == "conflict"
    assert values(answer) == ["647件", "666件"]


def test_two_indicators_are_both_answered() -> None:
    assert values(asked("2024年立案和结案各多少件")) == ["647件", "666件"]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (["2024年立案多少件？", "那前年呢？"], "520件"),
        (["2024年立案多少件？", "2022年呢"], "412件"),
        (["2023年立案多少件？", "食品的呢？"], "75件"),
        (["2023年罚没款多少？", "比上年增加多少？"], "81.6万元"),
        (["2024年罚没款多少？", "结案呢？"], "666件"),
        (["2023年罚没款多少？", "结案多少件？"], "503件"),
        (["2024年立案比上年增加多少？", "那前年呢？"], "108件"),
        (["云溪区市场监管局2024年立案多少件？", "镜湖区的呢？"], "530件"),
    ],
)
def test_follow_ups_take_over_what_they_leave_out(turns: list[str], value: str) -> None:
    ledger = ALL if "云溪区" in turns[0] else ONE
    question = None
    for turn in turns:
        question = fill_from(parse_question(turn, AS_OF, ledger.issuers), question)
    assert question is not None
    assert values(answer_figure(question, ledger))[:1] == [value]


def test_an_empty_ledger_refuses() -> None:
    empty = ledger_of({})
    assert asked("2024年立案多少件", empty).status == "not_found"
    assert asked("近三年立案多少件", empty).status == "not_found"
    assert asked("哪一年立案最多", empty).status == "not_found"
    assert asked("哪个局2024年立案最多", empty).status == "not_found"
    assert asked("2024年立案比上年增加多少", empty).status == "not_found"


@pytest.mark.parametrize("question", ["", "？", "多少", "2024年", "2024年多少件", "的" * 3000, "2024年" + "立案" * 200])
def test_questions_without_sense_are_refused(question: str) -> None:
    assert asked(question).status == "not_found"
