"""What a figure is about: normal forms and aliases of indicators (data in indicators.toml)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypedDict


class _Filler(TypedDict):
    leading: list[str]
    trailing: list[str]
    keep_leading: list[str]
    keep_trailing: list[str]
    anywhere: list[str]
    measure_nouns: list[str]


class _IndicatorData(TypedDict):
    filler: _Filler
    actions: dict[str, list[str]]
    aliases: dict[str, list[str]]
    patterns: dict[str, str]
    distinct: dict[str, list[list[str]]]


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """How alike two indicators are: 1.0 the same thing, 0.0 nothing in common (higher = closer).

    ``distinct`` is True when the two are known to be different counts (立案/结案, 行政强制措施/行政强制执行)
    however alike their words; then ``score`` is 0.
    """

    score: float
    distinct: bool = False


def _load() -> _IndicatorData:
    with Path(__file__).with_name("indicators.toml").open("rb") as file:
        data: _IndicatorData = tomllib.load(file)  # type: ignore[assignment]  # the shape is this package's own file
    return data


_DATA = _load()


def _longest_first(words: list[str]) -> list[str]:
    return sorted(set(words), key=len, reverse=True)


_NUMBERED_YEAR = r"(?:19|20)\d\d年度?(?:底|末|初)?"
_LEADING = re.compile(rf"(?:{'|'.join(map(re.escape, _longest_first(_DATA['filler']['leading'])))}|{_NUMBERED_YEAR})")
_KEEP_LEADING = tuple(_DATA["filler"]["keep_leading"])
_KEEP_TRAILING = tuple(_DATA["filler"]["keep_trailing"])
_END = r"\Z"
_TRAILING = re.compile(rf"(?:{'|'.join(map(re.escape, _longest_first(_DATA['filler']['trailing'])))}){_END}")
_ONLY_FILLER = re.compile(rf"(?:{_LEADING.pattern}|{_TRAILING.pattern.removesuffix(_END)}|[的了])+")
_ANYWHERE = re.compile("|".join(map(re.escape, _longest_first(_DATA["filler"]["anywhere"]))))
_MEASURE_NOUNS = re.compile(rf"(?:{'|'.join(_longest_first(_DATA['filler']['measure_nouns']))})\Z")
_PUNCTUATION = re.compile(r"[\s，,。；;：:、（）()《》\[\]【】|/\"'—\-]+")
_EDGES = " \t\u3000，,。；;：:、"
# A、B等X is about X.
_ENUMERATED = re.compile(r"\A.*[、》].*等(?=[^、]{3,}\Z)")
# 机关所办理的案件 is about the cases.
_QUOTES = re.compile("[“”‘’「」\"']")
_DONE_BY = re.compile(r"\A.{2,14}所[^的]{1,4}的(?=.{2,})")
_LIGHT_INSIDE = re.compile(r"(?<=..)(?:开展|实施|进行)(?=..)")
_ACTIONS = _longest_first(_DATA["actions"]["words"])
# 公示率, 培训班, 检查计划: a verb that begins a noun is no action.
_COMPOUND = re.compile(
    "[率员书表量数费期权室点站班证仪器线]|人员|单位|机构|办法|制度|系统|平台|清单|中心|计划|任务|事项|案件|标准|总"
    "|续建|改建|扩建|[和、及]"
)
_MEASURE_LAST = re.compile(r"(?:率|比例|比重|占比|金额|面积|时间|时限|能力|水平|强度|浓度|指数|覆盖面)\Z")
_LIGHT = _longest_first(_DATA["actions"]["light"])
_UNIT_NOTE = re.compile(r"[（(]\s*(?:单位[:：])?\s*[^（()）]{1,4}\s*[）)]\s*\Z")


def _alias_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for name, others in _DATA["aliases"].items():
        for word in (*others, name):
            index[_PUNCTUATION.sub("", word)] = name
    return index


_ALIASES = _alias_index()
_PATTERNS = [(name, re.compile(rf"(?:{pattern})\Z")) for name, pattern in _DATA["patterns"].items()]


@lru_cache(maxsize=20_000)
def normalise_indicator(surface: str) -> str:
    """One form for one thing: 共立案件数/立案数/全局共立案 → 立案; 罚没款/罚没金额/罚没款总额 → 罚没款金额.

    Words of administration that say nothing (全局, 共, 累计, 各类) go; 新增, 其中-less qualifiers and the object
    stay. Of names that no alias knows, the action comes last (受理行政复议 → 行政复议受理).
    """
    words = _UNIT_NOTE.sub("", surface).strip()
    words = _QUOTES.sub("", _DONE_BY.sub("", _ENUMERATED.sub("", words)))
    for candidate in _shorter_and_shorter(words):
        found = _ALIASES.get(_PUNCTUATION.sub("", candidate))
        if found:
            return found
    name = _PUNCTUATION.sub("", _LIGHT_INSIDE.sub("", _action_last(strip_filler(words))))
    last = strip_filler(words.rpartition("、")[2])
    same = next((known for known, pattern in _PATTERNS if pattern.match(name)), "")
    return same or _ALIASES.get(name) or _ALIASES.get(last) or name or _PUNCTUATION.sub("", words)


def without_list(words: str) -> str:
    """A、B等X → X: what a list of examples is a list of."""
    return _ENUMERATED.sub("", words)


def is_filler(words: str) -> bool:
    """Whether words say nothing of what is counted (共计, 全年共)."""
    return _ONLY_FILLER.fullmatch(words) is not None


def is_known(name: str) -> bool:
    """Whether a name, as it stands, is one of the known indicators or another name of one."""
    return name in _ALIASES


def _shorter_and_shorter(words: str) -> list[str]:
    """The surface, and it with ever more of its filler taken off."""
    bare = _ANYWHERE.sub("", words)
    candidates = [words, bare]
    stripped = _strip_leading(bare)
    while True:
        candidates.append(stripped)
        shorter = _strip_last(stripped)
        if shorter == stripped:
            break
        stripped = shorter
    shorter = stripped.removesuffix("案件")
    return [*candidates, _MEASURE_NOUNS.sub("", stripped), _action_last(stripped), shorter, _action_last(shorter)]


def strip_filler(words: str) -> str:
    """Without leading and trailing filler; never stripped to nothing or to one character."""
    words = _strip_leading(words.strip(_EDGES))
    while (shorter := _strip_last(words)) != words:
        words = shorter
    return words


def _strip_leading(words: str) -> str:
    words = words.strip(_EDGES)
    # One word at a time: what is left may begin with a word that only looks like filler (对外贸易).
    while not words.startswith(_KEEP_LEADING) and (found := _LEADING.match(words)):
        rest = words[found.end() :].lstrip("，,、：: ")
        if len(rest) < 2:
            break
        words = rest
    return words


def _strip_last(words: str) -> str:
    """Without the last filler word, if it ends in one."""
    found = None if words.endswith(_KEEP_TRAILING) else _TRAILING.search(words)
    return words if found is None or found.start() < 2 else words[: found.start()].rstrip("，,、：: ")


def _action_last(words: str) -> str:
    """受理行政复议 → 行政复议受理; a light verb before an object that is itself the count goes."""
    if _MEASURE_LAST.search(words):
        return words  # 抽检合格率 is a rate, no 抽检
    for verb in _LIGHT:
        if words.startswith(verb) and len(words) >= len(verb) + 2:
            return _action_last(words[len(verb) :])
    for verb in _ACTIONS:
        if words.startswith(verb) and len(words) >= len(verb) + 2 and not _COMPOUND.match(words, len(verb)):
            return _ANYWHERE.sub("", words[len(verb) :]).lstrip("的") + verb
    return words


def without_action(indicator: str) -> str:
    """What an action is done to: 投诉举报受理 → 投诉举报; "" when the indicator is nothing but an action."""
    for verb in _ACTIONS:
        if indicator.endswith(verb):
            return indicator[: -len(verb)]
    return indicator


def compare_indicators(a: str, b: str) -> IndicatorMatch:
    """Compare two indicators in any wording (both are normalised first)."""
    first, second = normalise_indicator(a), normalise_indicator(b)
    if first == second:
        return IndicatorMatch(1.0)
    if ("GDP" in a) != ("GDP" in b):
        # GDP is the country's or a region's, as the other name says.
        a, b = (a, b) if "GDP" in a else (b, a)
        return max((compare_indicators(a.replace("GDP", name), b) for name in _GDP), key=lambda match: match.score)
    if _distinct(first, second):
        return IndicatorMatch(0.0, distinct=True)
    return IndicatorMatch(round(_likeness(first, second), 4))


def normal_forms(name: str) -> frozenset[str]:
    """Every normalised form of a name; names that :func:`compare_indicators` scores 1 share one (GDP has several)."""
    return frozenset(normalise_indicator(one) for one in (name, *(name.replace("GDP", meant) for meant in _GDP)))


@lru_cache(maxsize=20_000)
def _memberships(indicator: str) -> tuple[frozenset[str], ...]:
    """For each distinct set, which of its names the indicator holds; a longer name hides those inside it."""
    return tuple(frozenset(_held(indicator, names)) for names in _DATA["distinct"]["sets"])


def _held(indicator: str, names: list[str]) -> list[str]:
    held = []
    for name in _longest_first(names):
        if name in indicator:
            held.append(name)
            indicator = indicator.replace(name, "\n")
    return held


def _distinct(a: str, b: str) -> bool:
    return any(x and y and not x & y for x, y in zip(_memberships(a), _memberships(b), strict=True))


_GDP = ("国内生产总值", "地区生产总值")

# Characters that most indicators of administration share say little about which one it is.
_COMMON = frozenset("行政执法案件数量总额金的类各工作事项情况违人员")


@lru_cache(maxsize=65_536)
def _grams(words: str) -> Counter[str]:
    """Weighted single characters and pairs; kept, and so never to be changed."""
    grams: Counter[str] = Counter()
    for char in words:
        grams[char] += 1 if char in _COMMON else 2
    for pair in pairwise(words):
        grams["".join(pair)] += 1 if set(pair) <= _COMMON else 3
    return grams


def _likeness(a: str, b: str) -> float:
    """Dice of weighted characters and pairs, below 1 whatever they share; order of words matters little."""
    left, right = _grams(a), _grams(b)
    shared = sum(min(weight, right[gram]) for gram, weight in left.items() if gram in right)
    total = left.total() + right.total()
    return min(0.98, 2 * shared / total) if total else 0.0
