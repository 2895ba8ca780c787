"""Every place where a text names a law or refers back to one, with the articles that follow, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.laws.pointers import Pointer, read_pointers, starts_pointer
from knowledge.laws.titles import (
    TitleTail,
    canonical_title,
    find_titles,
    law_kind,
    law_words,
    read_tail,
    split_edition,
    title_words,
)
from knowledge.spans import Span

_HAN = r"一-龥〇"
_PART = r"(?:第[一二三四五六七八九十]{1,3}|[一-龥]{2,8})(?:分编|[编章节])的?"
_BETWEEN = re.compile(rf"\s*(?:中的|中|的|之)?\s*(?:{_PART}\s*){{0,3}}")
_POINTER_IN_TITLE = re.compile(r"第\s*[〇零一二三四五六七八九十百千0-9０-９]+\s*[条、]")
_BACK = re.compile(
    r"(?P<law>(?:该|本|同|此|上述|前述)(?P<kind>法典|法|条例|规定|办法|细则|规则|决定|规范|标准|准则|规程))"
    r"|(?P<paragraph>(?:该条)?前款)|(?P<article>[该本]条)|(?P<alone>第)"
)
_AFTER_ALONE = re.compile(r"(?:的|之|中|所)?(?:相关|有关)?(?:规定|要求|明确|所列|情形|[，。、；：:,）)（(“\n]|$)")
_UNCLOSED = re.compile(r"《(?P<title>[一-龥（）()]{2,60}?)(?=第\s*[〇零一二三四五六七八九十百千0-9０-９]+\s*条)")
_REFERRING = ("该", "本", "同", "此", "其", "上述", "前述", "有关", "相关")
_LONGEST_BARE = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """A law named (``title``) or referred to (``refers_to``, ``kind``) at ``span``, and the articles after it.

    ``span`` covers name, brackets and all pointers' text up to the name's own end; ``alias`` is what 以下简称
    defines. ``refers_to``: the whole law, the article or paragraph before, or "alone" for a 第×条 without a name.
    """

    span: Span
    form: Literal["titled", "bare", "back_reference"]
    title: str = ""
    edition: str = ""
    document_number: str = ""
    title_span: Span | None = None
    alias: str = ""
    kind: str = ""
    refers_to: Literal["law", "article", "paragraph", "alone"] = "law"
    pointers: tuple[Pointer, ...] = ()

    @property
    def end(self) -> int:
        """Where the mention ends, its pointers included."""
        return max([self.span.end, *(pointer.span.end for pointer in self.pointers)])


def find_mentions(text: str, known: frozenset[str]) -> list[Mention]:
    """All mentions in order; none overlaps another."""
    boxes = find_titles(text)
    found = [mention for span in boxes if (mention := _titled(text, span, known)) is not None]
    defined = frozenset(mention.alias for mention in found if mention.alias and law_kind(mention.alias))
    found.extend(_unclosed(text, boxes))
    taken = _Taken([*boxes, *(Span(mention.span.start, mention.end) for mention in found)])
    for mention in _bare(text, known | defined, taken):
        found.append(mention)
        taken.add(Span(mention.span.start, mention.end))
    found.extend(_back_references(text, taken))
    return _without_overlaps(found)


class _Taken:
    """Which code points belong to a mention already."""

    def __init__(self, spans: list[Span]) -> None:
        self._points: set[int] = set()
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        self._points.update(range(span.start, span.end))

    def __contains__(self, position: int) -> bool:
        return position in self._points


def _titled(text: str, box: Span, known: frozenset[str]) -> Mention | None:
    words = title_words(text, box)
    name, edition = split_edition(words.of(text).strip())
    inner = _misplaced_bracket(text, words)
    if inner is not None:
        return replace(inner, span=Span(box.start, box.end))
    tail = read_tail(text, box.end)
    kind_after = _kind_outside(text, box, name)
    if kind_after:  # 《行政处罚》法第三十六条
        name += kind_after
        tail = read_tail(text, box.end + len(kind_after))
    pointers, _ = read_pointers(text, _skip(text, tail.end), after_name=bool(law_kind(name)))
    if not (law_kind(name) or pointers or tail.document_number or canonical_title(name) in known):
        return None
    mention = Mention(Span(box.start, tail.end), "titled", name, edition, title_span=words)
    return _with_tail(mention, tail, pointers)


def _with_tail(mention: Mention, tail: TitleTail, pointers: list[Pointer]) -> Mention:
    return replace(
        mention,
        edition=mention.edition or tail.edition,
        document_number=tail.document_number,
        alias=tail.alias,
        pointers=tuple(pointers),
    )


def _misplaced_bracket(text: str, words: Span) -> Mention | None:
    """《行政处罚法第三十六条》: the title ends where its article begins."""
    for start in _POINTER_IN_TITLE.finditer(text, words.start, words.end):
        name = text[words.start : start.start()]
        pointers, end = read_pointers(text, start.start())
        if pointers and end == words.end and law_kind(name):
            return Mention(words, "titled", name, title_span=Span(words.start, start.start()), pointers=tuple(pointers))
    return None


def _kind_outside(text: str, box: Span, name: str) -> str:
    """The law word that stands just after 》 when the title inside lacks it and an article follows."""
    if law_kind(name):
        return ""
    for word in law_words().law_words:
        if text.startswith(word, box.end) and starts_pointer(text, box.end + len(word)):
            return word
    return ""


def _unclosed(text: str, boxes: list[Span]) -> list[Mention]:
    """《行政处罚法第三十六条规定，…: the bracket that never closes."""
    found: list[Mention] = []
    for match in _UNCLOSED.finditer(text):
        if any(box.start <= match.start() < box.end for box in boxes) or not law_kind(match["title"]):
            continue
        name = Span(match.start("title"), match.end("title"))
        pointers, _ = read_pointers(text, match.end())
        if pointers:
            found.append(
                Mention(
                    Span(match.start(), match.end()), "titled", match["title"], "", "", name, pointers=tuple(pointers)
                )
            )
    return found


def _bare(text: str, known: frozenset[str], taken: _Taken) -> list[Mention]:
    """Names without 《》: known ones anywhere, unknown ones only before an article."""
    by_length = sorted({len(name) for name in known}, reverse=True)
    last_characters = {name[-1] for name in known if name} | {word[-1] for word in law_words().law_words}
    found: list[Mention] = []
    position = 0
    for end in (index + 1 for index, character in enumerate(text) if character in last_characters):
        if end <= position or (end - 1) in taken:
            continue
        name = _known_name_ending(text, end, known, by_length) or _unknown_name_ending(text, end)
        if name is None or name.start < position or name.start in taken:
            continue
        tail = read_tail(text, end)
        pointers, _ = read_pointers(text, _skip(text, tail.end), after_name=True)
        mention = Mention(Span(name.start, tail.end), "bare", name.of(text), title_span=name)
        found.append(_with_tail(mention, tail, pointers))
        position = found[-1].end
    return found


def _known_name_ending(text: str, end: int, known: frozenset[str], by_length: list[int]) -> Span | None:
    for length in by_length:
        start = end - length
        if start >= 0 and text[start:end] in known:
            if text.endswith("中华人民共和国", 0, start):
                return Span(start - 7, end) if _ends_there(text, end) else None
            return Span(start, end) if _begins_there(text, start, length) and _ends_there(text, end) else None
    return None


def _begins_there(text: str, start: int, length: int) -> bool:
    """Whether the name is no tail of a longer one: 天津市食品安全条例 is not 食品安全条例."""
    before = text[max(0, start - 8) : start]
    words = law_words()
    if not before or not _is_han(before[-1]) or before.endswith(words.lead_ins):
        return True
    return length > 4 and not before.endswith(words.place_words)


def _ends_there(text: str, end: int) -> bool:
    following = text[end : end + 4]
    return not following.startswith(law_words().name_goes_on)


def _unknown_name_ending(text: str, end: int) -> Span | None:
    """A name nobody knows, from the last lead-in or punctuation to ``end``, when an article follows."""
    if not starts_pointer(text, _skip(text, read_tail(text, end).end)):
        return None
    start = end
    while start > 0 and end - start < _LONGEST_BARE and _is_han(text[start - 1]):
        start -= 1
    while (lead := _lead_in_within(text, start, end)) is not None:
        start = lead
    name = text[start:end]
    kind = law_kind(name)
    own = name.removesuffix(kind)
    is_name = bool(kind) and len(own) > 1 and not own.endswith(_REFERRING)
    return Span(start, end) if is_name else None


def _lead_in_within(text: str, start: int, end: int) -> int | None:
    """Where a name begins after the last long lead-in (根据, 违反 …) that stands in ``start``–``end``."""
    best: int | None = None
    for word in law_words().lead_ins:
        at = text.rfind(word, start, end - 3) if len(word) > 1 else (start if text.startswith(word, start) else -1)
        if at >= 0 and (best is None or at + len(word) > best):
            best = at + len(word)
    return best


def _back_references(text: str, taken: _Taken) -> list[Mention]:
    found: list[Mention] = []
    for match in _BACK.finditer(text):
        if match.start() in taken:
            continue
        mention = _alone(text, match) if match["alone"] else _referring(text, match)
        if mention is not None:
            found.append(mention)
    return found


def _referring(text: str, match: re.Match[str]) -> Mention | None:
    span = Span(match.start(), match.end())
    if match["law"]:
        pointers, _ = read_pointers(text, _skip(text, match.end()))
        return Mention(span, "back_reference", kind=match["kind"], pointers=tuple(pointers)) if pointers else None
    refers_to: Literal["paragraph", "article"] = "paragraph" if match["paragraph"] else "article"
    if not _AFTER_ALONE.match(text, match.end()):
        return None
    return Mention(span, "back_reference", refers_to=refers_to)


def _alone(text: str, match: re.Match[str]) -> Mention | None:
    """第×条 without a name: only after punctuation or a lead-in and before what follows a citation."""
    pointers, end = read_pointers(text, match.start())
    if not pointers or not _AFTER_ALONE.match(text, end):
        return None
    before = text[max(0, match.start() - 4) : match.start()]
    words = law_words()
    if before and _is_han(before[-1]) and not before.endswith(words.lead_ins):
        return None
    if before.endswith(words.other_numbered_texts):
        return None
    return Mention(pointers[0].span, "back_reference", refers_to="alone", pointers=tuple(pointers))


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.end)):
        if not kept or mention.span.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _skip(text: str, position: int) -> int:
    """Past 中/的 between a name and its article."""
    between = _BETWEEN.match(text, position)
    return between.end() if between and starts_pointer(text, between.end(), after_name=True) else position


def _is_han(character: str) -> bool:
    return bool(re.match(rf"[{_HAN}]", character))
