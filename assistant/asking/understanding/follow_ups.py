"""A follow-up in a conversation: what it leaves out comes from the question before (那前年呢？, 食品的呢？)."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asking.understanding.questions import Question

_FOLLOWS = re.compile(r"^(?:那么?|还有|再)|呢\s*[?？]?$")


def fill_from(question: Question, previous: Question | None) -> Question:
    """Fill what a follow-up leaves out (那前年呢？, 食品的呢？, 比上年增加多少？) from the question before."""
    if question.otherwise is not None:
        question = replace(question, otherwise=fill_from(question.otherwise, previous))
    if previous is None or previous.kind != "figure":
        return question
    follows = bool(_FOLLOWS.search(question.text))
    if question.kind != "figure" and not follows:
        return question
    filled = _fill_period(_fill_issuer(question, previous), previous)
    if not question.indicator and not question.means:
        filled = replace(filled, indicator=previous.indicator, means=previous.means, ambiguous=previous.ambiguous)
        filled = replace(filled, other=question.other or previous.other, family=question.family or previous.family)
        # “那前年呢” after “增加多少” asks for the same comparison
        if not question.comparison and follows:
            filled = replace(filled, comparison=previous.comparison)
    elif re.search(r"的呢?\s*[?？]?$", question.text) or question.text.rstrip("？?").endswith("的呢"):
        filled = _narrow_previous(filled, previous)
    planned = previous.planned if question.planned is False else question.planned
    return replace(filled, kind="figure", planned=planned, quantity=True)


def _narrow_previous(question: Question, previous: Question) -> Question:
    """食品的呢？ after 立案多少件: 食品 + 立案."""
    words = tuple(question.indicator + word for word in (previous.means or (previous.indicator,)))
    means = words if previous.means else ()
    return replace(question, indicator=words[0], means=means, family=question.family or previous.family)


def _fill_period(question: Question, previous: Question) -> Question:
    if question.years or question.every:
        base = question.base_year
        compared = previous.comparison in ("difference", "growth") and previous.base_year is not None
        if base is None and compared and question.years and not question.stretch:
            base = max(question.years) - 1
        return replace(question, base_year=base)
    filled = replace(question, years=previous.years, stretch=previous.stretch, last=previous.last, every=previous.every)
    base = question.base_year
    if base is not None and previous.years and base >= max(previous.years):
        base = max(previous.years) - 1  # “比上年”: the year before the one talked about
    return replace(filled, base_year=base, part=question.part or previous.part)


def _fill_issuer(question: Question, previous: Question) -> Question:
    if question.issuers or question.unknown_issuers or question.own:
        return question
    return replace(question, issuers=previous.issuers, unknown_issuers=previous.unknown_issuers, own=previous.own)
