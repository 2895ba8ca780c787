"""Every number and citation of a text → its evidence, or unsupported. The last gate before anything leaves."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.drafting.claims import find_claims, known_sign
from assistant.drafting.drafts import DraftFigure, LastSection, Origin
from assistant.drafting.implied_names import with_implied_names
from assistant.drafting.movement_words import sign_of
from assistant.drafting.recomputing import find_relations, honest_approximation
from assistant.drafting.slots import Slot, decimals, find_slots, is_fixed_term, is_idiom, plain, year_of
from assistant.drafting.supply import Supply, cited
from assistant.drafting.values import change_of, given_change, reference_year
from assistant.drafting.years import dates_something_else, in_title, is_compared, rolls
from assistant.metrics.supplied import Metric
from knowledge.laws.citations import find_law_citations
from knowledge.laws.register import LawRegister
from knowledge.library import LedgerRow
from knowledge.quantities import Number, find_numbers
from knowledge.spans import Span

_ASKED_BEFORE = re.compile(r"(?:(?!(?:19|20)\d\d年).)*【待补：上年", re.S)  # and no other year word in between


@dataclass(slots=True)
class _Gate:
    text: str
    supply: Supply
    slots: list[Slot]
    base: LastSection | None
    found: dict[int, DraftFigure] = field(default_factory=dict)
    base_dates: list[Number] = field(default_factory=list)

    def say(self, slot: Slot, origin: Origin, metric: str | None = None, formula: str | None = None) -> DraftFigure:
        return DraftFigure(slot.span, slot.span.of(self.text), origin, metric, formula)

    def refuse(self, slot: Slot, reason: str) -> DraftFigure:
        return DraftFigure(slot.span, slot.span.of(self.text), "unsupported", reason=reason)


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
    gate = _Gate(text, Supply(metrics, rows, year, base), slots, base)
    if base is not None:
        gate.base_dates = [number for number in find_numbers(base.text) if number.role in ("year", "date")]
    for index, slot in enumerate(gate.slots):
        judged = _judged(gate, slot)
        if judged is not None:
            gate.found[index] = judged
    _accept_relations(gate)
    _judge_years(gate)
    figures = [*gate.found.values(), *_claims(gate), *_laws(gate, laws, day)]
    return sorted(figures, key=lambda figure: figure.span)


def unsupported(figures: Sequence[DraftFigure]) -> list[DraftFigure]:
    """Those without evidence."""
    return [figure for figure in figures if figure.origin == "unsupported"]


def _judged(gate: _Gate, slot: Slot) -> DraftFigure | None:
    """A quantity's origin; None for numbers that are no figures (names, articles, ordinals) and for years."""
    if slot.blank or slot.number.role != "quantity" or is_idiom(slot) or in_title(gate.text, slot.span):
        return None
    if slot.is_change:
        return _judge_change(gate, slot)
    if slot.figure is None:
        carried = is_fixed_term(slot) and _is_carried(gate, slot)
        return None if carried else gate.refuse(slot, "看不出是什么指标，也没有依据")
    return _judge_figure(gate, slot, slot.figure.year, planned=slot.figure.planned)


def _judge_figure(gate: _Gate, slot: Slot, named: int | None, *, planned: bool) -> DraftFigure:
    if not planned and named is not None and named < gate.supply.year:
        return _judge_past(gate, slot, named)
    if not planned and named is not None and named > gate.supply.year:
        return gate.refuse(slot, f"{named}年的数据没有依据")
    return _judge_level(gate, slot)


def _judge_level(gate: _Gate, slot: Slot) -> DraftFigure:
    metric = gate.supply.metric_for(slot)
    if metric is not None:
        if _equals(slot, metric.amount):
            if _moved_otherwise(gate, slot, metric):
                return gate.refuse(slot, f"“{metric.indicator}”的走势与文中不同，或没有上年值可以判断")
            formula = f"{metric.value}{metric.unit}" if slot.number.approximation else None
            return gate.say(slot, "metric", metric.indicator, formula)
        return gate.refuse(slot, f"供稿“{metric.indicator}”为{metric.value}{metric.unit}，与文中不同")
    row = gate.supply.row_for(slot.names, slot.scope, slot.number.amount_unit, gate.supply.year)
    if row is not None and row.amount is not None and _equals(slot, row.amount):
        return replace(gate.say(slot, "ledger", row.indicator), citation=cited(row))
    return gate.refuse(slot, f"没有“{slot.indicator}”{gate.supply.year}年的供稿数据或台账数据")


def _moved_otherwise(gate: _Gate, slot: Slot, metric: Metric) -> bool:
    """下降到5%: the word before a level, held against the movement."""
    return slot.level and slot.word is not None and gate.supply.movement(metric) != sign_of(slot.word.of(gate.text))


def _judge_past(gate: _Gate, slot: Slot, named: int) -> DraftFigure:
    past = gate.supply.past_for(slot, named)
    if past is not None and _equals(slot, past.amount):
        origin: Origin = "ledger" if past.row else "metric"
        return replace(gate.say(slot, origin, slot.indicator), citation=cited(past.row) if past.row else None)
    held = f"应为{past.value}{past.unit}" if past else "没有依据"
    return gate.refuse(slot, f"{named}年的“{slot.indicator}”{held}")


def _equals(slot: Slot, amount: Decimal) -> bool:
    shown = slot.number.amount
    if shown is None or slot.number.upper is not None:
        return False
    if slot.number.approximation:
        return honest_approximation(slot.number.approximation, shown, amount)
    return shown == amount


