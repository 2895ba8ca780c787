"""A body's name that runs on into what is asked (骊水烟草|上缴…): both readings are tried, only whole words leave."""

from __future__ import annotations

import datetime

import pytest

from assistant.asking.bodies.office_names import is_short_for
from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import build_ledger
from assistant.asking.understanding.questions import Question, parse_question
from assistant.evidence import Answer
from tests.assistant.ledger_rows import rows_of

AS_OF = datetime.date(2025, 3, 1)
HELD = (
    "澄江市公安局交通警察支队", "云溪县公安局", "青岭县教育局", "北泽市财政局", "国家税务总局沅浦区税务局", "榆港海关",
    "骊水市烟草专卖局", "清源市中级人民法院", "临渠区应急管理局", "云雀街道办事处", "河曲市气象局", "霞浦县水利局",
    "阿木盟林业和草原局", "雁丘市城市管理综合行政执法局", "砚山区司法局", "宁湖市消防救援支队",
    "芦坪区市场监督管理局", "桐安县人力资源和社会保障局", "沧源市生态环境局", "衡岭市住房和城乡建设局",
    "槐荫区自然资源和规划局", "安平省卫生健康委员会", "临泽市交通运输局", "松河市公共资源交易中心",
    "桂溪县人民代表大会常务委员会", "平湖供水集团有限公司", "灵溪县人民检察院", "泽州市医疗保障局",
    "白沙镇人民政府",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "issuer", "indicator"),
    [
        ("澄江公安交警2024年简易程序案件多少起", "澄江市公安局交通警察支队", "简易程序案件"),
        ("澄江市交管支队去年事故死亡多少人", "澄江市公安局交通警察支队", "事故死亡"),
        ("云溪警方侦破电诈案件多少起", "云溪县公安局", "侦破电诈案件"),
        ("沅浦区局去年查补入库多少万元", "国家税务总局沅浦区税务局", "查补入库"),
        ("骊水市局查获卷烟多少万支", "骊水市烟草专卖局", "查获卷烟"),
        ("榆港关区进口多少亿元", "榆港海关", "进口"),
        ("松河交易中心进场项目多少个", "松河市公共资源交易中心", "进场项目"),
        ("平湖供水公司漏损率多少", "平湖供水集团有限公司", "漏损率"),
        ("桂溪人大去年提出建议多少件", "桂溪县人民代表大会常务委员会", "提出建议"),
    ],
)
def test_what_can_only_be_the_body_is_wholly_taken_out(question: str, issuer: str, indicator: str) -> None:
    parsed = parse_question(question, AS_OF, HELD)
    assert (parsed.issuers, parsed.unknown_issuers, parsed.indicator) == ((issuer,), (), indicator)


@pytest.mark.parametrize(
    ("question", "kept", "without"),
    [
        ("骊水烟草法制审核退回多少件", "烟草法制审核退回", "法制审核退回"),
        ("骊水烟草上缴罚没款多少万元", "烟草上缴罚没款", "上缴罚没款"),
        ("骊水烟草专卖许可证新办多少件", "烟草专卖许可证新办", "许可证新办"),
        ("青岭教育系统违规收费清退多少万元", "教育系统违规收费清退", "违规收费清退"),
        ("澄江交警智能信控平台投资多少万元", "交警智能信控平台投资", "智能信控平台投资"),
        ("云溪公安刑拘了多少人", "公安刑拘", "刑拘"),
        ("北泽财政去年一般公共预算收入多少", "财政 一般公共预算收入", "一般公共预算收入"),
        ("临渠应急检查企业多少家次", "应急检查企业", "检查企业"),
        ("雁丘城管渣土案件多少件", "城管渣土案件", "渣土案件"),
        ("砚山司法法律援助案件多少件", "司法法律援助案件", "法律援助案件"),
        ("芦坪市监食品抽检多少批次", "市监食品抽检", "食品抽检"),
        ("桐安人社追回欠薪多少万元", "人社追回欠薪", "追回欠薪"),
        ("沧源生态环境罚款多少万元", "生态环境罚款", "罚款"),
        ("衡岭住建安全检查项目多少个", "住建安全检查项目", "安全检查项目"),
        ("槐荫自然资源违法用地立案多少宗", "自然资源违法用地立案", "违法用地立案"),
        ("灵溪检察公益诉讼立案多少件", "检察公益诉讼立案", "公益诉讼立案"),
        ("白沙镇政府综合执法立案几件", "政府综合执法立案", "综合执法立案"),
        ("泽州医保追回基金多少万元", "医保追回基金", "追回基金"),
    ],
)
def test_words_that_may_be_of_the_name_are_read_both_ways(question: str, kept: str, without: str) -> None:
    parsed = parse_question(question, AS_OF, HELD)
    assert parsed.otherwise is not None
    assert (parsed.indicator, parsed.otherwise.indicator) == (kept, without)
    assert parsed.issuers == parsed.otherwise.issuers


