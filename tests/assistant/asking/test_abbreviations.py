"""What may stand for a longer name: its signs in their order, few of those between left out."""

import pytest

from assistant.asking.matching.row_zones import abbreviates


@pytest.mark.parametrize(
    ("piece", "text", "stands_for"),
    [
        ("知产", "侵犯知识产权案件", True),
        ("消防站", "新建消防救援站6座", True),
        ("知产", "产业知识", False),  # not in their order
        ("知产", "知名企业新产品", False),  # more than two signs left out
        ("知产", "知，产", False),  # a mark between
        ("知产知产", "知识产权", False),
        ("知产", "知产案件", False),  # said in so many words: no abbreviation
    ],
)
def test_an_abbreviation_keeps_the_order_and_leaves_out_few_signs(piece: str, text: str, stands_for: bool) -> None:
    assert abbreviates(piece, text) is stands_for
