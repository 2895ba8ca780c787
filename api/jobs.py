"""Background threads of the service: ingest of accepted documents, the laws' rules and their vectors made ready."""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable

from knowledge.library import Document, LawsProgress, Library

Say = Callable[[str], None]
log = logging.getLogger("report_assistant.jobs")


class _Stopping(BaseException):
    """Ends the library's work between two steps; no ``Exception``, so that it is not taken for a faulty file."""


class IngestWorker:
    """Ingests what is queued, one document after the other; woken when one is accepted."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._woken = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)

    def start(self) -> None:
        """Start the thread; it sleeps until woken."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something queued."""
        self._idle.clear()
        self._woken.set()

    def wait_until_idle(self, seconds: float) -> bool:
        """Whether nothing is queued any more, at the latest after ``seconds``."""
        return self._idle.wait(seconds)

    def stop(self, seconds: float) -> None:
        """Finish the step at hand and end; what is left is taken up at the next start."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            if not self._woken.is_set():
                self._idle.set()
            self._woken.wait()
            self._idle.clear()
            self._woken.clear()
            if self._stopping.is_set():
                return
            try:
                self._library.work(self._note)
            except _Stopping:
                return
            except Exception as error:  # the thread must outlive a failure nobody foresaw
                log.error("ingest broke off", extra={"facts": {"error": type(error).__name__}})

    def _note(self, document: Document) -> None:
        if self._stopping.is_set():
            raise _Stopping
        if document.status in {"ready", "failed"}:
            log.info("document", extra={"facts": {"id": document.id, "status": document.status}})


class LawReading:
    """Reads the rules of the laws in force once after the start, so that the first check need not wait for it."""

    def __init__(self, library: Library, worker: IngestWorker) -> None:
        self._library = library
        self._worker = worker
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="law-reading", daemon=True)

    def start(self) -> None:
        """Start the thread; documents that someone waits for go first."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """End, at the latest when the laws are read: the library must not close meanwhile."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._worker.wait_until_idle(0.2):
            if self._stopping.is_set():
                return
        try:
            self._library.laws.provisions(datetime.date.today())
        except Exception as error:  # the first check reads them then, and says what is wrong
            log.error("laws were not read ahead", extra={"facts": {"error": type(error).__name__}})


class LawVectors:
    """Makes the missing vectors of the national laws while the service answers; says how far it is.

    Documents that someone waits for go first: both compute in the same few processor cores.
    """

    def __init__(self, library: Library, worker: IngestWorker, say: Say, step: float = 0.05) -> None:
        self._library = library
        self._worker = worker
        self._say = say
        self._step = step
        self._said = -1.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="law-vectors", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """End after the step at hand; what is missing is made at the next start."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        if self._library.laws_progress().status == "ready":
            return
        try:
            self._library.embed_laws(self._stop)
        except Exception as error:  # words are still searched; health says that the vectors are missing
            log.error("law vectors broke off", extra={"facts": {"error": type(error).__name__}})
        self._tell(self._library.laws_progress())

    def _stop(self) -> bool:
        """Asked by the library between two steps: the moment to say how far it is, and to let documents go first."""
        self._tell(self._library.laws_progress())
        while not self._stopping.is_set() and not self._worker.wait_until_idle(0.2):
            pass
        return self._stopping.is_set()

    def _tell(self, progress: LawsProgress) -> None:
        done = progress.status == "ready"
        if progress.progress - self._said < self._step and not done:
            return
        self._said = progress.progress
        words = "完成。" if done else f"{progress.progress:.0%}（后台进行，服务可用）"
        self._say(f"国家法律语义索引：{words}")
