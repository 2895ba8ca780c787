"""One process owns a data folder: Chroma's embedded store is damaged when two processes write to it."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = "owner.lock"
_CARD = "owner.json"  # who holds the lock; believed only while the lock is held


class LibraryInUse(RuntimeError):
    """Another process owns this data folder; the message says which (pid, since when) and what to do."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds a data folder. ``url`` is where it serves, "" when it does not (yet)."""

    pid: int
    since: str
    url: str = ""


class Ownership:
    """Held for as long as the library is open; the operating system lets go of it when the process dies."""

    def __init__(self, home: Path) -> None:
        """Take the folder. Raises LibraryInUse."""
        self._home = home
        # Not per thread: the thread that closes the library need not be the one that opened it.
        self._lock = FileLock(home / _LOCK, timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise LibraryInUse(_in_use(home)) from error
        self._since = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        self.announce("")

    def announce(self, url: str) -> None:
        """Say where this process serves, so that the command line can talk to it instead."""
        card = json.dumps({"pid": os.getpid(), "since": self._since, "url": url})
        written = self._home / f"{_CARD}.{os.getpid()}"
        written.write_text(card, encoding="utf-8")
        written.replace(self._home / _CARD)

    def release(self) -> None:
        """Let another process have the folder."""
        if self._lock.is_locked:
            (self._home / _CARD).unlink(missing_ok=True)
            self._lock.release()


def owner_of(home: Path) -> Owner | None:
    """The process that holds ``home`` now, None when nobody does."""
    if not (home / _LOCK).exists():
        return None
    try:
        with FileLock(home / _LOCK, timeout=0, thread_local=False):
            return None
    except Timeout:
        return _read_card(home) or Owner(pid=0, since="")


def _read_card(home: Path) -> Owner | None:
    with contextlib.suppress(OSError, ValueError, KeyError):  # absent or half known: the lock alone tells enough
        card = json.loads((home / _CARD).read_text(encoding="utf-8"))
        return Owner(pid=int(card["pid"]), since=str(card["since"]), url=str(card.get("url", "")))
    return None


def _in_use(home: Path) -> str:
    owner = _read_card(home)
    who = f"进程 {owner.pid}（自 {owner.since} 起）" if owner else "另一个进程"
    serving = f"它的服务地址是 {owner.url}，可直接使用该服务；" if owner and owner.url else ""
    return (
        f"数据文件夹 {home} 正由{who}使用，不能同时打开两次，否则向量库会损坏。"
        f"{serving}请先关闭那个进程，或换一个数据文件夹（REPORT_ASSISTANT_HOME）。"
    )
