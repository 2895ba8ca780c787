"""How the slots of last year's text are filled: by a metric, the ledger, a relation, a change, or 【待补】."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.drafting.claims import turned
from assistant.drafting.drafts import Origin
from assistant.drafting.edits import Edit, Work
from assistant.drafting.movement_words import sign_of
from assistant.drafting.recomputing import Relation, find_relations, rounded, trusted_relations
from assistant.drafting.slots import Slot, decimals, label_of, plain
from assistant.drafting.supply import MARGIN, Past, cited
from assistant.drafting.values import cell_words, change_of, given_change, reference_year, written_change, written_value
from assistant.drafting.years import rolls
from assistant.metrics.supplied import Metric, unit_factor
from knowledge.spans import Span


def _open(work: Work) -> list[int]:
    return [i for i, slot in enumerate(work.slots) if slot.number.role == "quantity" and i not in work.done]


def _is_this_year(slot: Slot, base_year: int) -> bool:
    return slot.figure is not None and slot.figure.year in (None, base_year)


def fill_values(work: Work) -> None:
    """A metric fills the slots that it fits best; a slot that fits clearly worse is about something else."""
    chosen: dict[int, Metric] = {}
    for index in _open(work):
        slot = work.slots[index]
        if _is_this_year(slot, work.base.year) and slot.number.upper is None:
            metric = work.supply.metric_for(slot)
            if metric is not None and work.supply.is_its_place(slot, metric):
                chosen[index] = metric
    for index, metric in chosen.items():
        score = work.supply.score(work.slots[index], metric)
        rivals = [i for i, m in chosen.items() if m is metric]
        best = max(work.supply.score(work.slots[i], metric) for i in rivals)
        if best - score >= MARGIN:
            continue
        first = next(i for i in rivals if best - work.supply.score(work.slots[i], metric) < MARGIN)
        if work.slots[index].number.amount == work.slots[first].number.amount:
            _fill(work, index, metric)
        else:  # last year's text gave another value here: a part of it, or another count under the same name
            words = work.slots[index].span.of(work.base.text)
            work.warnings.append(
                f"“{metric.indicator}”在上年文字中有不同数值，本年值只填入第一处；原“{words}”一处请补写"
            )


def _fill(work: Work, index: int, metric: Metric) -> None:
    slot = work.slots[index]
    written = written_value(slot, metric, exact=work.exact)
    work.filled[index] = metric
    work.amounts[index] = metric.amount
    work.put(index, Edit(written.span, written.text, written.number, "metric", metric.indicator))
    if slot.level:
        _follow(work, slot, metric)
    if slot.figure is not None and slot.figure.period:
        work.warnings.append(f"“{metric.indicator}”的统计时段在上年文字中为“{slot.figure.period}”，请确认本年时段")


def _follow(work: Work, slot: Slot, metric: Metric) -> None:
    """下降到5%: the word before a level follows the movement; an unknown one goes (…为5%)."""
    assert slot.word is not None
    sign = work.supply.movement(metric)
    word = slot.word.of(work.base.text)
    if sign is None or sign == 0:
        work.edits.append(Edit(Span(slot.word.start, slot.span.start), "为"))
    else:
        new = turned(word, sign)
        basis = f"{metric.indicator}与上年相比"
        work.edits.append(Edit(slot.word, new, Span(0, len(new)), "computed", metric.indicator, basis))
    if sign is not None and sign != sign_of(word):
        work.turned.append(slot.span)


def fill_earlier_years(work: Work) -> None:
    """去年的600件: the value of the year before, from 上年 or the ledger; older years only as the ledger has them."""
    for index in _open(work):
        slot = work.slots[index]
        if slot.figure is None or slot.is_change or slot.figure.planned or slot.figure.year is None:
            continue
        if slot.figure.year >= work.base.year:
            continue
        year = _earlier_year(work, slot, slot.figure.year)
        past = work.supply.past_for(slot, year)
        if past is not None:
            work.amounts[index] = past.amount
            work.put(index, _past_edit(slot, past, f"{year}年值"))


def _earlier_year(work: Work, slot: Slot, named: int) -> int:
    """Which year an earlier year's value stands for in the new report: last year's, or the next of its window."""
    if named == work.base.year - 1 or rolls(slot, work.base.year):
        return named + work.supply.year - work.base.year
    return named


def _past_edit(slot: Slot, past: Past, formula: str) -> Edit:
    text = cell_words(slot, past.value, past.unit, past.amount) if slot.bare else f"{past.value}{past.unit}"
    origin: Origin = "ledger" if past.row else "metric"
    citation = cited(past.row) if past.row else None
    return Edit(slot.span, text, Span(0, len(text)), origin, slot.indicator, formula, citation)


def fill_relations(work: Work) -> None:
    """Totals, remainders and shares that last year's own numbers show to be computed."""
    relations = trusted_relations(work.base.text, work.slots, find_relations(work.base.text, work.slots))
    for _ in range(3):  # a share may rest on a total that rests on parts
        for relation in relations:
            slot = work.slots[relation.slot]
            value = relation.value(work.amounts) if relation.slot in _open(work) else None
            if value is None or value < 0 or not _agreed(work, relation, relations):
                continue
            places = decimals(slot.number.value)
            if relation.kind == "ratio":
                value = rounded(value, places)
                text = f"{plain(value)}%"
            else:
                unit = _common_unit(work, relation.terms, slot)
                text = f"{plain(value / unit_factor(unit))}{unit}"
            work.amounts[relation.slot] = value
            formula = f"{relation.formula(work.amounts)}={text}"
            written = Span(0, len(text))
            work.put(relation.slot, Edit(slot.span, text, written, "computed", slot.indicator or None, formula))


