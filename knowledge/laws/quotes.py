"""The words a sentence attributes to the article it cites."""

from __future__ import annotations

import re

from knowledge.spans import Span

SHORTEST_QUOTE = 6  # fewer code points say nothing an article could be recognised by

_SAYS = re.compile(
    r"\s*(?:之|的)?(?:相关|有关|明确|具体|上述)*(?:规定|要求|指出|明确|载明|所称|条款|内容|精神)*(?:了|的是|如下|的)?"
    r"\s*(?:[：:，,—]|(?=[“\"「]))\s*"
)
_NO_COMMA = re.compile(r"\s*(?:之|的)?(?:明确)?规定(?:的|了)?(?=[一-龥])")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_QUOTES = {"“": "”", '"': '"', "「": "」"}


def quoted_after(text: str, position: int) -> Span | None:
    """The words that follow a citation ending at ``position``: inside “…”, or up to the sentence's end; else None."""
    lead = _SAYS.match(text, position) or _NO_COMMA.match(text, position)
    if lead is None or lead.end() == position:
        return None
    start = lead.end()
    closing = _QUOTES.get(text[start : start + 1])
    if closing is not None:
        end = text.find(closing, start + 1)
        span = Span(start + 1, end) if end > 0 else _rest_of_sentence(text, start + 1)
    else:
        span = _rest_of_sentence(text, start)
    return span if span.end - span.start >= SHORTEST_QUOTE else None


def _rest_of_sentence(text: str, start: int) -> Span:
    stop = _SENTENCE_END.search(text, start)
    if stop is None:
        return Span(start, len(text))
    return Span(start, stop.start() if stop.group() == "\n" else stop.end())
