"""Composes answers in plain official Chinese; every number in them stands in a figure or a citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.replying.citing import Citing
from assistant.asking.replying.shown_values import Shown
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer, AnswerFigure, AnswerStatus, SeriesPoint

_LISTED = 40


def reply(question: Question, shown: Sequence[Sequence[Shown]], citing: Citing) -> Answer:
    """The answer from what each issuer says: one value each, or the choice laid open."""
    flat = [one for values in shown for one in values]
    if any(len(values) > 1 for values in shown):
        return conflict(flat, citing)
    if len(shown) > 1 and not question.issuers:
        return conflict(flat, citing)
    note = "" if question.years else "（问题未写明年度，按库中最新的年度作答。）"
    lacking = [issuer for issuer in question.issuers if issuer not in {one.issuer for one in flat}]
    note += f"库中没有{'、'.join(lacking)}的该项数据。" if lacking else ""
    return answered(flat, citing, note)


def answered(shown: Sequence[Shown], citing: Citing, note: str = "") -> Answer:
    """One sentence for each value."""
    text = "；".join(one.sentence for one in shown) + "。" + _periods_said(shown) + note
    return Answer("answered", text, tuple(one.figure for one in shown), tuple(citing.citations))


def conflict(shown: Sequence[Shown], citing: Citing) -> Answer:
    """All candidates with their places, and the question which one is meant."""
    listed = list(shown)[:_LISTED]
    lines = [f"{at}. {one.sentence}，见{place(one)}。" for at, one in enumerate(listed, 1)]
    text = "\n".join([_why_several(listed), *lines])
    rows = tuple(point(one) for one in listed) if len({one.issuer for one in listed}) > 1 else ()
    return Answer("conflict", text, tuple(one.figure for one in listed), tuple(citing.citations), rows)


def computed(text: str, figures: Sequence[AnswerFigure], citing: Citing, rows: Sequence[SeriesPoint] = ()) -> Answer:
    """An answer reckoned from several figures."""
    return Answer("answered", text, tuple(figures), tuple(citing.citations), tuple(rows))


def partly(answer: Answer, missing: Sequence[str]) -> Answer:
    """The answer, and which of the things asked for in one breath are not held."""
    if not missing:
        return answer
    names = "、".join(f"“{name}”" for name in missing)
    return replace(answer, text=f"{answer.text}库中没有{names}的数据。")


def one_after_other(first: Answer, second: Answer) -> Answer:
    """Both answers as one, the citations of the second numbered on; where one is not found, that is said."""
    if first.status == "not_found":
        return replace(second, text=f"{second.text}{first.text}")
    if second.status == "not_found":
        return replace(first, text=f"{first.text}{second.text}")
    moved = len(first.citations)
    shifted = re.sub(r"\[(\d+)\]", lambda mark: f"[{int(mark.group(1)) + moved}]", second.text)
    figures = [replace(f, citation=f.citation + moved if f.citation else None) for f in second.figures]
    citations = [replace(c, n=c.n + moved) for c in second.citations]
    status: AnswerStatus = "conflict" if "conflict" in (first.status, second.status) else "answered"
    return Answer(status, first.text + shifted, (*first.figures, *figures), (*first.citations, *citations))


def point(one: Shown) -> SeriesPoint:
    """A value as a point of a chart."""
    figure = one.figure
    return SeriesPoint(one.year, one.issuer, figure.value, figure.unit, figure.amount)


def place(one: Shown) -> str:
    """《…报告》“一（三）2 行政处罚履职情况”."""
    row = one.fact.lead
    section = f"“{row.section}”" if row.section else ""
    return f"《{row.title}》{section}"


def _why_several(shown: Sequence[Shown]) -> str:
    if len({one.issuer for one in shown}) > 1:
        return "库中有多个单位的数据，请说明要查哪一个："
    if len({one.name for one in shown}) > 1:
        return "符合的指标不止一项，请说明要查哪一项："
    return "同一指标在报告中有不一致的数据，请核实："


def _periods_said(shown: Sequence[Shown]) -> str:
    parts = dict.fromkeys(one.fact.lead.period for one in shown if one.fact.lead.period)
    return f"（报告所载口径为{'、'.join(parts)}。）" if parts else ""
