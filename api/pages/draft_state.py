"""A draft under way: what it is made from, the metrics as typed, the text as it stands and what its numbers rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from api.official_document import OfficialText
from api.pages.texts import text
from api.schemas.drafts import ground_of
from api.service import Service
from assistant.drafting.drafts import Choices, Draft, DraftFigure
from assistant.drafting.metrics_wanted import wanted_metrics
from assistant.drafting.one_section import draft_section
from assistant.drafting.whole_report import draft_report
from assistant.metrics.supplied import Metric, MetricsRefused, SuppliedMetric, check_metrics
from assistant.metrics.tables import metrics_of_table
from assistant.verifying import verify_text
from knowledge.library import Document, Library
from knowledge.outline import Section
from knowledge.readers import read_file

WHOLE = ""  # the section that is the whole report


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A row of the grid, as typed. ``n`` stays its own while rows come and go."""

    n: int
    indicator: str = ""
    value: str = ""
    unit: str = ""
    last_year: str = ""
    note: str = ""

    def supplied(self) -> SuppliedMetric:
        """As the assistant takes it, unchecked."""
        name = self.indicator.strip()
        place = text("draft.row_of", name=name) if name else text("draft.row_number", n=self.n)
        return SuppliedMetric(
            name, self.value.strip(), self.unit.strip(), self.last_year.strip(), note=self.note, place=place
        )


@dataclass
class DraftState:
    """``base`` is the id of last year's report, "" for templates; ``section`` its heading's label, WHOLE for all."""

    base: str = ""
    issuer: str = ""
    year: int = 0
    section: str = WHOLE
    exact: bool = False
    rows: list[MetricRow] = field(default_factory=list)
    title: str = ""
    text: str = ""
    last: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """From what :meth:`to_json` made."""
        return cls(**{**stored, "rows": [MetricRow(**row) for row in stored["rows"]]})

    def to_json(self) -> dict[str, Any]:
        """As it is saved."""
        rows = [{name: getattr(row, name) for name in MetricRow.__slots__} for row in self.rows]
        return {
            "base": self.base, "issuer": self.issuer, "year": self.year, "section": self.section, "exact": self.exact,
            "rows": rows, "title": self.title, "text": self.text, "last": self.last, "notes": self.notes,
        }  # fmt: skip

    def choose(self, document: Document | None, section: str, library: Library) -> None:
        """Draft from this report and section; the grid asks for its indicators. Raises UnknownSection."""
        self.base = document.id if document else ""
        self.issuer = document.issuer if document else self.issuer
        self.section = section
        if document is not None:
            self.year = (document.year or 0) + 1
            wanted = [each for each in wanted_metrics(document, library) if _belongs(each.section, section)]
            self.rows = [MetricRow(n, w.indicator, "", w.unit, w.last_year) for n, w in enumerate(wanted, 1)]

    def take(self, supplied: Sequence[SuppliedMetric]) -> int:
        """Values from a table into the rows of the same name, others as rows of their own; how many were taken."""
        for given in supplied:
            at = next((i for i, row in enumerate(self.rows) if _same(row, given)), None)
            if at is None:
                n = max((row.n for row in self.rows), default=0) + 1
                self.rows.append(MetricRow(n, given.indicator, given.value, given.unit, given.last_year, given.note))
            else:
                row = self.rows[at]
                last = given.last_year or row.last_year
                self.rows[at] = replace(row, value=given.value, unit=given.unit or row.unit, last_year=last)
        return len(supplied)

    def put(self, row: MetricRow) -> None:
        """A row as typed, in the place of the one with its number, or at the end."""
        at = next((i for i, held in enumerate(self.rows) if held.n == row.n), None)
        if at is None:
            self.rows.append(row)
        else:
            self.rows[at] = row

    def metrics(self) -> list[Metric]:
        """The rows with a value, checked. Raises MetricsRefused."""
        given = [row.supplied() for row in self.rows if row.value.strip()]
        return check_metrics(given) if given else []

    def compose(self, service: Service) -> Draft:
        """Draft anew from the rows. Raises MetricsRefused, UnknownSection."""
        metrics, library, choices = self.metrics(), service.library, Choices(exact=self.exact)
        base = self.base or None
        if self.section == WHOLE:
            report = draft_report(
                metrics, year=self.year, issuer=self.issuer, library=library, base_document_id=base,
                templates=service.templates.templates, choices=choices,
            )  # fmt: skip
            draft = replace(report.whole, title=report.title)
        else:
            draft = draft_section(
                self.section, metrics, year=self.year, issuer=self.issuer, library=library, base_document_id=base,
                templates=service.templates.templates, choices=choices,
            )  # fmt: skip
        self.title, self.text, self.last = draft.title, draft.text, self._last_text(library)
        self.notes = {"missing": list(draft.missing), "warnings": list(draft.warnings), "unused": list(draft.unused)}
        self.notes["offered"] = list(draft.offered)
        return draft

    def verified(self, library: Library) -> list[DraftFigure]:
        """What each number of the text as it stands rests on; figures of a refused table count as not supplied."""
        try:
            metrics = self.metrics()
        except MetricsRefused:
            metrics = []
        return verify_text(self.text, metrics, year=self.year, issuer=self.issuer, library=library)

    def official(self, figures: Sequence[DraftFigure]) -> OfficialText:
        """For the .docx."""
        grounds = [ground_of(figure) for figure in figures]
        return OfficialText(self.title, self.text, grounds, self.notes.get("missing", []))

    def _last_text(self, library: Library) -> str:
        if not self.base:
            return ""
        whole = library.text(self.base)
        if self.section == WHOLE:
            return whole
        found = next((each for each in library.sections(self.base) if each.label == self.section), None)
        return found.whole.of(whole) if found else ""


def section_choices(sections: Sequence[Section]) -> list[str]:
    """The labels of a report's sections, in order."""
    return [section.label for section in sections if section.title]


def row_problem(row: MetricRow) -> str:
    """What is wrong with a row as typed, "" when it can be used or nothing is filled in yet."""
    if not row.value.strip():
        return ""
    try:
        check_metrics([row.supplied()])
    except MetricsRefused as refused:
        return "；".join(problem.removeprefix(row.supplied().place) for problem in refused.problems)
    return ""


def table_rows(data: bytes, name: str) -> list[SuppliedMetric]:
    """A pasted or uploaded table. Raises MetricsRefused, UnreadableFile."""
    return metrics_of_table(read_file(data, name))


def _belongs(label: str, section: str) -> bool:
    """Whether a figure's section is the chosen one or below it: 一（三）2 belongs to 一（三）."""
    number, chosen = label.partition(" ")[0], section.partition(" ")[0]
    return section in {WHOLE, label} or (bool(chosen) and number.startswith(chosen))


def _same(row: MetricRow, given: SuppliedMetric) -> bool:
    return row.indicator.strip() == given.indicator.strip() and (not given.unit or given.unit == row.unit)
