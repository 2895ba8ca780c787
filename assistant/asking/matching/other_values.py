"""Whether two places give one indicator two values, in whichever wording it is asked."""

from __future__ import annotations

from assistant.asking.matching.covering import uncovered
from assistant.asking.matching.row_zones import abbreviates
from assistant.asking.matching.same_values import agree
from assistant.asking.understanding.rewording import spoken_verb
from assistant.asking.understanding.wording import canonical
from knowledge.library import LedgerRow


def contradicts(row: LedgerRow, other: LedgerRow) -> bool:
    """Whether they say different values of one indicator: of one scope, period and unit, both done or both planned."""
    return of_one_indicator(row, other) and not (agree(row, other) or agree(other, row))


def of_one_indicator(row: LedgerRow, other: LedgerRow) -> bool:
    """Whether two sentences give the same indicator a value; two of one sentence are told apart by it."""
    alike = (row.indicator, row.scope, row.period, row.amount_unit, row.kind, row.planned, row.year)
    same = alike == (
        other.indicator,
        other.scope,
        other.period,
        other.amount_unit,
        other.kind,
        other.planned,
        other.year,
    )
    return same and (row.document_id, row.sentence) != (other.document_id, other.sentence)


def says_all(asked: str, indicator: str) -> bool:
    """Whether an indicator's own name says all that was asked, but for a spoken verb (法援办 of 法律援助案件)."""
    words, name = canonical("".join(spoken_verb(part)[1] for part in asked.split())), canonical(indicator)
    return uncovered(words, name) == 0 or abbreviates(words, name)
