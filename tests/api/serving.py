"""A real ``report-assistant serve`` in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from knowledge.ownership import owner_of
from tests.conftest import ROOT

SECONDS = 300  # a first start shelves the national laws, on a machine that does other work beside


class Serving:
    """Started on entering, stopped politely on leaving; on a port that the system chooses.

    What ``variables`` set holds for that process alone, never for the services that tests open in their own.
    """

    def __init__(self, home: Path, *arguments: str, variables: Mapping[str, str] | None = None) -> None:
        self._home = home
        self._arguments = arguments
        self._variables = variables or {}
        self.url = ""

    def __enter__(self) -> Self:
        own = {"REPORT_ASSISTANT_HOME": str(self._home), "REPORT_ASSISTANT_PORT": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "api.command_line", "serve", *self._arguments],
            cwd=ROOT, env={**os.environ, **own, **self._variables},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_it_answers()
        return self

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            assert self._process.poll() is None, "the service ended while starting"
            owner = owner_of(self._home)
            if owner and owner.pid == self._process.pid and owner.url:
                self.url = owner.url
                httpx.get(f"{self.url}/api/v1/health", timeout=SECONDS, trust_env=False).raise_for_status()
                return
            time.sleep(0.1)
        raise AssertionError("the service does not answer in time")

    def kill(self) -> None:
        """As a power cut would: no chance to tidy up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(SECONDS)

    def stop(self) -> int:
        """Ask it to end; returns its exit status."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(SECONDS)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.stop()
