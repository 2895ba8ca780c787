"""An answer as a stream of pieces, with a model or without: what every door (HTTP, OpenAI-compatible, MCP) uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.asking.answering import answer as answer_without_model
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer
from assistant.language_model import ChatModel
from assistant.speaking.facts import facts_of
from assistant.speaking.gate import Gate
from assistant.speaking.mapping import mapped
from assistant.speaking.pieces import Done, Evidence, Notice, Piece, Said
from assistant.speaking.prompting import messages_for, prompt_version
from assistant.speaking.prose_gate import Prose
from assistant.speaking.telling import Telling
from knowledge.library import Library

_SENTENCES = re.compile(r"[^。；！？\n]*[。；！？\n]+(?:\[\d+\])*|[^。；！？\n]+")


def speak(
    question: Question, library: Library, model: ChatModel | None = None, *, answered: Answer | None = None
) -> Iterator[Piece]:
    """Answer ``question``: first its evidence, then sentence by sentence, then :class:`Done`.

    Without a model, or when it fails, the answer is the one that the evidence alone gives. ``answered`` is an answer
    that is already known (a filter left nothing): it stays as it is. Never raises for a fault of the model; leaving
    the iteration early ends the call of the model.
    """
    found = answered if answered is not None else answer_without_model(question, library)
    notices: list[Notice] = []
    if model is not None and answered is None and found.status == "not_found":
        understood = mapped(question, library, model)
        if understood is not None:
            question, found, notice = understood
            notices.append(notice)
    yield Evidence(found.citations, found.figures)
    yield from notices
    if model is None or found.status != "answered":
        yield from own_words(found)
        yield Done(found, question, notices=tuple(notices))
        return
    yield from worded(question, gate_for(question, [found], found, library), model, notices)


def own_words(answer: Answer) -> Iterator[Said]:
    """The answer as the evidence alone words it, in sentences."""
    return (Said(words) for words in _SENTENCES.findall(answer.text))


def worded(question: Question, gate: Gate, model: ChatModel, notices: list[Notice]) -> Iterator[Piece]:
    """The answer of ``gate`` in the model's words as far as they hold, and :class:`Done`."""
    whole, telling = gate.answer, Telling(gate, model)
    for piece in telling.told(messages_for(question, whole, gate.facts, model)):
        if isinstance(piece, Notice):
            notices.append(piece)
        yield piece
    if telling.used:
        version = prompt_version("answer_system", "answer_user", "retry")
        yield Done(replace(whole, text=telling.text), question, model.name, version, tuple(notices))
    else:
        yield Done(replace(whole, text=telling.text), question, notices=tuple(notices))


def gate_for(question: Question, answers: list[Answer], whole: Answer, library: Library) -> Gate:
    """The gate over the evidence of ``whole``; ``answers`` are the ones it was put together from."""
    facts = facts_of(answers, whole.citations, question, library)
    return Gate(whole, facts, Prose(whole.citations, library.laws, question.text))
