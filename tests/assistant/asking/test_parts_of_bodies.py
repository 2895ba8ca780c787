"""Parts of the body that reports: 芦坪区综合执法大队 is a row of 芦坪区's report; a body not held stays refused."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from assistant.asking.bodies.issuers import own_names
from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import Ledger
from assistant.asking.understanding.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.read_reports import ledger_of_files

AS_OF = datetime.date(2025, 3, 1)
WATER = """# 霞浦县水利局关于2024年度水行政执法工作情况的报告

一、执法情况

全年立案46宗，罚没款147.26万元。各单位办案情况如下：

| 单位 | 立案（宗） | 结案（宗） | 罚没款（万元） |
|---|---|---|---|
| 县水政监察大队 | 23 | 22 | 102.76 |
| 河东水政中队 | 19 | 18 | 31.5 |
| 河西水政中队 | 4 | 4 | 13 |
| 合计 | 46 | 44 | 147.26 |

霞浦水质监测中心检测水样1203份。向霞浦县公安局移送涉嫌犯罪案件3件。白石镇水利站巡查河道620公里，青石镇水利站巡查河道480公里。
"""
FOREST = """# 2024年度阿木盟林业和草原局行政执法工作报告

一、办案情况

全盟林草系统受理案件1120起。

| 地区 | 受理案件（起） | 结案（起） |
|---|---|---|
| 赤云旗 | 312 | 300 |
| 查干旗 | 268 | 260 |
| 阿木市 | 203 | 201 |
| 其他 | 337 | 330 |

阿木市自然保护区核查点位75处。阿木综合保税区造林补贴发放12.5万元。
"""
MARKET = """# 芦坪区市场监督管理局2024年行政执法工作报告

一、行政处罚

全年立案552件，罚没款337.45万元。

| 机构 | 立案（件） | 结案（件） | 罚没款（万元） |
|---|---|---|---|
| 综合执法大队 | 163 | 158 | 206.38 |
| 各市场监管所 | 389 | 377 | 131.07 |

城关市场监管所办结投诉912件，移送区城管局案件4件。指导芦坪农贸集团有限公司自查问题21个。
"""


@cache
def _ledger() -> Ledger:
    texts = {"water.md": WATER, "forest.md": FOREST, "market.md": MARKET}
    return ledger_of_files((name, text.encode()) for name, text in texts.items())


def _asked(question: str) -> Answer:
    return answer_figure(parse_question(question, AS_OF, _ledger().issuers), _ledger())


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("芦坪区综合执法大队2024年立案多少件？", {"163"}),
        ("芦坪综合执法大队罚没款多少", {"206.38"}),
        ("芦坪区各市场监管所2024年罚没款是多少？", {"131.07"}),
        ("芦坪市监局综合执法大队去年结案多少件", {"158"}),
        ("芦坪区城关市场监管所办结投诉多少件", {"912"}),
        ("芦坪综合执法大队和各监管所立案合计多少件", {"552"}),
        ("霞浦县水政监察大队去年立案多少宗", {"23"}),
        ("霞浦河西水政中队罚没款多少万元", {"13"}),
        ("霞浦县河东水政中队比河西水政中队多立案多少宗", {"15"}),
        ("霞浦县水质监测中心检测水样多少份", {"1203"}),
        ("白石镇水利站巡查河道多少公里", {"620"}),
        ("阿木市去年受理案件多少起", {"203"}),
        ("阿木盟赤云旗受理案件多少起", {"312"}),
        ("赤云旗、查干旗和阿木市去年受理案件合计多少起", {"783"}),
        ("阿木盟赤云旗、查干旗和阿木市2024年受理案件合计多少起", {"783"}),
        ("赤云旗比查干旗多受理多少起", {"44"}),
        ("阿木市和查干旗结案各多少起", {"201", "260"}),
        ("阿木市自然保护区核查点位多少处", {"75"}),
        ("阿木综合保税区造林补贴发放多少万元", {"12.5"}),
    ],
)
def test_a_part_that_the_report_tells_of_is_answered_from_its_rows(question: str, values: set[str]) -> None:
    answer = _asked(question)
    assert (answer.status, {figure.value for figure in answer.figures}) == ("answered", values)


@pytest.mark.parametrize(
    "question",
    [
        "阿木市造林多少亩",
        "阿木市公安局受理案件多少起",
        "阿木市林草局受理案件多少起",
        "阿木经开区造林补贴多少万元",
        "霞浦县公安局立案多少件",
        "霞浦县公安局去年移送多少件",
        "霞浦县城管局立案多少件",
        "霞浦县应急管理局罚没款多少",
        "霞浦县交通运输局综合执法大队立案多少件",
        "霞浦县西山水政中队立案多少宗",
        "霞浦交警大队立案多少",
        "芦坪区城管局移送案件多少件",
        "芦坪区城管局2024年立案多少件",
        "芦坪区农业综合执法大队立案多少件",
        "芦坪区文化市场综合执法大队2024年立案多少件",
        "芦坪区消防大队立案多少件",
        "芦坪农贸集团立案多少",
        "青石街道巡查河道多少公里",
        "河口旗受理案件多少起",
    ],
)
def test_a_body_that_is_not_held_never_gets_another_bodys_figure(question: str) -> None:
    answer = _asked(question)
    assert (answer.status, answer.figures) == ("not_found", ())


@pytest.mark.parametrize(
    ("issuer", "words", "left"),
    [
        ("阿木盟林业和草原局", "阿木盟受理", "受理"),
        ("阿木盟林业和草原局", "阿木市受理", "阿木市受理"),
        ("阿木盟林业和草原局", "阿木受理", "受理"),
        ("平川自治县财政局", "平川县收入", "收入"),
        ("平川市财政局", "平川县收入", "平川县收入"),
    ],
)
def test_a_place_within_the_bodys_own_keeps_its_name(issuer: str, words: str, left: str) -> None:
    assert own_names(issuer).sub("", words) == left
