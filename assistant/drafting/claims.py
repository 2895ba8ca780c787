"""Movements said in words alone (案件数量较去年下降), and sentences that give a reason for a movement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.drafting.movement_words import direction_pattern, masked, movement_words, sentences, sign_of
from assistant.drafting.slots import Slot
from assistant.drafting.supply import Supply
from knowledge.spans import Span

_BECAUSE = re.compile(r"因(?![此而素地子])[^，。；\d]{2,12}$")
_CLAUSE_BREAK = re.compile(r"[，。；;：:、（）()\n]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A direction word with no number of its own. ``subject`` is what is said to move ("" when left out)."""

    span: Span
    word: str
    sign: int
    subject: str
    sentence: Span


@cache
def _claim_pattern() -> re.Pattern[str]:
    def either(words: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    w = movement_words()
    anchor = f"(?:{either(w.anchors)})" + r"[^，。；、\d]{0,8}?"
    adverbs = f"(?:{either(w.adverbs)})[^，。；\\d]{{0,2}}?"
    counts = f"(?:{either(w.counts)})(?:也|均|都|则|反而|同步|大幅|明显|略)*"
    return re.compile(f"(?:{anchor}|{adverbs}|{counts})" + direction_pattern().pattern)


def find_claims(text: str, slots: Sequence[Slot]) -> list[Claim]:
    """Every movement said without a number, in order of span; wishes (力争…下降) are none."""
    plain = masked(text)
    taken = [slot.word for slot in slots if slot.word is not None]
    claims: list[Claim] = []
    for sentence in sentences(plain):
        words = sentence.of(plain)
        compared = any(anchor in words for anchor in movement_words().anchors)
        for found in _claim_pattern().finditer(words):
            span = Span(*found.span("word")).shifted(sentence.start)
            if any(span.overlaps(word) for word in taken) or _is_wish(words, found.start("word")):
                continue
            if not compared and not _counts(words[: found.start("word")]):
                continue
            if re.match(r"[了约达至到为]{0,2}\d", plain[span.end : span.end + 4]):
                continue  # the number that follows is judged with its slot
            word = found.group("word")
            claims.append(Claim(span, word, sign_of(word), _subject(words, found), sentence))
    return claims


def _counts(before: str) -> bool:
    tail = _CLAUSE_BREAK.split(before)[-1]
    tail = re.sub(r"(?:也|均|都|则|反而|同步|大幅|明显|略|有所|略有)+$", "", tail)
    return tail.endswith(movement_words().counts) and not tail.endswith(movement_words().no_counts)


def _is_wish(words: str, place: int) -> bool:
    clause = _CLAUSE_BREAK.split(words[:place])[-1]
    return any(word in clause for word in (*movement_words().wishes, *movement_words().plans))


def _subject(words: str, found: re.Match[str]) -> str:
    """The clause up to the comparison: 案件数量|较去年|下降; an empty one looks a clause back at 与去年相比，…."""
    clause = _CLAUSE_BREAK.split(words[: found.start("word")])[-1]
    for anchor in sorted(movement_words().anchors, key=len, reverse=True):
        if anchor in clause:
            clause = clause.split(anchor, 1)[0] or clause.split(anchor, 1)[1]
    clause = re.sub(
        r"^(?:相比|今年以来|全年|今年|其中|由此出现|出现)+|(?:去年|上年|同期|相比|有所|均|都|也)+$", "", clause
    )
    clause = re.sub(r"^[^年]{2,5}年", "", clause)
    clause = re.sub(r"^(?:而|但|且|并|同时|此外)+", "", clause)
    adverbs = "|".join(map(re.escape, movement_words().adverbs))
    return re.sub(rf"(?:{adverbs})+$", "", clause).strip()


def known_sign(claim: Claim, slots: Sequence[Slot], supply: Supply) -> tuple[int | None, str]:
    """Which way the claim's subject really went, and the indicators that say so; None when unknown or mixed."""
    metrics = supply.about(claim.subject) if claim.subject else []
    if not claim.subject:
        before = [s for s in slots if s.span.end <= claim.span.start and claim.sentence.contains(s.span)]
        last = supply.metric_for(before[-1]) if before else None
        metrics = [last] if last else []
    signs = {supply.movement(metric) for metric in metrics}
    if len(signs) > 1:  # a general subject (案件数量) is about what this text gives values of
        told = [metric for slot in slots if (metric := supply.metric_for(slot)) is not None]
        metrics = [metric for metric in metrics if any(metric is one for one in told)] or metrics
        signs = {supply.movement(metric) for metric in metrics}
    names = "、".join(metric.indicator for metric in metrics)
    return (signs.pop(), names) if len(signs) == 1 else (None, names)


def turned(word: str, sign: int) -> str:
    """The word of the same register for the true direction: 下降, 1 → 上升; level → 持平."""
    if sign == 0:
        return "持平"
    if sign_of(word) == sign:
        return word
    return movement_words().opposite.get(word, "上升" if sign > 0 else "下降")


def absences(text: str, year: int) -> list[Span]:
    """Clauses that say that something did not happen in ``year``: 2025年没有被提起行政诉讼."""
    words = movement_words()
    found: list[Span] = []
    for sentence in sentences(text):
        said = sentence.of(text)
        if f"{year}年" in said or any(word in said for word in words.this_year):
            clauses = re.finditer(r"[^，。；！\n]+", said)
            absent = [clause for clause in clauses if any(word in clause.group() for word in words.absence)]
            found.extend(Span(*clause.span()).shifted(sentence.start) for clause in absent)
    return found


def all_done(text: str) -> list[Span]:
    """Clauses that say of a number before them that all of it was done: 发现隐患32处，全部整改到位."""
    words = movement_words()
    found: list[Span] = []
    for sentence in sentences(text):
        said = sentence.of(text)
        for clause in re.finditer(r"[^，。；！\n]+", said):
            whole = next((clause.group().find(word) for word in words.all_of if word in clause.group()), -1)
            told = re.search(r"\d[^。；\n]*，\Z", said[: clause.start()])
            if whole >= 0 and told and any(word in clause.group()[whole:] for word in words.done):
                found.append(Span(*clause.span()).shifted(sentence.start))
    return [clause for clause in found if not re.search(r"\d", clause.of(text))]


def reason_sentences(text: str, turned_spans: Sequence[Span] = ()) -> list[Span]:
    """Sentences that explain last year's figures (主要原因是…); a mere 因退休减少 where that movement has turned."""
    return [
        span
        for span in sentences(text)
        if any(marker in span.of(text) for marker in movement_words().reasons)
        or any(
            span.contains(place) and _BECAUSE.search(span.of(text), 0, place.start - span.start)
            for place in turned_spans
        )
    ]


def superlative_sentences(text: str) -> list[Span]:
    """Sentences that rank a figure among others (再创历史新高, 全市第一)."""
    return [span for span in sentences(text) if any(word in span.of(text) for word in movement_words().superlatives)]
