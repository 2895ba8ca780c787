"""One way to answer for every door: the question understood, the conversation continued, the turn kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

from pydantic import TypeAdapter, ValidationError

from api.narrowing import NothingLeft, narrow
from api.schemas.asking import AskRequest, AskResponse
from api.service import Service, now, today
from assistant.asking.understanding.follow_ups import fill_from
from assistant.asking.understanding.questions import Question, parse_question
from assistant.speaking import Done, Evidence, Notice, Piece, Said, explore, speak

_UNDERSTOOD = TypeAdapter(Question)
_PHRASES = re.compile(r"[^，。；！？\n]*[，。；！？\n]|[^，。；！？\n]+")
log = logging.getLogger("report_assistant.asking")

AnswerPiece = Evidence | Said | Notice | AskResponse


def answering(
    asked: AskRequest, service: Service, asked_by: str = "", earlier: Sequence[str] = ()
) -> Iterator[AnswerPiece]:
    """What :func:`assistant.speaking.speak` gives, ended by the whole answer once its turn is kept.

    ``asked_by`` is who asks, "" when nobody said. ``earlier`` are the questions before this one, oldest first, where
    the chat is held by somebody else; they count before what was kept.
    """
    conversation = asked.conversation_id or service.library.conversations.new_id()
    question_asked, pieces = _understand(asked, service, _before(asked, service, conversation, earlier))
    for piece in pieces:
        if not isinstance(piece, Done):
            yield piece
            continue
        question = question_asked if asked.filters else piece.question
        whole = AskResponse.of(piece, conversation)
        turn = service.library.conversations.keep(
            conversation,
            asked.question,
            whole.model_dump(mode="json"),
            understood=_UNDERSTOOD.dump_python(question, mode="json"),
            as_of=question.as_of,
            at=now(),
            asked_by=asked_by,
            model=piece.model,
            prompt_version=piece.prompt,
        )
        yield whole.model_copy(update={"turn": turn.n})


def whole_answer(asked: AskRequest, service: Service, asked_by: str = "", earlier: Sequence[str] = ()) -> AskResponse:
    """The answer at once."""
    for piece in answering(asked, service, asked_by, earlier):
        if isinstance(piece, AskResponse):
            return piece
    raise RuntimeError("an answer always ends with its whole")


def phrases(words: str) -> list[str]:
    """Words to be shown one after the other; joined they are the same again."""
    return _PHRASES.findall(words)


def _before(asked: AskRequest, service: Service, conversation: str, earlier: Sequence[str]) -> Question | None:
    last = service.library.conversations.last(conversation)
    if not earlier or (last is not None and last.question == earlier[-1]):
        return understood(service, conversation)
    question = None
    issuers = service.library.issuers()
    for text in earlier:
        parsed = parse_question(text, asked.as_of or today(), issuers, service.settings.issuer)
        question = fill_from(parsed, question)
    return question


def _understand(asked: AskRequest, service: Service, previous: Question | None) -> tuple[Question, Iterator[Piece]]:
    issuers = service.library.issuers()
    parsed = parse_question(asked.question, asked.as_of or today(), issuers, service.settings.issuer)
    question = fill_from(parsed, previous)
    model = service.model if asked.use_model else None
    try:
        within = narrow(question, asked.filters, issuers) if asked.filters else question
    except NothingLeft as nothing:
        return question, speak(question, service.library, model, answered=nothing.answer)
    if asked.deep and model is not None and not asked.filters:  # the steps would look beyond what the filters allow
        return question, explore(within, service.library, model)
    return question, speak(within, service.library, model)


def understood(service: Service, conversation: str) -> Question | None:
    """The last question of a conversation as it was understood; None when there is none, or an older program's."""
    last = service.library.conversations.last(conversation)
    if last is None:
        return None
    try:
        return _UNDERSTOOD.validate_python(last.understood)
    except ValidationError:  # kept by a program that understood questions otherwise
        log.info("earlier turn", extra={"facts": {"conversation": conversation, "turn": last.n}})
        return None
