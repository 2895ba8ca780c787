"""A checked text as HTML, its findings marked; overlapping ones part the text without nesting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from knowledge.spans import Span

_ORDER = {"error": 0, "warning": 1, "suggestion": 2, "unverified": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """``span`` belongs to the finding ``id``; ``severity`` is error, warning, suggestion or unverified."""

    id: str
    severity: str
    span: Span


def marked_html(text: str, marks: Sequence[Mark]) -> str:
    """Each run of the text is marked by the gravest finding that covers it; clicking leads to that finding's card."""
    ends = sorted({0, len(text), *_ends(marks, len(text))})
    seen: set[str] = set()
    return "".join(_run(text[start:end], _gravest(marks, start, end), seen) for start, end in pairwise(ends))


def _ends(marks: Iterable[Mark], length: int) -> Iterator[int]:
    for mark in marks:
        yield from (min(end, length) for end in mark.span)


def _gravest(marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    covering = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    return min(covering, key=lambda mark: (_ORDER[mark.severity], mark.span), default=None)


def _run(words: str, mark: Mark | None, seen: set[str]) -> str:
    if mark is None:
        return escape(words)
    first = "" if mark.id in seen else f' id="mark-{escape(mark.id)}"'
    seen.add(mark.id)
    return (
        f'<mark class="{mark.severity}" tabindex="0" role="button" data-goto="card-{escape(mark.id)}"{first}>'
        f"{escape(words)}</mark>"
    )
