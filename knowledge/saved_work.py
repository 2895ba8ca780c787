"""What a writer has on the desk: drafts and checks under way, kept so that a reload loses nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from knowledge.records import Store
from knowledge.records.saved_work import SavedWork, WorkHead, WorkKind, add_work, find_work, list_work, put_work, remove

__all__ = ["Desk", "SavedWork", "WorkHead", "WorkKind", "WorkOutdated"]


class WorkOutdated(RuntimeError):
    """Somebody saved a newer state meanwhile; ``newer`` is it. Nothing was changed."""

    def __init__(self, newer: SavedWork) -> None:
        super().__init__(f"「{newer.title}」已在另一个页面保存过。请先载入新内容，再把您的改动加上去。")
        self.newer = newer


class Desk:
    """Held in a library's records; may be called from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, kind: WorkKind, title: str, state: Mapping[str, Any], at: datetime.datetime) -> SavedWork:
        """Put something new on the desk, in revision 1. ``at`` with a time zone; ``state`` is JSON."""
        work = SavedWork(uuid.uuid4().hex, kind, title, state, 1, at)
        with self._store.write() as connection:
            add_work(connection, work)
        return work

    def save(
        self, work_id: str, revision: int, title: str, state: Mapping[str, Any], at: datetime.datetime
    ) -> SavedWork | None:
        """Save over the ``revision`` that the page has; None when it is no longer held. Raises WorkOutdated."""
        with self._store.write() as connection:
            held = find_work(connection, work_id)
            if held is None:
                return None
            if held.revision != revision:
                raise WorkOutdated(held)
            saved = SavedWork(work_id, held.kind, title, state, revision + 1, at)
            put_work(connection, saved)
        return saved

    def work(self, work_id: str) -> SavedWork | None:
        """One, None when it is not held."""
        with self._store.read() as connection:
            return find_work(connection, work_id)

    def listed(self, kind: WorkKind, limit: int = 50) -> list[WorkHead]:
        """Last saved first."""
        with self._store.read() as connection:
            return list_work(connection, kind, limit)

    def discard(self, work_id: str) -> bool:
        """False when it is not held."""
        with self._store.write() as connection:
            return remove(connection, work_id)
