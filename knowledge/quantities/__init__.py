"""Numbers of a text with unit, scale and role: 1.2万 / 三百余 / 12.4% / 千分之三. Pure."""

from __future__ import annotations

from knowledge.quantities.finding import chinese_article_number, find_numbers, find_quantities, read_quantity
from knowledge.quantities.number import Number, QuantityKind
from knowledge.quantities.reading import read_number
from knowledge.quantities.units import base_unit

__all__ = [
    "Number",
    "QuantityKind",
    "base_unit",
    "chinese_article_number",
    "find_numbers",
    "find_quantities",
    "read_number",
    "read_quantity",
]
