"""Whose report is meant: 西青区市场监管局 (天津市西青区市场监督管理局), 岚洲消防, 咱们局; or a body not held."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.asking.bodies.body_lists import issuer_names
from assistant.asking.bodies.body_names import (
    GOVERNMENTS,
    REGION_END,
    SAME_END,
    STATE,
    OfficialName,
    region_parts,
    same_body,
    take_apart,
    with_office,
)
from assistant.asking.bodies.names_after_places import PERIOD_NEXT, rest_of_name
from assistant.asking.bodies.office_names import office_names
from assistant.asking.bodies.places_asked import name_start, places_in
from knowledge.spans import Span

_COURTS = ("法院", "检察院", "中院", "高院")
_NAMES_A_BODY = re.compile(r"(?:局|厅|(?<![纪监法])委|委员会|管委会|办)$")
_NOT_AFTER = re.compile(r"办(?=[结理案公证法学事件]|[了过的])|委(?=[托派员任培屈])|海关(?=总署)")
_GENERIC = re.compile(
    r"(?P<office>[^\W\d_a-zA-Z由向被给与和的比在有是多少几年月]{2,8}"
    rf"(?:(?<![布结格大全时当])局|厅|支队|总队|管委会|集团|公司(?={PERIOD_NEXT})))"
)
_GOVERNMENT_ALONE = re.compile(rf"{PERIOD_NEXT}|的|报告|年报|系统|部门|干部")


_OTHER_PLACE = "省|市(?![场民政容监])|区(?![域内级])|县(?![级域])|旗|州|盟|镇|乡|街道|自治|新区"


@dataclass(frozen=True, slots=True)
class IssuersAsked:
    """``held``: issuers of the library that are meant; ``unknown``: names in the question that are not held.

    ``own``: the question says 我局 and no own issuer is known; ``spans`` cover all those words.
    """

    held: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    own: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    name: OfficialName
    meant: tuple[str, ...]


@lru_cache(maxsize=1024)
def own_names(issuer: str) -> re.Pattern[str]:
    """How a body's own reports call it: 天津市, 市城管委, 我委; these words tell nothing of what is counted there."""
    name = take_apart(issuer)
    shorts = next((names for names in issuer_names().organs if names[0] == name.organ), ())
    places = sorted(
        {pair for pair in zip(name.regions, name.ends, strict=True) if len(pair[0]) > 1}, key=lambda one: -len(one[0])
    )
    place = f"(?:{'|'.join(_own_place(*pair) for pair in places)})" if places else "(?!)"
    named = [short for short in shorts if not short.endswith("政府")]  # 地方政府专项债券 keeps its 政府
    organ = "|".join(re.escape(short) for short in sorted(named, key=len, reverse=True)) or "(?!)"
    own = "|".join(issuer_names().own)
    return re.compile(f"(?:中华人民共和国)?{re.escape(issuer) or '(?!)'}|{place}*[省市区县]?(?:{organ})|{place}+|{own}")


def _own_place(stem: str, end: str) -> str:
    """阿木 and 阿木盟 of a body of 阿木盟; 阿木市 is a place within it."""
    ends = sorted({end, region_parts(f"某{SAME_END.get(end, end)}")[1]} - {""}, key=len, reverse=True)
    return f"{re.escape(stem)}(?:{'|'.join(map(re.escape, ends)) or '(?!)'}|(?!{_OTHER_PLACE}))"


def find_issuers(
    text: str,
    held: Sequence[str],
    own_issuer: str = "",
    parts: Collection[str] = frozenset(),
    *,
    run_on: bool = False,
) -> IssuersAsked:
    """Which of the issuers ``held`` a question names, and which names it gives that are not held.

    ``parts``: names in the question that are parts of a body (江源市 in a province's report), no bodies of their own.
    ``run_on``: an office's name without its last word is taken for the body also where more follows (骊水烟草|上缴…).
    """
    found: list[_Mention] = []
    for mention in _mentions(text, tuple(held), run_on=run_on):
        taken = any(mention.span.overlaps(other.span) for other in found)
        if not taken and (mention.meant or mention.span.of(text) not in parts):
            found.append(mention)
    own_words = [span for span in _own_words(text) if not any(span.overlaps(one.span) for one in found)]
    only = tuple(held) if len(held) == 1 else ()
    own = ((own_issuer,) if own_issuer else only) if own_words and not found else ()
    if any(mention.meant for mention in found):  # 河南获国务院表彰…: it is not the state's report that is asked for
        found = [mention for mention in found if mention.meant or mention.span.of(text) not in STATE]
    issuers = _one_body(found) or [issuer for mention in found for issuer in mention.meant]
    return IssuersAsked(
        held=tuple(dict.fromkeys([*issuers, *(name for name in own if name in held)])),
        unknown=tuple(mention.span.of(text) for mention in found if not mention.meant)
        + tuple(name for name in own if name not in held),
        own=bool(own_words) and not own and not found,
        spans=tuple(mention.span for mention in found) + tuple(own_words),
    )


def _one_body(found: Sequence[_Mention]) -> list[str]:
    """岚洲市2025年消防支队…: a place in one spot and an office in another name the body that is both."""
    if len(found) != 2 or bool(found[0].name.office) == bool(found[1].name.office):
        return []
    place, office = sorted(found, key=lambda mention: bool(mention.name.office))
    return [] if office.name.regions else [issuer for issuer in office.meant if issuer in place.meant]


