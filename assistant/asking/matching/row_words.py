"""The words of a ledger row that tell what it is about: its indicator, its own clause, what stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.asking.bodies.issuers import own_names
from assistant.asking.understanding.wording import asked_words, canonical
from knowledge.indicators import normal_forms, normalise_indicator
from knowledge.library import LedgerRow
from knowledge.quantities import find_quantities

_CLAUSE_END = "，,。；;：:！!？?\n"
_CLOSED = re.compile("(?:已|全部)?办结")
# a scope that is the body itself
_WHOLE_BODY = re.compile(r"^(?:各级)?(?:行政执法)?机关所?$|^辖区内?$|^(?:机关|局)?本级$|^系统内?$")
_REMARK = re.compile(r"(?:[（(]|其中).*", re.DOTALL)
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_MOVED = re.compile(
    r"同比|环比|[比较](?:上年|去年|前年|上一年度?)(?:同期|度)?的?|增长|下降|上升|减少|增加|提高|降低|上涨|增幅|降幅"
)
_SHARED_OUT = re.compile(r".*(?:分别|依次)")
_FIGURES = re.compile(r"\d[\d.,]*.*")
_BARE_RATE = re.compile(r"占(?:比|总数的?)?|[^，,、]{0,4}率")
_PART_OF_BODY = re.compile(
    r"[一-龥]{0,8}(?:(?:直属?|级|垂管|派驻)(?:部门|单位)|街镇|镇街|乡镇|街道|镇|[一-龥]所|支队|大队|中队|分局|科)(?:(?:执法)?情况)?"
)
# 其中甲3件、乙4件、… up to the figure of another member
_MEMBER = re.compile(r"其中[^。；;\n]*")
# 联合公安交警开展“雷霆”行动; 与城管、消防等部门开展联合执法
_WITH_WHOM = re.compile(r"(?:联合|会同|协同|配合|与|同|和)[^，,。；;：:\d]{2,30}?(?=(?:开展|组织|进行|实施|举办|召开))")
_TITLED = re.compile('[“"《]')
_TOGETHER = "联合"
# 采取查封、扣押等行政强制措施
_KINDS = re.compile(r"([一-龥]{2,6}(?:、[一-龥]{2,6})*)等[一-龥]{2,10}$")
_NUMERAL = re.compile(r"[0-9一二三四五六七八九十百千两]")


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words about a row, in canonical wording. ``before``: the clauses before it that carry no figure, ``lead``
    those of them after the last full stop or semicolon; ``heads``: the clauses that do, without their figures.
    """

    indicator: str
    surface: str
    scope: str
    clause: str
    before: str
    parent: str = ""  # what an 其中 is a part of
    subject: str = ""  # what a bare rate (合格率) is the rate of
    lead: str = ""
    lead_raw: str = ""  # the same as written, with its marks
    heads: str = ""
    heading: str = ""  # the title of its section
    shared: str = ""  # what the figure before it in its part of the sentence is about, for a name that leans on it
    beside: str = ""  # the same where that figure counts in another unit (事故6起、死亡7人)
    name: str = ""  # its indicator where its sentence says it otherwise (立案66起，办结63起: 结案)
    named_so: bool = True  # whether its own words give its indicator; else the context does
    companions: str = ""  # with whom a named thing was done, and what its kinds are: they narrow nothing
    place: str = ""  # that title, where it names a part of the body that reports (区直部门, 街镇)

    @property
    def core(self) -> str:
        """The indicator in both wordings."""
        return f"{self.indicator}|{self.surface}"

    @property
    def near(self) -> str:
        """The indicator and its own clause."""
        return f"{self.core}|{self.clause}"


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """A row with its words, worked out once for many questions."""

    row: LedgerRow
    words: RowWords
    pairs: frozenset[str]  # every two signs that follow each other in its words
    around: frozenset[str]  # the same with its clause and its scope
    names: frozenset[str]  # the normalised forms of its name


