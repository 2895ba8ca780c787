"""Report headings 一、（一）1.（1） → sections; law headings 编章节条款项 → articles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.outline.articles import Article, Item, LawText, Paragraph, outline_law, split_article
from knowledge.outline.headings import Heading, find_headings
from knowledge.outline.titles import ReportFacts, report_facts
from knowledge.readers import ReadFile
from knowledge.spans import Span

__all__ = [
    "Article",
    "Item",
    "LawText",
    "Paragraph",
    "ReportFacts",
    "Section",
    "outline_law",
    "outline_report",
    "report_facts",
    "section_at",
    "split_article",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a report's outline.

    ``number`` is the whole path of numbers as a person cites it: ``一（三）2``; ``title`` the heading's own
    words; ``path`` the titles from the top down to this one. ``body`` runs from the end of the heading to
    the next heading of any level, ``whole`` to the next heading of the same or a higher level; neither
    takes in blanks or page numbers at its end. A run-in
    heading (``2.行政处罚履职情况。坚持…``) ends at its own full stop. ``index`` counts from 0 in order of
    appearance; section 0 is what stands before the first heading (number and title "").
    """

    index: int
    level: int
    number: str
    title: str
    path: tuple[str, ...]
    heading: Span
    body: Span
    whole: Span
    parent: int | None

    @property
    def label(self) -> str:
        """How a citation names it: ``一（三）2 行政处罚履职情况``."""
        return f"{self.number} {self.title}".strip()


def outline_report(read: ReadFile) -> tuple[Section, ...]:
    """The report's sections, in order; always at least section 0."""
    headings = find_headings(read)
    parents, levels = _nesting(headings)
    ends = [block.span.end for block in read.blocks]
    starts = [*(heading.span.start for heading in headings), len(read.text)]
    opening = Span(0, _last_word_before(ends, starts[0]))
    sections = [Section(0, 0, "", "", (), Span(0, 0), opening, opening, None)]
    for position, heading in enumerate(headings):
        above = sections[parents[position]] if parents[position] else None
        following = position + 1
        body_end = max(heading.span.end, _last_word_before(ends, starts[following]))
        whole_end = max(body_end, _last_word_before(ends, starts[following + _run_deeper(levels, position)]))
        sections.append(_section(heading, above, position + 1, body_end, whole_end))
    return tuple(sections)


def section_at(sections: Sequence[Section], position: int) -> Section:
    """The innermost section that holds a code point (its heading counts as its own)."""
    after = bisect_right(sections, position, lo=1, key=lambda section: section.heading.start)
    return sections[after - 1]


def _section(heading: Heading, above: Section | None, index: int, body_end: int, whole_end: int) -> Section:
    return Section(
        index=index,
        level=above.level + 1 if above else 1,
        number=_joined_number(above.number if above else "", heading.number),
        title=heading.title,
        path=(*(above.path if above else ()), heading.title),
        heading=heading.span,
        body=Span(heading.span.end, body_end),
        whole=Span(heading.span.start, whole_end),
        parent=above.index if above else None,
    )


def _run_deeper(levels: Sequence[int], position: int) -> int:
    """How many headings right after this one stand below it."""
    deeper = 0
    while position + 1 + deeper < len(levels) and levels[position + 1 + deeper] > levels[position]:
        deeper += 1
    return deeper


def _nesting(headings: Sequence[Heading]) -> tuple[list[int], list[int]]:
    """For each heading its parent's section index (0: none) and its level from 1."""
    parents, levels = [], []
    open_headings: list[tuple[int, int]] = []
    for index, heading in enumerate(headings, 1):
        while open_headings and open_headings[-1][0] >= heading.rank:
            open_headings.pop()
        parents.append(open_headings[-1][1] if open_headings else 0)
        levels.append(len(open_headings) + 1)
        open_headings.append((heading.rank, index))
    return parents, levels


def _last_word_before(ends: Sequence[int], position: int) -> int:
    """Where the last block before ``position`` ends; blocks hold no page numbers."""
    index = bisect_right(ends, position)
    return ends[index - 1] if index else 0


def _joined_number(above: str, own: str) -> str:
    """一 + （三） + 2 → 一（三）2; two bare numbers are kept apart by 、."""
    bare = bool(re.search(r"\w$", above)) and bool(re.match(r"\w", own))
    return f"{above}、{own}" if bare else above + own
