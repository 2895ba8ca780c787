"""A sentence beside a provision: which of its numbers, modals and terms stand where the provision has others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from knowledge.laws.provisions import ProvisionFound
from knowledge.laws.rule_words import PlainWords, Slot
from knowledge.spans import Span

LONGEST_WINDOW = 4  # clauses of a provision that are held against the sentence together
ALIKE = 55.0  # rapidfuzz ratio (0-100) below which a window is not looked at
MOST_TURNED = 4  # pairs of clauses that are changed about
ROOM = 5  # characters on each side of the likest part that may belong to it as well
NEAR = 8  # plain characters on each side of a slot that say whether both slots mean the same thing
OTHER_UNIT = 0.85  # 三十年 beside 六十日 speaks of another thing more often than 三十日 does
MARK_WEIGHT = 3  # an agreeing slot stands for so many characters


@dataclass(frozen=True, slots=True)
class Pair:
    """A slot of ours where the provision has ``theirs``.

    ``alike`` (0–1) is how far the words around agree (the window's, other slots' values included), ``near`` the same
    of the nearest words, ``held`` how many of our characters the window holds, ``unlike`` how many other slots of the
    window differ or, being terms, are foreign to the provision, ``covered`` (0–1) how much of our own clause the window
    holds.
    """

    ours: Slot
    theirs: Slot
    found: ProvisionFound
    alike: float
    near: float
    held: int
    unlike: int
    covered: float

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.ours.value == self.theirs.value

    @property
    def counts_another(self) -> bool:
        """Whether one counts 件 and the other 名: then it is a result beside a rule of something else."""
        return self.ours.group == "count" and _unit(self.ours) != _unit(self.theirs)

    @property
    def strength(self) -> float:
        """How surely the provision speaks of the same thing, 0 (not at all) to 1."""
        same_unit = _unit(self.ours) == _unit(self.theirs)
        known = sqrt(min(1.0, self.held / 20)) * (1.0 if same_unit else OTHER_UNIT)
        return self.alike * self.near * known * (0.5 + 0.5 * self.covered)


@dataclass(frozen=True, slots=True)
class _Window:
    """Consecutive clauses of a provision as one text, with their slots by place."""

    text: str
    slots: dict[int, Slot]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text: its plain words, its slots by place, and the clause of each character."""

    text: str
    slots: dict[int, Slot]
    clauses: Sequence[int]

    def turned(self) -> Iterator[Sentence]:
        """The sentence with two neighbouring clauses changed about, for each two; of at most :data:`MOST_TURNED`."""
        numbers = sorted(set(self.clauses))
        for first, second in [each for each in pairwise(numbers) if each[1] == each[0] + 1][:MOST_TURNED]:
            order = sorted(range(len(self.text)), key=lambda place: _turned_number(self.clauses[place], first, second))
            yield Sentence(
                "".join(self.text[place] for place in order),
                {new: self.slots[old] for new, old in enumerate(order) if old in self.slots},
                [self.clauses[place] for place in order],
            )

    def terms_within(self, part: Span) -> set[str]:
        """The terms of the clauses that the part touches, and of those just before them."""
        touched = {near for clause in self.clauses[part.start : part.end] for near in (clause - 1, clause)}
        return {
            slot.value for place, slot in self.slots.items() if slot.kind == "term" and self.clauses[place] in touched
        }

    def says_elsewhere(self, wanted: Slot, place: int, matched: Sequence[int]) -> bool:
        """Whether what the provision says stands near ``place`` and was not held against anything."""
        return any(
            slot.group == wanted.group and slot.value == wanted.value
            for other, slot in self.slots.items()
            if other not in matched and abs(other - place) <= 2 * NEAR
        )

    def covered(self, place: int, matched: Sequence[int]) -> float:
        """How much of the clause around ``place`` is among the ``matched`` places."""
        clause = self.clauses[place]
        return sum(self.clauses[each] == clause for each in matched) / self.clauses.count(clause)


