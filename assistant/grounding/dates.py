"""Year words and dates: of the report's year, of a year that a figure beside them has, or of something else."""

from __future__ import annotations

import re

from assistant.drafting.slots import Slot, year_of
from assistant.drafting.years import dates_something_else, in_title, is_compared, rolled_year, rolls
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
        if _left_standing(gate, slot, named):
            gate.found[index] = gate.refuse(slot, f"与上年文字同一处的年份相同，应为{gate.supply.year}年")
            continue
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


def _left_standing(gate: Gate, slot: Slot, named: int) -> bool:
    """Whether it is last year's year in last year's words, where it was the year that was reported on."""
    base = gate.base
    if (
        base is None
        or slot.window
        or named != base.year
        or named != gate.supply.year - 1
        or is_compared(gate.text, slot.span)
    ):
        return False
    here = _around(gate.text, slot.span, 6, 1)
    same = [n for n in gate.base_dates if year_of(n) == named and _around(base.text, n.span, 6, 1) == here]
    return bool(same) and not any(dates_something_else(base.text, n) or is_compared(base.text, n.span) for n in same)


def _is_carried_date(gate: Gate, slot: Slot) -> bool:
    """Whether last year's text has the same date in the same words, as a date of something else than its year."""
    if gate.base is None:
        return False
    for number in gate.base_dates:
        if _around(gate.base.text, number.span) == _around(gate.text, slot.span):
            told = frozenset(s.figure.year for s in gate.base_slots() if s.figure and s.figure.year is not None)
            if rolled_year(gate.base.text, number, gate.base.year, gate.supply.year, told) is None:
                return True  # it stays from year to year
    return False


def _around(text: str, span: Span, before: int = 4, after: int = 4) -> str:
    return text[max(0, span.start - before) : span.end + after]
