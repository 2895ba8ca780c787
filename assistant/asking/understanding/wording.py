"""The words questions are asked in, made comparable with the words of the ledger (data in asked_words.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from knowledge.quantities import find_quantities
from knowledge.spans import Span

_ROMAN = {chr(0x2160 + n): roman for n, roman in enumerate(("I", "II", "III", "IV", "V"))}
_WIDTH = str.maketrans({**{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}, "\u3000": " ", **_ROMAN})
_HOW_MANY = re.compile("多少|几(?!个?百分)")
_LONGEST_UNIT = 6
_CASES = ("案件", "案子")
_CASE_UNITS = ("件", "起", "宗", "例", "个", "案", "万", "亿")
_PIECES = ("件", "起", "宗")
_MATTERS = ("项", "大项")
_KIND_FAMILIES = {"money": "money", "ratio": "ratio", "change": "ratio", "duration": "time"}
# 城关市场监管所 is called 城关所; 街镇市场监管所 are no one branch
_BRANCH = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<!街镇|基层|各类|所有|设立|乡镇)市场(?:监督管理|监管)所")
_HARMED = "死亡|受伤|伤亡|失联|致残"
_BY_CAUSE = re.compile(f"因(?=[^，]{{1,8}}(?:{_HARMED}))|(?<=死亡|受伤|伤亡|失联|致残)(?:人员|人)?数量?")
_HEADS = ("人", "名", "位", "员")
_PEOPLE = ("人", "员", "者", "生", "师", "民", "众", "工", "干部", "队伍", "力量")
_SPACE = re.compile(r"[\s“”\"'‘’《》〈〉【】()（）\[\]·]+")


@dataclass(frozen=True, slots=True)
class Everyday:
    """An everyday way of asking: the words left, the unit families it asks in, and the indicators it may mean.

    ``ambiguous``: they are different counts, all that are held are shown; otherwise the first one held is meant.
    """

    says: frozenset[str]
    families: frozenset[str]
    means: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """What two counts make: 办结率 = 办结 / 受理, 未办结 = 受理 - 办结. ``part``, ``whole`` in order of preference."""

    name: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    rest: tuple[str, ...] = ()  # what is left of the whole without the part (不合格)
    complement: str = ""  # the rate that makes 100% with it (不合格率: 合格率)


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The lists of asked_words.toml, longest words first."""

    asking: tuple[str, ...]
    filler: frozenset[str]
    light: frozenset[str]
    solid: tuple[str, ...]
    same: Mapping[str, str]
    fields: frozenset[str]
    narrowing: tuple[str, ...]
    headline: frozenset[str]
    whole_names: frozenset[str]
    units: Mapping[str, frozenset[str]]
    told_kinds: Mapping[str, tuple[str, ...]]  # kind of quantity → ends of names that ask for it
    head_units: Mapping[str, tuple[str, ...]]  # family → ends of names
    asked_units: tuple[tuple[str, str], ...]  # (words, family)
    everyday: tuple[Everyday, ...]
    rates: tuple[Rate, ...]
    remainders: tuple[Rate, ...]
    multiples: Mapping[str, Rate]  # names of one value over another (城乡居民收入比)
    two_in_one: Mapping[str, tuple[str, ...]]  # a word that stands for two things
    listed_names: tuple[str, ...]  # names of one thing with a 、 or 和 in them
    no_shares: tuple[str, ...]  # names of rates that are no share of a count
    came_in: tuple[str, ...]  # names of all that is to be dealt with
    actions: tuple[str, ...]
    no_pieces: tuple[str, ...]  # ends of units that 多少个 does not ask for
    generic: frozenset[str]  # nouns that say of no thing in particular what it is
    leaning: frozenset[str]  # names that say nothing of what was penalised, checked or filed
    operations: tuple[str, ...]  # what is done to a case or a thing
    mild: frozenset[str]  # of the narrowing words, those of rank and place that speech leaves out
    any_case: frozenset[str]  # verbs that any case goes with
    real_growth: tuple[str, ...]  # ends of indicators whose growth is published at constant prices


