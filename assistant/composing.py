"""Last year's section + this year's values → this year's section. Every number is a slot; no old value survives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.claims import find_claims, known_sign, reason_sentences, turned
from assistant.drafts import Draft, DraftFigure, Origin
from assistant.evidence import Citation
from assistant.metrics import Metric, unit_factor
from assistant.movement_words import sign_of
from assistant.recomputing import find_relations, rounded
from assistant.slots import Slot, decimals, find_slots, is_fixed_term, is_idiom, label_of, plain, year_of
from assistant.supply import MARGIN, Past, Supply, cited
from assistant.values import change_of, given_change, reference_year, written_change, written_value
from assistant.years import in_title, rolled_year, with_year
from knowledge.library import LedgerRow
from knowledge.spans import Span


@dataclass(frozen=True, slots=True)
class LastSection:
    """The section a draft is made from. ``year`` is its report's year."""

    text: str
    year: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words of last year's text replaced; ``number`` is where the new number stands within ``text``, if any."""

    span: Span
    text: str
    number: Span | None = None
    origin: Origin = "metric"
    metric: str | None = None
    formula: str | None = None
    citation: Citation | None = None


@dataclass(slots=True)
class _Work:
    """What is known while one section is composed."""

    base: LastSection
    supply: Supply
    slots: list[Slot]
    filled: dict[int, Metric] = field(default_factory=dict)
    amounts: dict[int, Decimal] = field(default_factory=dict)
    edits: list[_Edit] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    turned: list[Span] = field(default_factory=list)

    def put(self, index: int, edit: _Edit) -> None:
        self.edits.append(edit)
        self.done.add(index)


def compose(base: LastSection, metrics: Sequence[Metric], rows: Sequence[LedgerRow], year: int) -> Draft:
    """The section of ``year``; ``rows`` are the issuer's ledger rows of earlier years (for 上年 values)."""
    work = _Work(base, Supply(metrics, rows, year), find_slots(base.text, base.year))
    _carry(work)
    _fill_values(work)
    _fill_earlier_years(work)
    _fill_relations(work)
    _fill_changes(work)
    _leave_blank(work)
    _roll_years(work)
    _turn_claims(work)
    _mark_reasons(work)
    return _draft(work, metrics)


def _carry(work: _Work) -> None:
    """Numbers that are no figure of the year stay: names, articles, ordinals, idioms, fixed terms."""
    for index, slot in enumerate(work.slots):
        if slot.number.role not in ("quantity", "year", "date") or is_idiom(slot):
            work.done.add(index)
        elif slot.number.role == "quantity" and (is_fixed_term(slot) or in_title(work.base.text, slot.span)):
            work.done.add(index)
            words = slot.span.of(work.base.text)
            work.warnings.append(f"“{words}”按期限或名称原样保留，请确认本年仍然适用")


def _open(work: _Work) -> list[int]:
    return [i for i, slot in enumerate(work.slots) if slot.number.role == "quantity" and i not in work.done]


def _is_this_year(slot: Slot, base_year: int) -> bool:
    return slot.figure is not None and slot.figure.year in (None, base_year)


def _fill_values(work: _Work) -> None:
    """A metric fills the slots that it fits best; a slot that fits clearly worse is about something else."""
    chosen: dict[int, Metric] = {}
    for index in _open(work):
        slot = work.slots[index]
        if _is_this_year(slot, work.base.year) and slot.number.upper is None:
            metric = work.supply.metric_for(slot)
            if metric is not None:
                chosen[index] = metric
    for index, metric in chosen.items():
        score = work.supply.score(work.slots[index], metric)
        best = max(work.supply.score(work.slots[i], m) for i, m in chosen.items() if m is metric)
        if best - score < MARGIN:
            _fill(work, index, metric)


def _fill(work: _Work, index: int, metric: Metric) -> None:
    slot = work.slots[index]
    written = written_value(slot, metric.value, metric.unit, metric.amount)
    work.filled[index] = metric
    work.amounts[index] = metric.amount
    work.put(index, _Edit(written.span, written.text, written.number, "metric", metric.indicator))
    if slot.figure is not None and slot.figure.period:
        work.warnings.append(f"“{metric.indicator}”的统计时段在上年文字中为“{slot.figure.period}”，请确认本年时段")


