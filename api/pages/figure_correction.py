"""What a person says of a figure: a dialog that stays open, with the message at its field, until it can be kept."""

from __future__ import annotations

from anyio import to_thread
from nicegui import ui

from api.pages.texts import text
from api.service import Service, now
from knowledge.corrections import CorrectionGiven, CorrectionRefused, FigureUnknown
from knowledge.document import LedgerRow

_FIELDS = ("indicator", "value", "unit", "scope", "year", "by", "note")


class FigureCorrection:
    """One dialog for one figure."""

    def __init__(self, service: Service, row: LedgerRow) -> None:
        self._service = service
        self._row = row

    async def ask(self) -> LedgerRow | None:
        """The corrected figure; None when the person changed their mind."""
        with ui.dialog() as self._dialog, ui.card().classes("wide"):
            ui.label(text("ledger.correct")).classes("heading").props("role=heading aria-level=2")
            self._fields = {name: self._field(name) for name in _FIELDS}
            self._rejected = ui.checkbox(text("ledger.reject"))
            with ui.row():
                ui.button(text("library.keep"), on_click=self._keep)
                ui.button(text("cancel"), on_click=lambda: self._dialog.submit(None)).props("flat")
        changed: LedgerRow | None = await self._dialog
        return changed

    def _field(self, name: str) -> ui.input:
        held = "" if name in {"by", "note"} else str(getattr(self._row, name) or "")
        return ui.input(text(f"ledger.{name}"), value=held).props("outlined dense").classes("full")

    async def _keep(self) -> None:
        said = {name: str(field.value or "").strip() for name, field in self._fields.items()}
        for field in self._fields.values():
            field.error = None
        if said["year"] and not (said["year"].isdecimal() and len(said["year"]) == len("2024")):
            self._fields["year"].error = text("ledger.year_unread")
            return
        try:
            changed = await to_thread.run_sync(self._put, said)
        except CorrectionRefused as refused:
            self._refuse(refused)
            return
        except FigureUnknown as unknown:
            ui.notify(str(unknown), type="negative", timeout=0, close_button=True)
            return
        self._dialog.submit(changed)

    def _refuse(self, refused: CorrectionRefused) -> None:
        if refused.field in self._fields:
            self._fields[refused.field].error = str(refused)
        else:
            ui.notify(str(refused), type="negative", timeout=0, close_button=True)

    def _put(self, said: dict[str, str]) -> LedgerRow:
        row = self._row
        given = CorrectionGiven(
            indicator=_other(said["indicator"], row.indicator),
            value=_other(said["value"], row.value),
            unit=_other(said["unit"], row.unit),
            scope=None if said["scope"] == row.scope else said["scope"],
            year=int(said["year"]) if said["year"] and int(said["year"]) != row.year else None,
            rejected=bool(self._rejected.value) or None,
        )
        return self._service.library.corrections.correct(row.id, given, by=said["by"], at=now(), note=said["note"])


def _other(said: str, held: str) -> str | None:
    return said if said and said != held else None
