"""One answer on the page: its words with figures to click, its series as chart and table, and what to do with it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from decimal import Decimal
from html import escape

from nicegui import ui

from api.pages.marked_text import Segment, parted
from api.pages.source_view import Source
from api.pages.texts import text
from api.schemas.asking import AskResponse
from api.schemas.evidence import CitationOut, SeriesRow
from assistant.asking.replying.transcript import with_references

Show = Callable[[Source], Awaitable[None]]
COPY = (
    "const t=%s;const d=()=>{const a=document.createElement('textarea');a.value=t;document.body.append(a);a.select();"
    "document.execCommand('copy');a.remove()};navigator.clipboard?navigator.clipboard.writeText(t).catch(d):d()"
)


def answer_view(answer: AskResponse, show: Show) -> None:
    """Put the whole answer where the page is being built; ``show`` opens a source."""
    with ui.element("div").classes(f"answer {answer.status}"):
        if answer.status != "answered":
            ui.label(text(f"ask.{answer.status}")).classes("badge")
        _words(answer, show)
        if len(answer.rows) > 1:
            _series(answer.rows)
        for notice in answer.notices:
            ui.label(notice.text).classes("notice")
        if answer.model:
            ui.label(text("ask.worded_by", model=answer.model)).classes("notice")


def copy_answer(answer: AskResponse) -> None:
    """Put the answer with its references on the clipboard; also where the page has no secure connection."""
    ui.run_javascript(COPY % json.dumps(with_references(answer.model_dump(mode="json")), ensure_ascii=False))
    ui.notify(text("ask.copied"))


def _words(answer: AskResponse, show: Show) -> None:
    sources = {citation.n: citation for citation in answer.citations}
    for paragraph in filter(None, answer.answer.split("\n")):
        with ui.element("p"):
            for segment in parted(paragraph, answer.figures, len(answer.citations)):
                _segment(segment, sources, show)


def _segment(segment: Segment, sources: dict[int, CitationOut], show: Show) -> None:
    source = sources.get(segment.citation or 0)
    if segment.kind == "words" or (source is None and not segment.formula):
        ui.html(escape(segment.text), tag="span", sanitize=False)
        return
    button = ui.html(escape(segment.text), tag="button", sanitize=False).classes(segment.kind)
    told = f"{segment.text} = {segment.formula}" if segment.formula else ""
    about = f"{source.title} {source.section}{source.article}" if source else ""
    button.props["title"] = "；".join(filter(None, (told, about)))
    made_from = tuple(sources.values()) if source is None else ()
    button.on("click", lambda: show(Source(source, told, made_from)))


def _series(rows: list[SeriesRow]) -> None:
    names = _names(rows)
    amounts = [float(Decimal(row.amount)) if row.amount else None for row in rows]
    if all(amount is not None for amount in amounts):
        chart(names, amounts, rows[0].unit)
    head = "".join(f"<th scope=col>{escape(text(f'ask.column_{name}'))}</th>" for name in ("row", "value"))
    body = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td>{escape(row.value + row.unit)}</td></tr>"
        for name, row in zip(names, rows, strict=True)
    )
    ui.html(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", sanitize=False).classes("series")


def _names(rows: list[SeriesRow]) -> list[str]:
    years, issuers = {row.year for row in rows}, {row.issuer for row in rows}
    parts = [
        (text("year", year=row.year) if len(years) > 1 and row.year else "", row.issuer if len(issuers) > 1 else "")
        for row in rows
    ]
    return [" ".join(filter(None, part)) or str(n) for n, part in enumerate(parts, 1)]


def chart(names: list[str], amounts: list[float | None], unit: str) -> None:
    """Bars in the order of ``names``; ``amounts`` scaled alike, ``unit`` as the source writes it."""
    options = {
        "grid": {"left": 8, "right": 8, "top": 24, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value"},
        "tooltip": {},
        "series": [{"type": "bar", "data": amounts, "barMaxWidth": 48, "color": "#1f4e8c"}],
        "aria": {"enabled": True},
        "animation": False,
    }
    ui.echart(options).classes("chart").props(f'role=img aria-label="{text("ask.chart", unit=unit)}"')
