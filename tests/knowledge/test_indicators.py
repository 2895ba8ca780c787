"""Names of indicators: one form for one thing, and counts that only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.indicators import compare_indicators, normalise_indicator


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("共立案件数", "立案"),
        ("立案数", "立案"),
        ("全局共立案", "立案"),
        ("罚没款", "罚没款金额"),
        ("罚没金额(万元)", "罚没款金额"),
        ("罚没款总额", "罚没款金额"),
        ("全年受理行政许可", "行政许可受理"),
        ("共受理各类咨询投诉举报", "投诉举报受理"),
        ("为消费者挽回经济损失", "挽回经济损失"),
        ("新设立各类经营主体", "新设立经营主体"),
        ("检查药品使用单位共", "药品使用单位检查"),
        ("完成药品抽检任务共", "药品抽检"),
        ("采取行政强制措施", "行政强制措施"),
        ("国内生产总值达到", "国内生产总值"),
        ("现有行政执法持证人员", "行政执法持证人员"),
        ("GDP", "国内生产总值"),
    ],
)
def test_one_thing_has_one_name(surface: str, name: str) -> None:
    assert normalise_indicator(surface) == name


@pytest.mark.parametrize(
    "name", ["在校学生", "从业人员", "对外贸易规模", "有效发明专利", "消费者满意度", "本科生", "人均预期寿命"]
)
def test_words_that_only_look_like_filler_stay(name: str) -> None:
    assert normalise_indicator(name) == name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("立案", "结案"),
        ("行政强制措施", "行政强制执行"),
        ("罚没款", "罚款"),
        ("投诉举报受理", "投诉举报办结"),
        ("行政复议", "行政诉讼"),
        ("广告违法案件", "食品类违法案件"),
        ("抽检合格批次", "抽检不合格批次"),
        ("行政许可受理", "不予许可"),
        ("进口额", "出口额"),
    ],
)
def test_near_counts_are_distinct(a: str, b: str) -> None:
    match = compare_indicators(a, b)
    assert match.distinct
    assert match.score == 0


@pytest.mark.parametrize(("a", "b"), [("受理行政复议", "行政复议受理"), ("立案", "立案数"), ("检查药店", "药店检查")])
def test_order_and_filler_do_not_matter(a: str, b: str) -> None:
    assert compare_indicators(a, b).score == 1.0


def test_part_of_a_name_is_alike_but_not_the_same() -> None:
    assert 0.4 < compare_indicators("新增就业", "城镇新增就业人数").score < 1.0


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparison_is_symmetric_and_within_bounds(a: str, b: str) -> None:
    match = compare_indicators(a, b)
    assert 0 <= match.score <= 1
    assert match == compare_indicators(b, a)


def test_gdp_is_the_countrys_or_a_regions() -> None:
    assert compare_indicators("GDP", "地区生产总值").score == 1.0
    assert compare_indicators("GDP", "国内生产总值").score == 1.0
    assert compare_indicators("单位GDP能耗", "单位地区生产总值能耗").score == 1.0
    assert compare_indicators("国内生产总值", "地区生产总值").distinct


def test_rate_of_an_action_keeps_its_order() -> None:
    assert normalise_indicator("调解成功率") == "调解成功率"