def prepare(row: LedgerRow) -> PreparedRow:
    """The words of a row."""
    around = _around(row)
    own = own_names(row.issuer)
    words = RowWords(
        indicator=canonical(own.sub("", row.indicator)),
        surface=canonical(own.sub("", row.surface)),
        scope=canonical(_WHOLE_BODY.sub("", own.sub("", row.scope))),
        clause=canonical(own.sub("", around.clause)),
        before=canonical(around.before) + ("|计划" if row.planned else ""),
        parent=canonical(around.parent),
        subject=canonical(around.subject),
        lead=canonical(around.lead),
        lead_raw=around.lead,
        heads=canonical(around.heads),
        heading=canonical(own.sub("", _title(row.section))),
        place=canonical(part_reporting(row.section)),
        name="结案" if _CLOSED.fullmatch(row.surface) and "立案" in row.sentence_text else "",
        named_so=normalise_indicator(row.surface) == row.indicator,
        companions=canonical(_companions(row)),
        shared=canonical(around.shared),
        beside=canonical(around.beside),
    )
    near = pairs_of(f"{words.near}|{words.scope}")
    return PreparedRow(row, words, pairs_of(words.core), near, normal_forms(words.name or row.indicator))


def _companions(row: LedgerRow) -> str:
    """Its own people (全市消防救援队伍), with whom something named or joint was done, the acts it comprises."""
    before = re.split("[，,。；;：:\n]", row.sentence_text[: max(row.span.start - row.sentence.start, 0)])[-1]
    named = _TITLED.search(before) or _TOGETHER in row.surface
    whom = [found[0] for found in _WITH_WHOM.finditer(before)] if named else []
    whom += _own_staff(row.issuer).findall(before)
    kinds = _KINDS.search(before)
    acts = [act for act in asked_words().operations if kinds and act in kinds[1]]
    return "|".join([*whom, *acts])


@lru_cache(maxsize=4096)
def _own_staff(issuer: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(issuer)}]{{2,10}}(?:队伍|部门|系统)" if issuer else "(?!)")


def pairs_of(words: str) -> frozenset[str]:
    """Every two signs that follow each other."""
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def part_reporting(section: str) -> str:
    """The title of a section that is about a part of the body (（二） 街镇); "" for other sections."""
    title = _title(section)
    return title if _PART_OF_BODY.fullmatch(title) else ""


def _title(section: str) -> str:
    """一（三）2 行政处罚 → 行政处罚."""
    return section.partition(" ")[2] or section


class _Around(NamedTuple):
    """Words around a figure as written; fields as in :class:`RowWords`."""

    before: str = ""
    clause: str = ""
    parent: str = ""
    subject: str = ""
    lead: str = ""
    heads: str = ""
    shared: str = ""
    beside: str = ""


def _around(row: LedgerRow) -> _Around:
    """The words of the sentence around the figure; none in a table."""
    text = row.sentence_text
    at, end = row.span.start - row.sentence.start, row.span.end - row.sentence.start
    if not 0 <= at < end <= len(text) or "|" in text or "\t" in text:
        return _Around()
    start = max((text.rfind(sign, 0, at) for sign in _CLAUSE_END), default=-1) + 1
    stop = min((found for sign in _CLAUSE_END if (found := text.find(sign, end)) >= 0), default=len(text))
    listed = text.rfind("、", start, at)
    if listed >= 0 and re.search(r"\d", text[start:listed]):
        start = listed + 1  # 简易程序1486起、普通程序3419起
    listed = text.find("、", end, stop)
    if listed >= 0 and re.search(r"\d", text[listed:stop]):
        stop = listed
    if text[end : end + 1] == "、":
        stop = end  # 达到4万亿元、再创新高: a remark
    earlier = re.split(f"[{re.escape(_CLAUSE_END)}]", text[:start])
    carrying = [clause for clause in earlier if re.search(r"\d", re.sub(r"\d{4}年", "", clause))]
    before = "|".join(clause for clause in earlier if clause not in carrying)
    if canonical(row.surface) in asked_words().leaning and re.search(
        "[；;]", text.strip("；;")
    ):  # 普通程序4起，罚款5万元；简易程序28起，罚款6千元: each part has its head
        before += "|" + re.sub(r"[0-9.]+", "", re.split("[；;]", text[:start])[-1])
    parent = _parent(text, start, at, row)
    lead = _SHARED_OUT.sub("", _ASIDE.sub("", text[start:at]))  # 甲、乙分别为…: the others named are not about it
    clause = f"{_after_figures(lead)}|{_before_figures(_REMARK.sub('', text[end:stop]))}"
    part = re.split("[；;。]", text[:start])[-1]
    nearest = _subject(part)
    return _Around(
        before=before,
        clause=_MOVED.sub("", clause),
        parent=parent,
        subject=nearest if _BARE_RATE.fullmatch(row.surface) else "",
        lead="|".join(words for words in re.split("[，,：:]", part) if not re.search(r"\d", words)),
        heads="|".join(_FIGURES.sub("", words) for words in carrying),
        shared=_shared(text[:at], row) if canonical(row.surface) in asked_words().leaning else "",
        beside=_beside(text[:at], row),
    )


