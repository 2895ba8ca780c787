"""资料库·台账: every figure, filtered and sorted, corrected by hand, exported, drawn over years and issuers."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from anyio import to_thread
from nicegui import events, ui

from api.pages.figure_correction import FigureCorrection
from api.pages.frame import MAKING_SECONDS, Workspace, frame
from api.pages.library_tabs import tabs
from api.pages.texts import text
from api.service import Service
from api.workbooks import XLSX, workbook_of
from knowledge.document import LedgerRow
from knowledge.library import LedgerFilter

_MOST = 5_000  # rows in the grid
_EVERY = 1_000_000  # rows in the exported workbook
_COLUMNS = (("indicator", 190), ("scope", 120), ("value", 90), ("unit", 75), ("year", 75), ("issuer", 190),
            ("section", 150), ("state", 80))  # fmt: skip


def install(workspace: Workspace) -> None:
    """The page at ``/library/figures``; ``?q=`` is the words to look for."""

    @ui.page("/library/figures", response_timeout=MAKING_SECONDS)
    async def figures(q: str = "") -> None:
        with frame("library", text("library.tab_ledger")):
            tabs("ledger")
            page = _LedgerPage(workspace.service)
            page.build(q[:100])
            await page.refresh()


class _LedgerPage:
    """The grid, and beside it what is known of the chosen figure."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._rows: dict[str, LedgerRow] = {}

    def build(self, words: str) -> None:
        """Filters, grid, and the place for one figure."""
        library = self._service.library
        with ui.element("div").classes("tools"):
            self._words = ui.input(text("ledger.words"), value=words, on_change=self.refresh)
            self._words.props("outlined dense clearable debounce=300")
            issuers = {"": text("ledger.all"), **{name: name for name in library.issuers()}}
            self._issuer = ui.select(issuers, label=text("library.issuer"), value="", on_change=self.refresh)
            years = {0: text("ledger.all"), **{year: str(year) for year in reversed(library.years())}}
            self._year = ui.select(years, label=text("library.year"), value=0, on_change=self.refresh)
            for field in (self._issuer, self._year):
                field.props("outlined dense").classes("filter")
            ui.button(text("ledger.export"), icon="download", on_click=self._export).props("flat dense")
            self._count = ui.label().classes("hint").props('role="status"')
        columns = [{"headerName": text(f"ledger.{name}"), "field": name, "width": width, "tooltipField": name}
                   for name, width in _COLUMNS]  # fmt: skip
        with ui.element("div").classes("ledger-page"):
            self._grid = ui.aggrid(
                {
                    "columnDefs": columns,
                    "rowData": [],
                    "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
                    "rowHeight": 34,
                    "headerHeight": 36,
                    "overlayNoRowsTemplate": text("ledger.none"),
                },
                auto_size_columns=False,
            ).classes("figures")
            self._grid.on("rowSelected", self._selected)
            self._detail = ui.element("aside").classes("source").props(f'aria-label="{text("ledger.detail")}"')
        self._hint()

    def _hint(self) -> None:
        self._detail.clear()
        with self._detail:
            ui.label(text("ledger.hint")).classes("hint")

    def _wanted(self) -> LedgerFilter:
        year, issuer = int(self._year.value or 0), str(self._issuer.value or "")
        return LedgerFilter(
            years=frozenset({year}) if year else None,
            issuers=frozenset({issuer}) if issuer else None,
            q=str(self._words.value or "").strip(),
            rejected=None,
        )

    async def refresh(self) -> None:
        """Look again with the filters as they are."""
        rows, total = await to_thread.run_sync(self._service.library.figures, self._wanted(), _MOST)
        self._rows = {row.id: row for row in rows}
        self._grid.options["rowData"] = [_cells(row) for row in rows]
        self._grid.update()
        self._count.text = text("ledger.count", count=total) + (text("ledger.cut", most=_MOST) if total > _MOST else "")

    async def _export(self) -> None:
        rows, _ = await to_thread.run_sync(self._service.library.figures, self._wanted(), _EVERY)
        ui.download.content(await to_thread.run_sync(workbook_of, rows), text("ledger.file"), XLSX)

    def _selected(self, event: events.GenericEventArguments) -> None:
        row = self._rows.get(str(event.args["data"]["id"]))
        if row is not None and event.args.get("selected", True):
            self._show(row)

    def _show(self, row: LedgerRow) -> None:
        self._detail.clear()
        self._detail.classes("open")
        with self._detail:
            ui.label(f"{row.scope}{row.indicator} {row.value}{row.unit}").classes("source-title")
            ui.label(f"{row.title} · {row.section}").classes("place")
            ui.label(row.sentence_text).classes("original")
            if row.correction is not None:
                at = f"{row.correction.at.astimezone():%Y-%m-%d}"
                ui.label(text("ledger.corrected", by=row.correction.by, at=at, was=row.correction.was.value))
            with ui.element("div").classes("tools"):
                ui.button(text("ledger.correct"), icon="edit", on_click=lambda: self._correct(row)).props("flat dense")
                if row.correction is not None:
                    ui.button(text("ledger.undo"), icon="undo", on_click=lambda: self._undo(row)).props("flat dense")
            self._trend(row)

    def _trend(self, row: LedgerRow) -> None:
        alike, _ = self._service.library.figures(LedgerFilter(indicator=row.indicator), _MOST)
        series = trend(row, alike)
        years = sorted({year for values in series.values() for year in values})
        if len(years) < 2 and len(series) < 2:
            return
        ui.label(text("ledger.trend", unit=row.amount_unit)).classes("heading")
        lines = [
            {"type": "line", "name": issuer, "data": [values.get(year) for year in years]}
            for issuer, values in series.items()
        ]
        ui.echart(
            {
                "grid": {"left": 8, "right": 16, "top": 40, "bottom": 8, "containLabel": True},
                "legend": {"type": "scroll", "top": 0},
                "xAxis": {"type": "category", "data": [str(year) for year in years]},
                "yAxis": {"type": "value", "scale": True},
                "tooltip": {"trigger": "axis"},
                "series": lines,
                "animation": False,
            }
        ).classes("chart").props(f'role=img aria-label="{text("ledger.trend", unit=row.amount_unit)}"')

    async def _correct(self, row: LedgerRow) -> None:
        changed = await FigureCorrection(self._service, row).ask()
        if changed is not None:
            await self.refresh()
            self._show(changed)

    async def _undo(self, row: LedgerRow) -> None:
        changed = await to_thread.run_sync(self._service.library.corrections.undo, row.id)
        await self.refresh()
        self._show(changed)


def trend(row: LedgerRow, rows: list[LedgerRow]) -> dict[str, dict[int, float]]:
    """The same count over years for every issuer, in base units; a year with two different values is left out."""
    found: dict[str, dict[int, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for other in rows:
        if _counted(other) == _counted(row) and other.year is not None and other.amount is not None:
            found[other.issuer][other.year].add(other.amount)
    return {
        issuer: {year: float(next(iter(values))) for year, values in years.items() if len(values) == 1}
        for issuer, years in found.items()
    }


def _counted(row: LedgerRow) -> tuple[object, ...]:
    return row.indicator, row.scope, row.kind, row.amount_unit, row.period, row.planned


def _cells(row: LedgerRow) -> dict[str, Any]:
    state = ""
    if row.correction is not None:
        state = text("ledger.rejected" if row.correction.rejected else "ledger.was_corrected")
    elif row.planned:
        state = text("ledger.planned")
    return {
        "id": row.id, "indicator": row.indicator, "scope": row.scope, "value": row.value, "unit": row.unit,
        "year": row.year, "issuer": row.issuer, "section": row.section, "state": state,
    }  # fmt: skip
