"""Finds 《…》（2021年修订）第×条第×款第（×）项, 第×条, bare names, 该法/前款. Finds only; resolving comes later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.spans import Span

CitationForm = Literal[
    "titled",  # 《中华人民共和国行政处罚法》第三十六条
    "bare",  # 行政处罚法第三十六条, without 《》
    "back_reference",  # 该法第×条, 本条例第×条, 前款, 第×条 alone after a title
]


@dataclass(frozen=True, slots=True)
class LawCitation:
    """A pointer to a law or one of its articles, as written.

    ``title`` is the law's name as written without 《》 (for a back reference: the antecedent's);
    ``edition`` what stands in brackets after it (2021年修订), else "". ``article`` 36, ``article_suffix`` 1 for
    之一, ``paragraph`` 款, ``item`` 项; None where not named. ``span`` covers this citation; where several
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


def find_law_citations(text: str, known_names: Iterable[str] = ()) -> list[LawCitation]:
    """Every law citation, in order. ``known_names`` (full and short names) lets bare names be found.

    A 《…》 that is no law (a plan, a list, a notice) is still returned as "titled" when it could be one by its
    last words (法, 条例, 规定, 办法, 细则, 规则, 决定, 规范, 标准 …); others are not.
    """
    raise NotImplementedError
