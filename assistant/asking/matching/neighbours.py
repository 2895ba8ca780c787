"""Figures told in one sentence: what is counted before a part of it, and what is told of a count after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.asking.matching.covering import uncovered
from assistant.asking.matching.ledger_view import Fact, Ledger
from assistant.asking.matching.row_words import PreparedRow
from assistant.asking.understanding.wording import canonical
from knowledge.library import LedgerRow

_NOT = "不未没无非"


def together(part: Fact, whole: Fact) -> bool:
    """Whether one sentence tells the whole and after it the part, in one unit and no more than the whole."""
    return any(_fits(one, other) for one in part.rows for other in whole.rows)


def counted_before(ledger: Ledger, part: Fact, words: Sequence[str]) -> Fact | None:
    """The one count before ``part`` in its sentence that is named with one of ``words``; None when none or several."""
    rows = [
        other.row
        for row in part.rows
        for other in _of_sentence(ledger, row)
        if _fits(row, other.row) and _named(other, words)
    ]
    return _only(rows)


def told_after(ledger: Ledger, whole: Fact, words: Sequence[str]) -> Fact | None:
    """The one count after ``whole`` in its sentence that is named with one of ``words``; None when none or several."""
    rows = [
        other.row
        for row in whole.rows
        for other in _of_sentence(ledger, row)
        if _fits(other.row, row) and _named(other, words)
    ]
    return _only(rows)


def published_beside(ledger: Ledger, part: Fact, name: str) -> Fact | None:
    """The rate of that name which is published right with a count (败诉2件，败诉率6.9%), before the next semicolon."""
    for row in part.rows:
        for other in _of_sentence(ledger, row):
            rate, start = other.row, row.sentence.start
            between = row.sentence_text[row.span.end - start : max(rate.span.start - start, 0)]
            after = rate.kind == "ratio" and rate.span > row.span and not re.search("[；;。]", between)
            if after and rate.indicator.endswith(name) and rate.planned == row.planned:
                return Fact((rate,))
    return None


def _of_sentence(ledger: Ledger, row: LedgerRow) -> Iterator[PreparedRow]:
    for prepared in ledger.by_year.get(row.year, {}).get(row.issuer, ()):
        if (prepared.row.document_id, prepared.row.sentence) == (row.document_id, row.sentence):
            yield prepared


def _fits(part: LedgerRow, whole: LedgerRow) -> bool:
    if (part.document_id, part.sentence) != (whole.document_id, whole.sentence) or part.span <= whole.span:
        return False
    if part.kind != whole.kind or part.kind not in ("count", "money", "measure") or part.planned != whole.planned:
        return False
    if part.amount is None or whole.amount is None or part.year != whole.year:
        return False
    same_scope = part.scope in (whole.scope, "其中")
    return same_scope and part.amount_unit == whole.amount_unit and part.amount <= whole.amount


def _named(prepared: PreparedRow, words: Sequence[str]) -> bool:
    core = prepared.words.core
    asked = [canonical(word) for word in words if word]
    return any(uncovered(word, core) == 0 and not re.search(f"[{_NOT}]{re.escape(word)}", core) for word in asked)


def _only(rows: Iterable[LedgerRow]) -> Fact | None:
    held = list(rows)
    return Fact((held[0],)) if held and len({row.amount for row in held}) == 1 else None
