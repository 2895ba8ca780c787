"""The change of the year before that a report tells beside its own: 增长4.7%，扭转了上年下降3.1%的局面."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.matching.ledger_view import Fact, Found, Ledger, Wanted
from knowledge.library import LedgerRow

_YEAR_BEFORE = "(?:上年|去年|前一年|上一年)(?:同期|度)?"
_FORMERLY = re.compile(rf"[由从]{_YEAR_BEFORE}的?[增上升长下降减少涨跌回落]*$")
_TURNED = re.compile(r"^.{0,6}?(?:转|变|扭转|收窄|扩大|回升|回落|改)")
# nothing but the year before can be meant after these
_ENDED = re.compile(rf"(?:扭转|结束|改变|遏制|止住|摆脱|走出)了?{_YEAR_BEFORE}的?[增上升长下降减少涨跌回落滑]*$")
_APART = re.compile("[；;。]")


def is_former(fact: Fact) -> bool:
    """Whether it is the change of the year before: the first in 由上年下降4.3%转为增长5.1%."""
    return _tells_former(fact.lead)


def stated_a_year_later(
    ledger: Ledger, wanted: Wanted, year: int, issuers: Sequence[str]
) -> tuple[Found, list[Fact]] | None:
    """The change of ``year`` by the report of the year after, with who states it; None where none or several do."""
    told: list[tuple[Found, list[Fact]]] = []
    for kind in ("change", "value"):
        for one in ledger.find(replace(wanted, kind=kind, family="", unit=""), year + 1, issuers):
            formers = {row.id: row for fact in one.facts for row in _beside(ledger, fact, one.issuer, year)}
            if formers and not any(found.issuer == one.issuer for found, _ in told):
                told.append((Found(one.issuer, year, one.facts), [Fact((row,)) for row in formers.values()]))
    return told[0] if len(told) == 1 and len(told[0][1]) == 1 else None


def _beside(ledger: Ledger, fact: Fact, issuer: str, year: int) -> list[LedgerRow]:
    """The former changes in the part of the sentence that tells ``fact``, their words named after it."""
    held = [
        one.row
        for later in (year, year + 1)
        for one in ledger.by_year.get(later, {}).get(issuer, ())
        if _former(one.row)
    ]
    return [
        replace(former, indicator=row.indicator, surface=row.surface, year=year)
        for row in fact.rows
        for former in held
        if (former.document_id, former.sentence) == (row.document_id, row.sentence) and not _parted(row, former)
    ]


def _former(row: LedgerRow) -> bool:
    return row.kind == "change" and (_tells_former(row) or bool(_ENDED.search(_lead(row))))


def _tells_former(row: LedgerRow) -> bool:
    after = row.sentence_text[row.span.end - row.sentence.start :]
    lead = _lead(row)
    return bool(_ENDED.search(lead) or (_FORMERLY.search(lead) and _TURNED.match(after)))


def _lead(row: LedgerRow) -> str:
    return row.sentence_text[: row.span.start - row.sentence.start]


def _parted(one: LedgerRow, other: LedgerRow) -> bool:
    first, second = sorted((one, other), key=lambda row: row.span)
    start = one.sentence.start
    return bool(_APART.search(one.sentence_text[first.span.end - start : second.span.start - start]))
