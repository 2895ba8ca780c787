"""资料库·文档: files brought in by drag and drop, their progress, and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence

from anyio import to_thread
from nicegui import events, ui

from api.pages.frame import MAKING_SECONDS, Workspace, file_button, frame
from api.pages.library_tabs import tabs
from api.pages.texts import text
from api.service import Service
from knowledge.library import Document, DocumentFactsGiven
from knowledge.readers import UnreadableFile

_LOOK_EVERY = 1.0  # seconds, while something is being brought in
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_SETTLED = {"ready", "failed"}


def install(workspace: Workspace) -> None:
    """The page at ``/library``."""

    @ui.page("/library", response_timeout=MAKING_SECONDS)
    async def documents() -> None:
        with frame("library"):
            tabs("documents")
            page = _DocumentsPage(workspace.service)
            page.build()
            await page.refresh()


class _DocumentsPage:
    """The list, by issuer and year."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._shown: Sequence[Document] = ()

    def build(self) -> None:
        """The place to drop files on, and the list."""
        with ui.element("section").classes("panel").props(f'aria-label="{text("library.add")}"'):
            file_button(text("library.drop"), self._service.settings.max_upload_mb, self._uploaded, several=True)
            ui.label(text("library.formats")).classes("hint")
        self._list = ui.element("div")
        ui.timer(_LOOK_EVERY, self._look)

    async def _uploaded(self, event: events.UploadEventArguments) -> None:
        data = await event.file.read()
        try:
            await to_thread.run_sync(self._service.library.accept, data, event.file.name, DocumentFactsGiven())
        except UnreadableFile as refused:
            ui.notify(str(refused), type="negative", timeout=0, close_button=True, multi_line=True)
            return
        self._service.worker.wake()
        await self.refresh()

    async def _look(self) -> None:
        if any(document.status not in _SETTLED for document in self._shown):
            await self.refresh()

    async def refresh(self) -> None:
        """Read the list again; drawn only when it differs."""
        documents = await to_thread.run_sync(self._service.library.documents)
        documents.sort(key=lambda each: (each.kind, each.issuer, -(each.year or 0), each.title))
        if documents == list(self._shown) and documents:
            return
        self._shown = documents
        self._list.clear()
        with self._list:
            if not documents:
                ui.label(text("library.empty")).classes("hint")
            else:
                self._table(documents)

    def _table(self, documents: Sequence[Document]) -> None:
        with ui.element("table").classes("plain documents"):
            with ui.element("thead"), ui.element("tr"):
                for name in ("title", "issuer", "year", "status", "holds", "actions"):
                    with ui.element("th").props("scope=col"):
                        ui.label(text(f"library.{name}"))
            with ui.element("tbody"):
                for document in documents:
                    with ui.element("tr"):
                        self._row(document)

    def _row(self, document: Document) -> None:
        regulation = document.kind == "regulation"
        begins = f"{document.effective_from or ''}" if regulation else f"{document.year or ''}"
        for words in (document.title or document.file_name, document.issuer, begins):
            with ui.element("td"):
                ui.label(words)
        with ui.element("td"):
            _status(document)
        with ui.element("td"):
            held = document.articles if regulation else document.figures
            ui.label(text("library.articles" if regulation else "library.figures", count=held))
        with ui.element("td"):
            ui.button(text("library.describe"), on_click=lambda: self._describe(document)).props("flat dense")
            ui.button(text("library.delete"), on_click=lambda: self._delete(document)).props("flat dense")

    async def _describe(self, document: Document) -> None:
        with ui.dialog() as dialog, ui.card().classes("wide"):
            title = ui.input(text("library.title"), value=document.title).props("maxlength=200")
            issuer = ui.input(text("library.issuer"), value=document.issuer).props("maxlength=100")
            year = ui.number(text("library.year"), value=document.year, format="%d", validation=_year_problem)
            for field in (title, issuer, year):
                field.props("outlined dense").classes("full")
            with ui.row():
                ui.button(text("library.keep"), on_click=lambda: dialog.submit(True) if year.validate() else None)
                ui.button(text("cancel"), on_click=lambda: dialog.submit(False)).props("flat")
        if not await dialog:
            return
        number = int(year.value) if year.value else None
        given = DocumentFactsGiven(document.kind, str(title.value or ""), str(issuer.value or ""), number)
        await to_thread.run_sync(self._service.library.describe, document.id, given)
        self._service.worker.wake()
        await self.refresh()

    async def _delete(self, document: Document) -> None:
        with ui.dialog() as dialog, ui.card():
            ui.label(text("library.sure", title=document.title or document.file_name))
            with ui.row():
                ui.button(text("library.delete"), on_click=lambda: dialog.submit(True)).props("color=negative")
                ui.button(text("cancel"), on_click=lambda: dialog.submit(False)).props("flat autofocus")
        if await dialog:
            await to_thread.run_sync(self._service.library.delete, document.id)
            await self.refresh()


def _year_problem(year: float | None) -> str | None:
    usable = year is None or (year == int(year) and _FIRST_YEAR <= year <= _LAST_YEAR)
    return None if usable else text("library.year_wrong")


def _status(document: Document) -> None:
    if document.status not in _SETTLED:
        ui.linear_progress(document.progress, show_value=False).props(f'aria-label="{text("library.status")}"')
        ui.label(text("library.working", percent=f"{document.progress:.0%}")).classes("hint")
        return
    ui.label(text(f"library.{document.status}")).classes(document.status)
    for words in filter(None, (document.reason, *document.warnings)):
        ui.label(words).classes("hint")
