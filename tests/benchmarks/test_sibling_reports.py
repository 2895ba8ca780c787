"""Sibling years of a report: every figure replaced, the years rolled, nothing else touched."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sibling_reports import Replacement, rolled, siblings
from tests.shared_material import SAMPLE_REPORT, needs_shared

REPORT = """银川路街道办事处2024年度工作总结

一、基本情况
1.队伍。现有持证人员152人，比上年增加4人，持证率100%。
2.办案。2024年全年立案318件，同比下降7.83%，结案301件，罚款1,204.5万元。移送线索9条。
3.主体。新设市场主体4210户，其中企业1310户、个体工商户2900户。抽检900批次，合格882批次，合格率98%。
依据《中华人民共和国行政处罚法》（2021年修订）第六十三条和《某某办法（2019）》，12315平台受理2000余件。
推进“十五五”规划，深化三项制度。

| 单位 | 立案 | 罚款 |
|---|---|---|
| 东所 | 118 | 204.5 |
| 西所 | 200 | 1000.0 |
| 合计 | 318 | 1204.5 |

- 12 -
"""


def values_of(made: tuple[Replacement, ...], original: str) -> set[str]:
    return {one.value for one in made if one.original == original}


def number_after(words: str, text: str) -> Decimal:
    found = re.search(re.escape(words) + r"([\d.,]+)", text)
    assert found is not None
    return Decimal(found[1].replace(",", ""))


def test_siblings_are_the_years_before_and_the_same_every_time() -> None:
    made = siblings(REPORT, 2024, 3, seed=1)
    assert [year for year, _, _ in made] == [2023, 2022, 2021]
    assert made == siblings(REPORT, 2024, 3, seed=1)
    assert made != siblings(REPORT, 2024, 3, seed=2)


def test_each_replacement_tells_where_the_value_stands_in_both_texts() -> None:
    for _, text, replacements in siblings(REPORT, 2024, 3, seed=1):
        for one in replacements:
            assert one.span.of(text) == one.value
            assert one.original_span.of(REPORT) == one.original


def test_all_else_stays_as_it_was() -> None:
    _, text, replacements = siblings(REPORT, 2024, 1, seed=1)[0]
    for one in reversed(replacements):
        text = text[: one.span.start] + one.original + text[one.span.end :]
    assert text == REPORT.replace("2024年", "2023年")


@pytest.mark.parametrize(
    "kept",
    [
        "《中华人民共和国行政处罚法》（2021年修订）第六十三条",
        "《某某办法（2019）》",
        "12315平台",
        "“十五五”",
        "三项制度",
        "- 12 -",
        "\n2.",
    ],
)
def test_what_is_no_figure_stays(kept: str) -> None:
    assert all(kept in text for _, text, _ in siblings(REPORT, 2024, 3, seed=1))


@pytest.mark.parametrize("original", ["152", "318", "301", "4210", "1310", "882", "900", "9"])
def test_a_value_differs_from_year_to_year(original: str) -> None:
    seen = [values_of(replacements, original) for _, _, replacements in siblings(REPORT, 2024, 3, seed=5)]
    assert len(set.union({original}, *seen)) == 4


def test_a_number_said_twice_stays_the_same_number() -> None:
    for _, _, replacements in siblings(REPORT, 2024, 3, seed=1):
        assert len(values_of(replacements, "318")) == 1


def test_a_round_number_stays_round() -> None:
    for _, text, _ in siblings(REPORT, 2024, 3, seed=1):
        assert re.search(r"受理\d000余件", text)


@given(st.integers(0, 10_000))
def test_totals_and_shares_hold_in_every_sibling(seed: int) -> None:
    for _, text, _ in siblings(REPORT, 2024, 3, seed=seed):
        assert number_after("主体", text) == number_after("其中企业", text) + number_after("个体工商户", text)
        share = number_after("合格", text) / number_after("抽检", text) * 100
        assert abs(share - number_after("合格率", text)) <= Decimal("0.5")
        cases = [Decimal(cell) for cell in re.findall(r"\| (\d+) \|", text)]
        assert cases[0] + cases[1] == cases[2]


@given(st.integers(0, 10_000))
def test_published_changes_follow_from_the_values_where_that_is_asked(seed: int) -> None:
    texts = [REPORT, *(text for _, text, _ in siblings(REPORT, 2024, 3, seed=seed))]
    for now, before in pairwise(texts):
        cases, earlier = number_after("全年立案", now), number_after("全年立案", before)
        assert abs((earlier - cases) / earlier * 100 - number_after("同比下降", now)) <= Decimal("0.2")
        assert number_after("人员", now) - number_after("人员", before) == number_after("比上年增加", now)


def test_published_changes_contradict_the_values_otherwise() -> None:
    made = siblings(REPORT, 2024, 2, seed=3, consistent=False)
    cases, earlier = (number_after("全年立案", text) for _, text, _ in made)
    assert abs((earlier - cases) / earlier * 100 - number_after("同比下降", made[0][1])) > 1


def test_two_places_that_differ_stay_different() -> None:
    report = "2024年采取强制措施150件。采取强制措施141起。抽检141批次。"
    for seed in range(40):
        for _, _, replacements in siblings(report, 2024, 3, seed=seed):
            assert len({one.value for one in replacements}) == 3


def test_a_title_is_rolled_without_its_figures() -> None:
    assert rolled("东山局2024年度报告（2023年比较）12.txt", 2) == "东山局2022年度报告（2021年比较）12.txt"


@needs_shared
def test_the_real_sample_has_a_value_of_its_own_at_every_place() -> None:
    report = SAMPLE_REPORT.read_text(encoding="utf-8")
    for year, text, replacements in siblings(report, 2025, 3, seed=1):
        assert len(replacements) > 80
        assert f"{year}年行政执法工作报告" in text
        assert {one.original for one in replacements if one.value == one.original} == {"100"}
