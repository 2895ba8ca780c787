"""Questions in other words than the report's: spoken verbs, shortened nouns, words told earlier in the sentence."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import build_ledger
from assistant.asking.understanding.plain_wording import plainly
from assistant.asking.understanding.questions import parse_question
from assistant.asking.understanding.rewording import rewordings
from assistant.evidence import Answer
from tests.assistant.ledger_rows import rows_of

ISSUER = "清溪县综合执法局"


def asked(text: str, question: str, issuer: str = ISSUER) -> Answer:
    rows = rows_of(text, 2024, issuer)
    ledger = build_ledger(rows, [issuer], {issuer: (2024,)}, {"d1": 2024})
    return answer_figure(parse_question(question, datetime.date(2025, 3, 1), [issuer]), ledger)


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        # spoken verbs
        ("2024年，查处超速行驶车辆861辆次。", "2024年查了多少超速行驶车辆？", "861"),
        ("2024年，抓获网上在逃人员73名。", "2024年抓了多少在逃人员？", "73"),
        ("2024年，招聘中小学教师128名。", "2024年招了多少中小学教师？", "128"),
        ("2024年，捣毁制假窝点9个。", "2024年打掉几个制假窝点？", "9"),
        ("2024年，营救遇险群众46人。", "2024年救了多少遇险群众？", "46"),
        ("2024年，拆除违法广告牌312块。", "2024年拆了多少块违法广告牌？", "312"),
        ("2024年，扣押走私冻品58吨。", "2024年扣了多少吨走私冻品？", "58"),
        ("2024年，发放创业担保贷款4300万元。", "2024年发了多少万元创业担保贷款？", "4300"),
        ("2024年，检查娱乐场所940家次。", "2024年娱乐场所查了多少家次？", "940"),
        ("2024年，新建口袋公园17个。", "2024年建了几个口袋公园？", "17"),
        # the order of a question
        ("2024年，民办培训机构，检查64家，责令改正12家。", "2024年检查民办培训机构多少家？", "64"),
        # nouns cut short
        ("2024年，办理生活污水处理厂排污许可35件。", "2024年污水处理厂排污许可多少件？", "35"),
        ("2024年，审结环境资源案件41件。", "2024年审结环资案件多少件？", "41"),
        ("2024年，新建微型消防救援站6座。", "2024年新建微型消防站几座？", "6"),
        # words of rank and place
        ("2024年，改造城镇老旧小区22个。", "2024年改造了多少个老旧小区？", "22"),
        # told earlier in the sentence
        ("2024年，抽检农药样品210批次，不合格8批次，不合格率3.8%。", "2024年农药不合格率是多少？", "3.8"),
        ("2024年，全力开展春季护渔专项行动，检查渔船519艘次。", "2024年春季护渔行动检查渔船多少艘次？", "519"),
        ("2024年，物业、装修、中介纠纷分别为88件、64件和31件。", "2024年装修纠纷多少件？", "64"),
        ("2024年，行政处罚决定中，燃气类15件、47.5万元，供水类9件、12万元。", "2024年燃气类罚款多少万元？", "47.5"),
        ("2024年，行政诉讼应诉14件（一审10件、二审4件）。", "2024年二审行政诉讼几件？", "4"),
        # one thing counted in two units
        ("2024年，改造老旧供水管网26公里、惠及居民1.4万户。", "2024年改造老旧供水管网多少公里？", "26"),
        # words of the same meaning
        ("2024年，为农民工追讨工资516万元。", "2024年帮农民工讨薪多少万元？", "516"),
        ("2024年，查处醉酒驾驶58起。", "2024年醉驾查了多少起？", "58"),
        ("2024年，检查零售药店77家次。", "2024年药店查了多少家次？", "77"),
        # a rate in a list of rates
        ("2024年，办理热线工单3205件；响应率、满意率分别达到99.1%和96.4%。", "2024年热线工单满意率多少？", "96.4"),
        # what each of a list did
        (
            "城北中队检查310家次、罚款12.6万元；城西中队检查277家次、罚款9.8万元。",
            "2024年城北中队罚款多少万元？",
            "12.6",
        ),
        # the body's own field of work says nothing more
        ("2024年，查处水利违法案件39起。", "2024年查处违法案件多少起？", "39"),
    ],
)
def test_the_row_is_found_in_other_words(text: str, question: str, value: str) -> None:
    answer = asked(text, question, "清溪县水利局" if "水利" in text else ISSUER)
    assert (answer.status, [figure.value for figure in answer.figures]) == ("answered", [value]), answer.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("2024年，受理投诉316件，办结302件。", "2024年撤诉多少件？"),
        ("2024年，注销药品经营企业14家。", "2024年新设药品经营企业多少家？"),
        ("2024年，立案87件。", "2024年结案多少件？"),
        ("2024年，涉及食品类违法案件61件，医疗器械类违法案件7件。", "2024年化妆品类违法案件多少件？"),
        ("2024年，应诉行政诉讼5件，无一败诉。", "2024年行政诉讼败诉多少件？"),
        ("2024年，办理复议案件9件，其中维持7件。", "2024年复议撤销多少件？"),
        ("2024年，监督撤案25件。", "2024年监督立案和撤案一共多少件？"),
        ("2024年，抽检合格率97.5%。", "2024年抽检覆盖率是多少？"),
        ("2024年，不予行政许可12件。", "2024年准予行政许可多少件？"),
        ("2024年，依法不批准逮捕31人。", "2024年批捕多少人？"),
        ("2024年，来自日常检查的案件120件，来自投诉举报的案件86件。", "2024年来自上级交办的案件多少件？"),
        ("2024年，普通程序处罚40起；简易程序处罚96起，罚款5000元。", "2024年普通程序罚款多少元？"),
    ],
)
def test_what_counts_something_else_is_not_given(text: str, question: str) -> None:
    answer = asked(text, question)
    assert answer.status == "not_found", answer.text
    assert not answer.figures


def test_two_rows_that_a_spoken_verb_may_mean_are_asked_back() -> None:
    answer = asked("2024年，检查货运车辆900辆，查处货运车辆41辆。", "2024年查了多少辆货运车辆？")
    assert answer.status == "conflict"
    assert {figure.value for figure in answer.figures} == {"900", "41"}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("查 药店", "检查药店"),
        ("药店查", "检查药店"),
        ("抓了在逃人员", "抓获在逃人员"),
        ("处理完 投诉", "办结投诉"),
    ],
)
def test_a_spoken_verb_is_put_in_the_words_of_reports(words: str, first: str) -> None:
    assert rewordings(words)[0] == first


@pytest.mark.parametrize("words", ["检查药店", "查处违法案件", "治安案件", "种子抽检", "端午保供"])
def test_a_sign_within_a_word_is_no_spoken_verb(words: str) -> None:
    assert rewordings(words) == ()


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("2024年许可受理量（件）", "2024年许可受理量多少件"),
        ("2024 消费券 亿元", "2024 消费券多少亿元"),
        ("优良率升了几个点？", "优良率升了几个百分点？"),
        ("去年罚了多少万？", "去年罚了多少万元？"),
        ("领导问，去年立案多少件？", "去年立案多少件？"),
        ("麻烦查一下：去年立案多少件？", "去年立案多少件？"),
        ("2024年立案（不含移送）多少件？", "2024年立案（不含移送）多少件？"),
        ("2024年，立案多少件？", "2024年，立案多少件？"),
        ("全年招了几个点钞员？", "全年招了几个点钞员？"),
    ],
)
def test_shorthand_is_written_out(said: str, plain: str) -> None:
    assert plainly(said) == plain


@pytest.mark.parametrize(
    "question", ["2024年因溺水死亡几人？", "2024 溺水 亡人 数", "2024年溺水死亡人数是多少？", "2024年溺水身亡多少人？"]
)
def test_one_count_of_the_dead_in_many_words_is_a_conflict_when_two_places_differ(question: str) -> None:
    text = "2024年，全县接报溺水警情31起，溺水死亡4人。2024年全县因溺水死亡的5人中有3人是外来人员。"
    answer = asked(text, question)
    assert answer.status == "conflict"
    assert {figure.value for figure in answer.figures} == {"4", "5"}