def _mentions(text: str, held: tuple[str, ...], *, run_on: bool) -> Iterator[_Mention]:
    """Full names first, then offices with the place before them, then places alone."""
    offices = list(_office_spans(text, held))
    for issuer in sorted(held, key=len, reverse=True):
        if take_apart(issuer).organ:  # a place's name may go on: 庆元县|市场监管局
            for match in re.finditer(re.escape(issuer), text):
                if not any(span.start <= match.end() < span.end for span in offices):  # 公安局|交警支队
                    yield _Mention(Span(*match.span()), take_apart(issuer), (issuer,))
    for short, full in issuer_names().called.items():
        for match in re.finditer(short, text):
            name = take_apart(full)
            yield _Mention(Span(*match.span()), name, tuple(one for one in held if same_body(name, take_apart(one))))
    for match in re.finditer("|".join(STATE), text):
        yield _Mention(Span(*match.span()), take_apart(match.group()), _meant(take_apart(match.group()), held))
    stems = frozenset(region for issuer in held for region in take_apart(issuer).regions)
    yield from _offices(text, held, stems)
    yield from _after_places(text, held, stems, run_on=run_on)


def _offices(text: str, held: tuple[str, ...], stems: frozenset[str]) -> Iterator[_Mention]:
    """市场监管局 and other offices, with the place before them."""
    previous = 0
    for span in _office_spans(text, held):
        start = name_start(text, span.start, previous, stems)
        previous = span.end
        if (
            start is None
            or _no_body(text, span, led=0 <= start < span.start and not text[:start].strip())
            or _any_government(text, start, span, stems)
        ):
            continue
        name = with_office(text[start : span.start], span.of(text))
        meant = _meant(name, held)
        if meant or not _left_open(name, text[start : span.end]):
            yield _Mention(Span(start, span.end), name, meant)


def _any_government(text: str, start: int, span: Span, stems: frozenset[str]) -> bool:
    """政府承诺的投入: a government that no place names is meant only where it is said alone (政府2024年…)."""
    words = text[start : span.start]
    placed = words.endswith((*stems, *issuer_names().provinces)) or re.search(rf"(?:{REGION_END})$", words)
    return span.of(text).endswith("政府") and not placed and not _GOVERNMENT_ALONE.match(text, span.end)


def _office_spans(text: str, held: tuple[str, ...]) -> Iterator[Span]:
    index, at = _office_index(held), 0
    while at < len(text):
        name = next((name for name in index.get(text[at], ()) if text.startswith(name, at)), "")
        end = at + len(name)
        if name and not _goes_on(text, end):
            yield Span(at, end)
        at = max(end, at + 1)


def _goes_on(text: str, end: int) -> bool:
    """信访办|结, 高新区|大队: the words go on to something else."""
    inner = text[end:].startswith(issuer_names().inner_parts) and not re.match(
        "所(?:属|有|在|立|办|查|作|收)", text[end:]
    )
    return inner or bool(_NOT_AFTER.match(text, end - 1)) or bool(_NOT_AFTER.match(text, end - 2))


def _left_open(name: OfficialName, words: str) -> bool:
    """法院, 全市法院, 交警大队: bodies that a report tells of, where no place says whose report is asked for."""
    placed = any(len(region) > 1 for region in name.regions)
    if name.office.endswith(_COURTS):
        return not placed or words.startswith(("全", "各", "两级", "基层"))
    return not placed and not _NAMES_A_BODY.search(name.office)


def _after_places(text: str, held: tuple[str, ...], stems: frozenset[str], *, run_on: bool) -> Iterator[_Mention]:
    """Places, with what may follow them of an office: 岚洲|消防2025年…, 岚洲市|港航局, or nothing."""
    for span in places_in(text, stems):
        place = span.of(text)
        here = _meant(with_office(place, ""), held, any_office=True)
        end, meant = rest_of_name(text, span.end, here, stems, run_on=run_on)
        if meant:
            yield _Mention(Span(span.start, end), with_office(place, text[span.end : end]), meant)
        other = _GENERIC.match(text, span.end)
        if other and not any(True for _ in _office_spans(other["office"], held)):
            name = with_office(place, other["office"])
            yield _Mention(Span(span.start, other.end()), name, _meant(name, held))
        yield _Mention(span, with_office(place, ""), _meant(with_office(place, ""), held))


def _meant(wanted: OfficialName, held: Sequence[str], *, any_office: bool = False) -> tuple[str, ...]:
    fitting = tuple(issuer for issuer in held if same_body(wanted, take_apart(issuer)))
    exact = tuple(issuer for issuer in fitting if wanted.office and take_apart(issuer).office == wanted.office)
    if exact or wanted.office or any_office:
        return exact or fitting
    # a place alone is its government, where that is held
    return tuple(issuer for issuer in fitting if take_apart(issuer).organ in GOVERNMENTS) or fitting


def _no_body(text: str, span: Span, *, led: bool) -> bool:
    """地方政府, 法治政府建设, 公安局联合…: not whose report is asked for.

    ``led``: the question begins with a place and the office; then it is the body's own (芦坪区城管局移送多少件).
    """
    names = issuer_names()
    if not led and text[span.end :].startswith(names.takes_part):
        return True
    around = text[max(0, span.start - 5) : span.end + 5]
    return any(word in around for word in names.not_bodies)


def _own_words(text: str) -> Iterator[Span]:
    for match in _own_pattern().finditer(text):
        yield Span(*match.span())


@lru_cache(maxsize=16)
def _office_index(held: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """First sign → names of offices, those listed and those of the bodies held, the longest first."""
    names = {name for listed in issuer_names().organs for name in listed}
    for issuer in held:
        apart = take_apart(issuer)
        names |= office_names(apart.organ, apart.office) if apart.organ else frozenset()
    index: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        index.setdefault(name[0], []).append(name)
    return {first: tuple(listed) for first, listed in index.items()}


@cache
def _own_pattern() -> re.Pattern[str]:
    return re.compile("|".join(issuer_names().own))
