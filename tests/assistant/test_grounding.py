"""Every number of a text has its evidence or is unsupported; altered drafts are found out."""

from __future__ import annotations

import random
import re

import pytest

from assistant.drafting.drafts import DraftFigure, LastSection
from assistant.grounding import unsupported, verify
from assistant.metrics.supplied import Metric, SuppliedMetric, check_metrics
from tests.assistant.ledger_rows import rows_of
from tests.assistant.reports import YEAR, Case, case

METRICS = check_metrics(
    [
        SuppliedMetric("立案", "702", "件", "647"),
        SuppliedMetric("结案", "690", "件", "666"),
        SuppliedMetric("罚没款金额", "398.5", "万元", "344.1"),
        SuppliedMetric("案件办结率", "98.3", "%", "96.5"),
    ]
)


def bad(text: str, metrics: list[Metric] = METRICS, base: str = "") -> list[str]:
    rows = rows_of(base, 2025) if base else []
    carried = LastSection(base, 2025, document_id="d1") if base else None
    return [f.text for f in unsupported(verify(text, metrics, rows, year=2026, base=carried))]


@pytest.mark.parametrize(
    "text",
    [
        "2026年，全局立案702件，结案690件，罚没款金额398.5万元。",
        "罚没款金额3985000元。",
        "立案702件，同比增长8.5%。",
        "立案702件，较上年增加55件。",
        "案件办结率98.3%，同比提高1.8个百分点。",
        "2026年立案702件，比2025年增长8.5%。",
        "去年立案647件，今年立案702件。",
        "立案数量较去年有所上升。",
        "全年立案700余件。",
        "畅通12315热线，落实“双随机、一公开”要求。",
    ],
)
def test_what_the_metrics_say_is_supported(text: str) -> None:
    assert bad(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全局立案703件。", ["703件"]),
        ("全局立案690件，结案702件。", ["690件", "702件"]),
        ("罚没款金额398.5元。", ["398.5元"]),
        ("立案702件，同比下降8.5%。", ["8.5%"]),
        ("立案702件，同比增长12.3%。", ["12.3%"]),
        ("案件办结率98.3%，同比提高1.8%。", ["1.8%"]),
        ("立案数量较去年有所下降。", ["下降"]),
        ("抓获嫌疑人12名。", ["12名"]),
        ("全年立案800余件。", ["800余件"]),
        ("2024年，工作平稳有序。", ["2024年"]),
    ],
)
def test_what_they_do_not_say_is_unsupported(text: str, wrong: list[str]) -> None:
    assert bad(text) == wrong


def test_a_reason_is_given_for_every_refusal() -> None:
    (figure,) = unsupported(verify("全局立案703件。", METRICS, [], year=2026))
    assert "702件" in figure.reason


def test_a_share_computed_from_supported_numbers_is_computed() -> None:
    metrics = check_metrics([SuppliedMetric("受理投诉举报", "400", "件"), SuppliedMetric("办结投诉举报", "380", "件")])
    judged = verify("受理投诉举报400件，办结投诉举报380件，办结率95%。", metrics, [], year=2026)
    assert judged[-1].origin == "computed"
    assert bad("受理投诉举报400件，办结投诉举报380件，办结率96%。", metrics) == ["96%"]


def test_the_ledger_supports_what_it_holds_of_its_own_year() -> None:
    base = "2025年，全局立案647件。"
    judged = verify("2025年全局立案647件。", [], rows_of(base, 2025), year=2026)
    origins = {figure.text: figure.origin for figure in judged}
    assert origins["647件"] == "ledger"
    assert bad("2026年全局立案647件。", [], base) == ["647件"]


# --- fault injection -------------------------------------------------------------------------------------------

_VALUE = re.compile(r"(?<![\d.])\d{3,4}(?:\.\d+)?(?=件|万元|批次|人)")
_RATE = re.compile(r"(增长|下降|上升)(\d+(?:\.\d+)?)%")


