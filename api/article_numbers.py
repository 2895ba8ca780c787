"""The number of an article as people write it in an address: 25, 25-1, 第二十五条, 第二百八十七条之一, 二十五."""

from __future__ import annotations

import re

from knowledge.quantities import read_number

_SHAPE = re.compile(r"第?(?P<number>[^第条之\-]+)条?(?:(?:之|-)(?P<suffix>[^第条之\-]+))?")
LARGEST = 9_999


def read_article_number(written: str) -> tuple[int, int] | None:
    """(number, suffix), suffix 0 where there is none; None when it is no article number."""
    shape = _SHAPE.fullmatch(written.strip())
    if shape is None:
        return None
    number = _whole(shape["number"])
    suffix = _whole(shape["suffix"]) if shape["suffix"] else 0
    if number is None or suffix is None:
        return None
    return number, suffix


def _whole(words: str) -> int | None:
    value = read_number(words.strip())
    if value is None or not 0 < value <= LARGEST or value != int(value):
        return None
    return int(value)
