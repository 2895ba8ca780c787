"""Changes held against the two values beside them."""

from __future__ import annotations

import pytest

from assistant.checking.arithmetic import check_arithmetic


@pytest.mark.parametrize(
    ("text", "rule", "suggestion"),
    [
        ("登记数由200件增加到354件，增长一倍。", "arithmetic-change", "增长0"),
        ("抽检由1000批次增至1200批次，增长25%。", "arithmetic-change", "增长20%"),
        ("合格率由95%提高到97%，提高2%。", "arithmetic-percentage-point", "提高2个百分点"),
        ("收入从100万元增加到150万元，翻了一番。", "arithmetic-doubled", None),
    ],
)
def test_change_that_its_values_contradict_is_flagged(text: str, rule: str, suggestion: str | None) -> None:
    (finding,) = check_arithmetic(text)
    assert finding.rule == rule
    assert finding.span.of(text) == finding.text
    assert suggestion is None or (finding.suggestion or "").startswith(suggestion[:2])


@pytest.mark.parametrize(
    "text",
    [
        "抽检由1000批次增至1200批次，增长20%。",
        "抽检由1000批次增至1203批次，增长20.3%。",
        "合格率由95%提高到97%，提高2个百分点。",
        "总量从54万亿元增加到82.7万亿元，年均增长7.1%。",
        "收入从100万元增加到205万元，翻了一番。",
        "投诉由300件下降到200件，下降33.3%。",
    ],
)
def test_change_that_its_values_give_is_left_alone(text: str) -> None:
    assert check_arithmetic(text) == []
