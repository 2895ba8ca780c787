"""What names leave to the words around: places, classes, lists, ranks, what still stands, what is done to one thing."""

from __future__ import annotations

import pytest

from knowledge.figures import figures_in_text


def named(text: str) -> list[tuple[str, str]]:
    """(scope, indicator) of each figure."""
    return [(f.scope, f.indicator) for f in figures_in_text(text, year=2024)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # places share what was counted; the whole that comes next is no part of the last of them
        ("全市立案66件，青溪区28件，黄柏县21件。全市结案60件。",
         [("", "立案"), ("青溪区", "立案"), ("黄柏县", "立案"), ("", "结案")]),
        ("青溪区28件。全市立案66件。", [("", "青溪区"), ("", "立案")]),
        ("持证商户900户，城区500户、农村400户。", [("", "持证商户"), ("城区", "持证商户"), ("农村", "持证商户")]),
        # a shop or an estate is no place
        ("检查餐饮店120家，超市30家。", [("", "餐饮店检查"), ("", "超市")]),
        # cases are counted: a bare class is of them, what is a count of its own is not
        ("移送公安机关6件，其中食品4件、药品2件。",
         [("", "涉刑移送"), ("食品", "食品涉刑移送"), ("药品", "药品涉刑移送")]),
        ("受理信访96件，其中重复信访12件。", [("", "信访受理"), ("其中", "重复信访")]),
        # classes by age of those just counted
        ("执法人员平均年龄46岁，50岁以上占38%。", [("", "执法人员平均年龄"), ("50岁以上", "执法人员占比")]),
        ("五万元以上案件达到70起。", [("五万元以上", "案件")]),
    ],
)  # fmt: skip
def test_part_is_told_with_what_it_is_a_part_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城管、水务、林业三类案件分别为12件、8件和5件。", ["城管案件", "水务案件", "林业案件"]),
        ("门诊、住院两项报销比例依次为60%和75%。", ["门诊报销比例", "住院报销比例"]),
        ("A级、B级、C级占比分别为70%、20%和10%。", ["A级占比", "B级占比", "C级占比"]),
        ("立案51件，罚款4万元，与2022年相比分别下降5%和上升8%。", ["立案", "罚款金额", "立案", "罚款金额"]),
        ("立案件数、罚款比上年分别多3件、少2万元。", ["立案", "罚款金额"]),
        ("社会融资和存款余额均居全省第3位。", ["社会融资余额", "存款余额"]),
        # the verb of the list, whoever did it; the thing, whatever is done to it next
        ("大队共检查渣土车300辆次、搅拌车120辆次。", ["渣土车检查", "搅拌车检查"]),
        ("新建公共停车位5万个、充电口9万个。", ["公共停车位新建", "充电口新建"]),
        ("新造茶园2万亩、改造3万亩。", ["新造茶园", "茶园改造"]),
        ("总投资30亿元的云水电站开工，完成投资2亿元。", ["云水电站总投资", "云水电站投资"]),
    ],
)
def test_members_of_a_list_have_the_head_and_verb_they_share(text: str, expected: list[str]) -> None:
    assert [indicator for _, indicator in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我局真抓实干，在全省法治考核中列第2位，较上年前移1位。", ["法治考核", "法治考核"]),
        ("群众满意度在全市测评中排第5名。", ["群众满意度"]),
        ("空气质量指数在全省十一个市中由低到高排第4名。", ["空气质量指数"]),
        ("案卷合格率96%，连续三年提升，居全省第4位。", ["案卷合格率", "案卷合格率连续提升", "案卷合格率"]),
    ],
)
def test_rank_is_of_what_is_ranked(text: str, expected: list[str]) -> None:
    assert [f.indicator for f in figures_in_text(text, year=2024) if f.value != "十一"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the rest, and what still stands, of the whole
        ("收到行政复议31件，维持22件，撤回6件，其余3件尚未审结。", "行政复议尚未审结"),
        ("重大隐患挂牌8家，销号6家，尚有2家整改期限未到。", "重大隐患挂牌整改期限未到"),
        # words that lead back or say after what are no part of a name
        ("预警900条，依此立案48起。", "立案"),
        ("修订权责清单12项，调整后共97项。", "权责清单事项"),
        # the subject of a later clause, less how it moved
        ("受理案件90件。占用耕地案件降幅最大，达21%。", "占用耕地案件"),
        ("受理案件90件。滥伐林木案件不降反升，增加31起。", "滥伐林木案件"),
        ("按时办结率99%、群众满意率92%，后者提升3个百分点。", "群众满意率"),
        ("查扣侵权货物16批、3万件，批次同比增加40%。", "查扣侵权货物"),
        ("立案38宗，结案35宗。立案数比2022年的46宗下降17%。", "立案"),
        ("裁量基准由原来的53条细化为55条。", "裁量基准"),
        # against a limit that was set; as the most of all; whose cases they are; by what means
        ("办理临时用地许可38件，平均用时比法定时限缩短三分之二。", "临时用地许可平均用时"),
        ("受理信访90件，涉及物业的最多，32件，其次是停车27件。", "停车"),
        ("大队办理的各类执法案件，截至2024年12月底共216件。", "执法案件"),
        ("依托零工市场带动就业300人。", "带动就业"),
        ("查办走私案件54起，其中刑事19起。", "刑事案件"),
    ],
)
def test_ellipsis_is_filled_from_the_right_place(text: str, expected: str) -> None:
    assert figures_in_text(text, year=2024)[-1].indicator == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("行政复议两起，行政诉讼一起，均无败诉。", ["两", "一"]),
        ("行政诉讼与行政复议一起，由法制科承办。", []),
        ("查封、扣押、冻结三种措施共用9次。", ["9"]),
    ],
)
def test_one_case_is_counted_and_the_length_of_a_list_is_not(text: str, values: list[str]) -> None:
    assert [f.value for f in figures_in_text(text, year=2024)] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a share is of what rose, a measure of the fund told just before, a rise after the former value is this year's
        ("蜂蜜产量增长8%、占全国的18%。", ("蜂蜜产量占比", "18", 2024)),
        ("职工医保基金收入38.6亿元，支出33.2亿元。", ("职工医保基金支出", "33.2", 2024)),
        ("作出行政处罚46件；2023年为33件，同比增长39.4%。", ("行政处罚案件", "39.4", 2024)),
        ("云岭水电站等9个泵站完成改造。", ("泵站完成改造", "9", 2024)),
    ],
)
def test_last_figure_is_of_what_the_sentence_speaks_of(text: str, expected: tuple[str, str, int]) -> None:
    last = figures_in_text(text, year=2024)[-1]
    assert (last.indicator, last.value, last.year) == expected
