"""Work of the library, done beside the page's event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TypeVar

from anyio import to_thread

T = TypeVar("T")


async def pieces_of(work: Iterator[T]) -> AsyncIterator[T]:
    """What a generator gives, each piece computed in a thread while the page goes on."""
    while True:
        piece = await to_thread.run_sync(next, work, None)
        if piece is None:
            return
        yield piece
