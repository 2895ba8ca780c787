"""Conversations that were kept."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from api.schemas import Incoming, Outgoing
from api.schemas.asking import AskResponse
from knowledge.conversations import ConversationHead, KeptConversation, Turn


class ConversationOut(Outgoing):
    """A conversation in a list."""

    id: str = Field(description="对话编号")
    title: str = Field(description="名称，起初是第一个问题")
    begun: datetime.datetime = Field(description="开始时间")
    last: datetime.datetime = Field(description="最近一问的时间")
    turns: int = Field(description="几问几答")

    @classmethod
    def of(cls, head: ConversationHead) -> ConversationOut:
        """From the library's."""
        return cls(id=head.id, title=head.title, begun=head.begun, last=head.last, turns=head.turns)


class ConversationsOut(Outgoing):
    """A page of conversations, last used first."""

    conversations: list[ConversationOut] = Field(description="本页的对话")
    total: int = Field(description="符合条件的共有几次")


class TurnOut(Outgoing):
    """A question with its answer as it was given."""

    n: int = Field(description="第几问")
    asked_by: str = Field(description="谁问的，未登记时为空")
    asked_at: datetime.datetime = Field(description="什么时候问的")
    question: str = Field(description="问题")
    as_of: datetime.date = Field(description="“去年”等相对的日期")
    answer: AskResponse = Field(description="当时的回答")
    model: str = Field(description="措辞出自哪个语言模型；未经模型时为空")
    prompt_version: str = Field(description="给模型的提示词的版本")
    verdict: Literal["", "right", "wrong"] = Field(description="提问人的评价")
    verdict_reason: str = Field(description="评价的理由")

    @classmethod
    def of(cls, turn: Turn) -> TurnOut:
        """From the library's."""
        return cls(
            n=turn.n,
            asked_by=turn.asked_by,
            asked_at=turn.asked_at,
            question=turn.question,
            as_of=turn.as_of,
            answer=AskResponse.model_validate({**turn.answer, "turn": turn.n}),
            model=turn.model,
            prompt_version=turn.prompt_version,
            verdict=turn.verdict,
            verdict_reason=turn.verdict_reason,
        )


class WholeConversationOut(ConversationOut):
    """A conversation with all its turns."""

    all_turns: list[TurnOut] = Field(description="全部问答")

    @classmethod
    def whole(cls, kept: KeptConversation) -> WholeConversationOut:
        """From the library's."""
        turns = [TurnOut.of(turn) for turn in kept.turns]
        return cls(**ConversationOut.of(kept.head).model_dump(), all_turns=turns)


class ConversationName(Incoming):
    """A new name."""

    title: str = Field(min_length=1, max_length=100, pattern=r"\S", description="新的名称")


class VerdictGiven(Incoming):
    """What the asker thinks of an answer."""

    verdict: Literal["", "right", "wrong"] = Field(description="right 对，wrong 错，空为撤回")
    reason: str = Field("", max_length=1_000, description="为什么")
