"""Passages: written with their words, found by id, by span, or for want of a vector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, Connection, Row, case, func, insert, select, text, update
from sqlalchemy.sql.elements import ColumnElement

from knowledge.records.tables import documents, law_versions, passages
from knowledge.records.words import add_words, json_list
from knowledge.spans import Span

Kind = Literal["report", "regulation"]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage to store. ``owner`` is a document's id or, for national laws, the version's."""

    id: str
    owner: str
    document_id: str | None
    version_id: str | None
    kind: Kind
    ordinal: int
    span: Span
    text: str
    embed_text: str
    section: int | None
    section_label: str
    article: str
    page: int | None
    has_vector: bool


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with what a citation says of it."""

    id: str
    owner: str
    kind: Kind
    text: str
    span: Span
    title: str
    issuer: str
    year: int | None
    section_label: str
    article: str
    page: int | None
    document_id: str
    version_id: str


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A passage that still needs its vector."""

    id: str
    owner: str
    kind: Kind
    embed_text: str


def add_passages(connection: Connection, rows: Sequence[PassageRow], words: Sequence[Sequence[str]]) -> None:
    """Store passages and index them; ``words`` has one entry for each row."""
    first = (connection.scalar(select(func.max(passages.c.number))) or 0) + 1
    if not rows:
        return
    connection.execute(insert(passages), [_values(number, row) for number, row in enumerate(rows, first)])
    add_words(connection, enumerate(words, first))


def stored_passages(connection: Connection, passage_ids: Iterable[str]) -> dict[str, StoredPassage]:
    """Those of the ids that are there."""
    return {found.id: found for found in _select(connection, _among(passage_ids))}


def embed_texts(connection: Connection, owner: str) -> list[str]:
    """What was embedded of a document, in order."""
    wanted = select(passages.c.embed_text).where(passages.c.owner == owner).order_by(passages.c.number)
    return list(connection.scalars(wanted))


def passage_at(connection: Connection, document_id: str, span: Span) -> StoredPassage | None:
    """The passage of a document that holds most of a span, None when none touches it."""
    touches = (passages.c.document_id == document_id) & (passages.c.start < span.end) & (passages.c.end > span.start)
    found = _select(connection, touches)
    return max(found, key=lambda p: min(p.span.end, span.end) - max(p.span.start, span.start), default=None)


def owners_of(
    connection: Connection,
    *,
    years: frozenset[int] | None,
    issuers: frozenset[str] | None,
    document_ids: frozenset[str] | None,
) -> frozenset[str]:
    """Documents and national versions that pass; laws have no year, so a wish for years leaves only reports."""
    held = select(documents.c.id).where(documents.c.status == "ready")
    national = select(law_versions.c.id).where(law_versions.c.document_id.is_(None))
    if years is not None:
        held = held.where(documents.c.year.in_(sorted(years)))
    if issuers is not None:
        held = held.where(documents.c.issuer.in_(sorted(issuers)))
        national = national.where(law_versions.c.issuing_body.in_(sorted(issuers)))
    if document_ids is not None:
        held = held.where(documents.c.id.in_(sorted(document_ids)))
    found = frozenset(connection.scalars(held))
    if years is None and document_ids is None:
        found |= frozenset(connection.scalars(national))
    return found


def without_vector(connection: Connection, limit: int) -> list[Unembedded]:
    """The next passages that need a vector; documents before national laws (they are fewer and asked for)."""
    last = case((passages.c.document_id.is_(None), 1), else_=0)
    statement = (
        select(passages.c.id, passages.c.owner, passages.c.kind, passages.c.embed_text)
        .where(passages.c.has_vector.is_(False))
        .order_by(last, passages.c.number)
        .limit(limit)
    )
    return [Unembedded(*row) for row in connection.execute(statement)]


def still_without_vector(connection: Connection, passage_ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that are (still) there and have no vector."""
    lacking = passages.c.has_vector.is_(False) & _among(passage_ids)
    return frozenset(connection.scalars(select(passages.c.id).where(lacking)))


def mark_vectors(connection: Connection, passage_ids: Sequence[str]) -> None:
    """These passages' vectors are stored."""
    connection.execute(update(passages).where(_among(passage_ids)).values(has_vector=True))


def unmark_passages(connection: Connection, passage_ids: Sequence[str]) -> None:
    """These passages' vectors are gone."""
    connection.execute(update(passages).where(_among(passage_ids)).values(has_vector=False))


def unmark_vectors(connection: Connection, owner: str | None = None) -> None:
    """An owner's vectors are gone (None: everyone's)."""
    statement = update(passages).values(has_vector=False)
    connection.execute(statement if owner is None else statement.where(passages.c.owner == owner))


def count_vectors(connection: Connection, *, national: bool | None = None) -> tuple[int, int]:
    """Passages that have their vector, and passages in all (of the national laws; of the documents)."""
    embedded = func.coalesce(func.sum(case((passages.c.has_vector.is_(True), 1), else_=0)), 0)
    statement = select(embedded, func.count()).select_from(passages)
    if national is not None:
        statement = statement.where(passages.c.document_id.is_(None) == national)
    row = connection.execute(statement).one()
    return int(row[0]), int(row[1])


def marked_ids(connection: Connection) -> Mapping[str, str]:
    """Passage id → owner, of those whose vector should be there."""
    rows = connection.execute(select(passages.c.id, passages.c.owner).where(passages.c.has_vector.is_(True)))
    return {row[0]: row[1] for row in rows}


def _among(passage_ids: Iterable[str]) -> ColumnElement[bool]:
    # One parameter however many ids there are: SQLite limits their number.
    return passages.c.id.in_(select(text("value")).select_from(func.json_each(json_list(passage_ids))))


def _select(connection: Connection, wanted: ColumnElement[bool]) -> list[StoredPassage]:
    statement = (
        select(passages, documents, law_versions.c.name, law_versions.c.issuing_body)
        .join_from(passages, documents, documents.c.id == passages.c.document_id, isouter=True)
        .join(law_versions, law_versions.c.id == passages.c.version_id, isouter=True)
        .where(wanted)
        .order_by(passages.c.number)
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
    return [_stored(row) for row in connection.execute(statement)]


def _stored(row: Row[Any]) -> StoredPassage:
    regulation = row.passages_version_id is not None
    return StoredPassage(
        id=row.passages_id,
        owner=row.passages_owner,
        kind=row.passages_kind,
        text=row.passages_text,
        span=Span(row.passages_start, row.passages_end),
        title=row.law_versions_name if regulation else row.documents_title,
        issuer=row.law_versions_issuing_body if regulation else row.documents_issuer,
        year=row.documents_year,
        section_label=row.passages_section_label,
        article=row.passages_article,
        page=row.passages_page,
        document_id=row.passages_document_id or "",
        version_id=row.passages_version_id or "",
    )


def _values(number: int, row: PassageRow) -> dict[str, object]:
    return {
        "number": number,
        "id": row.id,
        "owner": row.owner,
        "document_id": row.document_id,
        "version_id": row.version_id,
        "kind": row.kind,
        "ordinal": row.ordinal,
        "start": row.span.start,
        "end": row.span.end,
        "text": row.text,
        "embed_text": row.embed_text,
        "section": row.section,
        "section_label": row.section_label,
        "article": row.article,
        "page": row.page,
        "has_vector": row.has_vector,
    }
