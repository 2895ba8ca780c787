"""起草: last year's report and this year's table become this year's text, every number with its origin in sight."""

from __future__ import annotations

from anyio import to_thread
from nicegui import events, ui

from api.metrics_workbook import MEDIA_TYPE as XLSX
from api.metrics_workbook import metrics_workbook
from api.official_document import MEDIA_TYPE, Evidence, official_document
from api.pages.comparing import differences
from api.pages.draft_state import WHOLE, DraftState, section_choices
from api.pages.draft_text import draft_html
from api.pages.frame import MAKING_SECONDS, Workspace, frame
from api.pages.kept_work import KeptWork, work_list
from api.pages.metrics_grid import MetricsGrid
from api.pages.texts import text
from api.schemas.drafts import ORIGIN_WORDS, VERIFY_LIMIT
from api.service import Service, now
from assistant.drafting.drafts import DraftFigure
from assistant.drafting.metrics_wanted import wanted_metrics
from assistant.drafting.one_section import UnknownSection
from assistant.metrics.tables import MetricsRefused
from knowledge.library import Document
from knowledge.saved_work import SavedWork

_EVIDENCE: tuple[Evidence, ...] = ("annex", "comments", "none")
_PAUSE = 600  # milliseconds without a key before the text is verified again
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_NOTES = ("missing", "warnings", "unused", "offered")


def install(workspace: Workspace) -> None:
    """The pages at ``/draft`` and ``/draft/{work}``."""

    @ui.page("/draft", response_timeout=MAKING_SECONDS)
    async def begin() -> None:
        with frame("draft"):
            await _DraftingPage(workspace.service, None).build()

    @ui.page("/draft/{work}", response_timeout=MAKING_SECONDS)
    async def go_on(work: str) -> None:
        held = await to_thread.run_sync(workspace.service.library.desk.work, work)
        with frame("draft", held.title if held else ""):
            if held is None or held.kind != "draft":
                ui.label(text("work.gone")).classes("warning")
                held = None
            await _DraftingPage(workspace.service, held).build()


