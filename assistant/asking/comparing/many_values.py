"""Several values together: sum, mean, highest year, ranking over issuers, series; points fit for a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.comparing.part_ranking import part_names, shown_parts
from assistant.asking.comparing.several_indicators import indicator_parts, look_up_parts, overlapping
from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.replying.refusals import not_held, refuse, years_said
from assistant.asking.replying.replies import computed, conflict, point
from assistant.asking.replying.shown_values import Shown, shown_result
from assistant.asking.understanding.questions import Question
from assistant.asking.values.back_reckoning import reckon_back
from assistant.asking.values.lookups import look_up
from assistant.asking.values.single_values import Inquiry, inquiry_of, main_year, operand_of, single_value
from assistant.computing import NotComparable, mean, total
from assistant.evidence import Answer, AnswerFigure

_ASCENDING = re.compile(r"最[少低小]|从[低小少]到[高大多]")
_ONE_ONLY = re.compile(r"最[多高大少低小]")
_TWO = 2
Values = list[Shown] | Answer


def add_up(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """The sum over years or of two indicators; for 年均 the mean."""
    inquiry = inquiry_of(question, ledger)
    values = _addends(inquiry, wanted)
    if isinstance(values, Answer):
        return values
    try:
        operands = [operand_of(one) for one in values]
        result = mean(operands) if question.comparison == "average" else total(operands)
    except NotComparable as reason:
        return refuse(f"未找到：{reason}。")
    word = "年均" if question.comparison == "average" else "合计"
    name = "、".join(dict.fromkeys(one.name for one in values)) + word
    figure = shown_result(name, result, values[-1], inquiry.citing)
    said = "；".join(one.sentence for one in values)
    text = f"{said}。{word}{result.value}{result.unit}（{result.formula}）。{_gaps(inquiry, values)}"
    return computed(text, [figure], inquiry.citing, [point(one) for one in values])


def extreme_year(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """Which year is highest or lowest; equal ones are all named."""
    inquiry = inquiry_of(question, ledger)
    values = _values_over_years(inquiry, wanted)
    if isinstance(values, Answer):
        return values
    if len({one.figure.amount_unit for one in values}) > 1:
        return refuse("未找到：各年的计量单位不同，不能比较高低。")
    amounts = [operand_of(one).amount for one in values]
    highest = question.comparison == "highest"
    edge = max(amounts) if highest else min(amounts)
    best = [one for one, amount in zip(values, amounts, strict=True) if amount == edge]
    said = "；".join(one.sentence for one in values)
    word = f"{years_said([one.year for one in best])}{'最高' if highest else '最低'}，为{best[0].words}"
    text = f"{word}。各年数据：{said}。{_gaps(inquiry, values)}"
    figures = [*(_year_figure(one, highest) for one in best), *(one.figure for one in best)]
    return computed(text, figures, inquiry.citing, [point(one) for one in values])


def _year_figure(one: Shown, highest: bool) -> AnswerFigure:
    """The year itself, which is what 哪一年最多 asks for."""
    name = f"{one.name}{'最高' if highest else '最低'}的年份"
    year = str(one.year)
    return replace(one.figure, indicator=name, value=year, unit="年", amount=year, amount_unit="年", approximate=False)


def rank_issuers(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """The issuers of one year in order; those whose reports disagree with themselves are left out and named.

    Of one issuer alone its parts are ranked (哪个所立案最多), where the report tells of them.
    """
    inquiry = inquiry_of(question, ledger)
    year = main_year(inquiry, wanted)
    shown = look_up(ledger, inquiry.citing, wanted, year, question.issuers) if year is not None else []
    issuers = question.issuers or ledger.issuers
    if year is not None and len(issuers) == 1:
        parts = shown_parts(inquiry, wanted, year, issuers[0])
        ranked = _ranked(question, parts)
        if len(ranked) < _TWO:
            return refuse(f"未找到：{year}年{issuers[0]}的报告没有分单位的该项数据，不能排出先后。")
    else:
        ranked = _ranked(question, [values[0] for values in shown if len(values) == 1])
    if not ranked:
        return not_held(question, ledger, wanted, question.years or ledger.years()[-1:])
    disagree = "、".join(values[0].issuer for values in shown if len(values) > 1 and len(issuers) > 1)
    return _ranking(inquiry, ranked, disagree)


def _ranking(inquiry: Inquiry, ranked: Sequence[Shown], disagree: str) -> Answer:
    question = inquiry.question
    edge = operand_of(ranked[0]).amount
    first = [one for one in ranked if operand_of(one).amount == edge]
    parts = len({one.issuer for one in ranked}) < len(ranked)
    names = part_names(first) if parts else "、".join(one.issuer for one in first)
    name = ranked[0].fact.lead.indicator if parts else ranked[0].name
    lines = [f"{ranked[0].year}年{name}排在首位的是{names}。"]
    lines += [f"{at}. {one.sentence}" for at, one in enumerate(ranked, 1)]
    lines += [f"{disagree}的数据有不一致之处，未列入。"] if disagree else []
    only_first = _ONE_ONLY.search(question.text) and "排" not in question.text
    figures: list[AnswerFigure] = [one.figure for one in (first if only_first else ranked)]
    return computed("\n".join(lines), figures, inquiry.citing, [point(one) for one in ranked])


def list_series(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """Each year's value in order; when issuers or indicators can't be told apart all are shown and one is asked for."""
    inquiry = inquiry_of(question, ledger)
    values: list[Shown] = []
    open_choice = False
    for year in years_meant(question, ledger):
        shown = look_up(ledger, inquiry.citing, wanted, year, question.issuers)
        shown = shown or reckon_back(ledger, inquiry.citing, wanted, year, question.issuers)
        open_choice = open_choice or any(len(group) > 1 for group in shown)
        values += [one for group in shown for one in group]
    if not values:
        return not_held(question, ledger, wanted, [year for year in question.years if year <= question.as_of.year])
    points = tuple(point(one) for one in values)
    if open_choice or (not question.issuers and len({one.issuer for one in values}) > 1):
        return replace(conflict(values, inquiry.citing), rows=points)
    text = "；".join(one.sentence for one in values) + f"。{_gaps(inquiry, values)}"
    return computed(text, [one.figure for one in values], inquiry.citing, points)


def years_meant(question: Question, ledger: Ledger) -> list[int]:
    """The years of a stretch: 近三年 counts from this year if its report is held, else from last year."""
    if question.every or not question.years:
        return [year for year in ledger.years_with_rows() if year <= question.as_of.year]
    years = list(question.years)
    if question.last:
        this_year = question.as_of.year in ledger.years(question.issuers)
        years = years[1:] if this_year else years[:-1]
    return years


def _addends(inquiry: Inquiry, wanted: Wanted) -> Values:
    question = inquiry.question
    listed = look_up_parts(inquiry) if len(question.years) < 2 and not question.every else None
    parts = listed.found if listed and not listed.missing else None
    one_period = len(question.years) < _TWO and not question.every
    several = len(indicator_parts(question.indicator)) > 1 and not question.means
    if parts is None and one_period and several:
        return not_held(question, inquiry.ledger, wanted, question.years)  # one of them is no sum
    if parts is None:
        return _values_over_years(inquiry, wanted)
    flat = [one for values in parts for one in values]
    if any(len(values) > 1 for values in parts) or len({one.issuer for one in flat}) > 1:
        return conflict(flat, inquiry.citing)
    if any(one.operand is None for one in flat):
        return refuse("未找到：有的数据不是确数，不能相加。")
    if overlapping(inquiry.ledger, flat):
        return refuse("未找到：所问的数据中，有的已包含在另一项之内，不能相加。")
    return flat


def _values_over_years(inquiry: Inquiry, wanted: Wanted) -> Values:
    """One value a year for one issuer; a year named outright must be there, of a stretch those that are."""
    question = inquiry.question
    values: list[Shown] = []
    issuers = question.issuers
    for year in years_meant(question, inquiry.ledger):
        one = single_value(inquiry, wanted, year, issuers)
        if isinstance(one, Shown):
            values.append(one)
            issuers = issuers or (one.issuer,)
        elif one.status == "conflict" or not (question.stretch or question.every):
            return one
    if not values:
        asked = [year for year in question.years if year <= question.as_of.year]
        return not_held(question, inquiry.ledger, wanted, asked)
    missing = _missing_years(inquiry, values)
    if question.comparison in ("sum", "average") and missing:
        return _no_total(inquiry, wanted, values, missing)
    return values


def _no_total(inquiry: Inquiry, wanted: Wanted, values: Sequence[Shown], missing: Sequence[int]) -> Answer:
    """A sum with a year missing is none: which years there are is said, without their figures."""
    held = years_said([one.year for one in values])
    name = inquiry.question.indicator or wanted.names[0]
    return refuse(
        f"未找到：库中没有{years_said(missing)}的“{name}”，缺少的年度不能略去，不能合计。"
        f"有该项数据的年度：{held}，可按年度分别提问。"
    )


def _ranked(question: Question, shown: Sequence[Shown]) -> list[Shown]:
    """In order of amount; only those in the unit that most of them have."""
    sure = [one for one in shown if one.operand is not None]
    units = [one.figure.amount_unit for one in sure]
    common = max(units, key=units.count, default="")
    ranked = [one for one in sure if one.figure.amount_unit == common]
    return sorted(ranked, key=lambda one: operand_of(one).amount, reverse=not _ASCENDING.search(question.text))


def _gaps(inquiry: Inquiry, values: Sequence[Shown]) -> str:
    """Which of the years asked have no figure, the ones after the newest report aside."""
    missing = _missing_years(inquiry, values) if inquiry.question.years else []
    return f"库中没有{years_said(missing)}的该项数据。" if missing else ""


def _missing_years(inquiry: Inquiry, values: Sequence[Shown]) -> list[int]:
    question, ledger = inquiry.question, inquiry.ledger
    told = {one.year for one in values}
    newest = max([*told, *ledger.years(question.issuers)])
    if question.every:  # those with a report
        return [year for year in ledger.years(question.issuers or (values[0].issuer,)) if year not in told]
    return [year for year in years_meant(question, ledger) if year not in told and year <= newest]
