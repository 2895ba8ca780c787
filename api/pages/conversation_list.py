"""The conversations at the left: found by words, opened, renamed, exported, deleted."""

from __future__ import annotations

from anyio import to_thread
from nicegui import ui

from api.pages.texts import text
from api.service import Service
from assistant.asking.replying.transcript import transcript
from knowledge.conversations import ConversationHead

_SHOWN = 100


class ConversationList:
    """The list; the conversation that is open is marked."""

    def __init__(self, service: Service, current: str) -> None:
        self._service = service
        self._current = current
        with ui.element("nav").classes("conversations").props(f'aria-label="{text("conversations.label")}"'):
            ui.link(text("ask.new"), "/ask").classes("new")
            self._words = ui.input(placeholder=text("conversations.search"), on_change=self.refresh).props(
                f'dense outlined clearable debounce=300 aria-label="{text("conversations.search")}"'
            )
            self._list = ui.element("ul")

    async def refresh(self, current: object = "") -> None:
        """Read the list again; ``current`` is the conversation that is open now."""
        if isinstance(current, str) and current:
            self._current = current
        words = str(self._words.value or "").strip()
        heads, _ = await to_thread.run_sync(self._service.library.conversations.listed, words, _SHOWN, 0)
        self._list.clear()
        with self._list:
            for head in heads:
                self._entry(head)
            if not heads:
                with ui.element("li"):
                    ui.label(text("conversations.none")).classes("hint")

    def _entry(self, head: ConversationHead) -> None:
        with ui.element("li"):
            link = ui.link(head.title, f"/ask/{head.id}")
            if head.id == self._current:
                link.props('aria-current="page"')
            more = text("conversations.more", title=head.title)
            with (
                ui.button(icon="more_horiz").props("flat dense round size=sm").props(f'aria-label="{more}"'),
                ui.menu(),
            ):
                ui.menu_item(text("conversations.rename"), lambda: self._rename(head)).props("role=menuitem")
                ui.menu_item(text("conversations.export"), lambda: self._export(head)).props("role=menuitem")
                ui.menu_item(text("conversations.delete"), lambda: self._delete(head)).props("role=menuitem")

    async def _rename(self, head: ConversationHead) -> None:
        with ui.dialog() as dialog, ui.card():
            name = ui.input(text("conversations.name"), value=head.title).props("outlined autofocus maxlength=100")
            with ui.row():
                ui.button(text("conversations.rename"), on_click=lambda: dialog.submit(str(name.value or "").strip()))
                ui.button(text("cancel"), on_click=lambda: dialog.submit("")).props("flat")
        if title := await dialog:
            await to_thread.run_sync(self._service.library.conversations.rename, head.id, title)
            await self.refresh()

    async def _export(self, head: ConversationHead) -> None:
        kept = await to_thread.run_sync(self._service.library.conversations.whole, head.id)
        if kept is not None:
            ui.download.content(transcript(kept), f"{kept.head.title}.md", "text/markdown")

    async def _delete(self, head: ConversationHead) -> None:
        with ui.dialog() as dialog, ui.card():
            ui.label(text("conversations.sure", title=head.title))
            with ui.row():
                ui.button(text("conversations.delete"), on_click=lambda: dialog.submit(True)).props("color=negative")
                ui.button(text("cancel"), on_click=lambda: dialog.submit(False)).props("flat autofocus")
        if not await dialog:
            return
        await to_thread.run_sync(self._service.library.conversations.delete, head.id)
        if head.id == self._current:
            ui.navigate.to("/ask")
        else:
            await self.refresh()
