"""Stops asking a model that keeps failing, and tries again with a single call after a rest."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Circuit:
    """Closed: calls pass. Open after ``limit`` failures in a row: none passes for ``rest_s``; then one may try.

    Every method may be called from several threads. ``clock`` gives seconds that only go forward.
    """

    def __init__(self, limit: int, rest_s: float, clock: Callable[[], float]) -> None:
        self._limit = limit
        self._rest_s = rest_s
        self._clock = clock
        self._failures = 0
        self._opened = 0.0
        self._trying = False
        self._reason = ""
        self._tried = False
        self._lock = threading.Lock()

    def may_pass(self) -> bool:
        """Whether a call may be made now; of several that ask after the rest only one is let through."""
        with self._lock:
            if self._failures < self._limit:
                return True
            if self._trying or self._clock() - self._opened < self._rest_s:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """A call gave something usable: closed again."""
        with self._lock:
            self._tried = True
            self._failures, self._trying, self._reason = 0, False, ""

    def failed(self, reason: str) -> None:
        """A call failed; from the ``limit``-th in a row on, the rest begins anew."""
        with self._lock:
            self._tried = True
            self._failures += 1
            self._trying = False
            self._opened = self._clock()
            self._reason = reason

    def given_up(self) -> None:
        """A call was left before it could succeed or fail: says nothing about the server."""
        with self._lock:
            self._trying = False

    @property
    def reason(self) -> str:
        """Why the last call failed; "" when it did not."""
        with self._lock:
            return self._reason

    @property
    def tried(self) -> bool:
        """Whether any call ended yet."""
        with self._lock:
            return self._tried

    @property
    def open(self) -> bool:
        """Whether calls are being held back."""
        with self._lock:
            return self._failures >= self._limit
