"""资料库·法规: laws and regulations with their versions, read article by article as of a day."""

from __future__ import annotations

import datetime
from html import escape
from urllib.parse import quote

from anyio import to_thread
from nicegui import ui

from api.pages.frame import MAKING_SECONDS, Workspace, frame
from api.pages.library_tabs import tabs
from api.pages.texts import text
from api.service import Service, today
from knowledge.laws.register import LawArticle, LawVersion

_SHOWN = 200  # names in the list


def install(workspace: Workspace) -> None:
    """The pages at ``/library/laws`` and ``/library/laws/{name}``; ``?as_of=`` chooses the version."""

    @ui.page("/library/laws", response_timeout=MAKING_SECONDS)
    async def laws() -> None:
        with frame("library", text("library.tab_laws")):
            tabs("laws")
            _names(workspace.service)

    @ui.page("/library/laws/{name}", response_timeout=MAKING_SECONDS)
    async def law(name: str, as_of: str = "") -> None:
        with frame("library", name):
            tabs("laws")
            await _law(workspace.service, name, _day(as_of))


def _day(words: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        return today()


def _names(service: Service) -> None:
    register = service.library.laws
    names = sorted({register.versions(name)[-1].name for name in register.names()})
    ui.label(text("laws.hint")).classes("hint")
    words = ui.input(text("laws.search")).props("outlined dense clearable debounce=200 autofocus")
    shown = ui.element("ul").classes("works")

    def draw() -> None:
        wanted = str(words.value or "").strip()
        found = [name for name in names if wanted in name]
        shown.clear()
        with shown:
            for name in found[:_SHOWN]:
                with ui.element("li"):
                    ui.link(name, f"/library/laws/{quote(name)}")
            if not found:
                ui.label(text("laws.none", words=wanted)).classes("hint")

    words.on_value_change(draw)
    draw()


async def _law(service: Service, name: str, day: datetime.date) -> None:
    register = service.library.laws
    versions = register.versions(name)
    if not versions:
        ui.label(text("laws.none", words=name)).classes("warning")
        return
    version = register.version_in_force(name, day)
    ui.label(versions[-1].name).classes("heading").props("role=heading aria-level=2")
    with ui.element("ul").classes("works"):
        for each in versions:
            _version(name, each, each == version)
    if version is None:
        ui.label(text("laws.not_in_force", day=day)).classes("warning")
        return
    articles = await to_thread.run_sync(register.articles, version)
    with ui.element("article").classes("paper law"):
        part = ""
        for article in articles:
            part = _article(article, part)


def _version(name: str, version: LawVersion, shown: bool) -> None:
    begins = version.effective_from or text("laws.from_unknown")
    ends = text("laws.until", day=version.effective_to) if version.effective_to else text("laws.open")
    with ui.element("li"):
        link = ui.link(f"{begins} {ends}", f"/library/laws/{quote(name)}?as_of={version.effective_from or ''}")
        if shown:
            link.props('aria-current="true"')
        ui.label(text("laws.about", count=version.article_count, body=version.issuing_body)).classes("hint")


def _article(article: LawArticle, part: str) -> str:
    above = " ".join(filter(None, (article.chapter, article.section)))
    if above != part:
        ui.label(above).classes("chapter").props("role=heading aria-level=3")
    with ui.element("p").props(f'id="{article.label}"'):
        ui.html(escape(article.label), tag="strong", sanitize=False)
        ui.label(article.text).classes("quoted-whole")
    return above
