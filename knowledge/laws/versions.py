"""Which text of a law is the law on which day: decided by dates, not by a status column."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One text of one law. In force on ``day`` when ``effective_from <= day < effective_to`` (None: open).

    ``effective_exact`` is False where the source gives only the first version's date and the start was taken
    from the version's own publication. ``document_id`` is set for regulations added as files, "" for national laws.
    ``repealed`` without ``effective_to``: the source says it was repealed and not when; it counts as ended.
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
        if self.repealed and self.effective_to is None:
            return False
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


def versions_by_date(versions: Sequence[LawVersion]) -> list[LawVersion]:
    """Fill ``effective_from``/``effective_to`` of one law's versions from each other's dates, oldest first.

    A version whose stated start lies before its own publication (the first version's date repeated) starts at its
    publication; each version ends where the next begins. Doing it again changes nothing.
    """
    started = sorted((_started(version) for version in versions), key=_by_start)
    settled: list[LawVersion] = []
    for index, version in enumerate(started):
        later = (other.effective_from for other in started[index + 1 :])
        begins = version.effective_from or datetime.date.min
        following = next((day for day in later if day is not None and day > begins), None)
        ends = [day for day in (version.effective_to, following) if day is not None]
        settled.append(replace(version, effective_to=min(ends) if ends else None))
    return settled


def _started(version: LawVersion) -> LawVersion:
    published, stated = version.published, version.effective_from
    if published is None or (stated is not None and stated >= published):
        return version
    return replace(version, effective_from=published, effective_exact=False)


def _by_start(version: LawVersion) -> tuple[datetime.date, datetime.date, bool]:
    """Oldest first; of two with the same dates the file a person added comes first, so that the national text wins."""
    none = datetime.date.min
    return version.effective_from or none, version.published or none, not version.document_id