class _DraftingPage:
    """One draft."""

    def __init__(self, service: Service, held: SavedWork | None) -> None:
        self._service = service
        self._library = service.library
        self._kept = KeptWork(service, "draft", held)
        self._state = DraftState.from_json(held.state) if held else DraftState()
        documents = [each for each in self._library.documents() if each.kind == "report" and each.status == "ready"]
        self._reports = {each.id: each for each in sorted(documents, key=_newest_first)}

    async def build(self) -> None:
        """The choice, the table, and the draft beside last year's text."""
        ui.label(text("nav.draft")).classes("title").props("role=heading aria-level=1")
        if not self._reports:
            ui.label(text("draft.no_reports")).classes("hint")
            ui.link(text("home.add"), "/library").classes("button")
            return
        if not self._state.base:
            self._begin()
        self._choice()
        with ui.element("section").classes("panel").props(f'aria-label="{text("draft.table")}"'):
            self._grid = MetricsGrid(self._state, self._service.settings.max_upload_mb, self._save)
            with ui.element("div").classes("tools"):
                ui.button(text("draft.go"), on_click=self._compose).props("unelevated")
                ui.checkbox(text("draft.exact"), value=self._state.exact, on_change=self._exactly)
                ui.button(text("draft.template"), icon="download", on_click=self._form).props("flat dense")
        self._result = ui.element("div").classes("drafting")
        if self._state.text:
            await self._show()
        else:
            work_list(self._service, "draft")

    async def _form(self) -> None:
        """The workbook to fill in, with last year's values already there."""
        wanted = await to_thread.run_sync(wanted_metrics, self._reports[self._state.base], self._library)
        content = metrics_workbook(wanted, self._state.year)
        ui.download.content(content, text("draft.form", year=self._state.year), XLSX)

    def _begin(self) -> None:
        own = self._service.settings.issuer
        ours = [each for each in self._reports.values() if each.issuer == own]
        self._choose((ours or list(self._reports.values()))[0], WHOLE)

    def _choose(self, document: Document, section: str) -> None:
        try:
            self._state.choose(document, section, self._library)
        except UnknownSection as unknown:
            ui.notify(str(unknown), type="warning")

    def _choice(self) -> None:
        names = {known: f"{each.year or ''} {each.title}" for known, each in self._reports.items()}
        with ui.element("section").classes("choice").props(f'aria-label="{text("draft.choice")}"'):
            self._base = ui.select(names, label=text("draft.base"), value=self._state.base, on_change=self._chosen)
            self._section = ui.select(
                self._sections(), label=text("draft.section"), value=self._state.section, on_change=self._chosen
            )
            # Without limits of its own: the field would turn 25 into 1949 when it is left, and that would be drafted.
            self._year = ui.number(text("draft.year"), value=self._state.year, format="%d")
            self._year.validation = {text("draft.year_wrong"): _is_year}
            self._year.on_value_change(self._dated)
            for field in (self._base, self._section, self._year):
                field.props("outlined dense")

    def _sections(self) -> dict[str, str]:
        labels = section_choices(self._library.sections(self._state.base))
        return {WHOLE: text("draft.whole"), **{label: label for label in labels}}

    async def _chosen(self) -> None:
        document = self._reports[self._base.value]
        section = self._section.value if document.id == self._state.base else WHOLE
        self._choose(document, section)
        self._section.set_options(self._sections(), value=section)
        self._year.value = self._state.year
        self._grid.draw()

    def _dated(self) -> None:
        if _is_year(self._year.value):
            self._state.year = int(self._year.value)

    def _exactly(self, event: events.ValueChangeEventArguments[bool | None]) -> None:
        self._state.exact = bool(event.value)

    async def _save(self) -> None:
        await self._kept.save(self._name(), self._state.to_json())

    def _name(self) -> str:
        return (
            f"{text('year', year=self._state.year)} {self._state.section or text('draft.whole')} {self._state.issuer}"
        )

    async def _compose(self) -> None:
        if not self._year.validate():
            self._year.run_method("focus")
            return
        try:
            await to_thread.run_sync(self._state.compose, self._service)
        except (MetricsRefused, UnknownSection) as refused:
            ui.notify(str(refused), type="negative", timeout=0, close_button=True, multi_line=True)
            return
        await self._show()
        await self._save()

    async def _show(self) -> None:
        figures = await to_thread.run_sync(self._state.verified, self._library)
        self._result.clear()
        with self._result:
            with ui.element("section").classes("paper").props(f'aria-label="{text("draft.last")}"'):
                ui.label(text("draft.last")).classes("heading").props("role=heading aria-level=2")
                self._last = ui.html(differences(self._state.last, self._state.text), sanitize=False)
                self._last.classes("original").props('tabindex="0"')
            with ui.element("section").classes("paper").props(f'aria-label="{text("draft.this")}"'):
                self._head()
                self._view = ui.html(draft_html(self._state.text, figures), sanitize=False)
                self._view.classes("original draft-text").props('tabindex="0"')
                self._editor = (
                    ui.textarea(value=self._state.text)
                    .classes("tall")
                    .props(f'outlined debounce={_PAUSE} maxlength={VERIFY_LIMIT} aria-label="{text("draft.this")}"')
                )
                self._editor.set_visibility(False)
                self._editor.on_value_change(self._edited)
            self._notes = ui.element("aside").classes("paper notes").props(f'aria-label="{text("draft.notes")}"')
        self._tell(figures)

    def _head(self) -> None:
        ui.label(self._state.title or text("draft.this")).classes("heading").props("role=heading aria-level=2")
        with ui.element("div").classes("legend"):
            for origin, words in ORIGIN_WORDS.items():
                ui.html(words, tag="span", sanitize=False).classes(f"origin {origin}")
            ui.html(text("draft.gap"), tag="span", sanitize=False).classes("gap")
        with ui.element("div").classes("tools"):
            ui.button(text("draft.edit"), icon="edit", on_click=self._edit).props("flat dense")
            with ui.button(text("draft.export"), icon="download").props("flat dense"), ui.menu():
                for evidence in _EVIDENCE:
                    ui.menu_item(
                        text(f"draft.export_{evidence}"), lambda evidence=evidence: self._export(evidence)
                    ).props("role=menuitem")
            ui.button(text("draft.check"), icon="fact_check", on_click=self._to_check).props("flat dense")

    def _edit(self) -> None:
        self._editor.set_visibility(not self._editor.visible)

    async def _edited(self) -> None:
        self._state.text = str(self._editor.value or "")
        figures = await to_thread.run_sync(self._state.verified, self._library)
        self._view.content = draft_html(self._state.text, figures)
        self._last.content = differences(self._state.last, self._state.text)
        self._tell(figures)
        await self._save()

    def _tell(self, figures: list[DraftFigure]) -> None:
        unsupported = [f"{figure.text}：{figure.reason}" for figure in figures if figure.origin == "unsupported"]
        self._notes.clear()
        with self._notes:
            ui.label(text("draft.supported") if not unsupported else text("draft.unsupported")).classes("heading")
            _listed(unsupported)
            for name in _NOTES:
                if self._state.notes.get(name):
                    ui.label(text(f"draft.{name}")).classes("heading").props("role=heading aria-level=2")
                    _listed(self._state.notes[name])

    async def _export(self, evidence: Evidence) -> None:
        figures = await to_thread.run_sync(self._state.verified, self._library)
        content = await to_thread.run_sync(official_document, self._state.official(figures), evidence, "outside")
        ui.download.content(content, f"{self._name()}.docx", MEDIA_TYPE)

    async def _to_check(self) -> None:
        """The text goes to 审校 as it stands."""
        begin = self._library.desk.begin
        state = {"name": self._name(), "text": self._state.text, "ignored": [], "rules_off": [], "source": ""}
        work = await to_thread.run_sync(begin, "check", self._name(), state, now())
        ui.navigate.to(f"/check/{work.id}")


def _is_year(value: float | None) -> bool:
    return value is not None and value == int(value) and _FIRST_YEAR <= value <= _LAST_YEAR


def _listed(entries: list[str]) -> None:
    with ui.element("ul"):
        for words in entries:
            with ui.element("li"):
                ui.label(words)


def _newest_first(document: Document) -> tuple[int, str]:
    return -(document.year or 0), document.title
