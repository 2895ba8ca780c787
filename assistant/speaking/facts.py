"""What an answer's evidence holds, ready to be compared with what a sentence says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.asking.answering import ledger_of
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer, AnswerFigure, Citation
from assistant.speaking.words import speaking_words
from knowledge.library import LedgerRow, Library
from knowledge.quantities import find_numbers

_BREAK = re.compile(r"[，。；：、,;:（）()|\s]")
_OF_YEAR_BEFORE = re.compile(r"同比|上年|上一年|前一年|去年")
_COMPUTED_OF_SEVERAL = re.compile(r"增减|增长率|合计|平均|最高|最低|相差")


class NotGrounded(ValueError):
    """A sentence says what the evidence does not carry; the message says in Chinese what."""


@dataclass(frozen=True, slots=True)
class Level:
    """A value: ``names`` are the words it goes by, ``cites`` the numbers of the citations that give it."""

    names: frozenset[str]
    amount: Decimal
    unit: str
    year: int | None
    issuer: str
    scope: str = ""
    period: str = ""
    planned: bool = False
    approximation: str = ""
    cites: frozenset[int] = frozenset()
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How a value moved from ``base_year`` to ``year``; ``amount`` is signed. ``rounded``: it may be shown rounder."""

    names: frozenset[str]
    amount: Decimal
    unit: str
    year: int
    base_year: int
    issuer: str
    scope: str
    cites: frozenset[int]
    rounded: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything a sentence about figures may say. ``year`` is meant where a sentence names none; None: it must."""

    levels: tuple[Level, ...]
    changes: tuple[Change, ...]
    issuers: tuple[str, ...]
    year: int | None
    as_of_year: int
    titles: tuple[str, ...] = ()

    @property
    def years(self) -> frozenset[int]:
        """Every year that the evidence speaks of."""
        own = {level.year for level in self.levels} | {change.base_year for change in self.changes} | {self.year}
        return frozenset(year for year in own if year is not None)


def facts_of(answers: Sequence[Answer], citations: Sequence[Citation], question: Question, library: Library) -> Facts:
    """The facts in ``answers`` and in the ledger's rows of the sentences cited; ``citations`` carry their numbers."""
    rows = _rows_cited(citations, library)
    levels = [_of_row(row, cites) for row, cites in rows if row.kind != "change" and row.amount is not None]
    for answer in answers:
        levels = [_renamed(level, answer, question) for level in levels]
        levels += [level for figure in answer.figures if (level := _of_figure(figure, answer)) is not None]
    levels = _joined(levels)
    given = [change for row, cites in rows if (change := _of_change(row, cites)) is not None]
    changes = [*_changes(levels), *(_with_names(change, levels) for change in given)]
    return Facts(
        tuple(levels),
        tuple(changes),
        tuple(dict.fromkeys(level.issuer for level in levels)),
        _year_meant(answers, question),
        question.as_of.year,
        tuple(dict.fromkeys(citation.title for citation in citations)),
    )


def _rows_cited(citations: Sequence[Citation], library: Library) -> list[tuple[LedgerRow, frozenset[int]]]:
    places = defaultdict(list)
    for citation in citations:
        if citation.document_id and not citation.article:
            places[citation.document_id].append(citation)
    rows = (prepared.row for prepared in ledger_of(library).rows) if places else ()
    found = []
    for row in rows:
        cites = frozenset(c.n for c in places.get(row.document_id, ()) if c.span.contains(row.span))
        if cites:
            found.append((row, cites))
    return found


def _of_row(row: LedgerRow, cites: frozenset[int]) -> Level:
    assert row.amount is not None
    clause = _clause(row)
    names = _forms({row.indicator, row.surface, clause, _bare(clause), f"{row.scope}{row.indicator}"})
    scope = "" if row.scope in speaking_words().whole else row.scope
    shown = f"{row.value}{row.unit}"
    return Level(
        names,
        row.amount,
        row.amount_unit,
        row.year,
        row.issuer,
        scope,
        row.period,
        row.planned,
        row.approximation,
        cites,
        shown,
    )


def _clause(row: LedgerRow) -> str:
    """The source's own words directly before the value: 为消费者挽回经济损失."""
    at = row.span.start - row.sentence.start
    if not 0 <= at <= len(row.sentence_text) or "|" in row.sentence_text:
        return ""
    words = _BREAK.split(row.sentence_text[:at])[-1]
    return "" if find_numbers(words) or "其中" in words else words


def _bare(clause: str) -> str:
    """Without words at its beginning that change nothing: 全局|开展|河道巡查."""
    light = (*speaking_words().whole, *speaking_words().glue)
    while (word := next((word for word in light if clause.startswith(word)), None)) is not None:
        clause = clause[len(word) :]
    return clause


