"""Which rows of the ledger are about the indicator asked for; with a margin, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.asking.matching.covering import covered, uncovered
from assistant.asking.matching.narrowing import (
    PART_OF,
    SLACK,
    Asked,
    actions_pattern,
    asks_for_whole,
    bare_of_actions,
    implied_apart,
    narrowing_words,
    other_period,
    scope_narrows,
    told_after,
    told_apart,
    very_thing,
)
from assistant.asking.matching.row_group import RowGroup
from assistant.asking.matching.row_words import PreparedRow, RowWords, pairs_of
from assistant.asking.understanding.wording import asked_words, canonical, narrowing_in
from knowledge.indicators import compare_indicators, normal_forms
from knowledge.library import LedgerRow

_SAME = 1.0  # compare_indicators: two wordings of one indicator; anything less must be covered word by word
_ROOM = 1.5  # an indicator may say this many times as much as was asked
_ROOM_NAMED = 5  # the same when the question names its field of work (电梯): then little else can be meant
_HEADS = ("人", "名")
_LEAST = 4  # signs that tell what kind of people
_WEAK = 2  # a name may say this many times as much as it shares with what is asked
_FILED = "申请"
_CAME_IN = ("受理", "收到")
_OTHER = 2  # signs that make another head noun


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that covers every word asked for. Lower is better in each: ``narrowed`` by words nobody asked for,
    ``implied`` the same but only in the clauses before, ``surplus`` signs of the row that were not asked for.
    """

    row: LedgerRow
    same: bool  # the very indicator asked for, in another wording at most
    narrowed: int
    scope_only: bool  # narrowed by the scope field alone
    implied: int
    surplus: int
    name_surplus: int  # of its name alone
    part: bool  # 其中
    other_field: bool  # it stands in a chapter about a field of work that was not asked for
    after: str  # the round of checks that it is told right after, where nothing else implies what it is of
    too_much: bool  # it says so much more than was asked that it is about something else

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """For sorting, best first."""
        return (self.narrowed, self.implied, int(not self.same), self.surplus)


def matching_rows(
    asked: str,
    rows: Iterable[PreparedRow],
    part: str = "",
    context: Callable[[LedgerRow], str] = lambda row: row.section,
    fitting: Callable[[LedgerRow], bool] = lambda _: True,
) -> list[Candidate]:
    """Every row about ``asked`` (in any wording), best first. ``context`` gives words around the row's sentence.

    ``fitting``: which rows are of the kind and the unit asked for; tried after the words, being slower.
    """
    wanted, of_people, signs = _spelt_out(asked)
    found = []
    for prepared in _sharing(wanted.words, signs, normal_forms(asked), rows):
        if not fitting(prepared.row):
            continue
        counted = wanted if len(of_people.words) < _LEAST or prepared.row.unit not in _HEADS else of_people
        candidate = _candidate(wanted, prepared, canonical(context(prepared.row)), part) or _candidate(
            counted, prepared, canonical(context(prepared.row)), part
        )
        if candidate:
            found.append(candidate)
    return sorted(found, key=lambda candidate: candidate.rank)


@lru_cache(maxsize=4096)
def _spelt_out(asked: str) -> tuple[Asked, Asked, frozenset[str]]:
    """What is asked, the same of people alone, and its pairs of signs: one name is tried on many issuers' rows."""
    wanted = Asked(asked, canonical(asked), _quoted(asked))
    of_people = replace(wanted, words=wanted.words.removesuffix("人员"))  # 新领取执法证人员: 新领取执法证213人
    return wanted, of_people, pairs_of(wanted.words)


def _sharing(
    words: str, signs: frozenset[str], names: frozenset[str], rows: Iterable[PreparedRow]
) -> Iterable[PreparedRow]:
    """The rows that share two signs or a name with what is asked; for a single sign those that have it."""
    if signs:
        return (rows if isinstance(rows, RowGroup) else RowGroup(rows)).named_like(signs, names)
    return [one for one in rows if words in one.words.core or not names.isdisjoint(one.names)]


