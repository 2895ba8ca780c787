"""The tables. Passages belong to an *owner*: a document, or a version of a national law."""

from __future__ import annotations

import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

SCHEMA_VERSION = "1"

metadata = MetaData()


class Moment(TypeDecorator[datetime.datetime]):
    """A point in time, in UTC; SQLite keeps no time zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime.datetime | None:
        """Into UTC."""
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(
        self,
        value: datetime.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime.datetime | None:
        """With its time zone."""
        return value.replace(tzinfo=datetime.UTC) if value is not None and value.tzinfo is None else value


# Facts about the store itself: schema version, embedding model, digest of the national laws' file.
facts = Table("facts", metadata, Column("name", String(64), primary_key=True), Column("value", Text, nullable=False))

# Owners whose vectors were being written or removed when the process ended; see Store and Library.
unsettled = Table("unsettled", metadata, Column("owner", String(64), primary_key=True))

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # order of acceptance
    Column("id", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("given", JSON, nullable=False),  # what the giver said; the columns below say what holds
    Column("title", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("year", Integer),
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("status", String(16), nullable=False, index=True),
    Column("progress", Float, nullable=False, default=0.0),
    Column("reason", Text, nullable=False, default=""),
    Column("warnings", JSON, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("size", Integer, nullable=False),
    Column("characters", Integer, nullable=False, default=0),
    Column("passages", Integer, nullable=False, default=0),
    Column("figures", Integer, nullable=False, default=0),
    Column("articles", Integer, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),  # how often reading was begun and not ended
)


document_texts = Table(
    "document_texts",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),  # Section.index
    Column("level", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("path", JSON, nullable=False),
    Column("heading", JSON, nullable=False),  # spans as [start, end]
    Column("body", JSON, nullable=False),
    Column("whole", JSON, nullable=False),
    Column("parent", Integer),
)

law_versions = Table(
    "law_versions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("issuing_body", Text, nullable=False),
    Column("published", Date),
    # As the source states them; the register settles them from all versions of a law.
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("effective_exact", Boolean, nullable=False),
    Column("repealed", Boolean, nullable=False),
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE")),  # None: a national law
    Column("article_count", Integer, nullable=False),
)

law_articles = Table(
    "law_articles",
    metadata,
    Column("version_id", String(64), ForeignKey("law_versions.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("suffix", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("chapter", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("law_articles_by_number", "version_id", "number", "suffix"),
)

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the row of the word index
    Column("id", String(96), nullable=False, unique=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE")),
    Column("version_id", String(64), ForeignKey("law_versions.id", ondelete="CASCADE")),
    Column("kind", String(16), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("embed_text", Text, nullable=False),
    Column("section", Integer),
    Column("section_label", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("page", Integer),
    Column("has_vector", Boolean, nullable=False),
    Index("passages_without_vector", "has_vector", "number"),
)

figures = Table(
    "figures",
    metadata,
    Column("document_id", String(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("indicator", Text, nullable=False, index=True),
    Column("surface", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("amount", Text),  # a decimal written out: nothing is lost in a float
    Column("amount_unit", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("year", Integer, index=True),
    Column("period", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("approximation", Text, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("direction", String(8), nullable=False),
    Column("base", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("sentence_text", Text, nullable=False),
    Column("section_label", Text, nullable=False),
    Column("page", Integer),
    Column("confidence", Float, nullable=False),
)

# What people corrected in the ledger. The figures stay as they were read; a correction is laid over its figure. It
# belongs to the figure at ``start``–``end`` with the value in ``was``; ``place`` is where that figure is now, settled
# each time the document is read. No foreign key: a correction outlives its figure and its document, and is then listed.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(64), nullable=False),
    Column("place", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("was", JSON, nullable=False),
    # None: as read
    Column("indicator", Text),
    Column("surface", Text),
    Column("quantity", JSON(none_as_null=True)),
    Column("year", Integer),
    Column("scope", Text),
    Column("period", Text),
    Column("planned", Boolean),
    Column("rejected", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Index("corrections_by_figure", "document_id", "place"),
)

# A conversation with its turns; an answer is kept as it was given, so that later changes of the library don't alter it.
conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("begun", Moment, nullable=False),
    Column("last", Moment, nullable=False, index=True),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("question", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("understood", JSON, nullable=False),  # the question taken apart, which a follow-up is filled from
    Column("model", Text, nullable=False),
    Column("prompt_version", Text, nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("verdict_reason", Text, nullable=False),
)

# What a writer has on the desk: a draft or a check under way. ``revision`` rises with every save, so that of two
# open pages the one with the older state is told instead of overwriting the newer.
saved_work = Table(
    "saved_work",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("state", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("saved", Moment, nullable=False, index=True),
)
