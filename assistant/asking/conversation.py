"""Turns of a chat: keeps the last question of each conversation, so that “那前年呢？” can be filled from it."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict

from assistant.asking.questions import Question


class Conversations:
    """The last question of at most ``limit`` conversations; the one longest silent is forgotten first.

    Kept in memory only. Every method may be called from several threads.
    """

    def __init__(self, limit: int = 1_000) -> None:
        if limit < 1:
            raise ValueError("limit must be at least 1")
        self._limit = limit
        self._last: OrderedDict[str, Question] = OrderedDict()
        self._lock = threading.Lock()

    @staticmethod
    def new_id() -> str:
        """An id for a conversation that begins."""
        return uuid.uuid4().hex

    def previous(self, conversation_id: str) -> Question | None:
        """The last question of a conversation, None when it is new or forgotten."""
        with self._lock:
            if conversation_id in self._last:
                self._last.move_to_end(conversation_id)
            return self._last.get(conversation_id)

    def keep(self, conversation_id: str, question: Question) -> None:
        """Remember ``question`` as the last one."""
        with self._lock:
            self._last[conversation_id] = question
            self._last.move_to_end(conversation_id)
            while len(self._last) > self._limit:
                self._last.popitem(last=False)

    def forget(self, conversation_id: str) -> None:
        """Drop a conversation; an unknown one is no error."""
        with self._lock:
            self._last.pop(conversation_id, None)
