"""What a shortened name is in full by the words it shares with the one beside it: 复议受理占申请: 复议 + 申请."""

from __future__ import annotations

import re

_INSIDE = re.compile(r"(?P<head>.{2,}?)(?:里面?|当?中)的?(?P<part>[^中里].+)")


def in_full(name: str, beside: str) -> list[str]:
    """What ``name`` may be in full, with the tail of the one beside it first, the longest head next.

    中央财政赤字比地方多: 地方 + 财政赤字.
    """
    words = beside.replace(" ", "")
    inside = _INSIDE.fullmatch(words)
    if inside:
        return [name + inside["head"], inside["head"] + name]
    own = _INSIDE.fullmatch(name.replace(" ", ""))
    if own:
        return [own["part"] + own["head"], own["head"] + own["part"]]
    return [name + words[at:] for at in range(2, len(words) - 1)] + with_head_of(name, words)


def with_head_of(name: str, beside: str) -> list[str]:
    """``name`` after what the one beside it begins with, the longest first: 许可办结占受理: 许可 + 受理."""
    words = beside.replace(" ", "")
    return [words[:at].removesuffix("的") + name for at in range(len(words) - 2, 1, -1)]


def alike_in_half(name: str, beside: str) -> list[str]:
    """城关大队罚款比高新区大队多: 高新区大队 + 罚款, what follows the word that both end their first half with."""
    for length in range(len(name) - 1, 1, -1):
        head, found, tail = beside.partition(name[-length:])
        if head and found and len(tail) > 1:
            return [name + tail]
    return []
