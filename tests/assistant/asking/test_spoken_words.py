"""Questions in the words people speak about reports in the words offices write; what is not one is not given."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from assistant.asking.understanding.plain_wording import plainly
from assistant.asking.understanding.rewording import renamings, rewordings
from tests.assistant.asking.test_wordings import asked


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        # 人社, 公安, 市监, 城管
        ("2024年，为农民工追回拖欠工资730万元。", "2024年给打工的要回来多少万元欠款？", "730"),
        ("2024年，抓获盗窃嫌疑人84名。", "2024年盗窃的嫌疑人逮了多少名？", "84"),
        ("2024年，查封违规充装设备17台。", "2024年封了多少台违规充装设备？", "17"),
        ("2024年，查处占道经营412起。", "2024年抓了多少起摆地摊？", "412"),
        ("2024年，检查工地739个次。", "2024年跑了多少趟工地检查？", "739"),
        ("2024年，行政诉讼6件。", "2024年跟人打了几场行政官司？", "6"),
        ("2024年，受理行政许可134件，平均办理时限4个工作日。", "2024年办个许可，平均几天能办下来？", "4"),
        ("2024年，从案件来源看，投诉举报142件。", "2024年立的案子里，有多少是从投诉举报来的？", "142"),
        ("2024年，开展普法宣传活动36场。", "2024年搞了多少场普法？", "36"),
        ("2024年，拆除涉河违法建筑43处、1.26万平方米。", "2024年拆了多少平方米违建？", "1.26"),
        ("2024年，出动执法车辆2150台次。", "2024年出动了多少辆次车？", "2150"),
        # 水利, 林草, 农业, 气象
        ("2024年，疏浚农村河道36公里。", "2024年农村河道挖了多少公里？", "36"),
        ("2024年，安装生态护栏5200米。", "2024年装了多少米生态护栏？", "5200"),
        ("2024年，新增高标准农田6.4万亩。", "2024年添了多少万亩高标准农田？", "6.4"),
        ("2024年，全县优良天数312天。", "2024年空气有多少天是优良的？", "312"),
        # 税务, 海关, 烟草, 财政
        ("2024年，退还多缴税款3150万元。", "2024年退了多少万元多缴的税款？", "3150"),
        ("2024年，查获走私冻品62吨。", "2024年查了多少吨走私冻品？", "62"),
        ("2024年，没收非法卷烟1.3万条。", "2024年非法卷烟收走了多少万条？", "1.3"),
        ("2024年，兑付举报奖励24.5万元。", "2024年给举报人发了多少万元奖金？", "24.5"),
        # 消防, 法院, 司法, 检察
        ("2024年，营救被困群众129人。", "2024年救下多少被困群众？", "129"),
        ("2024年，行政诉讼败诉3件。", "2024年打官司输了几件？", "3"),
        ("2024年，化解婚姻家庭矛盾266件。", "2024年婚姻家庭矛盾调解好多少件？", "266"),
        # 街道, 交通, 住建, 民政, 教育
        ("2024年，劝返流动摊贩138人。", "2024年劝退了多少流动摊贩？", "138"),
        ("2024年，改造农村公路47公里。", "2024年村里的路翻修了多少公里？", "47"),
        ("2024年，更新老旧电梯58台。", "2024年换了多少台老旧电梯？", "58"),
        ("2024年，新增护理床位930张。", "2024年添了多少张护理床位？", "930"),
        ("2024年，聘用心理教师26名。", "2024年聘了几名心理教师？", "26"),
        # 应急, 自然资源, 政府
        ("2024年，执法辅助人员离职19人。", "2024年走了多少个执法辅助人员？", "19"),
        ("2024年，减免惠及小微企业4.2万户。", "2024年减免让多少户小微企业得了实惠？", "4.2"),
        ("2024年，外贸进出口总额88.6亿元。", "2024年外贸总额多少亿元？", "88.6"),
        ("2024年，执法人员平均年龄41.3岁。", "2024年执法的人平均多大岁数？", "41.3"),
        ("2024年，居民人均可支配收入3.9万元。", "2024年老百姓人均到手的收入多少万元？", "3.9"),
    ],
)
def test_what_people_say_finds_what_offices_write(text: str, question: str, value: str) -> None:
    answer = asked(text, question)
    assert (answer.status, [figure.value for figure in answer.figures]) == ("answered", [value]), answer.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("2024年，处罚加油站12家。", "2024年加油站查了多少家？"),
        ("2024年，立案化肥案件31件。", "2024年化肥案件办完多少件？"),
        ("2024年，受理消费投诉955件。", "2024年消费投诉办好多少件？"),
        ("2024年，行政诉讼胜诉8件。", "2024年打官司输了几件？"),
        ("2024年，行政诉讼败诉2件。", "2024年打官司赢了几件？"),
        ("2024年，招录协管员20名。", "2024年走了多少协管员？"),
        ("2024年，执法资格考试不合格41人。", "2024年考执法资格的过了多少人？"),
        ("2024年，新增医院床位800张。", "2024年添了多少张养老床位？"),
        ("2024年，查封违规充装设备17台。", "2024年扣了多少台违规充装设备？"),
        ("2024年，追回拖欠工资730万元。", "2024年发了多少万元奖金？"),
        ("2024年，拆除违法建设12处。", "2024年修了多少处违法建设？"),
        ("2024年，高标准农田退出300亩。", "2024年添了多少亩高标准农田？"),
        ("2024年，出口总额31亿元。", "2024年外贸总额多少亿元？"),
    ],
)
def test_another_step_of_a_matter_or_its_contrary_is_not_given(text: str, question: str) -> None:
    answer = asked(text, question)
    assert answer.status == "not_found", answer.text
    assert not answer.figures


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("2024年，协管员离职7人。2024年，协管员退休4人。", "2024年走了多少协管员？", {"7", "4"}),
        ("2024年，清欠账款512万元。2024年，追回欠薪96万元。", "2024年要回多少万元欠款？", {"512", "96"}),
    ],
)
def test_two_counts_that_one_spoken_word_may_mean_are_asked_back(text: str, question: str, values: set[str]) -> None:
    answer = asked(text, question)
    assert answer.status == "conflict", answer.text
    assert {figure.value for figure in answer.figures} == values


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("去年把占道的罚了多少起？", "去年罚占道的多少起？"),
        ("棉花占到全国多大比例？", "棉花占全国多大比例？"),
        ("奶粉卖得怎么样，销量增了百分之几？", "奶粉销量增长百分之几？"),
        ("去年减轻多少亿元负担？", "去年减负多少亿元？"),
        ("要回多少欠款？", "追回多少欠款？"),
        # a part of a word, or a plan, is left as it is
        ("今年要回收多少吨农膜？", "今年要回收多少吨农膜？"),
        ("去年新增百分之几？", "去年新增百分之几？"),
        ("罚款下降百分之几？", "罚款下降百分之几？"),
        ("产量提高百分之几？", "产量提高百分之几？"),
        ("立案多少件？", "立案多少件？"),
    ],
)
def test_an_everyday_sentence_is_put_plainly(said: str, plain: str) -> None:
    assert plainly(said) == plain


@pytest.mark.parametrize("kind", ["verb", "noun"])
def test_each_spoken_word_is_listed_once(kind: str) -> None:
    data = tomllib.loads(files("assistant.asking.understanding").joinpath("rewordings.toml").read_text("utf-8"))
    said = [word for entry in data[kind] for word in entry["says"]]
    assert len(said) == len(set(said))


def test_a_spoken_noun_keeps_the_verb() -> None:
    assert "追回 账款" in renamings("追回 欠款")
    assert renamings("立案") == ()
    assert "离职执法辅助人员" in rewordings("走 执法辅助人员")
