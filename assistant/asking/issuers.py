"""Whose report is meant: 西青区市场监管局 = 天津市西青区市场监督管理局; 市城管委; 咱们局; or a body not held."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from knowledge.spans import Span

_HAN = re.compile(r"[\u4e00-\u9fff]+$")
_REGION_END = "街道办事处|街道办|街道|自治区|自治州|自治县|自治旗|特别行政区|新区|省|市|区|县|旗|州|盟|镇|乡"
_REGION = re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{_REGION_END})")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,5}?"
    r"(?:自治区|自治州|自治县|新区|市(?!场|民|政|容|内|级|里|直|委|企|域|人大)|区(?!域|县|内|级|直|分|别|块|间|委|政协|人大)|县(?!级|域|委|政协|人大))"
)
_LEVELS = ("国家", "省", "市", "区", "县", "镇", "乡")
_COURTS = ("法院", "检察院")
_JOINING = frozenset("比较和与跟同及在")
_STATE = ("国务院", "中央政府", "中央人民政府")


@dataclass(frozen=True, slots=True)
class IssuerNames:
    """The word lists of issuer_names.toml."""

    organs: tuple[tuple[str, ...], ...]
    own: tuple[str, ...]
    not_places: frozenset[str]
    provinces: tuple[str, ...]
    lead_ins: tuple[str, ...]
    taking_part: tuple[str, ...]
    takes_part: tuple[str, ...]
    not_bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A body's name taken apart: 天津市西青区市场监督管理局 → regions (天津, 西青), level 区, organ 市场监督管理局."""

    regions: tuple[str, ...]
    level: str
    organ: str


@dataclass(frozen=True, slots=True)
class IssuersAsked:
    """``held``: issuers of the library that are meant; ``unknown``: names in the question that are not held.

    ``own``: the question says 我局 and no own issuer is known; ``spans`` cover all those words.
    """

    held: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    own: bool = False
    spans: tuple[Span, ...] = ()


@cache
def issuer_names() -> IssuerNames:
    """The lists, read once."""
    data = tomllib.loads(files("assistant.asking").joinpath("issuer_names.toml").read_text(encoding="utf-8"))
    longest_first = {
        name: tuple(sorted(data[name], key=len, reverse=True)) for name in ("own", "lead_ins", "provinces")
    }
    return IssuerNames(
        organs=tuple(tuple(names) for names in data["organs"]),
        own=longest_first["own"],
        not_places=frozenset(data["not_places"]),
        provinces=longest_first["provinces"],
        lead_ins=longest_first["lead_ins"],
        taking_part=tuple(data["taking_part"]),
        takes_part=tuple(data["takes_part"]),
        not_bodies=tuple(data["not_bodies"]),
    )


@lru_cache(maxsize=4096)
def take_apart(name: str) -> OfficialName:
    """Regions from the widest to the narrowest without 省/市/区, and the organ in its full form."""
    if name in _STATE:
        return OfficialName((), "国家", "人民政府")
    organ, start = _organ_at_end(name)
    regions, level, rest = [], "", name[:start]
    for region in _place_in_name().finditer(rest):
        stem = _stem(region.group())
        regions.append(stem or region.group())
        level = region.group()[-1] if stem else level
    left = _place_in_name().sub("", rest)
    if not regions and left:
        regions.append(left)  # an organ with no place word before it: 新区税务局, 静海市场监管局
    return OfficialName(tuple(regions), level, organ)


@lru_cache(maxsize=1024)
def own_names(issuer: str) -> re.Pattern[str]:
    """How a body's own reports call it: 天津市, 市城管委, 我委; these words tell nothing of what is counted there."""
    name = take_apart(issuer)
    shorts = next((names for names in issuer_names().organs if names[0] == name.organ), ())
    places = sorted({region for region in name.regions if len(region) > 1}, key=len, reverse=True)
    place = f"(?:(?:{'|'.join(map(re.escape, places))})(?:{_REGION_END})?)" if places else "(?!)"
    named = [short for short in shorts if not short.endswith("政府")]  # 地方政府专项债券 keeps its 政府
    organ = "|".join(re.escape(short) for short in sorted(named, key=len, reverse=True)) or "(?!)"
    own = "|".join(issuer_names().own)
    return re.compile(f"(?:中华人民共和国)?{re.escape(issuer) or '(?!)'}|{place}*[省市区县]?(?:{organ})|{place}+|{own}")