def _forms(names: Iterable[str]) -> frozenset[str]:
    """The names, and what is left of them without 金额, 数量 …; a single sign is no name."""
    forms: set[str] = set()
    for name in (re.sub(r"\s+", "", name) for name in names):
        forms.add(name)
        forms.update(name.removesuffix(ending) for ending in speaking_words().name_endings if name.endswith(ending))
    return frozenset(form for form in forms if len(form) >= 2 and re.search(r"[\u4e00-\u9fff]{2}", form))


def _renamed(level: Level, answer: Answer, question: Question) -> Level:
    """A level that the answer gives also goes by the name that the answer and the question have for it."""
    for figure in answer.figures:
        same = figure.citation in level.cites and figure.year == level.year and figure.scope in ("", level.scope)
        if not same or figure.formula or figure.amount is None or Decimal(figure.amount) != level.amount:
            continue
        asked = {figure.indicator, _said_name(figure, answer.text)}
        if len({other.indicator for other in answer.figures}) == 1:
            asked |= {question.indicator, *question.means} - {"" if question.ambiguous else question.other}
        return replace(level, names=level.names | _forms(asked))
    return level


def _said_name(figure: AnswerFigure, text: str) -> str:
    """What the answer calls a figure: 某局|食品抽检合格率|为98.4%."""
    words = rf"{re.escape(figure.issuer)}([^，。；：]{{1,40}}?)(?:目标)?为{re.escape(figure.value)}"
    found = re.search(words, text)
    return re.sub(r"（.*?）", "", found[1]) if found else ""


def _of_figure(figure: AnswerFigure, answer: Answer) -> Level | None:
    """A rate reckoned from two figures of one year; other computed values stand in the ledger's wording only."""
    several = not figure.formula or "÷" not in figure.formula or _COMPUTED_OF_SEVERAL.search(figure.indicator)
    if several or figure.amount is None or figure.citation is None:
        return None
    names = _forms({figure.indicator, _said_name(figure, answer.text)})
    cites = frozenset({figure.citation})
    amount = Decimal(figure.amount)
    return Level(names, amount, figure.amount_unit, figure.year, figure.issuer, figure.scope, cites=cites)


def _joined(levels: Sequence[Level]) -> list[Level]:
    """One level for a value that several places give."""
    kept: dict[tuple[object, ...], Level] = {}
    for level in levels:
        about = (level.issuer, level.scope, level.period, level.planned, level.year)
        key = (*about, level.amount, level.unit, level.approximation, min(level.names, key=len, default=""))
        before = kept.get(key, level)
        kept[key] = replace(before, names=before.names | level.names, cites=before.cites | level.cites)
    return list(kept.values())


def _changes(levels: Sequence[Level]) -> list[Change]:
    """What follows from two levels of one indicator in two years, where neither year has two values."""
    plain = [level for level in levels if not (level.planned or level.period or level.approximation) and level.year]
    sure = [level for level in plain if _alone(level, plain)]
    found = []
    for new in sure:
        for old in sure:
            if _same_thing(new, old) and (old.year or 0) < (new.year or 0):
                found += _between(new, old)
    return found


def _same_thing(one: Level, other: Level) -> bool:
    about = (one.issuer, one.scope, one.unit) == (other.issuer, other.scope, other.unit)
    return about and bool(one.names & other.names)


def _alone(level: Level, levels: Sequence[Level]) -> bool:
    return all(
        other.amount == level.amount for other in levels if _same_thing(level, other) and other.year == level.year
    )


def _between(new: Level, old: Level) -> list[Change]:
    assert new.year is not None
    assert old.year is not None
    about = (new.year, old.year, new.issuer, new.scope, new.cites | old.cites)
    names = new.names & old.names
    size = new.amount - old.amount
    if new.unit == "%":
        return [Change(names, size, "个百分点", *about)]
    changes = [Change(names, size, new.unit, *about)]
    if old.amount > 0:
        changes.append(Change(names, size / old.amount * 100, "%", *about, rounded=True))
    return changes


def _of_change(row: LedgerRow, cites: frozenset[int]) -> Change | None:
    """A change that the report itself gives against the year before."""
    if row.kind != "change" or row.amount is None or row.year is None or row.approximation or row.planned:
        return None
    if row.base and not _OF_YEAR_BEFORE.search(row.base):
        return None
    scope = "" if row.scope in speaking_words().whole else row.scope
    names = _forms({row.indicator, row.surface})
    return Change(names, row.amount, row.amount_unit, row.year, row.year - 1, row.issuer, scope, cites)


def _with_names(change: Change, levels: Sequence[Level]) -> Change:
    """A change goes by every name of the value it belongs to."""
    own = [
        level
        for level in levels
        if (level.issuer, level.scope, level.year) == (change.issuer, change.scope, change.year)
        and level.names & change.names
        and level.cites & change.cites
    ]
    return replace(change, names=change.names.union(*(level.names for level in own)))


def _year_meant(answers: Sequence[Answer], question: Question) -> int | None:
    if len(question.years) == 1 and question.base_year is None:
        return question.years[0]
    years = {figure.year for answer in answers for figure in answer.figures}
    return years.pop() if len(years) == 1 and question.base_year is None else None
