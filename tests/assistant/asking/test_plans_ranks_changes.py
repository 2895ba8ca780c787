"""What kind of value is asked for: what is planned or was done, a place in an order, a change."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from assistant.asking.figure_answers import answer_figure
from assistant.asking.matching.ledger_view import Ledger
from assistant.asking.understanding.questions import parse_question
from assistant.evidence import Answer
from tests.assistant.read_reports import ledger_of_files

POLICE = """---
title: 2024年公安工作总结
issuer: 云岭市公安局
year: 2024
---

# 云岭市公安局2024年公安工作总结

## 一、2024年工作情况

全年破获电信网络诈骗案件1386起，同比上升12.6%；抓获犯罪嫌疑人2104人，同比下降8.3%。群众安全感98.71%，位居全省第3位。
追赃挽损4260万元，比上年多620万元。现有民警1263人、辅警2410人。开展反诈宣传512场次。户籍窗口平均办理时间3个工作日。

## 二、2025年工作计划

道路交通事故死亡人数控制在48人以内；新建智慧安防小区120个；投入1800万元升级指挥平台；开展反诈宣传不少于600场次；
户籍窗口平均办理时间压缩至2个工作日以内；力争抓获犯罪嫌疑人2200人。
"""
SCHOOLS = """---
title: 2024年教育工作总结
issuer: 平溪区教育局
year: 2024
---

# 平溪区教育局2024年教育工作总结

## 一、2024年工作回顾

新建公办幼儿园6所，新增学位2340个，完成年度计划的117%。招聘教师185人，较上年增加23人。学生近视率46.2%，较上年下降1.4个百分点。
教育投入12.6亿元，增长7.3%，连续五年提高，居全省第11位。义务教育质量监测综合得分位列全市第2名，中考优秀率居全市12个区县第四。
资助困难学生3208人次，扭转了上年下降4.6%的态势。

## 二、2025年工作打算

计划新建公办幼儿园4所，招聘教师200人左右，学生近视率由目前的46.2%降到45%以下，教育投入不低于13亿元。
"""
WATER = """霁川县水利局2023年水行政执法工作情况

一、工作开展情况

巡查河道5120公里，检查取水户218户。立案27件，比上年少4件。水资源费征收820.5万元，增长6.4%。
在全市河湖长制考核中排名第5位，较上年上升2位。节水型企业建成率61%，比上年提高3.5个百分点。

二、2024年打算

巡查河道不少于6000公里；检查取水户240户；节水型企业建成率由目前的61%提高到65%。
"""
TAXES = """---
title: 2025年税收工作情况
issuer: 砚城区税务局
year: 2025
---

# 砚城区税务局2025年税收工作情况

## 一、主要情况

| 指标 | 单位 | 2025年 | 2024年 | 同比 |
| --- | --- | ---: | ---: | ---: |
| 组织税费收入 | 亿元 | 86.4 | 80.1 | 7.87% |
| 办理出口退税 | 万元 | 23150 | 19820 | 16.8% |

纳税人满意度96.4分，列全省第6名、全国第31名。稽查立案42户。

## 二、2026年工作安排

组织税费收入增长6%左右；稽查立案不少于45户；出口退税平均办理时间压缩到3个工作日以内。
"""
TOURISM = """---
title: 2024年文化和旅游工作总结
issuer: 芦溪县文化和旅游局
year: 2024
---

# 芦溪县文化和旅游局2024年文化和旅游工作总结

## 一、2024年工作情况

