"""Correcting the ledger: what a person says a figure is, checked, kept with who and when, and undone."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from knowledge.document import KeptCorrection, LedgerRow
from knowledge.figures import Direction
from knowledge.indicators import normalise_indicator
from knowledge.quantities import Number, QuantityKind, read_quantity
from knowledge.quantities.units import is_unit
from knowledge.records import Connection, Store
from knowledge.records.corrections import (
    Changes,
    CorrectedQuantity,
    all_corrections,
    changes_of,
    put_correction,
    remove_correction,
    remove_correction_numbered,
)
from knowledge.records.ledger import find_figure

_SCALE_TWICE = re.compile(r"[百千万亿]\Z"), re.compile(r"[百千万亿]")


class FigureUnknown(LookupError):
    """The ledger has no figure, or no correction, of that id; the message says so in Chinese."""


class CorrectionRefused(ValueError):
    """The correction can't be used; ``field`` names what is wrong, the message says why and what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class CorrectionGiven:
    """What a person says of a figure; None leaves it as it is. ``value`` may carry 余, 约 (300余)."""

    indicator: str | None = None
    value: str | None = None
    unit: str | None = None
    year: int | None = None
    scope: str | None = None
    period: str | None = None
    planned: bool | None = None
    rejected: bool | None = None


class Corrections:
    """The corrections of a library's ledger, held in its records. May be called from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def correct(
        self, figure_id: str, given: CorrectionGiven, *, by: str, at: datetime.datetime, note: str = ""
    ) -> LedgerRow:
        """Lay a correction over a figure, and what is ``given`` now over an earlier one; the row as corrected.

        ``by`` is a person's name, ``at`` an aware time. Raises FigureUnknown, CorrectionRefused.
        """
        if not by.strip():
            raise CorrectionRefused("by", "请写明由谁更正。")
        document_id, place = _parts(figure_id)
        with self._store.write() as connection:
            row = _figure(connection, figure_id)
            earlier = changes_of(connection, document_id, place) or Changes()
            changes = _without_the_same(_laid_over(row, given, earlier), row)
            put_correction(connection, row, place, changes, by=by.strip(), at=at, note=note.strip())
            return _figure(connection, figure_id)

    def undo(self, figure_id: str) -> LedgerRow:
        """Take a figure's correction away; the row as read. Raises FigureUnknown when there is no correction."""
        document_id, place = _parts(figure_id)
        with self._store.write() as connection:
            _figure(connection, figure_id)
            if not remove_correction(connection, document_id, place):
                raise FigureUnknown(f"编号为 {figure_id} 的数据没有人工更正，无需撤销。")
            return _figure(connection, figure_id)

    def drop(self, correction_id: str) -> None:
        """Take a correction away by its own id, also where its figure is gone. Raises FigureUnknown."""
        with self._store.write() as connection:
            number = int(correction_id) if _is_number(correction_id) else -1
            if not remove_correction_numbered(connection, number):
                raise FigureUnknown(f"没有编号为 {correction_id} 的人工更正。")

    def all(self) -> list[KeptCorrection]:
        """Every correction, newest first, also those whose figure is not there any more."""
        with self._store.read() as connection:
            return all_corrections(connection)


def _parts(figure_id: str) -> tuple[str, int]:
    """A figure's id is its document's and its place in it."""
    document_id, _, place = figure_id.rpartition("-")
    if not _is_number(place):
        raise _unknown(figure_id)
    return document_id, int(place)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) < 10


def _figure(connection: Connection, figure_id: str) -> LedgerRow:
    row = find_figure(connection, *_parts(figure_id))
    if row is None:
        raise _unknown(figure_id)
    return row


def _unknown(figure_id: str) -> FigureUnknown:
    return FigureUnknown(
        f"台账里没有编号为 {figure_id} 的数据。文档重新入库后编号可能改变，请用 GET /api/v1/figures 重新查找。"
    )