def _fill_earlier_years(work: _Work) -> None:
    """去年的600件: the value of the year before, from 上年 or the ledger; older years only as the ledger has them."""
    for index in _open(work):
        slot = work.slots[index]
        if slot.figure is None or slot.is_change or slot.figure.planned or slot.figure.year is None:
            continue
        if slot.figure.year >= work.base.year:
            continue
        last = slot.figure.year == work.base.year - 1
        past = work.supply.past_for(slot, work.supply.year - 1 if last else slot.figure.year)
        if past is not None:
            work.amounts[index] = past.amount
            work.put(index, _past_edit(slot, past))


def _past_edit(slot: Slot, past: Past) -> _Edit:
    text = f"{past.value}{past.unit}"
    origin: Origin = "ledger" if past.row else "metric"
    citation = cited(past.row) if past.row else None
    return _Edit(slot.span, text, Span(0, len(text)), origin, slot.indicator, "上年值", citation)


def _fill_relations(work: _Work) -> None:
    """Totals, remainders and shares that last year's own numbers show to be computed."""
    relations = find_relations(work.base.text, work.slots)
    for _ in range(3):  # a share may rest on a total that rests on parts
        for relation in relations:
            slot = work.slots[relation.slot]
            value = relation.value(work.amounts) if relation.slot in _open(work) else None
            if value is None or value < 0:
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
            work.put(relation.slot, _Edit(slot.span, text, written, "computed", slot.indicator or None, formula))


def _common_unit(work: _Work, terms: Sequence[int], slot: Slot) -> str:
    units = {work.filled[term].unit for term in terms if term in work.filled}
    return units.pop() if len(units) == 1 else slot.number.unit


def _fill_changes(work: _Work) -> None:
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
            _Edit(written.span, written.text, written.number, origin, metric.indicator, change.formula, citation),
        )
        sign = (change.amount > 0) - (change.amount < 0)
        _note_turn(work, slot, sign)


def _subject(work: _Work, index: int) -> Metric | None:
    """The metric a change is about: by its own indicator, else the value just before it in the sentence."""
    slot = work.slots[index]
    metric = work.supply.moving_metric(slot)
    if metric is not None:
        return metric
    before = [i for i in range(index) if slot.sentence.contains(work.slots[i].span)]
    values = [i for i in before if work.slots[i].number.role == "quantity" and not work.slots[i].is_change]
    if not values or values[-1] not in work.filled:
        return None
    last = work.slots[values[-1]]
    return work.filled[values[-1]] if slot.indicator in ("", last.indicator) else None


def _note_turn(work: _Work, slot: Slot, sign: int) -> None:
    if slot.word is None:
        return
    before = sign_of(slot.word.of(work.base.text)) * (-1 if slot.number.value.startswith("-") else 1)
    if before and sign != before:
        work.turned.append(slot.span)


def _blank_change(work: _Work, index: int, metric: Metric | None) -> None:
    slot = work.slots[index]
    start = slot.word.start if slot.word else slot.span.start
    values = [s for s in work.slots[:index] if s.number.role == "quantity" and not s.is_change]
    before = values[-1] if values and slot.sentence.contains(values[-1].span) else None
    name = metric.indicator if metric else label_of(work.base.text, slot, before)
    label = name if name.endswith(("同比", "变化", "增长", "增幅")) else f"{name}同比"
    _blank(work, index, Span(start, slot.span.end), label, "")


def _leave_blank(work: _Work) -> None:
    for index in _open(work):
        slot = work.slots[index]
        label = label_of(work.base.text, slot)
        if slot.figure is not None and slot.figure.year == work.base.year - 1:
            label = f"上年{label}"
        if slot.figure is not None and slot.figure.planned:
            label = f"计划{label}"
        _blank(work, index, slot.span, label, slot.number.unit)


def _blank(work: _Work, index: int, span: Span, label: str, unit: str) -> None:
    """【待补：指标】 with the unit left to stand after it."""
    work.put(index, _Edit(span, f"【待补：{label}】{unit}"))
    if label not in work.missing:
        work.missing.append(label)


