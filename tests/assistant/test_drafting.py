"""Last year's section + metrics → this year's: what is filled, computed, kept, rolled, and left to fill in."""

from __future__ import annotations

import re

import pytest

from assistant.drafting.composing import compose
from assistant.drafting.drafts import Draft, LastSection
from assistant.drafting.gating import gated
from assistant.drafting.one_section import find_section, find_template
from assistant.drafting.templates import section_templates
from assistant.metrics.supplied import SuppliedMetric, check_metrics
from knowledge.outline import Section
from knowledge.quantities import find_quantities
from knowledge.spans import Span
from tests.assistant.ledger_rows import rows_of
from tests.shared_material import SAMPLE_REPORT, needs_shared


def draft(base: str, *supplied: tuple[str, ...], ledger: bool = True) -> Draft:
    """The 2026 draft of a 2025 section; ``ledger``: last year's report is in the library."""
    metrics = check_metrics([SuppliedMetric(*row) for row in supplied]) if supplied else []
    section = LastSection(base, 2025)
    rows = rows_of(base, 2025) if ledger else []
    made = gated(compose(section, metrics, rows, 2026), section, metrics, rows, year=2026)
    assert all(figure.span.of(made.text) == figure.text for figure in made.figures)
    return made


FIVE = (
    ("立案", "702", "件"),
    ("结案", "690", "件"),
    ("罚没款金额", "398.5", "万元"),
    ("行政强制措施", "161", "件"),
    ("涉刑移送", "11", "件"),
)


@needs_shared
def test_the_sample_section_takes_all_five_metrics_and_keeps_no_old_figure() -> None:
    report = SAMPLE_REPORT.read_text("utf-8")
    base = report[report.index("2.行政处罚履职情况。") + 11 : report.index("3.行政执法检查履职情况")].strip()
    made = draft(base, *FIVE)
    for new in ("702件", "690件", "398.5万元", "161件", "11件", "2026年"):
        assert new in made.text
    for old in ("647", "666", "344.1", "150件", "移送8件", "554", "1022", "2025"):
        assert old not in made.text
    assert made.unused == ()
    assert len(made.missing) == 2
    assert "较去年上升的主要原因" in made.text
    assert any("走势与上年相反" in warning for warning in made.warnings)


@pytest.mark.parametrize(
    ("base", "supplied", "expected"),
    [
        ("2025年，全局立案647件。", [("立案", "702", "件")], "2026年，全局立案702件。"),
        ("罚没款344.1万元。", [("罚没款金额", "5630000", "元")], "罚没款5630000元。"),
        ("采取行政强制措施141起。", [("行政强制措施", "150", "件")], "采取行政强制措施150件。"),
        ("立案647件，同比下降12.3%。", [("立案", "702", "件", "647")], "立案702件，同比上升8.5%。"),
        ("立案647件，同比增长-9.79%。", [("立案", "600", "件", "647")], "立案600件，同比下降7.26%。"),
        ("立案647件，同比增长12.3%。", [("立案", "647", "件", "647")], "立案647件，同比持平。"),
        ("立案647件，较上年减少46件。", [("立案", "700", "件", "647")], "立案700件，较上年增加53件。"),
        (
            "案件办结率97.5%，同比提高0.5个百分点。",
            [("案件办结率", "96.2", "%", "97.5")],
            "案件办结率96.2%，同比降低1.3个百分点。",
        ),
        ("依托12315热线，受理投诉举报349件。", [("投诉举报受理", "360", "件")], "依托12315热线，受理投诉举报360件。"),
    ],
)
def test_numbers_are_filled_and_changes_recomputed(base: str, supplied: list[tuple[str, ...]], expected: str) -> None:
    assert draft(base, *supplied).text == expected


def test_a_change_is_computed_against_the_ledger_when_no_last_year_is_supplied() -> None:
    made = draft("全年立案647件，同比下降12.3%。", ("立案", "702", "件"))
    figure = next(f for f in made.figures if f.text == "8.5%")
    assert figure.origin == "computed"
    assert figure.formula == "(702−647)÷647×100%=8.5%"
    assert figure.citation is not None
    assert figure.citation.document_id == "d1"


