"""HTTP that ends: a reply may neither fall silent, nor trickle on for ever, nor grow without end."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import httpx2

REPLY_BYTES = 4 * 1024 * 1024  # a streamed reply of a thousand tokens is about 200 KiB
EVENTS = "text/event-stream"


class NoEventStream(httpx2.TransportError):
    """What answered is no model server: 200, but no event stream."""


class ReplyTooLong(httpx2.TransportError):
    """The reply went over its time or its size."""


class BoundedTransport(httpx2.BaseTransport):
    """Wraps a transport; ``total_s`` counts from the request to the last byte, also through comments of a stream."""

    def __init__(self, inner: httpx2.BaseTransport, total_s: float, clock: Callable[[], float]) -> None:
        self._inner = inner
        self._total_s = total_s
        self._clock = clock

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """As the wrapped one, with the reply's stream bounded. Raises NoEventStream."""
        end = self._clock() + self._total_s
        response = self._inner.handle_request(request)
        if response.is_success and not response.headers.get("content-type", "").startswith(EVENTS):
            response.close()
            raise NoEventStream("no event stream")
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _BoundedStream(response.stream, end, self._clock)
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class _BoundedStream(httpx2.SyncByteStream):
    def __init__(self, inner: httpx2.SyncByteStream, end: float, clock: Callable[[], float]) -> None:
        self._inner = inner
        self._end = end
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        with contextlib.closing(self):
            for chunk in self._inner:
                size += len(chunk)
                if size > REPLY_BYTES or self._clock() > self._end:
                    raise ReplyTooLong("reply over its time or size")
                yield chunk

    def close(self) -> None:
        self._inner.close()
