"""Several things asked for in one breath, each by the report's very own name: 医疗器械抽检 and 化妆品不合格.

What one of them shares with another (抽检不合格) is only looked for where the names as they stand are not held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.asking.matching.ledger_view import Wanted
from assistant.asking.replying.shown_values import Shown, shown_of
from assistant.asking.values.single_values import Inquiry

_JOINT = re.compile(r"、|(?:以及|[和与及跟])(?=\s*[\u4e00-\u9fff“\"《\dA-Za-z])")
_MOST = 5  # joints; more of them make a list whose every way of taking it apart is not tried


def listed_by_name(inquiry: Inquiry, words: str) -> list[list[Shown]] | None:
    """One value for each name that ``words`` joins; None unless every name is held, for one body and in one value."""
    joints = list(_JOINT.finditer(words))
    if not 0 < len(joints) <= _MOST or _named(inquiry, words) is not None:
        return None
    for parts in _taken_apart(words, joints):
        found = [_named(inquiry, part) for part in parts]
        held = [one for one in found if one is not None]
        if len(held) == len(parts) and len({one.fact.lead.id for one in held}) == len(held):
            return [[one] for one in held]
    return None


def _taken_apart(words: str, joints: Sequence[re.Match[str]]) -> Iterator[list[str]]:
    """Every way to take the list apart, into the fewest names first: a name may hold 和 itself."""
    for count in range(1, len(joints) + 1):
        for cuts in combinations(joints, count):
            starts = [0, *(cut.end() for cut in cuts)]
            ends = [*(cut.start() for cut in cuts), len(words)]
            parts = [words[start:end].strip() for start, end in zip(starts, ends, strict=True)]
            if all(len(part) > 1 for part in parts):
                yield parts


def _named(inquiry: Inquiry, name: str) -> Shown | None:
    question, ledger = inquiry.question, inquiry.ledger
    wanted = Wanted(
        names=(name.replace(" ", ""),), family=question.family, unit=question.unit, planned=question.planned
    )
    years = question.years[-1:] or [year for year in reversed(ledger.years_with_rows()) if year <= question.as_of.year]
    for year in years:
        found = ledger.named(wanted, year, question.issuers)
        if found:
            facts = found[0].facts
            alone = len(found) == 1 and len(facts) == 1
            return shown_of(facts[0], found[0].issuer, year, inquiry.citing) if alone else None
    return None
