"""Finds 《…》（2021年修订）第×条第×款第（×）项, 第×条, bare names, 该法/前款. Finds only; resolving comes later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from knowledge.laws.mentions import Mention, find_mentions
from knowledge.laws.pointers import Pointer
from knowledge.laws.quotes import quoted_after
from knowledge.laws.titles import canonical_title, law_kind
from knowledge.spans import Span

CitationForm = Literal[
    "titled",  # 《中华人民共和国行政处罚法》第三十六条
    "bare",  # 行政处罚法第三十六条, without 《》
    "back_reference",  # 该法第×条, 本条例第×条, 前款, 第×条 alone after a title
]

REACH = 600  # code points a back reference looks back for what it refers to
REACH_ALONE = 200  # the same for a 第×条 that stands alone


@dataclass(frozen=True, slots=True)
class LawCitation:
    """A pointer to a law or one of its articles, as written.

    ``title`` is the law's name as written without 《》 (for a back reference the antecedent's, for a name defined
    by 以下简称 the full one); ``edition`` what stands in brackets after it (2021年修订), else "". ``article`` 36,
    ``article_suffix`` 1 for 之一, ``paragraph`` 款, ``item`` 项; None where not named; ``through`` is the last
    article of a range (第三条至第五条) that begins with this one. ``span`` covers this citation; where several
    articles follow one title there is one citation each (the first covers the title too). ``title_span`` is
    where the name stands, None for back references. ``quoted`` is the words the sentence attributes to the
    article, as a span, when they follow (：“…” or ，… up to the sentence's end), else None.
    """

    span: Span
    form: CitationForm
    title: str
    edition: str = ""
    article: int | None = None
    article_suffix: int = 0
    paragraph: int | None = None
    item: int | None = None
    title_span: Span | None = None
    document_number: str = ""
    quoted: Span | None = None
    through: int | None = None


@dataclass(slots=True)
class _Reading:
    """What has been found so far, for what refers back to it, and the short names the text defines."""

    text: str
    citations: list[LawCitation] = field(default_factory=list)
    defined: dict[str, str] = field(default_factory=dict)


def find_law_citations(text: str, known_names: Iterable[str] = ()) -> list[LawCitation]:
    """Every law citation, in order. ``known_names`` (full and short names) lets bare names be found.

    A 《…》 that is no law (a plan, a list, a notice) is still returned as "titled" when it could be one by its
    last words (法, 条例, 规定, 办法, 细则, 规则, 决定, 规范, 标准 …); others are not.
    """
    known = known_names if isinstance(known_names, frozenset) else frozenset(known_names)
    reading = _Reading(text)
    for mention in find_mentions(text, known):
        if mention.alias:
            reading.defined[mention.alias] = mention.title
        first = _law_meant(reading, mention)
        if first is not None:
            reading.citations.extend(_one_for_each_pointer(text, first, mention.pointers))
    return reading.citations


def _law_meant(reading: _Reading, mention: Mention) -> LawCitation | None:
    """The citation without its articles; None when a back reference refers to nothing before it."""
    if mention.form != "back_reference":
        title = reading.defined.get(mention.title, mention.title)
        return LawCitation(
            mention.span,
            mention.form,
            title,
            edition=mention.edition,
            title_span=mention.title_span,
            document_number=mention.document_number,
        )
    before = _antecedent(reading, mention)
    if before is None:
        return None
    meant = replace(before, span=mention.span, form="back_reference", title_span=None, quoted=None, through=None)
    if mention.refers_to == "paragraph":
        earlier = before.paragraph - 1 if before.paragraph and before.paragraph > 1 else None
        return replace(meant, paragraph=earlier, item=None)
    if mention.refers_to == "article":
        return replace(meant, paragraph=None, item=None)
    return replace(meant, article=None, article_suffix=0, paragraph=None, item=None)


def _antecedent(reading: _Reading, mention: Mention) -> LawCitation | None:
    """The nearest citation before that the words can mean: of the same kind, near enough, of an article if needed."""
    reach = REACH_ALONE if mention.refers_to == "alone" else REACH
    for citation in reversed(reading.citations):
        if mention.span.start - citation.span.end > reach:
            return None
        if mention.refers_to == "alone" and "\n" in reading.text[citation.span.end : mention.span.start]:
            return None
        if mention.kind and not _same_kind(citation.title, mention.kind):
            continue
        if mention.refers_to in ("article", "paragraph") and citation.article is None:
            continue
        return citation
    return None


def _same_kind(title: str, kind: str) -> bool:
    found = law_kind(canonical_title(title))
    return found == kind or {found, kind} <= {"法", "法典", "宪法"}


def _one_for_each_pointer(text: str, law: LawCitation, pointers: tuple[Pointer, ...]) -> list[LawCitation]:
    if not pointers:
        return [law]
    quoted = quoted_after(text, max(pointers[-1].span.end, law.span.end))
    found: list[LawCitation] = []
    for pointer in pointers:
        covers_title = not found
        span = Span(law.span.start, max(pointer.span.end, law.span.end)) if covers_title else pointer.span
        if covers_title and len(pointers) > 1 and pointer.span.end < law.span.end:
            span = Span(law.span.start, pointer.span.end)  # 《某法第一条、第二条》: the bracket closes after the last
        found.append(
            replace(
                law,
                span=span,
                article=pointer.article,
                article_suffix=pointer.suffix,
                paragraph=pointer.paragraph,
                item=pointer.item,
                title_span=law.title_span if covers_title else None,
                quoted=quoted,
                through=pointer.through,
            )
        )
    return found