def _subject(part: str) -> str:
    """发现隐患1937条，当年整改1901条，整改率: the clause before; one more where that only says what was done."""
    heads = [_FIGURES.sub("", words) for words in reversed(re.split("[，,]", part.rstrip("，,")))]
    for head in heads:
        told = "|".join(heads[: heads.index(head) + 1])
        if _says_of_what(canonical(head)):
            return told
    return heads[0]


@lru_cache(maxsize=65536)
def _says_of_what(head: str) -> bool:
    for word in sorted({*asked_words().actions, *asked_words().filler, *asked_words().leaning}, key=len, reverse=True):
        head = head.replace(word, "")
    return len(head.strip()) > 1


def _shared(before: str, row: LedgerRow) -> str:
    """对单位处罚41起，罚款211.4万元: the head of the part of the sentence that a bare name stands in."""
    heads = [_FIGURES.sub("", words) for words in re.split("[，,、]", re.split("[；;。]", before)[-1])]
    heads = [_MOVED.sub("", words) for words in heads if words and row.surface not in words]
    return next((words for words in reversed(heads) if words), "")


def _beside(before: str, row: LedgerRow) -> str:
    """发生事故6起、死亡7人: the figure right before, in another unit, says of what."""
    part = re.split("[；;。]", before)[-1]
    found = find_quantities(part) if _NUMERAL.search(part) else []
    if not found or found[-1].unit == row.unit or found[-1].kind not in ("count", "measure"):
        return ""
    return re.split("[，,、：:]", part[: found[-1].span.start])[-1]


def _parent(text: str, start: int, at: int, row: LedgerRow) -> str:
    """The clause with a figure before 其中, for the members of its list (其中企业3192户、个体工商户7295户)."""
    among = text.rfind("其中", 0, at)
    inside = among >= start or row.scope == "其中"
    if not inside and not (among >= 0 and _MEMBER.fullmatch(text[among:at]) and not _names_action(row.surface)):
        return ""
    earlier = re.split(f"[{re.escape(_CLAUSE_END)}]", text[: among if among >= 0 else start])
    carrying = [_FIGURES.sub("", words) for words in earlier if re.search(r"\d", re.sub(r"\d{4}年", "", words))]
    named = [words for words in carrying if _MOVED.sub("", words)]  # 同比增长4.51%，其中: of what grew
    return named[-1] if named else ""


def _names_action(words: str) -> bool:
    return any(action in words for action in asked_words().actions)


def _after_figures(words: str) -> str:
    """What stands after the last figure of ``words``."""
    found = find_quantities(words) if _NUMERAL.search(words) else []
    return words[found[-1].span.end :] if found else words


def _before_figures(words: str) -> str:
    """What stands before the first figure of ``words``."""
    found = find_quantities(words) if _NUMERAL.search(words) else []
    return words[: found[0].span.start] if found else words
