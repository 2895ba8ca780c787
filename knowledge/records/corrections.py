"""Corrections that people made in the ledger: kept apart from the figures, and laid over them when they are read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Self

from sqlalchemy import Connection, Row, delete, insert, select, update

from knowledge.document import Correction, FigureFacts, KeptCorrection, LedgerRow
from knowledge.figures import Direction
from knowledge.quantities import QuantityKind
from knowledge.records.store import ledger_changed
from knowledge.records.tables import corrections, documents, figures
from knowledge.spans import Span

CORRECTION_COLUMNS = [column.label(f"corrected_{column.name}") for column in corrections.c]
_FACTS = tuple(FigureFacts.__dataclass_fields__)
_AWAITED = ("queued", "reading", "embedding")  # statuses in which a document has no figures yet


@dataclass(frozen=True, slots=True)
class CorrectedQuantity:
    """A value as corrected; fields as in :class:`LedgerRow`, ``written`` as the person wrote it with its unit."""

    value: str
    unit: str
    amount: Decimal | None
    amount_unit: str
    kind: QuantityKind
    approximation: str
    direction: Direction
    written: str

    def to_json(self) -> dict[str, object]:
        """As it is stored: the amount written out."""
        return asdict(self) | {"amount": None if self.amount is None else format(self.amount, "f")}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """From what :meth:`to_json` made."""
        amount = stored["amount"]
        return cls(**{**stored, "amount": None if amount is None else Decimal(amount)})


@dataclass(frozen=True, slots=True)
class Changes:
    """What a correction changes; None leaves it as read. ``surface`` goes with ``indicator``."""

    indicator: str | None = None
    surface: str | None = None
    quantity: CorrectedQuantity | None = None
    year: int | None = None
    scope: str | None = None
    period: str | None = None
    planned: bool | None = None
    rejected: bool = False


def corrected(row: LedgerRow, stored: Row[Any]) -> LedgerRow:
    """The row as corrected, if a correction is ``stored`` for it (columns of ``CORRECTION_COLUMNS``)."""
    if stored.corrected_number is None:
        return row
    values = _own_columns(stored)
    changes = _changes(values)
    over: dict[str, Any] = {
        name: value
        for name in ("indicator", "surface", "year", "scope", "period", "planned")
        if (value := getattr(changes, name)) is not None
    }
    if changes.quantity is not None:
        over |= asdict(changes.quantity)
        del over["written"]
    return replace(row, **over, correction=_correction(values, row.facts))


def changes_of(connection: Connection, document_id: str, place: int) -> Changes | None:
    """What a figure's correction changes, None where there is none."""
    row = connection.execute(select(*CORRECTION_COLUMNS).where(_of_figure(document_id, place))).first()
    return None if row is None else _changes(_own_columns(row))


def put_correction(
    connection: Connection, row: LedgerRow, place: int, changes: Changes, *, by: str, at: datetime.datetime, note: str
) -> None:
    """Keep a figure's correction in place of an earlier one; ``row`` is the figure at ``place``."""
    was = row.correction.was if row.correction else row.facts
    remove_correction(connection, row.document_id, place)
    values = asdict(changes) | {"quantity": changes.quantity and changes.quantity.to_json()}
    connection.execute(
        insert(corrections).values(
            document_id=row.document_id,
            place=place,
            start=row.span.start,
            end=row.span.end,
            title=row.title,
            was=asdict(was),
            by=by,
            at=at,
            note=note,
            **values,
        )
    )
    ledger_changed(connection)


def remove_correction(connection: Connection, document_id: str, place: int) -> bool:
    """Undo a figure's correction; False when it has none."""
    removed = connection.execute(delete(corrections).where(_of_figure(document_id, place))).rowcount
    ledger_changed(connection)
    return removed > 0


def remove_correction_numbered(connection: Connection, number: int) -> bool:
    """Undo the correction of this number (the id of a :class:`KeptCorrection`); False when not there."""
    removed = connection.execute(delete(corrections).where(corrections.c.number == number)).rowcount
    ledger_changed(connection)
    return removed > 0


