"""Several values asked for in one breath, and values made of two whose second name is left short."""

from __future__ import annotations

import pytest

from assistant.evidence import Answer
from tests.assistant.asking.test_asking_rules import asked as asked_of_report


def asked(question: str, office: str, body: str) -> Answer:
    return asked_of_report(question, f"一、工作情况\n{body}\n", office=office)


@pytest.mark.parametrize(
    ("office", "body", "question", "values"),
    [
        (
            "松原区烟草专卖局",
            "实行信用分级管理，A级零售户占68.2%，B级占27.5%，C级占4.3%。",
            "2024年A级、B级、C级零售户各占百分之几？",
            ["68.2", "27.5", "4.3"],
        ),
        (
            "松原区司法局",
            "开展案卷评查，评查案卷240卷，其中优秀71卷、合格163卷、不合格6卷。",
            "2024年案卷评查优秀、合格、不合格的分别几卷？",
            ["71", "163", "6"],
        ),
        (
            "松原区卫生健康局",
            "监督检查公共场所1820户次、学校146户次、医疗机构973户次。",
            "2024年公共场所、学校和医疗机构监督检查各多少户次？",
            ["1820", "146", "973"],
        ),
        (
            "松原区人民法院",
            "受理刑事案件412件、民事案件3120件、行政案件76件。",
            "2024年刑事、民事、行政案件各受理多少件？",
            ["412", "3120", "76"],
        ),
        (
            "松原区气象局",
            "发布暴雨预警38次、大风预警21次、寒潮预警6次。",
            "2024年暴雨、大风、寒潮预警分别发布了几次？",
            ["38", "21", "6"],
        ),
        ("松原区水利局", "2024年立案41宗，2023年立案52宗。", "2023年和2024年分别立案几宗？", ["52", "41"]),
    ],
)
def test_each_of_a_list_is_given(office: str, body: str, question: str, values: list[str]) -> None:
    answer = asked(question, office, body)
    assert answer.status == "answered", answer.text
    assert [figure.value for figure in answer.figures] == values


@pytest.mark.parametrize(
    ("office", "body", "question", "values"),
    [
        (
            "松原区海关",
            "查扣侵权货物118批、41.6万件。",
            "2024年查扣侵权货物多少批、多少万件？",
            ["118批", "41.6万件"],
        ),
        (
            "松原区城市管理局",
            "拆除违法建设214处、3.6万平方米。",
            "2024年拆除违法建设多少处、多少万平方米？",
            ["214处", "3.6万平方米"],
        ),
        (
            "松原区生态环境局",
            "下达行政处罚决定83件，罚款612.4万元。",
            "2024年行政处罚下了几件、罚了多少钱？",
            ["83件", "612.4万元"],
        ),
        (
            "松原区公安局",
            "办理行政案件2310起，行政拘留412人，罚款86.5万元。",
            "2024年行政拘留多少人、罚款多少万元？",
            ["412人", "86.5万元"],
        ),
        (
            "松原区交通运输局",
            "新改建农村公路86公里，改造危桥12座。",
            "2024年新改建农村公路多少公里，改造危桥多少座？",
            ["86公里", "12座"],
        ),
    ],
)
def test_each_question_of_one_breath_is_answered(office: str, body: str, question: str, values: list[str]) -> None:
    answer = asked(question, office, body)
    assert answer.status == "answered", answer.text
    assert [f"{figure.value}{figure.unit}" for figure in answer.figures] == values


@pytest.mark.parametrize(
    ("body", "question", "values", "missing"),
    [
        (
            "受理刑事案件412件、民事案件3120件。",
            "2024年刑事、民事、行政案件各受理多少件？",
            ["412", "3120"],
            "“行政案件受理”",
        ),
        ("受理刑事案件412件。", "2024年受理刑事案件多少件、追回赃款多少万元？", ["412"], "“追回赃款”"),
    ],
)
def test_what_of_a_list_is_not_held_is_named(body: str, question: str, values: list[str], missing: str) -> None:
    answer = asked(question, "松原区人民法院", body)
    assert [figure.value for figure in answer.figures] == values
    assert f"库中没有{missing}的数据" in answer.text