def test_without_any_last_year_the_change_is_left_to_fill_in() -> None:
    made = draft("全年立案647件，同比下降12.3%。", ("立案", "702", "件"), ledger=False)
    assert made.text == "全年立案702件，同比【待补：立案同比】。"
    assert made.missing == ("立案同比",)


def test_a_number_no_metric_gives_is_left_to_fill_in_with_its_unit() -> None:
    made = draft("公示权责清单554项，立案647件。", ("立案", "702", "件"))
    assert "554" not in made.text
    assert "】项，立案702件。" in made.text


@pytest.mark.parametrize(
    ("name", "unit"), [("立案", "件"), ("行政强制执行", "件"), ("食品安全案件立案", "件"), ("结案金额", "万元")]
)
def test_a_metric_of_something_else_fills_nothing(name: str, unit: str) -> None:
    made = draft("全年结案666件，采取行政强制措施150件。", (name, "9173", unit))
    assert "9173" not in made.text
    assert made.unused == (name,)
    (said,) = made.offered
    assert said.startswith("2026年，")
    assert said.endswith(f"{name}9173{unit}。")


@pytest.mark.parametrize(
    "kept",
    [
        "依照《行政处罚法》第三十六条办理。",
        "推进“双随机、一公开”监管。",
        "依托12315平台开展工作。",
        "落实《云河区2025年度抽查工作计划》。",
        "依据《行政处罚法》（2021年修订）办理。",
    ],
)
def test_names_articles_and_titles_are_carried(kept: str) -> None:
    assert draft(kept + "立案647件。", ("立案", "702", "件")).text == kept + "立案702件。"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("截至2025年12月31日，立案647件。", "截至2026年12月31日，立案702件。"),
        ("2025年度共立案647件。", "2026年度共立案702件。"),
        ("2025年通过专项行动，立案647件。", "2026年通过专项行动，立案702件。"),
        ("截至2025年底，立案647件。", "截至2026年底，立案702件。"),
    ],
)
def test_years_move_on(base: str, expected: str) -> None:
    assert draft(base, ("立案", "702", "件")).text == expected


def test_last_years_own_comparison_moves_on_to_the_value_now_last_years() -> None:
    made = draft("2025年立案647件，2024年立案701件。", ("立案", "702", "件"))
    assert made.text == "2026年立案702件，2025年立案647件。"


def test_totals_remainders_and_shares_follow_from_their_parts() -> None:
    base = "全年作出行政处罚1000件，其中普通程序处罚600件，简易程序处罚400件。"
    made = draft(base, ("行政处罚", "1100", "件"), ("普通程序处罚", "700", "件"))
    assert made.text == "全年作出行政处罚1100件，其中普通程序处罚700件，简易程序处罚400件。"
    figure = made.figures[-1]
    assert (figure.origin, figure.formula) == ("computed", "1100−700=400件")


def test_a_name_that_last_year_gave_two_values_takes_the_metric_once() -> None:
    made = draft("罚款金额80.99万元，普通程序罚款金额78.9万元，罚款金额2.1万元。", ("罚款金额", "251.4", "万元"))
    assert made.text.count("251.4") == 1
    assert made.text.startswith("罚款金额251.4万元")


def test_a_newly_added_count_is_no_movement() -> None:
    assert draft("持证执法人员213人，新增36人。").text.count("人，新增【待补：") == 1


@pytest.mark.parametrize(
    ("last_year", "expected"),
    [("97", "城镇登记失业率上升至98%。"), ("99", "城镇登记失业率下降至98%。"), ("", "城镇登记失业率为98%。")],
)
def test_the_word_before_a_new_level_follows_the_movement(last_year: str, expected: str) -> None:
    metric = ("城镇登记失业率", "98", "%", last_year)
    assert draft("城镇登记失业率下降至91%。", metric, ledger=False).text == expected


def test_reasons_are_kept_and_flagged() -> None:
    base = "立案647件，同比下降9.8%，主要原因是推行首违不罚。"
    same = draft(base, ("立案", "600", "件", "647"))
    assert any("原因沿用上年文字" in w for w in same.warnings)
    assert same.text.endswith("推行首违不罚【待确认：原因沿用上年】。")
    turned = draft(base, ("立案", "700", "件", "647"))
    assert any("走势与上年相反" in w for w in turned.warnings)
    assert turned.text.endswith("【待确认：走势已变，原因请改写】。")