def _laid_over(row: LedgerRow, given: CorrectionGiven, earlier: Changes) -> Changes:
    said = {field.name: getattr(given, field.name) for field in fields(given)}
    if all(value is None for value in said.values()):
        raise CorrectionRefused(
            "", "没有写要更正什么：请至少填写指标、数值、单位、年度、范围、期间、计划或剔除中的一项。"
        )
    plainly = {name: said[name] for name in ("year", "planned", "rejected") if said[name] is not None}
    words = {name: said[name].strip() for name in ("scope", "period") if said[name] is not None}
    changes = replace(earlier, **plainly, **words)
    if given.indicator is not None:
        surface = given.indicator.strip()
        indicator = normalise_indicator(surface)
        if not indicator:
            raise CorrectionRefused("indicator", "指标名称是空的，请写明这是什么数据，例如 罚没款金额。")
        changes = replace(changes, indicator=indicator, surface=surface)
    if given.value is not None or given.unit is not None:
        changes = replace(changes, quantity=_quantity(row, given))
    return changes


def _without_the_same(changes: Changes, row: LedgerRow) -> Changes:
    """Only what differs from the figure as read; raises where nothing does."""
    was = row.correction.was if row.correction else row.facts
    same = {
        name
        for name in ("indicator", "year", "scope", "period", "planned")
        if getattr(changes, name) == getattr(was, name)
    }
    changes = Changes(
        indicator=None if "indicator" in same else changes.indicator,
        surface=None if "indicator" in same else changes.surface,
        quantity=None if _is_as_read(changes.quantity, row) else changes.quantity,
        year=None if "year" in same else changes.year,
        scope=None if "scope" in same else changes.scope,
        period=None if "period" in same else changes.period,
        planned=None if "planned" in same else changes.planned,
        rejected=changes.rejected,
    )
    if changes == Changes():
        raise CorrectionRefused("", "更正后的内容与从原文读出的相同，没有要更正的；要取消更正请撤销它。")
    return changes


def _is_as_read(quantity: CorrectedQuantity | None, row: LedgerRow) -> bool:
    if quantity is None or (row.correction and row.correction.written):
        return False
    as_read = row.value, row.unit, row.approximation, row.direction
    return (quantity.value, quantity.unit, quantity.approximation, quantity.direction) == as_read


def _quantity(row: LedgerRow, given: CorrectionGiven) -> CorrectedQuantity:
    unit = (row.unit if given.unit is None else given.unit).strip()
    words = _value_words(row) if given.value is None else given.value.strip()
    if _SCALE_TWICE[0].search(words) and _SCALE_TWICE[1].match(unit):
        raise CorrectionRefused("value", f"“{words}{unit}”中万、亿写了两次，请只写在数值或单位的一处。")
    if unit and unit != row.unit and not is_unit(unit):
        raise CorrectionRefused("unit", f"不认识计量单位“{unit}”，请写常用单位，例如 件、户次、万元、%。")
    number = read_quantity(words, unit) if words else None
    if number is None or number.amount is None:
        raise CorrectionRefused("value", f"“{words}{unit}”读不出数值，请写数字和单位，例如 数值 344.1、单位 万元。")
    return _corrected_quantity(row, number, f"{words}{unit}")


def _corrected_quantity(row: LedgerRow, number: Number, written: str) -> CorrectedQuantity:
    """A change stays one: its sign says whether it is one up or down, without a sign that stays as read."""
    kind: QuantityKind = row.kind if row.kind in ("change", "rank") else number.kind
    value, amount, direction = number.value, number.amount, row.direction
    if kind == "change" and amount is not None:
        if value[0] in "+-":
            direction = "up" if value[0] == "+" else "down"
            value, written = value[1:], written.lstrip("+-")
        direction, amount = _signed(direction, abs(amount))
    return CorrectedQuantity(
        value, number.unit, amount, number.amount_unit, kind, number.approximation, direction, written
    )


def _signed(direction: Direction, size: Decimal) -> tuple[Direction, Decimal]:
    """A change that is nothing is flat; one that was flat and is something now is a rise."""
    if not size:
        return "flat", size
    return ("down", -size) if direction == "down" else ("up", size)


def _value_words(row: LedgerRow) -> str:
    """The value with the words that make it inexact, as they can be read again: 300余, 约300."""
    for words in (f"{row.value}{row.approximation}", f"{row.approximation}{row.value}"):
        number = read_quantity(words, row.unit)
        if number is not None and number.approximation == row.approximation:
            return words
    return row.value