def find_issuers(text: str, held: Sequence[str], own_issuer: str = "") -> IssuersAsked:
    """Which of the issuers ``held`` a question names, and which names it gives that are not held."""
    found: list[tuple[Span, tuple[str, ...]]] = []
    for span, name in _names_in(text, held):
        if not any(span.overlaps(taken) for taken, _ in found):
            found.append((span, _meant(name, held)))
    own_words = [span for span in _own_words(text) if not any(span.overlaps(taken) for taken, _ in found)]
    issuers = [issuer for _, meant in found for issuer in meant]
    only = tuple(held) if len(held) == 1 else ()
    own = ((own_issuer,) if own_issuer else only) if own_words and not found else ()
    return IssuersAsked(
        held=tuple(dict.fromkeys([*issuers, *(name for name in own if name in held)])),
        unknown=tuple(span.of(text) for span, meant in found if not meant)
        + tuple(name for name in own if name not in held),
        own=bool(own_words) and not own and not found,
        spans=tuple(span for span, _ in found) + tuple(own_words),
    )


def _meant(name: str, held: Sequence[str]) -> tuple[str, ...]:
    if name in held:
        return (name,)
    wanted = take_apart(name)
    fitting = tuple(issuer for issuer in held if _same_body(wanted, take_apart(issuer)))
    # a place alone is its government, where that is held
    governments = tuple(issuer for issuer in fitting if take_apart(issuer).organ in ("", "人民政府"))
    return fitting if wanted.organ or not governments else governments


def _same_body(wanted: OfficialName, issuer: OfficialName) -> bool:
    if wanted.organ and wanted.organ != issuer.organ:
        return False
    if not wanted.organ and issuer.organ not in ("", "人民政府") and not wanted.regions:
        return False
    if wanted.level == "国家" or issuer.level == "国家":
        return wanted.level == issuer.level
    if not wanted.regions:
        return bool(wanted.organ)
    last = wanted.regions[-1]
    if last in _LEVELS:  # 市城管委, 区市场监管局
        return bool(issuer.level) and issuer.level == last
    return set(wanted.regions) <= set(issuer.regions) and issuer.regions[-1] == last


