"""Last year's text and this year's beside each other: what is different, number by number and word by word."""

from __future__ import annotations

import re
from html import escape

from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"\d[\d.,]*%?|[A-Za-z]+|.", re.DOTALL)
_LONGEST = 20_000  # tokens; the comparison needs memory for their product


def differences(last: str, this: str) -> str:
    """Last year's text as HTML with what is gone marked <del>; a very long text is given unmarked."""
    before, after = _TOKEN.findall(last), _TOKEN.findall(this)
    if len(before) > _LONGEST or len(after) > _LONGEST:
        return escape(last)
    parts = []
    for step in Levenshtein.opcodes(before, after):
        words = escape("".join(before[step.src_start : step.src_end]))
        parts.append(f"<del>{words}</del>" if words and step.tag != "equal" else words)
    return "".join(parts)