def best_of(asked: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that answer ``asked``; several when they are too close to choose between; [] when none may be given."""
    candidates = [candidate for candidate in candidates if not candidate.too_much]
    if not candidates:
        return []
    best = candidates[0]
    if not _may_answer(canonical(asked), best, candidates):
        return []
    whole = _wholes(best, candidates)
    close = whole + [
        candidate
        for candidate in candidates
        if candidate.rank[:3] == best.rank[:3] and candidate.surplus <= best.surplus + SLACK
    ]
    # the chapter on 知识产权 says 罚没款 of its own field; that of the whole stands elsewhere
    return [candidate for candidate in close if not candidate.other_field] or close


def _wholes(best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of 行政处罚决定38起 and 其中行政处罚35次 neither is passed over."""
    if not best.part:
        return []
    return [
        one
        for one in candidates
        if not one.part and one.rank[:2] == best.rank[:2] and one.rank[2] > best.rank[2] and one.name_surplus <= _OTHER
    ]


def _may_answer(wanted: str, best: Candidate, candidates: Sequence[Candidate]) -> bool:
    bare_headline = bool({wanted, wanted.removesuffix("案件")} & asked_words().headline)
    bare = wanted in asked_words().whole_names or _says_nothing(wanted)
    if bare and not best.same and best.name_surplus > SLACK:
        return False
    if best.narrowed:
        # a scope nobody asked for is let through only when nothing else could be meant
        alone = len({candidate.row.scope for candidate in candidates}) == 1
        return best.scope_only and alone and not bare_headline and best.surplus <= len(wanted) / 2
    if not (bare_headline and best.implied):
        return True
    # 河道巡查3527次，立案64件: the only count there is, what it came of is said with it
    return best.same and bool(best.after) and len({(one.row.amount, one.row.amount_unit) for one in candidates}) == 1


@lru_cache(maxsize=4096)
def _says_nothing(wanted: str) -> bool:
    """人员, 实有单位: a noun of no thing in particular, and fillers."""
    left = wanted
    for word in sorted(asked_words().filler | asked_words().generic, key=len, reverse=True):
        left = left.replace(word, "")
    return not left.strip()


def _candidate(wanted: Asked, prepared: PreparedRow, context: str, part: str) -> Candidate | None:
    row, words = prepared.row, prepared.words
    same, distinct = _alike(wanted.raw, words.name or row.indicator)
    distinct = distinct or negated(wanted.words, words.core)
    same = same or wanted.words == words.indicator or _turned(wanted.words, words)
    same = same and _done(wanted.words) <= _done(words.near)  # 履行权责 is not all of 权责
    if words.scope and words.scope in words.surface and uncovered(words.scope, wanted.words) > SLACK:
        same = False  # 取得法律职业资格的行政执法人员 are not all of them
    by_title = False
    own = None if distinct or same else covered(wanted.words, words, context)
    if distinct or (not same and own is None):
        by_title = not distinct and covered(wanted.words, words, context, words.heading) is not None
        if not by_title:
            return None
    if not same and (asks_for_whole(wanted.words, words) or _later_step(wanted.words, words)):
        return None
    named = bool(wanted.quoted) and wanted.quoted in words.core  # “你点我讲”: a name leaves no doubt
    narrowing = set() if named else narrowing_words(wanted, words, row.indicator if same else "")
    scoped = scope_narrows(wanted.words, words)
    surplus = 0 if same or named else max(uncovered(form, wanted.words) for form in (words.indicator, words.surface))
    clause = words.clause
    around = 0 if very_thing(wanted.words, words) else uncovered(clause, f"{wanted.words}|{words.core}")
    implied = implied_apart(wanted.words, words) and not named
    period = other_period(row, part)
    room = _ROOM if not narrowing_in(wanted.words) else _ROOM_NAMED
    return Candidate(
        row=row,
        same=same,
        narrowed=len(narrowing) + scoped + period,
        scope_only=bool(scoped) and not narrowing and not period,
        implied=int(implied),
        surplus=surplus
        + around
        + _dropped(wanted.words, words)
        + told_apart(wanted.words, words)
        + (PART_OF if _is_part(row, words) else 0),
        name_surplus=surplus,
        part=_is_part(row, words),
        other_field=any(
            w not in wanted.words and w not in words.near for w in narrowing_in(context) & asked_words().fields
        ),
        after=told_after(wanted.words, words) if implied else "",
        too_much=(not same and not named and _other_head(wanted.words, words))
        or surplus > len(wanted.words) * room
        or around > max(len(wanted.words), 2)
        or (own is not None and implied and surplus > _WEAK * own)
        or (by_title and uncovered(bare_of_actions(words.surface), f"{wanted.words}|{_FILED}") > SLACK),
    )


def _later_step(wanted: str, words: RowWords) -> bool:
    """What came in (收到, 受理) is not what was settled (办结), though both are told of one thing."""
    came_in = any(word in wanted for word in _CAME_IN) or bool(re.search("(?<![没征回验])收$", wanted))
    came_in = came_in and "办结" not in wanted
    return came_in and "办结" in words.surface and not any(word in words.core for word in _CAME_IN)


@lru_cache(maxsize=65536)
def negated(wanted: str, core: str) -> bool:
    """Whether ``core`` is about its contrary: 不批捕 is not 批捕."""
    return any(f"{no}{wanted}" in core for no in ("不", "未", "无", "非"))


def _turned(wanted: str, words: RowWords) -> bool:
    """水处罚决定, 水类处罚决定: a cell is named by its column and its row (处罚决定|水), whichever comes first."""
    if words.clause or words.before:
        return False
    bare = wanted.replace("类", "")
    name = words.indicator.replace("类", "")
    return any(name[at:] + name[:at] == bare for at in range(1, len(name)))


def _is_part(row: LedgerRow, words: RowWords) -> bool:
    return row.scope == "其中" or "其中" in words.before or "其中" in words.clause


def _other_head(wanted: str, words: RowWords) -> bool:
    """场车 is not 场车使用单位, 母基金 not 母基金投资项目: what is counted stands last."""
    if wanted.endswith(tuple(asked_words().actions)):
        return False
    for form in (words.indicator, words.surface):
        at = form.find(wanted)
        if at < 0 or uncovered(actions_pattern().sub("", form[at + len(wanted) :]), wanted) < _OTHER:
            return False
    return True


@lru_cache(maxsize=65536)
def _done(text: str) -> frozenset[str]:
    return frozenset(word for word in ("履行", "撤回", "在办") if word in text)


def _dropped(wanted: str, words: RowWords) -> int:
    """Signs of the filler words asked for (事项, 任务) that the row does not have: another row may."""
    return sum(len(word) for word in _fillers_in(wanted) if word not in words.near)


@lru_cache(maxsize=4096)
def _fillers_in(wanted: str) -> tuple[str, ...]:
    return tuple(word for word in asked_words().filler if len(word) > 1 and word in wanted)


def _quoted(asked: str) -> str:
    match = re.search(r"[“\"《]([^”\"》]{2,})[”\"》]", asked)
    return canonical(match.group(1)) if match else ""


@lru_cache(maxsize=65536)
def _alike(wanted: str, indicator: str) -> tuple[bool, bool]:
    """(the same thing, known to be different things)."""
    match = compare_indicators(wanted, indicator)
    return match.score >= _SAME, match.distinct


def names_all(asked: str, row: LedgerRow) -> bool:
    """Whether the row's indicator itself holds every word asked, so that its name alone says what was asked."""
    core = f"{canonical(row.indicator)}|{canonical(row.surface)}|{canonical(row.scope)}"
    return _alike(canonical(asked), row.indicator)[0] or uncovered(canonical(asked), core) == 0
