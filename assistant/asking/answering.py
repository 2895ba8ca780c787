"""Question → evidence → Answer: answered, not_found, or conflict (two places disagree)."""

from __future__ import annotations

import datetime
import threading
from weakref import WeakKeyDictionary

from assistant.asking.figure_answers import answer_figure
from assistant.asking.law_questions import answer_law
from assistant.asking.matching.ledger_view import Ledger, build_ledger
from assistant.asking.text_questions import answer_text
from assistant.asking.understanding.follow_ups import fill_from
from assistant.asking.understanding.questions import Question, parse_question
from assistant.corrections import with_corrections
from assistant.evidence import Answer
from knowledge.laws.citations import find_law_citations
from knowledge.library import Document, LedgerFilter, LedgerRow, Library

_PAGE = 5_000
_ledgers: WeakKeyDictionary[Library, tuple[int, Ledger]] = WeakKeyDictionary()
_lock = threading.Lock()


def answer(question: Question, library: Library) -> Answer:
    """Answer from the ledger, the laws or the passages of ``library``; never from anywhere else.

    Where a figure rests on a person's correction the answer says so.
    """
    return with_corrections(_answer(question, library))


def _answer(question: Question, library: Library) -> Answer:
    if question.kind == "law":
        return _law_first(question, library)
    if question.kind == "text":
        return _text_first(question, library)
    reply = answer_figure(question, ledger_of(library))
    if reply.status == "not_found" and question.lawlike and question.bare:
        law = answer_law(question, library)
        return law if law.status == "answered" else reply
    asks_words = not (question.quantity or question.unknown_issuers or question.comparison == "difference")
    if reply.status == "not_found" and asks_words:
        text = answer_text(question, library)
        return text if text.status == "answered" else reply
    return reply


def ask(
    text: str, library: Library, *, as_of: datetime.date, previous: Question | None = None, own_issuer: str = ""
) -> tuple[Question, Answer]:
    """Parse, fill from the turn before (那前年呢？), answer. ``own_issuer`` is whom 我局 means."""
    parsed = parse_question(text, as_of, library.issuers(), own_issuer)
    question = fill_from(parsed, previous)
    return question, answer(question, library)


def ledger_of(library: Library) -> Ledger:
    """The library's figures prepared for questions; built anew when a report came or went or a figure was corrected."""
    revision = library.ledger_revision()
    with _lock:
        kept = _ledgers.get(library)
    if kept is not None and kept[0] == revision:
        return kept[1]
    reports = [doc for doc in library.documents() if doc.kind == "report" and doc.status == "ready"]
    ledger = _build(library, reports)
    with _lock:
        _ledgers[library] = (revision, ledger)
    return ledger


def _build(library: Library, reports: list[Document]) -> Ledger:
    issuers = library.issuers()
    years = {issuer: library.years(issuer) for issuer in issuers}
    return build_ledger(_all_rows(library), issuers, years, {doc.id: doc.year for doc in reports})


def _all_rows(library: Library) -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    while True:
        page, count = library.figures(LedgerFilter(), limit=_PAGE, offset=len(rows))
        rows += page
        if not page or len(rows) >= count:
            return rows


def _text_first(question: Question, library: Library) -> Answer:
    """The reports; a question that names neither period nor issuer may also be about the law."""
    if question.bare and find_law_citations(question.text, library.laws.names()):
        law = answer_law(question, library)
        if law.status == "answered":
            return law
    text = answer_text(question, library)
    if text.status == "answered" or not (question.bare and question.lawlike):
        return text
    law = answer_law(question, library)
    return law if law.status == "answered" else text


def _law_first(question: Question, library: Library) -> Answer:
    """The law; but a count that the reports hold is not a law's (全年听证多少件)."""
    law = answer_law(question, library)
    if law.status == "answered" or not question.quantity:
        return law
    figure = answer_figure(question, ledger_of(library))
    return figure if figure.status != "not_found" else law
