"""The one recipe: read → outline → figures → passages → embed → store. Killed anywhere, it can begin again.

A document's content is in the records exactly when its status is ready: one transaction writes it all. Vectors
go to another store, so the owner is noted as *unsettled* before they are touched and settled in that transaction;
what a killed process leaves is cleared by :class:`knowledge.vector_keeping.VectorKeeping` at the next start.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from knowledge.document import Document
from knowledge.files import FileShelf
from knowledge.preparation import NotARegulation, Prepared, prepare
from knowledge.readers import UnreadableFile
from knowledge.records import Connection, Store
from knowledge.records.content import add_sections, add_text, remove_content
from knowledge.records.corrections import attach_corrections
from knowledge.records.documents import (
    WorkItem,
    begin_work,
    find_document,
    next_to_work_on,
    ready_twins,
    remove_document,
    set_failed,
    set_progress,
    set_ready,
    still_wanted,
)
from knowledge.records.laws import add_version
from knowledge.records.ledger import add_figures
from knowledge.records.passages import add_passages
from knowledge.records.store import settle, unsettle
from knowledge.vector_keeping import VectorKeeping
from knowledge.word_segmentation import words_of

_MOST_ATTEMPTS = 20  # a file at which the process dies every time must not keep it from ever starting
_STEP = 64  # passages embedded between two notes of progress
_READ = 0.1  # progress when a file is read and cut
_log = logging.getLogger(__name__)

OnProgress = Callable[[Document], None]


class Ingest:
    """Works through the queue; one at a time."""

    def __init__(self, store: Store, files: FileShelf, keeping: VectorKeeping) -> None:
        self._store = store
        self._files = files
        self._keeping = keeping

    def next(self, on_progress: OnProgress) -> bool:
        """Bring the next accepted document to ready or failed; False when there is none."""
        with self._store.read() as connection:
            item = next_to_work_on(connection)
        if item is None:
            return False
        try:
            self._bring_in(item, on_progress)
        except (UnreadableFile, NotARegulation) as error:
            self._fail(item, str(error))
        except Exception as error:
            # Whatever one file does to a reader, the others go on; the reason is kept and the trace is logged.
            _log.exception("document %s could not be brought in", item.id)
            self._fail(
                item, f"处理「{item.file_name}」时出错（{type(error).__name__}：{error}）。请重试，或换一种格式。"
            )
        self._tell(item.id, on_progress)
        return True

    def _bring_in(self, item: WorkItem, on_progress: OnProgress) -> None:
        if item.attempts >= _MOST_ATTEMPTS:
            raise UnreadableFile(
                f"处理「{item.file_name}」时程序中断了 {item.attempts} 次，可能是文件过大或已损坏。"
                "请另存为较小的文件后重新添加。"
            )
        with self._store.write() as connection:
            begin_work(connection, item.id)
        self._tell(item.id, on_progress)
        prepared = prepare(self._files.read(item.id), item.file_name, item.kind, item.given)
        if self._embed(item, prepared, on_progress):
            self._write(item, prepared)

    def _embed(self, item: WorkItem, prepared: Prepared, on_progress: OnProgress) -> bool:
        """Store the vectors; False when the document was removed or changed meanwhile."""
        rows = prepared.passages
        with self._keeping.changing():
            with self._store.write() as connection:
                if not still_wanted(connection, item):
                    return False
                unsettle(connection, item.id)
            self._keeping.vectors().delete_owner(item.id)
        for start in range(0, len(rows), _STEP):
            part = rows[start : start + _STEP]
            vectors = self._keeping.embedder.embed_passages([row.embed_text for row in part])
            with self._keeping.changing():
                with self._store.write() as connection:
                    if not still_wanted(connection, item):
                        return False
                    progress = _READ + (1 - _READ) * min(1.0, (start + len(part)) / len(rows))
                    set_progress(connection, item.id, "embedding", min(progress, 0.99))
                self._keeping.put(part, vectors)
            self._tell(item.id, on_progress)
        return True

    def _write(self, item: WorkItem, prepared: Prepared) -> None:
        """Everything in one transaction; with it the document it replaces goes."""
        words = [words_of(indexed_text(row.embed_text, row.text)) for row in prepared.passages]
        with self._keeping.changing():
            with self._store.write() as connection:
                if not still_wanted(connection, item):
                    return
                remove_content(connection, item.id)
                replaced = ready_twins(connection, item.id, item.kind, prepared.facts)
                for other in replaced:
                    unsettle(connection, other)
                    remove_content(connection, other)
                    remove_document(connection, other)
                _write_content(connection, item.id, prepared, words)
                settle(connection, item.id)
            for other in replaced:
                self._keeping.forget(other)
                self._files.remove(other)

    def _fail(self, item: WorkItem, reason: str) -> None:
        with self._keeping.changing():
            with self._store.write() as connection:
                if still_wanted(connection, item):
                    set_failed(connection, item.id, reason)
            self._keeping.settle_doubtful()

    def _tell(self, document_id: str, on_progress: OnProgress) -> None:
        with self._store.read() as connection:
            document = find_document(connection, document_id)
        if document is not None:
            on_progress(document)


def indexed_text(embed_text: str, text: str) -> str:
    """The words of a passage and of its context (title, section)."""
    return embed_text if text in embed_text else f"{embed_text}\n{text}"


def _write_content(connection: Connection, document_id: str, prepared: Prepared, words: list[list[str]]) -> None:
    add_text(connection, document_id, prepared.text)
    if prepared.version is not None:
        add_version(connection, prepared.version, prepared.articles)
    add_passages(connection, prepared.passages, words)
    write_ledger(connection, document_id, prepared)


def write_ledger(connection: Connection, document_id: str, prepared: Prepared) -> None:
    """Outline and figures of a document that has none stored, with its corrections laid on; then it is ready."""
    add_sections(connection, document_id, prepared.sections)
    add_figures(
        connection,
        document_id,
        prepared.figures,
        sentences=[figure.sentence.of(prepared.text) for figure in prepared.figures],
        section_labels=[prepared.section_label(figure.section) for figure in prepared.figures],
        pages=[prepared.page_of(figure.span) for figure in prepared.figures],
    )
    attach_corrections(connection, document_id)
    set_ready(
        connection,
        document_id,
        facts=prepared.facts,
        characters=len(prepared.text),
        passages=len(prepared.passages),
        figures=len(prepared.figures),
        articles=len(prepared.articles),
        warnings=prepared.warnings,
    )
