"""Gives freed memory back to the system: hours of embedding must not make the service grow."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back_memory() -> None:
    """Return what is free inside the C library's heaps; does nothing where the C library has no such call."""
    trim = _kept_trimming()
    if trim is not None:
        trim(0)


@cache
def _kept_trimming() -> Callable[[int], int] | None:
    return trimming()


def trimming() -> Callable[[int], int] | None:
    """glibc's malloc_trim; other C libraries don't have it, and don't hoard as much."""
    if sys.platform != "linux":
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
