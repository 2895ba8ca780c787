"""What an answer may rest on: a day, an issuer, a year."""

from __future__ import annotations

import datetime

from nicegui import ui

from api.pages.texts import text
from api.schemas.asking import AskFilters, AskRequest
from api.service import Service, today


class AskingScope:
    """Closed until somebody opens it; empty fields narrow nothing."""

    def __init__(self, service: Service) -> None:
        library = service.library
        with ui.element("details").classes("scope"):
            with ui.element("summary"):
                self._summary = ui.html(text("ask.scope"), tag="span", sanitize=False)
            with ui.element("div").classes("tools"):
                issuers = {"": text("ledger.all"), **{name: name for name in library.issuers()}}
                self._issuer = ui.select(issuers, label=text("library.issuer"), value="", on_change=self._said)
                years = {0: text("ledger.all"), **{year: str(year) for year in reversed(library.years())}}
                self._year = ui.select(years, label=text("library.year"), value=0, on_change=self._said)
                self._day = ui.input(text("ask.as_of"), on_change=self._said).props("type=date stack-label")
                for field in (self._issuer, self._year, self._day):
                    field.props("outlined dense").classes("filter")

    @property
    def as_of(self) -> datetime.date:
        """The day that 去年 is relative to."""
        return self._chosen_day() or today()

    def request(self, question: str, conversation: str) -> AskRequest:
        """The question as the service takes it."""
        issuer, year = str(self._issuer.value or "") or None, int(self._year.value or 0) or None
        filters = AskFilters(kind=None, year=year, issuer=issuer) if issuer or year else None
        day = self._chosen_day()
        return AskRequest.model_validate(
            {"question": question, "conversation_id": conversation or None, "as_of": day and day.isoformat(),
             "filters": filters}
        )  # fmt: skip

    def _chosen_day(self) -> datetime.date | None:
        """None for no day, and for one that is half typed."""
        try:
            return datetime.date.fromisoformat(str(self._day.value or ""))
        except ValueError:
            return None

    def _said(self) -> None:
        day = self._chosen_day()
        chosen = (self._issuer.value, self._year.value and text("year", year=self._year.value), day and f"{day}")
        told = "、".join(str(each) for each in chosen if each)
        self._summary.content = text("ask.scope_is", told=told) if told else text("ask.scope")
