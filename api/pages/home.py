"""首页: what is in the library, and what needs attention."""

from __future__ import annotations

from anyio import to_thread
from nicegui import ui

from api.pages.frame import Workspace, frame
from api.pages.texts import text


def install(workspace: Workspace) -> None:
    """The page at ``/``."""

    @ui.page("/")
    async def home() -> None:
        documents = await to_thread.run_sync(workspace.service.library.documents)
        with frame("home"):
            ui.label(text("home.title")).classes("title").props("role=heading aria-level=1")
            ui.label(f"{len(documents)} {text('home.reports')}")
