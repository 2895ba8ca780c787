"""Rows found by what they share with the words asked are the rows a look at each would find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asking.matching.row_group import RowGroup
from assistant.asking.matching.row_words import pairs_of, prepare
from tests.assistant.ledger_rows import rows_of

_ROWS = [
    prepare(row)
    for row in rows_of("全局共检查药店312家次，立案47件，罚没款86.5万元，受理投诉举报1204件，办结1198件。", 2024)
]
_GROUP = RowGroup(_ROWS)


@settings(deadline=None)
@given(st.text(alphabet="药店检查立案罚没款受理投诉举报办结食品", min_size=2, max_size=8))
def test_rows_of_a_group_are_those_that_share_two_signs(words: str) -> None:
    pairs = pairs_of(words)
    assert _GROUP.around(pairs) == [row for row in _ROWS if not pairs.isdisjoint(row.around)]
    assert _GROUP.named_like(pairs, ()) == [row for row in _ROWS if not pairs.isdisjoint(row.pairs)]


def test_a_row_is_found_by_its_name_alone() -> None:
    for row in _ROWS:
        assert row in _GROUP.named_like((), row.names)
    assert _GROUP.named_like((), {"没有的指标"}) == []
