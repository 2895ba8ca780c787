"""The parts of 资料库, each with an address of its own."""

from __future__ import annotations

from nicegui import ui

from api.pages.texts import text

_TABS = {"documents": "/library", "ledger": "/library/figures", "laws": "/library/laws"}


def tabs(current: str) -> None:
    """Heading and links."""
    ui.label(text("nav.library")).classes("title").props("role=heading aria-level=1")
    with ui.element("nav").classes("tabs").props(f'aria-label="{text("nav.library")}"'):
        for name, address in _TABS.items():
            link = ui.link(text(f"library.tab_{name}"), address)
            if name == current:
                link.props('aria-current="page"')
