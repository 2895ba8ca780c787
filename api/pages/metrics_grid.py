"""The table of this year's metrics, edited in place with last year's values beside it, checked while typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from nicegui import events, ui

from api.pages.draft_state import DraftState, MetricRow, row_problem, table_rows
from api.pages.frame import file_button
from api.pages.texts import text
from assistant.metrics.tables import MetricsRefused
from knowledge.readers import UnreadableFile

_EDITABLE = (("indicator", 200), ("value", 110), ("unit", 80), ("last_year", 110))


class MetricsGrid:
    """Rows go into ``state`` as they are typed; ``changed`` is told."""

    def __init__(self, state: DraftState, most_mb: float, changed: Callable[[], Awaitable[None]]) -> None:
        self._state = state
        self._changed = changed
        columns: list[dict[str, Any]] = [
            {"headerName": text(f"draft.{name}"), "field": name, "editable": True, "width": width}
            for name, width in _EDITABLE
        ]
        columns.append({"headerName": text("draft.problem"), "field": "problem", "flex": 1, "cellClass": "problem"})
        self._grid = ui.aggrid(
            {
                "columnDefs": columns,
                "rowData": [],
                "rowHeight": 34,
                "headerHeight": 36,
                "stopEditingWhenCellsLoseFocus": True,
                "singleClickEdit": True,
                "enterNavigatesVerticallyAfterEdit": True,
                "overlayNoRowsTemplate": text("draft.no_rows"),
            },
            auto_size_columns=False,
        ).classes("metrics")
        self._grid.on("cellValueChanged", self._typed)
        with ui.element("div").classes("tools"):
            ui.button(text("draft.add_row"), icon="add", on_click=self._add).props("flat dense")
            ui.button(text("draft.paste"), icon="content_paste", on_click=self._paste).props("flat dense")
            file_button(text("draft.upload"), most_mb, self._uploaded)
        self.draw()

    def draw(self) -> None:
        """Show the state's rows."""
        self._grid.options["rowData"] = [asdict(row) | {"problem": row_problem(row)} for row in self._state.rows]
        self._grid.update()

    async def _typed(self, event: events.GenericEventArguments) -> None:
        data = event.args["data"]
        typed = {name: str(data.get(name) or "") for name in ("indicator", "value", "unit", "last_year", "note")}
        row = MetricRow(int(data["n"]), **typed)
        self._state.put(row)
        problem = row_problem(row)
        if problem != data["problem"]:
            self.draw()
        await self._changed()

    async def _add(self) -> None:
        self._state.put(MetricRow(max((row.n for row in self._state.rows), default=0) + 1))
        self.draw()

    async def _paste(self) -> None:
        with ui.dialog() as dialog, ui.card().classes("wide"):
            ui.label(text("draft.paste_hint"))
            words = ui.textarea(label=text("draft.paste")).props("outlined autofocus").classes("pasted")
            with ui.row():
                ui.button(text("draft.take"), on_click=lambda: dialog.submit(str(words.value or "")))
                ui.button(text("cancel"), on_click=lambda: dialog.submit("")).props("flat")
        if pasted := await dialog:
            await self._take(pasted.encode(), text("draft.pasted"))

    async def _uploaded(self, event: events.UploadEventArguments) -> None:
        await self._take(await event.file.read(), event.file.name)

    async def _take(self, data: bytes, name: str) -> None:
        try:
            taken = self._state.take(table_rows(data, name))
        except (MetricsRefused, UnreadableFile) as refused:
            ui.notify(str(refused), type="negative", timeout=0, close_button=True, multi_line=True)
            return
        self.draw()
        filled = next((at for at, row in enumerate(self._state.rows) if row.value.strip()), 0)
        self._grid.run_grid_method("ensureIndexVisible", filled, "top")
        ui.notify(text("draft.taken", count=taken))
        await self._changed()
