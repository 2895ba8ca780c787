"""Ledgers over whole report files, read as ingest reads them (no store, no vectors)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.asking.matching.ledger_view import Ledger, build_ledger
from knowledge.document import DocumentFactsGiven
from knowledge.library import LedgerRow
from knowledge.preparation import Prepared, document_id, prepare


def ledger_of_files(files: Iterable[tuple[str, bytes]]) -> Ledger:
    """A ledger over reports given as (file name, bytes)."""
    rows: list[LedgerRow] = []
    years: dict[str, list[int]] = defaultdict(list)
    document_years: dict[str, int | None] = {}
    for name, data in files:
        prepared = prepare(data, name, "report", DocumentFactsGiven())
        identity = document_id(data)
        rows += _rows(prepared, identity)
        if prepared.facts.year is not None:
            years[prepared.facts.issuer or ""].append(prepared.facts.year)
        document_years[identity] = prepared.facts.year
    return build_ledger(rows, sorted(years), years, document_years)


def _rows(prepared: Prepared, identity: str) -> list[LedgerRow]:
    facts = prepared.facts
    return [
        LedgerRow(
            id=f"{identity}-{index}",
            document_id=identity,
            title=facts.title or "",
            issuer=facts.issuer or "",
            indicator=figure.indicator,
            surface=figure.surface,
            value=figure.value,
            unit=figure.unit,
            amount=figure.amount,
            amount_unit=figure.amount_unit,
            kind=figure.kind,
            year=figure.year,
            period=figure.period,
            scope=figure.scope,
            approximation=figure.approximation,
            planned=figure.planned,
            direction=figure.direction,
            base=figure.base,
            span=figure.span,
            sentence=figure.sentence,
            sentence_text=figure.sentence.of(prepared.text),
            section=prepared.section_label(figure.section),
            page=prepared.page_of(figure.span),
            confidence=figure.confidence,
        )
        for index, figure in enumerate(prepared.figures)
    ]
