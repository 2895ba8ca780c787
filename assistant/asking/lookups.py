"""Looks up what is asked for one year: published figures, or a rate computed from two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asking.citing import Citing, figure_of_computed, figure_of_fact, label, written
from assistant.asking.computing import Computed, NotComparable, Operand, difference, plain, share
from assistant.asking.indicator_matching import names_all
from assistant.asking.ledger_view import Fact, Ledger, Wanted, part_of
from assistant.asking.questions import Question
from assistant.asking.wording import Rate, canonical, rate_named, remainder_named
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
    def sentence(self) -> str:
        """“2025年，某局罚没款金额为344.1万元[1]”."""
        verb = "目标为" if self.fact.lead.planned else "为"
        formula = f"（{self.formula}）" if self.formula else ""
        return f"{self.year}年，{self.issuer}{self.name}{verb}{self.words}{formula}{self.marks}"


def wanted_of(question: Question) -> Wanted:
    """What the question's main indicator looks for."""
    names = question.means or ((question.indicator,) if question.indicator else ())
    return Wanted(
        names=names,
        family=question.family,
        planned=question.planned,
        part=question.part,
        every_name=question.ambiguous,
        unit=question.unit,
    )


def look_up(ledger: Ledger, citing: Citing, wanted: Wanted, year: int, issuers: Sequence[str]) -> list[list[Shown]]:
    """One list for each issuer that has something for ``year``; several values in it disagree."""
    found = ledger.find(wanted, year, issuers)
    shown = [[shown_of(fact, found_one.issuer, year, citing) for fact in found_one.facts] for found_one in found]
    told = {found_one.issuer for found_one in found}
    if not wanted.planned and any(_made_of(name) for name in wanted.names):
        rest = [issuer for issuer in issuers or ledger.issuers if issuer not in told]
        shown += [[made] for issuer in rest if (made := _made(ledger, citing, wanted, year, issuer))]
    return shown


def newest_year(ledger: Ledger, wanted: Wanted, issuers: Sequence[str], no_later_than: int) -> int | None:
    """The newest year that has what is asked, None when no year has."""
    for year in reversed(ledger.years_with_rows()):
        if year <= no_later_than and look_up(ledger, Citing(), wanted, year, issuers):
            return year
    return None


def missing_base(ledger: Ledger, wanted: Wanted, year: int, issuers: Sequence[str]) -> str:
    """Which count a rate lacks, in words; "" when the indicator is no rate that can be computed."""
    for name in wanted.names:
        made = _made_of(name)
        if made is None:
            continue
        subject, counts = made
        part = _first(ledger, subject, counts.part, year, issuers)
        whole = _first(ledger, subject, counts.whole, year, issuers)
        lacking = [words[0] or "总数" for fact, words in ((part, counts.part), (whole, counts.whole)) if fact is None]
        if len(lacking) == 1:
            return f"{subject}{lacking[0]}"
    return ""


def shown_result(name: str, result: Computed, base: Shown, citing: Citing) -> AnswerFigure:
    """A computed figure filed under the year and issuer of ``base``."""
    return figure_of_computed(name, result, base.fact, citing)


def shown_of(fact: Fact, issuer: str, year: int, citing: Citing) -> Shown:
    """A fact ready to be said."""
    row = fact.lead
    name = label(row) if names_all(fact.asked or row.indicator, row) else fact.asked
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


def _made_of(name: str) -> tuple[str, Rate] | None:
    """The subject and the two counts that make ``name``: 投诉举报办结率 → 投诉举报, 办结 / 受理."""
    rate = rate_named(name)
    if rate is not None:
        return name[: -len(rate.name)], rate
    left = remainder_named(name)
    return (name.replace(left.name, ""), left) if left is not None else None


def _made(ledger: Ledger, citing: Citing, wanted: Wanted, year: int, issuer: str) -> Shown | None:
    for name in wanted.names:
        made = _made_of(name)
        if made is not None:
            given = Inputs(ledger, citing, year, issuer)
            return _computed(given, name, *made) or _complement(given, name, *made)
    return None


