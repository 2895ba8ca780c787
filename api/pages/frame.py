"""What every page has: head, navigation, style; and how it reaches the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import cast

from fastapi import FastAPI
from nicegui import ui

from api.pages.texts import text
from api.service import Service

JOBS = ("home", "ask", "draft", "check", "library")
ADDRESSES = {job: "/" if job == "home" else f"/{job}" for job in JOBS}


class Workspace:
    """The pages' way to the service, which opens after the pages are made."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    @property
    def service(self) -> Service:
        """The opened service."""
        return cast(Service, self._app.state.service)


def _tell(error: Exception) -> None:
    """A fault nobody foresaw: the person is told, the trace is in the log."""
    ui.notify(text("failed", reason=type(error).__name__), type="negative", timeout=0, close_button=True)


@contextmanager
def frame(job: str, title: str = "") -> Iterator[None]:
    """A page for ``job``; its content goes into the main part."""
    ui.on_exception(_tell)
    ui.page_title(f"{title or text(f'nav.{job}')} · {text('brand')}")
    ui.add_css(files("api.pages").joinpath("workspace.css").read_text("utf-8"))
    ui.colors(primary="#1f4e8c", secondary="#4b5563", accent="#8a5a00", positive="#1b6e3c", negative="#b3261e")
    with ui.header().classes("head"):
        ui.html(f'<a class="skip" href="#main">{text("skip")}</a>', sanitize=False)
        ui.link(text("brand"), "/").classes("brand")
        with ui.element("nav").classes("nav").props(f'aria-label="{text("nav.label")}"'):
            for name in JOBS:
                link = ui.link(text(f"nav.{name}"), ADDRESSES[name])
                if name == job:
                    link.props('aria-current="page"')
    with ui.element("div").classes(f"page {job}").props('id="main" tabindex="-1"'):
        yield
