"""Parts against their total: 其中企业3044户、个体工商户7158户 of 10102户; A、B，合计Z; 按程序看, with 其他 as the rest.

Only parts that can be added up are: named, of one unit, exact, no stages of one thing (受理…、办结…) and no qualities
that overlap (女性…、党员…). A list that does not say that it is complete may be smaller than its total, never larger.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from assistant.checking.counted import Counted, Paragraph
from assistant.checking.findings import Finding
from knowledge.spans import Span

_OPENS = re.compile(
    r"(?P<some>其中)(?!之|[一二三两][个件家户名种项起是])|(?P<all>分别是|分别为|分为|(?:按照?|从)[^，,。；;：:\n0-9]{1,12}(?:看|划分|分类|分档|分)(?=[，,：:]))"
)
_ALL_TOGETHER = re.compile(r"^(?:以上|上述)?[两二三四五六]?[项类种者]?(?:合计|共计|总计|总共)(?:为|达)?$")
_ET_CETERA = re.compile(r"等(?:[^级待候于量额效同离]|$)|主要")
_REST = re.compile(r"^(?:其他|其它|其余)")
_CALLED_TOTAL = re.compile(r"共|合计|总计|总")
_SELF_TOTAL = re.compile(r"^(?:共|合计|总计|累计|总)")
_BRACKETS = re.compile(r"[（(](?P<inside>[^（()）\n]{4,120})[)）]")
_TOLD = re.compile(r"(?:累计|共计|合计|总计|总额|金额|共)?(?:达到?|为)?$")
_SEMICOLON = re.compile(r"[；;]\s*")
_NUMERAL = re.compile(r"[0-9０-９][0-9０-９.．,，]*")
_FIRST = re.compile(r"[^0-9０-９]*")
_HAN = re.compile(r"[一-龥A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Words:
    stage: re.Pattern[str]
    noun: re.Pattern[str]
    wholes: tuple[tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]], ...]


@dataclass(frozen=True, slots=True)
class PartList:
    """A list of parts (``parts`` by unit follow from ``counts``) after the words that open it, with its totals.

    ``totals`` are the values before the opening words that it may divide, nearest last; ``complete`` when the text
    says that nothing is left out.
    """

    opening: Span
    span: Span
    totals: tuple[Counted, ...]
    counts: tuple[Counted, ...]
    complete: bool


def part_lists(text: str, paragraph: Paragraph) -> Iterator[PartList]:
    """The lists of one paragraph."""
    yield from _lists_in_brackets(text, paragraph)
    for index, sentence in enumerate(paragraph.sentences):
        openings = list(_OPENS.finditer(text, *sentence))
        for number, opening in enumerate(openings):
            limit = openings[number + 1].start() if number + 1 < len(openings) else sentence.end
            said_all = opening["all"] is not None
            span = Span(opening.end(), limit if said_all else _list_end(text, opening.end(), limit))
            counts = tuple(each for each in paragraph.within(span) if not each.aside)
            totals = _totals(text, paragraph, index, opening.start(), alone=said_all)
            complete = said_all and not _ET_CETERA.search(text, *span)
            yield PartList(Span(*opening.span()), span, tuple(totals), counts, complete)


def _lists_in_brackets(text: str, paragraph: Paragraph) -> Iterator[PartList]:
    """300人（其中专家200人、特派员100人）: the parts in the brackets are of the value right before them."""
    for aside in _BRACKETS.finditer(text, *paragraph.span):
        opening = _OPENS.search(text, *aside.span("inside"))
        total = next((each for each in paragraph.counts if each.span.end == aside.start()), None)
        if opening is None or opening["some"] is None or total is None or total.ratio:
            continue
        span = Span(opening.end(), aside.end("inside"))
        counts = tuple(paragraph.within(span))
        yield PartList(Span(*opening.span()), span, (total,), counts, complete=False)


def check_sums(text: str, paragraphs: Sequence[Paragraph]) -> list[Finding]:
    """Parts larger than their total, lists whose sum is larger, and complete lists whose sum is another."""
    found: list[Finding] = []
    for paragraph in paragraphs:
        for parts in part_lists(text, paragraph):
            found.extend(_of_list(text, parts))
        for sentence in paragraph.sentences:
            found.extend(_together(text, paragraph.within(sentence)))
    return found


def _list_end(text: str, start: int, limit: int) -> int:
    """With a colon the sentence's end, else the semicolon, unless what follows is made like what stands before."""
    if text[start : start + 1] in "：:":
        return limit
    edges = [start, *(mark.end() for mark in _SEMICOLON.finditer(text, start, limit)), limit]
    for clause, following, end in zip(edges, edges[1:], edges[2:], strict=False):
        alike = _shape(text[clause:following]) == _shape(text[following:end]) or _REST.match(text, following)
        if not alike and text[clause : clause + 2] != text[following : following + 2]:
            return following - 1
    return limit


