"""How the command line reaches the library: over HTTP when a service owns it, else the same app in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from api.settings import Settings
from knowledge.ownership import LibraryInUse, owner_of

# A whole report is checked in seconds; an upload's content is read before it is accepted, which can take longer.
SECONDS = 600.0
Files = Mapping[str, tuple[str, IO[bytes]]]
Parameters = Mapping[str, str | int | bool | list[str] | list[int]]


class NotDone(RuntimeError):
    """What was asked for was not done; the message says in Chinese why and what to do."""


class Door:
    """Calls of the API; a problem becomes NotDone with its words."""

    def __init__(self, send: Callable[[httpx.Request], httpx.Response], base: str) -> None:
        self._send = send
        self._base = base.rstrip("/") + "/api/v1"

    def get(self, path: str, parameters: Parameters | None = None) -> httpx.Response:
        """GET a path below /api/v1."""
        return self._call(httpx.Request("GET", self._base + path, params=parameters))

    def post_json(self, path: str, body: Mapping[str, object]) -> httpx.Response:
        """POST a JSON body."""
        return self._call(httpx.Request("POST", self._base + path, json=dict(body)))

    def patch_json(self, path: str, body: Mapping[str, object]) -> httpx.Response:
        """PATCH with a JSON body."""
        return self._call(httpx.Request("PATCH", self._base + path, json=dict(body)))

    def delete(self, path: str) -> httpx.Response:
        """DELETE a path."""
        return self._call(httpx.Request("DELETE", self._base + path))

    def post_form(self, path: str, fields: Mapping[str, str], files: Files) -> httpx.Response:
        """POST a form with files."""
        return self._call(httpx.Request("POST", self._base + path, data=dict(fields), files=files))

    def _call(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._send(request)
        except httpx.TransportError as error:
            raise NotDone(
                f"连不上正在运行的服务（{self._base}，{type(error).__name__}）。它可能正在启动或退出，请稍后再试。"
            ) from error
        if response.is_success:
            return response
        raise NotDone(_words(response))


@contextmanager
def open_door(settings: Settings, say: Callable[[str], None]) -> Iterator[Door]:
    """The running service's door if there is one, else our own. Raises NotDone when the library is taken."""
    owner = owner_of(settings.home)
    if owner and owner.url:
        with httpx.Client(timeout=SECONDS, trust_env=False) as client:
            yield Door(client.send, owner.url)
        return
    try:
        with start_blocking_portal() as portal, _in_process(portal, settings, say) as door:
            yield door
    except LibraryInUse as error:
        raise NotDone(str(error)) from error


@contextmanager
def _in_process(portal: BlockingPortal, settings: Settings, say: Callable[[str], None]) -> Iterator[Door]:
    from api.wiring import create_app

    app = create_app(settings, background=False, say=say)
    transport = httpx.ASGITransport(app=app)
    with portal.wrap_async_context_manager(app.router.lifespan_context(app)):
        client = httpx.AsyncClient(transport=transport, timeout=SECONDS)
        yield Door(lambda request: portal.call(_send_here, client, request), "http://127.0.0.1")


async def _send_here(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    """Multipart bodies are made for a sync client; an async transport wants the bytes."""
    request.read()
    whole = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
    return await client.send(whole)


def _words(response: httpx.Response) -> str:
    try:
        problem = response.json()
        return str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return f"服务回答了 {response.status_code}，没有说明原因。请看服务的日志。"
