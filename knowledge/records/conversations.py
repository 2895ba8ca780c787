"""Conversations and their turns as they are stored."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from knowledge.records.tables import conversations, turns

Verdict = Literal["", "right", "wrong"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer.

    ``n`` counts from 1 in its conversation. ``answer`` is JSON, kept as it was given; ``understood`` the question
    taken apart, which a follow-up is filled from. ``model`` and ``prompt_version`` are "" when no language model
    spoke. ``verdict`` is the asker's own, with a reason.
    """

    n: int
    asked_at: datetime.datetime
    question: str
    as_of: datetime.date
    answer: Mapping[str, Any]
    understood: Mapping[str, Any] = field(default_factory=dict)
    asked_by: str = ""
    model: str = ""
    prompt_version: str = ""
    verdict: Verdict = ""
    verdict_reason: str = ""


@dataclass(frozen=True, slots=True)
class ConversationHead:
    """A conversation in a list."""

    id: str
    title: str
    begun: datetime.datetime
    last: datetime.datetime
    turns: int


def find_heads(connection: Connection, words: str, limit: int, offset: int) -> tuple[list[ConversationHead], int]:
    """Conversations whose title or a question holds ``words``, last used first, and how many there are in all."""
    wanted = select(conversations.c.id)
    if words:
        asked = select(turns.c.conversation_id).where(turns.c.question.contains(words, autoescape=True))
        titled = conversations.c.title.contains(words, autoescape=True)
        wanted = wanted.where(titled | conversations.c.id.in_(asked))
    total = connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = (
        _heads()
        .where(conversations.c.id.in_(wanted))
        .order_by(conversations.c.last.desc(), conversations.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [_head(row) for row in connection.execute(page)], total


def find_head(connection: Connection, conversation_id: str) -> ConversationHead | None:
    """One, or None."""
    row = connection.execute(_heads().where(conversations.c.id == conversation_id)).one_or_none()
    return None if row is None else _head(row)


def turns_of(connection: Connection, conversation_id: str) -> list[Turn]:
    """Its turns in order."""
    wanted = select(turns).where(turns.c.conversation_id == conversation_id).order_by(turns.c.n)
    return [_turn(row) for row in connection.execute(wanted)]


def last_turn(connection: Connection, conversation_id: str) -> Turn | None:
    """The newest, None when there is none."""
    wanted = select(turns).where(turns.c.conversation_id == conversation_id).order_by(turns.c.n.desc()).limit(1)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _turn(row)


def add_turn(connection: Connection, conversation_id: str, title: str, turn: Turn) -> Turn:
    """Append a turn, numbered; the first one begins the conversation under ``title``."""
    if connection.execute(_of(conversation_id).values(last=turn.asked_at)).rowcount == 0:
        begun = {"id": conversation_id, "title": title, "begun": turn.asked_at, "last": turn.asked_at}
        connection.execute(insert(conversations).values(begun))
    newest = connection.scalar(select(func.max(turns.c.n)).where(turns.c.conversation_id == conversation_id)) or 0
    values = asdict(turn) | {"n": newest + 1}
    connection.execute(insert(turns).values(conversation_id=conversation_id, **values))
    return Turn(**values)


def rename(connection: Connection, conversation_id: str, title: str) -> bool:
    """False when it is not there."""
    return connection.execute(_of(conversation_id).values(title=title)).rowcount > 0


def remove(connection: Connection, conversation_id: str) -> bool:
    """With its turns; False when it is not there."""
    return connection.execute(delete(conversations).where(conversations.c.id == conversation_id)).rowcount > 0


def set_verdict(connection: Connection, conversation_id: str, n: int, verdict: Verdict, reason: str) -> bool:
    """False when the turn is not there."""
    one = (turns.c.conversation_id == conversation_id) & (turns.c.n == n)
    judged = update(turns).where(one).values(verdict=verdict, verdict_reason=reason)
    return connection.execute(judged).rowcount > 0


def _of(conversation_id: str) -> Any:
    return update(conversations).where(conversations.c.id == conversation_id)


def _heads() -> Any:
    count = select(func.count()).where(turns.c.conversation_id == conversations.c.id).scalar_subquery()
    return select(conversations, count.label("turns"))


def _head(row: Row[Any]) -> ConversationHead:
    return ConversationHead(row.id, row.title, row.begun, row.last, row.turns)


def _turn(row: Row[Any]) -> Turn:
    return Turn(**{name: row._mapping[name] for name in Turn.__dataclass_fields__})
