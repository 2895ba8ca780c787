"""Regulations → articles with 编, 章, 节, 款 and 项, each where it stands in the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.outline.paragraphs import Item, Paragraph, split_article
from knowledge.outline.preamble import law_facts
from knowledge.quantities import read_number
from knowledge.readers import Block, ReadFile
from knowledge.spans import Span

__all__ = ["Article", "Item", "LawText", "Paragraph", "outline_law", "split_article"]

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
_BARE_DIVISION = re.compile(r"^[\u4e00-\u9fff \u3000、]{2,20}$")


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