def _shape(clause: str) -> str:
    """What follows the first number, numbers as one sign: 来自交办的40件，占5%； → #件，占#%."""
    return _NUMERAL.sub("#", clause[_FIRST.match(clause).end() :].rstrip("；;。 "))  # type: ignore[union-attr]


def _totals(text: str, paragraph: Paragraph, index: int, start: int, *, alone: bool) -> list[Counted]:
    """The values before the opening words in their sentence, else in the one before; 按…看 may go further back."""
    sentence = paragraph.sentences[index]
    here = [each for each in paragraph.within(Span(sentence.start, start)) if not each.ratio]
    if here or _HAN.search(text, sentence.start, start):
        return [each for each in here if not each.aside]
    earlier = [each for each in paragraph.sentences[:index] if not _OPENS.match(text, each.start)]
    if not alone:
        earlier = list(paragraph.sentences[:index])[-1:]
    return [each for before in earlier for each in paragraph.within(before) if not each.aside and not each.ratio]


def _of_list(text: str, parts: PartList) -> Iterator[Finding]:
    units = {each.unit for each in parts.counts if not each.ratio}
    for unit in sorted(units):
        totals = [each for each in parts.totals if each.unit == unit and not _is_change(each)]
        members = [each for each in parts.counts if each.unit == unit]
        if not totals or not all(each.exact for each in totals):
            continue
        larger = _larger_part(text, parts, members, totals)
        if larger is not None:
            yield larger
            continue
        added, whole = _added_up(members)
        if len(added) > 1:
            yield from _wrong_sum(text, parts, added, totals, all_taken=whole)


def _larger_part(text: str, parts: PartList, members: Sequence[Counted], totals: Sequence[Counted]) -> Finding | None:
    """The first part, or a later one of the same make, that is larger than every value it can be a part of."""
    for place, part in enumerate(members):
        related = part.exact and not _is_change(part) and (place == 0 or _can_be_added(part))
        if place == 0 and re.search(r"[，,]", text[parts.span.start : part.span.start].strip("，,：: ")):
            related = False
        if related and part.amount > max(total.amount for total in totals):
            words, total = part.span.of(text), totals[-1].span.of(text)
            message = f"“{words}”是“{total}”的一部分，却比总数大，请核对。"
            rule = "consistency-part-over-total"
            return Finding(rule, "consistency", "error", part.span, words, message, related=(totals[-1].span,))
    return None


def _added_up(members: Sequence[Counted]) -> tuple[list[Counted], bool]:
    """The parts that can be added, up to the first that cannot; whether these are all."""
    added: list[Counted] = []
    for part in members:
        if not _can_be_added(part) or any(part.whose == other.whose for other in added):
            return added, False
        added.append(part)
    return added, True


def _wrong_sum(
    text: str, parts: PartList, added: Sequence[Counted], totals: Sequence[Counted], *, all_taken: bool
) -> Iterator[Finding]:
    total = totals[-1]
    complete = all_taken and (parts.complete or _is_whole(text, parts, added, total))
    summed = sum((each.amount for each in added), Decimal(0))
    slack = _slack([*added, total])
    if summed > max(each.amount for each in totals) + slack:
        yield _wrong(text, added, total, summed, "各部分之和大于总数")
    elif complete and _near(summed, total) and all(abs(summed - each.amount) > slack for each in totals):
        yield _wrong(text, added, total, summed, "各部分之和与总数不符")


