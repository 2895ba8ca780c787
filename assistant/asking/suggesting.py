"""What may be asked next: only follow-ups that the library answers."""

from __future__ import annotations

import datetime

from assistant.asking.answering import ask
from assistant.asking.understanding.questions import Question
from knowledge.library import Library

_COMPARED = "比上年增加多少？"
_SERIES = "近三年分别是多少？"


def suggestions(asked: Question, library: Library, as_of: datetime.date, own_issuer: str = "") -> list[str]:
    """Follow-ups to an answered question about a figure, in the order a writer asks them; [] for other questions."""
    if asked.kind != "figure":
        return []
    year = asked.years[-1] if len(asked.years) == 1 else None
    earlier = [f"那{year - 1}年呢？"] if year is not None else []
    return [words for words in (*earlier, _COMPARED, _SERIES) if _answered(words, asked, library, as_of, own_issuer)]


def _answered(words: str, asked: Question, library: Library, as_of: datetime.date, own_issuer: str) -> bool:
    question, answer = ask(words, library, as_of=as_of, previous=asked, own_issuer=own_issuer)
    return answer.status == "answered" and question.kind == "figure" and question != asked
