"""平均每件结案案件罚没多少万元: an amount over a count, both named in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.replying.refusals import refuse
from assistant.asking.replying.replies import computed
from assistant.asking.replying.shown_values import Shown, shown_result
from assistant.asking.understanding.questions import Question
from assistant.asking.understanding.wording import everyday_means, find_asked_unit
from assistant.asking.values.lookups import wanted_of
from assistant.asking.values.single_values import Inquiry, inquiry_of, main_year, operand_of, single_value
from assistant.computing import NotComparable, per_piece
from assistant.evidence import Answer
from knowledge.indicators import compare_indicators
from knowledge.word_segmentation import split_words

_DIVIDED = re.compile(r"(?P<amount>[^（(]{2,})除以(?P<count>[^）)]{2,})")
_EACH = re.compile(
    r"平均(?:[给为向对让帮替]|到)?每一?(?P<unit>公里|公顷|平方米|万人|千人|百人|[件起个家户人名位宗次期场批亩吨台套所处天日月份组辆])"
)
_OF_EACH = re.compile(r"每一?[个名位家户件起宗](?P<count>[^每]{1,12}?)平均(?:摊到|分到|分摊|办理?|承担|负责|有)?")
_EVERYDAY_MONEY = "money"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the question: what is counted and what falls on it; ``unit`` that of the count, "" if any."""

    count: str
    amounts: tuple[str, ...]
    unit: str = ""
    told_with: str = ""  # a name of the amount that only holds in the sentence of the count
    guessed: bool = False  # cut in two where a word ends: elsewhere than in one sentence only what is named just so


def compare_per(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """The amount that falls on one piece; refused unless both the count and the amount are named and held."""
    for reading in _readings(question):
        inquiry = inquiry_of(question, ledger)
        pair = _pair(inquiry, reading)
        if pair is not None:
            return _answer(inquiry, *pair)
    each = _EACH.search(question.text)
    if each is not None:
        inquiry = inquiry_of(question, ledger)
        pair = _of_unit(inquiry, wanted, each["unit"])
        if pair is not None:
            return _answer(inquiry, *pair)
    return refuse(
        f"未找到：没有看出“{wanted.names[0]}”是由哪两个数据相除，请写明，例如“平均每件结案案件的罚没款金额”。"
    )


def _readings(question: Question) -> Iterator[_Reading]:
    """Both ends of 甲除以乙, 每个甲平均乙; of 甲平均每件乙 what stands before belongs to both count and amount."""
    words = question.indicator.replace(" ", "")
    divided = _DIVIDED.search(words)
    if divided:
        yield _Reading(divided["count"], (divided["amount"],))
        return
    of_each = _OF_EACH.search(question.text)
    if of_each:
        count = of_each["count"]
        yield _Reading(count, (words.replace(count, "", 1),))
        return
    subject, rest = _around_each(question)
    unit = each["unit"] if (each := _EACH.search(question.text)) else ""
    if not subject:
        for at in _ends_of_words(rest):
            yield _Reading(rest[:at], (), unit, rest[at:].removeprefix("的"), guessed=True)
        return
    for at in (0, *_ends_of_words(rest)):
        amount = rest[at:].removeprefix("的")
        yield _Reading(subject + rest[:at], tuple(_amounts_of(question, subject, amount)), unit, amount)


def _ends_of_words(words: str) -> list[int]:
    """Where a word of ``words`` ends and another follows: 制造业重大项目|完成投资, never 制造业重|大项目."""
    return list(accumulate(map(len, split_words(words))))[:-1]


def _around_each(question: Question) -> tuple[str, str]:
    """The words before 平均每件 and those after it."""
    each = _EACH.search(question.text)
    words = question.indicator.split(" ")
    if each is None:
        return "", "".join(words)
    before = [word for word in words if 0 <= question.text.rfind(word) < each.start()]
    return "".join(before), "".join(word for word in words if word not in before)


def _amounts_of(question: Question, subject: str, amount: str) -> Iterator[str]:
    """对单位 + 罚 is 对单位罚款金额; where all that is asked is money, the subject's money."""
    everyday = everyday_means(amount, question.family)
    for word in everyday.means if everyday else (amount,):
        yield f"{subject}{word}"
    if everyday and question.family == _EVERYDAY_MONEY:
        yield subject


def _of_unit(inquiry: Inquiry, wanted: Wanted, unit: str) -> tuple[Shown, Shown] | None:
    """Two figures of one indicator, one counted in the unit named (培训29期, 1230人次)."""
    asked = find_asked_unit(f"多少{unit}")
    if asked is None or not inquiry.question.family or asked[0] == inquiry.question.family:
        return None
    counted = replace(wanted, family=asked[0], unit="")
    year = main_year(Inquiry(inquiry.question, inquiry.ledger), counted)
    count = single_value(inquiry, counted, year, inquiry.question.issuers)
    amount = single_value(inquiry, wanted, year, inquiry.question.issuers)
    if isinstance(count, Answer) or isinstance(amount, Answer) or count.issuer != amount.issuer:
        return None
    return (amount, count) if count.figure.unit == unit else None


def _pair(inquiry: Inquiry, reading: _Reading) -> tuple[Shown, Shown] | None:
    question = inquiry.question
    family = asked[0] if reading.unit and (asked := find_asked_unit(f"多少{reading.unit}")) else "any"
    count_asked = wanted_of(replace(question, indicator=reading.count, means=(), family=family, unit=""))
    for words in filter(None, (*reading.amounts, reading.told_with)):
        everyday = everyday_means(words, question.family)
        amount_asked = wanted_of(replace(question, indicator=words, means=everyday.means if everyday else ()))
        year = main_year(Inquiry(question, inquiry.ledger), amount_asked)
        count = single_value(inquiry, count_asked, year, question.issuers)
        amount = single_value(inquiry, amount_asked, year, question.issuers)
        if isinstance(count, Answer) or isinstance(amount, Answer) or count.issuer != amount.issuer:
            continue
        just_so = reading.guessed and _named(count, reading.count) and _named(amount, words)
        apart = words == reading.told_with and not just_so and not _of_one_sentence(count, amount)
        if count.fact.lead.id != amount.fact.lead.id and not apart:
            return amount, count
    return None


def _named(one: Shown, words: str) -> bool:
    return compare_indicators(words, one.fact.lead.indicator).score == 1


def _of_one_sentence(one: Shown, other: Shown) -> bool:
    places = {(row.document_id, row.sentence) for row in one.fact.rows}
    return any((row.document_id, row.sentence) in places for row in other.fact.rows)


def _answer(inquiry: Inquiry, amount: Shown, count: Shown) -> Answer:
    try:
        result = per_piece(operand_of(amount), operand_of(count))
    except NotComparable as reason:
        return refuse(f"未找到：{reason}。")
    figure = shown_result(f"平均每{count.figure.unit}{amount.name}", result, amount, inquiry.citing)
    said = f"{amount.sentence}；{count.name}为{count.words}{count.marks}。"
    text = f"{said}平均每{count.figure.unit}{result.value}{result.unit}（{result.formula}）。"
    return computed(text, [figure], inquiry.citing)
