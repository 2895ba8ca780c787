"""The layer around the app: size limits, cross-site requests, failures kept inside, timing, security headers."""

from __future__ import annotations

import logging
import time
import traceback
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from api.measures import Measures
from api.problems import Problem, internal, respond, too_large
from api.settings import MEGABYTE, PREFIX, Settings

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

JSON_BODY_LIMIT = 8 * MEGABYTE
FORM_SLACK = 2 * MEGABYTE  # what boundaries and form fields may add to a file of the largest size
DRAIN_LIMIT = 1024 * MEGABYTE  # of a refused body, read and dropped so that the caller gets to see the answer
DRAIN_SECONDS = 20.0
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PAGES = "/workspace"
SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)
CONTENT_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# The pages' Vue compiles its templates in the browser, from this machine's own files and nothing else.
PAGE_POLICY = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    b"img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
log = logging.getLogger("report_assistant.requests")


class Guard:
    """ASGI middleware, outermost of ours."""

    def __init__(self, app: App, settings: Settings, measures: Measures) -> None:
        self.app = app
        self.settings = settings
        self.measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or pass anything else through."""
        if scope["type"] == "websocket" and _from_elsewhere(scope):
            await send({"type": "websocket.close", "code": 1008, "reason": "cross-site"})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send, self._limit(scope))
        try:
            await self._serve(exchange)
        finally:
            self._record(exchange)

    async def _serve(self, exchange: _Exchange) -> None:
        refusal = exchange.refusal()
        if refusal:
            await exchange.refuse(refusal)
            return
        try:
            await self.app(exchange.scope, exchange.receive, exchange.send)
        except Problem as problem:  # raised by our own receive() outside any route
            await exchange.refuse(problem)
        except Exception as error:
            reference = uuid.uuid4().hex[:12]
            log.error("unforeseen", extra={"facts": {"reference": reference, **_without_words(error)}})
            await exchange.fail(internal(reference))

    def _limit(self, scope: Scope) -> int:
        if _header(scope, b"content-type").startswith(b"multipart/"):
            return self.settings.max_upload_bytes + FORM_SLACK
        return JSON_BODY_LIMIT

    def _record(self, exchange: _Exchange) -> None:
        route = getattr(exchange.scope.get("route"), "path", "") or "other"
        method = str(exchange.scope["method"])
        seconds = time.perf_counter() - exchange.started
        self.measures.request(route, method, exchange.status, seconds)
        facts = {"method": method, "route": route, "status": exchange.status, "ms": round(seconds * 1000, 1)}
        # What is only looked at, and the polling of progress, is left to the metrics.
        quiet = method in SAFE_METHODS and exchange.status < 400
        log.log(logging.DEBUG if quiet else logging.INFO, "request", extra={"facts": facts})


class _Exchange:
    """One request and its answer, counted on the way in and watched on the way out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        self.scope = scope
        self.limit = limit
        self.status = 500
        self.answered = False
        self.started = time.perf_counter()
        self._receive = receive
        self._send = send
        self._read = 0

    def refusal(self) -> Problem | None:
        """What can be refused from the headers alone."""
        site = _header(self.scope, b"sec-fetch-site")
        if site == b"cross-site" and self.scope["method"] not in SAFE_METHODS:
            detail = "请求来自别的网站的页面，已拒绝。请从本服务自己的页面或命令行提交。"
            return Problem(403, "cross-site", "拒绝跨站请求", detail)
        length = _header(self.scope, b"content-length")
        if length.isdigit() and int(length) > self.limit:
            return self._too_large()
        return None

    async def receive(self) -> Message:
        """The app's receive; stops a body that grows past the limit, whatever its headers said."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            if self._read > self.limit:
                raise self._too_large()
        return message

    async def send(self, message: Message) -> None:
        """The app's send; notes the status and adds the security headers."""
        if message["type"] == "http.response.start":
            self.answered = True
            self.status = message["status"]
            policy = PAGE_POLICY if str(self.scope["path"]).startswith(PAGES) else CONTENT_POLICY
            protection = (*SECURITY_HEADERS, (b"content-security-policy", policy))
            message["headers"] = [*message.get("headers", []), *protection]
        await self._send(message)

    async def refuse(self, problem: Problem) -> None:
        """Answer first, then drop what the caller is still sending; without that it would see a broken connection."""
        await self._answer(problem, more=True)
        end = time.perf_counter() + DRAIN_SECONDS
        while self._read < DRAIN_LIMIT and time.perf_counter() < end:
            message = await self._receive()
            self._read += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def fail(self, problem: Problem) -> None:
        """Answer, unless an answer has already begun; then all that can be done is to break it off."""
        if not self.answered:
            await self._answer(problem, more=False)

    async def _answer(self, problem: Problem, *, more: bool) -> None:
        response = respond(problem, str(self.scope["path"]))
        await self.send(
            {"type": "http.response.start", "status": response.status_code, "headers": list(response.raw_headers)}
        )
        await self._send({"type": "http.response.body", "body": bytes(response.body), "more_body": more})

    def _too_large(self) -> Problem:
        size = f"{(self.limit - FORM_SLACK) / MEGABYTE:g}" if self.limit != JSON_BODY_LIMIT else "8"
        return too_large(
            f"提交的内容超过上限 {size} MB，没有保存。请拆分后再提交；文件的上限由 {PREFIX}MAX_UPLOAD_MB 设置。"
        )


def _from_elsewhere(scope: Scope) -> bool:
    """Whether a page of another site opens this socket: a browser lets it, and says where it comes from."""
    origin = _header(scope, b"origin")
    return bool(origin) and origin.partition(b"://")[2] != _header(scope, b"host")


def _header(scope: Scope, name: bytes) -> bytes:
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).lower()
    return b""


def _without_words(error: Exception) -> dict[str, object]:
    """Where it broke, without the error's message: that may carry a document's text."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return {"error": type(error).__name__, "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}
