"""One value ready to be said, with its citations and the figure it leaves as."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.asking.matching.indicator_matching import names_all
from assistant.asking.matching.ledger_view import Fact
from assistant.asking.replying.citing import Citing, figure_of_computed, figure_of_fact, label, written
from assistant.computing import Computed, Operand
from assistant.evidence import AnswerFigure


@dataclass(frozen=True, slots=True)
class Shown:
    """One value ready to be said: ``words`` as written or computed, ``marks`` its citations, ``fact`` its source."""

    issuer: str
    year: int
    name: str
    words: str
    marks: str
    figure: AnswerFigure
    operand: Operand | None
    fact: Fact
    formula: str = ""

    @property
    def reckoned(self) -> bool:
        """Whether it is reckoned back from the report of another year."""
        return self.fact.lead.year != self.year

    @property
    def sentence(self) -> str:
        """“2025年，某局罚没款金额为344.1万元[1]”."""
        verb = "目标为" if self.fact.lead.planned else "为"
        formula = f"（{self.formula}）" if self.formula else ""
        return f"{self.year}年，{self.issuer}{self.name}{verb}{self.words}{formula}{self.marks}"


def shown_result(name: str, result: Computed, base: Shown, citing: Citing) -> AnswerFigure:
    """A computed figure filed under the year and issuer of ``base``."""
    return figure_of_computed(name, result, base.fact, citing)


def shown_of(fact: Fact, issuer: str, year: int, citing: Citing) -> Shown:
    """A fact ready to be said."""
    row = fact.lead
    name = label(row) if names_all(fact.asked or row.indicator, row) else fact.asked.replace(" ", "")
    return Shown(
        issuer=issuer,
        year=year,
        name=name + (f"（“{fact.after}”中）" if fact.after else ""),
        words=written(row),
        marks=citing.marks(fact),
        figure=figure_of_fact(fact, citing),
        operand=fact.operand(),
        fact=fact,
    )


def other_said(new: Shown, old: Shown) -> str:
    """The second value of a comparison, without what the first has said already."""
    if new.issuer == old.issuer and new.name == old.name:
        return f"{old.year}年为{old.words}{old.marks}"
    if new.issuer == old.issuer and new.year == old.year:
        return f"{old.name}为{old.words}{old.marks}"
    return old.sentence
