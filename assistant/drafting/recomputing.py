"""Changes, shares, totals and differences, computed from values that have an origin of their own. Pure arithmetic."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.movement_words import movement_words
from assistant.drafting.slots import Slot, decimals, plain
from assistant.metrics.supplied import units_agree
from knowledge.spans import Span

_SHARE_LEAD = re.compile(r"\s*[（(，,、]?\s*(?:约?占(?:比)?|比重)?(?:为|达到?)?约?\s*")


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two years. ``amount`` is signed, in ``unit``; ``formula`` shows it in numbers."""

    amount: Decimal
    unit: str
    formula: str


def rounded(amount: Decimal, places: int) -> Decimal:
    """Half up, as people round."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def visible(amount: Decimal, places: int) -> Decimal:
    """Rounded, with more places where a real difference would else be written as 0."""
    while places < 4 and amount and not rounded(amount, places):
        places += 1
    return rounded(amount, places)


def percent_change(new: Decimal, old: Decimal, places: int) -> Change | None:
    """(new − old) ÷ old in %, None when last year was 0."""
    if not old:
        return None
    change = visible((new - old) / old * 100, places)
    return Change(change, "%", f"({plain(new)}−{plain(old)})÷{plain(old)}×100%={plain(change)}%")


def point_change(new: Decimal, old: Decimal, places: int) -> Change:
    """The difference of two ratios in 个百分点."""
    change = visible(new - old, places)
    return Change(change, "个百分点", f"{plain(new)}%−{plain(old)}%={plain(change)}个百分点")


def times_change(new: Decimal, old: Decimal, places: int) -> Change | None:
    """How many times over it grew (增长1.2倍); None when it did not at least double or last year was 0."""
    if not old or new < old * 2:
        return None
    change = visible((new - old) / old, max(places, 1))
    return Change(change, "倍", f"({plain(new)}−{plain(old)})÷{plain(old)}={plain(change)}倍")


def plain_change(new: Decimal, old: Decimal, unit: str) -> Change:
    """The difference itself, in ``unit``: 减少46人."""
    return Change(new - old, unit, f"{plain(new)}−{plain(old)}={plain(new - old)}{unit}")


@dataclass(frozen=True, slots=True)
class Relation:
    """``slot`` (an index) follows from ``terms``: their sum, the first less the rest, or first ÷ second in %."""

    kind: str  # sum, difference, ratio
    slot: int
    terms: tuple[int, ...]

    def value(self, amounts: Mapping[int, Decimal]) -> Decimal | None:
        """The computed amount, None when a term is unknown or the divisor 0."""
        if any(term not in amounts for term in self.terms):
            return None
        values = [amounts[term] for term in self.terms]
        if self.kind == "sum":
            return sum(values, Decimal(0))
        if self.kind == "difference":
            return values[0] - sum(values[1:], Decimal(0))
        return values[0] / values[1] * 100 if values[1] else None

    def formula(self, amounts: Mapping[int, Decimal]) -> str:
        """The same in numbers: 31988÷34973×100%."""
        values = [plain(amounts[term]) for term in self.terms]
        if self.kind == "ratio":
            return f"{values[0]}÷{values[1]}×100%"
        return ("+" if self.kind == "sum" else "−").join(values)


def _level(slot: Slot) -> bool:
    number = slot.number
    plain_level = number.role == "quantity" and not (slot.is_change or slot.blank)
    return plain_level and number.amount is not None and not number.approximation


def find_relations(text: str, slots: Sequence[Slot]) -> list[Relation]:
    """Which numbers of a text follow from others, found by their arithmetic and held to the words around them."""
    relations: list[Relation] = []
    for index, slot in enumerate(slots):
        if not _level(slot):
            continue
        if slot.number.amount_unit == "%":
            relations.extend(_ratio_of(text, slots, index))
        else:
            relations.extend(_parts_of(text, slots, index))
    return relations


def _parts_of(text: str, slots: Sequence[Slot], total: int) -> list[Relation]:
    """立案100件，其中甲60件、乙40件: the total is the sum; each part is the total less the others."""
    whole = slots[total]
    parts: list[int] = []
    sum_ = Decimal(0)
    for index in range(total + 1, len(slots)):
        slot = slots[index]
        if re.search(r"[\n。]", text[whole.span.end : slot.span.start]):
            break  # a next sentence counts something else, however well its numbers happen to add up
        if not _level(slot) or not units_agree(slot.number.amount_unit, whole.number.amount_unit):
            continue
        assert slot.number.amount is not None and whole.number.amount is not None
        if not parts and not _announces_parts(text, whole, slot):
            break
        parts.append(index)
        sum_ += slot.number.amount
        if sum_ >= whole.number.amount:
            break
    if len(parts) < 2 or sum_ != whole.number.amount:
        return []
    found = [Relation("sum", total, tuple(parts))]
    for part in parts:
        rest = tuple(other for other in parts if other != part)
        found.append(Relation("difference", part, (total, *rest)))
    return found


def _announces_parts(text: str, whole: Slot, part: Slot) -> bool:
    return any(word in text[whole.span.end : part.span.start] for word in movement_words().parts)


def _ratio_of(text: str, slots: Sequence[Slot], ratio: int) -> list[Relation]:
    """办结率91.46% of 受理34973件，办结31988件: numerator by name or by standing just before, divisor by arithmetic."""
    slot = slots[ratio]
    start = text.rfind("\n", 0, slot.span.start) + 1
    counts = [
        i
        for i, s in enumerate(slots)
        if s.span.start >= start and s.span.end <= slot.span.start and _level(s) and s.number.amount_unit != "%"
    ]
    if not counts or not _worded_as_ratio(text, slot):
        return []
    for top in _numerators(slots, counts, slot):
        bottoms = [b for b in counts if b != top and _divides(slots[top], slots[b], slot)]
        wholes = [b for b in bottoms if not _is_a_part(text, slots, b) or _named_as_whole(text, slots, b, top, ratio)]
        if wholes:
            return [Relation("ratio", ratio, (top, bottom)) for bottom in wholes]
    return []


def _share_after(text: str, slots: Sequence[Slot], count: int) -> int | None:
    """The slot of the share that stands right after a count: 食品类762件（64.7%）, 29件，占4.2%; None for none."""
    after = count + 1
    if after >= len(slots) or slots[after].number.unit not in ("%", "％"):
        return None
    return after if _SHARE_LEAD.fullmatch(text[slots[count].span.end : slots[after].span.start]) else None


def _is_a_part(text: str, slots: Sequence[Slot], count: int) -> bool:
    """Whether the count has a share of its own, so that it is a part of something and no whole beside other parts."""
    return _share_after(text, slots, count) is not None


def _named_as_whole(text: str, slots: Sequence[Slot], bottom: int, top: int, ratio: int) -> bool:
    """占食品类案件的50%, or 食品类案件40件（40%），其中…20件（50%）: a part that has parts of its own."""
    said = text[slots[top].span.end : slots[ratio].span.start]
    if any(len(name) > 1 and name in said for name in slots[bottom].names):
        return True
    return bottom < top and _announces_parts(text, slots[bottom], slots[top])


def trusted_relations(text: str, slots: Sequence[Slot], relations: Sequence[Relation]) -> list[Relation]:
    """The relations that last year's text bears out: no share of a list of which others do not rest on that whole.

    One share that fits a number before it may do so by accident; the others of its list say whether it does.
    """
    explained = {relation.slot for relation in relations if relation.kind == "ratio"}
    return [
        relation
        for relation in relations
        if relation.kind != "ratio" or not _contradicted(text, slots, relation, explained)
    ]


def _contradicted(text: str, slots: Sequence[Slot], relation: Relation, explained: Container[int]) -> bool:
    at, whole = slots[relation.slot].span, slots[relation.terms[1]]
    begin = max(text.rfind(mark, 0, at.start) for mark in "。\n") + 1  # 占45.5%；…占33.1%: one list
    ends = [place for mark in "。\n" if (place := text.find(mark, at.end)) >= 0]
    stretch = Span(begin, min(ends, default=len(text)))
    for count, slot in enumerate(slots):
        share = _share_after(text, slots, count) if _level(slot) and stretch.contains(slot.span) else None
        if share is None or share in explained or not _level(slots[share]):
            continue
        if not _divides(slot, whole, slots[share], steps=Decimal(1)):
            return True
    return False


def _worded_as_ratio(text: str, slot: Slot) -> bool:
    before = text[max(slot.sentence.start, slot.span.start - 14) : slot.span.start]
    return before.endswith(("（", "(")) or any(word in before for word in movement_words().ratio)


def _numerators(slots: Sequence[Slot], counts: Sequence[int], ratio: Slot) -> list[int]:
    stem = (ratio.figure.surface if ratio.figure else "").removesuffix("率")[-2:]
    named = [i for i in counts if len(stem) == 2 and any(stem in name for name in slots[i].names)]
    return [*named, counts[-1]]


def _divides(top: Slot, bottom: Slot, ratio: Slot, steps: Decimal = Decimal("0.5")) -> bool:
    a, b, shown = top.number.amount, bottom.number.amount, ratio.number.amount
    if a is None or not b or shown is None or not units_agree(top.number.amount_unit, bottom.number.amount_unit):
        return False
    return abs(a / b * 100 - shown) <= steps.scaleb(-decimals(ratio.number.value))


def honest_approximation(approximation: str, shown: Decimal, exact: Decimal) -> bool:
    """Whether 余/多/超 (a little below the true value), 近 (a little above) or 约 (either) is true of ``exact``."""
    digits = f"{shown:f}"
    step = Decimal(10) ** (len(digits) - len(digits.rstrip("0")) if "." not in digits else 0)
    if approximation in ("近", "接近", "将近"):
        return exact <= shown and shown - exact < step
    if approximation in ("约", "大约", "左右", "上下", "约为"):
        return abs(shown - exact) <= step / 2
    return shown <= exact and exact - shown < step


def round_down(exact: Decimal, digits: int) -> Decimal:
    """The first ``digits`` digits kept, the rest 0: 317, 1 → 300."""
    whole = int(exact)
    scale = 10 ** max(0, len(str(whole)) - digits)
    return Decimal(whole // scale * scale)
