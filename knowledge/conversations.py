"""Conversations of a library's users: kept, found again, renamed, judged, deleted."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.records import Store
from knowledge.records.conversations import (
    ConversationHead,
    Turn,
    Verdict,
    add_turn,
    find_head,
    find_heads,
    last_turn,
    remove,
    rename,
    set_verdict,
    turns_of,
)

__all__ = ["ConversationHead", "Conversations", "KeptConversation", "Turn", "Verdict"]

_TITLE = 30  # signs of the first question


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation, whole."""

    head: ConversationHead
    turns: tuple[Turn, ...]


class Conversations:
    """Held in a library's records; may be called from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def new_id() -> str:
        """An id for a conversation that begins."""
        return uuid.uuid4().hex

    def keep(
        self,
        conversation_id: str,
        question: str,
        answer: Mapping[str, Any],
        *,
        as_of: datetime.date,
        at: datetime.datetime,
        understood: Mapping[str, Any] | None = None,
        asked_by: str = "",
        model: str = "",
        prompt_version: str = "",
    ) -> Turn:
        """Append a turn; a conversation not held begins, named after its first question. ``at`` with a time zone."""
        turn = Turn(0, at, question, as_of, answer, understood or {}, asked_by, model, prompt_version)
        words = " ".join(question.split())
        title = words if len(words) <= _TITLE else words[: _TITLE - 1] + "…"
        with self._store.write() as connection:
            return add_turn(connection, conversation_id, title, turn)

    def listed(self, words: str = "", limit: int = 50, offset: int = 0) -> tuple[list[ConversationHead], int]:
        """Those whose title or a question holds ``words``, last used first, and how many there are in all."""
        with self._store.read() as connection:
            return find_heads(connection, words, limit, offset)

    def whole(self, conversation_id: str) -> KeptConversation | None:
        """One with all its turns, None when it is not held."""
        with self._store.read() as connection:
            head = find_head(connection, conversation_id)
            return None if head is None else KeptConversation(head, tuple(turns_of(connection, conversation_id)))

    def last(self, conversation_id: str) -> Turn | None:
        """The newest turn, None when it is not held."""
        with self._store.read() as connection:
            return last_turn(connection, conversation_id)

    def rename(self, conversation_id: str, title: str) -> bool:
        """False when it is not held."""
        with self._store.write() as connection:
            return rename(connection, conversation_id, title)

    def delete(self, conversation_id: str) -> bool:
        """With its turns; False when it is not held."""
        with self._store.write() as connection:
            return remove(connection, conversation_id)

    def judge(self, conversation_id: str, n: int, verdict: Verdict, reason: str = "") -> bool:
        """What the asker thinks of turn ``n``; False when it is not held."""
        with self._store.write() as connection:
            return set_verdict(connection, conversation_id, n, verdict, reason)
