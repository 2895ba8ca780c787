"""A draft in a model's words keeps every figure where it belongs, or stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.drafting.drafts import Draft
from assistant.drafting.one_section import draft_section
from assistant.metrics.supplied import Metric, SuppliedMetric, check_metrics
from assistant.speaking.locking import TOKEN, lock, returned_whole, unlock
from assistant.speaking.rewording import Reworded, Verify, reword
from assistant.verifying import verify_text
from knowledge.library import Library
from tests.assistant.speaking.conftest import WATER, ModelOf
from tests.scripted_model import Reply, ScriptedModel, misbehaves, says

METRICS = [
    SuppliedMetric("立案", "71", "件"),
    SuppliedMetric("罚款金额", "58.2", "万元"),
    SuppliedMetric("河道巡查", "3604", "次"),
    SuppliedMetric("发出整改通知书", "96", "份"),
    SuppliedMetric("取水许可领域立案", "20", "件"),
    SuppliedMetric("执法满意度", "92.3", "%"),
]


@pytest.fixture(scope="module")
def metrics() -> list[Metric]:
    return check_metrics(METRICS)


@pytest.fixture(scope="module")
def draft(told_library: Library, metrics: list[Metric]) -> Draft:
    return draft_section("执法情况", metrics, year=2025, issuer=WATER, library=told_library)


@pytest.fixture
def verify(told_library: Library, metrics: list[Metric]) -> Verify:
    return lambda text: verify_text(text, metrics, year=2025, issuer=WATER, library=told_library)


@pytest.fixture
def seen(draft: Draft, scripted: ScriptedModel, model_of: ModelOf, verify: Verify) -> str:
    """The paragraph with its tokens, as the model gets it."""
    reword(draft, model_of(says("好")), verify)
    asked = str(scripted.requests()[0]["body"]["messages"][-1]["content"])
    return asked.split("原文：")[1].split("\n改写", maxsplit=1)[0]


@pytest.fixture
def reworded(draft: Draft, model_of: ModelOf, verify: Verify) -> Callable[[str], Reworded]:
    """What becomes of the draft when the model says this."""
    return lambda words: reword(draft, model_of(says(words)), verify)


def test_the_model_sees_no_figure(seen: str) -> None:
    assert "立案⟦F" in seen
    assert not any(metric.value in seen for metric in METRICS)
    assert not any(sign.isdigit() for sign in TOKEN.sub("", seen))


def test_new_words_around_the_figures_are_taken(draft: Draft, seen: str, reworded: Callable[[str], Reworded]) -> None:
    made = reworded(seen.replace("全局立案", "全局累计立案"))
    assert (made.taken, made.tried) == (1, 1)
    assert "累计立案71件" in made.draft.text
    assert [f.text for f in made.draft.figures] == [f.span.of(made.draft.text) for f in made.draft.figures]
    assert [f.text for f in made.draft.figures] == [f.text for f in draft.figures]
    assert any("改写了1段" in warning for warning in made.draft.warnings)


def test_tokens_may_come_in_another_order(draft: Draft, seen: str, reworded: Callable[[str], Reworded]) -> None:
    first, second = "立案⟦F2⟧", "罚款金额⟦F3⟧"
    assert f"{first}，{second}" in seen
    made = reworded(seen.replace(f"{first}，{second}", f"{second}，{first}"))
    assert made.taken == 1
    assert "罚款金额58.2万元，立案71件" in made.draft.text


@pytest.mark.parametrize(
    "change",
    [
        ("⟦F2⟧", "", "a token is lost"),
        ("⟦F2⟧", "⟦F2⟧⟦F2⟧", "a token is doubled"),
        ("⟦F2⟧", "⟦F3⟧", "one for another"),
        ("⟦F2⟧", "⟦F99⟧", "a token that there is not"),
        ("⟦F2⟧", "⟦F２⟧", "a token in other digits"),
        ("⟦F2⟧", "⟦F2⟧⟦S1⟧", "a fake token"),
        ("⟦F2⟧", "71件", "a figure in place of its token"),
        ("立案⟦F2⟧", "立案⟦F2⟧（去年64件）", "a figure is added"),
        ("立案⟦F2⟧", "立案⟦F2⟧，同比增长一成", "a figure in words is added"),
        ("立案⟦F2⟧", "立案⟦F2⟧，同比明显上升", "a direction is added"),
        ("立案⟦F2⟧", "立案⟦F2⟧，首次位居第一", "a rank is added"),
        ("立案⟦F2⟧", "依据《水法》立案⟦F2⟧", "a law is added"),
        ("立案⟦F2⟧", "在区委坚强领导下各项工作取得了有目共睹的显著成绩并得到群众一致好评，立案⟦F2⟧", "praise is added"),
        ("立案⟦F2⟧", "立案⟦F2⟧\n另起一段", "a paragraph is added"),
    ],
)
def test_what_is_lost_or_added_leaves_the_paragraph_as_it_was(
    draft: Draft, seen: str, reworded: Callable[[str], Reworded], change: tuple[str, str, str]
) -> None:
    old, new, what = change
    assert old in seen
    made = reworded(seen.replace(old, new, 1))
    assert made.draft.text == draft.text, what
    assert made.taken == 0


def test_a_figure_given_to_another_indicator_is_not_taken(
    draft: Draft, seen: str, reworded: Callable[[str], Reworded]
) -> None:
    swapped = seen.replace("⟦F2⟧", "⟦X⟧").replace("⟦F3⟧", "⟦F2⟧").replace("⟦X⟧", "⟦F3⟧")
    assert reworded(swapped).draft.text == draft.text
    named = seen.replace("取水许可领域立案", "河湖管护领域立案")
    assert reworded(named).draft.text == draft.text


@pytest.mark.parametrize(
    "reply", [misbehaves("error", status=500), misbehaves("cut", "全局立案⟦F"), misbehaves("empty")]
)
def test_a_model_that_fails_leaves_the_draft_and_says_so(
    draft: Draft, model_of: ModelOf, verify: Verify, reply: Reply
) -> None:
    made = reword(draft, model_of(reply, retries=0), verify)
    assert made.draft.text == draft.text
    assert made.draft.figures == draft.figures
    assert any("语言模型" in warning for warning in made.draft.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "2025年，立案71件，同比上升10.94%，比2024年增加7件。",
        "依据《水法》第三条作出处罚【待补：处罚决定】，较上年下降明显。",
        "三项工作：一是巡查12315次；二是执法。",
    ],
)
def test_locking_and_unlocking_gives_the_text_back(text: str) -> None:
    locked = lock(text, [])
    assert not any(sign.isdigit() for sign in TOKEN.sub("", locked.text))
    assert returned_whole(locked, locked.text)
    assert unlock(locked, locked.text)[0] == text
