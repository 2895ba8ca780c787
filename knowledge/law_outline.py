"""Regulations → articles with 编, 章, 节, 款 and 项, each where it stands in the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.law_preamble import law_facts
from knowledge.quantities import read_number
from knowledge.readers import Block, ReadFile
from knowledge.readers.plain_text import paragraphs
from knowledge.spans import Span

_N = r"[一二三四五六七八九十百千零〇\d]"
_LABEL = re.compile(
    rf"[*_#\s\u3000]*(?P<label>第\s*(?P<n>{_N}{{1,8}})\s*条(?:\s*之\s*(?P<suffix>[一二三四五六七八九十]{{1,3}}))?)"
    r"(?P<gap>[*_]*(?:[\s\u3000\xa0：:]+|(?=[（(【])|$))?"
)
_DIVISION = re.compile(
    rf"^[*_#\s\u3000]*(?P<label>第\s*{_N}{{1,5}}\s*(?P<kind>编|分编|章|节))[\s\u3000\xa0*_]*(?P<title>[^。；：，]{{0,40}}?)[*_\s]*$"
)
_LAST_DIVISION = re.compile(r"^[*_#\s\u3000]*附\s*则[*_\s]*$")
_AFTERWARDS = re.compile(r"^[*_#\s\u3000]*附\s*(?:[件录表图]\s*[\d一二三四五六七八九十]{0,2}\s*)?(?:[：:].*)?$")
_INLINE_ITEM = re.compile(r"[（(]\s*(?P<n>[一二三四五六七八九十]{1,4})\s*[）)]")
_LIST_ITEM = re.compile(r"(?:[（(]\s*(?P<a>\d{1,2})\s*[）)]|(?P<b>\d{1,2})\s*[.．、](?!\d))")
_BARE_DIVISION = re.compile(r"^[\u4e00-\u9fff \u3000、]{2,20}$")
_ITEM_MAY_FOLLOW = "：:；;。 \u3000\t\n"


@dataclass(frozen=True, slots=True)
class Item:
    """A 项 of a paragraph: ``（三）…``; ``number`` 3."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A 款 of an article, counted from 1; its span covers its items."""

    number: int
    span: Span
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A 条. ``label`` as written (第二十五条, 第二百八十七条之一), ``number`` 25, ``suffix`` 1 for 之一 else 0.

    Spans point into the regulation's text; ``span`` covers the label too, ``body`` does not.
    """

    label: str
    number: int
    suffix: int
    part: str  # 编, "" if none
    chapter: str  # 第二章 …, "" if none
    section: str  # 第一节 …, "" if none
    span: Span
    body: Span
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class LawText:
    """A regulation as a file: its title, the dates its own text states, and its articles in order.

    ``effective_exact`` is False where ``effective_from`` was taken from this version's publication, because the
    text states only an earlier version's start.
    """

    title: str
    issuing_body: str
    published: datetime.date | None  # of this version: the last 修订/修正/公布 date the text or name states
    effective_from: datetime.date | None  # of this version, when the text states it
    articles: tuple[Article, ...]
    effective_exact: bool = True


@dataclass(slots=True)
class _Place:
    """The divisions that are open at a point of the text."""

    part: str = ""
    chapter: str = ""
    section: str = ""

    def enter(self, kind: str, name: str) -> None:
        """A new 编, 章 or 节; the smaller ones below it end."""
        match kind:
            case "编" | "分编":
                self.part, self.chapter, self.section = name, "", ""
            case "章":
                self.chapter, self.section = name, ""
            case _:
                self.section = name


@dataclass(slots=True)
class _Draft:
    """An article while its blocks are gathered."""

    label: str
    number: int
    suffix: int
    place: _Place
    start: int
    body_start: int
    blocks: list[Block] = field(default_factory=list)


def outline_law(read: ReadFile, name: str) -> LawText:
    """The regulation's articles; ``articles`` is empty when the text has none (then it is no regulation)."""
    drafts, preamble = _gather(read)
    articles = tuple(_article(read.text, draft) for draft in _without_contents(drafts))
    facts = law_facts(
        [block.span.of(read.text) for block in preamble], [article.body.of(read.text) for article in articles], name
    )
    return LawText(
        facts.title, facts.issuing_body, facts.published, facts.effective_from, articles, facts.effective_exact
    )


