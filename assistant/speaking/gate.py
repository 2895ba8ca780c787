"""The gate: a sentence of a model goes in; what may be shown comes out, or why it may not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.computing import round_half_up
from assistant.evidence import Answer
from assistant.speaking.facts import Change, Facts, Level
from assistant.speaking.figure_gate import Bound, Carried, bind
from assistant.speaking.prose_gate import Prose
from assistant.speaking.sentences import cleaned, marks_in, without_marks
from assistant.speaking.tokens import Tokenizer

_SEGMENT = re.compile(r"[^。；\n]+[。；]?")
_STOPS = re.compile(r"[\s。；，,;：:]")


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that may be shown; ``corrected`` says that its marks had to be put right."""

    text: str
    corrected: bool = False


@dataclass
class Gate:
    """Judges the sentences of one answer in their order; ``answer`` is what the evidence alone says."""

    answer: Answer
    facts: Facts
    prose: Prose
    bound: list[Level | Change] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    _carried: Carried = field(default_factory=Carried)
    _reached: int = 0  # how many pieces of the answer's own wording were said in their order
    _in_own_wording: bool = True  # nothing else came between them

    def __post_init__(self) -> None:
        self._tokenizer = Tokenizer(self.facts)
        self._segments = [piece for piece in _SEGMENT.findall(self.answer.text) if piece.strip()]
        self._with_figures = bool(self.answer.figures)

    def judge(self, sentence: str) -> Passed | None:
        """The sentence as it may be shown; None for one that says nothing (new). Raises NotGrounded with the reason."""
        words = cleaned(sentence)
        if not any(sign.isalnum() for sign in without_marks(words)) or words in self.said:
            return None
        passed = self._own_wording(words)
        if passed is None and not self._with_figures and self.prose.says_nothing(words):
            return None
        if passed is None:
            passed = self._figures(words) if self._with_figures else self._words(words)
            self._in_own_wording = False
        self.said.append(words)
        return passed

    @property
    def complete(self) -> bool:
        """Whether what was said holds every figure of the answer (without figures: whether anything was said)."""
        if not self._with_figures or self._reached == len(self._segments):
            return bool(self.said)
        return all(any(_is(fact, figure.amount, figure.year) for fact in self.bound) for figure in self.answer.figures)

    def _own_wording(self, words: str) -> Passed | None:
        """The next pieces of the ledger's own wording, in their order: with its own marks."""
        if not self._in_own_wording:
            return None  # “占比为…” says of what only where it follows its own sentence
        wanted = _key(words)
        for length in range(1, len(self._segments) - self._reached + 1):
            pieces = self._segments[self._reached : self._reached + length]
            if _key("".join(pieces)) == wanted:
                self._reached += length
                self._carried = Carried(year_open=False)
                return Passed("".join(pieces).strip())
        return None

    def _figures(self, words: str) -> Passed:
        bound, self._carried = bind(self._tokenizer.tokens(words), self.facts, self._carried)
        self.bound += [one.fact for one in bound]
        shown = _with_marks(words, bound)
        return Passed(shown, shown != words)

    def _words(self, words: str) -> Passed:
        shown = self.prose.judge(words)
        return Passed(shown, marks_in(shown) != marks_in(words))


def _key(text: str) -> str:
    return _STOPS.sub("", without_marks(text))


def _is(fact: Level | Change, amount: str | None, year: int | None) -> bool:
    """Whether a figure of the answer was said; a computed rate is rounded there to two places."""
    if amount is None or fact.year != year:
        return False
    rounded = isinstance(fact, Change) and fact.rounded
    return fact.amount == Decimal(amount) or (rounded and round_half_up(fact.amount) == Decimal(amount))


def _with_marks(words: str, bound: Sequence[Bound]) -> str:
    """Each mark that is not of the values before it goes; a value without a mark gets its own at the end."""
    shown, right = [], set()
    last = 0
    for mark in re.finditer(r"\[(\d{1,3})\]", words):
        before = [one.fact for one in bound if one.token.end <= mark.start()]
        number = int(mark[1])
        shown.append(words[last : mark.start()])
        if any(number in fact.cites for fact in before):
            shown.append(mark[0])
            right.add(number)
        last = mark.end()
    text = "".join(shown) + words[last:]
    lacking = [min(one.fact.cites) for one in bound if one.fact.cites and not right & one.fact.cites]
    stop = re.search(r"[。！？!?；;]*$", text)
    at = stop.start() if stop else len(text)
    return text[:at] + "".join(f"[{n}]" for n in dict.fromkeys(lacking)) + text[at:]
