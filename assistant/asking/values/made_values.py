"""Values made of two that are published: 办结率 = 办结 ÷ 受理, 未办结 = 受理 - 办结, 不合格率 = 100% - 合格率."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.asking.matching.ledger_view import Fact, Ledger, Wanted
from assistant.asking.matching.neighbours import counted_before, published_beside, together, told_after
from assistant.asking.matching.told_together import part_of
from assistant.asking.replying.citing import Citing, figure_of_computed, label
from assistant.asking.replying.shown_values import Shown, shown_of
from assistant.asking.understanding.wording import Rate, asked_words, canonical, rate_named, remainder_named
from assistant.computing import Computed, NotComparable, Operand, difference, plain, share, times

_UNDONE = r"(?:还|尚|仍|正)?(?:没有?|未)|仍未|尚待|有待"
_NOT_YET = re.compile(rf"(?:{_UNDONE})(?P<done>[\u4e00-\u9fff]{{2,3}})$")
_NOT_YET_OF = re.compile(rf"^(?P<not>(?:{_UNDONE})[\u4e00-\u9fff]{{2}})(?:完成?|到位|好)?的(?P<thing>.{{2,}})$")
_STILL_LEFT = re.compile(rf"[还尚仍只]?(?:剩下|剩余|余下|剩|还有|还)的?(?=$|{_UNDONE})")  # 还剩几处没整改
_FULLY = re.compile(rf"((?:{_UNDONE})[\u4e00-\u9fff]{{2}})(?:完成?|到位|好|掉|的)+$")
_RATE = "率"
_VERB_LENGTHS = (2, 3, 4)
_WHOLE = 100  # percent
_MAKERS: Mapping[str, Callable[[Operand, Operand], Computed]] = {
    "rate": share,
    "remainder": lambda part, whole: difference(whole, part),
    "multiple": times,
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where the two counts are looked for."""

    ledger: Ledger
    citing: Citing
    year: int
    issuer: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What a value is made of: ``counts`` of ``subject``, and how; ``beside``: only by one sentence."""

    subject: str
    counts: Rate
    kind: Literal["rate", "remainder", "multiple"]
    beside: bool = False


def definition_of(name: str) -> Definition | None:
    """How ``name`` is made of two counts: by the list, else by its verb; None when it is no rate or remainder."""
    return next(_definitions(name), None)


def made_value(given: Inputs, wanted: Wanted) -> Shown | None:
    """The value of the first of the names that is made of others; None where a count is missing or in doubt."""
    for name in wanted.names:
        definitions = list(_definitions(name))
        for definition in definitions:
            made = _computed(given, name, definition) or _complement(given, name, definition)
            if made is not None:
                return made
        if definitions:
            return None
    return None


def missing_base(ledger: Ledger, wanted: Wanted, year: int, issuers: Sequence[str]) -> str:
    """Which count a rate lacks, in words; "" when the indicator is no rate that can be computed."""
    for name in wanted.names:
        made = definition_of(name)
        if made is None or made.beside:
            continue
        counts = made.counts
        held = [_facts(ledger, made.subject, words, year, issuers) for words in (counts.part, counts.whole)]
        names = [
            words[0] or "总数" for facts, words in zip(held, (counts.part, counts.whole), strict=True) if not facts
        ]
        if len(names) == 1:
            return f"{made.subject}{names[0]}"
    return ""


def _definitions(name: str) -> Iterator[Definition]:
    multiple = asked_words().multiples.get(name.replace(" ", "").replace("的", ""))
    if multiple is not None:
        yield Definition("", multiple, kind="multiple")
        return
    name = _left_undone(name)
    rate = rate_named(name)
    if rate is not None:
        yield Definition(name[: -len(rate.name)].removesuffix("的"), rate, kind="rate")
        return
    left = remainder_named(name)
    if left is not None:
        yield Definition(name.replace(left.name, ""), left, kind="remainder")
        return
    undone = _NOT_YET.search(name.replace(" ", ""))
    if undone:
        done = undone["done"]
        known = rate_named(f"{done}{_RATE}")
        whole = known.whole if known else (*asked_words().came_in, "")
        subject = name.replace(" ", "")[: undone.start()]
        yield Definition(subject, Rate(undone.group(), (done,), whole), kind="remainder")
        return
    yield from _other_rates(name)


def _left_undone(name: str) -> str:
    """还剩几处隐患没整改到位, 没整改的隐患还有几处 → 隐患没整改; any other name as it is."""
    words = name.replace(" ", "")
    if not re.search(_UNDONE, words):
        return name
    words = _FULLY.sub(r"\1", _STILL_LEFT.sub("", words))
    turned = _NOT_YET_OF.match(words)
    return f"{turned['thing']}{turned['not']}" if turned else words


def _other_rates(name: str) -> Iterator[Definition]:
    """检察建议采纳率: the part that is 采纳 of what the same sentence has just counted."""
    stem = name.replace(" ", "").removesuffix(_RATE)
    if not name.endswith(_RATE) or stem.endswith(asked_words().no_shares):
        return
    for length in _VERB_LENGTHS:
        subject, verb = stem[:-length].removesuffix("的"), stem[-length:]
        if len(subject) > 1:
            yield Definition(subject, Rate(f"{verb}{_RATE}", (verb,), ("",)), kind="rate", beside=True)


def _computed(given: Inputs, name: str, made: Definition) -> Shown | None:
    pair = _pair(given, made)
    if pair is None:
        return _from_rest(given, name, made) if made.counts.rest else None
    part, whole = pair
    told = published_beside(given.ledger, part, made.counts.name) if made.kind == "rate" else None
    if told is not None:
        return replace(shown_of(told, given.issuer, given.year, given.citing), name=name)
    left, right = part.operand(), whole.operand()
    if left is None or right is None:
        return None
    try:
        result = _MAKERS[made.kind](left, right)
    except NotComparable:
        return None  # 件 over 人: no rate; the caller says what is missing
    if result.amount < 0:
        return None
    first, second, sign = (whole, part, "-") if made.kind == "remainder" else (part, whole, "÷")
    return _shown(given, name, result, (first, second), f"{label(first.lead)}{sign}{label(second.lead)}")


def _pair(given: Inputs, made: Definition) -> tuple[Fact, Fact] | None:
    """The part and the whole; where one is not named so or is in doubt, the one that its sentence tells with it."""
    subject = _bare_subject(made)
    counts = made.counts
    parts = _facts(given.ledger, subject, counts.part, given.year, (given.issuer,))
    wholes = _facts(given.ledger, subject, counts.whole, given.year, (given.issuer,))
    sure = len(parts) == 1 and len(wholes) == 1
    if sure and not made.beside:
        return (parts[0], wholes[0]) if parts[0].lead.id != wholes[0].lead.id else None
    pairs = [(part, whole) for part in parts for whole in wholes if together(part, whole)]
    if not pairs and not wholes:
        pairs = [(part, whole) for part in parts if (whole := _whole_before(given, subject, counts, part))]
    if not pairs and not parts:
        pairs = [(part, whole) for whole in wholes if (part := told_after(given.ledger, whole, counts.part))]
    return pairs[0] if len(pairs) == 1 else None


def _whole_before(given: Inputs, subject: str, counts: Rate, part: Fact) -> Fact | None:
    words = tuple(word or subject for word in counts.whole if word or subject)
    return part_of(given.ledger, part) or counted_before(given.ledger, part, words)


def _bare_subject(made: Definition) -> str:
    """食品抽检合格率, 抽检末梢水合格率: 食品 + 抽检, not 食品抽检 + 抽检."""
    subject = made.subject
    for name in filter(None, made.counts.whole):
        if subject != name and (subject.endswith(name) or subject.startswith(name)):
            return subject.removesuffix(name).removeprefix(name).removeprefix("的")
    return subject


def _complement(given: Inputs, name: str, made: Definition) -> Shown | None:
    """不合格率 of the 合格率 that is held."""
    if not made.counts.complement:
        return None
    found = given.ledger.find(Wanted((f"{made.subject}{made.counts.complement}",)), given.year, (given.issuer,))
    if len(found) != 1 or len(found[0].facts) != 1:
        return None
    held = shown_of(found[0].facts[0], given.issuer, given.year, given.citing)
    if held.operand is None or not held.operand.ratio:
        return None
    rest = _WHOLE - held.operand.amount
    result = Computed(plain(rest), "%", rest, "%", f"100-{plain(held.operand.amount)}", held.operand.approximate)
    return _shown(given, name, result, (held.fact, held.fact), f"100%-{held.name}")


def _from_rest(given: Inputs, name: str, made: Definition) -> Shown | None:
    """合格率 of 抽检 and 不合格."""
    pair = _pair(given, replace(made, counts=replace(made.counts, part=made.counts.rest)))
    if pair is None:
        return None
    rest, whole = pair
    left, right = rest.operand(), whole.operand()
    if left is None or right is None:
        return None
    try:
        gone = share(left, right)
        passed = share(replace(right, amount=right.amount - left.amount), right)
    except NotComparable:
        return None
    if not 0 <= gone.amount <= _WHOLE:
        return None
    words = f"({label(whole.lead)}-{label(rest.lead)})÷{label(whole.lead)}"
    result = replace(passed, formula=f"({plain(right.written)}-{plain(left.written)})÷{plain(right.written)}")
    return _shown(given, name, result, (whole, rest), words)


def _shown(given: Inputs, name: str, result: Computed, facts: tuple[Fact, Fact], words: str) -> Shown:
    marks = dict.fromkeys(number for fact in facts for number in given.citing.numbers(fact))
    return Shown(
        issuer=given.issuer,
        year=given.year,
        name=name,
        words=f"{result.value}{result.unit}",
        marks="".join(f"[{number}]" for number in marks),
        figure=figure_of_computed(name, result, facts[0], given.citing),
        operand=Operand(result.amount, result.amount_unit, result.unit, result.approximate),
        fact=facts[0],
        formula=f"{words}：{result.formula}",
    )


def _facts(ledger: Ledger, subject: str, names: Sequence[str], year: int, issuers: Sequence[str]) -> tuple[Fact, ...]:
    """What is held for the subject with the first of the names that is, in any order of words; of one issuer."""
    for name in names:
        asked = canonical(f"{subject}{name}") if not re.search(r"\s", subject) else f"{subject} {name}"
        found = ledger.find(Wanted((asked,)), year, issuers) if asked.strip() else []
        if found:
            return found[0].facts if len(found) == 1 else ()
    return ()