旅游收入同比增长11.4%，接待过夜游客同比增长6.2%，检查企业同比减少3.1%。
"""
REPORTS = {"police.md": POLICE, "schools.md": SCHOOLS, "water.txt": WATER, "taxes.md": TAXES, "tourism.md": TOURISM}
AS_OF = {
    "police.md": datetime.date(2025, 3, 1),
    "schools.md": datetime.date(2025, 3, 1),
    "water.txt": datetime.date(2024, 3, 1),
    "taxes.md": datetime.date(2026, 3, 1),
    "tourism.md": datetime.date(2025, 3, 1),
}


@cache
def ledger(name: str) -> Ledger:
    return ledger_of_files([(name, REPORTS[name].encode())])


def asked(name: str, question: str) -> Answer:
    held = ledger(name)
    return answer_figure(parse_question(question, AS_OF[name], held.issuers), held)


def first_value(answer: Answer) -> str:
    assert answer.status == "answered", answer.text
    return answer.figures[0].value.lstrip("-")


@pytest.mark.parametrize(
    ("report", "question", "value"),
    [
        ("police.md", "云岭市公安局今年要新建几个智慧安防小区？", "120"),
        ("police.md", "云岭市公安局2025年道路交通事故死亡人数要控制在多少以内？", "48"),
        ("police.md", "云岭市公安局2025年道路交通事故死亡人数控制目标是多少？", "48"),
        ("police.md", "云岭市公安局准备投多少钱升级指挥平台？", "1800"),
        ("police.md", "云岭市公安局今年打算开展多少场次反诈宣传？", "600"),
        ("police.md", "云岭市公安局户籍窗口办理时间今年要压到几个工作日以内？", "2"),
        ("police.md", "云岭市公安局2025年拟抓获犯罪嫌疑人多少人？", "2200"),
        ("schools.md", "平溪区教育局2025年计划新建几所公办幼儿园？", "4"),
        ("schools.md", "平溪区教育局2025年招聘教师的指标是多少人？", "200"),
        ("schools.md", "平溪区教育局今年教育投入不低于多少亿元？", "13"),
        ("water.txt", "霁川县水利局2024年打算巡查河道多少公里？", "6000"),
        ("water.txt", "霁川县水利局2024年检查取水户任务数是多少？", "240"),
        ("taxes.md", "砚城区税务局2026年稽查立案不少于多少户？", "45"),
        ("taxes.md", "砚城区税务局组织税费收入今年的增长目标是百分之几？", "6"),
        ("taxes.md", "砚城区税务局2026年出口退税办理时间要几个工作日以内？", "3"),
    ],
)
def test_a_plan_is_answered_by_the_plan(report: str, question: str, value: str) -> None:
    answer = asked(report, question)
    assert first_value(answer) == value
    assert "目标为" in answer.text


@pytest.mark.parametrize(
    ("report", "question", "value"),
    [
        ("police.md", "云岭市公安局2024年开展反诈宣传多少场次？", "512"),
        ("police.md", "云岭市公安局去年户籍窗口平均办理时间是几个工作日？", "3"),
        ("schools.md", "平溪区教育局去年新增学位多少个？", "2340"),
        ("water.txt", "霁川县水利局去年巡查河道多少公里？", "5120"),
        ("water.txt", "霁川县水利局巡查河道多少公里？", "5120"),
        ("taxes.md", "砚城区税务局稽查立案多少户？", "42"),
    ],
)
def test_a_fact_is_never_mixed_with_the_plan_for_the_next_year(report: str, question: str, value: str) -> None:
    answer = asked(report, question)
    assert first_value(answer) == value
    assert len(answer.figures) == 1


@pytest.mark.parametrize(
    ("report", "question"),
    [
        ("police.md", "云岭市公安局2025年开展反诈宣传多少场次？"),
        ("police.md", "云岭市公安局明年打算开展多少场次反诈宣传？"),
        ("schools.md", "平溪区教育局2025年招聘教师多少人？"),
        ("schools.md", "平溪区教育局明年准备招聘多少教师？"),
        ("water.txt", "霁川县水利局2024年检查取水户实际多少户？"),
    ],
)
def test_a_year_that_has_only_a_plan_or_nothing_has_no_fact(report: str, question: str) -> None:
    assert asked(report, question).status == "not_found"


@pytest.mark.parametrize(
    ("report", "question", "value"),
    [
        ("police.md", "云岭市公安局2025年反诈宣传的计划比2024年实际多多少场次？", "88"),
        ("water.txt", "霁川县水利局2024年巡查河道的计划数比2023年实际多多少公里？", "880"),
        ("water.txt", "霁川县水利局2024年的取水户检查计划比2023年多多少户？", "22"),
        ("water.txt", "霁川县水利局2024年巡查河道的目标比2023年完成的多多少公里？", "880"),
        ("schools.md", "平溪区教育局去年新增学位完成计划的百分之几？", "117"),
    ],
)
def test_a_plan_is_held_against_what_was_done(report: str, question: str, value: str) -> None:
    answer = asked(report, question)
    assert answer.status == "answered", answer.text
    assert value in [figure.value for figure in answer.figures]


@pytest.mark.parametrize(
    ("report", "question", "value"),
    [
        ("police.md", "云岭市公安局群众安全感在全省排第几？", "3"),
        ("police.md", "云岭市公安局2024年群众安全感位居全省第几位？", "3"),
        ("police.md", "云岭市公安局群众安全感全省名列第几", "3"),
        ("police.md", "云岭市公安局群众安全感排名是多少？", "3"),
        ("schools.md", "平溪区教育局教育投入排到全省第几位了？", "11"),
        ("schools.md", "平溪区教育局义务教育质量监测在全市各区县里排第几？", "2"),
        ("schools.md", "平溪区教育局中考优秀率排到全市第几名？", "第四"),
        ("water.txt", "霁川县水利局河湖长制考核在全市排第几？", "5"),
        ("water.txt", "霁川县水利局2023年河湖长制考核名次是多少？", "5"),
        ("taxes.md", "砚城区税务局纳税人满意度在全省排第几名？", "6"),
        ("taxes.md", "砚城区税务局2025年纳税人满意度全国排名第几？", "31"),
    ],
)
def test_a_place_is_answered_by_the_place(report: str, question: str, value: str) -> None:
    assert first_value(asked(report, question)) == value


@pytest.mark.parametrize(
    ("report", "question"),
    [
        ("water.txt", "霁川县水利局水资源费征收在全市排第几？"),
        ("water.txt", "霁川县水利局河湖长制考核在全国排第几？"),
        ("schools.md", "平溪区教育局招聘教师在全市排第几？"),
        ("schools.md", "平溪区教育局2023年中考优秀率排全市第几？"),
        ("police.md", "云岭市公安局追赃挽损排全省第几？"),
    ],
)
def test_a_place_of_something_else_or_among_others_is_not_given(report: str, question: str) -> None:
    assert asked(report, question).status == "not_found"


@pytest.mark.parametrize(
    ("report", "question", "value"),
    [
        ("police.md", "云岭市公安局抓获嫌疑人的降幅有多大？", "8.3"),
        ("police.md", "云岭市公安局2024年追赃挽损比上年多了多少万元？", "620"),
        ("schools.md", "平溪区教育局2024年学生近视率掉了几个点？", "1.4"),
        ("schools.md", "平溪区教育局教育投入涨幅多少？", "7.3"),
        ("schools.md", "平溪区教育局教育投入是涨了还是跌了，幅度多大？", "7.3"),
        ("schools.md", "平溪区教育局2023年资助困难学生下降了百分之几？", "4.6"),
        ("water.txt", "霁川县水利局水资源费比上年涨了百分之几？", "6.4"),
        ("water.txt", "霁川县水利局水资源费征收涨幅多大？", "6.4"),
        ("taxes.md", "砚城区税务局组织税费收入去年同比增幅？", "7.87"),
        ("taxes.md", "砚城区税务局办理出口退税去年增幅有多大？", "16.8"),
    ],
)
def test_a_change_is_answered_by_the_change(report: str, question: str, value: str) -> None:
    assert first_value(asked(report, question)) == value


@pytest.mark.parametrize(
    ("report", "question"),
    [
        ("schools.md", "平溪区教育局2024年资助困难学生下降了百分之几？"),
        ("water.txt", "霁川县水利局水资源费比2023年涨了百分之几？"),
        ("water.txt", "霁川县水利局2022年水资源费涨了百分之几？"),
    ],
)
def test_a_change_of_another_year_is_not_given(report: str, question: str) -> None:
    assert asked(report, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年旅游人数增长百分之几？", None),
        ("2024年来旅游的人数涨了多少？", None),
        ("2024年检查单位的人数下降多少？", None),
        ("2024年旅游收入增长百分之几？", "11.4"),
        ("2024年接待过夜游客增长多少？", "6.2"),
    ],
)
def test_a_rate_is_of_the_very_measure_asked_for(question: str, value: str | None) -> None:
    answer = asked("tourism.md", question)
    assert [figure.value for figure in answer.figures] == ([value] if value else []), answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("城区现在有多少家持证零售户？", "城区 持证零售户"),
        ("手里有执法证的几个人？", "执法证"),
        ("批一个许可平均要多少个工作日？", "许可平均办理时限"),
        ("到底有多少辅警？", "辅警"),
        ("2024年需要整改的问题有多少？", "整改的问题"),
        ("在建项目有多少个？", "在建项目"),
        ("在编人员多少人？", "在编人员"),
        ("对外投资多少亿元？", "对外投资"),
        ("重要点位多少处？", "重要点位"),
        ("有效发明专利多少件？", "有效发明专利"),
        ("主要污染物超标多少次？", "主要污染物超标"),
        ("60岁以上老年人有多少？", "60岁以上老年人"),
    ],
)
def test_words_of_grammar_are_no_part_of_the_indicator(question: str, words: str) -> None:
    assert parse_question(question, datetime.date(2025, 3, 1)).indicator == words
