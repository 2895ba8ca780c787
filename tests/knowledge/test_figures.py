"""Sentences → figures: whose value, which year, plan or fact, rise or fall; and what is no figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figures import Figure, extract_figures, figures_in_text
from knowledge.outline import Section
from knowledge.readers import Block, ReadFile
from knowledge.spans import Span
from tests.shared_material import SAMPLE_REPORT, needs_shared


def found(text: str, year: int | None = 2025) -> list[tuple[str, str, str]]:
    """(indicator, value, unit) of each figure."""
    return [(f.indicator, f.value, f.unit) for f in figures_in_text(text, year=year)]


def only(text: str, year: int | None = 2025) -> Figure:
    figures = figures_in_text(text, year=year)
    assert len(figures) == 1, figures
    return figures[0]


def report(*parts: tuple[str, str], year: int = 2025) -> list[Figure]:
    """The figures of a small report of (heading, body) sections."""
    text, sections, blocks = "", [], []
    for index, (title, body) in enumerate(parts):
        start = len(text)
        text += f"{title}\n{body}\n"
        head = Span(start, start + len(title))
        whole = Span(start, len(text))
        body_span = Span(head.end, len(text))
        sections.append(Section(index, 1, str(index), title, (title,), head, body_span, whole, None))
        blocks.append(Block("paragraph", body_span))
    return extract_figures(ReadFile(text, tuple(blocks), "txt"), sections, year=year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the noun after a number ends where a verb begins, not inside a word
        ("建成6座抽水蓄能电站。", [("抽水蓄能电站建成", "6", "座")]),
        ("推进31个平急两用设施项目。", [("平急两用设施项目", "31", "个")]),
        ("完成22个城中村改造项目。", [("城中村改造项目", "22", "个")]),
        ("18个重点行业增加值增长7%。", [("重点行业", "18", "个"), ("重点行业增加值", "7", "%")]),
        # numbers that share a predicate, a measure, a giver
        ("3.1万户、9.4万人稳定脱贫。", [("稳定脱贫", "3.1", "万户"), ("稳定脱贫", "9.4", "万人")]),
        ("省财政安排12亿元专项补助。", [("省财政专项补助", "12", "亿元")]),
        (
            "12条产业链、9个专业镇营业收入分别增长5%、8%。",
            [("产业链", "12", "条"), ("专业镇", "9", "个"), ("产业链营业收入", "5", "%"), ("专业镇营业收入", "8", "%")],
        ),
        ("粮食播种面积90万亩、产量40万吨。", [("粮食播种面积", "90", "万亩"), ("粮食产量", "40", "万吨")]),
        (
            "立案80件，罚没款56万元，同比分别下降12%和8%。",
            [
                ("立案", "80", "件"),
                ("罚没款金额", "56", "万元"),
                ("立案", "12", "%"),
                ("罚没款金额", "8", "%"),
            ],
        ),
        # what was named before
        ("改造老旧小区64个、惠及9.7万户。", [("老旧小区改造", "64", "个"), ("老旧小区惠及改造", "9.7", "万户")]),
        ("药品领域：检查药店412家次，立案21件。", [("药店检查", "412", "家次"), ("药品立案", "21", "件")]),
        # where cases came from is no count of what came in
        (
            "从案件来源看，投诉举报142件，监督检查118件，上级交办20件。",
            [("投诉举报来源案件", "142", "件"), ("监督检查来源案件", "118", "件"), ("上级交办来源案件", "20", "件")],
        ),
        # a kind of place (场所, 诊所) is no organ
        (
            "监督检查单位4268户次，其中医疗机构1124户次、公共场所1965户次。",
            [("监督检查单位", "4268", "户次"), ("医疗机构", "1124", "户次"), ("公共场所", "1965", "户次")],
        ),
        ("开展专项行动6次，取缔黑诊所9家。", [("专项行动", "6", "次"), ("取缔黑诊所", "9", "家")]),
        # lives are lost in what happened, not in what it cost
        (
            "接报道路交通事故318起，直接财产损失163.8万元。死亡43人。",
            [("道路交通事故接报", "318", "起"), ("财产损失", "163.8", "万元"), ("道路交通事故死亡", "43", "人")],
        ),
        # 多 before another number compares, before 年 it belongs to the noun
        ("全年立案94件，比上年的82件多12件。", [("立案", "94", "件"), ("立案", "82", "件"), ("立案", "12", "件")]),
        ("全年立案的96件案件主要由骨干承办。", [("立案", "96", "件")]),
        # why and by what means is no part of the name
        (
            "新申领执法证14人，因退休、调离等原因注销9人。",
            [("新申领执法证", "14", "人"), ("新申领执法证注销", "9", "人")],
        ),
        ("持有行政执法证件的执法人员152人。", [("行政执法持证人员", "152", "人")]),
        ("抽检合格率97.1%。", [("抽检合格率", "97.1", "%")]),
        # what is said of the last is said of both
        (
            "2个单位、5名个人获全省表彰。",
            [("单位获全省表彰", "2", "个"), ("个人获全省表彰", "5", "名")],
        ),
        # a word that the thing ends with and its measure begins with is said once
        ("土地拍卖成交19宗，成交金额3.1亿元。", [("土地拍卖成交", "19", "宗"), ("土地拍卖成交金额", "3.1", "亿元")]),
        # where it was handed in, of how much, and that it was aimed at are no part of a name
        ("政务窗口受理申请860件，办结855件。", [("申请受理", "860", "件"), ("办结申请", "855", "件")]),
        ("路网密度达到每百平方公里118公里。", [("路网密度", "118", "公里")]),
        (
            "年初的目标是培训900人，实际培训960人，完成计划的106.7%。",
            [("培训", "900", "人"), ("实际培训", "960", "人"), ("培训任务完成率", "106.7", "%")],
        ),
        ("执法大队查办的各类燃气案件56件。", [("燃气案件", "56", "件")]),
        # 送达 is no 送 that reached a number
        ("邮寄送达420次，直接送达96次。", [("邮寄送达", "420", "次"), ("直接送达", "96", "次")]),
        # a time made shorter, though no word says that a time is meant
        ("变更登记由7个工作日压缩至3个工作日。", [("变更登记", "7", "个工作日"), ("变更登记", "3", "个工作日")]),
        # of the budget, on the same footing, in points: said of what was told before
        (
            "非税收入完成12.4亿元，为年初预算的103.5%，同口径下降2%。",
            [("非税收入", "12.4", "亿元"), ("非税收入预算完成率", "103.5", "%"), ("非税收入", "2", "%")],
        ),
        (
            "公办园占比61.3%，较上年提高2.4个百分点。",
            [("公办园占比", "61.3", "%"), ("公办园占比", "2.4", "个百分点")],
        ),
        # without its verb a name would say the opposite
        ("仍有8名执法人员未参加轮训。", [("执法人员未参加轮训", "8", "名")]),
        ("有6家企业没有配备安全员。", [("企业没有配备安全员", "6", "家")]),
        # to whom is told by the number before
        ("为320家小微企业提供担保贷款4.6亿元。", [("小微企业提供担保贷款", "320", "家"), ("担保贷款", "4.6", "亿元")]),
        # it is the mediation that succeeded, not the dispute
        ("调解邻里纠纷530件，成功512件。", [("邻里纠纷调解", "530", "件"), ("邻里纠纷调解成功", "512", "件")]),
        # a rank is of what was told, not of those it is held among
        ("人均办案198件，居全省同类法院第3位。", [("人均办案", "198", "件"), ("人均办案", "3", "位")]),
    ],
)
def test_figure_is_named_as_a_reader_would_name_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["建设30万吨级码头。", "打造15分钟便民生活圈。", "按照第十四届全国人大五次会议的要求推进。"]
)
def test_class_of_a_thing_and_a_name_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_bound_of_one_clause_does_not_narrow_the_next() -> None:
    assert only("投资超过50亿元的基地开工，装机占比达到49%。").scope == ""


@pytest.mark.parametrize(
    ("text", "indicator", "scope"),
    [
        ("取得国家统一法律职业资格的法制审核人员12人。", "法制审核人员", "取得国家统一法律职业资格"),
        ("检查取得烟草专卖零售许可证的零售商户120户。", "零售商户检查", "取得烟草专卖零售许可证"),
        ("未按规定期限完成整改的重点用水单位8家。", "重点用水单位", "未按规定期限完成整改"),
        # the last verb of the clause is what was done
        ("在国家统一考试中新增的持证执法人员5人。", "持证执法人员新增", "国家统一考试中"),
        # where a count is kept narrows nothing; nor does 各
        ("归集到县行政执法监督平台的案件总量为5953件。", "归集案件", ""),
        ("全市各级民政部门救助流浪乞讨人员累计318人次。", "救助流浪乞讨人员", ""),
        # who acted
        ("水政监察支队查处非法采砂案件17起。", "非法采砂案件查处", "水政监察支队"),
        # a name that is known whole is not split
        ("持有有效行政执法证件的执法人员152人。", "行政执法持证人员", ""),
    ],
)
def test_what_narrows_a_figure_is_its_scope_and_no_part_of_its_name(text: str, indicator: str, scope: str) -> None:
    figure = only(text)
    assert (figure.indicator, figure.scope) == (indicator, scope)


def test_change_has_the_scope_of_the_value_it_is_said_of() -> None:
    figures = figures_in_text("未按期限整改的城镇燃气经营企业14家，同比下降30%。", year=2025)
    assert [(f.indicator, f.scope) for f in figures] == [("城镇燃气经营企业", "未按期限整改")] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全局共立案412件，结案398件。", [("立案", "412", "件"), ("结案", "398", "件")]),
        ("罚没款合计207.6万元。", [("罚没款金额", "207.6", "万元")]),
        ("约谈5家网络订餐平台。", [("网络订餐平台约谈", "5", "家")]),
        ("现有12个基层市场监管所。", [("基层市场监管所", "12", "个")]),
        ("收到投诉举报1万余件，办结9800件。", [("投诉举报受理", "1", "万件"), ("投诉举报办结", "9800", "件")]),
        (
            "应诉行政复议案件36件，其中维持31件、纠错5件。",
            [("行政复议", "36", "件"), ("行政复议维持", "31", "件"), ("行政复议纠错", "5", "件")],
        ),
        (
            "受理率、办结率和满意率分别为99.4%、100%和97.9%。",
            [("受理率", "99.4", "%"), ("办结率", "100", "%"), ("满意率", "97.9", "%")],
        ),
        ("公示率和审核率均为100%。", [("公示率", "100", "%"), ("审核率", "100", "%")]),
        ("违法案件中，食品类案件60件（61.2%）。", [("食品类案件", "60", "件"), ("食品类案件占比", "61.2", "%")]),
        ("举办企业培训班十二期，解答咨询三百余人次。", [("企业培训班", "十二", "期"), ("解答咨询", "三百", "人次")]),
        ("行政诉讼败诉零件。", [("行政诉讼败诉", "零", "件")]),
        ("本年度行政检查（含双随机）合计905次。", [("行政检查", "905", "次")]),
        ("将381户商户列入经营异常名录。", [("商户列入经营异常名录", "381", "户")]),
        ("食品方面，全年检查263家次。", [("食品检查", "263", "家次")]),
        ("检查药店40家、医疗机构25家。", [("药店检查", "40", "家"), ("医疗机构检查", "25", "家")]),
        ("行政处罚20次，金额合计30.9万元。", [("行政处罚案件", "20", "次"), ("罚款金额", "30.9", "万元")]),
    ],
)
def test_value_gets_the_indicator_it_is_said_of(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "indicator", "amount", "direction", "base"),
    [
        ("立案412件，同比下降9.8%。", "立案", "-9.8", "down", "同比"),
        ("新设立各类经营主体8040户，同比增长-3.5%。", "新设立经营主体", "-3.5", "down", "同比"),
        ("案件办结率达到99%，比2024年提升0.5个百分点。", "案件办结率", "0.5", "up", "比2024年"),
        ("执法人员210人，较上年减少6人。", "行政执法人员", "-6", "down", "较上年"),
        ("居民消费价格上涨0.2%。", "居民消费价格", "0.2", "up", ""),
        ("国内生产总值达到134万亿元、增长5%。", "国内生产总值", "5", "up", ""),
    ],
)
def test_change_has_sign_direction_and_base(text: str, indicator: str, amount: str, direction: str, base: str) -> None:
    figure = figures_in_text(text, year=2025)[-1]
    assert figure.kind == "change"
    assert (figure.indicator, str(figure.amount), figure.direction, figure.base) == (indicator, amount, direction, base)


def test_reached_value_is_no_change() -> None:
    figure = only("常住人口城镇化率提高到67%。")
    assert (figure.indicator, figure.kind, figure.direction) == ("常住人口城镇化率", "ratio", "")


def test_change_goes_on_to_what_was_counted_in_the_next_unit() -> None:
    figures = figures_in_text("发生燃气事故6起，死亡3人，同比减少2起、1人。", year=2025)
    assert [(f.indicator, str(f.amount), f.unit, f.kind) for f in figures] == [
        ("燃气事故", "6", "起", "count"), ("燃气事故死亡", "3", "人", "count"),
        ("燃气事故", "-2", "起", "change"), ("燃气事故死亡", "-1", "人", "change"),
    ]  # fmt: skip


def test_each_of_a_list_of_changes_is_a_change() -> None:
    figures = figures_in_text("事故起数、死亡人数分别下降16.8%、15.7%。", year=2025)
    assert [(f.indicator, f.amount) for f in figures] == [
        ("事故起数", Decimal("-16.8")),
        ("死亡人数", Decimal("-15.7")),
    ]


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("立案412件。", 2025, ""),
        ("2023年立案412件。", 2023, ""),
        ("去年立案412件。", 2024, ""),
        ("前年立案412件。", 2023, ""),
        ("今年立案412件。", 2025, ""),
        ("1-11月，立案412件。", 2025, "1-11月"),
        ("五年来，累计立案4120件。", 2025, "五年来"),
        ("截至2024年底，共有经营主体8万户。", 2024, "截至2024年底"),
    ],
)
def test_year_and_period_come_from_the_nearest_words(text: str, year: int, period: str) -> None:
    figure = only(text)
    assert (figure.year, figure.period) == (year, period)


def test_year_that_a_change_is_measured_against_is_not_the_figures_year() -> None:
    figures = figures_in_text("立案216件，与2024年的244件相比减少11.5%。", year=2025)
    assert [(f.value, f.year) for f in figures] == [("216", 2025), ("244", 2024), ("11.5", 2025)]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("立案居前的是东港大队58件、西港大队47件，两个大队合计105件。", "105"),
        ("食品类15件、药品类8件、特种设备类6件，三类共计29件。", "29"),
        ("甲县检查120家次、乙县检查80家次，上述两县总计200家次。", "200"),
    ],
)
def test_a_total_of_several_is_of_none_of_them_alone(text: str, total: str) -> None:
    [figure] = [figure for figure in report(("执法情况", text)) if figure.value == total]
    assert figure.scope == ""
    assert not any(
        one in figure.indicator + figure.surface for one in ("东港", "西港", "食品", "特种设备", "甲县", "乙县")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "行政检查1505次，较2023年的1202次增加25.2%。",
            [("行政检查", "1505", 2024), ("行政检查", "1202", 2023), ("行政检查", "25.2", 2024)],
        ),
        ("纠错率由去年的12.5%降至7.7%。", [("纠错率", "12.5", 2023), ("纠错率", "7.7", 2024)]),
        (
            "合格率97.3%，比上年的95.8%高1.5个百分点。",
            [("合格率", "97.3", 2024), ("合格率", "95.8", 2023), ("合格率", "1.5", 2024)],
        ),
        ("平均车速由24.6公里/小时提至27.1公里/小时。", [("平均车速", "24.6", None), ("平均车速", "27.1", 2024)]),
        ("与上年相比，案件数由71件增至83件。", [("案件", "71", 2023), ("案件", "83", 2024)]),
        (
            "罚款56万元，与2022年（61万元）相比下降8.2%。",
            [("罚款金额", "56", 2024), ("罚款金额", "61", 2022), ("罚款金额", "8.2", 2024)],
        ),
        ("投资由上年下降4.3%转为增长5.1%。", [("投资", "4.3", 2023), ("投资", "5.1", 2024)]),
        (
            "案件49件，是去年同期的1.3倍，结案41件。",
            [("案件", "49", 2024), ("案件", "1.3", 2024), ("结案", "41", 2024)],
        ),
        ("工单6418件，环比上年略有增加；满意率95.2%。", [("工单", "6418", 2024), ("满意率", "95.2", 2024)]),
    ],
)  # fmt: skip
def test_year_of_what_a_value_is_held_against_is_not_the_values_own(
    text: str, expected: list[tuple[str, str, int | None]]
) -> None:
    figures = figures_in_text(text, year=2024)
    assert [(f.value, f.year) for f in figures] == [(value, year) for _, value, year in expected]
    assert all(f.indicator.startswith(name) for f, (name, _, _) in zip(figures, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "车辆210辆，驾驶人270人，同比分别增长14.67%和下降8.2%。",
            [("车辆", "210"), ("驾驶人", "270"), ("车辆", "14.67"), ("驾驶人", "-8.2")],
        ),
        (
            "进口、出口通关时间分别为32.4小时和1.2小时，压缩68%、92%。",
            [("进口通关时间", "32.4"), ("出口通关时间", "1.2"), ("进口通关时间", "-68"), ("出口通关时间", "-92")],
        ),
        ("入园率、就近入学率分别提升2.1和4.8个百分点。", [("入园率", "2.1"), ("就近入学率", "4.8")]),
        (
            "查处药品案件27件、化妆品案件10件，合计37件。",
            [("药品案件查处", "27"), ("化妆品案件查处", "10"), ("案件查处", "37")],
        ),
        ("排查隐患46处，已治理41处，其余5处限期整改。", [("隐患排查", "46"), ("隐患治理", "41"), ("隐患排查", "5")]),
        ("抽查的50卷案卷中有6卷存在瑕疵。", [("抽查案卷", "50"), ("存在瑕疵的案卷", "6")]),
        ("综合成绩在全区22个街镇中排第4名，比去年前进3名。", [("街镇", "22"), ("综合成绩", "4"), ("综合成绩", "3")]),
        ("更换老化管道132公里，完成年度任务的110%。", [("更换老化管道", "132"), ("更换老化管道任务完成率", "110")]),
        ("个体工商户变更318件、注销726件。", [("个体工商户变更", "318"), ("个体工商户注销", "726")]),
        ("合格率98.5%，高于全省平均水平1.2个百分点。", [("合格率", "98.5"), ("合格率", "1.2")]),
        ("优良率95.3%，列全省第三位。", [("优良率", "95.3"), ("优良率", "3")]),
        ("组织89家单位共430人次参加考试。", [("单位", "89"), ("单位参加考试", "430")]),
    ],
)  # fmt: skip
def test_each_of_a_list_and_each_part_is_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.indicator, str(f.amount)) for f in figures_in_text(text, year=2025)] == expected


def test_problems_told_beside_plans_are_facts_of_the_reports_year() -> None:
    figures = report(("四、问题与打算", "目前，9个乡镇中仍有4个未设联络员。2026年要建设标准化中队4个。"), year=2025)
    assert [(f.value, f.year, f.planned) for f in figures] == [
        ("9", 2025, False), ("4", 2025, False), ("4", 2026, True)
    ]  # fmt: skip


def test_web_address_holds_no_figure() -> None:
    text = "来源：https://example.gov.cn/2023%E5%B9%B4/report-58.html\n全年立案58件。"
    assert found(text) == [("立案", "58", "件")]


def test_slogan_about_goals_makes_no_plan_of_a_review() -> None:
    figures = report(("一、紧盯目标任务，项目建设提速增效", "实施重点项目146个。"), year=2024)
    assert [(f.year, f.planned) for f in figures] == [(2024, False)]


def test_value_at_the_start_of_a_rise_has_no_year_of_its_own() -> None:
    figures = figures_in_text("经营主体从5.4万户增加到8.2万户。", year=2025)
    assert [(f.indicator, f.value, f.year) for f in figures] == [
        ("经营主体总量", "5.4", None), ("经营主体总量", "8.2", 2025)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "report_year", "year"),
    [
        ("2024年工作回顾", 2024, 2024),
        ("2024年主要工作情况", 2024, 2024),
        ("2024年工作回顾", 2025, 2024),
        ("过去一年的工作", 2025, 2024),
    ],
)
def test_report_to_a_congress_tells_of_the_year_it_says_it_reviews(heading: str, report_year: int, year: int) -> None:
    opening = ("松江县人民检察院工作报告", "现在，我代表县人民检察院向大会报告工作。")
    figures = report(opening, (heading, "全年办理公益诉讼案件61件。"), year=report_year)
    assert [(figure.value, figure.year) for figure in figures] == [("61", year)]


def test_past_year_of_a_report_that_plans_the_next_one_is_its_own_year() -> None:
    figures = report(
        ("一、过去一年的工作", "审结案件4300件。"),
        ("二、2024年工作打算", "结案率达到95%。"),
        year=2023,
    )
    assert [(f.value, f.year, f.planned) for f in figures] == [("4300", 2023, False), ("95", 2024, True)]


def test_past_year_of_a_report_that_plans_its_own_is_the_year_before() -> None:
    figures = report(
        ("一、过去一年的工作", "审结案件4300件。"),
        ("二、2023年工作打算", "结案率达到95%。"),
        year=2023,
    )
    assert [(f.value, f.year, f.planned) for f in figures] == [("4300", 2022, False), ("95", 2023, True)]


def test_what_was_done_against_a_target_is_a_fact() -> None:
    figures = figures_in_text("全年目标任务是新增普惠托位400个，实际新增436个。", year=2025)
    assert [(f.value, f.planned) for f in figures] == [("400", True), ("436", False)]


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("一、政务服务提质增效", "政务服务受理申请"),
        ("一、养老服务持续优化", "养老服务受理申请"),
    ],
)
def test_how_well_it_goes_is_no_part_of_what_a_heading_is_about(heading: str, indicator: str) -> None:
    assert [f.indicator for f in report((heading, "全年共受理申请230件。"))] == [indicator]


@pytest.mark.parametrize(
    ("text", "indicator", "scope"),
    [
        ("判处十年以上有期徒刑9人。", "有期徒刑", "判处十年以上"),
        ("判处有期徒刑三年以上27人。", "判处有期徒刑三年以上", "判处有期徒刑三年以上"),
    ],
)
def test_length_of_a_sentence_narrows_the_number_of_the_sentenced(text: str, indicator: str, scope: str) -> None:
    assert [(f.indicator, f.scope) for f in figures_in_text(text, year=2025)] == [(indicator, scope)]


def test_heading_decides_year_and_plan() -> None:
    figures = report(
        ("一、2024年工作回顾", "城镇新增就业30万人。"),
        ("二、2025年工作安排", "城镇新增就业32万人。去年新增学位1.2万个。"),
    )
    assert [(f.value, f.year, f.planned) for f in figures] == [
        ("30", 2024, False), ("32", 2025, True), ("1.2", 2024, False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "力争全年检查900家次。",
        "确保合格率达到98%。",
        "保证培训不少于60学时。",
        "到2027年，经营主体达到9万户。",
        "全年计划120家。",
    ],
)
def test_target_is_planned(text: str) -> None:
    assert only(text).planned


def test_fact_beside_a_target_stays_a_fact() -> None:
    figures = figures_in_text("保证全年培训不少于60学时，累计组织培训22次。", year=2025)
    assert [f.planned for f in figures] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "依照《行政处罚法》第三十二条从轻处罚。",
        "依托12315平台受理诉求。",
        "落实“三项制度”，深化双随机、一公开监管。",
        "谋划“十五五”规划，开展三年行动。",
        "印发〔2023〕12号文件。",
        "2025年12月31日前完成。",
        "重点做好八个方面工作。",
        "一是加强领导，二是压实责任。",
        "归集1000件以上的部门受到表扬。",
        "统一部署一批专项行动。",
        "获评全国500强、5A级景区。",
        "召开第三次会议。",
    ],
)
def test_what_is_no_figure_stays_out(text: str) -> None:
    assert found(text) == []


def test_class_of_amounts_narrows_the_count_that_follows() -> None:
    figures = figures_in_text("罚没款案件共167件，其中一万元以下105件。", year=2025)
    assert [(f.value, f.scope) for f in figures] == [("167", ""), ("105", "一万元以下")]


def test_organ_named_before_a_number_is_its_scope() -> None:
    figures = figures_in_text("从执法活动总量看，排名靠前的部门包括：区市场监管局783件，区城管局178件。", year=2025)
    assert [(f.indicator, f.scope) for f in figures] == [
        ("执法活动", "区市场监管局"), ("执法活动", "区城管局")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）行政奖励。全年79宗。", [("行政奖励", "79", "宗")]),
        ("（二）行政征收情况。总金额82.5万元。", [("行政征收总金额", "82.5", "万元")]),
        ("（三）行政确认和行政裁决。两项分别为309宗、4宗。", [("行政确认", "309", "宗"), ("行政裁决", "4", "宗")]),
    ],
)
def test_heading_of_the_paragraph_names_what_the_sentence_leaves_out(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(text) == expected


def test_word_that_ends_in_an_approximation_word_makes_nothing_inexact() -> None:
    figure = only("招商引资签约16个项目。")
    assert (figure.value, figure.approximation) == ("16", "")


def test_approximation_is_kept() -> None:
    figure = only("服务指导企业近300余家。")
    assert figure.approximate
    assert figure.approximation == "近…余"


@given(
    st.text(
        alphabet="立案结12３十百万件家%％年月日，。；、：（）从至由增长下降其中分别为同比《》“”计划的 \n|", max_size=80
    )
)
def test_any_text_gives_figures_whose_spans_slice_it(text: str) -> None:
    for figure in figures_in_text(text, year=2025):
        assert figure.value in figure.span.of(text)
        assert figure.sentence.contains(figure.span)
        assert figure.indicator


@needs_shared
def test_sample_report_gives_the_figures_a_reader_finds() -> None:
    from knowledge.outline import outline_report
    from knowledge.readers import read_file

    read = read_file(SAMPLE_REPORT.read_bytes(), SAMPLE_REPORT.name)
    figures = extract_figures(read, outline_report(read), year=2025)
    got = {(f.indicator, f.value, f.unit) for f in figures}
    assert got >= {
        ("罚没款金额", "344.1", "万元"),
        ("立案", "647", "件"),
        ("结案", "666", "件"),
        ("行政强制措施", "150", "件"),
        ("行政强制措施", "141", "起"),
        ("投诉举报受理", "34973", "件"),
        ("投诉举报办结", "31988", "件"),
        ("挽回经济损失", "73.49", "万元"),
        ("新设立经营主体", "16489", "户"),
        ("新设立经营主体", "-9.79", "%"),
    }
    assert {f.year for f in figures} == {2025}
