"""The server: ``POST /script`` takes replies, ``POST /v1/chat/completions`` gives the next one, in its own bad manner.

Kinds: text; tool (a tool call); error (an HTTP status, with a secret in its words); html (200, a web page); silent
(headers, then nothing); slow (a sign now and then); endless (the text for ever); comments (only SSE comments);
broken (an event that is no JSON, in the middle); garbled (bytes that are no UTF-8); cut (the connection drops in the
middle); empty (no content).
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

replies: list[dict[str, Any]] = []
asked: list[dict[str, Any]] = []
DONE = b"data: [DONE]\n\n"


async def take_script(request: Request) -> Response:
    replies[:] = await request.json()
    asked.clear()
    return JSONResponse({"replies": len(replies)})


async def tell_requests(_request: Request) -> Response:
    return JSONResponse(asked)


async def complete(request: Request) -> Response:
    body = await request.json()
    asked.append({"body": body, "authorization": request.headers.get("authorization", "")})
    reply = replies.pop(0) if len(replies) > 1 else replies[0]
    if reply["kind"] == "error":
        words = f"密钥 {request.headers.get('authorization')} 无效，罚没款金额999.9万元"
        return JSONResponse({"error": {"message": words}}, status_code=reply.get("status", 500))
    if reply["kind"] == "html":
        return HTMLResponse("<html>罚没款金额999.9万元</html>")
    return StreamingResponse(told(reply), media_type="text/event-stream")


def event(delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


def pieces(reply: dict[str, Any]) -> list[bytes]:
    text, size = reply["text"], reply.get("size", 3)
    return [event({"role": "assistant", "content": text[at : at + size]}) for at in range(0, len(text), size)]


async def told(reply: dict[str, Any]) -> AsyncIterator[bytes]:
    kind, events = reply["kind"], pieces(reply)
    if kind == "tool":
        call = {"index": 0, "id": "call_1", "type": "function"}
        yield event({"tool_calls": [{**call, "function": {"name": reply["name"], "arguments": reply["arguments"]}}]})
        yield event({}, "tool_calls")
        yield DONE
        return
    for one in events:
        yield one
        if kind == "slow":
            await asyncio.sleep(0.3)
    async for more in ending(kind, events):
        yield more


async def ending(kind: str, events: list[bytes]) -> AsyncIterator[bytes]:
    match kind:
        case "silent":
            await asyncio.sleep(600)
        case "endless":
            while True:
                for one in events:
                    yield one
                await asyncio.sleep(0)
        case "comments":
            while True:
                yield b": still thinking\n\n"
                await asyncio.sleep(0.05)
        case "broken":
            yield b'data: {"id": "c1", "choices": [{"ind\n\n'
            yield DONE
        case "garbled":
            yield b"data: \xff\xfe\xb2\n\n"
        case "cut":
            raise ConnectionResetError
        case _:
            yield event({}, "stop")
            yield DONE


app = Starlette(
    routes=[
        Route("/script", take_script, methods=["POST"]),
        Route("/requests", tell_requests),
        Route("/v1/chat/completions", complete, methods=["POST"]),
    ]
)


def main() -> None:
    """Serve on a port the system picks, and print it."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])


if __name__ == "__main__":
    main()
