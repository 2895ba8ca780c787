"""What makes a row about less than was asked: its scope, its part, the clauses before it, another period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.asking.matching.covering import uncovered
from assistant.asking.matching.row_words import RowWords
from assistant.asking.understanding.wording import asked_words, canonical, narrowing_in
from knowledge.indicators import strip_filler
from knowledge.library import LedgerRow

_WHOLE_SCOPES = frozenset(
    {"全局", "全区", "全市", "全委", "全县", "全省", "全国", "全系统", "合计", "总计", "全年", "本级"}
)
_CUMULATIVE = re.compile(r"每年|年均|未来|年来|以来|累计|期间|五年|三年")
# 五年来从54万亿元增加到82.7万亿元: what was reached stands for the last year alone
_REACHED = re.compile(r"(?:增加|增长|提高|提升|上升|扩大|下降|减少|降低|降|升|增)(?:到|至|为)了?$")
_ONE_YEAR = re.compile(r"一年来|(?:今年|本年|年初|\d{4}年)以来")
_OWN_PARTS = re.compile("大队|支队|街道|乡镇|基层|派出")
_ROUND = re.compile("(?:巡查|检查|巡检|排查|巡护|走访)(?:活动|工作|行动)?$")
PART_OF = 3  # “其中” stands behind the same indicator without it
SLACK = 1  # candidates whose surplus words differ by no more than this many signs are too close to choose between


@dataclass(frozen=True, slots=True)
class Asked:
    """The indicator as asked, in canonical wording, and the name it puts in quotation marks, if any."""

    raw: str
    words: str
    quoted: str


def implied_apart(wanted: str, words: RowWords) -> bool:
    """Whether what stands before the row says that it is of something nobody asked for."""
    told = narrowing_in(f"{words.lead}|{words.subject}|{bare_of_actions(words.shared)}")
    # 属《…条例》的，行政处罚4起: by the law applied
    by_law = "《" in words.lead_raw and "《" not in wanted
    of_part = bool(words.place) and uncovered(words.place, wanted) > SLACK
    return by_law or of_part or any(word not in wanted and word not in words.near for word in told)


def told_after(wanted: str, words: RowWords) -> str:
    """The round of checks right before the row (河道巡查), where that alone implies what it is of; else ""."""
    apart = implied_apart(wanted, replace(words, shared=""))
    return strip_filler(words.shared) if _ROUND.search(words.shared) and not apart else ""


def narrowing_words(wanted: Asked, words: RowWords, same_indicator: str) -> set[str]:
    """Words of the row that narrow it and were not asked; those of the very indicator asked for do not."""
    asked = f"{wanted.words}|{wanted.raw}|{canonical(same_indicator)}|{words.companions}"
    if same_indicator and "、" not in words.surface:
        asked += f"|{words.surface}"  # 向公安机关移送涉嫌犯罪案件 is 涉刑移送 in full
    # 新增公园141座、累计达到973座: of the very indicator only its own name and clause narrow
    own = f"{words.indicator}|{words.clause}" if same_indicator else words.near
    if very_thing(wanted.words, words):
        own = words.clause.partition("|")[0]  # what follows the very thing is a remark
    # 新设立经营主体10487户，其中企业3192户: no 企业 of other kinds; of 罚款240万元，其中…: what is done narrows nothing
    whole = narrowing_in(_OWN_PARTS.sub("", words.parent)) - asked_words().leaning
    return {word for word in narrowing_in(own) | whole if word not in asked}


def told_apart(wanted: str, words: RowWords) -> int:
    """对单位处罚41起，罚款211.4万元: less likely meant than 罚款 of its own; not so after 立案66起."""
    # 事前处罚49件、121.8万元: an amount named by what stands before it, of what its own words say
    own = "" if words.named_so else words.surface
    if any(word in words.shared and word not in wanted for word in asked_words().solid):
        return PART_OF  # 对个人
    told = f"{wanted}|{words.indicator}" + (f"|{words.clause}" if words.named_so else "")
    return PART_OF if uncovered(bare_of_actions(f"{words.shared}|{own}"), told) > SLACK else 0


@lru_cache(maxsize=65536)
def bare_of_actions(shared: str) -> str:
    """Without what any case has done to it (立案, 罚款金额)."""
    return actions_pattern().sub("", shared)


def scope_narrows(wanted: str, words: RowWords) -> int:
    """Whether the scope is a narrower one than asked; words of the indicator repeated as scope are not."""
    scope = words.scope
    if not scope or scope in _WHOLE_SCOPES or scope in words.indicator:
        return 0
    return int(uncovered(scope, wanted) > 0)


def other_period(row: LedgerRow, part: str) -> int:
    """A figure of several years, or of another part of the year than the one asked for."""
    if _REACHED.search(_lead_of(row)):
        return 0
    if part:
        return int(_plain_period(part) not in _plain_period(row.period))
    return int(bool(_CUMULATIVE.search(_ONE_YEAR.sub("", row.period))))


def _plain_period(words: str) -> str:
    return re.sub(r"[月份底末止至到\-—–~～第\s]", "", words.translate(str.maketrans("一二三四", "1234")))


def names_a_part(scope: str) -> bool:
    """Whether a scope names a part (城关所), not the whole (合计) and not an unnamed one (其中)."""
    return bool(scope) and scope not in _WHOLE_SCOPES and scope != "其中"


def very_thing(wanted: str, words: RowWords) -> bool:
    """科创基金39只…: its name as asked, the figure after it; in 将9532户经营主体列入名录 what follows narrows it."""
    return words.indicator == wanted and words.clause.partition("|")[0].endswith(words.surface)


def asks_for_whole(wanted: str, words: RowWords) -> bool:
    """在编人员32人，其中持证30人: what the part is a part of is not the part."""
    return bool(words.parent) and uncovered(wanted, words.parent) == 0 < uncovered(wanted, words.core)


def _lead_of(row: LedgerRow) -> str:
    at = row.span.start - row.sentence.start
    return row.sentence_text[max(0, at - 4) : at] if 0 < at <= len(row.sentence_text) else ""


@cache
def actions_pattern() -> re.Pattern[str]:
    """What is done to a case, whichever it is."""
    words = sorted({*asked_words().actions, *asked_words().leaning, "申请"}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
