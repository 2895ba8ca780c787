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
        ("立案216件，与2024年的244件相比减少12.5%。", "arithmetic-change", "减少11.5%"),
        ("立案520件，较上年480件增长9.3%。", "arithmetic-change", "增长8.3%"),
        ("2024年立案400件，2025年立案520件，同比增长40%。", "arithmetic-change", "增长30.0%"),
        ("立案520件，比上年增加40件，增长7.3%。", "arithmetic-change", "增长8.3%"),
        ("合格率由95.1%提高到97.2%，提高3.1个百分点。", "arithmetic-change", "提高2.1个百分点"),
        ("合格率98.5%，较上年的98.0%提高0.5%。", "arithmetic-percentage-point", "提高0.5个百分点"),
        ("受理投诉8320件，较2024年的4160件翻两番。", "arithmetic-doubled", None),
        ("查处案件94件，同比增加一倍（上年为61件）。", "arithmetic-change", "增加0.5"),
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
        "立案216件，与2024年的244件相比减少11.5%。",
        "2024年立案400件，2025年立案520件，增长30%。",
        "2024年立案400件，2025年结案520件，增长50%。",
        "由300余件增至400余件，增长50%。",
        "由1.2万件增至1.5万件，增长27%。",
        "立案520件，比上年增加40件，增长8.3%。",
        "受理投诉8320件，较2024年的4160件翻了一番。",
        "查处案件94件，同比增长54.1%（上年为61件）。",
        "查处案件94件，同比增长54.1%（上年为61起，其中移送2起）。",
    ],
)
def test_change_that_its_values_give_is_left_alone(text: str) -> None:
    assert check_arithmetic(text) == []
