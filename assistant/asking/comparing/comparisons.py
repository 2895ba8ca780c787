"""Two values held against each other: difference, growth, share, multiple; the formula and both sources shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.asking.comparing.heads_beside import of_same_head, told_in_full
from assistant.asking.comparing.listed_by_name import listed_by_name
from assistant.asking.comparing.shared_names import alike_in_half, in_full
from assistant.asking.comparing.shares import divided
from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.matching.same_values import written_step
from assistant.asking.replying.refusals import not_held, refuse, years_said
from assistant.asking.replying.replies import computed, conflict, one_after_other
from assistant.asking.replying.shown_values import Shown, other_said, shown_of, shown_result
from assistant.asking.understanding.questions import Question
from assistant.asking.values.changes import change_beside, published_change
from assistant.asking.values.lookups import wanted_of
from assistant.asking.values.single_values import Inquiry, inquiry_of, main_year, operand_of, single_value
from assistant.computing import Computed, NotComparable, difference, growth, times
from assistant.evidence import Answer

_GOAL = re.compile("计划|目标|任务|打算|准备|[要拟]")
_WHICH = re.compile("哪一?(?:个|家|边|方|者|项|类)|谁")


def compare_change(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """比上年增加多少, 同比增长多少, 立案比结案多多少, 甲局比乙局多多少."""
    inquiry = inquiry_of(question, ledger)
    pair = value_pair(inquiry, wanted)
    between_years = not question.other and len(question.issuers) < 2
    if isinstance(pair, Answer):
        alone = published_change(question, ledger, wanted, None) if between_years else None
        return alone if alone and (question.comparison == "growth" or pair.status != "conflict") else pair
    new, old = pair
    if between_years and old.reckoned and (alone := published_change(question, ledger, wanted, None)):
        return alone
    try:
        results = _change_results(new, old, between_years, question.comparison == "growth")
    except NotComparable as reason:
        alone = published_change(question, ledger, wanted, None) if between_years else None
        return alone or refuse(f"未找到：{reason}。")
    figures = [shown_result(name, result, new, inquiry.citing) for name, result in results]
    turns = "，".join(_turn(result, between_years) for _, result in results)
    text = f"{new.sentence}；{other_said(new, old)}。{_compared(new, old)}{turns}。"
    answer = computed(text, figures, inquiry.citing)
    rate = next((result for _, result in results if result.unit == "%"), None)
    if not between_years:
        return _greater_first(new, old, answer) if _WHICH.search(question.text) else answer
    return answer if rate is None else _held_against_published(inquiry, wanted, (new, old), rate, answer)


def _held_against_published(
    inquiry: Inquiry, wanted: Wanted, pair: tuple[Shown, Shown], rate: Computed, answer: Answer
) -> Answer:
    """The published change first where growth is asked for or where it contradicts the two values.

    How many more is no rate: there the difference stands, and the contradiction is said after it.
    """
    question, (new, old) = inquiry.question, pair
    published = published_change(question, inquiry.ledger, wanted, rate, _rounding(new, old)) or change_beside(
        inquiry.ledger, new.fact, old.fact, rate
    )
    if published is None:
        return answer
    if question.comparison == "difference" and question.unit:
        return _with_note(answer, published)
    if question.comparison == "growth" or published.status == "conflict":
        return one_after_other(published, replace(answer, text=f"按台账计算：{answer.text}"))
    return answer


def _with_note(answer: Answer, published: Answer) -> Answer:
    """What two values differ by stands; a published rate that contradicts them is pointed out after it."""
    if published.status != "conflict":
        return answer
    return replace(one_after_other(answer, published), status=answer.status, figures=answer.figures)


def _greater_first(new: Shown, old: Shown, answer: Answer) -> Answer:
    """辽宁和安徽哪个多: the one with more is named first, both values are shown before what they differ by."""
    first, second = sorted((new, old), key=lambda one: operand_of(one).amount, reverse=True)
    name = first.issuer if first.issuer != second.issuer else first.name
    said = "两者相同。" if operand_of(first).amount == operand_of(second).amount else f"{name}更多。"
    return replace(answer, text=f"{said}{answer.text}", figures=(first.figure, second.figure, *answer.figures))


def compare_times(question: Question, ledger: Ledger, wanted: Wanted) -> Answer:
    """今年是去年的几倍."""
    if not question.other and len(question.years) < 2 and question.base_year is None and len(question.issuers) < 2:
        return refuse("未找到：没有写明两个要相比的数据，不能计算。")
    inquiry = inquiry_of(question, ledger)
    pair = value_pair(inquiry, wanted)
    return pair if isinstance(pair, Answer) else divided(inquiry, *pair, times)


def value_pair(inquiry: Inquiry, wanted: Wanted) -> tuple[Shown, Shown] | Answer:
    """The two values compared: of two indicators, two issuers or two years."""
    question = inquiry.question
    year = main_year(inquiry, wanted)
    if pair := _joined(inquiry):
        return pair
    if question.other:
        second = wanted_of(replace(question, indicator=question.other, means=(), ambiguous=False))
        aligned = alike_in_half(question.other, question.indicator.replace(" ", ""))
        second = replace(second, names=(*aligned, question.other, *in_full(question.other, question.indicator)))
        first = single_value(inquiry, _first_named(question, wanted), year, question.issuers)
        return _both(first, lambda: _second_named(inquiry, second, year))
    if len(question.issuers) == 2:
        first = single_value(inquiry, wanted, year, question.issuers[:1])
        return _both(first, lambda: single_value(inquiry, wanted, year, question.issuers[1:]))
    if year is None:
        return not_held(question, inquiry.ledger, wanted, question.years)
    old_year = _earlier(question, year)
    if old_year == year:
        return not_held(question, inquiry.ledger, wanted, (year + 1,))
    new = single_value(inquiry, wanted, year, question.issuers)
    same_issuer = (new.issuer,) if isinstance(new, Shown) else question.issuers
    same_term = _of_same_term(inquiry, wanted, new, old_year) if isinstance(new, Shown) and question.part else None
    return _both(new, lambda: same_term or _base(inquiry, wanted, old_year, same_issuer))


def _joined(inquiry: Inquiry) -> tuple[Shown, Shown] | None:
    """学校和饮用水罚没款和医疗卫生罚没款哪个多: two names, of which one holds a 和 itself."""
    question = inquiry.question
    one_term = question.base_year is None and len(question.years) < 2 and len(question.issuers) < 2
    if question.comparison != "difference" or not one_term:
        return None
    words = f"{question.indicator}和{question.other}" if question.other else question.indicator
    values = [one for held in listed_by_name(inquiry, words) or () for one in held if one.operand]
    return (values[0], values[1]) if len(values) == 2 else None


def _second_named(inquiry: Inquiry, second: Wanted, year: int | None) -> Shown | Answer:
    """The second value; of several rows of its name the one of what the first is of."""
    bare = single_value(inquiry, second, year, inquiry.question.issuers)
    if isinstance(bare, Shown):
        fuller = told_in_full(inquiry, second, bare)
        return conflict([fuller, bare], inquiry.citing) if fuller else bare
    return (of_same_head(inquiry, second, year) if bare.status == "conflict" else None) or bare


def _of_same_term(inquiry: Inquiry, wanted: Wanted, new: Shown, year: int) -> Shown | None:
    """The 上年同期 that stands right beside a value of a part of the year."""
    places = {(row.document_id, row.sentence) for row in new.fact.rows}
    for found in inquiry.ledger.find(replace(wanted, part=""), year, (new.issuer,)):
        for fact in found.facts:
            row = fact.lead
            if (row.document_id, row.sentence) in places and "同期" in row.surface:
                return shown_of(fact, new.issuer, year, inquiry.citing)
    return None


def _first_named(question: Question, wanted: Wanted) -> Wanted:
    """水类和大气类罚款相差: 水类 + 罚款; 财政赤字中地方比中央: 地方 + 财政赤字."""
    if question.means:
        return wanted
    return replace(wanted, names=tuple(dict.fromkeys((*wanted.names, *in_full(question.indicator, question.other)))))


def _change_results(new: Shown, old: Shown, between_years: bool, rate_first: bool) -> list[tuple[str, Computed]]:
    left, right = operand_of(new), operand_of(old)
    results = [(f"{new.name}增减", difference(left, right))]
    if between_years and not left.ratio and right.amount > 0:
        results.append((f"{new.name}增长率", growth(left, right)))
    return results[::-1] if rate_first else results


def _rounding(new: Shown, old: Shown) -> Decimal:
    """Percentage points by which growth may be off because both values are rounded (121万亿元, 114万亿元)."""
    base = operand_of(old).amount
    steps = [step for one in (new, old) if (step := written_step(one.fact.lead)) > 1]
    return 100 * sum(steps, Decimal(0)) / 2 / base if base else Decimal(0)


def _base(inquiry: Inquiry, wanted: Wanted, year: int, issuers: Sequence[str]) -> Shown | Answer:
    base = single_value(inquiry, wanted, year, issuers)
    if wanted.planned and isinstance(base, Answer) and len(_GOAL.findall(inquiry.question.text)) == 1:
        base = single_value(inquiry, replace(wanted, planned=False), year, issuers)  # 今年计划比去年多多少
    if isinstance(base, Answer) and base.status == "not_found":
        name = inquiry.question.indicator or wanted.names[0]
        held = years_said(inquiry.ledger.years(issuers))
        return refuse(f"未找到：缺少{year}年“{name}”的数据（基数），不能比较。现有报告的年度：{held}。")
    return base


def _both(first: Shown | Answer, second: Callable[[], Shown | Answer]) -> tuple[Shown, Shown] | Answer:
    if isinstance(first, Answer):
        return first
    other = second()
    return other if isinstance(other, Answer) else (first, other)


def _earlier(question: Question, new_year: int) -> int:
    """The year compared with; without a year named, 比去年 is about the newest report and the year before it."""
    base = question.base_year
    if base is not None and (base < new_year or question.years or str(base) in question.text):
        return base
    return question.years[0] if len(question.years) > 1 else new_year - 1


def _compared(new: Shown, old: Shown) -> str:
    if new.issuer != old.issuer:
        return f"{new.issuer}比{old.issuer}"
    return f"{new.name}比{old.name}" if new.year == old.year else f"{new.year}年比{old.year}年"


def _turn(result: Computed, between_years: bool) -> str:
    if result.amount == 0:
        return f"持平（{result.formula}）"
    up, down = ("增加", "减少") if between_years else ("多", "少")
    if result.unit == "%":
        up, down = "增长", "下降"
    elif result.unit == "个百分点":
        up, down = "提高", "下降"
    return f"{up if result.amount > 0 else down}{result.value.lstrip('-')}{result.unit}（{result.formula}）"
