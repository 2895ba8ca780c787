"""Report headings 一、（一）1.（1） → sections; law headings 编章节条款项 → articles."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from knowledge.readers import ReadFile
from knowledge.spans import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a report's outline.

    ``number`` is the whole path of numbers as a person cites it: ``一（三）2``; ``title`` the heading's own
    words; ``path`` the titles from the top down to this one. ``body`` runs from the end of the heading to
    the next heading of any level, ``whole`` to the next heading of the same or a higher level. A run-in
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


@dataclass(frozen=True, slots=True)
class Item:
    """A 项 of a paragraph: ``（三）…``; ``number`` 3."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A 款 of an article, counted from 1; its span covers its items."""

    number: int
    span: Span
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A 条. ``label`` as written (第二十五条, 第二百八十七条之一), ``number`` 25, ``suffix`` 1 for 之一 else 0.

    Spans point into the regulation's text; ``span`` covers the label too, ``body`` does not.
    """

    label: str
    number: int
    suffix: int
    part: str  # 编, "" if none
    chapter: str  # 第二章 …, "" if none
    section: str  # 第一节 …, "" if none
    span: Span
    body: Span
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class LawText:
    """A regulation as a file: its title, the dates its own text states, and its articles in order."""

    title: str
    issuing_body: str
    published: datetime.date | None  # of this version: the last 修订/修正/公布 date the text or name states
    effective_from: datetime.date | None  # of this version, when the text states it
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the first lines and the front matter say a report is; None/"" where they do not say."""

    title: str
    issuer: str
    year: int | None


def outline_report(read: ReadFile) -> tuple[Section, ...]:
    """The report's sections, in order; always at least section 0."""
    raise NotImplementedError


def report_facts(read: ReadFile, name: str) -> ReportFacts:
    """Title, issuer and year from front matter, the title lines, the first sentences or the file name, in that order."""
    raise NotImplementedError


def outline_law(read: ReadFile, name: str) -> LawText:
    """The regulation's articles; ``articles`` is empty when the text has none (then it is no regulation)."""
    raise NotImplementedError


def split_article(text: str, span: Span) -> tuple[Paragraph, ...]:
    """款 and 项 of one article's body (``span`` of ``text``)."""
    raise NotImplementedError