def pairs(orders: Sequence[Sentence], found: ProvisionFound) -> list[Pair]:
    """The best pair of each slot of a sentence (in one of its ``orders``) that has a counterpart in the provision."""
    best: dict[int, Pair] = {}
    for window in _windows(found.provision.clauses):
        for sentence in orders:
            for pair in _aligned(sentence, window, found):
                before = best.get(pair.ours.at)
                if before is None or pair.strength > before.strength:
                    best[pair.ours.at] = pair
    return list(best.values())


def _turned_number(clause: int, first: int, second: int) -> int:
    return second if clause == first else first if clause == second else clause


def _windows(clauses: Sequence[PlainWords]) -> Iterator[_Window]:
    for first in range(len(clauses)):
        text, slots = "", dict[int, Slot]()
        for clause in clauses[first : first + LONGEST_WINDOW]:
            slots |= {len(text) + slot.at: slot for slot in clause.slots}
            text += clause.text
            if slots and len(text) > 3:
                yield _Window(text, dict(slots))


def _aligned(ours: Sentence, window: _Window, found: ProvisionFound) -> Iterator[Pair]:
    """The slots of the window that stand at the same place of the sentence's part that is most like the window."""
    same = _matched(ours.text, window.text)
    if not same:
        return
    mine, theirs = Span(same[0][0], same[-1][0] + 1), Span(same[0][1], same[-1][1] + 1)
    if len(window.text) <= len(ours.text):
        theirs = Span(0, len(window.text))
    matched = [(o, t, ours.slots[o], window.slots[t]) for o, t in same if o in ours.slots and t in window.slots]
    unlike = [o for o, _, slot, other in matched if slot.value != other.value]
    foreign = ours.terms_within(mine) - {slot.value for slot in found.provision.slots}
    length = mine.end - mine.start + theirs.end - theirs.start
    held = len(same) + (MARK_WEIGHT - 1) * (len(matched) - len(unlike))
    places = [o for o, _ in same]
    for o, t, slot, other in matched:
        if o in unlike and ours.says_elsewhere(other, o, places):
            continue
        differing = len(unlike) - (o in unlike)
        alike = _alike(len(same) - differing, length, len(matched) - len(unlike))
        near = _near(same, (o, mine), (t, theirs))
        apart = differing + len(foreign - {slot.value, *(ours.slots[each].value for each in unlike)})
        yield Pair(slot, other, found, alike, near, held, apart, ours.covered(o, places))


def _matched(sentence: str, window: str) -> list[tuple[int, int]]:
    """Places of the sentence and of the window with the same character, where they are most alike; [] if little is."""
    longer = len(sentence) >= len(window)
    short, long = (window, sentence) if longer else (sentence, window)
    part = fuzz.partial_ratio_alignment(short, long, score_cutoff=ALIKE)
    if part is None:
        return []
    start, end = max(0, part.dest_start - ROOM), min(len(long), part.dest_end + ROOM)
    blocks = Indel.opcodes(short, long[start:end]).as_matching_blocks()
    pairs = [(block.a + k, start + block.b + k) for block in blocks for k in range(block.size)]
    return [(in_long, in_short) for in_short, in_long in pairs] if longer else pairs


def _alike(same: int, length: int, agreeing: int) -> float:
    extra = (MARK_WEIGHT - 1) * agreeing
    return 2 * (same + extra) / (length + 2 * extra)


def _near(same: Sequence[tuple[int, int]], ours: tuple[int, Span], theirs: tuple[int, Span]) -> float:
    """How many of the :data:`NEAR` characters on each side are matched: the mean of our side and theirs."""
    mine = _matched_around([o for o, _ in same], *ours)
    others = _matched_around([t for _, t in same], *theirs)
    return (mine + others) / 2


def _matched_around(matched: Sequence[int], place: int, part: Span) -> float:
    around = min(place - part.start, NEAR) + min(part.end - place - 1, NEAR)
    return (sum(abs(each - place) <= NEAR for each in matched) - 1) / around if around else 0.0


def _unit(slot: Slot) -> str:
    """日 of 三十日; 日 and 工作日 are told apart by their values only. "" for what is no number."""
    return slot.value.lstrip("0123456789/").removeprefix("工作") if slot.kind == "number" else ""
