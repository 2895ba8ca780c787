"""An OpenAI-compatible server as a process of its own, that says what a test tells it to and misbehaves on request."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
Reply = dict[str, Any]


def says(text: str, *, size: int = 3) -> Reply:
    """A well-behaved reply, in pieces of ``size`` signs."""
    return {"kind": "text", "text": text, "size": size}


def misbehaves(kind: str, text: str = "", **more: object) -> Reply:
    """See ``server.py`` for the kinds."""
    return {"kind": kind, "text": text, "size": 3, **more}


def calls(name: str, arguments: dict[str, object]) -> Reply:
    """A call of a tool."""
    return {"kind": "tool", "text": "", "name": name, "arguments": json.dumps(arguments, ensure_ascii=False)}


@dataclass(frozen=True)
class ScriptedModel:
    """The running server; ``url`` is what a client is pointed at."""

    address: str

    @property
    def url(self) -> str:
        return f"{self.address}/v1"

    def script(self, replies: Sequence[Reply]) -> None:
        """The replies to come, one for each request; the last one is repeated."""
        httpx.post(f"{self.address}/script", json=list(replies), trust_env=False).raise_for_status()

    def requests(self) -> list[dict[str, Any]]:
        """What it was asked since the last script."""
        asked: list[dict[str, Any]] = httpx.get(f"{self.address}/requests", trust_env=False).json()
        return asked


@contextmanager
def running_model() -> Iterator[ScriptedModel]:
    """Start the server, and stop it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.scripted_model.server"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield ScriptedModel(f"http://127.0.0.1:{int(process.stdout.readline())}")
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
