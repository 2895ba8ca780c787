"""A body or a place without a report of its own, of which another's report tells (某区市场监管局 in 某区的报告)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.bodies.body_lists import issuer_names
from assistant.asking.bodies.body_names import GOVERNMENTS, take_apart
from assistant.asking.matching.ledger_view import Ledger
from assistant.asking.understanding.questions import Question, parse_question
from knowledge.library import LedgerRow

_PARTS = ("中心", "公司", "集团", "区", "镇", "乡", "街道", "窗口", "处", "科", "院")
_LEAST = 3  # signs of a part's name


def told_by_issuer(question: Question, ledger: Ledger) -> Question | None:
    """The question with 江源市 as a part of what 安澜省某委 reports; None where its rows tell of none.

    The issuer is named or the only one whose rows tell of it. The part's name goes back among the
    words that have to be found.
    """
    names = question.unknown_issuers
    if not names or not all(name in question.text for name in names):
        return None
    issuers = [issuer for issuer in question.issuers or ledger.issuers if _has_parts(ledger, issuer, names)]
    if len(issuers) != 1 or len(question.issuers) > 1:
        return None
    again = parse_question(question.text, question.as_of, ledger.issuers, parts=names)
    return replace(
        again,
        issuers=tuple(issuers),
        years=question.years,
        base_year=question.base_year,
        stretch=question.stretch,
        last=question.last,
        every=question.every,
        part=question.part,
        kind=question.kind,
    )


def _has_parts(ledger: Ledger, issuer: str, names: Sequence[str]) -> bool:
    """Whether the issuer's rows tell of every name, as it is asked for or without the issuer's own place."""
    rows = [row.row for held in ledger.by_year.values() for row in held.get(issuer, ())]
    return all(any(_tells(row, name, _within(issuer, name)) for row in rows) for name in names)


def _tells(row: LedgerRow, name: str, within: str) -> bool:
    """Whether a row has the name for its scope or in the words of what is counted (兰州高新区排名).

    ``within`` may not be only a piece of another name there: a scope's end, what is counted's beginning.
    """
    if name == row.scope or name in row.surface:
        return True
    return bool(within) and (row.scope.endswith(within) or row.surface.removeprefix("各").startswith(within))


def _within(issuer: str, name: str) -> str:
    """芦坪区综合执法大队 → 综合执法大队, for a body of 芦坪区; "" where no part of a body is named with its place."""
    body = take_apart(issuer)
    place = "|".join(
        f"{re.escape(stem)}(?:{re.escape(end)})?" for stem, end in zip(body.regions, body.ends, strict=True)
    )
    rest = re.sub(rf"^(?:{place or '(?!)'})+", "", name)
    part = rest != name and len(rest) >= _LEAST and rest.endswith((*issuer_names().inner_parts, *_PARTS))
    return rest if part else ""


def asked_of_region(question: Question, ledger: Ledger) -> Question | None:
    """The question put to the region's report, the body named as a part of it; None where no such report tells of it.

    What is then found carries the body in its scope: every word asked for has to stand there.
    """
    if len(question.unknown_issuers) != 1 or question.issuers or not question.indicator:
        return None
    body = take_apart(question.unknown_issuers[0])
    held = [issuer for issuer in ledger.issuers if body.regions and _is_region(issuer, body.regions)]
    if not body.organ or len(held) != 1:
        return None
    names = next((names for names in issuer_names().organs if names[0] == body.organ), (body.organ,))
    scopes = {row.row.scope for held_rows in ledger.by_year.values() for row in held_rows.get(held[0], ())}
    name = next((name for name in sorted(names, key=len, reverse=True) if any(name in scope for scope in scopes)), "")
    if not name:
        return None
    return replace(question, unknown_issuers=(), issuers=(held[0],), indicator=f"{name}{question.indicator}", means=())


def _is_region(issuer: str, regions: tuple[str, ...]) -> bool:
    name = take_apart(issuer)
    here = regions[-1] == name.level or name.regions[-1:] == regions[-1:]  # 区市场监管局 in a 区's report
    return name.organ in GOVERNMENTS and here
