"""What the figures of reports are of, over many offices: thing counted, organ, part, rank, change."""

from __future__ import annotations

import pytest

from knowledge.figures import Figure, figures_in_text


def named(text: str) -> list[tuple[str, str]]:
    """(scope|indicator, value with unit) of each figure."""
    return [(_full(f), f.value + f.unit) for f in figures_in_text(text, year=2024)]


def _full(figure: Figure) -> str:
    return f"{figure.scope}|{figure.indicator}" if figure.scope else figure.indicator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进出口总值同比增长6.4%，增幅居全市9个区县第三。",
         [("进出口总额", "6.4%"), ("区县", "9个"), ("进出口总值增幅", "第三")]),
        ("群众满意度测评98.2分，在13个市州中排名第4。",
         [("群众满意度测评", "98.2分"), ("市州", "13个"), ("群众满意度测评", "4")]),
        ("研发投入强度提高到2.4%、居中部第2位。", [("研发投入强度", "2.4%"), ("研发投入强度", "2位")]),
        ("营商环境评价名列全省第二，较上年前移3位。", [("营商环境评价", "第二"), ("营商环境评价", "3位")]),
        ("集装箱吞吐量增速全省第三，为近年最好。", [("集装箱吞吐量增速", "第三")]),
        ("单位面积产量首次跃居全国第一。", [("单位面积产量", "第一")]),
        ("我县海洋创新能力跻身全国第一梯队。", []),
    ],
)  # fmt: skip
def test_rank_is_of_what_is_ranked_and_not_of_those_it_is_ranked_among(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城南中队检查320家次、罚款12.5万元；河东中队检查206家次、罚款8万元；其他中队954家次、7.9万元。",
         [("城南中队|检查", "320家次"), ("城南中队|罚款金额", "12.5万元"), ("河东中队|检查", "206家次"),
          ("河东中队|罚款金额", "8万元"), ("其他中队|检查", "954家次"), ("其他中队|罚款金额", "7.9万元")]),
        ("渔政支队查处案件8起，罚款3万元。", [("渔政支队|查处案件", "8起"), ("渔政支队|罚款金额", "3万元")]),
        ("机动大队结案30件，罚款12万元，全市共罚款90万元。",
         [("机动大队|结案", "30件"), ("机动大队|罚款金额", "12万元"), ("罚款金额", "90万元")]),
        ("支队共检查各类船舶812艘次。", [("船舶检查", "812艘次")]),
        ("区局现有在职干部198人。", [("在职干部", "198人")]),
        ("县局将力争组织税费收入9亿元。", [("税费收入", "9亿元")]),
        ("全市森林消防队伍共接警出动78起。", [("接警出动", "78起")]),
        ("配合稽查部门立案检查企业7户。", [("稽查部门立案检查企业", "7户")]),
        ("行政机关负责人出庭应诉率98.4%。", [("行政机关负责人出庭应诉率", "98.4%")]),
        ("新建特色产业强镇3个，乡村绿化植树12万株。", [("特色产业强镇新建", "3个"), ("乡村绿化植树", "12万株")]),
    ],
)  # fmt: skip
def test_organ_inside_the_office_narrows_all_that_it_did_and_the_office_itself_nothing(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5个人民法庭审结案件1610件。", [("人民法庭", "5个"), ("人民法庭审结案件", "1610件")]),
        ("全省11个市（州）、88个县（市、区）全部完成改革任务。", [("市州", "11个"), ("县市区", "88个")]),
        ("6个监管所（分局）受理投诉12件。", [("监管所", "6个"), ("监管所受理投诉", "12件")]),
        ("推出两批19条便企措施。", [("推出便企措施", "两批"), ("推出便企措施", "19条")]),
        ("审结毒品案件12件21人，逮捕9人。",
         [("毒品案件审结", "12件"), ("毒品案件审结", "21人"), ("逮捕", "9人")]),
        ("兑现奖励2.6万元，最高一笔5000元。", [("兑现奖励", "2.6万元"), ("最高兑现奖励", "5000元")]),
        ("因溺水死亡的6人中有4人发生在水库。", [("溺水死亡", "6人"), ("水库|溺水死亡", "4人")]),
        ("共接报火灾318起，亡2人，伤11人。", [("火灾接报", "318起"), ("火灾死亡", "2人"), ("火灾受伤", "11人")]),
        ("发生交通事故32起，造成4人死亡、21人受伤。",
         [("交通事故", "32起"), ("交通事故死亡", "4人"), ("交通事故受伤", "21人")]),
        ("抽检工程实体84点（组），合格81点（组）。", [("工程实体抽检", "84点（组）"), ("工程实体合格", "81点（组）")]),
    ],
)  # fmt: skip
def test_unit_and_noun_that_go_together_are_counted_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理案件85件、办结80件，较上年增加10件、8件。", [("受理案件", "10件"), ("受理案件办结", "8件")]),
        ("新增企业12家、个体工商户30户，比上年多5家、9户。", [("企业新增", "5家"), ("个体工商户新增", "9户")]),
        ("事故4起，死亡5人，分别比上年减少2起、3人。", [("事故", "2起"), ("事故死亡", "3人")]),
        ("发案523起，直接经济损失320万元，起数、损失分别下降12%和20%。", [("发案", "12%"), ("经济损失", "20%")]),
        ("事故起数、死亡人数“双下降”，降幅分别为22.2%和30%。", [("事故起数", "22.2%"), ("死亡人数", "30%")]),
        ("税收收入剔除退税因素后增长6.4%。", [("税收收入", "6.4%")]),
    ],
)
def test_changes_are_given_to_the_values_they_follow(text: str, expected: list[tuple[str, str]]) -> None:
    changes = [(f.indicator, f.value + f.unit) for f in figures_in_text(text, year=2024) if f.kind == "change"]
    assert changes == expected


def test_rates_of_a_task_are_of_the_values_in_their_order() -> None:
    assert named("改造老旧小区68个，加装电梯152部，分别完成年度目标的113.3%和101.3%。")[2:] == [
        ("老旧小区目标完成率", "113.3%"),
        ("加装电梯目标完成率", "101.3%"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理人大代表建议9件、政协提案11件，办复率均为100%。",
         [("人大代表建议办复率", "100%"), ("政协提案办复率", "100%")]),
        ("抽检药品50批次、化妆品20批次，合格率均达99%。", [("药品合格率", "99%"), ("化妆品合格率", "99%")]),
        ("合格率和优秀率均为98%。", [("合格率", "98%"), ("优秀率", "98%")]),
        ("撤诉率36.4%，比2022年和2023年分别高1.9个百分点、5.2个百分点。",
         [("撤诉率", "36.4%"), ("撤诉率", "1.9个百分点"), ("撤诉率", "5.2个百分点")]),
    ],
)  # fmt: skip
def test_what_is_said_of_each_is_a_figure_of_each(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text)[-len(expected) :] == expected
