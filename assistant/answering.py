"""Question → evidence → Answer: answered, not_found, or conflict (two places disagree)."""

from __future__ import annotations

import datetime

from assistant.evidence import Answer
from assistant.questions import Question
from knowledge.library import Library


def answer(question: Question, library: Library) -> Answer:
    """Answer from the ledger, the laws or the passages of ``library``; never from anywhere else."""
    raise NotImplementedError


def ask(
    text: str, library: Library, *, as_of: datetime.date, previous: Question | None = None
) -> tuple[Question, Answer]:
    """Parse, fill from the turn before (那前年呢？), answer."""
    raise NotImplementedError
