"""The ledger: every figure of the ready reports, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select
from sqlalchemy.sql.elements import ColumnElement

from knowledge.document import LedgerFilter, LedgerRow
from knowledge.figures import Figure
from knowledge.records.corrections import CORRECTION_COLUMNS, corrected
from knowledge.records.tables import corrections, documents, figures
from knowledge.spans import Span

_READ_COLUMNS = (
    documents.c.id.label("document_id"),
    documents.c.title,
    documents.c.issuer,
    *(column for column in figures.c if column.name != "document_id"),
)
_READ_NAMES = [column.name for column in _READ_COLUMNS]
_COLUMNS = (*_READ_COLUMNS, *CORRECTION_COLUMNS)


def add_figures(
    connection: Connection,
    document_id: str,
    found: Sequence[Figure],
    *,
    sentences: Sequence[str],
    section_labels: Sequence[str],
    pages: Sequence[int | None],
) -> None:
    """Keep a report's figures; the other sequences have one entry for each."""
    rows = [
        _values(document_id, place, figure) | {"sentence_text": sentence, "section_label": label, "page": page}
        for place, (figure, sentence, label, page) in enumerate(
            zip(found, sentences, section_labels, pages, strict=True)
        )
    ]
    if rows:
        connection.execute(insert(figures), rows)


def find_figures(connection: Connection, wanted: LedgerFilter, limit: int, offset: int) -> tuple[list[LedgerRow], int]:
    """Figures of ready documents in document order, and how many there are in all."""
    page = _wanted(select(*_COLUMNS), wanted).order_by(documents.c.number, figures.c.place).limit(limit).offset(offset)
    rows = [_row(row) for row in connection.execute(page)]
    total = connection.scalar(_wanted(select(func.count()).select_from(figures), wanted)) or 0
    return rows, total


def find_figure(connection: Connection, document_id: str, place: int) -> LedgerRow | None:
    """The figure of a ready document at this place of the ledger, also a rejected one; None when not there."""
    row = connection.execute(
        _wanted(select(*_COLUMNS), LedgerFilter(rejected=None)).where(
            figures.c.document_id == document_id, figures.c.place == place
        )
    ).first()
    return None if row is None else _row(row)


def distinct_indicators(connection: Connection, wanted: LedgerFilter) -> list[str]:
    """The distinct indicators among those figures."""
    indicator = _as_corrected("indicator")
    return list(connection.scalars(_wanted(select(indicator).distinct(), wanted).order_by(indicator)))


def _wanted(statement: Select[Any], wanted: LedgerFilter) -> Select[Any]:
    """The figures as corrected are what is filtered."""
    statement = statement.join_from(figures, documents, documents.c.id == figures.c.document_id)
    of_figure = (corrections.c.document_id == figures.c.document_id) & (corrections.c.place == figures.c.place)
    statement = statement.outerjoin(corrections, of_figure).where(documents.c.status == "ready")
    if wanted.indicator:
        statement = statement.where(_as_corrected("indicator") == wanted.indicator)
    if wanted.years is not None:
        statement = statement.where(_as_corrected("year").in_(sorted(wanted.years)))
    if wanted.issuers is not None:
        statement = statement.where(documents.c.issuer.in_(sorted(wanted.issuers)))
    if wanted.document_ids is not None:
        statement = statement.where(documents.c.id.in_(sorted(wanted.document_ids)))
    if wanted.planned is not None:
        statement = statement.where(_as_corrected("planned").is_(wanted.planned))
    for word in wanted.q.split():
        searched = (
            _as_corrected("indicator"),
            _as_corrected("surface"),
            _as_corrected("scope"),
            figures.c.sentence_text,
        )
        statement = statement.where(or_(*(column.contains(word, autoescape=True) for column in searched)))
    return _by_correction(statement, wanted)


def _by_correction(statement: Select[Any], wanted: LedgerFilter) -> Select[Any]:
    if wanted.corrected is not None:
        there = corrections.c.number.is_not(None)
        statement = statement.where(there if wanted.corrected else ~there)
    if wanted.rejected is not None:
        rejected = func.coalesce(corrections.c.rejected, False)
        statement = statement.where(rejected.is_(wanted.rejected))
    return statement


def _as_corrected(name: str) -> ColumnElement[Any]:
    return func.coalesce(corrections.c[name], figures.c[name])


def _values(document_id: str, place: int, figure: Figure) -> dict[str, object]:
    return {
        "document_id": document_id,
        "place": place,
        "indicator": figure.indicator,
        "surface": figure.surface,
        "value": figure.value,
        "unit": figure.unit,
        "amount": None if figure.amount is None else format(figure.amount, "f"),
        "amount_unit": figure.amount_unit,
        "kind": figure.kind,
        "year": figure.year,
        "period": figure.period,
        "scope": figure.scope,
        "approximation": figure.approximation,
        "planned": figure.planned,
        "direction": figure.direction,
        "base": figure.base,
        "start": figure.span.start,
        "end": figure.span.end,
        "sentence_start": figure.sentence.start,
        "sentence_end": figure.sentence.end,
        "confidence": figure.confidence,
    }


def _row(row: Row[Any]) -> LedgerRow:
    values: dict[str, Any] = dict(zip(_READ_NAMES, row, strict=False))  # the correction's columns come after them
    values["id"] = f"{row.document_id}-{values.pop('place')}"
    values["section"] = values.pop("section_label")
    values["amount"] = None if row.amount is None else Decimal(row.amount)
    values["span"] = Span(values.pop("start"), values.pop("end"))
    values["sentence"] = Span(values.pop("sentence_start"), values.pop("sentence_end"))
    return corrected(LedgerRow(**values), row)
