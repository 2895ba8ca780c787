"""Resolves a citation to one article in force on a date; or says unknown / not in library."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from knowledge.law_citations import LawCitation


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One text of one law. In force on ``day`` when ``effective_from <= day < effective_to`` (None: open).

    ``effective_exact`` is False where the source gives only the first version's date and the start was taken
    from the version's own publication. ``document_id`` is set for regulations added as files, "" for national laws.
    """

    id: str
    name: str
    level: str  # 宪法, 法律, 行政法规, 部门规章, 地方性法规, ""
    issuing_body: str
    published: datetime.date | None
    effective_from: datetime.date | None
    effective_to: datetime.date | None = None
    effective_exact: bool = True
    repealed: bool = False  # the whole law, not only this version, ended at effective_to
    document_id: str = ""
    article_count: int = 0

    def in_force(self, day: datetime.date) -> bool:
        """Whether this version is the law on ``day``."""
        started = self.effective_from is None or self.effective_from <= day
        return started and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class LawArticle:
    """An article's words. ``label`` 第二十五条; ``text`` without the label, paragraphs parted by newlines."""

    version_id: str
    law: str
    label: str
    number: int
    suffix: int
    chapter: str
    section: str
    text: str


class LawSource(Protocol):
    """Where versions and articles are kept (records)."""

    def law_versions(self) -> Sequence[LawVersion]:
        """Every version, in no particular order."""
        ...

    def law_article(self, version_id: str, number: int, suffix: int = 0) -> LawArticle | None:
        """One article, or None."""
        ...

    def law_articles(self, version_id: str) -> Sequence[LawArticle]:
        """All articles of a version, in order."""
        ...


Verdict = Literal[
    "exact",  # the law is in force on the date and has the article (or no article was named)
    "no_such_article",  # the law has fewer articles, or the article no such 款/项
    "earlier_version",  # the edition named, or the quoted words, are of a version no longer in force
    "repealed",
    "not_yet_in_force",
    "not_in_library",  # 未核验, never "wrong"
]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a citation. ``message`` says it in Chinese, with the facts (how many articles, since when)."""

    verdict: Verdict
    citation: LawCitation
    version: LawVersion | None = None
    article: LawArticle | None = None
    message: str = ""
    suggestions: tuple[str, ...] = ()  # "did you mean": names, or labels of articles


class LawRegister:
    """All laws and their versions; by exact title or a known short name, never by containment."""

    def __init__(self, source: LawSource) -> None: ...

    def names(self) -> list[str]:
        """Full names and the short ones that name exactly one law (without 中华人民共和国)."""
        raise NotImplementedError

    def versions(self, name: str) -> list[LawVersion]:
        """The versions of a law by full or short name, oldest first; [] when it is not held."""
        raise NotImplementedError

    def version_in_force(self, name: str, day: datetime.date) -> LawVersion | None:
        """The version that is the law on ``day``, decided by dates, not by a status column."""
        raise NotImplementedError

    def article(self, name: str, number: int, day: datetime.date, suffix: int = 0) -> LawArticle | None:
        """The article in force on ``day``."""
        raise NotImplementedError

    def resolve(self, citation: LawCitation, day: datetime.date) -> Resolution:
        """One citation against the register as of ``day``."""
        raise NotImplementedError

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        """Names the writer may have meant, closest first."""
        raise NotImplementedError


def versions_by_date(versions: Sequence[LawVersion]) -> list[LawVersion]:
    """Fill ``effective_from``/``effective_to`` of one law's versions from each other's dates, oldest first.

    A version whose stated start lies before its own publication (the first version's date repeated) starts at its
    publication; each version ends where the next begins.
    """
    raise NotImplementedError