def test_a_direction_word_nobody_can_judge_is_left_to_fill_in() -> None:
    made = draft("立案647件。信访数量较去年下降。", ("立案", "702", "件"))
    assert "下降" not in made.text
    assert "【待补：" in made.text


def test_an_honest_approximation_keeps_its_style() -> None:
    made = draft("检查场车使用单位300余家。", ("检查场车使用单位", "417", "家"))
    assert made.text == "检查场车使用单位400余家。"
    assert draft("检查场车使用单位300余家。", ("检查场车使用单位", "400", "家")).text == "检查场车使用单位400家。"


def test_a_draft_without_metrics_has_no_quantity_left() -> None:
    made = draft("2025年立案647件，结案666件，罚没款344.1万元，同比增长3.2%。", ledger=False)
    assert find_quantities(made.text) == []
    assert len(made.missing) == 4


def _section(index: int, number: str, title: str) -> Section:
    return Section(index, 1, number, title, (title,), Span(0, 1), Span(1, 2), Span(0, 2), None)


SECTIONS = [
    _section(0, "", ""),
    _section(1, "一（三）2", "行政处罚履职情况"),
    _section(2, "一（三）4", "行政强制履职情况"),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("行政处罚履职情况", [1]),
        ("一（三）2", [1]),
        ("一（三）2 行政处罚履职情况", [1]),
        ("行政处罚", [1]),
        ("履职情况", [1, 2]),
        ("党建", []),
    ],
)
def test_a_section_is_found_by_title_number_or_label(wanted: str, found: list[int]) -> None:
    assert [s.index for s in find_section(wanted, SECTIONS)] == found


@pytest.mark.parametrize(
    ("wanted", "name"), [("行政处罚", "14_penalties"), ("下一步工作", "41_next_steps"), ("党建", None)]
)
def test_a_template_is_found_by_its_titles(wanted: str, name: str | None) -> None:
    template = find_template(wanted, section_templates().templates)
    assert (template.name if template else None) == name


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("2025年，我局没有被提起行政诉讼。", "2026年，我局没有被提起行政诉讼【待确认：本年是否仍然如此】。"),
        ("全年未发生食品安全事故，形势平稳。", "全年未发生食品安全事故【待确认：本年是否仍然如此】，形势平稳。"),
        (
            "检查出隐患32处，全部整改到位。",
            "检查出隐患【待补：检查出隐患】处，全部整改到位【待确认：本年是否仍然如此】。",
        ),
        (
            "收到来信15件，均已答复，群众满意。",
            "收到来信【待补：收到来信】件，均已答复【待确认：本年是否仍然如此】，群众满意。",
        ),
        ("确保隐患全部整改到位。", "确保隐患全部整改到位。"),
        ("没有执法证的人员不得执法。", "没有执法证的人员不得执法。"),
        ("2025年，工作质量和效率明显提高。", "2026年，工作质量和效率明显提高。"),
        ("做好2026年冬奥会服务保障。", "做好2026年冬奥会服务保障。"),
        ("详见https://www.example.cn/20251230_6819.html。", "详见https://www.example.cn/20251230_6819.html。"),
    ],
)
def test_words_of_last_year_are_kept_and_marked_where_only_the_writer_knows(base: str, expected: str) -> None:
    assert draft(base).text == expected


def test_a_general_subject_moves_as_what_the_section_tells() -> None:
    base = "立案647件，结案666件。案件数量较去年下降。"
    made = draft(base, ("立案", "702", "件", "647"), ("结案", "690", "件", "666"), ("听证案件", "3", "件", "5"))
    assert made.text == "立案702件，结案690件。案件数量较去年上升。"


def test_a_metric_that_says_more_fills_the_place_that_says_it_too() -> None:
    base = "现有持证人员213人，新增36人，退出12人。"
    made = draft(base, ("持证人员", "220", "人"), ("新增持证人员", "15", "人"))
    assert made.text.startswith("现有持证人员220人，新增15人，退出【待补：")


