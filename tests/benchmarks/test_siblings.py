"""How an answer about sibling years is judged."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from assistant.evidence import Answer, AnswerFigure, AnswerStatus
from benchmarks.siblings import Case, judged

AS_OF = datetime.date(2026, 2, 1)
ONE = Case("direct", "2025年立案多少件？", AS_OF, "answered", (Decimal(647),), (2025,), (Decimal(730), Decimal(709)))
NONE = Case("year not there", "2021年立案多少件？", AS_OF, "not_found", (), (2021,), (Decimal(647),))
CLASH = Case("conflict", "2025年强制措施多少件？", AS_OF, "conflict", (Decimal(150), Decimal(141)), (2025,))


def reply(status: AnswerStatus, *figures: tuple[str, int]) -> Answer:
    """An answer that gives these values of these years."""
    given = tuple(AnswerFigure("立案", v, "件", v, "件", year, "", False, None, None) for v, year in figures)
    return Answer(status, "", given)


@pytest.mark.parametrize(
    ("case", "answer", "verdict"),
    [
        (ONE, reply("answered", ("647", 2025)), "right"),
        (ONE, reply("answered", ("647", 2025), ("-11.37", 2025)), "right"),
        (ONE, reply("answered", ("730", 2025)), "wrong year"),
        (ONE, reply("answered", ("730", 2024), ("647", 2025)), "wrong year"),
        (ONE, reply("answered", ("647", 2024)), "wrong year"),
        (ONE, reply("answered", ("93", 2025)), "wrong figure"),
        (ONE, reply("not_found"), "not_found"),
        (ONE, reply("conflict", ("647", 2025), ("93", 2025)), "conflict"),
        (NONE, reply("not_found"), "right"),
        (NONE, reply("answered", ("647", 2025)), "wrong year"),
        (NONE, reply("answered", ("12", 2021)), "wrong figure"),
        (CLASH, reply("conflict", ("150", 2025), ("141", 2025)), "right"),
        (CLASH, reply("conflict", ("150", 2025), ("168", 2024)), "conflict"),
        (CLASH, reply("answered", ("150", 2025)), "wrong figure"),
    ],
)
def test_an_answer_gets_the_verdict(case: Case, answer: Answer, verdict: str) -> None:
    assert judged(case, answer) == verdict
