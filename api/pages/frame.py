"""What every page has: head, navigation, style; and how it reaches the service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from typing import cast

from fastapi import FastAPI
from nicegui import events, ui

from api.pages.faults import tell
from api.pages.texts import text
from api.service import Service
from api.settings import MEGABYTE

JOBS = ("home", "ask", "draft", "check", "library")
ADDRESSES = {job: "/" if job == "home" else f"/{job}" for job in JOBS}


MAKING_SECONDS = 60.0  # a busy machine may need some for a page with much on it


class Workspace:
    """The pages' way to the service, which opens after the pages are made."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    @property
    def service(self) -> Service:
        """The opened service."""
        return cast(Service, self._app.state.service)


Uploaded = Callable[[events.UploadEventArguments], Awaitable[None]]


# Quasar's own header is a link with a file input in it, which neither a keyboard nor a screen reader gets on with.
_CHOOSING = """
<div class="drop">
  <q-btn flat icon="upload_file" label="%s" @click="props.pickFiles" />
  <span v-if="props.isUploading" role="status">{{ props.uploadProgressLabel }}</span>
  <span class="picked" aria-hidden="true"><q-uploader-add-trigger /></span>
</div>
"""


def file_button(words: str, most_mb: float, uploaded: Uploaded, *, several: bool = False) -> None:
    """A button to choose files, and a place to drop them on; files over ``most_mb`` megabytes are refused."""
    refused = partial(ui.notify, text("too_large", most=f"{most_mb:g}"), type="negative", timeout=0, close_button=True)
    taken = ui.upload(
        auto_upload=True,
        multiple=several,
        max_file_size=int(most_mb * MEGABYTE),
        on_upload=uploaded,
        on_rejected=refused,
    )
    taken.props("flat bordered").classes("file wide-drop" if several else "file")
    taken.add_slot("header", _CHOOSING % words)


@contextmanager
def frame(job: str, title: str = "") -> Iterator[None]:
    """A page for ``job``; its content goes into the main part."""
    ui.on_exception(tell)
    ui.page_title(f"{title or text(f'nav.{job}')} · {text('brand')}")
    ui.add_css(files("api.pages").joinpath("workspace.css").read_text("utf-8"))
    ui.add_body_html(f"<script>{files('api.pages').joinpath('workspace.js').read_text('utf-8')}</script>")
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
