"""How questions are taken apart: periods, issuers, indicators, comparisons, kinds, follow-ups."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.bodies.body_names import take_apart
from assistant.asking.bodies.issuers import find_issuers
from assistant.asking.understanding.follow_ups import fill_from
from assistant.asking.understanding.periods import find_period
from assistant.asking.understanding.questions import parse_question

AS_OF = datetime.date(2026, 2, 1)
HELD = (
    "清河市云溪区市场监督管理局",
    "清河市镜湖区市场监督管理局",
    "清河市城市管理委员会",
    "清河市云溪区人民政府",
    "广东省人民政府",
    "国务院",
)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2025年罚没款多少", (2025,)),
        ("今年罚没款多少", (2026,)),
        ("本年度立案多少", (2026,)),
        ("去年罚没款多少", (2025,)),
        ("上年度罚没款多少", (2025,)),
        ("前年立案多少", (2024,)),
        ("大前年立案多少", (2023,)),
        ("二〇二四年立案多少", (2024,)),
        ("二零二四年立案多少", (2024,)),
        ("２０２４年立案多少", (2024,)),
        ("24年立案多少", (2024,)),
        ("2024 立案 数", (2024,)),
        ("立案 2023", (2023,)),
        ("2024罚没款多少", (2024,)),
        ("从2022到2024立案数", (2022, 2023, 2024)),
        ("检查2024户次的是哪家", ()),
        ("国发〔2018〕118号怎么说", ()),
        ("2024与2025年立案多少", (2024, 2025)),
        ("2023、2024和2025年立案多少", (2023, 2024, 2025)),
        ("2023-2025年立案多少", (2023, 2024, 2025)),
        ("2023年至2025年立案多少", (2023, 2024, 2025)),
        ("2024年以来立案多少", (2024, 2025, 2026)),
        ("“十四五”期间立案多少", (2021, 2022, 2023, 2024, 2025)),
        ("十三五时期立案多少", (2016, 2017, 2018, 2019, 2020)),
        ("立案多少", ()),
        ("一个案子罚了多少", ()),
        ("查封期限在10年内吗", ()),
        ("国办发〔2018〕118号", ()),
    ],
)
def test_period_words_count_from_the_date_given(question: str, years: tuple[int, ...]) -> None:
    assert find_period(question, AS_OF).years == years


@pytest.mark.parametrize(
    ("question", "years", "base"),
    [
        ("2025年比上年增加多少", (2025,), 2024),
        ("2025年比去年增加多少", (2025,), 2024),
        ("2024年比去年增加多少", (2024,), 2023),
        ("今年比去年增加多少", (2026,), 2025),
        ("去年比前年增加多少", (2025,), 2024),
        ("2025年较2023年增加多少", (2025,), 2023),
        ("与2024年相比2025年增加多少", (2025,), 2024),
        ("比2023年增加多少", (), 2023),
    ],
)
def test_the_year_compared_with_is_told_apart(question: str, years: tuple[int, ...], base: int) -> None:
    period = find_period(question, AS_OF)
    assert (period.years, period.base) == (years, base)


def test_stretches_and_parts_of_the_year_are_marked() -> None:
    last = find_period("近三年立案", AS_OF)
    assert (last.stretch, last.last, last.years) == (True, 3, (2023, 2024, 2025, 2026))
    assert find_period("历年立案", AS_OF).every
    assert find_period("2025年上半年立案", AS_OF).part == "上半年"
    assert find_period("2025年1-11月立案", AS_OF).part == "1-11月"


@given(st.text(max_size=60))
def test_period_spans_stand_for_words_of_the_question(text: str) -> None:
    for span in find_period(text, AS_OF).spans:
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(alphabet="今去前年2025上比近三以来多少立案件局区市的和与、？〔一十", max_size=40))
def test_any_words_can_be_taken_apart(text: str) -> None:
    question = parse_question(text, AS_OF, HELD)
    assert question.text == text
    assert fill_from(question, question).text == text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("云溪区市场监管局2025年立案", ("清河市云溪区市场监督管理局",)),
        ("清河市云溪区市场监督管理局去年立案", ("清河市云溪区市场监督管理局",)),
        ("请问云溪市监局2025年立案", ("清河市云溪区市场监督管理局",)),
        ("2025年镜湖区局立案", ("清河市镜湖区市场监督管理局",)),
        ("市城管委2025年罚款", ("清河市城市管理委员会",)),
        ("清河市城管委2025年罚款", ("清河市城市管理委员会",)),
        ("云溪区政府2025年行政检查", ("清河市云溪区人民政府",)),
        ("云溪区2025年行政检查", ("清河市云溪区人民政府",)),
        ("广东2025年地区生产总值", ("广东省人民政府",)),
        ("国务院提出的2025年目标", ("国务院",)),
        ("云溪区市场监管局立案比镜湖区市场监管局多多少", HELD[:2]),
        ("2025年移送公安局多少件", ()),
        ("2025年与公安局联合执法多少次", ()),
        ("2025年法治政府建设培训多少次", ()),
        ("2025年检查超市多少家", ()),
        ("2025年辖区内小区检查多少次", ()),
        ("2025年农村集贸市场检查多少家", ()),
    ],
)
def test_issuers_are_known_by_short_forms_and_nothing_else_is_taken_for_one(
    question: str, held: tuple[str, ...]
) -> None:
    found = find_issuers(question, HELD)
    assert (found.held, found.unknown) == (held, ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("河西区市场监管局2025年立案多少件", "河西区市场监管局"),
        ("云溪区生态环境局2025年罚款多少", "云溪区生态环境局"),
        ("市生态环境局2025年罚款多少", "市生态环境局"),
        ("和平区市场监管局2025年立案", "和平区市场监管局"),
        ("河西区2025年立案多少件", "河西区"),
        ("那河西区呢？", "河西区"),
        ("北京2025年地区生产总值", "北京"),
    ],
)
def test_a_body_that_is_not_held_is_named_as_unknown(question: str, unknown: str) -> None:
    found = find_issuers(question, HELD)
    assert (found.held, found.unknown) == ((), (unknown,))


def test_our_office_is_the_own_issuer_or_the_only_one_held() -> None:
    assert find_issuers("我局去年立案", HELD, HELD[0]).held == HELD[:1]
    assert find_issuers("咱们局去年立案", HELD[:1]).held == HELD[:1]
    assert find_issuers("咱们局去年立案", HELD).own
    assert find_issuers("我局去年立案", HELD, "别处的局").unknown == ("别处的局",)


def test_official_names_are_taken_apart() -> None:
    name = take_apart("内蒙古自治区清河市云溪区市场监管局")
    assert (name.regions, name.level, name.organ) == (("内蒙古", "清河", "云溪"), "区", "市场监督管理局")


@pytest.mark.parametrize(
    ("question", "comparison", "indicator", "other"),
    [
        ("2025年罚没款金额是多少？", "", "罚没款金额", ""),
        ("2025年立案比上年增加多少件", "difference", "立案", ""),
        ("2025年立案比结案多多少件", "difference", "立案", "结案"),
        ("2025年立案同比增长多少", "growth", "立案", ""),
        ("2025年立案增长率", "growth", "立案", ""),
        ("移送案件占立案的比例是多少", "share", "移送案件", "立案"),
        ("近三年一共立案多少件", "sum", "立案", ""),
        ("哪一年立案最多", "highest", "立案", ""),
        ("哪年立案最少", "lowest", "立案", ""),
        ("2025年哪个局立案最多", "rank", "立案", ""),
        ("历年立案", "series", "立案", ""),
        ("近三年年均立案多少", "average", "立案", ""),
        ("处罚金额合计多少", "", "处罚金额", ""),
    ],
)
def test_comparisons_are_recognised(question: str, comparison: str, indicator: str, other: str) -> None:
    parsed = parse_question(question, AS_OF, HELD)
    assert (parsed.comparison, parsed.indicator, parsed.other) == (comparison, indicator, other)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("去年罚了多少钱", "figure"),
        ("2025年罚没款", "figure"),
        ("办结率是多少", "figure"),
        ("查封、扣押的期限最长多少日？", "law"),
        ("行政处罚法第三十六条是什么", "law"),
        ("行政处罚决定应当在几日内作出？", "law"),
        ("案件数量下降的主要原因是什么？", "text"),
        ("2025年存在哪些问题？", "text"),
        ("下一步工作打算是什么", "text"),
    ],
)
def test_kinds_of_question_are_told_apart(question: str, kind: str) -> None:
    assert parse_question(question, AS_OF, HELD).kind == kind


@pytest.mark.parametrize(
    ("question", "family"),
    [
        ("立案多少件", "cases"),
        ("罚了多少钱", "money"),
        ("有几名执法人员", "persons"),
        ("培训多少人次", "attendances"),
        ("检查多少家", "subjects"),
        ("检查多少家次", "visits"),
        ("抽检多少批次", "batches"),
        ("增长百分之几", ""),
        ("利用外资多少亿美元", "money"),
        ("有多少个事项", "any"),
        ("是多少", ""),
    ],
)
def test_the_unit_asked_for_tells_what_can_answer(question: str, family: str) -> None:
    assert parse_question(question, AS_OF, HELD).family == family


def test_a_goal_asked_for_is_told_from_a_fact() -> None:
    assert parse_question("2026年立案目标是多少", AS_OF).planned is True
    assert parse_question("2026年立案多少", AS_OF).planned is False
    assert parse_question("2026年检查计划多少家", AS_OF).planned is None


def test_follow_ups_keep_what_they_do_not_name() -> None:
    first = parse_question("云溪区市场监管局2025年立案多少件？", AS_OF, HELD)
    second = fill_from(parse_question("那前年呢？", AS_OF, HELD), first)
    assert (second.indicator, second.years, second.issuers) == ("立案", (2024,), HELD[:1])
    third = fill_from(parse_question("结案呢？", AS_OF, HELD), second)
    assert (third.indicator, third.years) == ("结案", (2024,))
    fourth = fill_from(parse_question("食品的呢？", AS_OF, HELD), second)
    assert fourth.indicator == "食品立案"
    fifth = fill_from(parse_question("比上年增加多少？", AS_OF, HELD), third)
    assert (fifth.comparison, fifth.years, fifth.base_year) == ("difference", (2024,), 2023)


def test_a_question_of_its_own_takes_nothing_over() -> None:
    first = parse_question("2025年立案多少件？", AS_OF, HELD)
    text = parse_question("存在哪些问题，下一步打算怎么改进？", AS_OF, HELD)
    assert fill_from(text, first) == text
    assert fill_from(first, None) == first


def test_a_very_long_question_is_read_at_its_start_only() -> None:
    long = "2025年立案多少件？" + "请问" * 50_000
    assert parse_question(long, AS_OF, HELD).text == long


@pytest.mark.parametrize(("text", "kind"), [("2025年采取行政强制措施", "figure"), ("2025年采取了哪些措施", "text")])
def test_coercive_measures_are_counted_and_measures_are_told(text: str, kind: str) -> None:
    assert parse_question(text, datetime.date(2026, 2, 1)).kind == kind
