"""Levels, values of earlier years, changes, and what follows from other numbers: each has an origin or is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.drafting.drafts import DraftFigure, Origin
from assistant.drafting.movement_words import sign_of
from assistant.drafting.recomputing import find_relations, honest_approximation
from assistant.drafting.slots import Slot, decimals, is_fixed_term, is_idiom, plain
from assistant.drafting.supply import cited
from assistant.drafting.values import change_of, given_change, reference_year
from assistant.drafting.years import in_title
from assistant.grounding.gate import Gate
from assistant.grounding.places import in_a_parts_place
from assistant.metrics.supplied import Metric


def judged_value(gate: Gate, slot: Slot) -> DraftFigure | None:
    """A quantity's origin; None for numbers that are no figures (names, articles, ordinals) and for years."""
    if slot.blank or slot.number.role != "quantity" or is_idiom(slot) or in_title(gate.text, slot.span):
        return None
    if slot.is_change:
        return _judge_change(gate, slot)
    if slot.figure is None:
        carried = is_fixed_term(slot) and _is_carried(gate, slot)
        return None if carried else gate.refuse(slot, "看不出是什么指标，也没有依据")
    return _judge_figure(gate, slot, slot.figure.year, planned=slot.figure.planned)


def _judge_figure(gate: Gate, slot: Slot, named: int | None, *, planned: bool) -> DraftFigure:
    if not planned and named is not None and named < gate.supply.year:
        return _judge_past(gate, slot, named)
    if not planned and named is not None and named > gate.supply.year:
        return gate.refuse(slot, f"{named}年的数据没有依据")
    return _judge_level(gate, slot)


def _judge_level(gate: Gate, slot: Slot) -> DraftFigure:
    metric = gate.supply.metric_for(slot)
    if metric is not None:
        if _equals(slot, metric.amount):
            if in_a_parts_place(gate, slot, metric):
                return gate.refuse(slot, f"上年文字此处的数不是全部的“{metric.indicator}”，而是其中一部分或另一口径")
            formula = f"{metric.value}{metric.unit}" if slot.number.approximation else None
            return gate.say(slot, "metric", metric.indicator, formula)
        return gate.refuse(slot, f"供稿“{metric.indicator}”为{metric.value}{metric.unit}，与文中不同")
    row = gate.supply.row_for(slot.names, slot.scope, slot.number.amount_unit, gate.supply.year)
    if row is not None and row.amount is not None and _equals(slot, row.amount):
        return replace(gate.say(slot, "ledger", row.indicator), citation=cited(row))
    return gate.refuse(slot, f"没有“{slot.indicator}”{gate.supply.year}年的供稿数据或台账数据")


def _judge_past(gate: Gate, slot: Slot, named: int) -> DraftFigure:
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


def _judge_change(gate: Gate, slot: Slot) -> DraftFigure:
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


def _signed(gate: Gate, slot: Slot) -> Decimal:
    """The change as the text says it: 下降9.79% → -9.79; 增长-9.79% → -9.79."""
    size = slot.number.amount or Decimal(0)
    value = slot.number.value.replace(",", "").replace("，", "")
    if slot.number.amount_unit not in ("%", "倍") and "百分点" not in slot.number.unit:
        size = Decimal(value) if _is_decimal(value) else size
    word = slot.word.of(gate.text) if slot.word else ""
    return abs(size) * -1 if sign_of(word) < 0 else size


def _is_decimal(value: str) -> bool:
    return value.replace(".", "", 1).lstrip("-").isdigit() and value.isascii()


def _before(gate: Gate, slot: Slot) -> Metric | None:
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


def accept_relations(gate: Gate) -> None:
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


def _is_carried(gate: Gate, slot: Slot) -> bool:
    if gate.base is None:
        return False
    start, end = slot.span
    left, right = gate.text[max(0, start - 4) : end], gate.text[start : end + 4]
    return left in gate.base.text or right in gate.base.text
