"""Short names that clerks use for public bodies, bodies that are near and others, and parts inside a body."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asking.bodies.body_names import same_body, take_apart, with_office
from assistant.asking.bodies.issuers import find_issuers
from assistant.asking.bodies.office_names import office_names

# A body, what it is called for short, and what is near to it and another body.
NAMES = [
    ("清河市云溪区市场监督管理局", "云溪区市监局 云溪市场监管局 云溪市监",
     "云溪区城管局 镜湖区市监局 清河市市监局 云溪区药监局"),
    ("清河市城市管理委员会", "清河市城管委 清河城管委 市城管委 清河城管局", "云溪区城管委 清河市住建委 清河市应急局"),
    ("平川县城市管理综合行政执法局", "平川县城管局 平川县综合执法局 平川城管执法局 平川综合行政执法局",
     "平川县住建局 平川县司法局 平水县城管局"),
    ("清河市生态环境局", "清河市环保局 清河环境局 市生态环境局 清河环保", "清河市水务局 清河市气象局 云溪区环保局"),
    ("清河市卫生健康委员会", "清河市卫健委 清河卫生健康委 清河卫健", "清河市医保局 清河市疾控中心"),
    ("平川县卫生健康局", "平川县卫健局 平川卫健委 平川卫生局", "平川县医保局"),
    ("芦岭区农业农村局", "芦岭区农业局 芦岭农业农村局 芦岭农委", "芦岭区林业局 芦岭区水务局 芦岭区乡村振兴局"),
    ("松江县应急管理局", "松江县应急局 松江应急", "松江县消防救援大队 松江县气象局 松江市应急局"),
    ("清河市发展和改革委员会", "清河市发改委 清河发改", "清河市商务局 清河市工信局"),
    ("衡阳市住房和城乡建设局", "衡阳市住建局 衡阳住建 衡阳市住房城乡建设局 衡阳市住建委",
     "衡阳市自然资源局 衡阳市公积金中心 衡阴市住建局"),
    ("清河市住房公积金管理中心", "清河市公积金中心 清河公积金", "清河市住建局"),
    ("清河市商务局", "清河商务局 市商务局 清河市商务委", "清河市粮食局"),
    ("青屿市文化和旅游局", "青屿市文旅局 青屿文旅", "青屿市体育局 青屿市新闻出版局"),
    ("平川县文化广电旅游体育局", "平川县文广旅体局 平川文旅局 平川文旅体局", "平川县教育局"),
    ("清河市人力资源和社会保障局", "清河市人社局 清河人力社保局 清河人社", "清河市医保局 清河市民政局"),
    ("槐荫市自然资源和规划局", "槐荫市资规局 槐荫自然资源局 槐荫资规 槐荫市规划资源局",
     "槐荫市林业局 槐荫市住建局 槐荫市水利局"),
    ("临江市交通运输局", "临江市交通局 临江交运局 临江交通", "临江市公安局 临江市邮政管理局 临江市交管局"),
    ("清河市水务局", "清河水务局 清河水利局 清河水务", "清河市生态环境局 清河水务集团"),
    ("清河市公安局", "清河公安局 清河公安 市公安局", "清河市司法局 云溪区公安局 清河市公安局交警支队"),
    ("清河市公安局云溪分局", "云溪公安分局 云溪区公安分局 清河公安局云溪分局", "清河市公安局 镜湖公安分局"),
    ("清河市自然资源和规划局城东分局", "清河自然资源和规划局城东分局", "清河市自然资源和规划局 清河市水务局"),
    ("岚山市公安局交通警察支队", "岚山交警支队 岚山市交警支队 岚山交警",
     "岚山市公安局 岚山市消防支队 岚山县交警大队"),
    ("清河市财政局", "清河财政局 市财政局", "国家税务总局清河市税务局 清河市审计局"),
    ("国家税务总局沅水区税务局", "沅水区税务局 沅水税务局 沅水税务", "沅水区财政局 沅江区税务局 沅水市税务局"),
    ("清河市审计局", "清河审计局", "清河市统计局 清河市财政局"),
    ("清河市教育局", "清河教育局 清河市教委", "清河市体育局 清河市科技局"),
    ("平川县教育体育局", "平川县教体局 平川县教育局", "平川县体育局 平川县文旅局"),
    ("清河市科学技术局", "清河市科技局 清河科技局", "清河市工信局"),
    ("清河市工业和信息化局", "清河市工信局 清河经信局 清河工信", "清河市发改委 清河市商务局"),
    ("清河市行政审批局", "清河审批局 清河市行政审批服务局", "清河市市场监管局"),
    ("甘棠省药品监督管理局", "甘棠省药监局 甘棠药监局 甘棠药监", "甘棠省卫健委 甘棠省市场监管局 甘棠市药监局"),
    ("甘棠省农业农村厅", "甘棠省农业农村厅 甘棠农业厅 甘棠农业农村厅", "甘棠市农业农村局 甘棠省林业局"),
    ("清河市民政局", "清河民政局 清河民政", "清河市人社局 清河市退役军人局"),
    ("清河市退役军人事务局", "清河市退役军人局", "清河市民政局"),
    ("清河市医疗保障局", "清河市医保局 清河医保", "清河市卫健委 清河市人社局"),
    ("清河市国有资产监督管理委员会", "清河市国资委 清河国资", "清河市财政局"),
    ("清河市林业和草原局", "清河市林草局 清河林业局 清河林草", "清河市农业农村局 清河市园林局"),
    ("清河市粮食和物资储备局", "清河市粮食局 清河粮储局", "清河市商务局"),
    ("岚山市消防救援支队", "岚山市消防支队 岚山消防支队 岚山消防 岚山市消防救援局",
     "岚山市应急局 岚山县消防支队 岚川市消防支队"),
    ("岚山县消防救援大队", "岚山县消防大队 岚山消防大队 岚山消防", "岚山市消防大队 岚山县应急局"),
    ("清河市气象局", "清河气象局 清河气象", "清河市生态环境局 清河市水务局"),
    ("柳江海事局", "柳江海事局 柳江海事", "柳江市交通运输局 柳州海事局 柳江海关"),
    ("中华人民共和国柳江海关", "柳江海关", "柳江海事局 柳州海关 柳江税务局"),
    ("国家金融监督管理总局甘棠监管局", "甘棠金融监管局 甘棠银保监局 甘棠金监局", "甘棠证监局 甘棠省金融局"),
    ("中国证券监督管理委员会甘棠监管局", "甘棠证监局", "甘棠银保监局"),
    ("国家统计局甘棠调查总队", "甘棠调查总队", "甘棠省统计局"),
    ("清河市烟草专卖局", "清河市烟草局 清河烟草", "清河市市场监管局"),
    ("清河市邮政管理局", "清河市邮管局 清河邮政管理局", "清河市交通局"),
    ("清河市机关事务管理局", "清河市机关事务局", "清河市财政局"),
    ("清河市大数据管理局", "清河市大数据局", "清河市统计局"),
    ("清河市港航事业发展中心", "清河市港航中心 清河港航中心", "清河海事局 清河市交通局"),
    ("清河市疾病预防控制中心", "清河市疾控中心 清河疾控", "清河市卫健委"),
    ("清河水务集团有限公司", "清河水务集团", "清河市水务局"),
    ("天山经济技术开发区管理委员会", "天山经开区 天山经开区管委会 天山经济技术开发区", "天山高新区 天山市商务局"),
    ("清河高新技术产业开发区管理委员会", "清河高新区管委会 清河高新区", "清河经开区"),
    ("云雀街道办事处", "云雀街道 云雀街道办 云雀街 云雀街办", "云溪街道 云雀镇 云雀区"),
    ("清河市云溪区新桥街道", "新桥街道 新桥街 云溪区新桥街道", "新村街道 新桥镇 镜湖区新桥街道"),
    ("平川县石桥镇人民政府", "石桥镇 石桥镇政府 平川县石桥镇", "石门镇 石桥乡"),
    ("禾山县人民政府", "禾山县 禾山县政府 禾山 禾山政府", "禾山市 禾山县财政局 禾水县"),
    ("甘棠省人民政府", "甘棠省 甘棠省政府 甘棠", "甘棠市 甘棠省财政厅"),
    ("恩施土家族苗族自治州人民政府", "恩施州 恩施州政府 恩施土家族苗族自治州", "恩施市 恩施州财政局"),
    ("棠溪县人民法院", "棠溪法院 棠溪县法院", "棠溪县检察院 棠溪县公安局 棠河县法院"),
    ("清河市中级人民法院", "清河中院 清河市中级法院", "清河市检察院 清河市司法局"),
    ("灵溪县人民检察院", "灵溪检察院 灵溪县检察院", "灵溪县法院 灵山县检察院"),
    ("中共清河市纪律检查委员会", "清河市纪委 清河纪委监委", "清河市政法委 清河市审计局"),
    ("中共清河市委政法委员会", "清河市委政法委 清河市政法委", "清河市司法局 清河市纪委"),
    ("清河市总工会", "清河总工会 清河市总工会", "清河市妇联 清河市工商联"),
]  # fmt: skip
ALL = [body for body, _, _ in NAMES]


@pytest.mark.parametrize(("body", "short"), [(body, short) for body, shorts, _ in NAMES for short in shorts.split()])
@pytest.mark.parametrize("question", ["{}2024年罚款多少？", "2024年{}罚款多少？", "请问{}去年办了几件？"])
def test_a_body_is_known_by_the_short_names_clerks_use(body: str, short: str, question: str) -> None:
    bare = take_apart(short).organ == "" and short != body
    if bare and not question.startswith(("{}", "请")):
        question = "2024年{}去年罚款多少？"
    found = find_issuers(question.format(short), [body])
    assert (found.held, found.unknown) == ((body,), ())


@pytest.mark.parametrize(("body", "near"), [(body, near) for body, _, others in NAMES for near in others.split()])
def test_a_near_body_is_not_taken_for_the_one_held(body: str, near: str) -> None:
    assert find_issuers(f"{near}2024年罚款多少？", [body]).held == ()
    assert find_issuers(f"2024年{near}罚款多少？", [body]).held == ()


@pytest.mark.parametrize("body", ALL)
def test_among_many_bodies_the_full_name_means_one(body: str) -> None:
    assert find_issuers(f"{body}2024年罚款多少？", ALL).held == (body,)


def test_two_bodies_that_fit_are_both_meant_and_the_very_name_only_one() -> None:
    held = [
        "清河市云溪区市场监督管理局",
        "清河市镜湖区市场监督管理局",
        "镜湖县城市管理局",
        "镜湖县城市管理综合行政执法局",
    ]
    assert find_issuers("市监局去年罚款多少", held).held == tuple(held[:2])
    assert find_issuers("镜湖县城管局去年罚款多少", held).held == tuple(held[2:])
    assert find_issuers("镜湖县城市管理局去年罚款多少", held).held == (held[2],)


def test_a_place_and_an_office_apart_in_the_question_name_one_body() -> None:
    held = ["岚山市消防救援支队", "岚山市公安局", "松江县消防救援大队"]
    assert find_issuers("岚山市2025年消防支队罚款多少", held).held == ("岚山市消防救援支队",)
    assert find_issuers("岚山市2025年罚款多少", held).held == tuple(held[:2])


def test_levels_of_one_office_are_different_bodies() -> None:
    held = ["清河市税务局", "清河市云溪区税务局"]
    assert find_issuers("市税务局去年收入", held).held == ("清河市税务局",)
    assert find_issuers("区税务局去年收入", held).held == ("清河市云溪区税务局",)
    assert find_issuers("省税务局去年收入", held).unknown == ("省税务局",)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("岚山消防2025年城关大队罚款比高新区大队多多少？", ("岚山市消防救援支队",)),
        ("岚山消防港口大队2025年罚款多少？", ("岚山市消防救援支队",)),
        ("岚山市消防救援支队高新区大队罚款多少？", ("岚山市消防救援支队",)),
        ("岚山消防和松江应急局去年罚款各多少？", ("松江县应急管理局", "岚山市消防救援支队")),
        ("高新区大队去年罚款多少？", ()),
        ("2024年办理人大建议多少件？", ()),
        ("2024年海关查获多少件？", ()),
        ("2024年向纪委移送多少件？", ()),
        ("2024年交警大队查处酒驾多少起？", ()),
        ("市场监管所受理多少件？", ()),
        ("2024年提请自治区人大常委会审议多少件？", ()),
        ("2024年国家级经开区进入前30强多少家？", ()),
        ("2024年政府补贴性技能培训多少人次？", ()),
        ("2024年领跑县多少个？", ()),
        ("信访办结多少件？", ()),
    ],
)
def test_parts_of_a_body_and_bodies_told_of_are_no_issuers(question: str, held: tuple[str, ...]) -> None:
    found = find_issuers(question, ["岚山市消防救援支队", "松江县应急管理局", "清河市财政局"])
    assert (set(found.held), found.unknown) == (set(held), ())


@pytest.mark.parametrize(
    "question",
    ["临江市交通事故去年多少起", "临江市消防栓去年新建多少个", "清河市水务投资去年多少", "清河市商务楼宇去年多少栋"],
)
def test_a_core_of_a_name_that_goes_on_to_something_else_is_left_in_the_indicator(question: str) -> None:
    held = ["临江市交通运输局", "清河市水务局", "清河市商务局", "临江市消防救援支队"]
    assert all(span.of(question) in ("临江市", "清河市") for span in find_issuers(question, held).spans)


def test_a_state_council_that_praises_is_not_whose_report_is_asked_for() -> None:
    found = find_issuers("禾山县2024年入选国务院优秀案例多少个", ["禾山县人民政府"])
    assert (found.held, found.unknown) == (("禾山县人民政府",), ())


def test_an_office_that_no_list_knows_is_another_body_after_a_known_place() -> None:
    assert find_issuers("岚山市港航局去年罚款", ["岚山市消防救援支队"]).unknown == ("岚山市港航局",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("河北区", "河北省", False),
        ("吉林市", "吉林省", False),
        ("滨海区", "滨海新区", True),
        ("松桃县", "松桃苗族自治县", True),
        ("延边州", "延边朝鲜族自治州", True),
        ("云雀街道", "云雀街道办事处", True),
        ("朝阳区", "朝阳县", False),
        ("朝阳", "朝阳县", True),
    ],
)
def test_one_stem_with_another_end_is_another_place(one: str, other: str, same: bool) -> None:
    assert same_body(with_office(one, "财政局"), take_apart(f"{other}财政局")) is same


@pytest.mark.parametrize(
    ("office", "short", "known"),
    [
        ("自然资源和规划局", "资规局", True),
        ("医疗保障局", "医保局", True),
        ("网络安全和信息化委员会办公室", "网信办", True),
        ("环境卫生管理局", "环卫局", True),
        ("环境卫生管理局", "环境局", False),
        ("农业农村和水利局", "农业农村局", True),
        ("交通管理局", "交通局", False),
        ("城市建设投资集团有限公司", "城投集团", True),
        ("应急管理局", "急管局", False),
    ],
)
def test_names_are_shortened_as_chinese_shortens_them(office: str, short: str, known: bool) -> None:
    assert (short in office_names(take_apart(office).organ, office)) is known


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(ALL), st.sampled_from(ALL), st.data())
def test_no_mention_means_a_body_whose_place_or_office_contradicts_it(
    body: str, other: str, data: st.DataObject
) -> None:
    apart, near = take_apart(body), take_apart(other)
    short = data.draw(st.sampled_from(sorted(office_names(near.organ, near.office)) or [""]))
    for issuer in find_issuers(f"{apart.regions[-1]}{apart.ends[-1]}{short}2024年罚款多少？", ALL).held:
        meant = take_apart(issuer)
        ends = dict(zip(meant.regions, meant.ends, strict=True))
        assert apart.regions[-1] == meant.regions[-1] or meant.regions[-1] in short
        assert not ends[apart.regions[-1]] or not apart.ends[-1] or ends[apart.regions[-1]] == apart.ends[-1]
        assert not short or short in office_names(meant.organ, meant.office)


@given(st.text(alphabet="清河市云溪区县省局委办市监城管消防税务和比2024年罚款，法院街道镇大队", max_size=30))
def test_spans_stand_for_words_of_the_question_and_never_overlap(text: str) -> None:
    spans = sorted(find_issuers(text, ALL).spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert not any(one.overlaps(two) for one, two in itertools.pairwise(spans))
