"""The source beside an answer: its section, whole, with the sentence marked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from anyio import to_thread
from nicegui import ui

from api.pages.texts import text
from api.schemas.evidence import CitationOut
from knowledge.library import Library
from knowledge.outline import section_at
from knowledge.spans import Span

_MOST = 6_000  # code points shown of a section around the sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """What surrounds a cited sentence: before, the sentence, after."""

    before: str
    cited: str
    after: str


def surroundings(library: Library, citation: CitationOut) -> Passage:
    """The section of a report around what is cited; of an article and of a removed document only the quoted words."""
    whole = library.text(citation.document_id) if citation.document_id else ""
    span = Span(*citation.span)
    if not whole or span.of(whole) != citation.text:
        return Passage("", citation.text, "")
    section = section_at(library.sections(citation.document_id), span.start)
    start, end = (section.whole.start, section.whole.end) if section else (span.start, span.end)
    start, end = max(start, span.start - _MOST // 2), min(max(end, span.end), span.end + _MOST // 2)
    return Passage(whole[start : span.start], citation.text, whole[span.end : end])


@dataclass(frozen=True, slots=True)
class Source:
    """What a click in an answer opens: a ``citation``, or a computed figure (``told``) with what it is made from."""

    citation: CitationOut | None
    told: str = ""
    made_from: tuple[CitationOut, ...] = ()


class SourceView:
    """The panel; empty until something is shown in it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        with ui.element("aside").classes("source").props(f'aria-label="{text("source.label")}"') as self._panel:
            self._hint()

    def _hint(self) -> None:
        ui.label(text("source.hint")).classes("hint")

    def clear(self) -> None:
        """Show nothing."""
        self._panel.clear()
        self._panel.classes(remove="open")
        with self._panel:
            self._hint()

    async def show(self, source: Source) -> None:
        """Show where something stands, scrolled to it; of a computed figure first how it was computed."""
        citation = source.citation
        passage = await to_thread.run_sync(surroundings, self._library, citation) if citation else None
        self._panel.clear()
        self._panel.classes("open")
        with self._panel:
            self._head(f"[{citation.n}] {citation.title}" if citation else text("source.computed"))
            if source.told:
                ui.label(source.told).classes("formula")
            for each in source.made_from:
                self._way_to(each)
            if citation is None or passage is None:
                return
            self._place(citation)
            body = "".join((escape(passage.before), f"<mark>{escape(passage.cited)}</mark>", escape(passage.after)))
            ui.html(body, sanitize=False).classes("original").props('tabindex="0"')
        ui.run_javascript(f'document.querySelector("#{self._panel.html_id} mark")?.scrollIntoView({{block:"center"}})')

    def _way_to(self, citation: CitationOut) -> None:
        words = f"[{citation.n}] {citation.title} {citation.section}{citation.article}"
        ui.button(words, on_click=lambda: self.show(Source(citation))).props("flat dense align=left")

    def _head(self, title: str) -> None:
        with ui.element("div").classes("source-head"):
            ui.label(title).classes("source-title").props("role=heading aria-level=2")
            close = ui.button(icon="close", on_click=self.clear).props("flat dense round")
            close.props(f'aria-label="{text("source.close")}"')

    def _place(self, citation: CitationOut) -> None:
        page = text("source.page", page=citation.page) if citation.page else ""
        force = {True: text("source.in_force"), False: text("source.not_in_force"), None: ""}[citation.in_force]
        place = " · ".join(filter(None, (citation.section, citation.article, page, force)))
        ui.label(place).classes("place")
        if citation.correction:
            ui.label(citation.correction).classes("corrected")
