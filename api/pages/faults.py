"""Faults of a page that nobody foresaw: the person is told, the place is logged, the words of documents are not."""

from __future__ import annotations

import logging
import traceback
import uuid

from nicegui import app, ui

from api.pages.texts import text

_DEEPEST = 8  # frames of the trace
log = logging.getLogger("report_assistant.pages")


def watch() -> None:
    """For all pages of the process."""
    logging.getLogger("nicegui").addFilter(_without_words)
    app.on_page_exception(_page)


def tell(error: Exception) -> None:
    """Say it on the page that is open, with the number under which the log holds the trace."""
    ui.notify(text("failed", reference=_logged(error)), type="negative", timeout=0, close_button=True, multi_line=True)


def _page(error: Exception) -> None:
    """In place of a page that could not be made."""
    ui.page_title(text("brand"))
    ui.label(text("failed", reference=_logged(error))).props("role=alert")
    ui.link(text("nav.home"), "/")


def _logged(error: Exception) -> str:
    reference = uuid.uuid4().hex[:12]
    log.error("a page failed", extra={"reference": reference, **_place(error)})
    return reference


def _place(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    return {"error": type(error).__name__, "at": [f"{each.filename}:{each.lineno} {each.name}" for each in frames]}


def _without_words(record: logging.LogRecord) -> bool:
    """An error's message may quote a document; NiceGUI logs it, so its records keep only kind and place."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args, record.exc_info = "a page failed", (), None
        record.__dict__.update(_place(error))
    return True
