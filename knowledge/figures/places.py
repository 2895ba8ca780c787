"""Where a quantity stands in its sentence: the words before it and after it, up to the next boundary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.quantities import Number
from knowledge.spans import Span

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”’）)]*")
_LEFT_BOUNDARY = re.compile(r"[，,；;：:（(）)\n]|——")
_RIGHT_BOUNDARY = re.compile(r"[，,；;：:（(）)。！？\n、]|——")
_TIME = re.compile("来|以来|最|前|后|之?内|期|间|如一|里|中|为期|之久")
# 7个|县（市、区）住建部门|: what may stand for the word before it parts nothing either.
_OR_ELSE = re.compile(r"(?<=[一-龥])[（(](?P<else>[一-龥]{1,3}(?:[、，/][一-龥]{1,3}){0,4})[)）]")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_HANDED_ON = re.compile(r"[一-龥]{2,10}(?:和|与|及|以及|共|共计|合计|累计)\s*\Z")
_SAME_NOUN = re.compile(
    r"(?:生产|使用|经营|制造|销售|流通|检验|检测|加工|设计|安装|改造|维修|建设|仓储|批发|从轻|减轻|养殖|种植|运输|存储)、\Z"
)


_BY_THEN = re.compile("前(?![一二三四五六七八九十\\d])|以前|之前|前后|前夕")  # 年底|前|整改到位201个
# 3个|集体|、7名|个人获表彰|: what is said of the last is said of both.
_WHO = "集体|个人|单位|组织|干部|家庭|团队|企业|学校|村|社区"
_LISTED = re.compile("[^，。；：（）]{1,40}[、和与及][^，。；：（）、]{1,16}\\Z")
_IN_LIST = re.compile("、|(?<![调缓总饱])和(?![谐平解])|(?<![参给赋])与|以及|(?<![普涉以危惠触])及")
_THERE_ARE = re.compile("(?:全年|今年|全[市省区县局系统院]+|我[局院市区县]|共|另)*有")
_PERSONS_BOTH = re.compile(f"(?:先进)?(?:{_WHO})[、和]")
_SAID_OF_BOTH = re.compile(f"(?:先进)?(?:{_WHO})(?P<what>(?:荣?获|被|受|入选|当选|得到)[^，。；]{{2,16}})")


@dataclass(frozen=True, slots=True)
class Place:
    """One quantity of a sentence.

    ``left`` and ``right`` are the words between it and the nearest boundary or neighbouring quantity, without years
    and dates; ``zone`` is everything since the quantity before (or the sentence's start), all clauses of it;
    ``opener`` the boundary character before ``left`` ("" at a sentence's or quantity's edge); ``joined`` whether the
    next quantity follows ``right`` with no boundary between. Offsets count in the whole line.
    """

    number: Number
    left: str
    right: str
    zone: Span
    opener: str
    joined: bool
    since: str  # the words of ``zone``
    before: str  # the sentence up to the number


def sentences(text: str, numbers: Sequence[Number]) -> Iterator[Span]:
    """The sentences of a line; an end mark inside a number ends nothing."""
    inside = {i for n in numbers for i in range(n.span.start, n.span.end)}
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found.start() in inside:
            continue
        if text[start : found.end()].strip():
            yield Span(start, found.end())
        start = found.end()
    if text[start:].strip():
        yield Span(start, len(text))


def places(text: str, sentence: Span, numbers: Sequence[Number]) -> list[Place]:
    """The quantities of one sentence of ``text`` with their surroundings."""
    inside = [n for n in numbers if sentence.contains(n.span)]
    quantities = [n for n in inside if n.role == "quantity" and not _is_time(text, n) and not _is_class(text, n)]
    quantities = [n for n in quantities if not _counts_its_list(text, sentence.start, n)]
    others = [n for n in inside if n.role in {"year", "date", "ordinal", "page"}]
    found = []
    for i, number in enumerate(quantities):
        floor = quantities[i - 1].span.end if i else sentence.start
        ceiling = quantities[i + 1].span.start if i + 1 < len(quantities) else sentence.end
        zone = Span(floor, number.span.start)
        asides = _asides(text, zone)
        start, opener = _left_edge(text, floor, number.span.start, numbers, asides)
        end = _right_edge(text, number.span.end, ceiling)
        left = _without(text, Span(start, number.span.start), others, asides)
        left = _own_item(left) if i and start == floor else left
        right = _OR_ELSE.sub(_both, _without(text, Span(number.span.end, end), others, ()))
        joined = end == ceiling and i + 1 < len(quantities)
        found.append(
            Place(number, left, right, zone, opener, joined, zone.of(text), text[sentence.start : number.span.start])
        )
    return _with_next_noun(text, found)


def _both(found: re.Match[str]) -> str:
    """县（市、区） → 县市区, 税务分局（所） → 税务分局."""
    place = found.string[found.start() - 1] in "县市区州盟旗镇乡村街道"
    return re.sub("[、，/]", "", found["else"]) if place else ""


def _with_next_noun(text: str, found: Sequence[Place]) -> list[Place]:
    """7.8万户、22.9万人|稳定脱贫|: numbers that share one predicate, or stand side by side, share their words."""
    spots = list(found)
    for i in range(len(spots) - 2, -1, -1):
        spot, following = spots[i], spots[i + 1]
        bare = not (spot.left + spot.right).strip() and not following.left.strip()
        between = text[spot.number.span.end : following.number.span.start].strip()
        if bare and between in {"、", "和"}:
            spots[i] = spot = replace(spot, right=following.right)
        elif _side_by_side(spot.number, following):
            spots[i] = spot = replace(spot, right=following.right, joined=following.joined)
        said = _SAID_OF_BOTH.fullmatch(following.right) if _PERSONS_BOTH.fullmatch(between) else None
        if said and not (_THERE_ARE.sub("", spot.left) + following.left).strip("、和 "):
            spots[i] = replace(spot, right=spot.right + said["what"])
    for i in range(1, len(spots)):
        if _side_by_side(spots[i - 1].number, spots[i]):
            spots[i] = replace(spots[i], left=spots[i - 1].left)  # 审结刑事案件412件|538人|, 推出五批|109条|措施
    return spots


def _side_by_side(last: Number, place: Place) -> bool:
    """Whether a number has the words before the one that it touches; a bound (三年以上|84人|) keeps its own."""
    if last.span.end != place.number.span.start or place.left:
        return False
    own = bool(place.right.strip()) and (last.kind == "duration" or (last.unit == "个" and not last.value.isascii()))
    return not own and last.upper is None and not last.approximation.endswith(("以上", "以下", "以内"))


def _is_time(text: str, number: Number) -> bool:
    """五年来, 三年内: a stretch of time that other figures stand in."""
    return number.kind == "duration" and _TIME.match(text, number.span.end) is not None


def _is_class(text: str, number: Number) -> bool:
    """两艘|60米级|海巡艇: a class of things parts no words."""
    return number.kind in {"measure", "money"} and text.startswith("级", number.span.end)


def _counts_its_list(text: str, floor: int, number: Number) -> bool:
    """市场、城管、交通|三类|案件: the number of the names that stand right before it."""
    if number.unit not in {"项", "类", "种", "大类", "类型"} or number.amount is None or not 2 <= number.amount <= 9:
        return False
    listed = _LISTED.search(text, floor, number.span.start)
    return listed is not None and len(_IN_LIST.split(listed[0])) == number.amount


def _left_edge(text: str, floor: int, end: int, numbers: Sequence[Number], asides: Sequence[Span]) -> tuple[int, str]:
    """Where the words that belong to a number begin, and the boundary before them."""
    edge, opener = floor, ""
    for found in _LEFT_BOUNDARY.finditer(text, floor, end):
        at = found.start()
        if not any(n.span.start < at < n.span.end for n in numbers) and not any(a.start <= at < a.end for a in asides):
            edge, opener = found.end(), found[0]
    return edge, opener


def _asides(text: str, zone: Span) -> list[Span]:
    """Remarks in brackets that stand whole in the zone: they part nothing (案件(含各类)合计9件)."""
    return [Span(*found.span()) for found in _ASIDE.finditer(text, zone.start, zone.end)]


def _own_item(left: str) -> str:
    """After an earlier number's noun, the words behind the 、 (62枚|金牌、位列金牌榜|第2位)."""
    own = left.partition("、")[2] if not left.startswith("、") else left[1:]
    # 16条|产业链、|18个|专业镇, 210家|单位共|430人次: the noun is the number's before.
    if own.strip() or left.rstrip().endswith("、"):
        return own
    return "" if _HANDED_ON.search(left) else left


def _right_edge(text: str, start: int, ceiling: int) -> int:
    """Where the words after a number end; a 、 between two verbs of one noun (生产、使用单位) is no end."""
    within = [found.span() for found in _OR_ELSE.finditer(text, start, ceiling) if found.start() > start]
    for found in _RIGHT_BOUNDARY.finditer(text, start, ceiling):
        if any(first <= found.start() < last for first, last in within):
            continue
        if not (found[0] == "、" and _SAME_NOUN.search(text[start : found.end()])):
            return found.start()
    return ceiling


def _without(text: str, span: Span, others: Sequence[Number], asides: Sequence[Span]) -> str:
    """The words of ``span`` less the years, dates, ordinals and bracketed remarks in it."""
    words, at = "", span.start
    ends = {number.span: _BY_THEN.match(text, number.span.end) for number in others}
    for gone in sorted([*(number.span for number in others), *asides]):
        if span.contains(gone) and gone.start >= at:
            words += text[at : gone.start]
            then = ends.get(gone)
            at = min(then.end(), span.end) if then else gone.end
    return words + text[at : span.end]
