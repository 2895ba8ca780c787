"""The library for calls that come now and then: the running service's, else our own for as long as it is used."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from api.door import Door, open_door
from api.settings import Settings
from knowledge.ownership import owner_of

# A client keeps its MCP server running for days; the library is let go in between, so that a service can be started.
IDLE_SECONDS = 120.0


class Entrance:
    """May be used from several threads."""

    def __init__(self, settings: Settings, say: Callable[[str], None], idle_s: float = IDLE_SECONDS) -> None:
        self._settings = settings
        self._say = say
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._opened = ExitStack()
        self._ours: Door | None = None
        self._users = 0
        self._timer: threading.Timer | None = None

    @contextmanager
    def door(self) -> Iterator[Door]:
        """The API, of the running service if there is one. Raises NotDone when the library is taken."""
        if self._ours is None and self._served():
            with open_door(self._settings, self._say) as door:
                yield door
            return
        door = self._enter()
        try:
            yield door
        finally:
            self._leave()

    @property
    def holds_library(self) -> bool:
        """Whether the library is open in this process."""
        return self._ours is not None

    def close(self) -> None:
        """Let go of the library, if nobody is using it."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._users == 0:
                self._ours = None
                self._opened.close()

    def _served(self) -> bool:
        owner = owner_of(self._settings.home)
        return bool(owner and owner.url)

    def _enter(self) -> Door:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._ours is None:
                self._ours = self._opened.enter_context(open_door(self._settings, self._say))
            self._users += 1
            return self._ours

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._timer = threading.Timer(self._idle_s, self.close)
                self._timer.daemon = True
                self._timer.start()