def test_a_share_rests_on_no_part_that_has_a_share_of_its_own() -> None:
    text = "查处食品类案件500件（62.5%），产品质量类案件25件（5%）。"
    result = draft(text, ("食品类案件", "400", "件"), ("产品质量类案件", "30", "件"))
    assert "产品质量类案件30件（【待补" in result.text
    assert not re.search(r"7\.5%|5%）", result.text)


def test_a_share_that_fits_by_accident_beside_others_that_do_not_is_left_to_fill_in() -> None:
    text = "结案的案件共640件，其中投诉举报291件，占45.5%；监督检查285件，占33.1%；交办转办33件，占5.2%。"
    values = [("结案", "890", "件"), ("投诉举报", "406", "件"), ("监督检查", "396", "件"), ("交办转办", "45", "件")]
    assert not re.search(r"占\d", draft(text, *values).text)


def test_what_a_whole_is_made_up_of_is_no_earlier_level() -> None:
    text = "执法主体共有56个，由32家区直单位和24个街镇组成。"
    assert "由42家区直单位" in draft(text, ("区直单位", "42", "家")).text


def test_certificates_counted_by_persons_fill_a_place_that_counts_pieces() -> None:
    made = draft("今年新申领的执法证件有6个，注销证件2个。", ("新申领执法证", "8", "名"), ("注销执法证件", "3", "名"))
    assert made.text.startswith("今年新申领的执法证件有8个，")
    assert "名" not in draft("今年新申领的执法证件有6个。", ("新申领执法证", "8", "名")).text


def test_a_count_of_something_else_fills_no_place_in_another_unit() -> None:
    assert "【待补：" in draft("检查企业6个。", ("检查企业", "8", "名")).text


@pytest.mark.parametrize(
    ("base", "supplied", "ending"),
    [
        (
            "立案647件，同比下降9.8%，主要原因是推行首违不罚。",
            ("立案", "600", "件", "647"),
            "【待确认：原因沿用上年】。",
        ),
        (
            "立案647件。案件数量较去年下降，主要原因是推行首违不罚。",
            ("立案", "600", "件"),
            "【待确认：原因沿用上年】。",
        ),
        ("退出13人，退出岗位原因为退休。", ("退出", "14", "人"), "原因为退休。"),  # of no movement: said in a warning
        ("持证人员219人，因退休减少46人。", ("持证人员", "250", "人", "219"), "【待确认：走势已变，原因请改写】。"),
        ("持证人员219人，因退休减少46人。", ("持证人员", "200", "人", "219"), "因退休减少19人。"),
    ],
)
def test_a_reason_is_marked_where_it_explains_a_movement(base: str, supplied: tuple[str, ...], ending: str) -> None:
    assert draft(base, supplied).text.endswith(ending)


def test_what_last_year_did_not_happen_is_marked_as_contradicted_by_the_supply() -> None:
    made = draft("2025年，我局没有被提起行政诉讼。", ("行政诉讼案件", "2", "件"))
    assert "没有被提起行政诉讼【待确认：与供稿“行政诉讼案件”不符，请改写】" in made.text
    assert any("行政诉讼案件2件" in warning for warning in made.warnings)
    none = draft("2025年，我局没有被提起行政诉讼。", ("行政诉讼案件", "0", "件"))
    assert "【待确认：本年是否仍然如此】" in none.text


def test_a_ranking_of_last_years_value_is_to_be_confirmed() -> None:
    made = draft("罚没款344.1万元，再创历史新高。", ("罚没款金额", "300", "万元"))
    assert any("新高" in warning for warning in made.warnings)
    assert not any("新高" in warning for warning in draft("立案647件。", ("立案", "700", "件")).warnings)


@pytest.mark.parametrize("name", ["其他行政处罚", "在岗执法人员", "中介机构", "共享数据", "对外公示信息"])
def test_a_place_to_fill_in_is_called_by_its_whole_name(name: str) -> None:
    assert f"【待补：{name}】" in draft(f"{name}25个。").text


def test_a_values_total_never_reaches_into_the_next_sentence() -> None:
    base = "持证人员300人，其中一线执法人员200人。新领取证件60人，注销证件40人。"
    made = draft(base, ("持证人员", "310", "人"), ("一线执法人员", "205", "人"), ("新领取证件", "50", "人"))
    assert "注销证件【待补：注销证件】人" in made.text
