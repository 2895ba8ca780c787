"""Last year's section + this year's values → this year's section. Every number is a slot; no old value survives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.drafting.claims import (
    absences,
    all_done,
    find_claims,
    known_sign,
    reason_sentences,
    superlative_sentences,
    turned,
)
from assistant.drafting.drafts import ChangeKind, Draft, DraftChange, LastSection
from assistant.drafting.edits import Edit, Work, applied
from assistant.drafting.families import share_words
from assistant.drafting.implied_names import with_implied_names
from assistant.drafting.new_sentences import offered_sentences
from assistant.drafting.slot_filling import fill_changes, fill_earlier_years, fill_relations, fill_values, leave_blank
from assistant.drafting.slots import find_slots, is_fixed_term, is_idiom, year_of
from assistant.drafting.supply import Supply
from assistant.drafting.years import in_title, rolled_year, rolls, with_year, with_years_moved
from assistant.metrics.supplied import Metric
from knowledge.library import LedgerRow
from knowledge.spans import Span

__all__ = ["LastSection", "compose"]

STILL_SO = "【待确认：本年是否仍然如此】"


def compose(
    base: LastSection, metrics: Sequence[Metric], rows: Sequence[LedgerRow], year: int, *, exact: bool = False
) -> Draft:
    """The section of ``year``; ``rows`` are the issuer's ledger rows of earlier years (for 上年 values).

    ``exact``: a number that last year's text rounds (300余家) is written as supplied (317家).
    """
    slots = with_implied_names(base.text, find_slots(base.text, base.year), base.title)
    work = Work(base, Supply(metrics, rows, year, base), slots, exact)
    _carry(work)
    fill_values(work)
    fill_earlier_years(work)
    fill_relations(work)
    fill_changes(work)
    leave_blank(work)
    _roll_years(work)
    _turn_claims(work)
    _mark_reasons(work)
    _mark_absences(work)
    _note_superlatives(work)
    return _draft(work, metrics)


def _carry(work: Work) -> None:
    """Numbers that are no figure of the year stay: names, articles, ordinals, idioms, fixed terms."""
    for index, slot in enumerate(work.slots):
        if slot.number.role not in ("quantity", "year", "date") or is_idiom(slot):
            work.done.add(index)
        elif slot.number.role == "quantity" and (is_fixed_term(slot) or in_title(work.base.text, slot.span)):
            work.done.add(index)
            words = slot.span.of(work.base.text)
            work.warnings.append(f"“{words}”按期限或名称原样保留，请确认本年仍然适用")


def _roll_years(work: Work) -> None:
    figure_years = frozenset(s.figure.year for s in work.slots if s.figure and s.figure.year is not None)
    for slot in work.slots:
        if slot.number.role not in ("year", "date"):
            continue
        words = slot.span.of(work.base.text)
        new = rolled_year(work.base.text, slot.number, work.base.year, work.supply.year, figure_years)
        named = year_of(slot.number)
        if rolls(slot, work.base.year) and named in slot.window:
            new = named + work.supply.year - work.base.year
        if new is not None:
            text = with_year(words, new)
            if slot.number.upper is not None:  # 2023—2024年: the window moves as one
                text = with_years_moved(words, work.supply.year - work.base.year)
            formula = f"{words}→{text}"
            work.edits.append(Edit(slot.span, text, Span(0, len(text)), "computed", None, formula))
        elif year_of(slot.number) in (work.base.year - 1, work.base.year, work.base.year + 1):
            around = work.base.text[max(0, slot.span.start - 8) : slot.span.end + 12].replace("\n", "")
            work.warnings.append(f"“…{around}…”中的“{words}”是文件、版本或事件的日期，未改动，请确认")


def _turn_claims(work: Work) -> None:
    """Direction words without a number follow this year's movement; unknown ones are left to the writer."""
    for claim in find_claims(work.base.text, work.slots):
        sign, names = known_sign(claim, work.slots, work.supply)
        if sign is None:
            label = f"{claim.subject}升降" if claim.subject else "升降"
            why = f"{names}有升有降或缺上年值" if names else "没有可以判断的指标"
            work.warnings.append(f"上年写“{claim.subject}{claim.word}”，本年升降无法判断（{why}），请补写")
            work.edits.append(Edit(claim.span, f"【待补：{label}】"))
            if label not in work.missing:
                work.missing.append(label)
            continue
        word = turned(claim.word, sign)
        work.edits.append(Edit(claim.span, word, Span(0, len(word)), "computed", names, f"{names}与上年相比"))
        if sign != claim.sign:
            work.turned.append(claim.span)


