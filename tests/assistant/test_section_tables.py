"""Tables within last year's section: cells are filled by their headings, and a window of years moves on as one."""

from __future__ import annotations

import pytest

from assistant.drafting.composing import compose
from assistant.drafting.drafts import Draft, LastSection
from assistant.drafting.gating import gated
from assistant.drafting.section_tables import text_tables
from assistant.metrics.supplied import SuppliedMetric, check_metrics
from knowledge.spans import Span
from tests.assistant.ledger_rows import rows_of

WINDOW = (
    "全年立案300件。\n近三年情况\n年度 | 立案（件） | 罚没款金额（万元）\n"
    "2023 | 280 | 90.5\n2024 | 290 | 80\n2025 | 300 | 70.25\n其后的文字。"
)
LEDGER = [*rows_of("全年立案290件，罚没款金额80万元。", 2024), *rows_of("全年立案300件，罚没款金额70.25万元。", 2025)]


def draft(base: str, *supplied: tuple[str, ...]) -> Draft:
    metrics = check_metrics([SuppliedMetric(*row) for row in supplied]) if supplied else []
    section = LastSection(base, 2025)
    made = gated(compose(section, metrics, LEDGER, 2026), section, metrics, LEDGER, year=2026)
    assert all(figure.span.of(made.text) == figure.text for figure in made.figures)
    return made


def test_a_window_of_years_moves_on_by_one() -> None:
    made = draft(WINDOW, ("立案", "310", "件"), ("罚没款金额", "652500", "元"))
    assert "2024 | 290 | 80\n2025 | 300 | 70.25\n2026 | 310 | 65.25\n其后" in made.text
    assert "2023" not in made.text
    origins = {figure.text: figure.origin for figure in made.figures}
    assert origins["290"] == "ledger"
    assert origins["65.25"] == "metric"
    assert next(f for f in made.figures if f.text == "70.25").citation is not None


def test_a_cell_nobody_supplies_is_named_with_its_year() -> None:
    made = draft(WINDOW, ("罚没款金额", "65", "万元"))
    assert "2026 | 【待补：立案（2026年）】 | 65\n" in made.text
    assert "立案（2026年）" in made.missing


def test_rows_of_indicators_with_columns_of_years_and_a_change() -> None:
    base = "指标 | 2024年 | 2025年 | 同比（%）\n立案（件） | 290 | 300 | 3.4\n罚没款金额（万元） | 80 | 70.25 | -12.2"
    made = draft(base, ("立案", "310", "件"), ("罚没款金额", "65.25", "万元"))
    assert made.text == (
        "指标 | 2025年 | 2026年 | 同比（%）\n立案（件） | 300 | 310 | 3.3\n罚没款金额（万元） | 70.25 | 65.25 | -7.1"
    )


def test_a_column_that_counts_rows_is_kept_and_parts_are_left_to_fill_in() -> None:
    base = "序号 | 单位 | 立案（件）\n1 | 城关所 | 120\n2 | 河东所 | 180\n | 合计 | 300"
    made = draft(base, ("立案", "310", "件"))
    assert "合计 | 310" in made.text
    assert "120" not in made.text
    assert "180" not in made.text
    assert "2 | 河东所" in made.text


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("年度 | 立案\n2024 | 1\n2025 | 2", (2024, 2025)),
        ("指标 | 2023年 | 2024年\n立案 | 1 | 2", (2023, 2024)),
        ("年度 | 立案\n2020 | 1\n2025 | 2", ()),
        ("指标 | 数值\n立案 | 2", ()),
    ],
)
def test_years_that_follow_each_other_are_a_window(text: str, window: tuple[int, ...]) -> None:
    assert text_tables(text)[0].window == window


def test_a_caption_that_names_the_window_moves_with_it() -> None:
    base = "2024—2025年立案情况\n年度 | 立案（件）\n2024 | 290\n2025 | 300"
    assert draft(base, ("立案", "310", "件")).text.startswith("2025—2026年立案情况")


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("向公安机关移送涉嫌犯罪案件4件。", "移送涉嫌犯罪案件"),
        ("向公安机关移送涉嫌犯罪案件4件。", "向公安机关移送涉嫌犯罪案件"),
        ("向区监察委员会移送问题线索4件。", "移送问题线索"),
        ("向市政府报送信息简报4件。", "报送信息简报"),
    ],
)
def test_whom_something_is_sent_to_is_no_part_of_the_indicator(base: str, name: str) -> None:
    assert "7件" in draft(base, (name, "7", "件")).text


BUREAU = "三、处罚\n立案300件，罚没款金额70.25万元。\n四、商标\n查办商标案件9件，罚没款金额3.1万元，同比增长5%。"


def test_the_whole_bureaus_value_does_not_go_where_a_part_stood() -> None:
    metrics = check_metrics([SuppliedMetric("罚没款金额", "65", "万元")])
    rows = rows_of(BUREAU, 2025)
    section = LastSection(
        BUREAU[BUREAU.index("查办") :], 2025, "四 商标", "d1", Span(BUREAU.index("查办"), len(BUREAU))
    )
    made = gated(compose(section, metrics, rows, 2026), section, metrics, rows, year=2026)
    assert "65" not in made.text
    assert "3.1" not in made.text
    assert made.unused == ("罚没款金额",)


@pytest.mark.parametrize(
    ("base", "name", "unit"),
    [
        ("新设立经营主体500户，其中企业100户。", "新设立企业", "户"),
        ("（一）食品安全\n完成监督抽检50批次，合格率97%。", "食品监督抽检合格率", "%"),
        ("受理行政许可申请90件，办结80件。", "办结行政许可申请", "件"),
        ("全年发生行政复议3件。", "行政复议", "件"),
    ],
)
def test_what_the_words_before_imply_need_not_be_said_again(base: str, name: str, unit: str) -> None:
    assert f"77{unit}" in draft(base, (name, "77", unit)).text


def test_what_is_asked_for_is_named_with_its_recipient() -> None:
    assert draft("向公安机关移送涉嫌犯罪案件4件。").missing == ("向公安机关移送涉嫌犯罪案件",)
