"""What goes in and out over HTTP, described in Chinese for the OpenAPI page, one file per part of the contract."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FIRST_DAY = datetime.date(1900, 1, 1)
LAST_DAY = datetime.date(2100, 12, 31)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Incoming(BaseModel):
    """A request; a field nobody knows is refused, so that a misspelt one is never silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Outgoing(BaseModel):
    """A response."""

    model_config = ConfigDict(extra="forbid")


SpanPair = Annotated[
    tuple[int, int],
    Field(description="[起, 止)：原文中的字符位置（Unicode 码点），半开区间", examples=[[120, 127]]),
]
Year = Annotated[int, Field(ge=1900, le=2100, description="年度", examples=[2025])]


def _only_iso(value: object) -> object:
    """A date is written as one: numbers would be taken for seconds since 1970."""
    if isinstance(value, datetime.date) or (isinstance(value, str) and _ISO_DAY.fullmatch(value)):
        return value
    raise ValueError("应为日期，例如 2026-02-01。")


Day = Annotated[
    datetime.date,
    BeforeValidator(_only_iso, json_schema_input_type=datetime.date),
    Field(ge=FIRST_DAY, le=LAST_DAY, description="日期", examples=["2026-02-01"]),
]


def plain(amount: Decimal | None) -> str | None:
    """A Decimal as a plain decimal string: 3441000.0 → "3441000", never an exponent."""
    if amount is None:
        return None
    words = format(amount, "f")
    return words.rstrip("0").rstrip(".") if "." in words else words
