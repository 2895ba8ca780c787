"""Questions about several indicators at once: 立案和结案各多少件; 药品、医疗器械、化妆品抽检一共多少批次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.asking.lookups import look_up, newest_year, wanted_of
from assistant.asking.shown_values import Shown
from assistant.asking.single_values import Inquiry

_JOINED = re.compile(r"、|(?<=[\u4e00-\u9fff])(?:和|与|及|以及)(?=[\u4e00-\u9fff])")
_BRACKETED = re.compile(r"(?P<head>[^（(]+)[（(](?P<parts>[^（）()]+(?:、|和|与|及)[^（）()]+)[）)](?P<tail>[^（(]*)")
_COUNTED = re.compile(r"[两二三四五六七八九十][类项种个份]|[这那]几[类项种个份]")  # 投诉举报和监督检查两类案源
_MOST = 8


def indicator_parts(indicator: str) -> list[str]:
    """The indicators joined by 、和与及; one when there is only one."""
    bracketed = _BRACKETED.fullmatch(indicator.replace(" ", ""))
    if bracketed:  # 安全监察指令书（场车和电梯）下达
        head, tail = _COUNTED.sub("", bracketed["head"]), bracketed["tail"]
        return [f"{part}{head}{tail}" for part in _JOINED.split(bracketed["parts"]) if part]
    return [_COUNTED.sub("", part).strip() for part in _JOINED.split(indicator) if part.strip()]


def look_up_parts(inquiry: Inquiry) -> list[list[Shown]] | None:
    """One list for each part and issuer; None when the question is about one indicator or a part is not held."""
    parts = indicator_parts(inquiry.question.indicator)
    if not 1 < len(parts) <= _MOST or inquiry.question.means:
        return None
    found: list[list[Shown]] = []
    for part in parts:
        shown = _look_up_part(inquiry, part, parts[-1])
        if not shown:
            return None
        found += shown
    return found


def _look_up_part(inquiry: Inquiry, part: str, last: str) -> list[list[Shown]]:
    question = inquiry.question
    for name in _names(part, last):
        wanted = wanted_of(replace(question, indicator=name))
        newest = newest_year(inquiry.ledger, wanted, question.issuers, question.as_of.year)
        year = question.years[-1] if question.years else newest
        shown = look_up(inquiry.ledger, inquiry.citing, wanted, year, question.issuers) if year is not None else []
        if shown:
            return shown
    return []


def _names(part: str, last: str) -> Iterator[str]:
    """The part with the head it shares with the last one (药品 + 抽检), then the part alone."""
    if part != last:
        for length in range(2, len(last) - 1):
            yield part + last[-length:]
    yield part
