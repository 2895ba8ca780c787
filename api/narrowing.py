"""The filters of a question, laid over what the question itself says; both must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.schemas.asking import AskFilters
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer


class NothingLeft(LookupError):
    """The question and the filters exclude each other; ``answer`` says so."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.answer = Answer("not_found", f"未找到：{words}")


def narrow(question: Question, filters: AskFilters, held: Sequence[str]) -> Question:
    """The question within the filters; ``held`` are the library's issuers. Raises NothingLeft."""
    if filters.issuer:
        question = _to_issuer(question, filters.issuer, held)
    if filters.year:
        question = _to_year(question, filters.year)
    if filters.kind:
        question = _to_kind(question, filters.kind)
    return question


def _to_issuer(question: Question, issuer: str, held: Sequence[str]) -> Question:
    asked = {*question.issuers, *question.unknown_issuers}
    if asked and issuer not in asked:
        raise NothingLeft(f"问题问的是{'、'.join(sorted(asked))}，筛选条件却限定为{issuer}。请改问题或去掉筛选。")
    if issuer in held:
        return replace(question, issuers=(issuer,), unknown_issuers=(), own=False)
    return replace(question, issuers=(), unknown_issuers=(issuer,), own=False)


def _to_year(question: Question, year: int) -> Question:
    if question.years and year not in question.years:
        asked = "、".join(map(str, question.years))
        raise NothingLeft(f"问题问的是{asked}年，筛选条件却限定为{year}年。请改问题或去掉筛选。")
    return replace(question, years=(year,), every=False, last=0, stretch=False)


def _to_kind(question: Question, kind: str) -> Question:
    if kind == "regulation":
        return replace(question, kind="law")
    if question.kind == "law":
        question = replace(question, kind="figure" if question.quantity else "text")
    return replace(question, lawlike=False)
