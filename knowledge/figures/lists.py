"""Lists that give several things a value at once: A、B分别为1、2; A和B均为100%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.figures.changes import Change, change_of
from knowledge.figures.clauses import EDGE, clause_before, clean, without_base
from knowledge.figures.names import items_of, shared_suffix, split_items
from knowledge.figures.places import Place

_EACH = re.compile(
    r"(?:均|都|双双|各)(?:分别)?(?:为|达到?|保持在?|实现|在|突破|超过?|提升|提高|增长|上升|增加|下降|降低|减少|回落|占)*\Z"
)
_RESPECTIVE = "分别"
_NUMBERING = re.compile(r"^\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、])")
_GAP = re.compile(r"\s*(?:[、，,和与及]|以及|和)\s*\Z")


@dataclass(frozen=True, slots=True)
class Shared:
    """What 分别 gives one quantity of its run."""

    name: str
    change: Change | None
    sure: float
    back: int = 0  # nothing is named: the indicator named so many counts before (…87件，罚款5万元，分别下降12%和8%)


def each_of(place: Place, change: Change | None) -> list[str]:
    """A和B均为100%: the names, when the clause says that each of them has the value."""
    left = place.left
    found = _EACH.search(left.rstrip())
    if found is None or place.number.kind not in {"ratio", "change", "count"} or _RESPECTIVE in left:
        return []
    words = left[: found.start()]
    if change is not None:
        words = words.rstrip("同比环")
    parts = items_of(words)
    return split_items(words, len(parts)) if 2 <= len(parts) <= 6 else []


def respective_names(spots: Sequence[Place], previous: str) -> dict[int, Shared]:
    """For A、B、C分别为1、2和3: which quantity is whose."""
    names: dict[int, Shared] = {}
    for i, place in enumerate(spots):
        at = place.left.find(_RESPECTIVE)
        if at < 0:
            continue
        run = [i]
        while run[-1] + 1 < len(spots) and _GAP.match(spots[run[-1] + 1].since):
            run.append(run[-1] + 1)
        if len(run) < 2:
            continue
        change = change_of(place, "")
        own = without_base(place.left[:at]).strip(EDGE)
        items = _counted_before(spots, i, len(run), own) or _items(
            place, own, len(run), previous if _nothing_before(spots[:i]) else ""
        )
        sure = 0.9 if items else 0.5
        for nth, (spot, name) in enumerate(zip(run, items or [clean(own)] * len(run), strict=True)):
            names[spot] = Shared(name, change, sure, back=0 if name else len(run) - nth)
    return names


def _nothing_before(earlier: Sequence[Place]) -> bool:
    """Whether the sentence begins with the list; 两项|分别为… counts the list's own items."""
    return all(spot.right.startswith(_RESPECTIVE) for spot in earlier)


def _counted_before(spots: Sequence[Place], at: int, count: int, own: str) -> list[str]:
    """16条|产业链|、18个|专业镇营业收入|分别增长…: what the numbers before count, with the shared measure."""
    before = spots[max(0, at - count) : at]
    listed = all(spot.right.strip() for spot in before) and all(_GAP.search(s.since) for s in before[1:])
    if len(before) < count or not before[-1].joined or not own or not listed:
        return []
    return shared_suffix([*(clean(spot.right) for spot in before[:-1]), own])


def _items(place: Place, own: str, count: int, previous: str) -> list[str]:
    """The ``count`` names before 分别: of its own clause, of the clause or sentence before; [] if there are none."""
    if count == 2 and own.startswith("城乡居民"):
        return [own.replace("城乡", "城镇", 1), own.replace("城乡", "农村", 1)]
    items = split_items(own, count) if own else []
    if items:
        return items
    clause = clause_before(place)
    items = split_items(clause, count) if clause else []
    if items:
        return [item + own for item in items]
    if re.fullmatch(r"[两三四五六七八九]?(?:项|者|类|个)?", own) and previous:
        return split_items(_NUMBERING.sub("", previous).strip("。 "), count)
    return []
