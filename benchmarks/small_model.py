"""What a real language model says of the gold figure questions, with the gate and without. Opt-in: set its address.

``SMALL_MODEL_URL`` (and ``SMALL_MODEL_NAME``) name an OpenAI-compatible server; without it nothing is measured.
"""

from __future__ import annotations

import datetime
import json
import os
import statistics
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.asking.answering import answer
from assistant.asking.understanding.questions import Question, parse_question
from assistant.evidence import Answer
from assistant.language_model import ChatModel, Message, ModelSettings
from assistant.speaking import Notice, Said, speak
from assistant.speaking.facts import NotGrounded
from assistant.speaking.gate import Gate
from assistant.speaking.sentences import sentences
from assistant.speaking.speak import gate_for
from benchmarks.material import GOLD, gold_document, gold_questions, opened
from benchmarks.results import Outcome
from knowledge.library import Library
from knowledge.quantities import find_quantities

URL, NAME = "SMALL_MODEL_URL", "SMALL_MODEL_NAME"
SAMPLE = 30
LIBRARY = "bureaus"
HEADER = ("figure questions", "with the gate", "without it")


class Recorded(ChatModel):
    """Keeps what the model said, word for word."""

    def __init__(self, settings: ModelSettings) -> None:
        super().__init__(settings)
        self.replies: list[str] = []

    def stream(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None
    ) -> Generator[str, None, None]:
        """As the model's, kept."""
        self.replies.append("")
        for words in super().stream(messages, schema=schema):
            self.replies[-1] += words
            yield words


@dataclass
class Tally:
    """Counts over the questions."""

    asked: int = 0
    refused_raw: int = 0  # first replies with a sentence that the gate refuses
    strange_raw: int = 0  # first replies with a quantity that stands nowhere in the evidence
    strange_shown: int = 0
    ungrounded_shown: int = 0
    words_of_model: int = 0
    fell_back: int = 0
    retried: int = 0
    first: list[float] = field(default_factory=list)
    total: list[float] = field(default_factory=list)


def run() -> Outcome | None:
    """The table; None when no model is named or the material is missing."""
    settings, cases = model_settings(), _cases()
    if settings is None or not cases:
        return None
    with _library() as library:
        tally = Tally()
        for case in cases:
            question = parse_question(case["question"], datetime.date.fromisoformat(case["as_of"]), library.issuers())
            found = answer(question, library)
            if found.status == "answered" and found.figures and tally.asked < SAMPLE:
                _measure(question, found, library, Recorded(settings), tally)
    return _outcome(tally, settings.model)


def model_settings() -> ModelSettings | None:
    """The model that the environment names; None when it names none."""
    url, name = os.environ.get(URL, ""), os.environ.get(NAME, "small")
    if not url:
        return None
    return ModelSettings(name, url, timeout_s=300, total_s=600, retries=0, context_tokens=8192, reply_tokens=512)


def _library() -> Library:
    files = json.loads((GOLD / "libraries.json").read_text("utf-8"))[LIBRARY]
    return opened("small_model", [gold_document(name) for name in files])


def _cases() -> list[dict[str, str]]:
    """Answerable questions over the bureaus' reports, not of the test split, spread over the set."""
    cases = [case for line in gold_questions() if (case := json.loads(line))["split"] != "test"]
    fitting = [case for case in cases if case["library"] == LIBRARY and case["expect"]["status"] == "answered"]
    return fitting[:: max(1, len(fitting) // (SAMPLE + 10))]


def _measure(question: Question, found: Answer, library: Library, model: Recorded, tally: Tally) -> None:
    began = time.perf_counter()
    first, shown, notices = 0.0, "", []
    for piece in speak(question, library, model):
        if isinstance(piece, Said):
            first = first or time.perf_counter() - began
            shown += piece.text
        elif isinstance(piece, Notice):
            notices.append(piece.kind)
    tally.asked += 1
    tally.first.append(first)
    tally.total.append(time.perf_counter() - began)
    raw = model.replies[0] if model.replies else ""
    tally.refused_raw += _refused(raw, gate_for(question, [found], found, library))
    tally.strange_raw += _strange(raw, found, library, question)
    tally.ungrounded_shown += _refused(shown, gate_for(question, [found], found, library)) and found.text not in shown
    tally.strange_shown += _strange(shown, found, library, question)
    tally.words_of_model += shown != found.text
    tally.fell_back += found.text in shown
    tally.retried += "retry" in notices
    print(f"{question.text}\n  said  {raw!r}\n  shown {shown!r}  {notices}", flush=True)


def _refused(text: str, gate: Gate) -> bool:
    """Whether the gate refuses any of its sentences."""
    for sentence in sentences([text]):
        try:
            gate.judge(sentence)
        except NotGrounded:
            return True
    return False


def _strange(text: str, found: Answer, library: Library, question: Question) -> bool:
    """Whether a quantity stands in neither the answer nor the passages cited nor a change between its facts.

    Independent of the gate: looks at values alone, so it misses a right value in a wrong place.
    """
    facts = gate_for(question, [found], found, library).facts
    source = "\n".join([found.text, *(citation.text for citation in found.citations)])
    known = {abs(number.amount) for number in find_quantities(source) if number.amount is not None}
    known |= {abs(fact.amount) for fact in facts.levels} | {round(abs(change.amount), 2) for change in facts.changes}
    return any(n.amount is not None and abs(n.amount) not in known for n in find_quantities(text))


def _outcome(tally: Tally, name: str) -> Outcome:
    n = tally.asked
    outcome = Outcome("small_model", f"A real language model ({name}) on the gold figure questions", HEADER)
    outcome.rows = [
        ("asked", str(n), str(n)),
        ("answers with an ungrounded sentence", str(tally.ungrounded_shown), str(tally.refused_raw)),
        ("answers with a value that stands nowhere", str(tally.strange_shown), str(tally.strange_raw)),
        ("the model's own words shown", str(tally.words_of_model), "-"),
        ("asked again", str(tally.retried), "-"),
        ("the ledger's wording used", str(tally.fell_back), "-"),
        ("first words, median s", f"{statistics.median(tally.first):.1f}", "-"),
        ("whole answer, median s", f"{statistics.median(tally.total):.1f}", "-"),
    ]
    outcome.notes = ["Opt-in: needs a model server. Values are judged by the gate, and by value alone beside it."]
    return outcome