def _complement(given: Inputs, name: str, subject: str, rate: Rate) -> Shown | None:
    """不合格率 of the 合格率 that is held."""
    other = f"{subject}{rate.complement}"
    shown = (
        look_up(given.ledger, given.citing, Wanted((other,)), given.year, (given.issuer,)) if rate.complement else []
    )
    if len(shown) != 1 or len(shown[0]) != 1:
        return None
    held = shown[0][0]
    if held.operand is None or not held.operand.ratio:
        return None
    rest = 100 - held.operand.amount
    formula = f"100-{plain(held.operand.amount)}"
    result = Computed(plain(rest), "%", rest, "%", formula, held.operand.approximate)
    return _shown(given, name, result, (held.fact, held.fact), f"100%-{held.name}")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where the two counts are looked for."""

    ledger: Ledger
    citing: Citing
    year: int
    issuer: str


def _computed(given: Inputs, name: str, subject: str, counts: Rate) -> Shown | None:
    # 食品抽检合格率: 食品 + 抽检, not 食品抽检 + 抽检
    subject = next((subject.removesuffix(name) for name in counts.whole if name and subject.endswith(name)), subject)
    part = _first(given.ledger, subject, counts.part, given.year, (given.issuer,))
    whole = _first(given.ledger, subject, counts.whole, given.year, (given.issuer,))
    whole = whole or (part_of(given.ledger, part) if part is not None else None)
    if part is None and whole is not None and counts.rest:
        return _from_rest(given, name, whole, _first(given.ledger, subject, counts.rest, given.year, (given.issuer,)))
    if part is None or whole is None or part.lead.id == whole.lead.id:
        return None
    left, right = part.operand(), whole.operand()
    if left is None or right is None:
        return None
    is_rate = rate_named(name) is counts
    try:
        result = share(left, right) if is_rate else difference(right, left)
    except NotComparable:
        return None  # 件 over 人: no rate; the caller says what is missing
    first, second, sign = (part, whole, "÷") if is_rate else (whole, part, "-")
    return _shown(given, name, result, (first, second), f"{label(first.lead)}{sign}{label(second.lead)}")


def _from_rest(given: Inputs, name: str, whole: Fact, rest: Fact | None) -> Shown | None:
    """合格率 of 抽检 and 不合格."""
    left, right = rest.operand() if rest else None, whole.operand()
    if rest is None or left is None or right is None or rest.lead.id == whole.lead.id:
        return None
    try:
        gone = share(left, right)
        passed = share(replace(right, amount=right.amount - left.amount), right)
    except NotComparable:
        return None
    if not 0 <= gone.amount <= 100:  # percent
        return None
    words = f"({label(whole.lead)}-{label(rest.lead)})÷{label(whole.lead)}"
    return _shown(given, name, passed, (whole, rest), words)


def _shown(given: Inputs, name: str, result: Computed, facts: tuple[Fact, Fact], words: str) -> Shown:
    marks = dict.fromkeys(number for fact in facts for number in given.citing.numbers(fact))
    return Shown(
        issuer=given.issuer,
        year=given.year,
        name=name,
        words=f"{result.value}{result.unit}",
        marks="".join(f"[{number}]" for number in marks),
        figure=figure_of_computed(name, result, facts[0], given.citing),
        operand=Operand(result.amount, result.amount_unit, result.unit, result.approximate),
        fact=facts[0],
        formula=f"{words}：{result.formula}",
    )


def _first(ledger: Ledger, subject: str, names: Sequence[str], year: int, issuers: Sequence[str]) -> Fact | None:
    """The one fact for the subject with one of the names, in any order of words; None when none or several."""
    for name in names:
        asked = canonical(f"{subject}{name}") if not re.search(r"\s", subject) else f"{subject} {name}"
        found = ledger.find(Wanted((asked,)), year, issuers)
        if found:
            return found[0].facts[0] if len(found) == 1 and len(found[0].facts) == 1 else None
    return None
