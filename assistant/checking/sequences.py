"""Order and pairs over a whole text: heading numbers, 一是二是三是, brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.checking.findings import Finding
from knowledge.quantities import chinese_article_number, read_number
from knowledge.spans import Span

_HEADINGS = (
    re.compile(r"^[ \t　]*(?P<at>(?P<number>[一二三四五六七八九十]{1,3})、)", re.MULTILINE),
    re.compile(r"^[ \t　]*(?P<at>[（(](?P<number>[一二三四五六七八九十]{1,3})[）)])", re.MULTILINE),
)
_ANY_HEADING = re.compile(
    r"^[ \t　]*(?:(?P<first>[一二三四五六七八九十]{1,3}、)|(?P<second>[（(][一二三四五六七八九十]{1,3}[）)])|"
    r"(?P<third>[0-9]{1,2}[.．、](?![0-9]))|(?P<fourth>[（(][0-9]{1,2}[）)]))",
    re.MULTILINE,
)
_ENUMERATION = re.compile(r"(?:^|[。；：，\n])(?P<at>(?P<number>[一二三四五六七八九十]{1,2})是)")
_PAIRS = {"“": "”", "《": "》", "（": "）", "〔": "〕", "【": "】"}
_MARK = re.compile("[" + "".join(f"{start}{end}" for start, end in _PAIRS.items()) + "]")
_REACH = 400  # code points within which a pair closes; further on it is another pair's mark
_LINE = re.compile(r"[^\n]+")
_NUMBERING = re.compile(r"(?:^|[。；：，、\s])[（(]?[0-9一二三四五六七八九十]{1,3}$")


def check_sequences(text: str) -> list[Finding]:
    """Headings and enumerations that skip or repeat a number, and marks that open or close alone."""
    return [*_headings(text), *_levels(text), *_enumerations(text), *_pairs(text)]


def _headings(text: str) -> Iterator[Finding]:
    """一、二、四 over the text; （一）（二）（四） under each heading above."""
    top = [match.start() for match in _HEADINGS[0].finditer(text)]
    yield from _out_of_order(_HEADINGS[0], text, 0, len(text))
    edges = [0, *top, len(text)]
    for start, end in pairwise(edges):
        yield from _out_of_order(_HEADINGS[1], text, start, end)


def _levels(text: str) -> Iterator[Finding]:
    """（1） under 一、 or （一） without a 1. between: two levels at once. 1. right under 一、 is in use and passes."""
    level = 0
    for match in _ANY_HEADING.finditer(text):
        here = 1 + next(at for at, name in enumerate(("first", "second", "third", "fourth")) if match[name])
        if here == 4 and 0 < level < 3:
            words = match["fourth"]
            message = f"标题层次跳级：“{words}”之前没有“1.”一级。层次序数依次为“一、”“（一）”“1.”“（1）”。"
            yield Finding("numbering-level", "numbering", "suggestion", Span(*match.span("fourth")), words, message)
        level = here


def _out_of_order(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Finding]:
    before: int | None = None
    for match in pattern.finditer(text, start, end):
        number = _value(match["number"])
        if before is not None and number not in (1, before + 1):
            yield _gap("numbering-order", match, before, number)
        before = number


def _enumerations(text: str) -> Iterator[Finding]:
    """一是…二是…四是 within one paragraph."""
    for line in _LINE.finditer(text):
        before: int | None = None
        for match in _ENUMERATION.finditer(text, *line.span()):
            number = _value(match["number"])
            if before is not None and number not in (1, before + 1):
                yield _gap("numbering-enumeration", match, before, number)
            before = number


def _gap(rule: str, match: re.Match[str], before: int, number: int) -> Finding:
    right = match["at"].replace(match["number"], chinese_article_number(before + 1))
    what = "重复" if number == before else "不连续"
    message = f"序号{what}：前一个是“{chinese_article_number(before)}”，这里应为“{right}”，文中为“{match['at']}”。"
    return Finding(
        rule, "numbering", "warning", Span(*match.span("at")), match["at"], message, right, replacement=right
    )


def _pairs(text: str) -> Iterator[Finding]:
    """Marks that open and do not close within :data:`_REACH`, or close what nothing opened."""
    closing = {end: start for start, end in _PAIRS.items()}
    opened: dict[str, list[int]] = {mark: [] for mark in _PAIRS}
    for match in _MARK.finditer(text):
        mark, position = match.group(), match.start()
        if mark in opened:
            opened[mark].append(position)
            continue
        within = opened[closing[mark]]
        if within and position - within[-1] <= _REACH:
            within.pop()
        elif not _NUMBERING.search(text, max(0, position - 6), position):
            yield _alone(text, position, f"“{mark}”没有与之配对的“{closing[mark]}”")
    for mark, positions in opened.items():
        for position in positions:
            if mark == "“" and (position == 0 or text[position - 1] in "\n 　"):
                continue  # of quoted paragraphs each begins with a mark and only the last ends with one
            yield _alone(text, position, f"“{mark}”没有与之配对的“{_PAIRS[mark]}”")


def _alone(text: str, position: int, what: str) -> Finding:
    span = Span(position, position + 1)
    return Finding("punctuation-pair", "punctuation", "warning", span, span.of(text), f"标点{what}，请补全或删除。")


def _value(words: str) -> int:
    return int(read_number(words) or 0)
