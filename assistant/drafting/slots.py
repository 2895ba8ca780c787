"""Every number of a section is a slot: what it is about, which year it is of, whether it moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from assistant.drafting.movement_words import (
    direction_pattern,
    leading_direction,
    masked,
    movement_words,
    placeholders,
    sentences,
)
from assistant.drafting.section_tables import TextTable, figures_with_tables, numbers_with_cells, table_of, text_tables
from knowledge.figures import Figure
from knowledge.quantities import Number, find_numbers, read_number
from knowledge.spans import Span

_CHINESE_NUMERAL = re.compile(r"^[一二两三四五六七八九十]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
_UNTIL = re.compile(r"(?:截至|截止|统计)[至到]?[年月日底末]*")
_BACK_AFTER = re.compile(r"(?:以)?(?:来|前)(?!的?期限)")
_ONWARD = re.compile(r"[到至]|[变调改扩压缩]\w{0,2}[为成到至]")
_OF_WHAT = re.compile(r"(?<=..)的(?=.{2,})")
_SPACED_DAY = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*日")
# Little words at the ends of a name; 其他, 在岗, 中介, 共享, 对外, 和解 begin with none.
_LABEL_NOISE = re.compile(
    r"^(?:[的了为与及、，均已]|其(?![他它余])|在(?![岗编册线建办职用校库])|对(?![外口象标照])|和(?![解谐])|共(?![享建同用])"
    r"|中(?![介心央药小医标国型毒等]))+|[的了为达至到共计有、，：:（(]+$"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A number of a text and what it stands for.

    ``figure`` is None where the extractor takes the number for no figure of the report. ``word`` is the direction
    word before it; ``is_change`` that the number is a difference or a rate of change, not a level.
    """

    number: Number
    figure: Figure | None
    word: Span | None
    is_change: bool
    sentence: Span
    level: bool = False  # ``word`` moves to the number: 下降到5%
    blank: bool = False  # it stands in a 【待补】: a place, not a number
    table: TextTable | None = None  # it stands in this table
    bare: bool = False  # in a cell whose unit stands in a heading, so that the number stands alone
    implied: tuple[str, ...] = ()  # fuller names it may stand for
    counts_back: bool = False  # from the report's year: 7年来最低, 5年前, 连续3年
    before_change: bool = False  # 从4000公里增加到…: what it was, not what it is
    recipient: str = ""  # 向公安机关移送…: whom it goes to, which is no part of the indicator

    @property
    def span(self) -> Span:
        """Where number, approximation and unit stand."""
        return self.number.span

    @property
    def indicator(self) -> str:
        """The figure's indicator, "" when unknown."""
        return self.figure.indicator if self.figure else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every wording of what it is about: normal form, as written, and with the scope before it."""
        if self.figure is None:
            return ()
        plain: tuple[str, ...] = (self.figure.indicator, self.figure.surface)
        if self.recipient:
            plain = (*plain, self.figure.surface.removeprefix(self.recipient))
        if _OF_WHAT.search(self.figure.surface):  # 新申领的执法证件 is called 新申领执法证件 too
            plain = (*plain, _OF_WHAT.sub("", self.figure.surface))
        return plain if not self.figure.scope else (*plain, *(self.figure.scope + name for name in plain))

    @property
    def window(self) -> tuple[int, ...]:
        """The years its table shows one beside the other, () outside of such a table."""
        return self.table.window if self.table else ()

    @property
    def scope(self) -> str:
        """What narrows it (其中普通程序), "" for the whole."""
        return self.figure.scope if self.figure else ""


def find_slots(text: str, year: int | None) -> list[Slot]:
    """One slot for each number of ``text``, in order; ``year`` is the report's own."""
    return list(_slots(text, year))


@lru_cache(maxsize=64)  # a draft and the text it comes from are read several times on their way through the gate
def _slots(text: str, year: int | None) -> tuple[Slot, ...]:
    plain, blanks = masked(text), placeholders(text)
    tables = text_tables(plain)
    figures = figures_with_tables(plain, year)
    parts = sentences(plain)
    addresses = [Span(*place.span()) for kept in (_ADDRESS, _SPACED_DAY) for place in kept.finditer(plain)]
    figures = [f for f in figures if not any(place.overlaps(f.span) for place in addresses)]
    slots = []
    for found in _without_addresses(addresses, numbers_with_cells(plain, tables)):
        figure = next((f for f in figures if f.span.overlaps(found.span)), None)
        table = table_of(tables, found.span)
        bare = bool(table and figure and table.span.contains(found.span) and not found.unit)
        number = _as_cell(found, figure, table) if table is not None else found
        sentence = next((part for part in parts if number.span.start < part.end), Span(0, len(plain)))
        leading = leading_direction(plain, number.span.start)
        change = _is_change(plain, number, figure, sentence, leading is not None and not leading.level)
        blank = any(span.overlaps(number.span) for span in blanks)
        level = leading is not None and leading.level
        word = leading.word if leading else None
        recipient = recipient_of(plain[sentence.start : number.span.start], figure.surface) if figure else ""
        was = plain.endswith(("从", "由"), 0, number.span.start) and _moves_on(plain, number.span.end)
        back = bool(_BACK_AFTER.match(plain, number.span.end)) or plain.endswith(
            ("连续", "连续第"), 0, number.span.start
        )
        slots.append(Slot(number, figure, word, change, sentence, level, blank, table, bare, (), back, was, recipient))
    return tuple(slots)


