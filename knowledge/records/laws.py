"""Versions of laws and their articles: the national ones, and those of regulations added as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from knowledge.laws.register import LawArticle, LawVersion
from knowledge.records.store import Store, laws_changed
from knowledge.records.tables import law_articles, law_versions

_VERSION_COLUMNS = [law_versions.c[name] for name in LawVersion.__dataclass_fields__]
_ARTICLE_COLUMNS = [law_articles.c[name] for name in LawArticle.__dataclass_fields__ if name != "law"]


class LawRecords:
    """What a :class:`knowledge.laws.register.LawRegister` reads from."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def law_versions(self) -> Sequence[LawVersion]:
        """Every version as its source states it, in no particular order."""
        with self._store.read() as connection:
            return [_version(row) for row in connection.execute(select(*_VERSION_COLUMNS))]

    def law_article(self, version_id: str, number: int, suffix: int = 0) -> LawArticle | None:
        """One article, or None."""
        wanted = (law_articles.c.number == number) & (law_articles.c.suffix == suffix)
        return next(iter(self._articles(version_id, wanted)), None)

    def law_articles(self, version_id: str) -> Sequence[LawArticle]:
        """All articles of a version, in order."""
        return self._articles(version_id)

    def _articles(self, version_id: str, *wanted: Any) -> list[LawArticle]:
        statement = (
            select(*_ARTICLE_COLUMNS, law_versions.c.name.label("law"))
            .join(law_versions, law_versions.c.id == law_articles.c.version_id)
            .where(law_articles.c.version_id == version_id, *wanted)
            .order_by(law_articles.c.place)
        )
        with self._store.read() as connection:
            return [LawArticle(**row._mapping) for row in connection.execute(statement)]


def add_version(connection: Connection, version: LawVersion, articles: Iterable[LawArticle]) -> None:
    """Store a version with its articles, in order."""
    values = asdict(version) | {"document_id": version.document_id or None}
    connection.execute(insert(law_versions).values(values))
    rows = [_article_row(version.id, place, article) for place, article in enumerate(articles)]
    if rows:
        connection.execute(insert(law_articles), rows)
    laws_changed(connection)


def remove_version(connection: Connection, version_id: str) -> None:
    """Remove a version with its articles and passages (the word index is not touched)."""
    if connection.execute(delete(law_versions).where(law_versions.c.id == version_id)).rowcount:
        laws_changed(connection)


def law_version_ids(connection: Connection) -> frozenset[str]:
    """All versions, national and added."""
    return frozenset(connection.scalars(select(law_versions.c.id)))


def national_version_ids(connection: Connection) -> list[str]:
    """The versions that came with the national laws."""
    return list(connection.scalars(select(law_versions.c.id).where(law_versions.c.document_id.is_(None))))


def count_national(connection: Connection) -> tuple[int, int]:
    """How many national versions and articles are held."""
    articles = func.coalesce(func.sum(law_versions.c.article_count), 0)
    national = law_versions.c.document_id.is_(None)
    row = connection.execute(select(func.count(), articles).select_from(law_versions).where(national)).one()
    return int(row[0]), int(row[1])


def _version(row: Row[Any]) -> LawVersion:
    values = dict(row._mapping)
    return LawVersion(**(values | {"document_id": values["document_id"] or ""}))


def _article_row(version_id: str, place: int, article: LawArticle) -> dict[str, object]:
    values = asdict(article) | {"version_id": version_id, "place": place}
    values.pop("law")
    return values
