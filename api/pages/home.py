"""首页: what is in the library, what needs attention, and where to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anyio import to_thread
from nicegui import ui

from api.pages.frame import MAKING_SECONDS, Workspace, frame
from api.pages.texts import text
from api.service import Service
from assistant.asking.attention import Attention, Contradiction, needs_attention
from knowledge.document import LedgerRow
from knowledge.library import Document, DocumentFactsGiven, LawsProgress, LedgerFilter

_SHOWN = 8
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "reports"  # of a checkout; a wheel has none


@dataclass(frozen=True, slots=True)
class _State:
    """What the page shows."""

    documents: Sequence[Document]
    figures: int
    laws: LawsProgress
    attention: Attention


def install(workspace: Workspace) -> None:
    """The page at ``/``."""

    @ui.page("/", response_timeout=MAKING_SECONDS)
    async def home() -> None:
        state = await to_thread.run_sync(_look, workspace.service)
        with frame("home"):
            ui.label(text("home.title")).classes("title").props("role=heading aria-level=1")
            _counts(state)
            if not state.documents:
                _first_run(workspace.service)
            else:
                _jobs()
            _attention(state)


def _look(service: Service) -> _State:
    library = service.library
    _, figures = library.figures(LedgerFilter(), limit=1)
    return _State(library.documents(), figures, library.laws_progress(), needs_attention(library))


def _counts(state: _State) -> None:
    ready = [document for document in state.documents if document.status == "ready"]
    counts = (
        ("reports", sum(document.kind == "report" for document in ready)),
        ("figures", state.figures),
        ("regulations", sum(document.kind == "regulation" for document in ready)),
        ("laws", state.laws.laws),
    )
    with ui.element("div").classes("cards"):
        for name, count in counts:
            with ui.element("div").classes("card"):
                ui.label(f"{count:,}").classes("count")
                ui.label(text(f"home.{name}"))
    if state.laws.status == "embedding":
        ui.label(text("home.laws_making", percent=f"{state.laws.progress:.0%}")).classes("hint")
    elif state.laws.reason:
        ui.label(state.laws.reason).classes("warning")


def _first_run(service: Service) -> None:
    async def bring_in_samples() -> None:
        await to_thread.run_sync(_accept_samples, service)
        ui.navigate.to("/library")

    with ui.element("section").classes("panel"):
        _heading(text("home.begin"))
        with ui.element("ol"):
            for n in (1, 2, 3):
                with ui.element("li"):
                    ui.label(text(f"home.step_{n}"))
        ui.link(text("home.add"), "/library").classes("button")
        if SAMPLES.is_dir():
            ui.button(text("home.samples"), on_click=bring_in_samples).props("flat")
            ui.label(text("home.samples_hint")).classes("hint")


def _accept_samples(service: Service) -> None:
    for file in sorted(SAMPLES.iterdir()):
        service.library.accept(file.read_bytes(), file.name, DocumentFactsGiven())
    service.worker.wake()


def _jobs() -> None:
    with ui.element("div").classes("cards"):
        for job in ("ask", "draft", "check"):
            with ui.link(target=f"/{job}").classes("card job"):
                ui.label(text(f"nav.{job}")).classes("job-name")
                ui.label(text(f"home.{job}"))


def _attention(state: _State) -> None:
    failed = [document for document in state.documents if document.status == "failed"]
    found = state.attention
    with ui.element("section").classes("panel"):
        _heading(text("home.attention"))
        if not (failed or found.contradictions or found.doubtful):
            ui.label(text("home.nothing")).classes("hint")
        with ui.element("ul").classes("attention"):
            for document in failed[:_SHOWN]:
                _entry(text("home.failed", name=document.file_name), document.reason, "/library")
            for contradiction in found.contradictions[:_SHOWN]:
                _contradiction(contradiction)
            if found.doubtful:
                _entry(text("home.doubtful", count=len(found.doubtful)), _names(found.doubtful), "/library/figures")


def _contradiction(found: Contradiction) -> None:
    row = found.rows[0]
    about = {"issuer": row.issuer, "year": row.year or "", "indicator": f"{row.scope}{row.indicator}"}
    values = "；".join(f"{each.value}{each.unit}（{each.title} {each.section}）" for each in found.rows)
    _entry(text("home.contradiction", **about), values, f"/ask?q={text('home.how_much', **about)}")


def _entry(said: str, details: str, target: str) -> None:
    with ui.element("li"):
        ui.link(said, target)
        ui.label(details).classes("hint")


def _names(rows: Sequence[LedgerRow]) -> str:
    return "、".join(f"{row.indicator}{row.value}{row.unit}" for row in rows[:_SHOWN])


def _heading(words: str) -> None:
    ui.label(words).classes("heading").props("role=heading aria-level=2")
