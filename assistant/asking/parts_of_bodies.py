"""A body that has no report of its own, but of which its region's report tells (某区市场监管局 in 某区的报告)."""

from __future__ import annotations

from dataclasses import replace

from assistant.asking.issuers import issuer_names, take_apart
from assistant.asking.ledger_view import Ledger
from assistant.asking.questions import Question

_GOVERNMENTS = ("", "人民政府")


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
    return name.organ in _GOVERNMENTS and here
