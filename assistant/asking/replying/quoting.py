"""Picks the sentences of a passage that answer a question; they are quoted unaltered, with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.asking.understanding.wording import canonical, without_asking
from knowledge.spans import Span

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_HAN_OR_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9.]+")
_PLAIN = frozenset("的了是在和与及等应当可以规定法律有关相关什么如何怎么哪些多少几")

# What an answer must hold for a question of that form.
_ANSWER_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"几[日天年个]|多少[日天年]|最长|最短|多长"),
        re.compile(r"[一二三四五六七八九十百\d]+个?(?:工作)?[日月年天]|小时"),
    ),
    (
        re.compile(r"多久|期限|时限|何时|什么时候"),
        re.compile(r"[一二三四五六七八九十百\d]+个?(?:工作)?[日月年天]|小时|当场|立即|及时|届满"),
    ),
    (
        re.compile(r"罚多少|罚款|多少钱|处罚标准|罚则|怎么(?:处|罚)|如何处罚|怎样处罚|该怎么处罚|如何处理"),
        re.compile(r"罚款|没收|警告|责令|吊销|处.{1,12}(?:元|倍)"),
    ),
    (re.compile(r"谁|哪个(?:机关|部门|单位)|由哪"), re.compile(r"部门|机关|人民政府|负责人|委员会|机构")),
    (re.compile(r"哪些|什么(?:情形|情况|条件|内容)|种类|包括"), re.compile(r"下列|（一）|包括|以下|；")),
    (re.compile(r"原因|为什么|为何"), re.compile(r"原因|由于|因为|主要是|受.{1,20}影响|缘于")),
    (re.compile(r"什么是|是什么意思|定义"), re.compile(r"是指|指|本法所称|本条例所称")),
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a passage: ``span`` counts within the passage's text; ``share`` 0–1 of the question's words."""

    text: str
    span: Span
    share: float
    fits: bool


def best_sentence(question: str, passage: str) -> Quotation | None:
    """The sentence that holds most of the question's words and the form of its answer; None of an empty passage."""
    spans = list(sentence_spans(passage))
    told = [span for span in spans if not span.of(passage)[-1].isalnum()]  # headings end without a mark
    sentences = [_quotation(question, passage, span) for span in told or spans]
    return max(sentences, key=lambda quoted: quoted.share + 0.25 * quoted.fits, default=None)


def word_share(question: str, passage: str) -> float:
    """How much of the question's words (as pairs of signs) stands in the passage, 0–1."""
    pairs = word_pairs(question)
    text = canonical(passage)
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def answer_form_fits(question: str, passage: str) -> bool:
    """Whether the passage holds what a question of this form asks for; True when the form is not known."""
    forms = [answer for asked, answer in _ANSWER_FORMS if asked.search(question)]
    return any(answer.search(passage) for answer in forms) if forms else True


def word_pairs(question: str) -> set[str]:
    """The question's words as pairs of neighbouring signs, asking words left out."""
    words = canonical(without_asking(question)) if " " not in without_asking(question) else without_asking(question)
    pairs: set[str] = set()
    for run in _HAN_OR_WORD.findall(canonical_keeping_gaps(words)):
        pairs |= {run[at : at + 2] for at in range(len(run) - 1) if not set(run[at : at + 2]) <= _PLAIN}
    return pairs


def canonical_keeping_gaps(text: str) -> str:
    """Each word in canonical wording, the gaps kept."""
    return " ".join(canonical(word) for word in text.split())


def sentence_spans(text: str) -> Iterator[Span]:
    """The sentences of a text, blanks at their ends left out."""
    for match in _SENTENCE.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.end() - (len(words) - len(words.rstrip()))
        if end > start:
            yield Span(start, end)


def _quotation(question: str, passage: str, span: Span) -> Quotation:
    text = span.of(passage)
    return Quotation(text, span, word_share(question, text), answer_form_fits(question, text))