def _mark_reasons(work: Work) -> None:
    """A reason of last year's is kept and marked where it explains a movement, as no longer true where that turned."""
    text = work.base.text
    moved = [slot.span for slot in work.slots if slot.is_change or slot.level]
    moved += [claim.span for claim in find_claims(text, work.slots)]
    for sentence in reason_sentences(text, work.turned):
        words = sentence.of(text).strip()
        before = text.rfind("。", 0, max(0, sentence.start - 1))
        near = Span(before + 1, sentence.end)  # the sentence and the one it explains
        end = sentence.end - (1 if words.endswith(("。", "；", "！")) else 0)
        if any(near.contains(span) for span in work.turned):
            work.warnings.append(f"本年走势与上年相反，上年所写原因很可能不再成立，请改写：“{words}”")
            work.edits.append(Edit(Span(end, end), "【待确认：走势已变，原因请改写】"))
            continue
        work.warnings.append(f"原因沿用上年文字，请确认：“{words}”")
        if any(near.contains(span) for span in moved):
            work.edits.append(Edit(Span(end, end), "【待确认：原因沿用上年】"))


def _mark_absences(work: Work) -> None:
    """没有被提起行政诉讼 was so last year; whether it is again, only the writer knows."""
    for clause in absences(work.base.text, work.base.year):
        words = clause.of(work.base.text).strip()
        against = [m for m in work.supply.metrics if m.amount > 0 and share_words(m.indicator, words, 4)]
        if against:
            told = "、".join(f"{metric.indicator}{metric.value}{metric.unit}" for metric in against)
            work.warnings.append(f"“{words}”与供稿不符（{told}），请改写")
            mark = f"【待确认：与供稿“{against[0].indicator}”不符，请改写】"
        else:
            work.warnings.append(f"“{words}”是上年的情况，请确认本年是否仍然如此")
            mark = STILL_SO
        work.edits.append(Edit(Span(clause.end, clause.end), mark))
    for clause in all_done(work.base.text):
        work.warnings.append(f"“{clause.of(work.base.text).strip()}”是上年的情况，请确认本年是否仍然如此")
        work.edits.append(Edit(Span(clause.end, clause.end), STILL_SO))


def _note_superlatives(work: Work) -> None:
    """再创历史新高 beside a value that is another one this year."""
    settled = [work.slots[index].span for index in work.done if work.slots[index].number.role == "quantity"]
    for sentence in superlative_sentences(work.base.text):
        if any(sentence.contains(span) for span in settled):
            words = sentence.of(work.base.text).strip()
            work.warnings.append(f"最高、首次、新高等说法沿用上年文字，请按本年数据确认：“{words}”")


def _draft(work: Work, metrics: Sequence[Metric]) -> Draft:
    text, figures = applied(work.base.text, work.edits)
    filled = {id(metric) for metric in work.filled.values()}
    left = tuple(metric for metric in metrics if id(metric) not in filled)
    offered = offered_sentences(left, work.supply)
    missing = sorted(work.missing, key=lambda label: text.find(f"【待补：{label}】"))
    warnings, changes = tuple(work.warnings), tuple(_changes(work))
    return Draft(text, figures, tuple(missing), left, warnings, work.base.title, offered, changes)


def _changes(work: Work) -> Iterator[DraftChange]:
    """What became of each number, in order of last year's text."""
    edited = {}
    for edit in work.edits:
        old = edit.span.of(work.base.text)
        kind: ChangeKind = "dropped" if edit.text.startswith("【待补") else "kept" if old == edit.text else "changed"
        if old:
            edited[edit.span] = DraftChange(kind, old, edit.text, edit.metric)
    kept = {
        slot.span: DraftChange("kept", slot.span.of(work.base.text), slot.span.of(work.base.text))
        for slot in work.slots
        if slot.number.role in ("quantity", "year", "date") and not is_idiom(slot)
        if not any(span.overlaps(slot.span) for span in edited)
    }
    for _, change in sorted({**edited, **kept}.items()):
        yield change
