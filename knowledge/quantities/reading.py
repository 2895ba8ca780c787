"""Reads the quantity at a place of a text (already in ASCII digits), and a bare number in any notation."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from knowledge.quantities.number import Number, QuantityKind
from knowledge.quantities.roles import WORDS
from knowledge.quantities.units import SCALE, UNIT_AFTER_CHINESE, UNIT_AFTER_DIGITS, base_unit, unit_kind
from knowledge.quantities.words import CHINESE_NUMERAL, ascii_numbers, plain, read_arabic, read_chinese
from knowledge.spans import Span

_APPROX = WORDS["approximation"]


def _words(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_C = f"[{CHINESE_NUMERAL}]"
_AR = r"(?:\d{1,3}(?:[,，]\d{3})+(?![\d])|\d+)(?:\.\d+)?"
_CN = rf"{_C}+(?:点[零〇一二三四五六七八九]+)?"
_MIDDLE = rf"(?:{_words(_APPROX['middle'])})"
# 5244件|多412件, 89处|多年积案: what follows is more than these
_AFTER = rf"(?P<after>\s*(?:{_words(_APPROX['after'])})(?<!多(?=[^，。、；,;：:）)\s])))?"
_BEFORE_ANY = [word for word in _APPROX["before"] if word not in {*_APPROX["before_bare_only"], "约", "近"}]
_OWN_WORD = rf"(?<![{_APPROX['not_after']}])"
_BEFORE = re.compile(rf"(?:{_OWN_WORD}(?:约|近)|{_words(_BEFORE_ANY)})[了为有达]?[ \t]?\Z")
_BEFORE_BARE = re.compile(rf"{_OWN_WORD}(?:{_words(_APPROX['bare'])})[ \t]?\Z")
_SIGN_LEFT = re.compile(r"(?<![\dA-Za-z%一-龥])[-+]\Z|(?<=[增长率幅速降升比涨为至到])[-+]\Z")
_TO = r"\s*(?:-{1,2}|—{1,2}|–|~{1,2}|至|到)\s*"


def _tail(unit: str) -> str:
    """Scale, approximation and unit after the digits."""
    return (
        rf"(?P<m1>{_MIDDLE})?(?P<scale>\s?{SCALE})?(?P<m2>{_MIDDLE})?(?P<scale2>[万亿](?!\\d))?"
        rf"(?P<gap>[ \t\u3000]{{0,2}})(?P<unit>{unit})?{_AFTER}"
    )


_ARABIC = re.compile(rf"(?P<value>{_AR}){_tail(UNIT_AFTER_DIGITS)}")
_ARABIC_RANGE = re.compile(
    rf"(?P<value>{_AR})(?P<scale1>{SCALE})?(?P<unit1>{UNIT_AFTER_DIGITS})?{_TO}(?P<value2>{_AR}){_tail(UNIT_AFTER_DIGITS)}"
)
# 1亿3千多万, 2万5千公里: digits mixed with Chinese places.
_MIXED = re.compile(
    rf"(?P<value>(?P<high>\d+)(?P<first>[亿万])(?P<low>\d+)(?P<second>[千百]|(?=万)))(?P<m1>{_MIDDLE})?(?P<third>万)?"
    rf"(?P<unit>{UNIT_AFTER_DIGITS})?{_AFTER}"
)
_CHINESE = re.compile(rf"(?P<value>{_CN}){_tail(UNIT_AFTER_CHINESE)}")
_CHINESE_RANGE = re.compile(
    rf"(?P<value>{_CN})(?P<unit1>{UNIT_AFTER_CHINESE})?{_TO}(?P<value2>{_CN}){_tail(UNIT_AFTER_CHINESE)}"
)
_FRACTION = re.compile(
    rf"(?P<base>百|千|万|{_CN})分之(?P<part>百|{_CN}|{_AR})"
    rf"(?:(?:至|到|—|-)(?:百分之)?(?P<part2>百|{_CN}|{_AR})(?![元个]))?{_AFTER}"
)
_WHOLES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_VAGUE = re.compile(
    rf"(?P<value>(?:数|几|好几|[二三四五六七八九两]?十几|[二三四五六七八九]?十数)?[十百千万亿]{{0,3}}几?)(?P<unit>{UNIT_AFTER_CHINESE})"
)
_VAGUE_SHAPE = re.compile(r"(?:数|几)[十百千万亿]+|[一二三四五六七八九两]?十几|[百千万亿]+")
# 九成五 is 95%; 7分12秒 and 2小时35分钟 are one time.
_TENTHS = re.compile(
    rf"(?P<tenths>{_C})成(?P<more>[一二三四五六七八九])(?![{CHINESE_NUMERAL}]|{UNIT_AFTER_CHINESE}){_AFTER}"
)
_TIME = re.compile(r"(?P<long>\d+)(?P<unit>小时|分)(?P<short>\d+)(?:分钟|分(?!之)|秒钟?)")
# 占全国1/10: after a word of sharing two digits with a stroke are a fraction.
_STROKE = re.compile(rf"(?P<part>\d{{1,2}})/(?P<base>\d{{1,3}})(?![\d/.]|[年月日]){_AFTER}")
_SHARING = re.compile(r"占[^，。；\d]{0,12}\Z")
_HALF = re.compile(r"半(?P<unit>年|个月|个小时|小时|天|日)(?!会|报|刊|检|来之)")
_HALF_SHARE = re.compile(r"一半(?![是多])|半数")


def quantity_at(text: str, start: int, floor: int) -> Number | None:
    """The quantity whose first numeral stands at ``start``; its words may reach back to ``floor``."""
    if text[start].isdecimal():
        made_up = _made_up_at(text, start, floor)
        if made_up:
            return made_up
        found = _ARABIC_RANGE.match(text, start) or _ARABIC.match(text, start)
        return _measured(text, found, floor) if found else None
    return _in_words_at(text, start, floor) or _chinese_at(text, start, floor)


def _in_words_at(text: str, start: int, floor: int) -> Number | None:
    """A share or time in words: 一半, 三分之一, 九成五, 半年."""
    half = _HALF_SHARE.match(text, start)
    if half:
        return Number(Span(*half.span()), "quantity", half[0], "", Decimal(50), "%", "ratio")
    fraction = _FRACTION.match(text, start)
    if fraction:
        return _fraction(text, fraction, floor)
    tenths = _TENTHS.match(text, start)
    if tenths:
        return _tenths(text, tenths, floor)
    half = _HALF.match(text, start)
    if half:
        return Number(Span(*half.span()), "quantity", "半", half["unit"], Decimal("0.5"), half["unit"], "duration")
    return None


def _made_up_at(text: str, start: int, floor: int) -> Number | None:
    """A quantity of two numbers in digits: 1亿3千多万, 7分12秒, 占全国1/10."""
    mixed = _MIXED.match(text, start)
    if mixed:
        return _mixed(text, mixed, floor)
    time = _TIME.match(text, start)
    if time:
        amount = Decimal(time["long"]) * (60 if time["unit"] == "小时" else 1)
        amount += Decimal(time["short"]) / (1 if time["unit"] == "小时" else 60)
        before, begin = _before(text, start, floor)
        return Number(Span(begin, time.end()), "quantity", time[0], "", plain(amount), "分钟", "duration", before)
    stroke = _STROKE.match(text, start) if _SHARING.search(text[max(floor, start - 16) : start]) else None
    if stroke and int(stroke["part"]) < int(stroke["base"]):
        share = Decimal(stroke["part"]) * 100 / Decimal(stroke["base"])
        return _whole_value(text, stroke, stroke["part"] + "/" + stroke["base"], plain(share), floor)
    return None


def _tenths(text: str, found: re.Match[str], floor: int) -> Number | None:
    """九成五 → 95%."""
    tens, ones = read_chinese(found["tenths"]), read_chinese(found["more"])
    if tens is None or ones is None:
        return None
    value = f"{found['tenths']}成{found['more']}"
    return _whole_value(text, found, value, tens * 10 + ones, floor)


def _whole_value(text: str, found: re.Match[str], value: str, share: Decimal, floor: int) -> Number:
    """A share whose unit is in its value, with the words of approximation around it."""
    before, begin = _before(text, found.start(), floor)
    after = (found["after"] or "").strip()
    end = found.end() - (0 if after else len(found["after"] or ""))
    return Number(Span(begin, end), "quantity", value, "", share, "%", "ratio", _join(before, after))


def _chinese_at(text: str, start: int, floor: int) -> Number | None:
    """A Chinese numeral is a quantity only with a unit (or a rank's 第) beside it."""
    found = _CHINESE_RANGE.match(text, start)
    if found and (found["unit"] or found["value2"][-1] in "万亿"):
        values = (_split_scale(found["value"])[0], _split_scale(found["value2"])[0])
        if all(read_chinese(value) is not None for value in values):
            return _measured(text, found, floor)
    found = _CHINESE.match(text, start)
    if found:
        value, _ = _split_scale(found["value"] + (found["scale"] or ""))
        ranked = text[max(floor, start - 1) : start] == "第"
        if read_chinese(value) is not None and (found["unit"] or ranked):
            number = _measured(text, found, floor)
            return _placed(text, number) if ranked else number
    return _vague_at(text, start, floor)


def _placed(text: str, number: Number) -> Number:
    """第三|位|: after a Chinese numeral 位 counts only places; 第 is part of what was written."""
    number = replace(number, value=f"第{number.value}")
    if number.unit or text[number.span.end : number.span.end + 1] != "位":
        return number
    return replace(number, unit="位", amount_unit="位", span=Span(number.span.start, number.span.end + 1))


def _vague_at(text: str, start: int, floor: int) -> Number | None:
    """数百家, 几十次, 十几人, 上千户: a unit, no exact amount."""
    found = _VAGUE.match(text, start)
    if not found or not _VAGUE_SHAPE.fullmatch(found["value"]):
        return None
    before = _BEFORE_BARE.search(text[max(floor, start - 4) : start])
    if found["value"][0] in "百千万亿" and not before:
        return None
    begin = start - len(before[0]) if before else start
    words = before[0].strip() if before else ("几" if "几" in found["value"] else "数")
    kind = unit_kind(found["unit"])
    return Number(
        Span(begin, found.end()),
        "quantity",
        found["value"],
        found["unit"],
        None,
        base_unit(found["unit"])[1],
        kind,
        words,
    )


def _fraction(text: str, found: re.Match[str], floor: int) -> Number | None:
    """百分之三十点五, 千分之三, 三分之一: amounts in per cent."""
    base = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(found["base"]) or read_chinese(
        found["base"]
    )
    part = Decimal(100) if found["part"] == "百" else read_number(found["part"])
    if not base or part is None:
        return None
    upper = None
    if found["part2"]:
        second = Decimal(100) if found["part2"] == "百" else read_number(found["part2"])
        upper = plain(second * 100 / base) if second is not None else None
    value = text[found.start() : found.end("part2") if found["part2"] else found.end("part")]
    return replace(_whole_value(text, found, value, plain(part * 100 / base), floor), upper=upper)


def _measured(text: str, found: re.Match[str], floor: int) -> Number:
    """A numeral with its approximation words, scale and unit."""
    groups = found.groupdict()
    value, extra = _split_scale(groups["value"])
    scale = (groups["scale"] or "").strip() + (groups["scale2"] or "")
    unit = groups["unit"] or ""
    value2, extra2 = _split_scale(groups.get("value2") or "")
    tail = (extra2 if value2 else extra) + scale + unit
    before, begin = _before(text, found.start(), floor)
    begin, value = _sign(text, begin, value, floor) if not before else (begin, value)
    ranked = text[max(floor, begin - 1) : begin] == "第"
    factor, base = base_unit(tail)
    amount = _amount(value, factor)
    upper = _amount(value2, factor) if value2 else None
    own = extra + (groups.get("scale1") or "") + (groups.get("unit1") or "")
    if upper is not None and own:
        # 1万至5万元: the first end has its own scale; 3至5万元: it shares the second's.
        amount = _amount(value, base_unit(own)[0])
    middle = (groups["m1"] or "") or (groups["m2"] or "")
    end = found.end()
    if not unit and not groups["after"]:
        end -= len(groups["gap"] or "")
    kind: QuantityKind = "rank" if ranked else unit_kind(tail)
    span = Span(begin - 1 if ranked else begin, end)
    approximation = _join(before, middle, (groups["after"] or "").strip())
    return Number(span, "quantity", value, tail, amount, base, kind, approximation, upper)


def _mixed(text: str, found: re.Match[str], floor: int) -> Number:
    """1亿3千多万 → 130,000,000; the last 万 stays with the unit."""
    before, begin = _before(text, found.start(), floor)
    unit = (found["third"] or "") + (found["unit"] or "")
    low = Decimal(found["low"]) * base_unit(found["second"])[0] * base_unit(found["third"] or "")[0]
    factor, base = base_unit(found["unit"] or "")
    amount = (Decimal(found["high"]) * base_unit(found["first"])[0] + low) * factor
    approximation = _join(before, found["m1"] or "", (found["after"] or "").strip())
    span = Span(begin, found.end())
    return Number(span, "quantity", found["value"], unit, plain(amount), base, unit_kind(unit), approximation)


def _split_scale(value: str) -> tuple[str, str]:
    """A Chinese numeral that ends in 万 or 亿 gives it to the unit, as Arabic ones do: 五万元 → 五, 万元."""
    if value[-1:] in {"万", "亿"} and read_chinese(value[:-1]) is not None:
        return value[:-1], value[-1]
    return value, ""


def _amount(value: str, factor: Decimal) -> Decimal | None:
    number = read_number(value)
    return None if number is None else plain(number * factor)


def _before(text: str, start: int, floor: int) -> tuple[str, int]:
    """Approximation words directly before, and where they begin."""
    found = _BEFORE.search(text[max(floor, start - 5) : start])
    return (found[0].strip(), start - len(found[0])) if found else ("", start)


def _sign(text: str, start: int, value: str, floor: int) -> tuple[int, str]:
    """A minus sign before the digits that is neither a dash of a range nor a hyphen."""
    left = text[max(floor, start - 3) : start]
    found = _SIGN_LEFT.search(left)
    if found and value[0].isdecimal():
        return start - 1, found[0] + value
    return start, value


def _join(*words: str) -> str:
    return "…".join(word for word in words if word)


def read_number(text: str) -> Decimal | None:
    """A bare number in any notation (12,345, １２, 三百二十一, 1.2万, 百分之三 as 0.03) as a Decimal, else None."""
    words = ascii_numbers(text).strip()
    if not words:
        return None
    if words.startswith("负"):
        positive = read_number(words[1:])
        return None if positive is None else -positive
    number = read_arabic(words)
    if number is None:
        number = read_chinese(words)
    if number is not None:
        return number
    found = re.fullmatch(rf"([-+]?{_AR})({SCALE})", words)
    if found:
        digits = read_arabic(found[1])
        return None if digits is None else plain(digits * base_unit(found[2])[0])
    if words.endswith("%"):
        digits = read_arabic(words[:-1].strip())
        return None if digits is None else plain(digits / 100)
    fraction = _FRACTION.fullmatch(words)
    number_found = _fraction(words, fraction, 0) if fraction else None
    return plain(number_found.amount / 100) if number_found and number_found.amount is not None else None
