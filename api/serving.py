"""The ``serve`` command: bind, open, answer, and tell in the terminal how far things are."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from api import pages
from api.adding import add_files, files_of
from api.door import Door, NotDone
from api.listening import address_of, bind, end_on_sigterm
from api.logs import log_structured
from api.schemas.documents import DocumentOut
from api.settings import PREFIX, Settings, SettingsRefused, read_settings, refuse_shared_embedded_store
from api.wiring import create_app
from knowledge.ownership import owner_of

GRACEFUL_SECONDS = 10


def serve_until_stopped(*, host: str, port: int, add: Sequence[Path]) -> int:
    """Serve until a signal ends it; returns the exit status (1 with the reason on stderr when it could not start)."""
    try:
        settings = _settings(host, port)
        files = files_of(add)
        if settings.workers > 1:
            return _serve_many(settings)
        return _serve_one(settings, files)
    except (SettingsRefused, NotDone) as error:
        print(error, file=sys.stderr)
        return 1


def _settings(host: str, port: int) -> Settings:
    given: dict[str, str | int] = {}
    if host:
        given["host"] = host
    if port >= 0:
        given["port"] = port
    settings = read_settings().model_copy(update=given)
    refuse_shared_embedded_store(settings)
    return settings


def _serve_one(settings: Settings, files: Sequence[Path]) -> int:
    owner = owner_of(settings.home)
    if owner and owner.url:
        raise NotDone(f"数据目录 {settings.home} 已由正在运行的服务占用：{owner.url}。请直接使用它，或先停掉它。")
    listener = bind(settings.host, settings.port, f"report-assistant serve --port 8010，或设置 {PREFIX}PORT")
    url = address_of(listener, settings.host)
    say(f"数据目录：{settings.home}")
    log_structured()
    app = create_app(settings, url=url, say=say)
    pages.install(app, settings)
    server = _Server(_config(app), url, files)
    end_on_sigterm()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        say("已停止。")
        return 0
    failure = getattr(app.state, "start_failure", None)
    if failure is not None:
        print(f"没有启动：{failure}", file=sys.stderr)
        return 1
    return 0


def _serve_many(settings: Settings) -> int:
    """Several processes; only reached when records and vectors are servers of their own."""
    uvicorn.run(
        "api.wiring:app_from_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    return 0


class _Server(uvicorn.Server):
    """Tells the address once it answers, and then adds the files it was started with."""

    def __init__(self, config: uvicorn.Config, url: str, files: Sequence[Path]) -> None:
        super().__init__(config)
        self._url = url
        self._files = files

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, then say so."""
        await super().startup(sockets)
        if self.started:
            say(f"服务已就绪：{self._url}    接口说明：{self._url}/docs    停止：Ctrl+C")
            if self._files:
                threading.Thread(target=self._add, name="add", daemon=True).start()

    def _add(self) -> None:
        try:
            with httpx.Client(timeout=600.0, trust_env=False) as client:
                added = add_files(Door(client.send, self._url), self._files, {}, _quietly)
        except NotDone as error:
            if not self.should_exit:
                say(f"资料没有装完：{error}")
            return
        figures = sum(document.figures for document in added.documents)
        say(f"已装入 {len(added.documents)} 份资料，台账 {figures} 条数据。")
        for failure in added.failures:
            say(f"没有装入 {failure}")


def _config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",  # a start that fails is told by us, in one line
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )


def _quietly(_document: DocumentOut) -> None:
    """The sample library comes in silently; what became of it is one line at the end."""


def say(line: str) -> None:
    """A line for the person at the terminal."""
    print(line, flush=True)
