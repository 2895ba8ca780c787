"""Which metrics a draft from last year's report asks for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.drafting.one_section import UnknownSection
from assistant.metrics.supplied import units_agree
from knowledge.indicators import normalise_indicator
from knowledge.library import Document, LedgerFilter, LedgerRow, Library


@dataclass(frozen=True, slots=True)
class WantedMetric:
    """An indicator to supply. ``last_year`` is its value in the base report; ``section`` where that stands."""

    indicator: str
    unit: str
    last_year: str
    section: str


def wanted_metrics(document: Document, library: Library) -> list[WantedMetric]:
    """The indicators of a report in its order, each once; changes are left out, since drafts compute them.

    Raises:
        UnknownSection: the document has no year, so that nobody can say which of its figures are of its year.
    """
    if document.year is None:
        raise UnknownSection(f"《{document.title}》没有年份，无法判断哪些是上年的数据。请为该报告补上年份后重试")
    held, _ = library.figures(LedgerFilter(document_ids=frozenset({document.id})), limit=100_000)
    rows = sorted((row for row in held if _is_level(row, document.year)), key=lambda row: row.span)
    wanted: list[tuple[str, str, WantedMetric]] = []
    for row in rows:
        name = (
            row.surface if not row.scope or row.scope in row.surface or row.scope == "其中" else row.scope + row.surface
        )
        form = normalise_indicator(name)
        if not any(form == seen and units_agree(unit, row.amount_unit) for seen, unit, _ in wanted):
            wanted.append((form, row.amount_unit, WantedMetric(name, row.unit, row.value, row.section)))
    return [metric for _, _, metric in wanted]


def _is_level(row: LedgerRow, year: int) -> bool:
    return row.year == year and row.kind != "change" and not row.planned and row.amount is not None and bool(row.unit)