def test_a_sum_is_not_made_of_some_of_its_parts() -> None:
    answer = asked("2024年刑事和行政案件一共受理多少件？", "松原区人民法院", "受理刑事案件412件、民事案件3120件。")
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("office", "body", "question", "value", "formula"),
    [
        (
            "松原区水利局",
            "受理涉水许可申请186件，办结183件。",
            "2024年许可办结的占受理的百分之几？",
            "98.39%",
            "183÷186",
        ),
        (
            "松原区司法局",
            "收到复议申请246件，受理221件，审结207件。",
            "2024年复议受理占申请的百分之几？",
            "89.84%",
            "221÷246",
        ),
        (
            "松原区人力资源和社会保障局",
            "劳动人事争议仲裁委员会立案1102件，审结1061件，其中调解742件、裁决319件。",
            "2024年仲裁调解占审结案件的比例？",
            "69.93%",
            "742÷1061",
        ),
        (
            "松原区海关",
            "收到企业主动披露29起，其中不予处罚24起。",
            "2024年企业主动披露中不予处罚的比例是多少？",
            "82.76%",
            "24÷29",
        ),
        (
            "松原区人民政府",
            "汽车产量增长至357万辆，其中新能源汽车168.4万辆。",
            "2024年汽车产量里新能源汽车占百分之几？",
            "47.17%",
            "168.4÷357",
        ),
        (
            "松原区城市管理局",
            "全局罚没147.26万元。河西中队罚没13万元，河东中队罚没31.5万元。",
            "2024年河西中队罚没占全局罚没多大比例？",
            "8.83%",
            "13÷147.26",
        ),
    ],
)
def test_a_share_names_its_second_part_short(office: str, body: str, question: str, value: str, formula: str) -> None:
    answer = asked(question, office, body)
    assert answer.status == "answered", answer.text
    figure = answer.figures[0]
    assert f"{figure.value}{figure.unit}" == value
    assert formula in answer.text


def test_of_two_values_of_one_whole_none_is_chosen() -> None:
    body = "收到复议申请246件，受理221件。\n二、存在问题\n全年收到复议申请264件，压力增大。"
    answer = asked("2024年复议受理占申请的百分之几？", "松原区司法局", body)
    assert answer.status != "answered", answer.text


@pytest.mark.parametrize(
    ("office", "body", "question", "value"),
    [
        (
            "松原区林业局",
            "松木岭镇受理案件61起、石桥镇受理44起、双河镇受理27起。",
            "2024年松木岭镇、石桥镇、双河镇受理案件合计多少起？",
            "132起",
        ),
        (
            "松原区林业局",
            "松木岭镇受理案件61起、石桥镇受理44起。",
            "2024年松木岭镇比石桥镇多受理多少起？",
            "17起",
        ),
        (
            "松原区水利局",
            "河东水政中队罚没31.5万元，河西水政中队罚没13万元。",
            "2024年河东水政中队比河西水政中队多罚没多少万元？",
            "18.5万元",
        ),
        ("松原区司法局", "调处邻里纠纷1526件、物业纠纷1107件。", "2024年邻里和物业纠纷加起来多少件？", "2633件"),
        (
            "松原区公安局",
            "现场查处超速行驶732起，非现场查处48215起。",
            "2024年超速行驶现场和非现场一共查处多少起？",
            "48947起",
        ),
        (
            "松原区人力资源和社会保障局",
            "为4318名劳动者追发工资6237.4万元。",
            "2024年平均给每名劳动者追发工资多少万元？",
            "1.44万元",
        ),
    ],
)
def test_named_things_are_reckoned_with(office: str, body: str, question: str, value: str) -> None:
    answer = asked(question, office, body)
    assert answer.status == "answered", answer.text
    assert f"{answer.figures[0].value}{answer.figures[0].unit}" == value


@pytest.mark.parametrize(
    "question",
    [
        "2024年查出的隐患还剩多少处没整改？",
        "2024年还有多少处隐患没整改？",
        "2024年没整改的隐患还剩几处？",
        "2024年隐患尚未整改到位的有多少处？",
    ],
)
def test_what_is_left_is_asked_for_in_any_order(question: str) -> None:
    answer = asked(question, "松原区应急管理局", "检查企业214家次，查出隐患1260处，整改1248处。")
    assert (answer.figures[0].value, answer.figures[0].unit) == ("12", "处"), answer.text
    assert "1260-1248" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "2024年法援办了多少案子？",
        "2024年办了多少法律援助案件？",
        "2024年法律援助案件数量",
        "2024年办理法律援助案件多少件？",
    ],
)
def test_two_values_of_one_indicator_are_in_conflict_in_whichever_wording(question: str) -> None:
    body = "全年办理法律援助案件1368件，调解纠纷612件。\n二、法律援助\n办理法律援助案件1386件，其中民事1102件。"
    answer = asked(question, "松原区司法局", body)
    assert answer.status == "conflict", answer.text
    assert {figure.value for figure in answer.figures} == {"1368", "1386"}
    assert "法律援助”" in answer.text  # both places