@cache
def asked_words() -> AskedWords:
    """The lists, read once."""
    data = tomllib.loads(files("assistant.asking.understanding").joinpath("asked_words.toml").read_text("utf-8"))
    pairs = [(words, family) for family, listed in data["asked_units"].items() for words in listed]
    return AskedWords(
        asking=tuple(sorted(data["asking"], key=len, reverse=True)),
        filler=frozenset(data["filler"]),
        light=frozenset(data["light"]),
        solid=tuple(data["solid"]),
        same={word: line[0] for line in data["same"] for word in line},
        fields=frozenset(map(canonical_word, data["fields"])),
        narrowing=tuple(sorted(map(canonical_word, {*data["fields"], *data["narrowing"]}), key=len, reverse=True)),
        headline=frozenset(data["headline"]),
        whole_names=frozenset(data["whole_names"]),
        units={family: frozenset(units) for family, units in data["units"].items()},
        told_kinds={kind: tuple(ends) for kind, ends in data["told_kinds"].items()},
        head_units={family: tuple(ends) for family, ends in data["head_units"].items()},
        asked_units=tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)),
        everyday=tuple(_everyday(entry) for entry in data["everyday"]),
        rates=tuple(_rate(entry["name"], entry) for entry in data["rate"]),
        remainders=tuple(_rate(name, entry) for entry in data["remainder"] for name in entry["says"]),
        multiples={name: _rate(name, entry) for entry in data["multiple"] for name in entry["says"]},
        two_in_one={name: tuple(parts) for name, parts in data["two_in_one"].items()},
        listed_names=tuple(sorted({w for line in data["same"] for w in line if re.search("[、和]", w)}, key=len)[::-1]),
        no_shares=tuple(data["no_shares"]),
        came_in=tuple(data["came_in"]),
        actions=tuple(data["actions"]),
        no_pieces=tuple(data["no_pieces"]),
        generic=frozenset(data["generic"]),
        leaning=frozenset(map(canonical_word, data["leaning"])),
        operations=tuple(data["operations"]),
        mild=frozenset(data["mild"]),
        any_case=frozenset(data["any_case"]),
        real_growth=tuple(data["real_growth"]),
    )


def canonical_word(word: str) -> str:
    """A listed word as it looks after :func:`canonical`, without looking at the list of same words."""
    return word.translate(_WIDTH)


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """One wording for one thing (市场主体 → 经营主体), without quotes and spaces. For comparing only, never shown."""
    bare = _SPACE.sub("", text.translate(_WIDTH))
    same = _same_pattern().sub(lambda match: asked_words().same[match.group()], bare)
    return _BY_CAUSE.sub("", _BRANCH.sub("所", same))


def without_asking(text: str) -> str:
    """A question without the words that only ask; what stood apart stays apart by a space."""
    return re.sub(r"\s+", " ", _asking_pattern().sub(" ", text)).strip()


def find_asked_unit(text: str) -> tuple[str, Span] | None:
    """The family of the unit asked for (多少件 → cases, "any" for a count of whatever) and where it stands; or None."""
    match = _asked_unit_pattern().search(text)
    if match is None:
        return _other_unit(text)
    return dict(asked_words().asked_units)[match.group("unit")], Span(*match.span())


def asked_unit_word(words: str) -> str:
    """The unit in 多少万套, 几个: 套, 个; the factor says nothing of what is counted."""
    bare = re.sub(r"^(?:多少|哪几|几)(?:万亿|亿|万|千|百)?", "", words)
    return re.sub(r"^个(?=[家户件起宗项人名位])", "", bare)


