"""What a model may not touch in a text: figures with their direction, years, placeholders, titles, as ⟦F1⟧, ⟦F2⟧ …."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.movement_words import direction_pattern, leading_direction, placeholders
from knowledge.quantities import find_numbers
from knowledge.spans import Span

TOKEN = re.compile(r"⟦F([0-9]{1,3})⟧")
_TITLE = re.compile(r"《[^《》\n]{1,80}》(?:第[^，。；\n]{1,20}?[条款项])*")
_COMPARED = re.compile(
    r"(?:同比|环比|(?:比|较|与)(?:上年|去年|上一年|前一年|\d{4}年)(?:同期)?(?:相比)?)(?:[^，。；\d]{0,4})?$"
)


@dataclass(frozen=True, slots=True)
class Locked:
    """``text`` with tokens; ``spans[i]`` is what token ``i + 1`` stands for in the original."""

    original: str
    text: str
    spans: tuple[Span, ...]


def lock(text: str, figures: Sequence[Span]) -> Locked:
    """Tokens for the ``figures``, and for every other number, direction word, placeholder and title of ``text``."""
    spans = [*figures, *placeholders(text), *(Span(*m.span()) for m in _TITLE.finditer(text))]
    spans += [number.span for number in find_numbers(text)]
    spans = [_with_direction(text, span) for span in spans]
    spans += [Span(*m.span("word")) for m in direction_pattern().finditer(text) if len(m["word"]) > 1]
    merged = _merged(spans)
    shown, last = [], 0
    for index, span in enumerate(merged, 1):
        shown.append(f"{text[last : span.start]}⟦F{index}⟧")
        last = span.end
    return Locked(text, "".join(shown) + text[last:], tuple(merged))


def _with_direction(text: str, span: Span) -> Span:
    """同比上升|7.53% is one thing: the word before it, and what it is compared with, belong to the number."""
    leading = leading_direction(text, span.start)
    if leading is None:
        return span
    compared = _COMPARED.search(text[max(0, leading.word.start - 16) : leading.word.start])
    start = leading.word.start - (len(compared[0]) if compared else 0)
    return Span(start, span.end)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.start < span.end:
            merged.append(span)
    return merged


def returned_whole(locked: Locked, reply: str) -> bool:
    """Whether each token came back exactly once, and no sign of a token besides."""
    wanted = Counter(range(1, len(locked.spans) + 1))
    came = Counter(int(number) for number in TOKEN.findall(reply))
    rest = TOKEN.sub("", reply)
    return came == wanted and not re.search(r"[⟦⟧]", rest) and not find_numbers(rest)


def unlock(locked: Locked, reply: str) -> tuple[str, list[tuple[Span, int]]]:
    """The reply with what the tokens stand for; and for each place how far it moved: (span in the original, shift)."""
    shown: list[str] = []
    moved: list[tuple[Span, int]] = []
    last = length = 0
    for token in TOKEN.finditer(reply):
        span = locked.spans[int(token[1]) - 1]
        before = reply[last : token.start()]
        length += len(before)
        moved.append((span, length - span.start))
        length += span.end - span.start
        shown += [before, span.of(locked.original)]
        last = token.end()
    return "".join(shown) + reply[last:], moved
