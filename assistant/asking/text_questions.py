"""Other questions: the report's own sentences, quoted with their places; nothing close enough → not_found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.replying.citing import Citing
from assistant.asking.replying.quoting import Quotation, best_sentence, word_share
from assistant.asking.replying.refusals import refuse, years_said
from assistant.asking.understanding.questions import Question
from assistant.asking.understanding.wording import canonical
from assistant.evidence import Answer
from knowledge.library import Document, Library
from knowledge.outline import Section
from knowledge.search import Hit, SearchFilter
from knowledge.spans import Span

_CANDIDATES = 12
_QUOTED = 3
_PARAGRAPHS = 6
_TITLE = 4  # signs a heading must have to be recognised in a question
_BARE = re.compile(r"哪些|什么|哪几|主要|情况|工作|方面|如何|怎么|我局|[的了有和与及、，]")
_SAYS = re.compile("[，,。；;：:！!？?]")  # a title has no marks; it says nothing
MIN_WORDS = 0.6  # share of the question's words that the quoted sentence or its passage must hold


def answer_text(question: Question, library: Library) -> Answer:
    """Quote the section whose heading is asked for, else the sentences nearest to the question."""
    if question.unknown_issuers:
        held = "、".join(library.issuers()[:8]) or "（空）"
        return refuse(f"未找到：库中没有“{'、'.join(question.unknown_issuers)}”的报告。库中现有报告的单位：{held}。")
    reports = _reports(question, library)
    if not reports:
        held = years_said(library.years())
        have = f"库中没有所问年度的报告，现有报告的年度：{held}。" if held else "库中还没有报告。"
        return refuse(f"未找到：{have}")
    return _from_headings(question, library, reports) or _from_passages(question, library, reports)


def _reports(question: Question, library: Library) -> list[Document]:
    """Ready reports of the issuers and years asked; of the newest year when none is named."""
    reports = [doc for doc in library.documents() if doc.kind == "report" and doc.status == "ready"]
    reports = [doc for doc in reports if not question.issuers or doc.issuer in question.issuers]
    if question.years:
        return [doc for doc in reports if doc.year in question.years]
    years = [doc.year for doc in reports if doc.year is not None and doc.year <= question.as_of.year]
    return reports if question.every or not years else [doc for doc in reports if doc.year == max(years)]


def _from_headings(question: Question, library: Library, reports: Sequence[Document]) -> Answer | None:
    citing = Citing()
    said: list[str] = []
    for document in reports:
        section = _asked_section(question.text, library.sections(document.id))
        if section is not None:
            said += _section_quoted(library, document, section, citing)
    if not said:
        return None
    return Answer("answered", "\n".join(said), (), tuple(citing.citations))


def _asked_section(text: str, sections: Sequence[Section]) -> Section | None:
    """The section whose whole title is in the question, in this order of words; the longest title wins."""
    asked = canonical(text)
    fitting = [section for section in sections if section.title and _title_asked(canonical(section.title), asked)]
    return max(fitting, key=lambda section: (len(section.title), -section.level), default=None)


def _title_asked(title: str, asked: str) -> bool:
    """存在问题 is asked for by 存在哪些问题: the same words once those that only ask are gone."""
    bare = _BARE.sub("", title)
    return len(bare) >= _TITLE and bare in _BARE.sub("", asked)


def _section_quoted(library: Library, document: Document, section: Section, citing: Citing) -> list[str]:
    text = library.text(document.id)
    lines: list[str] = [f"{document.issuer}{document.year}年的报告“{section.label}”写道："]
    for span in _paragraphs(text, section.whole)[:_PARAGRAPHS]:
        hit = library.hit_for(document.id, span)
        if hit is None:
            continue
        words = span.of(text)
        lines.append(f"“{words}”[{citing.hit(hit, span, words)}]")
    return lines if len(lines) > 1 else []


def _paragraphs(text: str, whole: Span) -> list[Span]:
    """The paragraphs of a section, its own heading lines (no full stop) left out."""
    spans = []
    for match in re.finditer(r"[^\n]+", whole.of(text)):
        words = match.group().strip()
        if "。" in words:
            start = whole.start + match.start() + match.group().index(words[0])
            spans.append(Span(start, start + len(words)))
    return spans


def _from_passages(question: Question, library: Library, reports: Sequence[Document]) -> Answer:
    allowed = SearchFilter(kind="report", document_ids=frozenset(doc.id for doc in reports))
    found = [
        (hit, quoted)
        for hit in library.search(question.text, allowed, _CANDIDATES)
        if (quoted := best_sentence(question.text, hit.text)) and _good(question.text, hit, quoted)
    ]
    found.sort(key=lambda pair: -(pair[1].share + 0.25 * pair[1].fits))
    if not found:
        years = years_said(sorted({doc.year for doc in reports if doc.year is not None}))
        return refuse(f"未找到：{years}的报告中没有找到足以回答这个问题的内容。")
    citing = Citing()
    best = found[0][1].share
    lines = [_line(hit, quoted, citing) for hit, quoted in found[:_QUOTED] if quoted.share >= best - 0.15]
    return Answer("answered", "\n".join(lines), (), tuple(citing.citations))


def _good(text: str, hit: Hit, quoted: Quotation) -> bool:
    share = max(quoted.share, (quoted.share + word_share(text, f"{hit.section}{hit.text}")) / 2)
    return quoted.fits and share >= MIN_WORDS and bool(_SAYS.search(quoted.text))


def _line(hit: Hit, quoted: Quotation, citing: Citing) -> str:
    span = quoted.span.shifted(hit.span.start)
    number = citing.hit(hit, span, quoted.text)
    place = f"{hit.issuer}{hit.year}年的报告“{hit.section}”" if hit.section else f"{hit.issuer}{hit.year}年的报告"
    return f"{place}写道：“{quoted.text}”[{number}]"
