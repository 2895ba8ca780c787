"""The counts of a text, paragraph by paragraph, with the words that name each: what sums and rates are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.quantities import Number, find_numbers
from knowledge.spans import Span

_ALIKE = {"起": "件", "宗": "件", "案": "件", "名": "人", "位": "人"}  # counters of one thing, compared as one
_LINE = re.compile(r"[^\n]*[0-9０-９一二三四五六七八九十][^\n]*")
_STOP = re.compile(r"[。！？]")
_EDGE = re.compile(r"[、，,；;：:。！？（(）)]")
_DECIMALS = re.compile(r"[.．]([0-9０-９]+)")
_INSIDE = re.compile(r"[（(][^（()）\n]{0,80}[)）]")
_INCLUDED = re.compile(r"(?:内含|[（(，、]含|包含|含有)[^，,；;。]*(?:、[^，,；;。]*)*")


@dataclass(frozen=True, slots=True)
class Counted:
    """A value with the words before it. ``unit`` is comparable (起 and 件 are one); ``aside`` when in brackets.

    ``whose`` is the name with that of the value just before, which it may belong to (普通程序37起、罚款78.9万元).
    ``step`` is the last place written, in the unit of ``amount``: 1.2万 → 1000, 35 → 1.
    """

    span: Span
    name: str
    whose: str
    value: str
    amount: Decimal
    unit: str
    scale: Decimal
    step: Decimal
    ratio: bool
    exact: bool
    aside: bool

    @property
    def rounded(self) -> bool:
        """Whether the value may have been rounded when it was written: 1.2万, 80.5万元."""
        return self.scale != 1 or self.step != 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a text: its sentences, and the counts, money and shares in it, with offsets of the text."""

    span: Span
    sentences: tuple[Span, ...]
    counts: tuple[Counted, ...]

    def within(self, span: Span) -> list[Counted]:
        """Those that stand in ``span``."""
        return [each for each in self.counts if span.contains(each.span)]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The lines of ``text`` that hold two or more values."""
    for line in _LINE.finditer(text):
        words, start = line.group(), line.start()
        counts = tuple(_counts(words, start)) if "|" not in words else ()
        if len(counts) > 1:
            yield Paragraph(Span(*line.span()), tuple(_sentences(words, start)), counts)


def _counts(words: str, offset: int) -> Iterator[Counted]:
    asides = [match.span() for pattern in (_INSIDE, _INCLUDED) for match in pattern.finditer(words)]
    end, earlier, date = 0, "", ""
    for number in find_numbers(words):
        start, before, dated = number.span.start, end, date
        end = number.span.end
        date = number.span.of(words) if number.role == "date" else ""
        if number.role != "quantity" or number.amount is None or number.kind not in ("count", "money", "ratio"):
            continue
        edges = [match.end() for match in _EDGE.finditer(words, before, start)]
        name = words[edges[-1] if edges else before : start].strip()
        if start == before:
            name = dated  # 一季度52家次: the date right before it is all the name it has
        aside = any(low <= start < high for low, high in asides)
        yield _counted(number, offset, name, f"{earlier} {name}", aside=aside)
        earlier = name


def _counted(number: Number, offset: int, name: str, whose: str, *, aside: bool) -> Counted:
    amount = number.amount or Decimal(0)
    decimals = _DECIMALS.search(number.value)
    scale = Decimal(1)
    for letter, factor in (("万", 10**4), ("亿", 10**8)):
        if letter in number.unit or letter in number.value:
            scale *= factor
    step = scale.scaleb(-len(decimals.group(1))) if decimals else scale
    unit = number.amount_unit or number.unit
    return Counted(
        number.span.shifted(offset),
        name,
        whose,
        number.value,
        amount,
        _ALIKE.get(unit, unit),
        scale,
        step,
        ratio=number.kind == "ratio",
        exact=not number.approximation and number.upper is None and bool(unit),
        aside=aside,
    )


def _sentences(words: str, offset: int) -> Iterator[Span]:
    start = 0
    for stop in [*(match.end() for match in _STOP.finditer(words)), len(words)]:
        if stop > start:
            yield Span(start + offset, stop + offset)
        start = stop
