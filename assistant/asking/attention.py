"""What of a library wants a person's eye: reports that contradict one another, figures read with doubt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from assistant.asking.answering import ledger_of
from assistant.asking.matching.ledger_view import group_by_value
from knowledge.document import LedgerRow
from knowledge.library import Library

_DOUBTFUL = 0.6  # confidence below which a figure's name was guessed from afar


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One indicator of one issuer and year with different values in different reports: a row of each, by title."""

    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """What to look at; each list in the order of issuer, year and place."""

    contradictions: tuple[Contradiction, ...]
    doubtful: tuple[LedgerRow, ...]


def needs_attention(library: Library) -> Attention:
    """Look through the whole ledger. Values inside one report are the checker's matter."""
    rows = [prepared.row for prepared in ledger_of(library).rows]
    alike: dict[tuple[object, ...], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        if row.year is not None and not row.planned and row.kind != "change":
            name = (row.issuer, row.year, row.indicator, row.scope, row.period, row.base, row.kind, row.amount_unit)
            alike[name].append(row)
    found = [_contradiction(group) for group in alike.values() if len({row.document_id for row in group}) > 1]
    doubtful = (row for row in rows if row.confidence < _DOUBTFUL and row.correction is None)
    return Attention(tuple(filter(None, found)), tuple(doubtful))


def _contradiction(rows: list[LedgerRow]) -> Contradiction | None:
    """Rows of several reports that don't agree; a value that two places of one report give twice is not one."""
    facts = group_by_value(rows)
    documents = [{row.document_id for row in fact.rows} for fact in facts]
    if len(facts) < 2 or set.intersection(*documents):
        return None
    return Contradiction(tuple(sorted((fact.lead for fact in facts), key=lambda row: row.title)))
