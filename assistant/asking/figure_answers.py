"""Figure questions → Answer: the figure as written, or all candidates with their places, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.asking.comparing.comparisons import compare_change, compare_times
from assistant.asking.comparing.many_values import add_up, extreme_year, list_series, rank_issuers
from assistant.asking.comparing.per_piece import compare_per
from assistant.asking.comparing.plans_and_facts import goal_and_fact, without_plan_words
from assistant.asking.comparing.rate_pairs import compare_rates
from assistant.asking.comparing.separate_asks import answer_separately
from assistant.asking.comparing.several_indicators import each_asked, indicator_parts, look_up_parts, reply_to_list
from assistant.asking.comparing.shares import compare_share
from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.matching.parts_of_bodies import asked_of_region, told_by_issuer
from assistant.asking.replying.citing import Citing
from assistant.asking.replying.refusals import no_indicator, no_such_issuer, not_held, refuse
from assistant.asking.replying.replies import one_after_other, reply
from assistant.asking.two_readings import in_both_readings
from assistant.asking.understanding.question_patterns import Comparison, question_patterns
from assistant.asking.understanding.questions import Question, clean_words
from assistant.asking.values.asked_by_own_name import answer_by_own_name
from assistant.asking.values.back_reckoning import rate_only, reckon_back, roughly_asked
from assistant.asking.values.changes import value_is_asked_too
from assistant.asking.values.lookups import look_up, newest_year, wanted_of
from assistant.asking.values.made_values import missing_base
from assistant.asking.values.ranks import told_place
from assistant.asking.values.single_values import inquiry_of
from assistant.evidence import Answer

_SHOWN = 8
_LONGEST = 60  # signs; what is longer is no name of an indicator
Maker = Callable[[Question, Ledger, Wanted], Answer]
_COMPARISONS: Mapping[Comparison, Maker] = {
    "difference": compare_change,
    "growth": compare_change,
    "share": compare_share,
    "ratio": compare_times,
    "per": compare_per,
    "sum": add_up,
    "average": add_up,
    "highest": extreme_year,
    "lowest": extreme_year,
    "rank": rank_issuers,
    "series": list_series,
}


def answer_figure(question: Question, ledger: Ledger) -> Answer:
    """Answer from the rows of ``ledger`` alone. Pure: the same question and rows give the same answer."""
    return in_both_readings(question, lambda one: _in_one_reading(one, ledger))


def _in_one_reading(question: Question, ledger: Ledger) -> Answer:
    answer = _answer(_whose(question, ledger), ledger)
    if answer.status == "not_found" and question.planned is None:
        stripped = clean_words(question_patterns().either_words.sub(" ", question.indicator))
        if stripped and stripped != question.indicator:
            goal = _answer(without_plan_words(_whose(question, ledger), stripped), ledger)
            answer = goal if goal.status != "not_found" else answer
    if answer.status == "not_found" and not question.unknown_issuers:
        answer = answer_by_own_name(_whose(question, ledger), ledger) or answer
    return _asked_back(question, ledger, answer)


def _whose(question: Question, ledger: Ledger) -> Question:
    """我局 is the one body whose report of the year asked is held, if there is just one."""
    if not question.own or question.issuers or not question.years:
        return question
    having = tuple(one for one in ledger.issuers if question.years[-1] in ledger.report_years.get(one, ()))
    return replace(question, issuers=having) if len(having) == 1 else question


def _asked_back(question: Question, ledger: Ledger, answer: Answer) -> Answer:
    """我局 among several bodies: what one of them says is not given as the asker's own."""
    if not question.own or answer.status != "answered" or len(ledger.issuers) < 2:
        return answer
    if _whose(question, ledger).issuers:
        return answer
    names = "、".join(ledger.issuers[:_SHOWN])
    return replace(
        answer, status="conflict", text=f"库中有多个单位的报告（{names}），请说明是哪一个单位。{answer.text}"
    )


def _answer(question: Question, ledger: Ledger) -> Answer:
    if question.unknown_issuers:
        inside = told_by_issuer(question, ledger) or asked_of_region(question, ledger)
        answer = _answer(inside, ledger) if inside is not None else None
        return answer if answer and answer.status != "not_found" else no_such_issuer(question, ledger)
    wanted = wanted_of(question)
    if not wanted.names or max(map(len, wanted.names)) > _LONGEST:
        return no_indicator(ledger)
    if question.place and (not question.comparison or told_place(question, ledger)):
        return told_place(question, ledger) or _nothing(question, ledger, wanted, question.years)
    return _measured(question, ledger, wanted)


def _measured(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    if question.rates:
        return compare_rates(question, question.rates, ledger)
    if question.goal_and_fact:
        return goal_and_fact(question, ledger, wanted)
    if value_is_asked_too(question):
        value = _direct(replace(question, comparison="", base_year=None), ledger, wanted)
        return one_after_other(value, _COMPARISONS[question.comparison](question, ledger, wanted))
    if question.comparison:
        return _COMPARISONS[question.comparison](question, ledger, wanted)
    return answer_separately(question, ledger) or _direct(question, ledger, wanted)


def _direct(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    citing = Citing(ledger.document_years)
    year = question.years[-1] if question.years else _newest(question, ledger, wanted)
    if year is None:
        return _several_indicators(question, ledger) or _nothing(question, ledger, wanted, ())
    if each_asked(question.text) and len(indicator_parts(question.indicator)) > 1 and not question.means:
        return _several_indicators(question, ledger) or _nothing(question, ledger, wanted, (year,))
    shown = look_up(ledger, citing, wanted, year, question.issuers)
    shown = shown or reckon_back(ledger, citing, wanted, year, question.issuers, rough=roughly_asked(question.text))
    if not shown:
        return _several_indicators(question, ledger) or _nothing(question, ledger, wanted, (year,))
    return reply(question, shown, citing)


def _newest(question: Question, ledger: Ledger, wanted: Wanted) -> int | None:
    # a plan may be for the year to come
    return newest_year(ledger, wanted, question.issuers, question.as_of.year + int(question.planned is not False))


def _nothing(question: Question, ledger: Ledger, wanted: Wanted, years: Sequence[int]) -> Answer:
    checked = years or ledger.years(question.issuers)[-1:]
    for year in checked:
        base = missing_base(ledger, wanted, year, question.issuers)
        if base:
            return refuse(f"未找到：{year}年的“{question.indicator}”没有公布，也缺少“{base}”的数据，不能计算。")
    answer = not_held(question, ledger, wanted, checked)
    if any(rate_only(ledger, wanted, year, question.issuers) for year in checked):
        return replace(answer, text=f"{answer.text}次年的报告只载有该指标增减的比例，没有载明数量，不能得出确数。")
    return answer


def _several_indicators(question: Question, ledger: Ledger) -> Answer | None:
    """立案和结案各多少件: every part must be held on its own; where each is asked for, those that are."""
    inquiry = inquiry_of(question, ledger)
    listed = look_up_parts(inquiry)
    if listed is None or (listed.missing and not each_asked(question.text)):
        return None
    return reply_to_list(question, listed, inquiry.citing)
