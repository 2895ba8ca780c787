"""A judge of drafts that uses nothing of the product: plain code on last year's words, the draft's, and the metrics.

Each number of a draft must be a supplied value (with its unit, near words of its name), follow by plain arithmetic from
supplied values, or from others of its paragraph, be last year's value where the words say last year, or be no figure of
the year (names, articles, ordinals, terms, dates) in the very words of last year's text. Anything else is unsupported,
and stale where last year's text has the same number in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_NUMBER = re.compile(r"(?<![A-Za-z\d.])-?\d+(?:,\d{3})*(?:\.\d+)?")
_ASIDE = re.compile(
    r"【[^】]*】|(?:https?://|www\.)[!-~]+"
)  # places to fill, and addresses (…%E5%B9%B4) hold no numbers
_UP = ("增长", "上升", "增加", "提高", "提升", "增幅")
_DOWN = ("下降", "减少", "降低", "回落", "降幅")
_MOVE = re.compile(f"({'|'.join((*_UP, *_DOWN))})[^，。；、\\d【】]{{0,3}}$")
_OTHER_YEAR = re.compile(r"上年|去年|上一年|同期|前年|(?:19|20)\d\d年?")
_NO_FIGURE_AFTER = re.compile(
    r"(?:周年|年代|世纪|多?年(?!来|前)|岁|届|月|日|号|点|时|小时|个工作日|个月|季度|天|分钟|学时|级|类|版|期间|条|款|项第|—\d|[.．、)）]|[-—～~]\d)"
)
_NAMES = ("12315", "12345", "12331", "12365", "12369", "12318", "120", "119", "110")


@dataclass(frozen=True, slots=True)
class Known:
    """A supplied value, with last year's where it is known. ``amount`` and ``last`` in the same unit."""

    name: str
    value: str
    unit: str
    amount: Decimal
    last: Decimal | None


@dataclass(frozen=True)
class Judged:
    """A draft with what it was made from. ``past``: values of earlier years that the ledger holds, as written."""

    base: str
    draft: str
    known: Sequence[Known]
    past: frozenset[str]
    year: int

    @cached_property
    def unsupported(self) -> list[tuple[int, str]]:
        """Places and words of the numbers that nothing supports."""
        return [(at, words) for at, words in _numbers(self.draft) if not self._supported(at, words)]

    @cached_property
    def stale(self) -> list[tuple[int, str]]:
        """Those of them that last year's text has in the same words."""
        return [(at, words) for at, words in self.unsupported if self._in_base(at, words)]

    @cached_property
    def numbers(self) -> int:
        """How many numbers the draft has."""
        return sum(1 for _ in _numbers(self.draft))

    def directions(self) -> tuple[int, int]:
        """Direction words before a change in % or points that some metric made; how many of them are wrong."""
        seen = wrong = 0
        for at, words in _numbers(self.draft):
            moved = _MOVE.search(self.draft[max(0, at - 8) : at])
            after = self.draft[at + len(words) :]
            if not moved or not re.match(r"[%％]|个?百分点", after):
                continue
            signs = {sign for one in self.known for sign in _signs(one, words, after)}
            if signs:
                seen += 1
                wrong += (1 if moved.group(1) in _UP else -1) not in signs
        return seen, wrong

    def _supported(self, at: int, words: str) -> bool:
        after, before = self.draft[at + len(words) :], self.draft[max(0, at - 30) : at]
        if re.match(r"年(?!以上|以下)", after) and re.fullmatch(r"(?:19|20)\d\d", words):
            return self._year(at, words, before)
        tests = (self._no_figure, self._value, self._change, self._past, self._relation)
        return any(test(at, words, before, after) for test in tests)

    def _year(self, at: int, words: str, before: str) -> bool:
        if int(words) in (self.year, self.year + 1):
            return True
        compared = before.endswith(("比", "较", "与", "同", "和")) or _near(self.draft, at, self.past)
        window = "|" in _line(self.draft, at)
        asked = "上年" in self.draft[at : at + 24]
        of_a_day = re.match(r"年\s*\d+\s*月(?:\s*\d+\s*日|印发|发布|公布|施行)", self.draft[at + 4 :])
        if int(words) == self.year - 1:
            return bool(compared or window or asked or (of_a_day and self._in_base(at, words)))
        return compared or window or self._in_base(at, words)

    def _no_figure(self, at: int, words: str, before: str, after: str) -> bool:
        if words in _NAMES or before.endswith(("第", "〔", "［", "[", "“", "http")) or "://" in before[-25:]:
            return self._in_base(at, words) or words in _NAMES
        if re.match(r"\s*[月日]", after) and before.rstrip().endswith(("年", "月")):
            return bool(re.search(rf"(?<!\d){words}\s*[月日]", self.base))
        line_start = not before.rsplit("\n", maxsplit=1)[-1].strip(" （(#")
        in_title = before.rfind("《") > before.rfind("》")
        dated = words.startswith(("19", "20")) and len(words) in (4, 8)
        kind = line_start or in_title or dated or _NO_FIGURE_AFTER.match(after) or re.match(r"[A-Za-z]", after)
        return bool(kind) and (self._in_base(at, words) or int(float(words)) == self.year or dated)

    def _value(self, at: int, words: str, _before: str, after: str) -> bool:
        context = _sentence(self.draft, at)
        for one in self.known:
            if not _kin(one.name, context):
                continue
            if one.value.replace(",", "") == words.replace(",", "") and _unit_follows(one, after, context):
                return True
            if re.match(r"[余多]", after) and 0 <= one.amount - Decimal(words) < Decimal(10) ** _zeros(words):
                return True
        return False

    def _change(self, _at: int, words: str, _before: str, after: str) -> bool:
        return any(True for one in self.known for _ in _signs(one, words, after))

    def _past(self, at: int, words: str, _before: str, _after: str) -> bool:
        said = bool(_OTHER_YEAR.search(_sentence(self.draft, at)[:80])) or "|" in _line(self.draft, at)
        return words.replace(",", "") in self.past and said

    def _relation(self, at: int, words: str, _before: str, after: str) -> bool:
        """A share of two numbers of its line; a total or a remainder of the like numbers that stand next to it."""
        numbers = list(_numbers(_line(self.draft, at)))
        others = [Decimal(w.replace(",", "")) for place, w in numbers if w != words][:14]
        shown, step = Decimal(words.replace(",", "")), Decimal(1).scaleb(-_places(words))
        if re.match(r"[%％]", after):
            return any(b and abs(a / b * 100 - shown) <= step for a in others for b in others)
        start = self.draft.rfind("\n", 0, at) + 1
        like = [(start + place, w) for place, w in numbers if self._sort(start + place, w) == self._sort(at, words)]
        amounts = [Decimal(w.replace(",", "")) for _, w in like]
        here = next(i for i, (place, _) in enumerate(like) if place == at)
        runs = _runs(amounts)
        return any(here == total or here in parts for total, parts in runs)

    def _sort(self, at: int, words: str) -> str:
        """Whether a number is a share, money, a year or a count: only like ones are added."""
        after = self.draft[at + len(words) : at + len(words) + 2]
        if re.match(r"[%％年]|[亿万]?元", after):
            return after[-1] if "元" in after else after[0]
        return "count"

    def _in_base(self, at: int, words: str) -> bool:
        """Whether last year's text has the number after, or before, the same six characters."""
        left = self.draft[max(0, at - 6) : at + len(words)]
        right = self.draft[at : at + len(words) + 6]
        return left in self.base or right in self.base


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    plain = _ASIDE.sub(lambda found: "　" * len(found.group()), text)
    for found in _NUMBER.finditer(plain):
        lead = 1 if found.group().startswith("-") else 0
        yield found.start() + lead, found.group()[lead:]


