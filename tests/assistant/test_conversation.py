"""The last question of a conversation is kept, within bounds, whoever asks at once."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.asking.conversation import Conversations
from assistant.asking.questions import Question


def question(text: str) -> Question:
    return Question(text=text, as_of=datetime.date(2026, 2, 1))


def test_the_last_question_of_each_conversation_is_kept() -> None:
    kept = Conversations()
    assert kept.previous("a") is None
    kept.keep("a", question("立案多少"))
    kept.keep("b", question("结案多少"))
    kept.keep("a", question("那前年呢"))
    assert kept.previous("a") == question("那前年呢")
    kept.forget("a")
    kept.forget("a")
    assert kept.previous("a") is None
    assert kept.previous("b") is not None


def test_the_conversation_longest_silent_is_forgotten_first() -> None:
    kept = Conversations(limit=2)
    kept.keep("a", question("一"))
    kept.keep("b", question("二"))
    kept.previous("a")
    kept.keep("c", question("三"))
    assert kept.previous("b") is None
    assert kept.previous("a") is not None
    with pytest.raises(ValueError, match="limit"):
        Conversations(limit=0)


def test_ids_differ_and_threads_do_not_disturb_each_other() -> None:
    kept = Conversations(limit=50)

    def talk(number: int) -> bool:
        name = kept.new_id()
        kept.keep(name, question(str(number)))
        return kept.previous(name) in (question(str(number)), None)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(talk, range(500)))
    assert len({kept.new_id() for _ in range(100)}) == 100
