"""What is asked: indicator, period (去年 is relative to a given date), issuer, comparison, law."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood; the helper who builds this room adds the fields it needs."""

    text: str
    as_of: datetime.date
    kind: Literal["figure", "law", "text"] = "text"
    indicator: str = ""
    years: tuple[int, ...] = ()
    issuers: tuple[str, ...] = ()
