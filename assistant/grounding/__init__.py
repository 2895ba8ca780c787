"""Every number and citation of a text → its evidence, or unsupported. The last gate before anything leaves."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from assistant.drafting.drafts import DraftFigure, LastSection
from assistant.drafting.implied_names import with_implied_names
from assistant.drafting.slots import find_slots
from assistant.drafting.supply import Supply
from assistant.grounding.dates import judge_years
from assistant.grounding.gate import Gate
from assistant.grounding.values import accept_relations, judged_value
from assistant.grounding.wording import judged_claims, judged_laws, judged_levels
from assistant.metrics.supplied import Metric
from knowledge.laws.register import LawRegister
from knowledge.library import LedgerRow
from knowledge.quantities import find_numbers

__all__ = ["unsupported", "verify"]


def verify(
    text: str,
    metrics: Sequence[Metric],
    rows: Sequence[LedgerRow],
    *,
    year: int,
    base: LastSection | None = None,
    laws: LawRegister | None = None,
    day: datetime.date | None = None,
) -> list[DraftFigure]:
    """Where each number, law citation and bare direction word of ``text`` comes from, in order of span.

    ``rows`` are the issuer's ledger rows (any year), ``year`` is the year the text reports on, ``base`` the text it
    was made from. With ``laws``, citations are resolved as of ``day``; one the register does not hold stays if
    ``base`` has it. A number that nothing here supports is ``unsupported``, with the reason.
    """
    slots = with_implied_names(text, find_slots(text, year), base.title if base else "")
    gate = Gate(text, Supply(metrics, rows, year, base), slots, base)
    if base is not None:
        gate.base_dates = [number for number in find_numbers(base.text) if number.role in ("year", "date")]
    for index, slot in enumerate(gate.slots):
        judged = judged_value(gate, slot)
        if judged is not None:
            gate.found[index] = judged
    accept_relations(gate)
    judge_years(gate)
    figures = [*gate.found.values(), *judged_claims(gate), *judged_levels(gate), *judged_laws(gate, laws, day)]
    return sorted(figures, key=lambda figure: figure.span)


def unsupported(figures: Sequence[DraftFigure]) -> list[DraftFigure]:
    """Those without evidence."""
    return [figure for figure in figures if figure.origin == "unsupported"]
