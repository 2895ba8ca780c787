"""What the API tests expect of every answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Reply(Protocol):
    """A response, of whichever HTTP client."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def text(self) -> str: ...
    def json(self) -> Any: ...


def assert_problem(reply: Reply, status: int, kind: str | None = None) -> dict[str, Any]:
    """A complete RFC 9457 problem in Chinese; returns it."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = reply.json()
    assert body.keys() == {"type", "title", "status", "detail", "instance", "errors"}
    assert body["status"] == status
    assert any("\u4e00" <= character <= "\u9fff" for character in body["detail"])
    if kind is not None:
        assert body["type"] == f"urn:report-assistant:problem:{kind}"
    return body
