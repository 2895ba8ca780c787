"""An answer as OpenAI's clients read it: whole or in chunks, with its references in the text and beside it."""

from __future__ import annotations

import datetime
import json
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from api.answering import AnswerPiece, phrases
from api.routes import ROOT
from api.schemas.asking import AskResponse
from api.schemas.evidence import CitationOut
from api.schemas.openai_door import (
    AnswerFacts,
    ChatAnnotation,
    ChatAnswer,
    ChatChoice,
    ChatCompletion,
    ChatUsage,
    UrlCitation,
)
from assistant.asking.replying.transcript import with_references
from assistant.language_model import guessed_tokens
from assistant.speaking import Said


@dataclass(frozen=True, slots=True)
class Completing:
    """One completion on its way out.

    ``model`` as it was asked for, ``prompt_tokens`` as guessed, ``base`` our URL, ``as_of`` the day asked for.
    """

    model: str
    prompt_tokens: int
    base: str
    as_of: datetime.date | None = None
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: AskResponse) -> ChatCompletion:
        """All at once."""
        content = with_references(answer.model_dump())
        message = ChatAnswer(content=content, annotations=self.annotations(answer, content))
        return ChatCompletion(
            id=self.id,
            created=self.created,
            model=self.model,
            choices=[ChatChoice(message=message)],
            usage=self._usage(content),
            report_assistant=AnswerFacts.of(answer),
        )

    def chunks(self, pieces: Iterable[AnswerPiece], *, with_usage: bool) -> Iterator[str]:
        """The JSON of each chunk: the role, the answer's words, the references, the annotations, the usage.

        The contents joined are the content of :meth:`whole`.
        """
        about: dict[str, Any] = {"usage": None} if with_usage else {}
        yield self._chunk({"role": "assistant", "content": ""}, **about)
        for piece in pieces:
            match piece:
                case Said():
                    for words in phrases(piece.text):
                        yield self._chunk({"content": words}, **about)
                case AskResponse():
                    yield from self._ending(piece, about)

    def annotations(self, answer: AskResponse, content: str) -> list[ChatAnnotation]:
        """One for each reference, at the first place of its mark."""
        return [self._annotation(citation, content) for citation in answer.citations]

    def _ending(self, answer: AskResponse, about: dict[str, Any]) -> Iterator[str]:
        content = with_references(answer.model_dump())
        if len(content) > len(answer.answer):
            yield self._chunk({"content": content[len(answer.answer) :]}, **about)
        annotations = [one.model_dump(mode="json") for one in self.annotations(answer, content)]
        facts = AnswerFacts.of(answer).model_dump(mode="json")
        yield self._chunk({"annotations": annotations}, finish="stop", report_assistant=facts, **about)
        if about:
            yield self._dumped(choices=[], usage=self._usage(content).model_dump())

    def _annotation(self, citation: CitationOut, content: str) -> ChatAnnotation:
        mark = f"[{citation.n}]"
        start = content.find(mark)
        title = " ".join(filter(None, (citation.title, citation.section, citation.article)))
        place = UrlCitation(start_index=start, end_index=start + len(mark), title=title, url=self._url(citation))
        return ChatAnnotation(url_citation=place, citation=citation)

    def _url(self, citation: CitationOut) -> str:
        if citation.article:
            law, article = quote(citation.title, safe=""), quote(citation.article, safe="")
            day = f"?as_of={self.as_of}" if self.as_of else ""
            return f"{self.base}{ROOT}/laws/{law}/articles/{article}{day}"
        return f"{self.base}{ROOT}/documents/{quote(citation.document_id, safe='')}"

    def _usage(self, content: str) -> ChatUsage:
        written = guessed_tokens(content)
        total = self.prompt_tokens + written
        return ChatUsage(prompt_tokens=self.prompt_tokens, completion_tokens=written, total_tokens=total)

    def _chunk(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._dumped(choices=[choice], **more)

    def _dumped(self, **more: Any) -> str:
        about = {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": self.model}
        return json.dumps({**about, **more}, ensure_ascii=False)
