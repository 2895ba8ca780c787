"""审校: the text with its marks at the left, what was found at the right, accepted or ignored one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from anyio import to_thread
from nicegui import events, ui

from api.checked_document import MEDIA_TYPE, checked_document
from api.pages.check_state import CheckState, Decisions, Shown
from api.pages.finding_cards import FindingCards
from api.pages.frame import MAKING_SECONDS, Workspace, file_button, frame
from api.pages.kept_work import KeptWork, work_list
from api.pages.marked_findings import Mark, marked_html
from api.pages.texts import text
from api.schemas.checks import TEXT_LIMIT
from api.service import Service, now, today
from assistant.checking import ApplyRefused, in_words
from knowledge.readers import UnreadableFile, read_file
from knowledge.saved_work import SavedWork

_TITLE = 24  # signs of a text without a name


def install(workspace: Workspace) -> None:
    """The pages at ``/check`` and ``/check/{work}``."""

    @ui.page("/check", response_timeout=MAKING_SECONDS)
    async def begin() -> None:
        with frame("check"):
            _CheckingPage(workspace.service, None).build()

    @ui.page("/check/{work}", response_timeout=MAKING_SECONDS)
    async def go_on(work: str) -> None:
        held = await to_thread.run_sync(workspace.service.library.desk.work, work)
        with frame("check", held.title if held else ""):
            if held is None or held.kind != "check":
                ui.label(text("work.gone")).classes("warning")
                held = None
            page = _CheckingPage(workspace.service, held)
            page.build()
        if held is not None:
            await ui.context.client.connected()
            await page.look()


class _CheckingPage:
    """One text under check."""

    def __init__(self, service: Service, held: SavedWork | None) -> None:
        self._service = service
        self._kept = KeptWork(service, "check", held)
        self._state = CheckState.from_json(held.state) if held else CheckState("", Decisions())
        self._shown: Shown | None = None

    def build(self) -> None:
        """The place for the text, and beside it the place for what is found."""
        ui.label(text("nav.check")).classes("title").props("role=heading aria-level=1")
        with ui.element("div").classes("checking"):
            with ui.element("section").props(f'aria-label="{text("check.text")}"').classes("paper"):
                self._writing()
                self._reading = ui.element("div").classes("reading")
                self._reading.set_visibility(False)
            self._cards = FindingCards(self._accept, self._ignore, self._ignore_rule)

    def _writing(self) -> None:
        with ui.element("div").classes("writing") as self._editor:
            self._words = ui.textarea(label=text("check.paste"), value=self._state.now.text)
            self._words.props(f"outlined maxlength={TEXT_LIMIT}").classes("tall")
            with ui.element("div").classes("tools"):
                ui.button(text("check.go"), on_click=self._go).props("unelevated")
                file_button(text("check.upload"), self._service.settings.max_upload_mb, self._uploaded)
                ui.label(text("check.hint")).classes("hint")
            work_list(self._service, "check")

    async def _uploaded(self, event: events.UploadEventArguments) -> None:
        data = await event.file.read()
        try:
            read = await to_thread.run_sync(read_file, data, event.file.name)
        except UnreadableFile as error:
            ui.notify(str(error), type="negative", timeout=0, close_button=True)
            return
        if len(read.text) > TEXT_LIMIT:
            ui.notify(text("check.too_long", length=len(read.text), limit=TEXT_LIMIT), type="negative")
            return
        source = data if read.format == "docx" else b""
        self._state = CheckState(PurePosixPath(event.file.name).stem, Decisions(read.text), source)
        await self._changed()

    async def _go(self) -> None:
        words = str(self._words.value or "")
        if not words.strip():
            ui.notify(text("check.empty"), type="warning")
            return
        self._state.rewrite(words)
        await self._changed()

    async def _changed(self) -> None:
        await self.look()
        await self._kept.save(self._title(), self._state.to_json())

    def _title(self) -> str:
        words = " ".join(self._state.now.text.split())
        return self._state.name or (words if len(words) <= _TITLE else words[: _TITLE - 1] + "…")

    async def look(self) -> None:
        """Check the text as it stands and show what is found."""
        self._editor.set_visibility(False)
        self._reading.set_visibility(True)
        rules = self._service.rules
        shown = await to_thread.run_sync(self._state.look, self._service.library, rules, today())
        self._shown = shown
        self._reading.clear()
        with self._reading:
            self._bar(shown)
            ui.html(marked_html(self._state.now.text, _marks(shown)), sanitize=False).classes("original checked")
        self._cards.show(shown)

    def _bar(self, shown: Shown) -> None:
        ui.label(in_words(shown.result)).classes("summary").props('role="status"')
        with ui.element("div").classes("tools"):
            ui.button(text("check.edit"), icon="edit", on_click=self._edit).props("flat dense")
            ui.button(text("check.undo"), icon="undo", on_click=self._undo).props("flat dense")
            ui.button(text("check.export"), icon="download", on_click=self._export).props("flat dense")
            ui.link(text("check.new"), "/check")

    def _edit(self) -> None:
        self._words.value = self._state.now.text
        self._reading.set_visibility(False)
        self._editor.set_visibility(True)

    async def _undo(self) -> None:
        if not self._state.undo():
            ui.notify(text("check.nothing_to_undo"))
            return
        await self._changed()

    async def _export(self) -> None:
        assert self._shown is not None
        result, source = self._shown.result, self._state.source or None
        make: Callable[[], bytes] = lambda: checked_document(self._state.now.text, result, source=source, at=now())  # noqa: E731
        content = await to_thread.run_sync(make)
        ui.download.content(content, text("check.file", title=self._title()), MEDIA_TYPE)

    async def _accept(self, identity: str) -> None:
        assert self._shown is not None
        try:
            self._state.accept(self._shown, identity)
        except ApplyRefused as refused:
            ui.notify(str(refused), type="warning")
            return
        await self._changed()

    async def _ignore(self, identity: str) -> None:
        self._state.ignore(identity)
        await self._changed()

    async def _ignore_rule(self, rule: str) -> None:
        self._state.ignore_rule(rule)
        await self._changed()


def _marks(shown: Shown) -> list[Mark]:
    marks = [Mark(identity, finding.severity, finding.span) for identity, finding in shown.findings]
    return marks + [Mark(f"nv{n}", "unverified", item.span) for n, item in enumerate(shown.not_verified)]
