"""A number as it stands in a text: the one value object of :mod:`knowledge.quantities.finding`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.spans import Span

NumberRole = Literal[
    "quantity",  # counts, money, ratios, durations: what a figure can be made of
    "year",  # 2025年, 二〇二五年
    "date",  # 12月31日, 2025年1月1日, 1-11月, 截至12月底's month
    "article",  # 第二十五条, 第3款
    "document_number",  # 〔2018〕118号, 令第596号, GB/T 9704-2012
    "ordinal",  # 第一, 第3次会议, 一是, heading numbers 一、（一）1.
    "name",  # 12315, “三项制度”, 双随机一公开, 十五五, 两品一械: a number inside a name or fixed phrase
    "page",  # - 10 -
]
QuantityKind = Literal["count", "money", "ratio", "change", "duration", "rank", "measure"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    ``span`` covers number, approximation words and unit (``300余家``, ``近1.2万件``, ``三十日``); ``value`` is
    the number exactly as written (``300``, ``1.2万`` → value ``1.2`` unit ``万件``); ``unit`` as written
    (``万元``, ``件``, ``%``, ``个百分点``, ``日``; "" if none). ``amount`` is scaled: 344.1万元 → 3441000 with
    ``amount_unit`` 元; 12.4% → 12.4 with ``%``; 百分之三 → 3 ``%``; 千分之三 → 0.3 ``%``; 三十日 → 30 ``日``.
    ``amount`` is None where the words carry no exact scale (数百). ``upper`` is the second end of a range
    3至5 (then ``amount`` is the first). ``approximation`` is the words that make it inexact (余, 近, 约, 超,
    以上, 不少于, 多), "" for an exact one. ``negative`` numbers keep their sign in value and amount.
    """

    span: Span
    role: NumberRole
    value: str
    unit: str = ""
    amount: Decimal | None = None
    amount_unit: str = ""
    kind: QuantityKind = "count"
    approximation: str = ""
    upper: Decimal | None = None