def split_article(text: str, span: Span) -> tuple[Paragraph, ...]:
    """款 and 项 of one article's body (``span`` of ``text``): a line is a 款, （一） begins a 项, in line or not."""
    found: list[Paragraph] = []
    for line in paragraphs(text, span.start, span.end):
        inline = _inline_items(text, line)
        if inline and inline[0].span.start == line.start and found:
            _take_back(found, inline[0].number)
            expected = found[-1].items[-1].number + 1 if found[-1].items else 1
            if inline[0].number == expected:
                found[-1] = _with_items(found[-1], inline, line.end)
                continue
        listed = _listed_item(text, found[-1], line) if found else None
        if listed is not None:
            found[-1] = _with_items(found[-1], [listed] if listed.number else [], line.end)
            continue
        found.append(Paragraph(len(found) + 1, line, tuple(inline)))
    return tuple(found)


def _take_back(found: list[Paragraph], number: int) -> None:
    """Lines without a number between （三） and （四） belong to （三）; they were taken for 款 of their own."""
    index = len(found) - 1
    while index >= 0 and not found[index].items:
        index -= 1
    if 0 <= index < len(found) - 1 and found[index].items[-1].number + 1 == number:
        found[index:] = [_with_items(found[index], [], found[-1].span.end)]


def _with_items(paragraph: Paragraph, more: Sequence[Item], end: int) -> Paragraph:
    items = (
        paragraph.items if more or not paragraph.items else (*paragraph.items[:-1], _longer(paragraph.items[-1], end))
    )
    return replace(paragraph, span=Span(paragraph.span.start, end), items=(*items, *more))


def _longer(item: Item, end: int) -> Item:
    return replace(item, span=Span(item.span.start, end))


def _inline_items(text: str, line: Span) -> list[Item]:
    """（一）…；（二）… that count on within one line; a pointer like 第（三）项 is none."""
    starts: list[tuple[int, int]] = []
    for match in _INLINE_ITEM.finditer(text, line.start, line.end):
        number = int(read_number(match["n"]) or 0)
        at_start = match.start() == line.start
        if not number or not (at_start or text[match.start() - 1] in _ITEM_MAY_FOLLOW):
            continue
        follows = starts and number == starts[-1][0] + 1
        if follows or (not starts and (at_start or number == 1)):
            starts.append((number, match.start()))
    items = []
    for position, (item, start) in enumerate(starts):
        end = starts[position + 1][1] if position + 1 < len(starts) else line.end
        items.append(Item(item, _stripped(text, Span(start, end))))
    return items


def _listed_item(text: str, above: Paragraph, line: Span) -> Item | None:
    """A line ``1.…`` or ``（1）…``: a 项 where the 款 has no （一）; number 0 when it is a 目 of the 项 above."""
    match = _LIST_ITEM.match(text, line.start, line.end)
    if match is None:
        return None
    number = int(match["a"] or match["b"])
    if above.items and _INLINE_ITEM.match(text, above.items[-1].span.start):
        return Item(0, line)
    opened = text[above.span.end - 1] in "：:"
    expected = above.items[-1].number + 1 if above.items else 1
    return Item(number, line) if number == expected and (above.items or opened) else None


def _gather(read: ReadFile) -> tuple[list[_Draft], list[Block]]:
    """Articles with their blocks, and the blocks before the first one."""
    drafts: list[_Draft] = []
    preamble: list[Block] = []
    place = _Place()
    spaced = _labels_are_spaced(read)
    ended = False
    for block in read.blocks:
        words = block.span.of(read.text)
        division = _division(block, words)
        if division is not None:
            place.enter(*division)
            continue
        ended = ended or bool(drafts and _AFTERWARDS.match(words))
        label = None if ended else _label(words, drafts, spaced)
        if label is not None:
            _leave_bare_division(read.text, drafts, place)
            drafts.append(_draft(block, label, replace(place)))
        elif drafts and not ended:
            drafts[-1].blocks.append(block)
        elif not drafts:
            preamble.append(block)
    return drafts, preamble


