"""A library with the national laws and a small ledger, without a data folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from knowledge.laws.register import LawRegister
from knowledge.library import LedgerFilter, LedgerRow, Library
from tests.knowledge.law_source import national_register


class SmallLibrary:
    """What the checker asks of a library: laws, issuers and figures."""

    def __init__(self, laws: LawRegister, rows: Sequence[LedgerRow] = ()) -> None:
        self.laws = laws
        self._rows = list(rows)

    def issuers(self) -> list[str]:
        return sorted({row.issuer for row in self._rows})

    def figures(self, wanted: LedgerFilter, limit: int = 100, offset: int = 0) -> tuple[list[LedgerRow], int]:
        found = [
            row
            for row in self._rows
            if (not wanted.indicator or row.indicator == wanted.indicator)
            and (wanted.years is None or row.year in wanted.years)
            and (wanted.issuers is None or row.issuer in wanted.issuers)
        ]
        return found[offset : offset + limit], len(found)


def small_library(rows: Sequence[LedgerRow] = ()) -> Library:
    return cast(Library, SmallLibrary(national_register(), rows))
