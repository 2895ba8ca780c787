"""The ledger as questions see it: which figures answer an indicator for a year and an issuer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.asking.matching.covering import denied
from assistant.asking.matching.indicator_matching import Candidate, best_of, matching_rows
from assistant.asking.matching.other_values import contradicts, says_all
from assistant.asking.matching.row_fitting import (
    CASES,
    changes_same_measure,
    fact_fits,
    of_level,
    of_one_of_two,
    unit_first,
    unit_of_family,
)
from assistant.asking.matching.row_group import RowGroup
from assistant.asking.matching.row_words import PreparedRow, prepare
from assistant.asking.matching.same_values import agree, precision
from assistant.asking.matching.second_look import look_again
from assistant.asking.matching.slips import slips_of
from assistant.asking.understanding.rewording import renamings, rewordings
from assistant.asking.understanding.wording import counts_alike
from assistant.computing import Operand
from knowledge.library import LedgerRow

WantedKind = Literal["value", "ratio", "change"]
_YEAR_BEFORE = re.compile(r"同比|[比较与和同](?:上年|去年|上一年|前一年)|上年同期|去年同期")
_ANY_UNIT = ("个", "家", "户", "人", "名", "次", "项", "元", "处", "%")
_UNIT_TELLS = 1.0  # 多少场, 多少平方米: few things are counted so
_YEARLY = re.compile(rf"{_YEAR_BEFORE.pattern}|[比较与和同]\d{{4}}年|^比?$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: ``names`` in order of preference; all of them when ``every_name``.

    ``planned`` None: goals and facts alike.
    """

    names: tuple[str, ...]
    kind: WantedKind = "value"
    family: str = ""
    planned: bool | None = False
    part: str = ""
    every_name: bool = False
    unit: str = ""  # the very unit asked for


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one indicator, with every row that gives it (summary and body say the same).

    ``asked`` is the name it was found by; ``after`` the round of checks it is told of after (河道巡查), to be said.
    """

    rows: tuple[LedgerRow, ...]
    asked: str = ""
    after: str = ""

    @property
    def lead(self) -> LedgerRow:
        """The row shown: the most exact one."""
        return self.rows[0]

    def operand(self) -> Operand | None:
        """To reckon with; None when the words carry no exact number (数百)."""
        row = self.lead
        if row.amount is None:
            return None
        return Operand(row.amount, row.amount_unit, row.unit, bool(row.approximation))


@dataclass(frozen=True, slots=True)
class Found:
    """What one issuer's reports say for one year; several facts disagree or can't be told apart."""

    issuer: str
    year: int | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Ledger:
    """Rows by year and issuer. ``document_years`` gives the year of each report; ``context`` words around a row."""

    rows: Sequence[PreparedRow]
    issuers: tuple[str, ...]
    report_years: Mapping[str, tuple[int, ...]]  # issuer → years of its reports
    document_years: Mapping[str, int | None] = field(default_factory=dict)
    context: Callable[[LedgerRow], str] = lambda row: row.section
    by_year: Mapping[int | None, Mapping[str, RowGroup]] = field(init=False)

    def __post_init__(self) -> None:
        grouped: dict[int | None, dict[str, list[PreparedRow]]] = defaultdict(lambda: defaultdict(list))
        for prepared in self.rows:
            grouped[prepared.row.year][prepared.row.issuer].append(prepared)
        groups = {
            year: {issuer: RowGroup(rows) for issuer, rows in issuers.items()} for year, issuers in grouped.items()
        }
        object.__setattr__(self, "by_year", groups)

    def years(self, issuers: Sequence[str] = ()) -> tuple[int, ...]:
        """Years of the reports held (of these issuers), ascending."""
        names = issuers or self.issuers
        return tuple(sorted({year for name in names for year in self.report_years.get(name, ())}))

    def years_with_rows(self) -> tuple[int, ...]:
        """Every year some figure is about, ascending."""
        return tuple(sorted(year for year in self.by_year if year is not None))

    def find(self, wanted: Wanted, year: int, issuers: Sequence[str] = ()) -> list[Found]:
        """What each issuer (of ``issuers``; () is all) says about ``wanted`` in ``year``; only those that say it."""
        held = self.by_year.get(year, {})
        names = [name for name in held if not issuers or name in issuers]
        found = []
        for issuer in names:
            facts = self._facts(wanted, held[issuer])
            if facts:
                found.append(Found(issuer, year, facts))
        return found

    def named(self, wanted: Wanted, year: int, issuers: Sequence[str] = ()) -> list[Found]:
        """What each issuer says under the very name, of nothing narrower."""
        found = []
        for issuer, rows in self.by_year.get(year, {}).items():
            facts = [] if issuers and issuer not in issuers else self._by_name(wanted.names[0], wanted, rows)
            if facts:
                found.append(Found(issuer, year, tuple(facts)))
        return found

    def near(self, wanted: Wanted, year: int | None, issuers: Sequence[str] = ()) -> list[Candidate]:
        """Rows that come close to ``wanted`` and still may not be given as its answer."""
        years = [year] if year is not None else list(self.by_year)
        groups = [
            rows
            for one in years
            for issuer, rows in self.by_year.get(one, {}).items()
            if not issuers or issuer in issuers
        ]
        loose = replace(wanted, family="")
        found: list[Candidate] = []
        for name in wanted.names:
            close = [candidate for rows in groups for candidate in self._candidates(name, loose, rows)]
            found += sorted(close, key=lambda candidate: candidate.rank)
        return found

    def _facts(self, wanted: Wanted, rows: RowGroup) -> tuple[Fact, ...]:
        """By its very name, the report's words for a spoken verb, the very words, a row's sentence, spoken nouns."""
        for find in (self._very_name, self._reworded, self._named, self._seen_again, self._renamed):
            facts: list[Fact] = []
            for name in wanted.names:
                facts += find(name, wanted, rows)
                if facts and not wanted.every_name:
                    break
            if len(facts) == 1:
                return self._in_other_values(facts[0], wanted, rows)
            if facts:
                return tuple(facts)
        return ()

    def _in_other_values(self, fact: Fact, wanted: Wanted, rows: RowGroup) -> tuple[Fact, ...]:
        """The fact, and those of another value that answer to the report's own name for it.

        In whichever wording it is asked, what a report says in two values is in conflict.
        """
        row = fact.lead
        if not says_all(fact.asked, row.indicator):
            return (fact,)
        if mixed_up := slips_of(row, (one.row for one in rows)):
            return (fact, *(replace(one, asked=fact.asked, after=fact.after) for one in group_by_value(mixed_up)))
        if not any(contradicts(one.row, row) for one in rows):
            return (fact,)
        named = {one.lead.id: one for one in self._named(row.indicator, wanted, rows)}
        twins = [one for one in named.values() if any(contradicts(row, one.lead) for row in fact.rows)]
        if not {row.id for row in fact.rows} & {row.id for one in named.values() for row in one.rows}:
            return (fact,)
        return (fact, *(replace(one, asked=fact.asked, after=fact.after) for one in twins))

    def _very_name(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Fact]:
        """接警出动 is the report's own name, no spoken 接."""
        return self._by_name(name, wanted, rows) if rewordings(name) else []

    def _by_name(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Fact]:
        return self._named(name, wanted, rows, lambda one: one.same)

    def _named(
        self, name: str, wanted: Wanted, rows: RowGroup, among: Callable[[Candidate], bool] = lambda _: True
    ) -> list[Fact]:
        best = _sizes_first(best_of(name, list(filter(among, self._candidates(name, wanted, rows)))))
        after = best[0].after if best else ""
        told = unit_first([one.row for one in best], wanted.unit)
        return [replace(fact, asked=name, after=after) for fact in group_by_value(told)]

    def _reworded(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Fact]:
        """查了多少家药店: 检查 and 查处 alike; every one that is held, so that two of them are asked back."""
        found: dict[str, Fact] = {}
        for words in rewordings(name):
            for fact in self._named(words, wanted, rows):
                found.setdefault(fact.lead.id, fact)
        lead = {fact.lead.id: fact for fact in group_by_value([row for fact in found.values() for row in fact.rows])}
        return [replace(fact, asked=found[id].asked) for id, fact in lead.items() if id in found]

    def _seen_again(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Fact]:
        def fitting(row: LedgerRow) -> bool:
            return fits(row, name, wanted)

        def in_unit(row: LedgerRow) -> bool:
            return wanted.unit in (row.unit, row.amount_unit) and fits(row, name, wanted)

        seen: list[LedgerRow] = []
        for among in (in_unit, fitting) if wanted.unit and wanted.unit not in CASES else (fitting,):
            room = _UNIT_TELLS if among is in_unit and wanted.unit not in _ANY_UNIT else 0
            seen = seen or look_again(name, rows, wanted.part, among, room=room)
        return [replace(fact, asked=name) for fact in group_by_value(seen)]

    def _renamed(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Fact]:
        """要回多少欠款: 账款 and 欠薪 alike, every one that is held; what is seen again only where none is."""
        for finders in ((self._reworded, self._named), (self._seen_again,)):
            told = [fact for words in renamings(name) for find in finders for fact in find(words, wanted, rows)]
            asked = {fact.lead.id: fact.asked for fact in reversed(told)}
            rows_told = list({row.id: row for fact in told for row in fact.rows}.values())
            if told:
                return [replace(fact, asked=asked.get(fact.lead.id, name)) for fact in group_by_value(rows_told)]
        return []

    def _candidates(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Candidate]:
        return matching_rows(name, rows, wanted.part, self.context, lambda row: fits(row, name, wanted))