def attach_corrections(connection: Connection, document_id: str) -> None:
    """Find the figures that a document's corrections belong to, once its figures are written anew.

    A figure of the same words at the same place keeps its correction even where its indicator is now read
    differently; where several figures share a value (均增长20%), only the one of the same indicator and scope does.
    """
    held = connection.execute(select(corrections).where(corrections.c.document_id == document_id)).all()
    if not held:
        return
    found = connection.execute(select(figures).where(figures.c.document_id == document_id)).all()
    places: dict[int, int] = {}
    for candidates in (_same_figure, _only_one):
        for correction in held:
            free = [place for place in candidates(correction, found) if place not in places.values()]
            if free and correction.number not in places:
                places[correction.number] = free[0]
    for correction in held:
        this = corrections.c.number == correction.number
        connection.execute(update(corrections).where(this).values(place=places.get(correction.number)))


def all_corrections(connection: Connection) -> list[KeptCorrection]:
    """Every correction, newest first, also those whose figure is not there."""
    joined = corrections.outerjoin(documents, documents.c.id == corrections.c.document_id).outerjoin(
        figures, (figures.c.document_id == corrections.c.document_id) & (figures.c.place == corrections.c.place)
    )
    as_read = [figures.c[name].label(f"read_{name}") for name in _FACTS]
    columns = (documents.c.status, figures.c.place.label("found"), *as_read, *CORRECTION_COLUMNS)
    order = (corrections.c.at.desc(), corrections.c.number.desc())
    return [_kept(row) for row in connection.execute(select(*columns).select_from(joined).order_by(*order))]


def _kept(row: Row[Any]) -> KeptCorrection:
    values = _own_columns(row)
    there = row.status == "ready" and row.found is not None
    was = FigureFacts(**({name: row._mapping[f"read_{name}"] for name in _FACTS} if there else values["was"]))
    changes = _changes(values)
    now = {name: value for name in _FACTS if (value := getattr(changes, name, None)) is not None}
    if changes.quantity is not None:
        now |= {"value": changes.quantity.value, "unit": changes.quantity.unit}
    return KeptCorrection(
        id=str(values["number"]),
        document_id=values["document_id"],
        title=values["title"],
        figure_id=f"{values['document_id']}-{row.found}" if there else None,
        orphan=not there and row.status not in _AWAITED,
        now=replace(was, **now),
        correction=_correction(values, was),
    )


def _correction(values: Mapping[str, Any], was: FigureFacts) -> Correction:
    return Correction(
        by=values["by"],
        at=values["at"],
        note=values["note"],
        rejected=values["rejected"],
        written=values["quantity"]["written"] if values["quantity"] else "",
        was=was,
    )


def _changes(values: Mapping[str, Any]) -> Changes:
    taken = {name: values[name] for name in Changes.__dataclass_fields__}
    if taken["quantity"] is not None:
        taken["quantity"] = CorrectedQuantity.from_json(taken["quantity"])
    return Changes(**taken)


def _own_columns(row: Row[Any]) -> dict[str, Any]:
    return {column.name: row._mapping[f"corrected_{column.name}"] for column in corrections.c}


def _of_figure(document_id: str, place: int) -> Any:
    return (corrections.c.document_id == document_id) & (corrections.c.place == place)


def _standing_there(correction: Row[Any], found: Sequence[Row[Any]]) -> list[Row[Any]]:
    where = Span(correction.start, correction.end), correction.was["value"]
    return [figure for figure in found if (Span(figure.start, figure.end), figure.value) == where]


def _same_figure(correction: Row[Any], found: Sequence[Row[Any]]) -> list[int]:
    named = correction.was["indicator"], correction.was["scope"]
    there = _standing_there(correction, found)
    return [figure.place for figure in there if (figure.indicator, figure.scope) == named]


def _only_one(correction: Row[Any], found: Sequence[Row[Any]]) -> list[int]:
    there = _standing_there(correction, found)
    return [there[0].place] if len(there) == 1 else []
