"""What a document is made of: its text, its outline. Content is there exactly when the document is ready."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from knowledge.outline import Section
from knowledge.records.laws import remove_version
from knowledge.records.store import ledger_changed
from knowledge.records.tables import document_texts, figures, passages, sections
from knowledge.records.words import remove_words
from knowledge.spans import Span


def add_text(connection: Connection, document_id: str, text: str) -> None:
    """Keep the original text."""
    connection.execute(insert(document_texts).values(document_id=document_id, text=text))


def text_of(connection: Connection, document_id: str) -> str:
    """The original text, "" when not there."""
    return connection.scalar(select(document_texts.c.text).where(document_texts.c.document_id == document_id)) or ""


def add_sections(connection: Connection, document_id: str, outline: Sequence[Section]) -> None:
    """Keep a report's outline."""
    rows = [
        {
            "document_id": document_id,
            "place": section.index,
            "level": section.level,
            "number": section.number,
            "title": section.title,
            "path": list(section.path),
            "heading": list(section.heading),
            "body": list(section.body),
            "whole": list(section.whole),
            "parent": section.parent,
        }
        for section in outline
    ]
    if rows:
        connection.execute(insert(sections), rows)


def sections_of(connection: Connection, document_id: str) -> list[Section]:
    """A report's outline, in order."""
    wanted = select(sections).where(sections.c.document_id == document_id).order_by(sections.c.place)
    return [_section(row) for row in connection.execute(wanted)]


def remove_content(connection: Connection, document_id: str) -> None:
    """Remove everything but the document's row; its vectors are the caller's."""
    remove_words(connection, document_id)
    connection.execute(delete(passages).where(passages.c.owner == document_id))
    remove_ledger(connection, document_id)
    connection.execute(delete(document_texts).where(document_texts.c.document_id == document_id))
    remove_version(connection, document_id)  # a regulation's version bears its document's id


def remove_ledger(connection: Connection, document_id: str) -> None:
    """Remove outline and figures; text and passages stay."""
    connection.execute(delete(figures).where(figures.c.document_id == document_id))
    connection.execute(delete(sections).where(sections.c.document_id == document_id))
    ledger_changed(connection)


def _section(row: Row[Any]) -> Section:
    return Section(
        index=row.place,
        level=row.level,
        number=row.number,
        title=row.title,
        path=tuple(row.path),
        heading=Span(*row.heading),
        body=Span(*row.body),
        whole=Span(*row.whole),
        parent=row.parent,
    )
