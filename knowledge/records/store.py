"""The database itself: opened, its schema, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from knowledge.records.tables import SCHEMA_VERSION, facts, metadata, unsettled
from knowledge.records.words import create_word_index

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

_WAIT_FOR_LOCK = 30_000  # milliseconds
_LEDGER = "ledger"
_LAWS = "laws revision"


class RecordsUnavailable(RuntimeError):
    """The records can't be opened; the message says why and what to do."""


class Store:
    """One database. ``read()`` sees a consistent state, ``write()`` is all or nothing and durable at its end."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        url = database_url or f"sqlite:///{home / 'records.sqlite3'}"
        _refuse_other_databases(url)
        self._engine = create_engine(url)
        event.listen(self._engine, "connect", _prepare_connection)
        event.listen(self._engine, "begin", _begin)
        self._writing = threading.RLock()
        self._create()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that reads one state of the database."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction; it is committed, and on disk, when the block ends without an error."""
        with self._writing, self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    def _create(self) -> None:
        with self.write() as connection:
            metadata.create_all(connection)
            create_word_index(connection)
            held = fact(connection, "schema")
            if held is None:
                set_fact(connection, "schema", SCHEMA_VERSION)
            elif held != SCHEMA_VERSION:
                raise RecordsUnavailable(
                    f"数据库的结构版本是 {held}，本程序需要 {SCHEMA_VERSION}：它由另一版本的程序建立。"
                    "请用建立它的版本打开，或换一个新的数据文件夹并重新添加文件。"
                )


def fact(connection: Connection, name: str) -> str | None:
    """A fact about the store, or None."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def set_fact(connection: Connection, name: str, value: str) -> None:
    """Set a fact about the store."""
    connection.execute(delete(facts).where(facts.c.name == name))
    connection.execute(insert(facts).values(name=name, value=value))


def ledger_revision(connection: Connection) -> int:
    """A number that differs whenever the ledger does."""
    return int(fact(connection, _LEDGER) or 0)


def ledger_changed(connection: Connection) -> None:
    """Figures, reports or corrections are others now: whoever keeps a copy of the ledger must read it again."""
    set_fact(connection, _LEDGER, str(ledger_revision(connection) + 1))


def laws_revision(connection: Connection) -> int:
    """A number that differs whenever the laws and regulations held do."""
    return int(fact(connection, _LAWS) or 0)


def laws_changed(connection: Connection) -> None:
    """A version was added or removed: whoever keeps a register must make a new one."""
    set_fact(connection, _LAWS, str(laws_revision(connection) + 1))


def unsettle(connection: Connection, owner: str) -> None:
    """Note, before its vectors are touched, that an owner's vectors and records may differ."""
    settle(connection, owner)
    connection.execute(insert(unsettled).values(owner=owner))


def settle(connection: Connection, owner: str) -> None:
    """Note that an owner's vectors and records agree."""
    connection.execute(delete(unsettled).where(unsettled.c.owner == owner))


def unsettled_owners(connection: Connection) -> list[str]:
    """Owners whose vectors a killed process left in doubt."""
    return list(connection.scalars(select(unsettled.c.owner)))


def _refuse_other_databases(url: str) -> None:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise RecordsUnavailable(f"数据库地址写法不对：{error}。例如 sqlite:////data/records.sqlite3。") from error
    if backend != "sqlite":
        raise RecordsUnavailable(
            f"数据库类型「{backend}」还不能用：词语检索目前依靠 SQLite 的全文索引（FTS5）。"
            "请去掉 DATABASE_URL 使用数据文件夹中的 SQLite，或给出 sqlite:/// 开头的地址。"
        )


def _prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={_WAIT_FOR_LOCK}",
        "journal_mode=WAL",
        "synchronous=FULL",  # what was accepted must outlive a power cut
        "foreign_keys=ON",
        "cache_size=-32000",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A reader that later writes would have to wait for itself; so a writer says it at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
