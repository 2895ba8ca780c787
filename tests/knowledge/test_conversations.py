from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.conversations import Conversations
from knowledge.records import Store

MORNING = datetime.datetime(2026, 2, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.date(2026, 2, 1)
ANSWER = {"status": "answered", "answer": "2025年立案31件。[1]", "figures": [{"value": "31", "unit": "件"}]}


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[Conversations]:
    store = Store(tmp_path)
    yield Conversations(store)
    store.close()


def ask(conversations: Conversations, conversation: str, question: str, minutes: int = 0) -> int:
    return conversations.keep(conversation, question, ANSWER, as_of=DAY, at=MORNING + minutes * MINUTE).n


def test_a_first_question_begins_a_conversation_that_bears_its_words(conversations: Conversations) -> None:
    assert ask(conversations, "甲", "去年立案\n多少件？") == 1
    assert ask(conversations, "甲", "那前年呢？", minutes=1) == 2
    kept = conversations.whole("甲")
    assert kept is not None
    assert (kept.head.title, kept.head.turns) == ("去年立案 多少件？", 2)
    assert (kept.head.begun, kept.head.last) == (MORNING, MORNING + MINUTE)
    assert [turn.question for turn in kept.turns] == ["去年立案\n多少件？", "那前年呢？"]
    assert kept.turns[0].answer == ANSWER
    assert (kept.turns[0].as_of, kept.turns[0].asked_at) == (DAY, MORNING)


def test_a_long_question_makes_a_short_title(conversations: Conversations) -> None:
    ask(conversations, "甲", "请问" + "全区各街道办事处" * 10 + "立案多少件？")
    kept = conversations.whole("甲")
    assert kept is not None
    assert len(kept.head.title) == 30
    assert kept.head.title.endswith("…")


def test_conversations_are_listed_last_used_first_page_by_page(conversations: Conversations) -> None:
    for minute, conversation in enumerate("甲乙丙"):
        ask(conversations, conversation, "立案多少件？", minute)
    ask(conversations, "甲", "那前年呢？", 10)
    heads, total = conversations.listed()
    assert ([head.id for head in heads], total) == (["甲", "丙", "乙"], 3)
    heads, total = conversations.listed(limit=1, offset=1)
    assert ([head.id for head in heads], total) == (["丙"], 3)


@pytest.mark.parametrize(
    ("words", "found"), [("罚没", ["甲"]), ("前年", ["乙"]), ("%", []), ("广告", []), ("", ["乙", "甲"])]
)
def test_conversations_are_found_by_words_of_any_question(
    conversations: Conversations, words: str, found: list[str]
) -> None:
    ask(conversations, "甲", "罚没款金额多少？")
    ask(conversations, "乙", "立案多少件？", 1)
    ask(conversations, "乙", "那前年呢？", 2)
    assert [head.id for head in conversations.listed(words)[0]] == found


def test_a_conversation_can_be_renamed_judged_and_deleted(conversations: Conversations) -> None:
    ask(conversations, "甲", "立案多少件？")
    assert conversations.rename("甲", "立案数")
    assert conversations.judge("甲", 1, "wrong", "应为32件")
    kept = conversations.whole("甲")
    assert kept is not None
    assert kept.head.title == "立案数"
    assert (kept.turns[0].verdict, kept.turns[0].verdict_reason) == ("wrong", "应为32件")
    assert conversations.delete("甲")
    assert conversations.whole("甲") is None
    assert conversations.last("甲") is None


def test_what_is_not_held_is_said_so(conversations: Conversations) -> None:
    assert not conversations.rename("无", "名称")
    assert not conversations.delete("无")
    assert not conversations.judge("无", 1, "right")
    ask(conversations, "甲", "立案多少件？")
    assert not conversations.judge("甲", 2, "right")


def test_the_last_turn_is_what_a_follow_up_is_filled_from(conversations: Conversations) -> None:
    assert conversations.last("甲") is None
    for minute, question in enumerate(["立案多少件？", "那前年呢？"]):
        ask(conversations, "甲", question, minute)
    last = conversations.last("甲")
    assert last is not None
    assert (last.n, last.question) == (2, "那前年呢？")


def test_conversations_outlive_the_process(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ask(Conversations(store), "甲", "立案多少件？")
    store.close()
    again = Store(tmp_path)
    assert Conversations(again).whole("甲") is not None
    again.close()