def _names_in(text: str, held: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Full names first, then organs with the place before them, then places alone."""
    for issuer in sorted(held, key=len, reverse=True):
        for match in re.finditer(re.escape(issuer), text):
            yield Span(*match.span()), issuer
    for match in re.finditer("|".join(_STATE), text):
        yield Span(*match.span()), match.group()
    for match in _organ_pattern().finditer(text):
        start = _name_start(text, match.start(), _stems(held))
        if start is None or _no_body(text, match.span()) or _any_court(text[start : match.end()], held):
            continue
        yield Span(start, match.end()), text[start : match.end()]
    yield from _places_in(text, held)


def _places_in(text: str, held: Sequence[str]) -> Iterator[tuple[Span, str]]:
    names = issuer_names()
    known = sorted({*names.provinces, *_stems(held)}, key=len, reverse=True)
    for match in (
        re.finditer(
            rf"(?:{'|'.join(map(re.escape, known))})(?:{_REGION_END})?(?!场|港|站(?!队)|口岸|机场|大学|海关|铁路)", text
        )
        if known
        else ()
    ):
        if _begins(text[: match.start()]):
            yield Span(*match.span()), match.group()
    for match in _PLACE.finditer(text):
        start = match.start() + _lead_in(match.group())
        place = text[start : match.end()]
        if len(place) > 2 and _begins(text[:start]) and not any(place.endswith(word) for word in names.not_places):
            yield Span(start, match.end()), place


def _stems(held: Sequence[str]) -> set[str]:
    return {region for issuer in held for region in take_apart(issuer).regions}


def _no_body(text: str, span: tuple[int, int]) -> bool:
    """地方政府, 法治政府建设, 公安局联合…: not whose report is asked for."""
    names = issuer_names()
    if text[span[1] :].startswith(names.takes_part):
        return True
    around = text[max(0, span[0] - 5) : span[1] + 5]
    return any(word in around for word in names.not_bodies)


def _any_court(name: str, held: Sequence[str]) -> bool:
    """法院, 全市法院, 基层法院: courts that a report tells of, where no place says whose report is asked for."""
    if not name.endswith(_COURTS) or _meant(name, held):
        return False
    apart = take_apart(name)
    return not any(len(region) > 1 for region in apart.regions) or name.startswith(("全", "各", "两级", "基层"))


def _begins(before: str) -> bool:
    """Whether a place may begin after these words: 美丽|四川建设 is none."""
    return not _HAN.search(before) or before.endswith((*issuer_names().lead_ins, *issuer_names().own))


def _name_start(text: str, organ_start: int, stems: set[str]) -> int | None:
    """Where the name before an organ begins; None when the body only takes part (移送公安局)."""
    previous = max((match.end() for match in _organ_pattern().finditer(text[:organ_start])), default=0)
    before = _HAN.search(text[:organ_start], previous)
    start = before.start() if before else organ_start
    start = max(start, organ_start - 14)
    words = text[start:organ_start]
    if any(words.endswith(word) for word in issuer_names().taking_part):
        return None
    for stem in sorted(stems, key=len, reverse=True):  # 罚没款比东丽区|市场监管局: a place that is known
        known = re.search(rf"{re.escape(stem)}(?:{_REGION_END})?$", words)
        if known and not any(words[: known.start()].endswith(wider) for wider in _wider(stems)):
            return start + known.start()
    return start + _lead_in(words)


def _wider(stems: set[str]) -> set[str]:
    return {stem + end for stem in {*stems, *issuer_names().provinces} for end in ("", *_REGION_END.split("|"))}


def _lead_in(words: str) -> int:
    """How many of the first characters are no part of a name: everything up to the last lead-in word."""
    cut = 0
    for word in issuer_names().lead_ins + issuer_names().own:
        at = words.rfind(word)
        # one-character words count at the front, 比 and the like anywhere when a place of two signs can follow
        inside = word in _JOINING and len(words) - at > 3
        if at >= 0 and (len(word) > 1 or at == 0 or inside):
            cut = max(cut, at + len(word))
    one_sign_place = re.fullmatch(rf"[\u4e00-\u9fff](?:{_REGION_END})", words[cut:])
    return cut if len(words) - cut >= 2 and not one_sign_place else _keep_short(words, cut)


def _keep_short(words: str, cut: int) -> int:
    """市城管委: a level alone may stand before the organ; 和平区 keeps its 和."""
    rest = words[cut:]
    if rest == "" or rest in _LEVELS:
        return cut
    return 0 if cut <= 1 else cut


def _own_words(text: str) -> Iterator[Span]:
    for match in _own_pattern().finditer(text):
        yield Span(*match.span())


def _organ_at_end(name: str) -> tuple[str, int]:
    for full, start in _organ_endings(name):
        return full, start
    return "", len(name)


def _organ_endings(name: str) -> Iterable[tuple[str, int]]:
    endings = [(short, names[0]) for names in issuer_names().organs for short in names if name.endswith(short)]
    for short, full in sorted(endings, key=lambda pair: len(pair[0]), reverse=True):
        yield full, len(name) - len(short)


def _stem(region: str) -> str:
    return re.sub(rf"(?:壮族|回族|维吾尔)?(?:{_REGION_END})$", "", region)


@cache
def _organ_pattern() -> re.Pattern[str]:
    shorts = sorted((short for names in issuer_names().organs for short in names), key=len, reverse=True)
    office = r"(?!结|理|案|公|证|法|学|事|件)"  # 信访办 is a body, 信访办结 is not
    return re.compile("|".join(re.escape(short) + (office if short.endswith("办") else "") for short in shorts))


@cache
def _own_pattern() -> re.Pattern[str]:
    return re.compile("|".join(issuer_names().own))


@cache
def _place_in_name() -> re.Pattern[str]:
    provinces = "|".join(issuer_names().provinces)
    return re.compile(rf"(?:{provinces})(?:(?:壮族|回族|维吾尔)?自治区|省|市)?|{_REGION.pattern}|^[市区县省镇]$")
