"""Which words of a question ask for a place in an order: 在全省排第几, 位居全市第几位, 名次是多少."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.asking.understanding.question_patterns import question_patterns

# 排名 alone may also ask to put several bodies in order
_EITHER = re.compile(r"(?:排名|位次|名次)(?:是|为|有)?(?:多少|几|什么|如何|怎么?样)?[？?。\s]*$")
_OF_ALL = re.compile("各|哪|[从由][高低大小多少]|之间|分别")


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """``among`` is whom it is held against (全省), "" where that is not said; ``rest`` the words of what is ranked.

    ``sure``: nothing else can be meant.
    """

    rest: str
    among: str
    sure: bool


def place_asked(masked: str) -> PlaceAsked | None:
    """The place asked for, None where none is."""
    patterns = question_patterns()
    asked = patterns.place.search(masked)
    either = _EITHER.search(masked) if not _OF_ALL.search(masked) else None
    found = asked or either
    if found is None:
        return None
    rest = f"{masked[: found.start()]} {masked[found.end() :]}"
    among = patterns.among.search(masked)
    rest = _taking_place().sub("", patterns.among_bodies.sub(" ", rest).rstrip("？?。 了"))
    return PlaceAsked(rest, among.group() if among else "", sure=asked is not None)


@cache
def _taking_place() -> re.Pattern[str]:
    return re.compile(rf"(?:{question_patterns().taking_place.pattern})?[\s在]*$")
