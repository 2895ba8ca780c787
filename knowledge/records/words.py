"""The word index over passages: SQLite FTS5 on words cut beforehand. The only module tied to SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

_INDEX = "passage_words"
_VOCABULARY = "passage_vocabulary"


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A passage that holds some of the words; ``score`` is BM25 turned so that higher = better."""

    passage_id: str
    score: float


def create_word_index(connection: Connection) -> None:
    """Make the index if it is not there. Words come parted by spaces; a full stop within a number is kept.

    Positions are kept though no phrase is ever asked for: without them BM25 reads every matching row again.
    """
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {_INDEX} USING fts5"
        "(words, tokenize=\"unicode61 remove_diacritics 0 tokenchars '.-_%+#/'\")"
    )
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS {_VOCABULARY} USING fts5vocab({_INDEX}, 'row')")


def add_words(connection: Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Index passages: (passages.number, its words)."""
    parameters = [(number, " ".join(words)) for number, words in rows]
    if parameters:
        connection.exec_driver_sql(f"INSERT INTO {_INDEX}(rowid, words) VALUES (?, ?)", parameters)


def remove_words(connection: Connection, owner: str) -> None:
    """Forget an owner's passages; call it before the passages themselves are removed."""
    connection.execute(
        text(f"DELETE FROM {_INDEX} WHERE rowid IN (SELECT number FROM passages WHERE owner = :owner)"),
        {"owner": owner},
    )


def match_words(
    connection: Connection, words: Sequence[str], limit: int, *, kind: str | None, owners: frozenset[str] | None
) -> list[WordMatch]:
    """Passages that hold at least one word, best first; ``owners`` restricts (an empty set: nothing)."""
    if not words or owners == frozenset():
        return []
    conditions, parameters = [f"{_INDEX} MATCH :wanted"], {"wanted": _any_of(words), "limit": limit}
    if kind is not None:
        conditions.append("p.kind = :kind")
        parameters["kind"] = kind
    if owners is not None:
        # One parameter however many owners there are: SQLite limits their number.
        conditions.append("p.owner IN (SELECT value FROM json_each(:owners))")
        parameters["owners"] = json_list(owners)
    statement = (
        f"SELECT p.id, bm25({_INDEX}) FROM {_INDEX} JOIN passages p ON p.number = {_INDEX}.rowid "
        f"WHERE {' AND '.join(conditions)} ORDER BY 2, p.number LIMIT :limit"
    )
    return [WordMatch(row[0], -row[1]) for row in connection.execute(text(statement), parameters)]


def passages_holding(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """In how many passages each word stands; words that stand nowhere are left out."""
    statement = f"SELECT term, doc FROM {_VOCABULARY} WHERE term = :word"
    counts = {}
    for word in words:
        row = connection.execute(text(statement), {"word": word}).first()
        if row is not None:
            counts[word] = int(row[1])
    return counts


def indexed_words(connection: Connection, passage_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The words of these passages as they were indexed."""
    statement = (
        f"SELECT p.id, w.words FROM passages p JOIN {_INDEX} w ON w.rowid = p.number "
        "WHERE p.id IN (SELECT value FROM json_each(:ids))"
    )
    rows = connection.execute(text(statement), {"ids": json_list(passage_ids)})
    return {row[0]: frozenset(row[1].split(" ")) for row in rows}


def json_list(values: Iterable[str]) -> str:
    """Strings as a JSON array, for json_each."""
    return json.dumps(sorted(values))


def _any_of(words: Sequence[str]) -> str:
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
