"""1.2万 / 三百余 / 12.4% / 百分点 / 千分之三 → Decimal, unit, approximate. Pure; never touches the text's offsets."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.quantities.number import Number, NumberRole, QuantityKind
from knowledge.quantities.reading import quantity_at, read_number
from knowledge.quantities.roles import Claim, Zones, claim_at, ordinary_word
from knowledge.quantities.units import base_unit, is_unit, unit_kind
from knowledge.quantities.words import CHINESE_NUMERAL, ascii_numbers, plain, write_chinese
from knowledge.spans import Span

__all__ = [
    "Number",
    "NumberRole",
    "QuantityKind",
    "base_unit",
    "chinese_article_number",
    "find_numbers",
    "find_quantities",
    "read_number",
    "read_quantity",
]

_LISTED = {"、", "和", "与", "及", "，", ",", "以及"}
_NEAR = 40  # characters back to 分别
_C = f"[{CHINESE_NUMERAL}]"
_CANDIDATE = re.compile(rf"[\d{CHINESE_NUMERAL}数几半]")


def find_numbers(text: str) -> list[Number]:
    """Every number of ``text`` in order, whatever its role; spans never overlap."""
    ascii_text = ascii_numbers(text)
    zones = Zones(ascii_text)
    numbers: list[Number] = []
    floor = position = 0
    while found := _CANDIDATE.search(ascii_text, position):
        number, position = _number_at(ascii_text, found.start(), floor, zones)
        if number is not None:
            numbers.append(number if ascii_text == text else _as_written(number, ascii_text, text))
            floor = number.span.end
    return _join_limits(_with_shared_units(ascii_text, numbers))


def _number_at(text: str, start: int, floor: int, zones: Zones) -> tuple[Number | None, int]:
    """The number whose first numeral stands at ``start``, and where to go on looking."""
    zone = zones.at(start)
    if zone is not None and zone.role == "page" and zone.start >= floor:
        return _claimed(text, zone), zone.end
    if zone is None and (end := ordinary_word(text, start, floor)):
        return None, end
    claim = claim_at(text, start, floor)
    number = _claimed(text, claim) if claim else quantity_at(text, start, floor)
    if number is None:
        return None, start + 1
    if zone is not None:
        end = min(number.span.end, max(zone.end - 1, start + 1))
        number = Number(Span(max(number.span.start, zone.start), end), "name", text[start:end])
    return number, number.span.end


def _claimed(text: str, claim: Claim) -> Number:
    """A number of another role; a year's or article's ``value`` is its number alone, a range of years has ``upper``."""
    words = text[claim.start : claim.end]
    numbers = re.findall(rf"\d+|{_C}+", words) if claim.role in {"year", "article", "ordinal"} else []
    span = Span(claim.start, claim.end)
    if not numbers:
        return Number(span, claim.role, words.strip(" -—–"))
    upper = read_number(numbers[1]) if claim.role == "year" and len(numbers) > 1 else None
    return Number(span, claim.role, numbers[0], amount=read_number(numbers[0]), upper=upper)


def _as_written(number: Number, ascii_text: str, text: str) -> Number:
    """Value and unit in the original's own characters: full-width digits and ％ stay full-width."""
    at = ascii_text.find(number.value, *number.span)
    value = number.value if at < 0 else text[at : at + len(number.value)]
    at = ascii_text.rfind(number.unit, *number.span)
    unit = number.unit if at < 0 else text[at : at + len(number.unit)]
    return replace(number, value=value, unit=unit)


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """分别提升2.1和4.8个百分点: a bare number of such a list has the unit of the next one."""
    shared = list(numbers)
    for i in range(len(shared) - 2, -1, -1):
        bare, following = shared[i], shared[i + 1]
        between = text[bare.span.end : following.span.start].strip()
        if bare.unit or {bare.role, following.role} != {"quantity"} or not following.unit or between not in _LISTED:
            continue
        if "分别" in text[max(0, bare.span.start - _NEAR) : bare.span.start]:
            given = read_quantity(bare.value, following.unit)
            if given is not None:
                shared[i] = replace(given, span=bare.span, approximation=bare.approximation)
    return shared


def _join_limits(numbers: list[Number]) -> list[Number]:
    """五万元以上五十万元以下 is one range, not two numbers."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last and _is_limit_pair(last, number):
            span = Span(last.span.start, number.span.end)
            joined[-1] = replace(last, span=span, upper=number.amount, approximation=f"{last.approximation}…以下")
        else:
            joined.append(number)
    return joined


def _is_limit_pair(low: Number, high: Number) -> bool:
    return (
        low.span.end == high.span.start
        and low.approximation == "以上"
        and high.approximation == "以下"
        and low.amount_unit == high.amount_unit
    )


def find_quantities(text: str) -> list[Number]:
    """Only those whose role is ``quantity``."""
    return [number for number in find_numbers(text) if number.role == "quantity"]


def read_quantity(value: str, unit: str) -> Number | None:
    """A value and unit given apart, as in a table (``"344.1"``, ``"万元"``); span is (0, 0). None if not a number."""
    words = ascii_numbers(value).strip()
    unit = ascii_numbers(unit).strip().strip("()（）")
    place = read_number(words[1:]) if words.startswith("第") else None
    if place is not None:
        return Number(Span(0, 0), "quantity", words, unit, plain(place), base_unit(unit)[1], "rank")
    bare = read_number(words) if "分之" not in words and not words.endswith("%") else None
    if bare is not None and (is_unit(unit) or not unit):
        factor, base = base_unit(unit)
        return Number(Span(0, 0), "quantity", words, unit, plain(bare * factor), base, unit_kind(unit))
    if bare is not None:
        return Number(Span(0, 0), "quantity", words, unit, plain(bare), unit)
    whole = words if words.endswith(unit) else words + unit
    found = find_quantities(whole)
    if len(found) == 1 and found[0].span == (0, len(whole)):
        return replace(found[0], span=Span(0, 0))
    return None


def chinese_article_number(number: int) -> str:
    """25 → 二十五, 110 → 一百一十, as articles are numbered."""
    return write_chinese(number)