def test_an_accident_on_the_road_is_a_traffic_accident_and_its_two_counts_are_in_conflict() -> None:
    body = "全年道路交通事故死亡48人，受伤321人。\n二、存在问题\n压力大，全年因道路交通事故死亡50人。"
    for question in ("2024年交通事故一共死了几个人？", "2024年道路交通事故死亡多少人？"):
        answer = asked(question, "松原区公安局", body)
        assert (answer.status, {figure.value for figure in answer.figures}) == ("conflict", {"48", "50"}), answer.text


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("办理退税86.4亿元。\n二、退税\n办理退税86.38亿元。", "2024年办理退税多少亿元？", "86.38"),  # rounded
        ("巡查河道8210公里。\n二、打算\n计划巡查河道9000公里。", "2024年巡查河道多少公里？", "8210"),
        ("立案41件。\n二、渔政\n巡查水域310次，渔政立案9件。", "2024年立案多少件？", "41"),
    ],
)
def test_what_is_rounded_planned_or_of_a_part_is_no_conflict(body: str, question: str, value: str) -> None:
    answer = asked(question, "松原区税务局", body)
    assert (answer.status, [figure.value for figure in answer.figures]) == ("answered", [value]), answer.text


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("2025年营造林计划比2024年完成的少多少万亩？", "少8.2万亩（60-68.2）"),
        ("2025年巡查河道的计划数比2024年实际多多少公里？", "多790公里（9000-8210）"),
        ("2025年计划巡查河道比去年实际完成多多少公里？", "多790公里（9000-8210）"),
    ],
)
def test_a_plan_is_held_against_what_was_done_the_year_before(question: str, amount: str) -> None:
    body = "完成营造林68.2万亩，巡查河道8210公里。2025年计划完成营造林60万亩，计划巡查河道9000公里。"
    assert amount in asked(question, "松原区林业和草原局", body).text


def test_of_two_things_compared_the_greater_is_named_first() -> None:
    body = "调处邻里纠纷86件、物业纠纷143件。"
    answer = asked("2024年邻里纠纷和物业纠纷哪个多？", "松原区司法局", body)
    assert answer.text.startswith("物业纠纷"), answer.text
    assert [figure.value for figure in answer.figures][:2] == ["143", "86"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年市本级行政处罚多少件？", "52"),
        ("2024年市本级罚款多少万元？", "138.6"),
        ("2024年市本级水行政执法人员多少人？", "23"),
    ],
)
def test_what_the_office_itself_did_is_not_what_all_of_the_city_did(question: str, value: str) -> None:
    body = "全市共作出行政处罚417件，罚款903.2万元。市本级作出行政处罚52件，罚款138.6万元。"
    body += "全市水行政执法人员71人，其中市本级23人。"
    answer = asked(question, "松原市水务局", body)
    assert [figure.value for figure in answer.figures] == [value]


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("为2150名劳动者追发工资3010万元。", "2024年平均给每名劳动者追发工资多少万元？", "1.4"),
        (
            "改造重点传统产业12个。120个交通重大项目完成投资360亿元。",
            "2024年平均每个交通重大项目完成投资多少亿元？",
            "3",
        ),
    ],
)
def test_a_piece_is_what_its_own_sentence_counts(body: str, question: str, value: str) -> None:
    answer = asked(question, "松原市人民政府", body)
    assert [figure.value for figure in answer.figures if figure.formula] == [value]


@pytest.mark.parametrize(
    ("body", "question"),
    [
        (
            "办理行政复议案件9宗，行政诉讼5宗，法院判决变更或者确认违法的0宗。",
            "2024年行政复议后被撤销、变更或确认违法的有几宗？",
        ),
        ("评查案卷260卷，其中合格172卷、不合格5卷。", "2024年案卷评查优秀多少卷？"),
    ],
)
def test_one_count_of_several_outcomes_is_not_taken_for_a_list(body: str, question: str) -> None:
    assert asked(question, "松原区司法局", body).status == "not_found"


@pytest.mark.parametrize("question", ["2024年网约车违规查处多少起？", "2024年巡游车违规多少起？"])
def test_a_count_of_two_things_together_is_not_given_for_one(question: str) -> None:
    assert asked(question, "松原市交通运输局", "查处巡游车、网约车违规1409起。").status == "not_found"


def test_what_was_done_is_not_told_by_the_title_where_the_row_says_it() -> None:
    body = "（一）行政处罚\n检查加油站82家，发现问题19个。"
    assert asked("2024年处罚加油站多少家？", "松原市应急管理局", body).status == "not_found"


FUNDS = "职工医保基金全年收入38.6亿元，支出33.2亿元；居民医保基金全年收入24.1亿元，支出23.9亿元。"


@pytest.mark.parametrize(
    ("question", "value", "formula"),
    [
        ("2024年职工医保基金收入比支出多多少亿元？", "5.4", "38.6-33.2"),
        ("2024年居民医保基金收入比支出多多少亿元？", "0.2", "24.1-23.9"),
    ],
)
def test_second_value_is_of_what_the_first_is_of(question: str, value: str, formula: str) -> None:
    answer = asked(question, "松原区医疗保障局", FUNDS)
    assert answer.status == "answered", answer.text
    assert (answer.figures[0].value, answer.figures[0].formula) == (value, formula)


def test_second_value_told_twice_of_one_thing_stays_in_conflict() -> None:
    body = "职工医保基金全年收入38.6亿元，支出33.2亿元。\n\n二、基金运行\n全年支出33.9亿元。"
    answer = asked("2024年职工医保基金收入比支出多多少亿元？", "松原区医疗保障局", body)
    assert answer.status == "conflict", answer.text
