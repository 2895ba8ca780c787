"""What a sentence says without figures of the ledger: quoted words, laws, and words that paraphrase a passage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.asking.law_questions import same_law
from assistant.evidence import Citation
from assistant.speaking.facts import NotGrounded
from assistant.speaking.negation import turned
from assistant.speaking.sentences import marks_in, without_marks
from assistant.speaking.words import speaking_words
from knowledge.laws.citations import LawCitation, find_law_citations
from knowledge.laws.register import LawRegister
from knowledge.quantities import find_numbers

_SPACE = re.compile(r"\s+")
_EDGES = "，。；：、！？,;:!?“”\"'‘’（）() "
_BOUNDARY = "，。；：、！？,;:!?“”（）()\n"


@dataclass(frozen=True)
class Prose:
    """The passages and articles an answer may use; ``question`` is what was asked."""

    citations: tuple[Citation, ...]
    laws: LawRegister
    question: str

    def judge(self, sentence: str) -> str:
        """The sentence as it may be shown, with its marks put right. Raises NotGrounded."""
        words = without_marks(sentence)
        self._forbid(words)
        given = [n for n in marks_in(sentence) if any(c.n == n for c in self.citations)]
        cited = find_law_citations(words, self._law_names)
        bare = words
        for law in reversed(cited):
            self._held(law)
            bare = bare[: law.span.start] + "，" + bare[law.span.end :]
        meant = [c for c in self.citations if c.n in given] or list(self.citations)
        if cited:
            meant = [c for c in meant if any(_is_law(c, law) for law in cited)]
        fitting = [c for c in meant if self._carries(c, bare)]
        if not fitting:
            raise NotGrounded(self._why(bare, meant))
        return _marked(sentence, [c.n for c in fitting if c.n in given] or [fitting[0].n])

    def says_nothing(self, sentence: str) -> bool:
        """Whether it only leads in: 该局报告的主要情况如下."""
        bare = _SPACE.sub("", without_marks(sentence))
        return not find_law_citations(bare) and any(not _without_lead(bare, c) for c in self.citations)

    @cached_property
    def _law_names(self) -> frozenset[str]:
        titles = {c.title for c in self.citations if c.article}
        return frozenset(self.laws.names()) | titles | {title.removeprefix("中华人民共和国") for title in titles}

    def _forbid(self, words: str) -> None:
        for sign in speaking_words().forbidden:
            if sign in words:
                raise NotGrounded(f"含有不能显示的内容“{sign}”")
        for sign in words:
            if unicodedata.category(sign) in ("Nl", "No") or (
                sign.isdecimal() and unicodedata.name(sign, "")[:5] not in ("DIGIT", "FULLW")
            ):
                raise NotGrounded(f"含有无法核对的数字“{sign}”")

    def _held(self, law: LawCitation) -> None:
        if not any(_is_law(c, law) for c in self.citations):
            said = f"《{law.title}》" + (f"第{law.article}条" if law.article else "")
            raise NotGrounded(f"依据里没有{said}")

    def _carries(self, citation: Citation, bare: str) -> bool:
        """Whether one passage carries all that is said: verbatim where there are numbers, else its words."""
        text = _SPACE.sub("", citation.text)
        said = _without_lead(_SPACE.sub("", bare), citation)
        if _verbatim(said, text):
            return True
        if find_numbers(said) or not all(near in text for near in _telling(said)) or turned(said, text):
            return False
        return _share(said, text + self.question) >= speaking_words().share

    def _why(self, bare: str, meant: Sequence[Citation]) -> str:
        if not meant:
            return "引用编号与所引法律不符"
        numbers = [number.span.of(bare) for number in find_numbers(bare)]
        if numbers:
            return f"含有数字（{'、'.join(numbers[:3])}）的话须逐字照引所引的段落"
        return "所引的段落没有这样说"


def _is_law(citation: Citation, law: LawCitation) -> bool:
    if not citation.article or not same_law(citation.title, law.title):
        return False
    if law.article is None:
        return True
    own = find_law_citations(f"《{citation.title}》{citation.article}")
    same = bool(own) and (own[0].article, own[0].article_suffix) == (law.article, law.article_suffix)
    return same and law.through is None


def _without_lead(words: str, citation: Citation) -> str:
    """Without what may introduce the passage's words: its title, issuer, year and section, 根据, 规定 …."""
    known = [citation.title, citation.section, citation.issuer, citation.title.removeprefix("中华人民共和国")]
    if citation.year is not None:
        known += [f"{citation.year}年度", f"{citation.year}年"]
    known += citation.section.split(" ")
    leads = sorted({w for w in (*known, *speaking_words().lead_ins) if w}, key=len, reverse=True)
    rest = words.strip(_EDGES)
    while True:
        lead = next((word for word in leads if rest.startswith(word)), None)
        if lead is None:
            return rest
        rest = rest[len(lead) :].strip(_EDGES)


def _verbatim(said: str, text: str) -> bool:
    """Whether the words stand in the passage in one piece, from the beginning of a clause to the end of one."""
    at = text.find(said)
    while at >= 0:
        end = at + len(said)
        if (at == 0 or text[at - 1] in _BOUNDARY) and (end == len(text) or text[end] in _BOUNDARY):
            return True
        at = text.find(said, at + 1)
    return False


def _telling(said: str) -> Iterator[str]:
    """The words that order, forbid, count or move, each with the two signs after it: 可以|书面, 不|得."""
    words = speaking_words()
    for word in (*words.sizes, *words.polarity, *(word for word in words.changes if len(word) > 1)):
        for found in re.finditer(re.escape(word), said):
            near = said[found.start() : found.end() + 2]
            yield near.rstrip(_EDGES) if set(near[-2:]) & set(_EDGES) else near


def _share(said: str, text: str) -> float:
    pairs = [said[i : i + 2] for i in range(len(said) - 1) if not set(said[i : i + 2]) & set(_EDGES)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0


def _marked(sentence: str, numbers: Sequence[int]) -> str:
    """The sentence with these marks before its last stop, and no others."""
    words = without_marks(sentence).rstrip()
    stop = re.search(r"[。！？!?：:；;]*$", words)
    at = stop.start() if stop else len(words)
    return words[:at] + "".join(f"[{n}]" for n in dict.fromkeys(numbers)) + words[at:]
