"""Places in a question, and where the name of a body begins: 罚没款比|东丽区|市场监管局."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from assistant.asking.bodies.body_lists import issuer_names
from assistant.asking.bodies.body_names import LEVELS, REGION_END, region_parts
from knowledge.spans import Span

_HAN = re.compile(r"[\u4e00-\u9fff]+$")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,5}?"
    r"(?:自治区|自治州|自治县|自治旗|新区|市(?!场|民|监|县|州|政|容|内|级|里|直|委|企|域|人大)"
    r"|区(?!域|县|内|级|直|分|别|块|间|委|政协|人大)|县(?!级|域|委|政协|人大)"
    r"|(?:街道|镇|乡)(?=\d|去年|今年|前年|上年|办事处))"
)
_LEVEL_AT_END = re.compile("(?:[全本我各]?[省市区县州国]|自治区)$")
_NO_PLACE_BEFORE = "场|港|站(?!队)|口岸|机场|大学|铁路|证券交易所"
_JOINING = frozenset("比较和与跟同及在")
_PARTED = ("比", "与", "跟", "及", "较")
_NO_NAME = re.compile("多少(?:万|亿)?[件个家份项起次名条部户]?|[的了]")  # no sign of a place's name
_FARTHEST = 14  # signs from an office back to where its name begins


def places_in(text: str, stems: frozenset[str]) -> Iterator[Span]:
    """Places alone: first those that are known (of the bodies held, provinces), then whatever is named like one."""
    names = issuer_names()
    for match in _known(stems).finditer(text):
        if begins(text[: match.start()]):
            yield Span(*match.span())
    for match in _PLACE.finditer(text):
        start = match.start() + _lead_in(match.group())
        place = text[start : match.end()]
        inner = text[match.end() :].startswith(names.inner_parts)
        if (
            len(place) > 2
            and _named(place)
            and not inner
            and begins(text[:start])
            and not place.endswith(tuple(names.not_places))
        ):
            yield Span(start, match.end())


def _named(place: str) -> bool:
    """Whether something that may be a name stands before 市, 区: not 自治区 alone, 提请|自治区, 制定|自治区."""
    stem, end = region_parts(place)
    if end == "自治区":
        return stem.endswith(issuer_names().provinces)
    taking_part = stem.endswith(issuer_names().taking_part)
    return bool(stem) and "级" not in stem and not taking_part and not _NO_NAME.search(stem)


def begins(before: str) -> bool:
    """Whether a place may begin after these words: 美丽|四川建设 is none."""
    return not _HAN.search(before) or before.endswith((*issuer_names().lead_ins, *issuer_names().own))


def name_start(text: str, office_start: int, floor: int, stems: Collection[str]) -> int | None:
    """Where the name before an office begins; None when the body only takes part (移送公安局)."""
    before = _HAN.search(text[:office_start], floor)
    start = max(before.start() if before else office_start, office_start - _FARTHEST)
    start = max([start, *(start + found.end() for found in _NO_NAME.finditer(text[start:office_start]))])
    words = text[start:office_start]
    if words.endswith("级"):  # 国家级|经开区: whichever it is
        return None
    if words.endswith(issuer_names().taking_part) or _LEVEL_AT_END.sub("", words).endswith(issuer_names().taking_part):
        return None
    if words.endswith(_PARTED):
        return office_start
    for stem in sorted(stems, key=len, reverse=True):  # 罚没款比东丽区|市场监管局: a place that is known
        known = _at_end(stem).search(words)
        if known and not any(words[: known.start()].endswith(wider) for wider in _wider(frozenset(stems))):
            return start + known.start()
    return start + _lead_in(words)


@lru_cache(maxsize=1024)
def _at_end(stem: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(stem)}(?:{REGION_END})?$")


@lru_cache(maxsize=16)
def _known(stems: frozenset[str]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted({*issuer_names().provinces, *stems}, key=len, reverse=True)))
    peoples = "|".join(issuer_names().peoples)  # 新疆|维吾尔自治区
    end = f"(?:{peoples})+自治[区州县旗]|" + REGION_END.replace("|市|", "|市(?![场民政容监])|")
    return re.compile(rf"(?:(?:{known})(?:{end})?(?!{_NO_PLACE_BEFORE}))+")


@lru_cache(maxsize=16)
def _wider(stems: frozenset[str]) -> frozenset[str]:
    ends = ("", *re.sub(r"\(.*?\)", "", REGION_END).split("|"))
    return frozenset(stem + end for stem in {*stems, *issuer_names().provinces} for end in ends)


def _lead_in(words: str) -> int:
    """How many of the first characters are no part of a name: everything up to the last lead-in word."""
    cut = 0
    for word in issuer_names().lead_ins + issuer_names().own:
        at = words.rfind(word)
        # one-character words count at the front, 比 and the like anywhere when a place of two signs can follow
        inside = word in _JOINING and len(words) - at > 3
        if at >= 0 and (len(word) > 1 or at == 0 or inside):
            cut = max(cut, at + len(word))
    one_sign_place = re.fullmatch("[\u4e00-\u9fff][省市区县旗州盟镇乡]", words[cut:])
    return cut if len(words) - cut >= 2 and not one_sign_place else _keep_short(words, cut)


def _keep_short(words: str, cut: int) -> int:
    """市城管委: a level alone may stand before the organ; 和平区 keeps its 和."""
    rest = words[cut:]
    if rest == "" or rest in LEVELS:
        return cut
    return 0 if cut <= 1 else cut
