"""The real service in a process of its own, and clients that ask it over the loopback."""

from __future__ import annotations

import datetime
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import httpx


@dataclass
class Load:
    """What the clients met: seconds of every request, how many failed, and seconds from first to last."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    wall: float = 0.0


def load_of(home: Path, questions: Sequence[str], as_of: datetime.date, clients: int) -> Load:
    """Every question once, shared among ``clients`` threads, after one round by a single client."""
    load = Load()
    with service(home) as url:
        _client(url, iter(questions[:: max(1, len(questions) // 10)]), as_of, Load(), threading.Lock())
        left, lock = itertools.chain(questions), threading.Lock()
        threads = [threading.Thread(target=_client, args=(url, left, as_of, load, lock)) for _ in range(clients)]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        load.wall = time.perf_counter() - start
    return load


@contextmanager
def service(home: Path) -> Iterator[str]:
    """``report-assistant serve`` on a free port over ``home``; gives its address once it answers."""
    environment = {**os.environ, "REPORT_ASSISTANT_HOME": str(home), "REPORT_ASSISTANT_PORT": "0"}
    command = [sys.executable, "-c", "import sys; from api.command_line import main; sys.exit(main())", "serve"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=complaints, text=True, encoding="utf-8"
        )
        try:
            yield _address(process, complaints)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _address(process: subprocess.Popen[str], complaints: TextIO) -> str:
    for line in process.stdout or ():  # ends when the process ends
        if "http://" in line and "已就绪" in line:
            # A full pipe would stop the service.
            threading.Thread(target=(process.stdout or complaints).read, daemon=True).start()
            return "http://" + line.split("http://", 1)[1].split()[0]
    complaints.seek(0)
    raise RuntimeError(f"the service did not start: {complaints.read()[-2_000:]}")


def _client(url: str, questions: Iterator[str], as_of: datetime.date, load: Load, lock: threading.Lock) -> None:
    with httpx.Client(base_url=url, timeout=60.0, trust_env=False) as client:
        while True:
            with lock:
                question = next(questions, None)
            if question is None:
                return
            start = time.perf_counter()
            reply = client.post("/api/v1/ask", json={"question": question, "as_of": as_of.isoformat()})
            with lock:
                load.seconds.append(time.perf_counter() - start)
                load.errors += reply.status_code != 200
