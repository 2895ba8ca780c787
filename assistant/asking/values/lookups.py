"""Looks up what is asked for one year: published figures, or a rate computed from two of them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.replying.citing import Citing
from assistant.asking.replying.shown_values import Shown, shown_of
from assistant.asking.understanding.questions import Question
from assistant.asking.values.made_values import Inputs, definition_of, made_value


def wanted_of(question: Question) -> Wanted:
    """What the question's main indicator looks for."""
    names = question.means or ((question.indicator,) if question.indicator else ())
    return Wanted(
        names=names,
        family=question.family,
        planned=question.planned,
        part=question.part,
        every_name=question.ambiguous,
        unit=question.unit,
    )


def look_up(ledger: Ledger, citing: Citing, wanted: Wanted, year: int, issuers: Sequence[str]) -> list[list[Shown]]:
    """One list for each issuer that has something for ``year``; several values in it disagree."""
    found = ledger.find(wanted, year, issuers)
    shown = [[shown_of(fact, found_one.issuer, year, citing) for fact in found_one.facts] for found_one in found]
    told = {found_one.issuer for found_one in found}
    if not wanted.planned and any(definition_of(name) for name in wanted.names):
        rest = [issuer for issuer in issuers or ledger.issuers if issuer not in told]
        made = [made_value(Inputs(ledger, citing, year, issuer), wanted) for issuer in rest]
        shown += [[one] for one in made if one]
    return shown


def newest_year(ledger: Ledger, wanted: Wanted, issuers: Sequence[str], no_later_than: int) -> int | None:
    """The newest year that has what is asked, None when no year has."""
    for year in reversed(ledger.years_with_rows()):
        if year <= no_later_than and look_up(ledger, Citing(), wanted, year, issuers):
            return year
    return None
