"""Chinese and Arabic numerals to and from ``Decimal``. Pure; knows nothing of units or of the words around."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
CHINESE_DIGIT = "零〇○一二三四五六七八九两"
CHINESE_NUMERAL = CHINESE_DIGIT + "十百千万亿"

# One code point for one: full-width digits, letters and signs become ASCII and every offset stays.
_ALNUM = [chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()]
FULL_WIDTH = str.maketrans(
    "".join(chr(ord(c) + 0xFEE0) for c in _ALNUM) + "％﹪．－−﹣＋～", "".join(_ALNUM) + "%%.---+~"
)
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％﹪．－−﹣＋～]")

_D = "[一二三四五六七八九两]"
_SECTION = (
    rf"(?:(?P<q{{0}}>{_D})千)?(?:零?(?P<b{{0}}>{_D})百)?"
    rf"(?:零?(?P<s{{0}}>{_D}?)(?P<t{{0}}>十))?(?:(?P<z{{0}}>[零〇]?)(?P<g{{0}}>{_D}))?"
)
_WHOLE = re.compile(
    rf"(?:(?P<yi>(?=[{CHINESE_NUMERAL}]){_SECTION.format(1)}(?:万{_SECTION.format(4)})?)亿)?"
    rf"(?:零?(?P<wan>(?=[{CHINESE_NUMERAL}]){_SECTION.format(2)})万)?"
    rf"(?P<ge>零?{_SECTION.format(3)})"
)
_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def ascii_numbers(text: str) -> str:
    """``text`` with full-width digits, letters and signs as ASCII, every offset kept."""
    return text.translate(FULL_WIDTH) if _WIDE.search(text) else text


def plain(number: Decimal) -> Decimal:
    """The same number without exponent and trailing zeros, so that ``str`` of it is what a person writes."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1)) if abs(number) < Decimal(10) ** 27 else number
    return number.normalize()


def read_arabic(text: str) -> Decimal | None:
    """``12,345`` / ``12，345`` / ``-9.79`` (ASCII digits) → Decimal; None if it is not one number."""
    sign, body = (-1, text[1:]) if text[:1] == "-" else (1, text.removeprefix("+"))
    if _GROUPED.fullmatch(body):
        return sign * Decimal(re.sub("[,，]", "", body))
    return sign * Decimal(body) if _PLAIN.fullmatch(body) and body.isascii() else None


def read_chinese(text: str) -> Decimal | None:
    """A well-formed Chinese numeral (十二, 一百零五, 两万三千, 三十点五, 二〇二五) → Decimal, else None.

    Ill-formed runs such as 十四五 or 三五 are None: they are names or estimates, not numbers.
    """
    whole, point, fraction = text.partition("点")
    if point:
        head = read_chinese(whole)
        if head is None or not fraction or any(c not in DIGITS for c in fraction):
            return None
        return head + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    if text in {"零", "〇"}:
        return Decimal(0)
    if len(text) >= 3 and all(c in DIGITS and c != "两" for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _read_places(text)


def _read_places(text: str) -> Decimal | None:
    """A numeral written with 十百千万亿."""
    found = _WHOLE.fullmatch(text) if text else None
    if found is None:
        return None
    yi = _section(found, 1) * (10000 if "万" in (found["yi"] or "") else 1) + _section(found, 4) if found["yi"] else 0
    total = yi * 100_000_000 + _section(found, 2) * 10_000 + _section(found, 3, previous=_place_before(found))
    return Decimal(total) if total else None


def _place_before(found: re.Match[str]) -> int:
    """The place that a lone last digit abbreviates from: 两万五 → 1000 (25,000); 0 when it does not."""
    if (found["ge"] or "").startswith("零"):
        return 0
    return 1000 if found["wan"] else 10_000_000 if found["yi"] else 0


def _section(found: re.Match[str], index: int, *, previous: int = 0) -> int:
    """The value below 10,000 of one section of the numeral."""
    thousands, hundreds, ones = (DIGITS.get(found[f"{name}{index}"] or "零", 0) for name in "qbg")
    tens = (DIGITS[found[f"s{index}"]] if found[f"s{index}"] else 1) if found[f"t{index}"] else 0
    if ones and not found[f"z{index}"] and not tens:
        # 一百二 is 120 and 三千五 is 3,500: the last digit belongs to the next place down.
        ones *= 10 if hundreds else 100 if thousands else previous or 1
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def write_chinese(number: int) -> str:
    """25 → 二十五, 110 → 一百一十, 20,304 → 二万零三百零四; from 0 to below 10**12.

    Raises:
        ValueError: the number is negative or too large.
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"只能写 0 到 9999 亿之间的数，收到 {number}。")
    if number < 10_000:
        return _write_section(number) or "零"
    unit, name = (100_000_000, "亿") if number >= 100_000_000 else (10_000, "万")
    high, low = divmod(number, unit)
    gap = "零" if 0 < low < unit // 10 else ""
    return write_chinese(high) + name + gap + (_write_low(low) if low else "")


def _write_low(number: int) -> str:
    """What stands after 万 or 亿: there a leading 十 is 一十."""
    words = write_chinese(number)
    return "一" + words if words.startswith("十") else words


def _write_section(number: int) -> str:
    """A number below 10,000; "" for 0."""
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = False
    return words[1:] if words.startswith("一十") else words
