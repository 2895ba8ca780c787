"""Where the words about a row stand: its own, the clauses before it, what follows, the title above; and their price."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.asking.matching.covering import names_operation
from assistant.asking.matching.row_words import PreparedRow
from assistant.asking.understanding.wording import asked_words, canonical, narrowing_in
from knowledge.quantities import find_quantities
from knowledge.word_segmentation import word_frequency

_CLAUSE = re.compile("[，,。；;：:！!？?（(）)\n]")
_AFTER = 0.6  # what stands after the figure, for each sign
_NEAREST, _STEP, _FARTHEST = 0.25, 0.1, 0.6  # what stands before it: the nearest clause, one more, the title
_KNOWN = 20  # how often the dictionary counts a word that is no abbreviation
_BARE_RATE = re.compile("[^，,、]{0,3}[率比]")
_NOT = ("不", "未", "无", "非")
_HEAD = 2  # signs of the noun that a list shares (纠纷)
_GAP = 2  # signs left out between two that an abbreviation keeps
_HAN = re.compile("[一-龥]*")


@dataclass(frozen=True, slots=True)
class Zones:
    """The words about a row, by how near they stand: its own, the clauses before it (nearest first), after, title."""

    own: str
    before: tuple[str, ...]
    counted: tuple[str, ...] = ()  # those of them that carry a figure of their own
    after: str = ""
    title: str = ""

    def price(self, piece: str) -> float | None:
        """What it costs to take ``piece`` from where it stands; None where it stands nowhere."""
        if _said(piece, self.own) or abbreviates(piece, self.own):
            return 0
        operation = names_operation(piece)
        if operation and names_operation(self.own):
            return None  # what was done is said by the row itself
        for step, clause in enumerate(self.before):
            if _said(piece, clause):
                return len(piece) * min(_NEAREST + step * _STEP, _FARTHEST)
            if operation and names_operation(clause):
                return None  # something else was done since
        if _said(piece, self.title):
            return len(piece) * _FARTHEST
        of_all = not operation and not narrowing_in(piece)  # 应诉5件，无一败诉
        return len(piece) * _AFTER if of_all and piece in self.after else None


@lru_cache(maxsize=16384)
def zones_of(prepared: PreparedRow) -> Zones:
    """Where the words about a row stand; a table's cell has its own words and the title."""
    row, words = prepared.row, prepared.words
    at, end = row.span.start - row.sentence.start, row.span.end - row.sentence.start
    text = row.sentence_text
    own = f"{words.near}|{words.scope}"
    if not 0 <= at < end <= len(text) or "|" in text or "\t" in text:
        return Zones(own, (), title=words.heading)
    rate = bool(_BARE_RATE.fullmatch(canonical(row.surface)))
    before, counted = _before(text[:at], rate or _is_bare(row.surface), row.scope == "其中", rate)
    if row.kind == "money" and any("处罚" in clause for clause in before):
        own += "|罚款金额"  # 处罚39件、655.2万元
    after = text[end:]
    return Zones(own, before, counted, "" if find_quantities(after) else canonical(after), words.heading)


def _before(text: str, leans: bool, among: bool, rate: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clauses of ``text`` that tell of the figure after it, nearest first, and those of them that carry a figure.

    A clause with a figure of its own tells of that figure; of another one only where that one ``leans`` on it
    (立案67件，罚款5万元; 工单6418件；满意率95.2%), stands in brackets after it, or is ``among`` it (其中).
    """
    told: list[str] = []
    counted: list[str] = []
    inside = text.rfind("（") > text.rfind("）")
    parts = re.split("[；;。\n]", text)
    rates_only = rate and all(found.kind == "ratio" for found in find_quantities(parts[-1]))
    for distance, part in enumerate(reversed(parts)):
        for clause in reversed(_CLAUSE.split(part)):
            among = among or "其中" in clause
            figures = find_quantities(clause)
            if distance == 0 and not told:
                told.append(_last_named(clause))
                if leans and figures:  # 港口大队检查2206家次、罚款258万元
                    told.append(canonical(clause[: figures[0].span.start]))
            elif not figures:
                told.append(canonical(clause))
            elif rates_only or (distance == 0 and (leans or among or (inside and not counted))):
                told.append(canonical(clause))
                counted.append(canonical(clause))
    return tuple(told), tuple(counted)


def _last_named(clause: str) -> str:
    """买卖合同、民间借贷、金融借款纠纷分别为764件、1129件: what all of them are is said by the last."""
    listed = re.match("(.*?)(?:分别|依次)", clause)
    found = find_quantities(clause)
    tail = clause[found[-1].span.end :] if found else clause
    if listed is None:
        return canonical(tail)
    return canonical(listed.group(1))[-_HEAD:]


def _said(piece: str, text: str) -> bool:
    """Whether it is said, and not only its contrary (不批捕)."""
    return piece in text and (piece[0] in _NOT or all(piece in text.replace(f"{no}{piece}", "") for no in _NOT))


@lru_cache(maxsize=65536)
def _is_bare(surface: str) -> bool:
    """罚款, 立案: of what is said by what stands before."""
    left = canonical(surface)
    for word in sorted({*asked_words().operations, *asked_words().leaning}, key=len, reverse=True):
        left = left.replace(word, "")
    for word in sorted(asked_words().filler, key=len, reverse=True):
        left = left.replace(word, "")
    return not left.strip()


@lru_cache(maxsize=65536)
def abbreviates(piece: str, text: str) -> bool:
    """知产: 知识产权, 消防站: 消防救援站; a word of the dictionary stands for itself."""
    if piece in text or not 2 <= len(piece) <= 4 or (len(piece) == 2 and word_frequency(piece) >= _KNOWN):
        return False
    return all(sign in text for sign in piece) and _spelled(piece, text)


def _spelled(piece: str, text: str) -> bool:
    """Whether the signs of ``piece`` follow each other in ``text`` with few others between; no pattern, because one
    would have to be compiled for every word asked for.
    """
    ends = [at for at, sign in enumerate(text) if sign == piece[0]]
    for sign in piece[1:]:
        nexts = {at: text[at + 1 : at + 2 + _GAP] for at in ends}
        ends = [
            at + 1 + step
            for at, following in nexts.items()
            for step, found in enumerate(following)
            if found == sign and _HAN.fullmatch(following, 0, step)
        ]
    return bool(ends)