def _moves_on(text: str, end: int) -> bool:
    """Whether the clause goes on to a new level (增加到…, 至…): 由42家单位和31个街镇组成 does not."""
    clause = re.split(r"[。；;\n]", text[end : end + 16])[0]
    return bool(_ONWARD.search(clause) or direction_pattern().search(clause))


def _without_addresses(addresses: Sequence[Span], numbers: Sequence[Number]) -> list[Number]:
    """The numbers, those of web and mail addresses (and of 3 月 5 日, set apart) as parts of a name."""
    return [
        replace(number, role="name")
        if number.role == "quantity" and any(place.overlaps(number.span) for place in addresses)
        else number
        for number in numbers
    ]


def _as_cell(number: Number, figure: Figure | None, table: TextTable) -> Number:
    """A number as its cell means it: with the unit of its heading, or as a label that counts rows."""
    if not table.span.contains(number.span):
        return number
    if figure is None:
        labelled = number.role == "quantity" and table.is_label(number.span)
        return replace(number, role="ordinal") if labelled else number
    unit, amount, amount_unit = figure.unit, figure.amount, figure.amount_unit
    if figure.kind == "change" and "%" in table.heading_over(number.span).replace("％", "%"):
        unit, amount, amount_unit = "%", number.amount, "%"  # the row's unit is that of its values
    return replace(number, role="quantity", unit=unit, amount=amount, amount_unit=amount_unit, kind=figure.kind)


@cache
def _conveying() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, movement_words().conveying))
    return re.compile(rf"[向给]([^，。；、\d]{{2,16}}?)(?={verbs})")


def recipient_of(before: str, name: str) -> str:
    """公安机关 of (向)公安机关移送涉嫌犯罪案件: the head of ``name`` that something goes to, or ""."""
    for found in _conveying().finditer(before):
        if name.startswith(found.group(1)) and len(name) > len(found.group(1)) + 1:
            return found.group(1)
    return ""


def _is_change(text: str, number: Number, figure: Figure | None, sentence: Span, moved: bool) -> bool:
    if number.role != "quantity":
        return False
    if number.kind == "change" or "百分点" in number.unit or (figure is not None and figure.kind == "change"):
        return True
    before = text[sentence.start : number.span.start]
    return moved and any(anchor in before for anchor in movement_words().anchors)


def is_idiom(slot: Slot) -> bool:
    """一个, 两手: a numeral of running words that no figure rests on."""
    return slot.figure is None and bool(_CHINESE_NUMERAL.match(slot.number.value))


def is_fixed_term(slot: Slot) -> bool:
    """A term (三十日, 24小时) that no figure rests on: a rule, not a result of the year.

    An average (10.5年), what a term was changed to (缩短至3日) and what counts back from the year (7年来) are none.
    """
    if slot.figure is not None or slot.number.kind != "duration":
        return False
    return not (slot.word or slot.counts_back or "." in slot.number.value)


def _words_before(text: str, slot: Slot) -> str:
    """The nearest clause before the number that says more than when or how many."""
    clauses = re.split(r"[，。,；;、：:（(\s]", text[slot.sentence.start : slot.span.start])
    for clause in reversed(clauses):
        words = _UNTIL.sub("", _without_numbers(clause)).removesuffix("共")
        if len(words) >= 2:
            return words[-16:]
    return ""


def label_of(text: str, slot: Slot, before: Slot | None = None) -> str:
    """What a missing value is called in 【待补：…】: never with a number or a direction in it.

    ``before`` is the value just before a change, which the change is about when nothing else names it.
    """
    name = slot.figure.surface if slot.figure else ""
    if len(name) < 3:  # 新增, of what the clause before tells
        name = slot.indicator
    if slot.recipient and name.startswith(slot.recipient):
        name = f"向{name}"
    if slot.scope and slot.scope not in name:
        name = slot.scope + name
    if slot.is_change:
        name = _without_movement(name) or (label_of(text, before) if before else "")
    if not _UNTIL.sub("", name):
        name = _words_before(text, slot)
    return _without_numbers(_without_movement(name) if slot.is_change else name) or "数据"


def _without_movement(name: str) -> str:
    for anchor in sorted(movement_words().anchors, key=len, reverse=True):
        name = name.replace(anchor, "")
    return direction_pattern().sub("", name)


def _without_numbers(name: str) -> str:
    for number in reversed(find_numbers(name)):
        if number.role != "name":
            name = name[: number.span.start] + name[number.span.end :]
    name = re.sub(r"[\d０-９【】\s]+", lambda m: m.group() if m.group() == "12315" else "", name)
    return _LABEL_NOISE.sub("", _LABEL_NOISE.sub("", name))


def year_of(number: Number) -> int | None:
    """The year a year word or a date names (2025年, 二〇二五年, 2025年12月31日), None when it names none."""
    found = re.match(r"\s*((?:19|20)\d\d)", number.value.translate(_HALF_WIDTH)) or re.match(
        r"([一二〇零○][〇零○一二三四五六七八九]{3})", number.value
    )
    if found:
        digits = found.group(1).translate(_HALF_WIDTH)
        return int("".join(_DIGITS.get(c, c) for c in digits))
    value = read_number(number.value)
    return int(value) if value is not None and value == int(value) and 1900 < value < 2100 else None


_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))


def decimals(value: str) -> int:
    """Decimal places as written: -9.79 → 2."""
    return len(value.split(".", 1)[1]) if "." in value else 0


def plain(amount: Decimal) -> str:
    """A Decimal as a person writes it: no exponent, no trailing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