def _swapped_values(made: Case, chance: random.Random) -> str | None:
    found = [m for m in _VALUE.finditer(made.draft.text) if "." not in m.group()]
    if len(found) < 2:
        return None
    a, b = sorted(chance.sample(found, 2), key=lambda m: m.start())
    text = made.draft.text
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def _stale_value(made: Case, chance: random.Random) -> str | None:
    found = list(_VALUE.finditer(made.draft.text))
    return _put(made.draft.text, chance.choice(found), chance.choice(made.old)) if found else None


def _stale_rate(made: Case, chance: random.Random) -> str | None:
    found = list(_RATE.finditer(made.draft.text))
    return _put(made.draft.text, m := chance.choice(found), f"{m.group(1)}91.37%") if found else None


def _wrong_sign(made: Case, chance: random.Random) -> str | None:
    found = list(re.finditer("增长|上升|下降", made.draft.text))
    if not found:
        return None
    hit = chance.choice(found)
    return _put(made.draft.text, hit, "增长" if hit.group() == "下降" else "下降")


def _old_year(made: Case, chance: random.Random) -> str | None:
    return made.draft.text.replace("2026年", chance.choice(["2025年", "2023年"]), 1)


def _wrong_unit(made: Case, chance: random.Random) -> str | None:
    return made.draft.text.replace("万元", "元", 1)


def _invented(made: Case, chance: random.Random) -> str | None:
    sentence = chance.choice(["查获假冒商品3721件。", "约谈企业77家。", "培训干部1888人次，参训率99.1%。"])
    return made.draft.text + sentence


def _put(text: str, hit: re.Match[str], words: str) -> str:
    return text[: hit.start()] + words + text[hit.end() :]


FAULTS = [_swapped_values, _stale_value, _stale_rate, _wrong_sign, _old_year, _wrong_unit, _invented]


def _refused(made: Case, text: str) -> list[DraftFigure]:
    return unsupported(verify(text, made.metrics, made.rows, year=YEAR, base=LastSection(made.base, YEAR - 1)))


def test_of_two_hundred_altered_drafts_all_are_found_and_no_unaltered_one_is() -> None:
    chance = random.Random(2026)
    altered = missed = 0
    for seed in range(60):
        made = case(seed)
        assert _refused(made, made.draft.text) == []
        for fault in FAULTS:
            text = fault(made, chance)
            if text is None or text == made.draft.text:
                continue
            altered += 1
            missed += not _refused(made, text)
    assert altered >= 200
    assert missed == 0


TWO_PLACES = "全局立案647件，罚没款金额344.1万元。\n知识产权保护：立案93件，罚没款金额12.6万元。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全局立案702件，罚没款金额398.5万元。\n知识产权保护：立案【待补：立案】件。", []),
        ("全局立案【待补：立案】件。\n知识产权保护：立案702件。", ["702件"]),
        ("全局立案702件。\n知识产权保护：立案【待补：立案】件，罚没款金额398.5万元。", ["398.5万元"]),
    ],
)
def test_the_bureaus_value_is_refused_where_last_year_gave_that_of_a_part(text: str, wrong: list[str]) -> None:
    assert bad(text, base=TWO_PLACES) == wrong


@pytest.mark.parametrize(
    ("base", "text", "wrong"),
    [
        ("2025年，我局认真履职。", "2025年，我局认真履职。", ["2025年"]),
        ("2025年，我局认真履职。", "2026年，我局认真履职。", []),
        ("自2024年以来，我局认真履职。", "自2024年以来，我局认真履职。", []),
        ("办结率从90.2%提高到96.5%。", "办结率从98.3%提高到【待补：办结率】%。", ["98.3%"]),
        ("案件数为五年来最低，平均办理时间缩短至7日。", "平均办理时间缩短至7日。", ["7日"]),
        ("依法在30日内办结。", "依法在30日内办结。", []),
    ],
)
def test_what_last_years_text_had_is_not_vouched_for_by_standing_there(base: str, text: str, wrong: list[str]) -> None:
    assert bad(text, base=base) == wrong
