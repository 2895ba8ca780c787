from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable
from typing import cast

from api.jobs import IngestWorker, LawReading, LawVectors
from knowledge.library import Document, LawsProgress, Library


class StandIn:
    """A library whose steps the test lets go one by one."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.proceed = threading.Event()
        self.steps = 0

    def work(self, on_progress: Callable[[Document], None]) -> int:
        self.did.append("document begins")
        self.proceed.wait(10)
        self.did.append("document ends")
        return 1

    def embed_laws(self, stop: Callable[[], bool]) -> None:
        while self.steps < 4 and not stop():
            self.did.append("laws")
            self.steps += 1

    @property
    def laws(self) -> StandIn:
        return self

    def provisions(self, day: datetime.date) -> None:
        self.did.append("rules read")

    def laws_progress(self) -> LawsProgress:
        return LawsProgress("ready" if self.steps == 4 else "embedding", self.steps / 4, 1, 4)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_documents_go_before_the_vectors_of_laws() -> None:
    library, said = StandIn(), list[str]()
    worker = IngestWorker(cast(Library, library))
    vectors = LawVectors(cast(Library, library), worker, said.append)
    worker.start()
    worker.wake()
    until(lambda: library.did == ["document begins"])
    vectors.start()
    time.sleep(0.5)
    assert library.did == ["document begins"]
    library.proceed.set()
    until(lambda: library.did[1:] == ["document ends", "laws", "laws", "laws", "laws"])
    vectors.stop(10)
    worker.stop(10)
    assert said[-1] == "国家法律语义索引：完成。"


def test_vectors_that_wait_for_documents_can_be_stopped() -> None:
    library = StandIn()
    worker = IngestWorker(cast(Library, library))
    vectors = LawVectors(cast(Library, library), worker, lambda line: None)
    worker.start()
    worker.wake()
    until(lambda: bool(library.did))
    vectors.start()
    vectors.stop(10)
    assert library.did == ["document begins"]
    library.proceed.set()
    worker.stop(10)
    assert library.did == ["document begins", "document ends"]


def test_the_rules_are_read_ahead_once_after_the_documents() -> None:
    library = StandIn()
    worker = IngestWorker(cast(Library, library))
    reading = LawReading(cast(Library, library), worker)
    worker.start()
    worker.wake()
    until(lambda: library.did == ["document begins"])
    reading.start()
    time.sleep(0.3)
    assert library.did == ["document begins"]
    library.proceed.set()
    until(lambda: library.did[1:] == ["document ends", "rules read"])
    reading.stop(10)
    worker.stop(10)


def test_rules_that_wait_for_documents_are_left_unread_at_the_end() -> None:
    library = StandIn()
    worker = IngestWorker(cast(Library, library))
    reading = LawReading(cast(Library, library), worker)
    worker.start()
    worker.wake()
    until(lambda: library.did == ["document begins"])
    reading.start()
    reading.stop(10)
    library.proceed.set()
    worker.stop(10)
    assert "rules read" not in library.did