def _roll_years(work: _Work) -> None:
    figure_years = frozenset(s.figure.year for s in work.slots if s.figure and s.figure.year is not None)
    for slot in work.slots:
        if slot.number.role not in ("year", "date"):
            continue
        words = slot.span.of(work.base.text)
        new = rolled_year(work.base.text, slot.number, work.base.year, work.supply.year, figure_years)
        if new is not None:
            text = with_year(words, new)
            formula = f"{words}→{text}"
            work.edits.append(_Edit(slot.span, text, Span(0, len(text)), "computed", None, formula))
        elif year_of(slot.number) in (work.base.year - 1, work.base.year, work.base.year + 1):
            around = work.base.text[max(0, slot.span.start - 8) : slot.span.end + 12].replace("\n", "")
            work.warnings.append(f"“…{around}…”中的“{words}”是文件、版本或事件的日期，未改动，请确认")


def _turn_claims(work: _Work) -> None:
    """Direction words without a number follow this year's movement; unknown ones are left to the writer."""
    for claim in find_claims(work.base.text, work.slots):
        sign, names = known_sign(claim, work.slots, work.supply)
        if sign is None:
            label = f"{claim.subject}升降" if claim.subject else "升降"
            why = f"{names}有升有降或缺上年值" if names else "没有可以判断的指标"
            work.warnings.append(f"上年写“{claim.subject}{claim.word}”，本年升降无法判断（{why}），请补写")
            work.edits.append(_Edit(claim.span, f"【待补：{label}】"))
            if label not in work.missing:
                work.missing.append(label)
            continue
        word = turned(claim.word, sign)
        work.edits.append(_Edit(claim.span, word, Span(0, len(word)), "computed", names, f"{names}与上年相比"))
        if sign != claim.sign:
            work.turned.append(claim.span)


def _mark_reasons(work: _Work) -> None:
    for sentence in reason_sentences(work.base.text):
        words = sentence.of(work.base.text).strip()
        before = work.base.text.rfind("。", 0, max(0, sentence.start - 1))
        near = Span(before + 1, sentence.end)  # the sentence and the one it explains
        if any(near.contains(span) for span in work.turned):
            work.warnings.append(f"本年走势与上年相反，上年所写原因很可能不再成立，请改写：“{words}”")
            end = sentence.end - (1 if words.endswith(("。", "；", "！")) else 0)
            work.edits.append(_Edit(Span(end, end), "【待确认：走势已变，原因请改写】"))
        else:
            work.warnings.append(f"原因沿用上年文字，请确认：“{words}”")


def _draft(work: _Work, metrics: Sequence[Metric]) -> Draft:
    text, figures = _applied(work.base.text, work.edits)
    placed = {metric.indicator for metric in work.filled.values()}
    unused = [metric for metric in metrics if metric.indicator not in placed]
    offered = tuple(f"{work.supply.year}年，{metric.indicator}{metric.value}{metric.unit}。" for metric in unused)
    for metric, sentence in zip(unused, offered, strict=True):
        work.warnings.append(f"指标“{metric.indicator}”在上年文字中没有对应位置，未写入；可另起一句：“{sentence}”")
    names = tuple(metric.indicator for metric in unused)
    return Draft(text, figures, tuple(work.missing), names, tuple(work.warnings), work.base.title, offered)


def _applied(text: str, edits: Sequence[_Edit]) -> tuple[str, tuple[DraftFigure, ...]]:
    """All edits at once, left to right; spans of figures point into the new text."""
    pieces: list[str] = []
    figures: list[DraftFigure] = []
    at = length = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < at:
            continue  # overlaps an edit already made (a claim's word within a change)
        pieces.append(text[at : edit.span.start])
        length += edit.span.start - at
        if edit.number is not None:
            span = edit.number.shifted(length)
            words = edit.number.of(edit.text)
            figures.append(DraftFigure(span, words, edit.origin, edit.metric, edit.formula, edit.citation))
        pieces.append(edit.text)
        length += len(edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces), tuple(figures)
