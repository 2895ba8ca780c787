"""Turns rows, articles and passages into numbered citations, and figures into words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.asking.matching.ledger_view import Fact
from assistant.computing import Computed
from assistant.corrections import correction_said, source_words
from assistant.evidence import AnswerFigure, Citation, SeriesPoint
from knowledge.laws.register import LawArticle, LawVersion
from knowledge.library import LedgerRow
from knowledge.search import Hit
from knowledge.spans import Span

_WHOLE = frozenset({"", "全局", "全区", "全市", "全委", "全省", "全国", "全县", "全系统"})


class Citing:
    """Collects the citations of one answer; the same place gets the same number."""

    def __init__(self, document_years: Mapping[str, int | None] | None = None) -> None:
        self._years = document_years or {}
        self._numbers: dict[tuple[str, Span, str], int] = {}
        self.citations: list[Citation] = []

    def row(self, row: LedgerRow) -> int:
        """The number of the sentence a row stands in; the citation says so where a person corrected the row."""
        year = self._years.get(row.document_id, row.year)
        known = (row.document_id, row.sentence, "")
        number = self._add(
            known,
            Citation(
                n=len(self.citations) + 1,
                document_id=row.document_id,
                title=row.title,
                issuer=row.issuer,
                year=year,
                section=row.section,
                article="",
                text=row.sentence_text,
                span=row.sentence,
                page=row.page,
            ),
        )
        self._note(number, correction_said(row))
        return number

    def _note(self, number: int, correction: str) -> None:
        citation = self.citations[number - 1]
        if correction and correction not in citation.correction:
            both = "；".join(filter(None, (citation.correction, correction)))
            self.citations[number - 1] = replace(citation, correction=both)

    def marks(self, fact: Fact) -> str:
        """[1][2] for all places that give a fact."""
        return "".join(f"[{number}]" for number in self.numbers(fact))

    def numbers(self, fact: Fact) -> list[int]:
        """The citation numbers of all places that give a fact."""
        return list(dict.fromkeys(self.row(row) for row in fact.rows))

    def hit(self, hit: Hit, span: Span, text: str) -> int:
        """A quotation out of a passage found; ``span`` and ``text`` are the quoted part."""
        known = (hit.document_id or hit.version_id, span, hit.article)
        return self._add(
            known,
            Citation(
                n=len(self.citations) + 1,
                document_id=hit.document_id,
                title=hit.title,
                issuer=hit.issuer,
                year=hit.year,
                section=hit.section,
                article=hit.article,
                text=text,
                span=span,
                page=hit.page,
                in_force=hit.in_force,
            ),
        )

    def article(self, article: LawArticle, version: LawVersion, in_force: bool) -> int:
        """A whole article of a law."""
        span = Span(0, len(article.text))
        return self._add(
            (article.version_id, span, article.label),
            Citation(
                n=len(self.citations) + 1,
                document_id=version.document_id,
                title=version.name,
                issuer=version.issuing_body,
                year=None,
                section="",
                article=article.label,
                text=article.text,
                span=span,
                in_force=in_force,
            ),
        )

    def _add(self, known: tuple[str, Span, str], citation: Citation) -> int:
        if known not in self._numbers:
            self._numbers[known] = citation.n
            self.citations.append(citation)
        return self._numbers[known]


def figure_of_fact(fact: Fact, citing: Citing) -> AnswerFigure:
    """A fact as it leaves: as written in its source."""
    row = fact.lead
    return AnswerFigure(
        indicator=row.indicator,
        value=row.value,
        unit=row.unit,
        amount=decimal_text(row.amount),
        amount_unit=row.amount_unit,
        year=row.year,
        issuer=row.issuer,
        approximate=bool(row.approximation),
        formula=None,
        citation=citing.row(row),
        scope=row.scope,
        period=row.period,
        corrected=row.correction is not None,
    )


def figure_of_computed(name: str, result: Computed, fact: Fact, citing: Citing) -> AnswerFigure:
    """A computed result; ``fact`` is the one whose year, issuer and source it is filed under."""
    row = fact.lead
    return AnswerFigure(
        indicator=name,
        value=result.value,
        unit=result.unit,
        amount=decimal_text(result.amount),
        amount_unit=result.amount_unit,
        year=row.year,
        issuer=row.issuer,
        approximate=result.approximate,
        formula=result.formula,
        citation=citing.row(row),
        scope=row.scope,
        period=row.period,
    )


def point_of_fact(fact: Fact) -> SeriesPoint:
    """A fact as a point of a chart."""
    row = fact.lead
    return SeriesPoint(row.year, row.issuer, row.value, row.unit, decimal_text(row.amount))


def decimal_text(amount: Decimal | None) -> str | None:
    """A decimal string without exponent."""
    if amount is None:
        return None
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(row: LedgerRow) -> str:
    """The value with its approximation and unit exactly as the source writes it (2000余家), or as it was corrected."""
    if row.correction and row.correction.written:
        return row.correction.written
    words = source_words(row)
    return words if row.value in words and row.unit in words else f"{row.value}{row.unit}"


def label(row: LedgerRow) -> str:
    """What a row is about, its scope and part of the year said."""
    notes = [note for note in (row.scope, row.period) if note not in _WHOLE and note not in row.indicator]
    return row.indicator + (f"（{'，'.join(notes)}）" if notes else "")


def said(row: LedgerRow) -> str:
    """“2025年，某局罚没款金额为344.1万元”, with the words of the source for the value."""
    year = f"{row.year}年，" if row.year is not None else ""
    verb = "目标为" if row.planned else "为"
    if row.kind == "change":
        return f"{year}{row.issuer}{label(row)}{change_said(row)}"
    return f"{year}{row.issuer}{label(row)}{verb}{written(row)}"


def change_said(row: LedgerRow) -> str:
    """同比下降9.79%: the direction follows the sign, whatever word the source chose."""
    if row.amount is None or row.amount == 0:
        return f"{row.base}{'持平' if row.amount == 0 else written(row)}"
    turn = "增长" if row.amount > 0 else "下降"
    number = re.sub(r"^[-－−]", "", row.value)
    return f"{row.base}{turn}{number}{row.unit}"
