"""The workspace: web pages over the same service that the API serves. Every asset comes from this machine."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI

from api.guard import PAGES
from api.settings import Settings

RECONNECT_SECONDS = 60.0  # a laptop that slept finds its page again


def install(app: FastAPI, settings: Settings) -> None:
    """Mount the pages at ``/workspace``.

    NiceGUI keeps one app for the whole process, so this is done once: by ``serve``, not by every :func:`create_app`.
    """
    os.environ["NICEGUI_STORAGE_PATH"] = str(settings.home / "pages")  # read when NiceGUI is imported
    from nicegui import ui

    from api.pages import asking, checking, drafting, home, library_documents, library_figures, library_laws
    from api.pages.faults import watch
    from api.pages.frame import Workspace
    from api.pages.texts import text

    app.state.start_page = f"{PAGES}/"
    ui.button.default_props("no-caps")
    watch()
    workspace = Workspace(app)
    for page in (home, asking, drafting, checking, library_documents, library_figures, library_laws):
        page.install(workspace)
    ui.run_with(
        app,
        mount_path=PAGES,
        title=text("brand"),
        favicon=Path(__file__).parent / "favicon.svg",
        language="zh-CN",
        reconnect_timeout=RECONNECT_SECONDS,
        tailwind=False,  # our own sheet is a twentieth of it
        show_welcome_message=False,
    )
