"""Which year a figure stands for, plan or fact, where the words that say so stand elsewhere or mean something else."""

from __future__ import annotations

import pytest

from knowledge.figures import Figure, figures_in_text
from tests.knowledge.test_figures import report


def years(text: str) -> list[tuple[str, str, int | None]]:
    """(indicator, value, year) of each figure, read in a report of 2024."""
    return [(f.indicator, f.value, f.year) for f in figures_in_text(text, year=2024)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # left over from the year before is handled, and counted, in this one; a bracket's time ends with it
        ("审结劳动争议案件82件（含上年结转7件），涉案金额40万元。", [2024, 2024, 2024]),
        ("办结信访事项31件（2022年登记2件），满意率98%。", [2024, 2022, 2024]),
        # told of the year before in passing
        (
            "完成水路货运量80万吨，增长6%，扭转了上年下降2%的局面；港口吞吐量90万吨，增长3%。",
            [2024] * 2 + [2023] + [2024] * 2,
        ),
        # what it was before is told to be held against, and what comes next is of this year
        ("征收森林植被恢复费120万元，上年为100万元，增长20%。", [2024, 2023, 2024]),
        ("查处无证运输烟草案件30起，去年同期是24起，增加6起。", [2024, 2023, 2024]),
        # the whole sentence is held against a year
        ("与上年相比，事故由9起降至7起，死亡人数由5人降至2人。", [2023, 2024, 2023, 2024]),
        # nothing says of which year the first value is
        ("平均办理时限由9个工作日压缩到5个工作日。", [None, 2024]),
    ],
)
def test_year_ends_with_the_words_that_it_belongs_to(text: str, expected: list[int | None]) -> None:
    assert [year for _, _, year in years(text)] == expected


def plan_of_next_year(body: str) -> list[Figure]:
    """The figures of a section 2025年工作安排 in a report of 2024."""
    return report(("一、2024年工作情况", "无。"), ("二、2025年工作安排", body), year=2024)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 今年 among plans is the year planned for, 今年 as a base is the year of the report
        ("今年主要预期目标是：粮食产量稳定在3万吨。", [(2025, True)]),
        ("检查频次在今年基础上压减20%。", [(2025, True)]),
        # where a rise starts from is how it stands
        ("巡查河道不少于900公里；自动监测覆盖率由目前的60%提高到75%；培训水管员300人。",
         [(2025, True), (2024, False), (2025, True), (2025, True)]),
        ("新建消防水鹤12座,培训志愿者800人;农村供水普及率达到97%。", [(2025, True)] * 3),
    ],
)  # fmt: skip
def test_section_of_plans_plans_every_part_of_a_sentence(text: str, expected: list[tuple[int, bool]]) -> None:
    assert [(f.year, f.planned) for f in plan_of_next_year(text)] == expected


def test_aim_of_a_sentence_goes_on_past_the_actual_circumstances() -> None:
    figures = figures_in_text("预期目标是：产值增长5%，根据实际情况力求更好，投资增长6%，失业率5%左右。", year=2024)
    assert [f.planned for f in figures] == [True, True, True]


def test_half_width_marks_part_words_like_full_width_ones() -> None:
    half = figures_in_text("受理申请90件,办结88件(含延续6件);办结数同比增加3件,增长3.5%。", year=2024)
    full = figures_in_text("受理申请90件，办结88件（含延续6件）；办结数同比增加3件，增长3.5%。", year=2024)
    assert half == full
    assert [f.value for f in figures_in_text("登记经营主体1,204户,注销31户。", year=2024)] == ["1,204", "31"]
