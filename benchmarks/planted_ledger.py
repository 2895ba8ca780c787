"""A ledger of one year for the planted figures: nothing else of a library is asked."""

from __future__ import annotations

from decimal import Decimal

from knowledge.figures import figures_in_text
from knowledge.library import LedgerFilter, LedgerRow

ISSUER = "云岚市青屏区市场监督管理局"
YEAR = 2024
LAST_YEAR = {
    ("立案", "件"): Decimal(438),
    ("登记企业", "户"): Decimal(3120),
    ("抽检产品", "批次"): Decimal(1265),
    ("受理申请", "件"): Decimal(15234),
    ("罚没款", "万元"): Decimal("231.57"),
    ("挽回经济损失", "万元"): Decimal("62.3"),
}


class LedgerOnly:
    """What the checks of figures ask of a library: issuers and last year's figures."""

    def __init__(self) -> None:
        text = "".join(f"{YEAR}年，全局{what}{value}{unit}。\n" for (what, unit), value in LAST_YEAR.items())
        self._rows = [_row(text, number) for number in range(len(figures_in_text(text, year=YEAR)))]

    def issuers(self) -> list[str]:
        """The one issuer."""
        return [ISSUER]

    def figures(self, wanted: LedgerFilter, limit: int = 100, offset: int = 0) -> tuple[list[LedgerRow], int]:
        """Rows by indicator and year."""
        found = [
            row
            for row in self._rows
            if row.indicator == wanted.indicator and (wanted.years is None or row.year in wanted.years)
        ]
        return found[offset : offset + limit], len(found)


def _row(text: str, number: int) -> LedgerRow:
    figure = figures_in_text(text, year=YEAR)[number]
    return LedgerRow(
        id=str(number),
        document_id="d1",
        title=f"{ISSUER}{YEAR}年行政执法工作报告",
        issuer=ISSUER,
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
        section="一（一）基本情况",
        page=None,
        confidence=figure.confidence,
    )
