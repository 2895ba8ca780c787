"""Ledger rows made from a text, as ingest would make them."""

from __future__ import annotations

from knowledge.figures import figures_in_text
from knowledge.library import LedgerRow


def rows_of(text: str, year: int, issuer: str = "云河区市场监督管理局") -> list[LedgerRow]:
    return [
        LedgerRow(
            id=str(index),
            document_id="d1",
            title=f"{year}年行政执法工作报告",
            issuer=issuer,
            indicator=figure.indicator,
            surface=figure.surface,
            value=figure.value,
            unit=figure.unit,
            amount=figure.amount,
            amount_unit=figure.amount_unit,
            kind=figure.kind,
            year=figure.year,
            period=figure.period,
            scope=figure.scope,
            approximation=figure.approximation,
            planned=figure.planned,
            direction=figure.direction,
            base=figure.base,
            span=figure.span,
            sentence=figure.sentence,
            sentence_text=figure.sentence.of(text),
            section="一（三）2 行政处罚履职情况",
            page=None,
            confidence=figure.confidence,
        )
        for index, figure in enumerate(figures_in_text(text, year=year))
    ]