def _agreed(work: Work, relation: Relation, relations: Sequence[Relation]) -> bool:
    """Whether every whole that last year's share may rest on gives the same share this year."""
    if relation.kind != "ratio":
        return True
    values: set[Decimal] = set()
    wholes: dict[Decimal | None, bool] = {}
    for rival in relations:
        if rival.slot == relation.slot and rival.kind == "ratio":
            whole, value = work.slots[rival.terms[1]].number.amount, rival.value(work.amounts)
            wholes[whole] = wholes.get(whole, False) or value is not None
            values |= {rounded(value, decimals(work.slots[rival.slot].number.value))} if value is not None else set()
    return len(values) == 1 and all(wholes.values())


def _common_unit(work: Work, terms: Sequence[int], slot: Slot) -> str:
    units = {work.filled[term].unit for term in terms if term in work.filled}
    return units.pop() if len(units) == 1 else slot.number.unit


def fill_changes(work: Work) -> None:
    """同比, 较上年, 百分点: computed from the metric and last year's value; the direction word follows the sign."""
    for index in _open(work):
        slot = work.slots[index]
        if not slot.is_change:
            continue
        metric = _subject(work, index)
        compared = reference_year(slot, work.base.year, work.supply.year)
        past = work.supply.past(metric, compared) if metric and compared else None
        change = change_of(slot, metric, past) if metric and past else given_change(metric, compared, work.supply.year)
        if metric is None or change is None:
            _blank_change(work, index, metric)
            continue
        written = written_change(work.base.text, slot, change)
        given = past is None
        citation = cited(past.row) if past and past.row else None
        origin: Origin = "metric" if given else "computed"
        work.put(
            index,
            Edit(written.span, written.text, written.number, origin, metric.indicator, change.formula, citation),
        )
        sign = (change.amount > 0) - (change.amount < 0)
        _note_turn(work, slot, sign)


def _subject(work: Work, index: int) -> Metric | None:
    """The metric a change is about: by its own indicator, else the value just before it in the sentence."""
    slot = work.slots[index]
    before = [i for i in range(index) if slot.sentence.contains(work.slots[i].span)]
    values = [i for i in before if work.slots[i].number.role == "quantity" and not work.slots[i].is_change]
    metric = work.supply.moving_metric(slot)
    if metric is not None:
        of_a_part = (
            bool(values) and values[-1] not in work.filled and work.slots[values[-1]].indicator == slot.indicator
        )
        return None if of_a_part and _is_this_year(work.slots[values[-1]], work.base.year) else metric
    if not values or values[-1] not in work.filled:
        return None
    last = work.slots[values[-1]]
    return work.filled[values[-1]] if slot.indicator in ("", last.indicator) else None


def _note_turn(work: Work, slot: Slot, sign: int) -> None:
    if slot.word is None:
        return
    before = sign_of(slot.word.of(work.base.text)) * (-1 if slot.number.value.startswith("-") else 1)
    if before and sign != before:
        work.turned.append(slot.span)


def _blank_change(work: Work, index: int, metric: Metric | None) -> None:
    slot = work.slots[index]
    start = slot.word.start if slot.word else slot.span.start
    values = [s for s in work.slots[:index] if s.number.role == "quantity" and not s.is_change]
    before = values[-1] if values and slot.sentence.contains(values[-1].span) else None
    name = metric.indicator if metric else label_of(work.base.text, slot, before)
    label = name if name.endswith(("同比", "变化", "增长", "增幅")) else f"{name}同比"
    _blank(work, index, Span(start, slot.span.end), label, "")


def leave_blank(work: Work) -> None:
    """Whatever is still open becomes 【待补：指标】: an old value never stays."""
    for index in _open(work):
        slot = work.slots[index]
        label = label_of(work.base.text, slot)
        if slot.figure is not None and slot.figure.year is not None and slot.table is not None:
            label = f"{label}（{_cell_year(work, slot, slot.figure.year)}年）"
        elif slot.figure is not None and slot.figure.year == work.base.year - 1:
            label = f"上年{label}"
        if slot.figure is not None and slot.figure.planned:
            label = f"计划{label}"
        start = (
            slot.word.start if slot.word and slot.level else slot.span.start
        )  # 增加到9亿: last year's movement goes too
        _blank(work, index, Span(start, slot.span.end), label, slot.number.unit)


def _cell_year(work: Work, slot: Slot, named: int) -> int:
    this = named == work.base.year
    return work.supply.year if this else _earlier_year(work, slot, named)


def _blank(work: Work, index: int, span: Span, label: str, unit: str) -> None:
    """【待补：指标】 with the unit left to stand after it (清单事项…项 says it once; in a cell: none)."""
    if work.slots[index].bare:
        unit = ""
    elif unit == "项" and len(label) > 3:
        label = label.removesuffix("事项")
    work.put(index, Edit(span, f"【待补：{label}】{unit}"))
    if label not in work.missing:
        work.missing.append(label)