def _division(block: Block, words: str) -> tuple[str, str] | None:
    """Kind and name of a 编, 章 or 节 heading."""
    match = _DIVISION.match(words)
    if match is not None and not match["title"].startswith(("的", "规定", "、", "和", "至", "第")):
        label, title = (re.sub(r"[\s\u3000]+", "", match[part]) for part in ("label", "title"))
        return match["kind"], f"{label} {title}".strip()
    if _LAST_DIVISION.match(words):
        return "章", "附则"
    if block.kind == "heading" and block.level and block.level > 1 and _LABEL.match(words) is None:
        return "章", re.sub(r"[*_]", "", words).strip()
    return None


def _labels_are_spaced(read: ReadFile) -> bool:
    """Whether this text parts labels from words; then 「第三条规定的…」 at a line's start is no label."""
    labels = [_LABEL.match(block.span.of(read.text)) for block in read.blocks]
    found = [match for match in labels if match is not None]
    return sum(1 for match in found if match["gap"] is not None) * 2 >= len(found)


def _label(words: str, drafts: Sequence[_Draft], spaced: bool) -> re.Match[str] | None:
    match = _LABEL.match(words)
    if match is None or read_number(match["n"]) is None:
        return None
    if match["gap"] is not None:
        return match
    last = drafts[-1].number if drafts else 0
    number = int(read_number(match["n"]) or 0)
    counts_on = number == last + 1 or (number == last and bool(match["suffix"]))
    return match if counts_on and not spaced else None


def _draft(block: Block, label: re.Match[str], place: _Place) -> _Draft:
    suffix = read_number(label["suffix"]) if label["suffix"] else None
    return _Draft(
        label=re.sub(r"\s", "", label["label"]),
        number=int(read_number(label["n"]) or 0),
        suffix=int(suffix or 0),
        place=place,
        start=block.span.start + label.start("label"),
        body_start=min(block.span.start + label.end(), block.span.end),
        blocks=[block],
    )


def _leave_bare_division(text: str, drafts: Sequence[_Draft], place: _Place) -> None:
    """A last line of an article without any mark, right before the next label, names a chapter that lost its number."""
    if not drafts:
        return
    names: list[str] = []
    blocks = drafts[-1].blocks
    while len(blocks) > 1 and _BARE_DIVISION.match(blocks[-1].span.of(text)):
        if blocks[-2].span.of(text)[-1] not in "。；）)" and not _BARE_DIVISION.match(blocks[-2].span.of(text)):
            break
        names.insert(0, re.sub(r"[\s\u3000]", "", blocks.pop().span.of(text)))
    if names:
        place.enter("章", "".join(names))


def _without_contents(drafts: list[_Draft]) -> list[_Draft]:
    """Without a table of contents that lists articles, and without a second text that begins again at 第一条."""
    starts = [i for i, draft in enumerate(drafts) if i and draft.number == 1 and not draft.suffix]
    if not starts:
        return drafts
    first = drafts[: starts[0]]
    second = drafts[starts[0] : starts[1] if len(starts) > 1 else len(drafts)]
    listed = all(len(draft.blocks) == 1 and draft.blocks[0].span.end - draft.start < 40 for draft in first)
    return second if listed and len(second) >= len(first) else first


def _article(text: str, draft: _Draft) -> Article:
    end = max(draft.blocks[-1].span.end, draft.body_start)
    body = Span(draft.body_start, end)
    return Article(
        label=draft.label,
        number=draft.number,
        suffix=draft.suffix,
        part=draft.place.part,
        chapter=draft.place.chapter,
        section=draft.place.section,
        span=Span(draft.start, end),
        body=body,
        paragraphs=split_article(text, body),
    )


def _stripped(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)
