"""Drafts and checks under way, as they are stored."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.records.tables import saved_work

WorkKind = Literal["draft", "check"]


@dataclass(frozen=True, slots=True)
class WorkHead:
    """Something on the desk, in a list."""

    id: str
    kind: WorkKind
    title: str
    saved: datetime.datetime


@dataclass(frozen=True, slots=True)
class SavedWork:
    """Something on the desk; ``state`` is JSON and belongs to whoever saved it."""

    id: str
    kind: WorkKind
    title: str
    state: Mapping[str, Any]
    revision: int
    saved: datetime.datetime


def add_work(connection: Connection, work: SavedWork) -> None:
    """Store something new."""
    connection.execute(insert(saved_work).values(asdict(work)))


def put_work(connection: Connection, work: SavedWork) -> None:
    """Store over what bears its id."""
    connection.execute(update(saved_work).where(saved_work.c.id == work.id).values(asdict(work)))


def find_work(connection: Connection, work_id: str) -> SavedWork | None:
    """One, or None."""
    row = connection.execute(select(saved_work).where(saved_work.c.id == work_id)).one_or_none()
    return None if row is None else SavedWork(**row._mapping)


def list_work(connection: Connection, kind: WorkKind, limit: int) -> list[WorkHead]:
    """Of one kind, last saved first."""
    wanted = select(saved_work).where(saved_work.c.kind == kind).order_by(saved_work.c.saved.desc()).limit(limit)
    return [WorkHead(row.id, row.kind, row.title, row.saved) for row in connection.execute(wanted)]


def remove(connection: Connection, work_id: str) -> bool:
    """False when it is not there."""
    return connection.execute(delete(saved_work).where(saved_work.c.id == work_id)).rowcount > 0
