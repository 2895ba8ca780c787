"""Which part of one body is first (哪个所立案最多): its rows of one indicator, each with a scope of its own."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.matching.indicator_matching import matching_rows
from assistant.asking.matching.ledger_view import Fact, Wanted, fits
from assistant.asking.matching.narrowing import names_a_part
from assistant.asking.replying.shown_values import Shown, shown_of
from assistant.asking.values.single_values import Inquiry


def shown_parts(inquiry: Inquiry, wanted: Wanted, year: int, issuer: str) -> list[Shown]:
    """One value for each part of the issuer; [] where fewer than two are told, or one is told twice differently."""
    rows = inquiry.ledger.by_year.get(year, {}).get(issuer, ())
    for name in wanted.names:
        scoped = [prepared for prepared in rows if names_a_part(prepared.row.scope)]
        found = matching_rows(name, [one for one in scoped if fits(one.row, name, wanted)])
        facts = {candidate.row.scope: Fact((candidate.row,)) for candidate in found if candidate.same}
        amounts = {(candidate.row.scope, candidate.row.amount) for candidate in found if candidate.same}
        if len(facts) > 1 and len(amounts) == len(facts):
            return [shown_of(fact, issuer, year, inquiry.citing) for fact in facts.values()]
    return []


def part_names(shown: Sequence[Shown]) -> str:
    """The parts, as the report names them."""
    return "、".join(one.fact.lead.scope for one in shown)
