"""Which words of a question ask for what is planned: 目标是多少, 打算新建几座, 要压到几天以内, 计划数比实际多多少."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from assistant.asking.understanding.question_patterns import question_patterns
from knowledge.word_segmentation import word_frequency

BothAsked = Literal["", "goal first", "fact first"]
_WILL = ("要", "将", "想", "拟")
# 平均要几天, 要花多少钱: what it takes, not what is planned
_TAKES = ("多少", "几", "花", "用", "等", "跑", "交", "多久", "多长", "的", "上市")
_WORD = 20  # how often the dictionary counts two signs that are one word


def planned_in(rest: str, *, ahead: bool = False) -> bool | None:
    """Whether ``rest`` asks for a goal; None where its words leave it open (检查计划多少家, 不少于多少).

    ``ahead``: it is asked of a year that is not over, whose 指标 are what it is to reach.
    """
    patterns = question_patterns()
    if patterns.planned.search(rest) or _without_will(rest) != rest:
        return True
    limit = patterns.limit.search(rest) or (ahead and "指标" in rest)
    return None if limit or (patterns.either.search(rest) and not patterns.fact_word.search(rest)) else False


def goal_and_fact(masked: str) -> BothAsked:
    """Whether what was planned and what was done are both asked for, and in which order."""
    goal, fact = question_patterns().goal_word.search(masked), question_patterns().fact_word.search(masked)
    if goal is None or fact is None or masked[goal.end() : goal.end() + 2] == "完成":
        return ""  # 计划完成率 is one thing
    return "goal first" if goal.start() < fact.start() else "fact first"


def without_goals(rest: str, both: BothAsked) -> str:
    """``rest`` without the words that say no more than that it is planned, or done."""
    patterns = question_patterns()
    if both:
        rest = patterns.done.sub(" ", patterns.goal_word.sub(" ", rest))
    return _without_will(patterns.limit.sub(" ", patterns.planned.sub(" ", rest)))


def attained(masked: str) -> str:
    """新增就业 in 新增就业完成目标的百分之几; "" where it is not asked how far a goal was reached."""
    found = question_patterns().attained.search(masked)
    return masked[: found.start()] if found else ""


@lru_cache(maxsize=4096)
def _without_will(rest: str) -> str:
    """Without 要, 将, 拟 before what will be done; in 重要, 需要, 将军 and 拟上市 they are a part of a word."""
    left = ""
    for at, sign in enumerate(rest):
        will = sign in _WILL and _stands_alone(rest[:at], sign, rest[at + 1 :])
        left += " " if will else sign
    return left


def _stands_alone(before: str, word: str, after: str) -> bool:
    """Whether it is a word of its own, with what will be done after it."""
    if not after.strip() or after.startswith(_TAKES):
        return False
    return word_frequency(before[-1:] + word) < _WORD and word_frequency(word + after[0]) < _WORD
