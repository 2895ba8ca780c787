"""Report headings 一、（一）1.（1） → sections; law headings 编章节条款项 → articles."""

from __future__ import annotations

from knowledge.outline.articles import Article, LawText, outline_law
from knowledge.outline.paragraphs import split_article
from knowledge.outline.sections import Section, outline_report, section_at
from knowledge.outline.titles import report_facts

__all__ = [
    "Article",
    "LawText",
    "Section",
    "outline_law",
    "outline_report",
    "report_facts",
    "section_at",
    "split_article",
]
