"""Questions that the parser cannot map: the model proposes a query of the ledger, we check and execute it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from assistant.asking.answering import answer
from assistant.asking.understanding.questions import Question, parse_question
from assistant.asking.understanding.wording import without_asking
from assistant.evidence import Answer
from assistant.language_model import ChatModel, Message, ModelFailed
from assistant.speaking.pieces import Notice
from assistant.speaking.prompting import harmless, prompt
from knowledge.library import LedgerFilter, Library

_MOST_INDICATORS = 200
_SHARED = 2  # signs that question and indicator must have in common
_EMPTY = set("年多少情况工作方面怎么样什么的了是有和与在说一下去今前局我们")
_SCHEMA = {
    "type": "object",
    "properties": {
        "indicator": {"type": "string"},
        "year": {"type": "integer"},
        "compare": {"type": "string", "enum": ["none", "last_year"]},
    },
    "required": ["indicator", "year", "compare"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Query:
    indicator: str
    year: int
    compare: bool


def mapped(question: Question, library: Library, model: ChatModel) -> tuple[Question, Answer, Notice] | None:
    """The question as the model understood it, its answer and a notice that says so; None when it stays unmapped.

    Only for questions in which the parser found no indicator asked for: one that it understood and that has no
    answer stays not found. A year or an issuer that the question names is kept, whatever the model says.
    """
    asked = question.quantity or question.comparison  # then the parser knows what is wanted
    if asked or question.unknown_issuers or question.lawlike or len(question.years) > 1:
        return None
    indicators = [name for name in library.indicators(LedgerFilter(issuers=_issuers(question))) if len(name) <= 30]
    query = _proposed(question, indicators, model)
    if query is None:
        return None
    year = question.years[0] if question.years else query.year
    words = f"{f'{year}年' if year else ''}{''.join(question.issuers[:1])}{query.indicator}"
    restated = f"{words}{'比上年增加多少' if query.compare else '是多少'}？"
    understood = parse_question(restated, question.as_of, library.issuers())
    found = answer(understood, library)
    if found.status != "answered" or not found.figures:
        return None
    return understood, found, Notice("mapped", f"借助语言模型，问题按“{restated}”理解。")


def _issuers(question: Question) -> frozenset[str] | None:
    return frozenset(question.issuers) or None


def _proposed(question: Question, indicators: list[str], model: ChatModel) -> _Query | None:
    near = sorted(indicators, key=lambda name: -len(_signs(name) & _signs(question.text)))[:_MOST_INDICATORS]
    near = [name for name in near if _linked(name, question.text)]
    if not near:
        return None
    told = {"indicators": "、".join(map(harmless, near)), "question": harmless(question.text)}
    messages = [Message("system", prompt("mapping_system", {})), Message("user", prompt("mapping_user", told))]
    try:
        return read_query(model.complete(messages, schema=_SCHEMA), near, question)
    except ModelFailed:
        return None


def read_query(reply: str, indicators: list[str], question: Question) -> _Query | None:
    """The query in a reply, or None when it is no JSON, names no such indicator, or another year than the question."""
    found = re.search(r"\{[^{}]*\}", reply)
    try:
        data = json.loads(found[0]) if found else None
    except json.JSONDecodeError:
        return None
    if not isinstance(data, dict):
        return None
    indicator, year, compare = data.get("indicator"), data.get("year"), data.get("compare")
    if not isinstance(indicator, str) or indicator not in indicators:
        return None
    if not isinstance(year, int) or isinstance(year, bool) or compare not in ("none", "last_year"):
        return None
    if year and year not in question.years:
        return None
    return _Query(indicator, year, compare == "last_year")


def _linked(indicator: str, text: str) -> bool:
    """Whether the two have words in common at all: 天气 is not answered with 立案."""
    return len(_signs(indicator) & _signs(text)) >= _SHARED


def _signs(text: str) -> set[str]:
    return {sign for sign in without_asking(text) if "\u4e00" <= sign <= "\u9fff"} - _EMPTY
