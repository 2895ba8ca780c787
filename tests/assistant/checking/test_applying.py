"""Suggestions put into a text: spans of the new text, ids that outlive other changes, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking import Finding, Overlapping, UnknownFindings, apply, finding_ids
from assistant.checking.applying import NothingToApply
from knowledge.spans import Span

TEXT = "截止目前，已建立台帐，其它事项另报。"


def finding(start: int, end: int, replacement: str | None, rule: str = "rule", text: str = TEXT) -> Finding:
    span = Span(start, end)
    return Finding(rule, "wording", "warning", span, span.of(text), "", replacement, replacement=replacement)


def test_replacements_are_made_in_order_of_their_place_whatever_order_they_are_chosen_in() -> None:
    findings = [finding(0, 2, "截至"), finding(8, 10, "台账簿"), finding(11, 13, "其他")]
    new, changes = apply(TEXT, findings, list(reversed(finding_ids(TEXT, findings))))
    assert new == "截至目前，已建立台账簿，其他事项另报。"
    assert [change.new_span.of(new) for change in changes] == ["截至", "台账簿", "其他"]
    assert [change.span.of(TEXT) for change in changes] == ["截止", "台帐", "其它"]


def test_the_same_words_twice_have_two_ids() -> None:
    text = "其它。其它。其它。"
    findings = [finding(start, start + 2, "其他", text=text) for start in (0, 3, 6)]
    assert len(set(finding_ids(text, findings))) == 3


def test_an_id_outlives_a_change_elsewhere() -> None:
    changed = TEXT.replace("截止", "截至")
    assert finding_ids(TEXT, [finding(11, 13, "其他")]) == finding_ids(changed, [finding(11, 13, "其他", text=changed)])


def test_two_rules_that_want_the_same_are_one_change() -> None:
    findings = [finding(0, 2, "截至"), finding(0, 2, "截至", rule="other")]
    new, changes = apply(TEXT, findings, finding_ids(TEXT, findings))
    assert new.startswith("截至目前") and len(changes) == 1


@pytest.mark.parametrize(
    "findings",
    [
        [finding(0, 2, "截至"), finding(0, 4, "至今", rule="other")],
        [finding(0, 2, "截至"), finding(0, 2, "到", rule="other")],
        [finding(0, 12, "甲"), finding(2, 4, "乙"), finding(8, 10, "丙")],
    ],
)
def test_overlapping_replacements_are_refused_with_both_ids(findings: Sequence[Finding]) -> None:
    ids = finding_ids(TEXT, findings)
    with pytest.raises(Overlapping) as refused:
        apply(TEXT, findings, ids)
    assert set(refused.value.ids) <= set(ids) and len(refused.value.ids) == 2
    assert apply(TEXT, findings, ids[:1])[1]


def test_unknown_ids_and_advice_change_nothing() -> None:
    findings = [finding(0, 2, "截至"), finding(8, 10, None)]
    good, advice = finding_ids(TEXT, findings)
    with pytest.raises(UnknownFindings, match="ffff"):
        apply(TEXT, findings, [good, "ffff"])
    with pytest.raises(NothingToApply, match="台帐"):
        apply(TEXT, findings, [good, advice])


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.text("改好", max_size=3)), max_size=6))
def test_what_is_not_replaced_stays_as_it_was(edits: list[tuple[int, str]]) -> None:
    starts = sorted({start for start, _ in edits if start < len(TEXT)})
    findings = [finding(start, start + 1, dict(edits)[start]) for start in starts]
    new, changes = apply(TEXT, findings, finding_ids(TEXT, findings))
    expected = list(TEXT)
    for each in findings:
        expected[each.span.start] = each.replacement or ""
    assert new == "".join(expected)
    assert all(change.new_span.of(new) == change.replacement for change in changes)