def _judge_change(gate: _Gate, slot: Slot) -> DraftFigure:
    metric = gate.supply.moving_metric(slot) or _before(gate, slot)
    if metric is None:
        return gate.refuse(slot, "看不出是哪个指标的变化，或没有该指标的供稿数据")
    compared = reference_year(slot, gate.supply.year, gate.supply.year)
    past = gate.supply.past(metric, compared) if compared else None
    true = change_of(slot, metric, past) if past else given_change(metric, compared, gate.supply.year)
    if true is None:
        return gate.refuse(slot, f"没有“{metric.indicator}”的上年值，变化无法核算")
    if _same_unit(slot, true.unit) and abs(_signed(gate, slot) - true.amount) <= _half_step(slot):
        return replace(
            gate.say(slot, "computed" if past else "metric", metric.indicator, true.formula),
            citation=cited(past.row) if past and past.row else None,
        )
    return gate.refuse(slot, f"“{metric.indicator}”的变化应为{plain(true.amount)}{true.unit}（{true.formula}）")


def _same_unit(slot: Slot, unit: str) -> bool:
    shown = slot.number.amount_unit or slot.number.unit
    return shown == unit or ("百分点" in shown and "百分点" in unit) or slot.number.unit == unit


def _half_step(slot: Slot) -> Decimal:
    return Decimal(1).scaleb(-decimals(slot.number.value)) / 2


def _signed(gate: _Gate, slot: Slot) -> Decimal:
    """The change as the text says it: 下降9.79% → -9.79; 增长-9.79% → -9.79."""
    size = slot.number.amount or Decimal(0)
    value = slot.number.value.replace(",", "").replace("，", "")
    if slot.number.amount_unit not in ("%", "倍") and "百分点" not in slot.number.unit:
        size = Decimal(value) if _is_decimal(value) else size
    word = slot.word.of(gate.text) if slot.word else ""
    return abs(size) * -1 if sign_of(word) < 0 else size


def _is_decimal(value: str) -> bool:
    return value.replace(".", "", 1).lstrip("-").isdigit() and value.isascii()


def _before(gate: _Gate, slot: Slot) -> Metric | None:
    values = [
        s
        for s in gate.slots
        if s.number.role == "quantity"
        and not s.is_change
        and slot.sentence.contains(s.span)
        and s.span.end <= slot.span.start
    ]
    if not values or slot.indicator not in ("", values[-1].indicator):
        return None
    return gate.supply.metric_for(values[-1])


def _accept_relations(gate: _Gate) -> None:
    """A total, remainder or share that follows from numbers that are supported is computed."""
    relations = find_relations(gate.text, gate.slots)
    for _ in range(3):
        amounts = {
            index: slot.number.amount
            for index, slot in enumerate(gate.slots)
            if slot.number.amount is not None and index in gate.found and gate.found[index].origin != "unsupported"
        }
        for relation in relations:
            judged = gate.found.get(relation.slot)
            slot = gate.slots[relation.slot]
            contradicted = gate.supply.metric_for(slot) is not None
            if judged is None or judged.origin != "unsupported" or contradicted:
                continue
            value = relation.value(amounts)
            if value is None or slot.number.amount is None:
                continue
            if abs(value - slot.number.amount) <= (_half_step(slot) if relation.kind == "ratio" else Decimal(0)):
                formula = f"{relation.formula(amounts)}={slot.span.of(gate.text)}"
                gate.found[relation.slot] = gate.say(slot, "computed", slot.indicator or None, formula)


def _judge_years(gate: _Gate) -> None:
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


def _is_carried_date(gate: _Gate, slot: Slot) -> bool:
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


def _is_carried(gate: _Gate, slot: Slot) -> bool:
    if gate.base is None:
        return False
    start, end = slot.span
    left, right = gate.text[max(0, start - 4) : end], gate.text[start : end + 4]
    return left in gate.base.text or right in gate.base.text


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - 4) : span.end + 4]


def _claims(gate: _Gate) -> list[DraftFigure]:
    """Direction words without a number, held against what the metrics did."""
    judged = []
    for claim in find_claims(gate.text, gate.slots):
        sign, names = known_sign(claim, gate.slots, gate.supply)
        if sign is not None and sign == claim.sign:
            judged.append(DraftFigure(claim.span, claim.word, "computed", names, f"{names}与上年相比"))
        else:
            why = f"“{names}”的走势与此不同或无法判断" if names else "没有可以判断升降的指标"
            judged.append(DraftFigure(claim.span, claim.word, "unsupported", reason=why))
    return judged


def _laws(gate: _Gate, laws: LawRegister | None, day: datetime.date | None) -> list[DraftFigure]:
    """Citations of articles: resolved in the register, or the very words of last year's text."""
    judged = []
    known = laws.names() if laws else []
    for citation in find_law_citations(gate.text, known):
        if citation.article is None:
            continue
        words = citation.span.of(gate.text)
        carried = gate.base is not None and words in gate.base.text
        message = "没有法规库可核对"
        held = False
        if laws is not None:
            resolution = laws.resolve(citation, day or datetime.date(gate.supply.year, 12, 31))
            held, message = resolution.verdict == "exact", resolution.message
            carried = carried and resolution.verdict == "not_in_library"
        origin: Origin = "regulation" if held or carried else "unsupported"
        judged.append(DraftFigure(citation.span, words, origin, reason="" if origin == "regulation" else message))
    return judged
