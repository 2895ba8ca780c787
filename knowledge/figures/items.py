"""The names of a list: A、B和C增加值 names three things; a verb or measure that one has may be meant of all."""

from __future__ import annotations

import re

from knowledge.figures.clauses import EDGE, clean
from knowledge.figures.words import pattern, words

_METRIC = re.compile(rf"{pattern('noun', 'metric_suffix')}\Z")
_SHARED = tuple(words("noun", "shared"))
_ELLIPTIC = set(words("noun", "elliptic"))
_WEAK = set(words("noun", "weak"))
# 支队共|检查车辆: who did it and that this is all stands before the verb.
_WHO = re.compile(
    r"\A[^，、]{0,12}?(?:[大支中总]队|队伍|局|所|站|院|委|办|镇|乡|街道|部门|系统|中心|单位|全[市省县区州盟旗局])?(?:(?<!公)共(?!同)|累计|合计|总共)(?=..)"
)
_COUNTED = re.compile(r"(?:[两二三四五六七八九]|[2-9])(?:大类|项|类|种)(?P<head>[^、]{0,10})\Z")
_DWELLING = ("城镇", "农村", "城市", "乡村")
_AND = re.compile(r"、|(?<![调缓总饱])和(?![谐平解])|(?<![参给赋])与|(?<![普涉以危惠触])及|以及")


def split_items(words_: str, count: int) -> list[str]:
    """``count`` names of a list (A、B和C增加值 → A增加值, B增加值, C增加值); [] if there are not that many."""
    items: list[str]
    counted = _COUNTED.search(words_)
    if counted:  # 市场、城管、交通三类|案件
        items = [clean(item) for item in _AND.split(words_[: counted.start()]) if clean(item)]
        if len(items) == count:
            return [item + counted["head"] for item in items]
    items = []
    for separator in (re.compile("、"), _AND, re.compile(f"{_AND.pattern}|，")):
        items = [clean(item) for item in separator.split(words_) if clean(item)]
        if len(items) == count:
            return shared_suffix(items)
    return shared_suffix(items[-count:]) if len(items) > count else []


def items_of(words_: str) -> list[str]:
    """The parts of A、B和C."""
    return [part for part in _AND.split(words_.strip(EDGE)) if part]


def metric_less(words_: str) -> str:
    """粮食播种面积 → 粮食播种: the thing without the measure of it."""
    found = _METRIC.search(words_)
    return words_[: found.start()] if found and found.start() >= 2 else words_


def shared_verb(before: str, name: str) -> str:
    """The verb of the list's first item, when the next one has none: 更新汽车50万辆、|家电|800万台."""
    before = _WHO.sub("", before)
    verb = next((verb for verb in _SHARED if before.startswith(verb) and len(before) > len(verb)), "")
    return verb if verb and not name.startswith(_SHARED) and name not in _ELLIPTIC | _WEAK else ""


def shared_suffix(items: list[str]) -> list[str]:
    """A、B增加值 → A增加值, B增加值: the measure that only the last of a list names."""
    share = re.search("(?:占比|比重|增速|增幅)\\Z", items[-1])
    if share:
        return [item if item.endswith(share[0]) else item + share[0] for item in items]
    if items[-1].startswith(_DWELLING) and set(items[:-1]) <= set(_DWELLING):
        return [*(item + items[-1][2:] for item in items[:-1]), items[-1]]  # 城镇、农村居民收入
    width = len(items[0])
    parallel = items[-1][width - 1 : width] == items[0][-1:] and all(len(item) == width for item in items[:-1])
    if width >= 2 and parallel and len(items[-1]) >= width + 2:
        return [*(item + items[-1][width:] for item in items[:-1]), items[-1]]  # 进口、出口通关时间
    found = _METRIC.search(items[-1])
    if not found or found.start() == 0 or found[0] == "人次":
        return items
    return [item if _METRIC.search(item) else joined(item, found[0]) for item in items]


def joined(thing: str, words: str) -> str:
    """The thing and what was done to it; said once when the thing says it already (行政检查 + 检查)."""
    if thing.endswith(words):
        return thing
    # 网络拍卖成交|73件，|成交金额: what the thing ends with and its measure begins with is said once.
    shared = next((n for n in range(min(len(thing), len(words)), 1, -1) if thing.endswith(words[:n])), 0)
    return thing + words[shared:]