def build_ledger(
    rows: Iterable[LedgerRow],
    issuers: Sequence[str],
    report_years: Mapping[str, Sequence[int]],
    document_years: Mapping[str, int | None] | None = None,
) -> Ledger:
    """A ledger over these rows."""
    years = {issuer: tuple(sorted(held)) for issuer, held in report_years.items()}
    return Ledger([prepare(row) for row in rows], tuple(issuers), years, document_years or {})


def group_by_value(rows: Sequence[LedgerRow]) -> list[Fact]:
    """Rows that give one value become one fact; 300余 and 317 are one value, the exact one leading."""
    facts: list[list[LedgerRow]] = []
    for row in sorted(rows, key=lambda row: (not row.unit, bool(row.approximation), -precision(row))):
        home = next((fact for fact in facts if agree(fact[0], row)), None)
        if home is None:
            facts.append([row])
        else:
            home.append(row)
    in_order = sorted(facts, key=lambda fact: min((row.document_id, row.span) for row in fact))
    return [Fact(tuple(fact)) for fact in in_order]


def _sizes_first(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The size is meant, not its rise (安排1.35万亿元，比去年增加5500亿元) nor its place."""
    sizes = [candidate for candidate in candidates if candidate.row.kind not in ("change", "rank")]
    return sizes or candidates


def of_year_before(base: str) -> bool:
    """Whether the base of a change is the year before, without its number (同比, 较上年)."""
    return bool(_YEAR_BEFORE.search(base))


def fits(row: LedgerRow, name: str, wanted: Wanted) -> bool:
    """Whether a row is of the kind and the unit asked for (its indicator is another matter)."""
    if wanted.planned is not None and row.planned != wanted.planned:
        return False
    if denied(row.indicator, name) or not of_level(row, name) or of_one_of_two(row, name):
        return False
    if wanted.kind == "change":
        return row.kind == "change" and bool(_YEARLY.search(row.base)) and changes_same_measure(row, name)
    if not counts_alike(wanted.unit, row.unit, name):
        return False
    if wanted.unit and wanted.unit == row.unit and row.kind != "change":
        return True  # 多少块广告牌: no money
    return unit_of_family(wanted.family, row) if row.planned else fact_fits(row, name, wanted.family)
