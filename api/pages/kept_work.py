"""A draft or a check that is saved as it goes; of two open pages the older is told, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyio import to_thread
from nicegui import ui

from api.guard import PAGES
from api.pages.texts import text
from api.service import Service, now
from knowledge.saved_work import SavedWork, WorkKind, WorkOutdated


class KeptWork:
    """The work that one page has open; "" before its first save."""

    def __init__(self, service: Service, kind: WorkKind, held: SavedWork | None) -> None:
        self._desk = service.library.desk
        self._kind = kind
        self._held = held
        self._page = ui.context.client  # what was clicked may be gone from the page by the time that it is saved

    async def save(self, title: str, state: Mapping[str, Any]) -> None:
        """Save; the first time the address becomes that of the work, so that a reload finds it."""
        try:
            self._held = await to_thread.run_sync(self._save, title, state)
        except WorkOutdated as outdated:
            self._tell(outdated)
            return
        with self._page:
            ui.navigate.history.replace(f"{PAGES}/{self._kind}/{self._held.id}")

    def _save(self, title: str, state: Mapping[str, Any]) -> SavedWork:
        if self._held is not None:
            saved = self._desk.save(self._held.id, self._held.revision, title, state, now())
            if saved is not None:
                return saved
        return self._desk.begin(self._kind, title, state, now())

    def _tell(self, outdated: WorkOutdated) -> None:
        with self._page, ui.dialog().props("persistent") as dialog, ui.card():
            ui.label(str(outdated))
            with ui.row():
                ui.button(text("work.reload"), on_click=ui.navigate.reload)
                ui.button(text("work.copy"), on_click=lambda: self._as_new(dialog)).props("flat")
        dialog.open()

    def _as_new(self, dialog: ui.dialog) -> None:
        """Go on under a new address; what the other page saved stays as it is."""
        self._held = None
        dialog.close()


def work_list(service: Service, kind: WorkKind) -> None:
    """Links to what is on the desk, last saved first."""
    heads = service.library.desk.listed(kind, 20)
    if not heads:
        return
    ui.label(text("work.recent")).classes("heading").props("role=heading aria-level=2")
    with ui.element("ul").classes("works"):
        for head in heads:
            with ui.element("li"):
                ui.link(head.title, f"/{kind}/{head.id}")
                ui.label(f"{head.saved.astimezone():%m-%d %H:%M}").classes("hint")
