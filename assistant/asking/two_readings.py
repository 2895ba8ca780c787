"""A question that can be read in two ways: 骊水|烟草上缴罚没款多少, 骊水烟草|上缴罚没款多少."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.asking.bodies.body_lists import issuer_names
from assistant.asking.replying.replies import one_after_other
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer

_ASK_BACK = "问法有两种理解，数据不同，请说明要查哪一项："


def in_both_readings(question: Question, answer: Callable[[Question], Answer]) -> Answer:
    """The answer of the one reading that has one.

    Where both have: of words that go with a noun (消防监督检查) the reading that keeps them, which asks for more; where
    what a body does follows (应急|检查企业) both, for the asker to choose, unless they say the same.
    """
    kept = answer(question)
    if question.otherwise is None:
        return kept
    without = answer(question.otherwise)
    if without.status == "not_found" or (kept.status != "not_found" and not _does(question.otherwise)):
        return kept
    if kept.status == "not_found" or _said(kept) == _said(without):
        return without
    both = one_after_other(kept, without)
    return replace(both, status="conflict", text=f"{_ASK_BACK}{both.text}")


def _does(question: Question) -> bool:
    return question.indicator.startswith(issuer_names().does)


def _said(answer: Answer) -> set[tuple[str, str, int | None]]:
    return {(figure.value, figure.unit, figure.year) for figure in answer.figures}
