"""What was planned and what was done, asked for together: 计划多少、实际多少; 实际比计划多多少."""

from __future__ import annotations

from dataclasses import replace

from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.replying.refusals import refuse
from assistant.asking.replying.replies import answered, computed
from assistant.asking.replying.shown_values import Shown, shown_result
from assistant.asking.understanding.questions import Question
from assistant.asking.values.single_values import Inquiry, inquiry_of, main_year, operand_of, single_value
from assistant.computing import Computed, NotComparable, difference, growth, share
from assistant.evidence import Answer


def goal_and_fact(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """Both values in the order asked, or what the first differs from the second by; refused where one is missing."""
    inquiry = inquiry_of(question, ledger)
    pair = _pair(inquiry, wanted)
    if isinstance(pair, Answer):
        return pair
    if question.comparison:
        return _compared(inquiry, *pair)
    return answered(pair, inquiry.citing)


def without_plan_words(question: Question, stripped: str) -> Question:
    """The same question for the goal itself: 城镇新增就业计划多少人 → 城镇新增就业, planned."""
    return replace(question, indicator=stripped, planned=True, goal_and_fact="")


def _pair(inquiry: Inquiry, wanted: Wanted) -> tuple[Shown, Shown] | Answer:
    question = inquiry.question
    flags = (True, False) if question.goal_and_fact == "goal first" else (False, True)
    newest = question.years[-1] if question.years else main_year(inquiry, replace(wanted, planned=False))
    older = question.base_year if question.base_year is not None else newest
    values: list[Shown] = []
    for planned, year in zip(flags, (newest, older), strict=True):
        value = single_value(inquiry, replace(wanted, planned=planned), year, question.issuers)
        if isinstance(value, Answer):
            return value
        values.append(value)
    if values[0].issuer != values[1].issuer:
        return refuse("未找到：计划数和实际数不是同一单位的，不能一并回答，请写明单位。")
    return values[0], values[1]


def _compared(inquiry: Inquiry, first: Shown, second: Shown) -> Answer:
    try:
        name, result = _result(inquiry.question, first, second)
    except NotComparable as reason:
        return refuse(f"未找到：{reason}。")
    figure = shown_result(f"{first.name}{name}", result, first, inquiry.citing)
    value = result.value
    if name == "相差" and result.amount:
        name, value = "多" if result.amount > 0 else "少", value.lstrip("-")
    text = f"{first.sentence}；{second.sentence}。{name}{value}{result.unit}（{result.formula}）。"
    return computed(text, [figure], inquiry.citing)


def _result(question: Question, first: Shown, second: Shown) -> tuple[str, Computed]:
    left, right = operand_of(first), operand_of(second)
    if question.comparison == "growth":
        return "高出（百分比）", growth(left, right)
    if question.comparison == "ratio":
        return "完成比例", share(left, right)
    return "相差", difference(left, right)