def _near(summed: Decimal, total: Counted) -> bool:
    """Whether the value can be meant as this list's total: called so (共), or of its size."""
    return bool(_CALLED_TOTAL.search(total.name)) or total.amount < 2 * summed < 4 * total.amount


def _is_whole(text: str, parts: PartList, added: Sequence[Counted], total: Counted) -> bool:
    """The list ends with the rest (其他), or names all the kinds there are."""
    if _ET_CETERA.search(text, *parts.span):
        return False
    if _REST.match(added[-1].name):
        return True
    context = text[max(0, total.span.start - 30) : total.span.start]
    return any(
        of.search(context) and not but.search(context) and len(kinds) == len(added) and _named(kinds, added)
        for of, but, kinds in _words().wholes
    )


def _named(kinds: Sequence[re.Pattern[str]], added: Sequence[Counted]) -> bool:
    return all(sum(bool(kind.search(each.name)) for each in added) == 1 for kind in kinds)


def _together(text: str, counts: Sequence[Counted]) -> Iterator[Finding]:
    """A、B，合计Z: the sum of what stands before it in the sentence."""
    for total in counts:
        if not _ALL_TOGETHER.match(total.name) or not total.exact:
            continue
        before = [each for each in counts if each.unit == total.unit and each.span.end <= total.span.start]
        added, whole = _added_up([each for each in before if not each.aside])
        if len(added) < 2 or not whole or _OPENS.search(text, added[0].span.start, total.span.start):
            continue
        summed = sum((each.amount for each in added), Decimal(0))
        if abs(summed - total.amount) > _slack([*added, total]):
            yield _wrong(text, added, total, summed, "各部分之和与合计不符")


def _wrong(text: str, added: Sequence[Counted], total: Counted, summed: Decimal, what: str) -> Finding:
    unit = total.scale
    shown = "+".join(_shown(each.amount, unit) for each in added)
    sign = "＞" if summed > total.amount else "≠"
    message = (
        f"{what}：{shown}={_shown(summed, unit)}{sign}{_shown(total.amount, unit)}（“{total.span.of(text)}”），请核对。"
    )
    span = Span(added[0].span.start, added[-1].span.end)
    if total.span.start > span.start:
        span, related = total.span, tuple(each.span for each in added)
    else:
        related = (total.span, *(each.span for each in added))
    return Finding("arithmetic-sum", "arithmetic", "error", span, span.of(text), message, related=related)


def _shown(amount: Decimal, unit: Decimal) -> str:
    """In the total's own scale: 10102, 80.995 of 80.995万元."""
    return f"{(amount / unit).normalize():f}"


def _slack(values: Sequence[Counted]) -> Decimal:
    """What rounding makes of the sum: mostly one last place, of one scale the finest; less than half a place each."""
    if not any(each.rounded for each in values):
        return Decimal(0)
    scales = {each.scale for each in values}
    step = min(each.step for each in values) if len(scales) == 1 else max(each.step for each in values)
    return step * max(1, len(values) // 4)


def _is_change(value: Counted) -> bool:
    return bool(
        re.search(r"(?:增长|增加|减少|上升|下降|净增|同比|比上年|较上年|降低|提高|减)(?:了|约|近)?$", value.name)
    )


def _can_be_added(part: Counted) -> bool:
    if not part.exact or not _HAN.search(part.name) or _SELF_TOTAL.match(part.name):
        return False
    words = _words()
    return not words.stage.search(words.noun.sub("", _OPENS.sub("", _TOLD.sub("", part.name))))


@cache
def _words() -> _Words:
    data = tomllib.loads(files("assistant.checking").joinpath("sums.toml").read_text("utf-8"))
    wholes = tuple(
        (re.compile(each["of"]), re.compile(each["not_of"]), tuple(re.compile(part) for part in each["parts"]))
        for each in data["whole"]
    )
    return _Words(_any_of(data["stages"] + data["overlapping"]), _any_of(data["nouns"]), wholes)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
