"""When a newer program reads by better rules, the ledger of the documents already here follows.

Vectors are kept: only a document whose passages come out differently goes through the whole recipe again.
"""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from pathlib import Path

from knowledge.document import Document
from knowledge.files import FileShelf
from knowledge.ingest import write_ledger
from knowledge.preparation import NotARegulation, Prepared, describe, prepare
from knowledge.readers import UnreadableFile
from knowledge.records import Store
from knowledge.records.content import remove_content, remove_ledger, text_of
from knowledge.records.documents import all_documents, facts_given, requeue_document
from knowledge.records.passages import embed_texts
from knowledge.records.store import fact, set_fact, unsettle
from knowledge.vector_keeping import VectorKeeping

_FACT = "reading rules"
_RULES = ("readers", "outline", "quantities", "figures", "passages.py", "indicators.py", "indicators.toml")
_log = logging.getLogger(__name__)


class Rereading:
    """Compares the rules that made the ledger with those of this program."""

    def __init__(self, store: Store, files: FileShelf, keeping: VectorKeeping) -> None:
        self._store = store
        self._files = files
        self._keeping = keeping

    def bring_up_to_date(self) -> int:
        """Read every ready document again that older rules have read; returns how many. Killed, it begins again."""
        rules = rules_digest()
        with self._store.read() as connection:
            if fact(connection, _FACT) == rules:
                return 0
            ready = [document for document in all_documents(connection) if document.status == "ready"]
        for document in ready:
            try:
                self._read_again(document)
            except (UnreadableFile, NotARegulation) as error:
                _log.warning("document %s keeps its earlier reading: %s", document.id, error)
        with self._store.write() as connection:
            set_fact(connection, _FACT, rules)
        return len(ready)

    def _read_again(self, document: Document) -> None:
        with self._store.read() as connection:
            given = facts_given(connection, document.id)
            text, embedded = text_of(connection, document.id), embed_texts(connection, document.id)
        data = self._files.read(document.id)
        prepared = prepare(data, document.file_name, document.kind, given)
        if text != prepared.text or embedded != [passage.embed_text for passage in prepared.passages]:
            self._queue_again(document, data)
        elif document.kind == "report":
            self._replace_ledger(document, prepared)

    def _replace_ledger(self, document: Document, prepared: Prepared) -> None:
        with self._keeping.changing(), self._store.write() as connection:
            remove_ledger(connection, document.id)
            write_ledger(connection, document.id, prepared)

    def _queue_again(self, document: Document, data: bytes) -> None:
        with self._keeping.changing():
            with self._store.write() as connection:
                given = facts_given(connection, document.id)
                unsettle(connection, document.id)
                remove_content(connection, document.id)
                requeue_document(connection, describe(data, document.file_name, given))
            self._keeping.settle_doubtful()


@cache
def rules_digest() -> str:
    """A digest of the code and word lists that turn a file into passages and figures."""
    room = Path(__file__).parent
    digest = hashlib.sha256()
    for name in _RULES:
        place = room / name
        files = [place] if place.is_file() else sorted([*place.rglob("*.py"), *place.rglob("*.toml")])
        for file in files:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