def _runs(amounts: Sequence[Decimal]) -> Iterator[tuple[int, range]]:
    """Totals with the two or more numbers right after, or right before, that add up to them."""
    for total, amount in enumerate(amounts):
        for step in (1, -1):
            sum_, at = Decimal(0), total + step
            while 0 <= at < len(amounts) and sum_ < amount:
                sum_, at = sum_ + amounts[at], at + step
            parts = range(total + 1, at) if step > 0 else range(at + 1, total)
            if sum_ == amount and len(parts) > 1:
                yield total, parts


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return text[start : at + 30]


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _near(text: str, at: int, values: Iterable[str]) -> bool:
    said = {words for _, words in _numbers(text[at : at + 40])}
    return bool(said & set(values))


def _kin(name: str, context: str) -> bool:
    """Whether the words around share two characters in a row with the name."""
    return len(name) < 2 or "|" in context or any(name[i : i + 2] in context for i in range(len(name) - 1))


def _unit_follows(one: Known, after: str, context: str) -> bool:
    of_persons = "证" in one.name and one.unit in ("人", "名") and after.startswith(("个", "本"))  # each has one
    return after.startswith(one.unit) or not one.unit or "|" in context or one.unit in context or of_persons


def _zeros(words: str) -> int:
    return len(words) - len(words.rstrip("0"))


def _places(words: str) -> int:
    return len(words.split(".")[1]) if "." in words else 0


def _signs(one: Known, words: str, after: str) -> Iterator[int]:
    """Which way the value moved, if the number is its change."""
    if one.last is None:
        return
    shown, half = Decimal(words.replace(",", "")), Decimal(1).scaleb(-_places(words)) / 2
    moved = one.amount - one.last
    if re.match(r"[%％]", after) and one.last and one.unit not in ("%", "％"):
        right = abs(abs(moved / one.last * 100) - shown) <= half
    elif re.match(r"个?百分点", after):
        right = one.unit in ("%", "％") and abs(abs(moved) - shown) <= half
    elif after.startswith("倍"):
        right = bool(one.last) and abs(moved / one.last - shown) <= half
    else:
        right = after.startswith(one.unit) and abs(moved) == shown
    if right:
        yield (moved > 0) - (moved < 0)
