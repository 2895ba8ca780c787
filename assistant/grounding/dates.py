"""Year words and dates: of the report's year, of a year that a figure beside them has, or of something else."""

from __future__ import annotations

import re

from assistant.drafting.slots import Slot, year_of
from assistant.drafting.years import dates_something_else, in_title, is_compared, rolls
from assistant.grounding.gate import Gate
from knowledge.spans import Span

_ASKED_BEFORE = re.compile(r"(?:(?!(?:19|20)\d\d年).)*【待补：上年", re.S)  # and no other year word in between


def judge_years(gate: Gate) -> None:
    """Judge every year word and date of the text; those of other things that last year's text has too are passed."""
    held = [
        (slot.figure.year, slot.sentence.start)
        for i, slot in enumerate(gate.slots)
        if slot.figure is not None and i in gate.found and gate.found[i].origin != "unsupported"
    ]
    for index, slot in enumerate(gate.slots):
        if slot.blank or slot.number.role not in ("year", "date"):
            continue
        named = year_of(slot.number)
        if named is None or in_title(gate.text, slot.span):
            continue
        supported = {year for year, sentence in held if sentence == slot.sentence.start}
        if _ASKED_BEFORE.match(gate.text, slot.span.end, slot.sentence.end):
            supported.add(gate.supply.year - 1)  # last year's value is asked for where its year stands
        in_window = named in slot.window and rolls(slot, gate.supply.year)
        if in_window or named in (gate.supply.year, gate.supply.year + 1):
            gate.found[index] = gate.say(slot, "computed", formula=f"报告年度{gate.supply.year}")
        elif _is_carried_date(gate, slot):
            continue
        elif named == gate.supply.year - 1 and (is_compared(gate.text, slot.span) or named in supported):
            gate.found[index] = gate.say(slot, "computed", formula=f"报告年度{gate.supply.year}的上一年")
        elif named in supported:
            gate.found[index] = gate.say(slot, "ledger")
        else:
            gate.found[index] = gate.refuse(slot, f"报告的是{gate.supply.year}年，{named}年没有依据")


def _is_carried_date(gate: Gate, slot: Slot) -> bool:
    """Whether last year's text has the same date in the same words, as a date of something else than its year."""
    if gate.base is None:
        return False
    for number in gate.base_dates:
        if _around(gate.base.text, number.span) == _around(gate.text, slot.span):
            older = (year_of(number) or 0) not in (gate.base.year - 1, gate.base.year, gate.base.year + 1)
            not_compared = year_of(number) == gate.base.year - 1 and not is_compared(gate.base.text, number.span)
            if older or not_compared or dates_something_else(gate.base.text, number):
                return True
    return False


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - 4) : span.end + 4]
