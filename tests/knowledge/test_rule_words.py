"""Plain words: what two statements of one rule have in common, and the slots in which they may differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.laws.rule_words import plain_text, plain_words, term_groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("违法行为在二年内未被发现的，不再给予行政处罚", "违法行为在2年以内没有被发现，不予行政处罚"),
        ("查封、扣押的期限不得超过三十日", "查封扣押期限不超过30天"),
        ("行政机关应当依法及时作出决定", "行政机关必须做出决定"),
        ("按照规定报送省人民政府备案", "依照规定提交省政府备案"),
        ("处五万元以上十万元以下的罚款", "处以50000元以上100000元以下罚款"),
    ],
)
def test_two_ways_of_saying_one_rule_read_alike(one: str, other: str) -> None:
    assert plain_text(one) == plain_text(other)
    assert [slot.value for slot in plain_words(one).slots] == [slot.value for slot in plain_words(other).slots]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("二年内", "24月"),
        ("两个月内", "2月"),
        ("半年内", "6月"),
        ("二十个工作日", "20工作日"),
        ("二十日", "20日"),
        ("20天", "20日"),
        ("百分之三", "3/100"),
        ("3%", "3/100"),
        ("三分之二", "2/3"),
        ("千分之五", "1/200"),
        ("一万元", "10000元"),
        ("2.5万元", "25000元"),
        ("五倍", "5倍"),
        ("十四周岁", "14岁"),
        ("两名执法人员", "2人"),
    ],
)
def test_number_is_compared_by_value_and_unit(words: str, value: str) -> None:
    assert plain_words(words).slots[0].value == value


@pytest.mark.parametrize("words", ["2025年", "3月5日", "第三十六条", "供应", "适应", "许可证", "口头"])
def test_dates_ordinals_and_parts_of_words_are_no_limits_or_modals(words: str) -> None:
    assert [slot for slot in plain_words(words).slots if slot.kind != "term"] == []


def test_each_group_of_terms_names_its_source_and_has_terms_that_exclude_each_other() -> None:
    for group in term_groups():
        assert "《" in group.source
        assert len(group.members) > 1


WORDS = st.text(alphabet="应当可以不得二十日万元以上处罚款没收违法所得的，。5%a \n", max_size=40)


@given(WORDS)
def test_slots_stand_where_they_say_and_plain_words_are_those_of_plain_text(text: str) -> None:
    plain = plain_words(text)
    assert len(plain.places) == len(plain.text)
    assert all(slot.span.of(text) == slot.written for slot in plain.slots)
    assert list(plain.places) == sorted(plain.places)
    assert plain.text == plain_text(text).replace("\n", "")
