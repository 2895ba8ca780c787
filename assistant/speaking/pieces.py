"""What an answer consists of while it is being given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer, AnswerFigure, Citation

NoticeKind = Literal[
    "without_model",  # a model is set, but the answer came without it; the text says why
    "mapped",  # the question was understood with the model's help; the text says as what
    "step",  # agent mode: what is being looked up
    "retry",  # a sentence was not grounded; the model is told why and asked again
    "cut",  # a sentence was left out
    "replaced",  # the ledger's own wording stands where the model's was not grounded
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the answer rests on, before its first word: always the first piece."""

    citations: tuple[Citation, ...]
    figures: tuple[AnswerFigure, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Words that may be shown: every figure, year, direction and citation in them is grounded."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Beside the answer, never part of it. ``text`` is Chinese, for a person; it holds no words of a model."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Always the last piece. The texts of all :class:`Said` joined are ``answer.text``.

    ``question`` is the one that was answered: keep it for the follow-up. ``model`` is the model whose words stand in
    the text, "" when none do; ``prompt`` the version of what it was told. ``notices`` are those given on the way.
    """

    answer: Answer
    question: Question
    model: str = ""
    prompt: str = ""
    notices: tuple[Notice, ...] = ()


Piece = Evidence | Said | Notice | Done
