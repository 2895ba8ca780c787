"""The ledger as questions see it: which figures answer an indicator for a year and an issuer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.asking.computing import Operand
from assistant.asking.covering import denied
from assistant.asking.indicator_matching import Candidate, best_of, matching_rows
from assistant.asking.other_values import contradicts, says_all
from assistant.asking.rewording import rewordings
from assistant.asking.row_group import RowGroup
from assistant.asking.row_words import PreparedRow, prepare
from assistant.asking.same_values import agree, precision
from assistant.asking.second_look import look_again
from assistant.asking.wording import asked_words, canonical, counts_alike, head_family, unit_fits
from knowledge.library import LedgerRow

WantedKind = Literal["value", "ratio", "change"]
_RATIO_WORDS = re.compile(r"(?:率|占比|比例|比重|百分比|覆盖面|满意度|指数)$")
_CASES = ("件", "起", "宗", "例")  # one and the same
_BRACKETED = re.compile(r"[（(].*[）)]$")
_NO_COUNTS = ("money", "ratio", "time")
_YEAR_BEFORE = re.compile(r"同比|[比较与和同](?:上年|去年|上一年|前一年)|上年同期|去年同期")
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
        """By the report's words for a spoken verb, by the very words, by all that a row's sentence says."""
        for find in (self._reworded, self._named, self._seen_again):
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
        others = [one.row for one in rows if contradicts(one.row, row)]
        if not others or not says_all(fact.asked, row.indicator):
            return (fact,)
        named = {one.lead.id: one for one in self._named(row.indicator, wanted, rows)}
        twins = [one for one in named.values() if any(contradicts(row, one.lead) for row in fact.rows)]
        if not {row.id for row in fact.rows} & {row.id for one in named.values() for row in one.rows}:
            return (fact,)
        return (fact, *(replace(one, asked=fact.asked, after=fact.after) for one in twins))

    def _named(self, name: str, wanted: Wanted, rows: RowGroup) -> list[Fact]:
        best = _sizes_first(best_of(name, self._candidates(name, wanted, rows)))
        after = best[0].after if best else ""
        told = _unit_first([one.row for one in best], wanted.unit)
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
        for among in (in_unit, fitting) if wanted.unit and wanted.unit not in _CASES else (fitting,):
            seen = seen or look_again(name, rows, wanted.part, among)
        return [replace(fact, asked=name) for fact in group_by_value(seen)]

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


def part_of(ledger: Ledger, part: Fact) -> Fact | None:
    """What a member of an 其中 is a part of: the count before 其中 (办理978件，其中909件办结); None outside of one."""
    row = part.lead
    among = row.sentence_text.rfind("其中", 0, row.span.start - row.sentence.start)
    if among < 0 or row.kind != "count":
        return None
    before = [
        prepared.row
        for prepared in ledger.by_year.get(row.year, {}).get(row.issuer, ())
        if (prepared.row.document_id, prepared.row.sentence) == (row.document_id, row.sentence)
        and prepared.row.span.end <= row.sentence.start + among
        and prepared.row.planned == row.planned
        and prepared.row.kind != "change"
    ]
    whole = max(before, key=lambda one: one.span, default=None)
    if whole is None or whole.kind != "count" or whole.amount_unit != row.amount_unit:
        return None
    between = row.sentence_text[whole.span.end - row.sentence.start : row.span.start - row.sentence.start]
    return None if re.search("[；;。]", between) else Fact((whole,))


def wants_ratio(name: str, family: str) -> bool:
    """Whether the indicator asked for is a rate."""
    return family == "ratio" or bool(_RATIO_WORDS.search(name))


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
    """Of a plan's size and its rise (安排1.35万亿元，比去年增加5500亿元) the size is meant."""
    sizes = [candidate for candidate in candidates if candidate.row.kind != "change"]
    return sizes or candidates


def of_year_before(base: str) -> bool:
    """Whether the base of a change is the year before, without its number (同比, 较上年)."""
    return bool(_YEAR_BEFORE.search(base))


def _unit_first(rows: list[LedgerRow], unit: str) -> list[LedgerRow]:
    """改造老旧小区68个、2.41万户: 多少个 is about the first."""
    if not unit or unit in _CASES:
        return rows
    return [row for row in rows if unit in (row.unit, row.amount_unit)] or rows


def fits(row: LedgerRow, name: str, wanted: Wanted) -> bool:
    """Whether a row is of the kind and the unit asked for (its indicator is another matter)."""
    if wanted.planned is not None and row.planned != wanted.planned:
        return False
    if denied(row.indicator, name):
        return False
    if wanted.kind == "change":
        return row.kind == "change" and bool(_YEARLY.search(row.base))
    if not counts_alike(wanted.unit, row.unit, name):
        return False
    if wanted.unit and wanted.unit == row.unit and row.kind != "change":
        return True  # 多少块广告牌: no money
    return _unit_fits(wanted.family, row) if row.planned else _fact_fits(row, name, wanted.family)


def _fact_fits(row: LedgerRow, name: str, family: str) -> bool:
    if row.kind == "change" or not _kind_asked(row, name, family):
        return False
    named_so = canonical(name) == canonical(row.surface)  # 履行行政裁决事项1件: counted so by the report itself
    if row.unit and not named_so and head_family(name) == "items" and not unit_fits("items", row.unit):
        return False  # 事项 are no 件
    if (row.kind == "ratio") != wants_ratio(name, family):
        by_name = row.kind == "ratio" and not family and canonical(name) == canonical(row.indicator)
        return by_name and not head_family(name)  # 研发投入强度
    return _unit_fits(family, row) or (named_so and family == head_family(name) == "items")


def _kind_asked(row: LedgerRow, name: str, family: str) -> bool:
    """金牌 is not answered by 金牌榜第2位, nor 项目 by 24小时."""
    ends = asked_words().told_kinds.get(row.kind)
    return ends is None or family == "time" or name.endswith(ends) or canonical(name) == canonical(row.indicator)


def _unit_fits(family: str, row: LedgerRow) -> bool:
    """万宗 answers what 宗 answers, a table's bare count what any count answers."""
    if not row.unit and row.kind == "count":
        return family not in _NO_COUNTS
    bare = _BRACKETED.sub("", row.unit)  # 件（套）
    return unit_fits(family, bare) or unit_fits(family, row.unit) or unit_fits(family, row.amount_unit)
