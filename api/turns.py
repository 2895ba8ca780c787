"""The last question of each conversation, so that “那前年呢？” is understood; in memory, the oldest go first."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict

from assistant.questions import Question

MOST_CONVERSATIONS = 1_000


class Turns:
    """Conversation id → the question asked last."""

    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        self._most = most
        self._last: OrderedDict[str, Question] = OrderedDict()
        self._changing = threading.Lock()

    def before(self, conversation_id: str | None) -> Question | None:
        """The question before, None at the start of a conversation or when it has been forgotten."""
        with self._changing:
            return self._last.get(conversation_id) if conversation_id else None

    def keep(self, conversation_id: str | None, question: Question) -> str:
        """Remember the question; returns the conversation's id, a new one if it had none."""
        known = conversation_id or uuid.uuid4().hex
        with self._changing:
            self._last[known] = question
            self._last.move_to_end(known)
            while len(self._last) > self._most:
                self._last.popitem(last=False)
        return known
