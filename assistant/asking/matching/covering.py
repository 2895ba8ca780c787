"""Whether a row's words hold every word asked for, and how many words one text has beyond another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.asking.matching.row_words import RowWords
from assistant.asking.understanding.wording import asked_words, narrowing_in

# What a sign of the asked words may be covered by, best first.
_BODY = re.compile(r"(?:港|机场|集团|大队|支队|总队|园区|口岸|医院|学校|大学|高新区|开发区|市场|中心|车站|铁路|所)$")
_DENYING = re.compile(r"[不非未没无免](?P<thing>[\u4e00-\u9fff])")
_SEVERAL = re.compile("[和与及、]")
_CORE, _NEAR, _CONTEXT = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Far:
    """Words beyond the row's clause: earlier ones of its sentence, and fields of work named around it."""

    before: str
    fields: set[str]
    heads: str = ""  # clauses that carry figures of their own
    heading: str = ""  # the title of its section
    beside: str = ""  # what the figure right before it counts, in another unit
    done: bool = False  # whether the row itself says what was done: then no title tells it (检查 under 行政处罚)

    def tells(self, piece: str) -> bool:
        """Whether ``piece`` may be taken from there."""
        if piece in self.fields:
            return True
        if _BODY.search(piece) and piece in self.heads:
            return True
        if piece in self.heading and not _SEVERAL.search(self.heading) and not (self.done and names_operation(piece)):
            return True  # “行政许可”: 申请59195宗; a title of two things tells of neither
        if piece in self.beside and len(piece) > 2:
            return True
        return (piece in self.before or piece in self.beside) and not any(
            action in piece for action in asked_words().actions
        )


@lru_cache(maxsize=65536)
def names_operation(text: str) -> bool:
    """Whether it says what was done to a case or a body (检查, 办结, 处罚)."""
    return any(word in text for word in (*asked_words().operations, "处罚"))


def covered(wanted: str, words: RowWords, context: str, heading: str = "") -> int | None:
    """How many signs of ``wanted`` the row's own words hold; None when a word asked for stands nowhere near.

    Words beyond the row's own clause tell where or in which field (加油站点方面), never what was counted; those
    beyond its sentence only a listed field of work (食品, 校园), or what ``heading`` (a section's title) says.
    """
    near = f"{words.clause}|{words.scope}|{words.parent}|{words.subject}"
    fields, beside = narrowing_in(context), f"{words.beside}|{words.shared}"
    everywhere = "|".join((words.core, near, words.before, words.heads, heading, beside, *fields))
    if not all(any(pair in everywhere for pair in pairs) for pairs in _needed(wanted)):
        return None  # most rows: found out before every cut of the words is tried
    far = Far(words.before, fields, words.heads, heading, beside)
    done = names_operation(words.core)
    far, within = replace(far, done=done), Far("", set(), heading=heading, done=done)
    best: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(wanted)
    for start in range(len(wanted)):
        reached = best[start]
        if reached is None:
            continue
        for end in range(start + 1, len(wanted) + 1):
            if _splits(wanted, start, end):
                continue
            outer = start == 0 or end == len(wanted)  # words from afar never stand between the row's own
            value = _piece_value(wanted[start:end], words.core, near, far if outer else within)
            if value is None and (start == 0 or end == len(wanted)) and wanted[start:end] in asked_words().light:
                value = (0, 0)
            if value is None:
                continue
            total = (reached[0] + value[0], reached[1] + value[1])
            kept = best[end]
            if kept is None or total > kept:
                best[end] = total
    end_value = best[len(wanted)]
    return end_value[1] if end_value and end_value[1] > 0 else None


@lru_cache(maxsize=4096)
def _needed(wanted: str) -> tuple[tuple[str, ...], ...]:
    """For each sign that no filler holds: the pairs of signs, one of which must stand in the row's words."""
    fillers = asked_words().filler | asked_words().light
    held = {at for word in fillers for match in re.finditer(re.escape(word), wanted) for at in range(*match.span())}
    needed = [at for at, sign in enumerate(wanted) if at not in held and sign.strip()]
    return tuple(
        tuple(pair for pair in (wanted[max(at - 1, 0) : at + 1], wanted[at : at + 2]) if len(pair) > 1) for at in needed
    )


@lru_cache(maxsize=65536)
def _splits(wanted: str, start: int, end: int) -> bool:
    """Whether a lone sign is cut out of a word that is one (在办)."""
    if end - start > 1:
        return False
    return any(word in wanted and (at := wanted.find(word)) <= start < at + len(word) for word in asked_words().solid)


def _piece_value(piece: str, core: str, near: str, far: Far) -> tuple[int, int] | None:
    """(worth, signs covered by the core); longer pieces are worth more than the same signs in several."""
    filler = piece in asked_words().filler
    if len(piece) >= 2:
        if piece in core:
            return (_CORE * len(piece) - 1, 0 if filler else len(piece))
        if piece in near:
            return (_NEAR * len(piece) - 1, 0)
        if far.tells(piece):
            return (_CONTEXT * len(piece) - 1, 0)
    return (0, 0) if filler or not piece.strip() else None


@lru_cache(maxsize=65536)
def uncovered(text: str, against: str) -> int:
    """Signs of ``text`` that neither stand in ``against`` (in pieces of two or more) nor are mere fillers."""
    fillers = asked_words().filler
    best = [0] + [len(text) + 1] * len(text)
    for end in range(1, len(text) + 1):
        sign = text[end - 1]
        best[end] = best[end - 1] + (0 if sign in fillers or not sign.isalnum() or sign.isdigit() else 1)
        for start in range(max(0, end - 12), end - 1):
            piece = text[start:end]
            if best[start] < best[end] and (piece in fillers or piece in against):
                best[end] = best[start]
    return best[len(text)]


def denied(indicator: str, name: str) -> bool:
    """Whether a row is about what is not the thing asked for (不批捕 for 批捕, 非税收入 for 税收收入)."""
    return not _DENYING.search(name) and any(match["thing"] in name for match in _DENYING.finditer(indicator))
