"""What a real language model makes of last year's section and this year's metrics, with our draft and gate and without.

Opt-in like ``small_model``: ``SMALL_MODEL_URL`` names an OpenAI-compatible server. Judged by the judge of ``drafting``,
which uses nothing of the product.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field

from assistant.drafting.drafts import Draft, DraftFigure, LastSection
from assistant.drafting.whole_report import draft_sections
from assistant.language_model import ChatModel, Message, ModelFailed, ModelSettings
from assistant.metrics.supplied import Metric
from assistant.speaking.rewording import reword
from assistant.verifying import verify_sections
from benchmarks.draft_judge import Judged
from benchmarks.draft_material import Pair, metrics_of, sections_of, sibling_pairs
from benchmarks.drafting import known_values
from benchmarks.material import SHARED
from benchmarks.results import Outcome
from benchmarks.small_model import model_settings

PAIRS = 12
LONGEST = 500  # signs of a section: a small model is slow
FEWEST, MOST = 3, 12  # metrics that belong to the section
HEADER = ("drafts from last year's section", "our draft in the model's words", "the model alone")
ALONE = (
    "你是公文写作助手。下面是去年的一段工作报告和今年的数据表，请参照去年的写法写出今年（{year}年）的这一段，"
    "数据只用今年的，可以写同比。只输出这一段。\n\n去年的段落：\n{base}\n\n今年的数据：\n{table}\n\n今年的段落：\n"
)


@dataclass
class Made:
    """Counts over the texts of one way."""

    numbers: int = 0
    unsupported: int = 0
    stale: int = 0
    directions: int = 0
    wrong_way: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, judged: Judged, seconds: float) -> None:
        """Take one text in."""
        seen, wrong = judged.directions()
        self.numbers += judged.numbers
        self.unsupported += len(judged.unsupported)
        self.stale += len(judged.stale)
        self.directions += seen
        self.wrong_way += wrong
        self.seconds.append(seconds)


@dataclass(frozen=True)
class Case:
    """A section of last year and the metrics that our draft of it uses."""

    pair: Pair
    base: LastSection
    metrics: list[Metric]

    def draft(self) -> Draft:
        """Ours, without a model."""
        return draft_sections([self.base], self.metrics, self.pair.held, year=self.pair.new.year)[0]

    def judged(self, text: str) -> Judged:
        """A text on it, before the judge."""
        past = frozenset(row.value for row in self.pair.held if (row.year or 0) < self.pair.new.year)
        return Judged(self.base.text, text, known_values(self.metrics, self.pair), past, self.pair.new.year)


@dataclass
class Words:
    """Paragraphs that went through the gate."""

    taken: int = 0
    tried: int = 0


def run() -> Outcome | None:
    """The table; None when no model is named or the material is missing."""
    settings = model_settings()
    if settings is None or not SHARED.is_dir():
        return None
    ours, alone, words = Made(), Made(), Words()
    cases = [case for pair in sibling_pairs((1,)) if (case := _case(pair)) is not None]
    for case in cases[:: max(1, len(cases) // PAIRS)][:PAIRS]:
        _ours(case, settings, ours, words)
        _alone(case, settings, alone)
    return _outcome(ours, alone, words, settings.model)


def _case(pair: Pair) -> Case | None:
    """The longest section that is not too long, with the metrics that our draft of it uses."""
    metrics = metrics_of(pair.new)
    for base in sorted(sections_of(pair.old), key=lambda base: -len(base.text)):
        if len(base.text) <= LONGEST:
            draft = Case(pair, base, metrics).draft()
            used = [metric for metric in metrics if all(metric is not left for left in draft.left)]
            return Case(pair, base, used) if FEWEST <= len(used) <= MOST else None
    return None


def _ours(case: Case, settings: ModelSettings, made: Made, words: Words) -> None:
    begun = time.perf_counter()

    def verify(text: str) -> list[DraftFigure]:
        return verify_sections(text, case.metrics, case.pair.held, year=case.pair.new.year, base=case.base)

    reworded = reword(case.draft(), ChatModel(settings), verify)
    words.taken += reworded.taken
    words.tried += reworded.tried
    made.add(case.judged(reworded.draft.text), time.perf_counter() - begun)


def _alone(case: Case, settings: ModelSettings, made: Made) -> None:
    table = "\n".join(f"{metric.indicator}：{metric.value}{metric.unit}" for metric in case.metrics)
    begun = time.perf_counter()
    asked = ALONE.format(year=case.pair.new.year, base=case.base.text, table=table)
    try:
        text = ChatModel(settings).complete([Message("user", asked)])
    except ModelFailed as failed:
        print(f"the model alone failed: {failed}")
        return
    judged = case.judged(text)
    print(f"alone: {[words for _, words in judged.unsupported]} stale {len(judged.stale)}: {text!r}", flush=True)
    made.add(judged, time.perf_counter() - begun)


def _outcome(ours: Made, alone: Made, words: Words, model: str) -> Outcome:
    outcome = Outcome("small_model_drafts", f"A real language model ({model}) and drafts from last year", HEADER)
    for label, get in (
        ("drafts", lambda made: len(made.seconds)),
        ("numbers", lambda made: made.numbers),
        ("numbers that nothing supports", lambda made: made.unsupported),
        ("of these last year's", lambda made: made.stale),
        ("direction words, wrong ones", lambda made: f"{made.directions}, {made.wrong_way}"),
        ("median s", lambda made: f"{statistics.median(made.seconds):.1f}" if made.seconds else "-"),
    ):
        outcome.rows.append((label, str(get(ours)), str(get(alone))))
    outcome.rows.append(("paragraphs in the model's words", f"{words.taken} of {words.tried}", "-"))
    outcome.notes = ["Opt-in: needs a model server. Judged by plain code that uses nothing of the product."]
    return outcome
