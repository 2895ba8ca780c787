"""The clauses before a number: the topic they announce, the last one that says something, where a verb begins."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.figures.periods import base_spans
from knowledge.figures.places import Place
from knowledge.figures.words import compiled, pattern
from knowledge.indicators import is_filler, strip_filler, without_action

_CUT = re.compile(pattern("noun", "cut"))
_KEEP = re.compile(pattern("noun", "keep"))
_LAST_CLAUSE = re.compile(r"[，,；;：:。（()）]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_DATE = re.compile(r"(?:19|20)\d\d年度?|\d{1,2}月份?")
EDGE = " \t\u3000、，,；;：:。（）()“”\"'’‘—-·"
# What is left of a base whose year is taken out (较2017年压缩), and 相比.
_COMPARED = re.compile(
    "[较比][、和与及](?=分别|\\Z)|(?:[与和同跟])?相(?:比|较)(?:于|之下)?的?|(?<![相对类])[较比]的?(?=[提升增上下减降压缩扩多少高低回涨翻])|(?<![相对类占])[较比]的?\\Z"
)
_TOPIC = re.compile(
    r"(?:\A|[，,；;。：:])\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]是|\d+[.．、])?(?:在|对|针对|聚焦)?"
    r"(?:(?P<field>[^，,；;：:。]{2,12}?)(?:方面|领域|环节|行业|条线|板块)(?:工作)?(?:[中上内])?\s*[，,：:]"
    r"|(?<=\A)(?P<lead>[^，,；;：:。]{2,8}?)(?:情况|工作)?[：:]"
    r"|(?:(?<=\A)|(?<=[；;。]))(?P<bare>[^，,；;：:。、]{2,8})[，,]"
    r"|(?<=\A)[—\-•·●]+\s*(?P<dashed>[^，,；;：:。、—]{2,24})[，,])"
)
# A clause that says by what, on what grounds or when names nothing: 依照检查计划，共实施165件.
_ADVERBIAL = compiled("noun", "adverbial")
_ON = re.compile("(?:的)?(?:有关|相关)?情况\\Z")
_NO_TOPIC = re.compile(
    "\\d|其中|包括|主要|分别|具体|如下|目前|同时|此外|另外|截至|全年|年度|总体|情况|结果|[是为有共按从]\\Z"
)


@lru_cache(maxsize=4096)
def without_base(left: str) -> str:
    """Without the words that name what a change is against (同比, 比上年)."""
    for span in reversed(base_spans(left)):
        left = left[: span.start] + left[span.end :]
    return _COMPARED.sub("", left)


@lru_cache(maxsize=8192)
def clean(words_: str) -> str:
    """Without punctuation and filler at either end."""
    return strip_filler(words_.strip(EDGE)).strip(EDGE)


def first_cut(right: str) -> int:
    """Where the first verb after the noun begins; a verb's characters inside a noun (不合格, 有限) are none."""
    kept = [found.span() for found in _KEEP.finditer(right)]
    for found in _CUT.finditer(right):
        if not any(start <= found.start() < end for start, end in kept):
            return found.start()
    return len(right)


def topic_of(since: str) -> str:
    """加油站点 of 加油站点方面，…; 药品 of 药品领域：…; 特种设备 of 特种设备：…; "" when no topic is announced."""
    topic = ""
    for found in _TOPIC.finditer(since):
        words_ = clean(found["field"] or found["lead"] or found["bare"] or _ON.sub("", found["dashed"]))
        sure = found["bare"] is None and found["dashed"] is None
        if not _NO_TOPIC.search(words_) and (sure or names_a_thing(words_)):
            topic = words_
    return topic


def names_a_thing(words_: str) -> bool:
    """Whether a bare clause (非煤矿山企业，检查…) is a thing's name and no statement."""
    return first_cut(words_) == len(words_) and not is_filler(words_) and without_action(words_) == words_


def thing_of(clause: str) -> str:
    """The thing a clause begins with, without what is said of it: 检查计划|由各单位制定."""
    cut = first_cut(clause)
    return clause[:cut].strip(EDGE) if cut >= 4 else clause


def clause_before(place: Place, *, since: str = "") -> str:
    """The last clause since the quantity before that says more than filler; "" if none does.

    ``since`` are marks that nothing before counts.
    """
    words = _ASIDE.sub("", place.since)
    if since:
        words = re.split(f"[{since}]", words)[-1]
    for clause in reversed(_LAST_CLAUSE.split(words)[:-1]):
        bare = _bare_clause(clause).removesuffix("方面").removeprefix("截止").removeprefix("截至")
        if len(bare) >= 2 and bare != "其中" and not _ADVERBIAL.match(bare):
            return bare
    return ""


def _bare_clause(clause: str) -> str:
    for span in reversed(base_spans(clause)):
        clause = clause[: span.start] + clause[span.end :]
    return clean(_DATE.sub("", clause)).removesuffix("的")
