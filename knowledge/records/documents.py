"""Documents: accepted, worked on, ready or failed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from knowledge.document import Document, DocumentFactsGiven, DocumentKind, DocumentStatus
from knowledge.records.store import ledger_changed
from knowledge.records.tables import documents

_COLUMNS = [documents.c[name] for name in Document.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is known of a file when it is accepted."""

    id: str
    kind: DocumentKind
    file_name: str
    given: DocumentFactsGiven
    title: str
    issuer: str
    year: int | None
    effective_from: datetime.date | None
    size: int
    characters: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A document whose content is to be made; ``attempts`` counts the times it was begun and not ended."""

    id: str
    kind: DocumentKind
    file_name: str
    given: DocumentFactsGiven
    attempts: int


def add_document(connection: Connection, new: NewDocument, added_at: datetime.datetime) -> None:
    """Queue a document."""
    connection.execute(
        insert(documents).values(
            id=new.id,
            file_name=new.file_name,
            added_at=added_at,
            size=new.size,
            **_described(new),
            **_queued(),
        )
    )


def requeue_document(connection: Connection, new: NewDocument) -> None:
    """Queue a document again, with what is now known of it."""
    changed = _described(new) | _queued() | {"file_name": new.file_name}
    connection.execute(update(documents).where(documents.c.id == new.id).values(changed))


def _described(new: NewDocument) -> dict[str, object]:
    return {
        "kind": new.kind,
        "given": _given_to_json(new.given),
        "title": new.title,
        "issuer": new.issuer,
        "year": new.year,
        "effective_from": new.effective_from,
        "effective_to": new.given.effective_to,
        "characters": new.characters,
        "warnings": list(new.warnings),
    }


def _queued() -> dict[str, object]:
    nothing = {"passages": 0, "figures": 0, "articles": 0}
    return {"status": "queued", "progress": 0.0, "reason": "", "attempts": 0, **nothing}


def find_document(connection: Connection, document_id: str) -> Document | None:
    """One, or None."""
    row = connection.execute(select(*_COLUMNS).where(documents.c.id == document_id)).first()
    return _document(row) if row is not None else None


def all_documents(connection: Connection) -> list[Document]:
    """All, newest first."""
    return [_document(row) for row in connection.execute(select(*_COLUMNS).order_by(documents.c.number.desc()))]


def facts_given(connection: Connection, document_id: str) -> DocumentFactsGiven:
    """What the giver said of a document."""
    given = connection.scalar(select(documents.c.given).where(documents.c.id == document_id))
    return _given_from_json(given or {})


def next_to_work_on(connection: Connection) -> WorkItem | None:
    """The first accepted document that is neither ready nor failed, whatever a killed process left it as."""
    wanted = documents.c.status.in_(["queued", "reading", "embedding"])
    columns = (documents.c.id, documents.c.kind, documents.c.file_name, documents.c.given, documents.c.attempts)
    row = connection.execute(select(*columns).where(wanted).order_by(documents.c.number).limit(1)).first()
    if row is None:
        return None
    return WorkItem(row.id, row.kind, row.file_name, _given_from_json(row.given), row.attempts)


def still_wanted(connection: Connection, item: WorkItem) -> bool:
    """Whether the document is still there, unfinished, and with the same facts given as when work on it began."""
    columns = (documents.c.status, documents.c.kind, documents.c.given)
    row = connection.execute(select(*columns).where(documents.c.id == item.id)).first()
    if row is None or row.status in ("ready", "failed"):
        return False
    return bool(row.kind == item.kind and _given_from_json(row.given) == item.given)


def begin_work(connection: Connection, document_id: str) -> None:
    """Reading begins; the attempt is counted before anything can go wrong."""
    values = {"status": "reading", "progress": 0.0, "attempts": documents.c.attempts + 1}
    connection.execute(update(documents).where(documents.c.id == document_id).values(values))


def set_progress(connection: Connection, document_id: str, status: DocumentStatus, progress: float) -> None:
    """How far the work is."""
    connection.execute(update(documents).where(documents.c.id == document_id).values(status=status, progress=progress))


def set_failed(connection: Connection, document_id: str, reason: str) -> None:
    """The document can't be taken in; ``reason`` in Chinese."""
    connection.execute(
        update(documents).where(documents.c.id == document_id).values(status="failed", reason=reason, progress=0.0)
    )


def set_ready(
    connection: Connection,
    document_id: str,
    *,
    facts: DocumentFactsGiven,
    characters: int,
    passages: int,
    figures: int,
    articles: int,
    warnings: tuple[str, ...],
) -> None:
    """The content is in; ``facts`` are what now holds of the document."""
    values = {
        "title": facts.title,
        "issuer": facts.issuer,
        "year": facts.year,
        "effective_from": facts.effective_from,
        "effective_to": facts.effective_to,
        "status": "ready",
        "progress": 1.0,
        "reason": "",
        "attempts": 0,
        "characters": characters,
        "passages": passages,
        "figures": figures,
        "articles": articles,
        "warnings": list(warnings),
    }
    connection.execute(update(documents).where(documents.c.id == document_id).values(values))
    ledger_changed(connection)


def ready_twins(connection: Connection, document_id: str, kind: DocumentKind, facts: DocumentFactsGiven) -> list[str]:
    """Ready documents that this one takes the place of: the same report, or the same version of a regulation."""
    if not facts.title:
        return []
    same = select(documents.c.id).where(
        documents.c.id != document_id,
        documents.c.status == "ready",
        documents.c.kind == kind,
        documents.c.title == facts.title,
    )
    if kind == "report":
        same = same.where(documents.c.issuer == facts.issuer, documents.c.year.is_not_distinct_from(facts.year))
    else:
        same = same.where(documents.c.effective_from.is_not_distinct_from(facts.effective_from))
    return list(connection.scalars(same))


def remove_document(connection: Connection, document_id: str) -> bool:
    """Remove the row (and with it all that refers to it); False when not there."""
    return connection.execute(delete(documents).where(documents.c.id == document_id)).rowcount > 0


def ready_issuers(connection: Connection) -> list[str]:
    """Issuers of ready reports."""
    ready = (documents.c.status == "ready") & (documents.c.kind == "report") & (documents.c.issuer != "")
    return list(connection.scalars(select(documents.c.issuer).where(ready).distinct().order_by(documents.c.issuer)))


def ready_years(connection: Connection, issuer: str | None) -> list[int]:
    """Years of ready reports (of one issuer), ascending."""
    ready = (documents.c.status == "ready") & (documents.c.kind == "report") & documents.c.year.is_not(None)
    if issuer is not None:
        ready &= documents.c.issuer == issuer
    years = connection.scalars(select(documents.c.year).where(ready).distinct().order_by(documents.c.year))
    return [year for year in years if year is not None]


def _document(row: Row[Any]) -> Document:
    values = dict(row._mapping)
    values["warnings"] = tuple(values["warnings"])
    return Document(**values)


def _given_to_json(given: DocumentFactsGiven) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in asdict(given).items()
        if value not in (None, "")
    }


def _given_from_json(stored: Mapping[str, Any]) -> DocumentFactsGiven:
    values = dict(stored)
    for name in ("effective_from", "effective_to"):
        if name in values:
            values[name] = datetime.date.fromisoformat(values[name])
    return DocumentFactsGiven(**values)
