"""The ``mcp`` command: the protocol over standard input and output, or over HTTP for programs of this machine."""

from __future__ import annotations

import sys
from functools import partial

import anyio
import uvicorn
from mcp.server import Server
from mcp.server.stdio import stdio_server

from api.door import NotDone
from api.listening import address_of, bind, end_on_sigterm
from api.logs import log_structured
from api.mcp_server.entrance import Entrance
from api.mcp_server.protocol import protocol_server
from api.settings import SettingsRefused, read_settings

HOST = "127.0.0.1"  # there is no key to ask for, so it answers this machine alone
PATH = "/mcp"
GRACEFUL_SECONDS = 5


def serve_mcp(*, http: bool, port: int) -> int:
    """Serve until the client or a signal ends it; returns the exit status. Standard output is the protocol's alone."""
    try:
        settings = read_settings()
        log_structured()
        entrance = Entrance(settings, say)
        server = protocol_server(entrance)
        end_on_sigterm()
        try:
            _over_http(server, port) if http else anyio.run(_over_stdio, server)
        finally:
            entrance.close()
    except KeyboardInterrupt:
        return 0
    except (SettingsRefused, NotDone) as error:
        say(str(error))
        return 1
    return 0


async def _over_stdio(server: Server[object]) -> None:
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def _over_http(server: Server[object], port: int) -> None:
    listener = bind(HOST, port, "report-assistant mcp --http --port 8011")
    app = server.streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True, host=HOST)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    say(f"MCP 服务已就绪：{address_of(listener, HOST)}{PATH}    停止：Ctrl+C")
    uvicorn.Server(config).run(sockets=[listener])


say = partial(print, file=sys.stderr, flush=True)
