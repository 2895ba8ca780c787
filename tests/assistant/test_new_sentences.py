"""A supplied value that last year's report has no place for becomes a sentence in the section it belongs to."""

from __future__ import annotations

import pytest

from assistant.drafting.drafts import Choices, Draft, LastSection
from assistant.drafting.families import Place, home_of
from assistant.drafting.whole_report import draft_sections
from assistant.metrics.supplied import Metric, SuppliedMetric, check_metrics
from tests.assistant.ledger_rows import rows_of

SECTIONS = (
    ("一（一） 行政许可", "2025年，受理行政许可申请1830件。"),
    ("一（二） 行政处罚", "2025年，全局立案264件，结案251件，罚没款金额88.2万元。"),
    ("二（一） 复议诉讼", "2025年，办理行政复议案件9件。"),
    ("三 存在的问题", "执法力量不足，处罚案件质量有待提高。"),
    ("四 下一步打算", "力争全年行政处罚案件办结率达到98%。"),
)
USUAL_CHOICES = Choices()
USUAL = (("立案", "281", "件", "264"), ("结案", "270", "件"), ("罚没款金额", "91.4", "万元"))


def supplied(*rows: tuple[str, ...]) -> list[Metric]:
    return check_metrics([SuppliedMetric(*row) for row in rows])


def drafts(*rows: tuple[str, ...], choices: Choices = USUAL_CHOICES) -> list[Draft]:
    bases = [LastSection(text, 2025, title) for title, text in SECTIONS]
    ledger = [row for _, text in SECTIONS for row in rows_of(text, 2025)]
    made = draft_sections(bases, supplied(*rows), ledger, year=2026, choices=choices)
    for draft in made:
        assert all(figure.span.of(draft.text) == figure.text for figure in draft.figures)
    return made


@pytest.mark.parametrize(
    ("row", "section", "said"),
    [
        (("听证", "4", "件"), 1, "此外，组织听证4件。"),
        (("没收违法所得", "17.5", "万元"), 1, "此外，没收违法所得17.5万元。"),
        (("不予行政许可", "12", "件"), 0, "此外，不予行政许可12件。"),
        (("行政诉讼败诉", "0", "件"), 2, "此外，行政诉讼败诉0件。"),
        (("行政诉讼", "6", "件", "8"), 2, "此外，行政诉讼6件（同比下降25%）。"),
        (("行政复议纠错率", "12.5", "%", "10"), 2, "此外，行政复议纠错率12.5%（同比提高2.5个百分点）。"),
        (("植树", "300", "棵"), 1, "此外，植树300棵。"),  # of no family: where most figures of the year stand
    ],
)
def test_it_stands_where_a_reader_would_look_for_it(row: tuple[str, ...], section: int, said: str) -> None:
    made = drafts(*USUAL, row)
    assert [said in draft.text for draft in made] == [index == section for index in range(len(SECTIONS))]
    assert all(row[0] not in draft.unused for draft in made if said in draft.text)
    (new,) = (change.new for draft in made for change in draft.changes if change.kind == "new")
    assert new == said
    assert any(said in warning for warning in made[section].warnings)


def test_its_value_and_its_change_have_an_origin() -> None:
    made = drafts(*USUAL, ("行政诉讼", "6", "件", "8"))[2]
    value = next(figure for figure in made.figures if figure.text == "6件")
    change = next(figure for figure in made.figures if figure.text == "25%")
    assert (value.origin, value.metric) == ("metric", "行政诉讼")
    assert (change.origin, change.formula) == ("computed", "(6−8)÷8×100%=-25%")


def test_a_few_values_of_one_family_share_a_sentence() -> None:
    made = drafts(
        *USUAL,
        ("警告", "31", "件"),
        ("听证", "4", "件"),
        ("涉刑移送", "2", "件"),
        ("罚款", "70", "万元"),
        ("没收违法所得", "2.4", "万元"),
    )
    assert made[1].text.count("。") == 3  # last year's, a sentence of four values, one of the fifth


def test_problems_and_plans_take_no_results() -> None:
    places = [Place("三 存在的问题", ("处罚案件",)), Place("四 下一步打算", ("行政处罚",))]
    assert home_of(supplied(("行政处罚案件", "5", "件"))[0], places) is None


def test_they_are_only_offered_when_the_writer_wants_so() -> None:
    made = drafts(*USUAL, ("听证", "4", "件"), choices=Choices(write_new=False))
    assert not any("听证" in draft.text for draft in made)
    assert "2026年，组织听证4件。" in made[1].offered


def test_a_heading_alone_takes_the_sentence_below_it() -> None:
    base = LastSection("（二）行政强制情况", 2025, "一（二） 行政强制情况")
    (made,) = draft_sections([base], supplied(("查封场所", "3", "次")), (), year=2026)
    assert made.text == "（二）行政强制情况\n2026年，查封场所3次。"


@pytest.mark.parametrize(
    ("base", "exact", "expected"),
    [
        ("检查单位200余家。", False, "检查单位300余家。"),
        ("检查单位300余家。", True, "检查单位317家。"),
        ("检查单位3百多家。", True, "检查单位317家。"),
    ],
)
def test_an_approximation_stays_one_unless_the_exact_value_is_wanted(base: str, exact: bool, expected: str) -> None:
    last = LastSection(base, 2025, "检查")
    metrics = supplied(("检查单位", "317", "家"))
    (made,) = draft_sections([last], metrics, rows_of(base, 2025), year=2026, choices=Choices(exact=exact))
    assert made.text == expected


def test_what_is_about_none_of_several_paragraphs_stands_in_one_of_its_own() -> None:
    text = "2025年，全局立案264件，结案251件。\n\n坚持学习，增强本领，不负重托。"
    made = draft_sections(
        [LastSection(text, 2025, "一 工作情况")], supplied(("立案", "281", "件"), ("植树", "300", "棵")), (), year=2026
    )[0]
    assert made.text.split("\n\n")[1:] == ["2026年，植树300棵。", "坚持学习，增强本领，不负重托。"]
    assert all(figure.span.of(made.text) == figure.text for figure in made.figures)