def _other_unit(text: str) -> tuple[str, Span] | None:
    """Any other unit there is (亿美元, 万套, 列), or a bare 多少万."""
    for match in _HOW_MANY.finditer(text):
        for end in range(min(len(text), match.end() + _LONGEST_UNIT), match.end(), -1):
            number = f"3{text[match.end() : end]}"
            found = find_quantities(number)
            if text[end - 1] == "个" and text[end : end + 1] == "体":
                continue  # 多少个体户
            if found and found[0].span == (0, len(number)) and found[0].unit:
                return _KIND_FAMILIES.get(found[0].kind, "any"), Span(match.start(), end)
    return None


def counts_alike(asked: str, unit: str, name: str) -> bool:
    """Whether a figure in ``unit`` may answer 多少+``asked``: 个 counts no occasions, and heads only of people.

    Cases (件) are no kinds of matters (项), households no pieces of anything.
    """
    if asked == "次" and unit.endswith(("批次", "人次")):
        return False
    if asked in _PIECES and unit in _MATTERS and "事项" not in name:
        return False
    if asked.endswith(_CASES) and not unit.endswith(_CASE_UNITS):
        return False  # 多少件案件: no 条
    if not asked or not unit or asked in unit:
        return True
    if asked == "个":
        people = unit.endswith(_HEADS) and not name.endswith(_PEOPLE)
        return not people and not any(unit.endswith(word) for word in asked_words().no_pieces)
    return any(asked == word for word, _ in asked_words().asked_units)


def unit_fits(family: str, unit: str) -> bool:
    """Whether a figure in ``unit`` can answer a question that asks in ``family``."""
    if family == "any":
        units = asked_words().units
        return not any(unit in units[other] for other in ("money", "ratio", "time"))
    return not family or unit in asked_words().units.get(family, frozenset())


def head_family(name: str) -> str:
    """The family of unit that the end of an indicator's name tells (生产总值 → money); "" when it tells none."""
    return next((family for family, ends in asked_words().head_units.items() if name.endswith(ends)), "")


def narrowing_in(text: str) -> set[str]:
    """The words of ``text`` (canonical) that narrow what is counted; the longest of overlapping ones."""
    return set(_narrowing_pattern().findall(text))


def everyday_means(words: str, family: str) -> Everyday | None:
    """What everyday words mean: (罚, money) → 罚没款金额."""
    for entry in asked_words().everyday:
        if words in entry.says and family in entry.families:
            return entry
    return None


def rate_named(words: str) -> Rate | None:
    """The computable rate ``words`` end with, the longest name first (不合格率 before 合格率)."""
    fitting = [rate for rate in asked_words().rates if words.endswith(rate.name)]
    return max(fitting, key=lambda rate: len(rate.name), default=None)


def remainder_named(words: str) -> Rate | None:
    """The remainder ``words`` speak of (没办结 = 受理 - 办结), None when they speak of none."""
    fitting = [entry for entry in asked_words().remainders if entry.name in words]
    return max(fitting, key=lambda entry: len(entry.name), default=None)


def _rate(name: str, entry: Mapping[str, Any]) -> Rate:
    rest, complement = tuple(entry.get("rest", ())), entry.get("complement", "")
    return Rate(name, tuple(entry["part"]), tuple(entry["whole"]), rest, complement)


def _everyday(entry: Mapping[str, object]) -> Everyday:
    def strings(key: str) -> list[str]:
        value = entry[key]
        return [str(word) for word in value] if isinstance(value, list) else []

    return Everyday(
        says=frozenset(strings("says")),
        families=frozenset(strings("in")),
        means=tuple(strings("means")),
        ambiguous=bool(entry.get("ambiguous", False)),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@cache
def _same_pattern() -> re.Pattern[str]:
    return _any_of(asked_words().same)


@cache
def _asking_pattern() -> re.Pattern[str]:
    return _any_of(asked_words().asking)


@cache
def _narrowing_pattern() -> re.Pattern[str]:
    return _any_of(asked_words().narrowing)


@cache
def _asked_unit_pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(words) for words, _ in asked_words().asked_units)
    return re.compile(f"(?:多少|几|哪几)(?:个(?!体)|万亿|万|亿)?(?P<unit>{units})(?<!个(?=体))")
