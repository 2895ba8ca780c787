"""平均每件结案案件罚没多少万元: an amount over a count, both named in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.asking.computing import NotComparable, per_piece
from assistant.asking.ledger_view import Ledger, Wanted
from assistant.asking.lookups import wanted_of
from assistant.asking.questions import Question
from assistant.asking.refusals import refuse
from assistant.asking.replies import computed
from assistant.asking.shown_values import Shown, shown_result
from assistant.asking.single_values import Inquiry, inquiry_of, main_year, operand_of, single_value
from assistant.asking.wording import everyday_means, find_asked_unit
from assistant.evidence import Answer

_DIVIDED = re.compile(r"(?P<amount>[^（(]{2,})除以(?P<count>[^）)]{2,})")


def compare_per(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """The amount that falls on one piece; refused unless both the count and the amount are named and held."""
    for count_words, amount_words in _cuts(question.indicator.replace(" ", "")):
        inquiry = inquiry_of(question, ledger)
        pair = _pair(inquiry, count_words, amount_words)
        if pair is not None:
            return _answer(inquiry, *pair)
    each = _each_unit(question)
    if each is not None:
        inquiry = inquiry_of(question, ledger)
        pair = _of_unit(inquiry, wanted, each)
        if pair is not None:
            return _answer(inquiry, *pair)
    return refuse(
        f"未找到：没有看出“{wanted.names[0]}”是由哪两个数据相除，请写明，例如“平均每件结案案件的罚没款金额”。"
    )


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """Both ends of 甲除以乙; else every way to cut the words in two, the count of two signs or more."""
    divided = _DIVIDED.search(words)
    if divided:
        yield divided["count"], divided["amount"]
        return
    for at in range(2, len(words)):
        yield words[:at], words[at:].removeprefix("的")


def _each_unit(question: Question) -> str | None:
    """期 in 平均每期培训多少人次."""
    found = re.search("平均每([一-龥])", question.text)
    return found[1] if found else None


def _of_unit(inquiry: Inquiry, wanted: Wanted, unit: str) -> tuple[Shown, Shown] | None:
    """Two figures of one indicator, one counted in the unit named (培训29期, 1230人次)."""
    asked = find_asked_unit(f"多少{unit}")
    if asked is None or not inquiry.question.family or asked[0] == inquiry.question.family:
        return None
    counted = replace(wanted, family=asked[0])
    year = main_year(Inquiry(inquiry.question, inquiry.ledger), counted)
    count = single_value(inquiry, counted, year, inquiry.question.issuers)
    amount = single_value(inquiry, wanted, year, inquiry.question.issuers)
    if isinstance(count, Answer) or isinstance(amount, Answer) or count.issuer != amount.issuer:
        return None
    return (amount, count) if count.figure.unit == unit else None


def _pair(inquiry: Inquiry, count_words: str, amount_words: str) -> tuple[Shown, Shown] | None:
    question = inquiry.question
    everyday = everyday_means(amount_words, question.family)
    means = everyday.means if everyday else ()
    amount_asked = wanted_of(replace(question, indicator=amount_words, means=means))
    count_asked = wanted_of(replace(question, indicator=count_words, means=(), family="any"))
    year = main_year(Inquiry(question, inquiry.ledger), amount_asked)
    count = single_value(inquiry, count_asked, year, question.issuers)
    amount = single_value(inquiry, amount_asked, year, question.issuers)
    if isinstance(count, Answer) or isinstance(amount, Answer) or count.issuer != amount.issuer:
        return None
    return None if count.fact.lead.id == amount.fact.lead.id else (amount, count)


def _answer(inquiry: Inquiry, amount: Shown, count: Shown) -> Answer:
    try:
        result = per_piece(operand_of(amount), operand_of(count))
    except NotComparable as reason:
        return refuse(f"未找到：{reason}。")
    figure = shown_result(f"平均每{count.figure.unit}{amount.name}", result, amount, inquiry.citing)
    said = f"{amount.sentence}；{count.name}为{count.words}{count.marks}。"
    text = f"{said}平均每{count.figure.unit}{result.value}{result.unit}（{result.formula}）。"
    return computed(text, [figure], inquiry.citing)