@pytest.mark.parametrize(
    "question",
    [
        "临泽交通事故多少起",
        "青岭教育经费多少万元",
        "芦坪市场主体多少户",
        "砚山司法所有几个",
        "桂溪人大代表建议多少件",
        "河曲气象站有几个",
        "白沙镇政府采购合同多少份",
        "阿木盟草原综合植被盖度多少",
    ],
)
def test_a_word_that_only_begins_like_the_office_is_not_cut(question: str) -> None:
    assert parse_question(question, AS_OF, HELD).otherwise is None


@pytest.mark.parametrize(
    ("words", "office", "short"),
    [
        ("交易中心", "公共资源交易中心", True),
        ("供水公司", "供水集团有限公司", True),
        ("规资局", "规划和自然资源局", True),
        ("检测中心", "公共资源交易中心", False),
        ("资规局", "规划和自然资源局", False),
        ("供热公司", "供水集团有限公司", False),
        ("交易", "公共资源交易中心", False),
    ],
)
def test_a_name_is_short_for_an_office_when_its_signs_begin_the_words_in_order(
    words: str, office: str, short: bool
) -> None:
    assert is_short_for(words, office) is short


def _asked(question: str, text: str, issuer: str) -> Answer:
    ledger = build_ledger(rows_of(text, 2024, issuer), (issuer,), {issuer: (2024,)})
    parsed: Question = parse_question(question, AS_OF, (issuer,))
    return answer_figure(parsed, ledger)


TOBACCO = "全年上缴罚没款412.6万元，法制审核退回补正14件。全市烟草制品零售户10427户。"
EMERGENCY = "全年检查企业1204家次。组织应急预案检查企业36家次。发生生产安全事故3起。"
FIRE = "消防监督检查单位2310家。专项整治中检查单位88家。"


@pytest.mark.parametrize(
    ("question", "text", "issuer", "status", "values"),
    [
        ("骊水烟草上缴罚没款2024年是多少", TOBACCO, "骊水市烟草专卖局", "answered", {"412.6"}),
        ("骊水烟草制品零售户2024年有多少户", TOBACCO, "骊水市烟草专卖局", "answered", {"10427"}),
        ("骊水烟草法制审核退回2024年多少件", TOBACCO, "骊水市烟草专卖局", "answered", {"14"}),
        ("临渠应急检查企业2024年多少家次", EMERGENCY, "临渠区应急管理局", "conflict", {"36", "1204"}),
        ("宁湖消防监督检查单位2024年多少家", FIRE, "宁湖市消防救援支队", "answered", {"2310"}),
        ("临渠应急事故2024年多少起", EMERGENCY, "临渠区应急管理局", "not_found", set()),
        ("骊水烟草种植2024年多少亩", TOBACCO, "骊水市烟草专卖局", "not_found", set()),
    ],
)
def test_the_reading_that_is_held_answers_and_two_different_ones_are_asked_back(
    question: str, text: str, issuer: str, status: str, values: set[str]
) -> None:
    answer = _asked(question, text, issuer)
    assert (answer.status, {figure.value for figure in answer.figures}) == (status, values)
