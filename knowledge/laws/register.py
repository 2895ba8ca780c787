"""Resolves a citation to one article in force on a date; or says unknown / not in library."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from rapidfuzz import fuzz, process

from knowledge.laws.citations import LawCitation
from knowledge.laws.matching import LawWords, WordsFound
from knowledge.laws.provisions import Provisions
from knowledge.laws.repeals import Repeal, known_repeals, repeals_of, with_repeals
from knowledge.laws.titles import canonical_title, law_words
from knowledge.laws.verdicts import (
    Resolution,
    Verdict,
    article_verdict,
    day_words,
    edition_verdict,
    not_in_force_verdict,
    repeal_words,
)
from knowledge.laws.versions import LawArticle, LawVersion, versions_by_date

__all__ = ["LawArticle", "LawRegister", "LawSource", "LawVersion", "Resolution", "Verdict", "versions_by_date"]

_Texts = tuple[LawVersion, ...]

CLOSE_ENOUGH = 60.0  # rapidfuzz ratio, 0-100: below it a name is no "did you mean"


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


class LawRegister:
    """All laws and their versions; by exact title or a known short name, never by containment.

    Versions are read once, chained by date, and what added regulations repeal is applied. When laws were added or
    removed, a new register is made (:class:`knowledge.current_laws.CurrentLaws`): one job sees one state.
    """

    def __init__(self, source: LawSource) -> None:
        self._source = source
        groups: dict[str, list[LawVersion]] = {}
        for version in self._source.law_versions():
            groups.setdefault(canonical_title(version.name), []).append(version)
        groups = {name: versions_by_date(group) for name, group in groups.items()}
        added = (version for group in groups.values() for version in group if version.document_id)
        repeals = {**known_repeals(), **self._repeals_by(added)}
        self._laws = {name: with_repeals(group, repeals) for name, group in groups.items()}
        self._short = {
            short: full
            for full, names in law_words().short_names.items()
            for short in names
            if full in self._laws and short not in self._laws
        }
        self._all_repeals: dict[str, Repeal] | None = None
        self._words: dict[_Texts, LawWords] = {}
        self._provisions: dict[_Texts, Provisions] = {}
        self._reading = threading.Lock()  # whoever asks while the provisions are being read waits for those

    def names(self) -> list[str]:
        """Full names (with and without 中华人民共和国) and the short ones that name exactly one law."""
        full = {version.name for versions in self._laws.values() for version in versions}
        return sorted(full | set(self._laws) | set(self._short))

    def versions(self, name: str) -> list[LawVersion]:
        """The versions of a law by full or short name, oldest first; [] when it is not held."""
        title = canonical_title(name)
        return list(self._laws.get(self._short.get(title, title), ()))

    def version_in_force(self, name: str, day: datetime.date) -> LawVersion | None:
        """The version that is the law on ``day``, decided by dates, not by a status column."""
        return next((version for version in reversed(self.versions(name)) if version.in_force(day)), None)

    def article(self, name: str, number: int, day: datetime.date, suffix: int = 0) -> LawArticle | None:
        """The article in force on ``day``."""
        version = self.version_in_force(name, day)
        return self._source.law_article(version.id, number, suffix) if version else None

    def articles(self, version: LawVersion) -> Sequence[LawArticle]:
        """All articles of a version, in order."""
        return self._source.law_articles(version.id)

    def resolve(self, citation: LawCitation, day: datetime.date) -> Resolution:
        """One citation against the register as of ``day``."""
        versions = self.versions(citation.title)
        if not versions:
            return self._unknown(citation, day)
        current = self.version_in_force(citation.title, day)
        other_edition = edition_verdict(citation, versions, current, day)
        if other_edition is not None:
            return other_edition
        if current is None:
            repeal = self.repealed_by(versions[-1].name)
            return not_in_force_verdict(citation, versions, repeal, day, new=not self._named_before(versions[0]))
        article = None
        if citation.article is not None:
            article = self._source.law_article(current.id, citation.article, citation.article_suffix)
        articles = self.articles(current) if citation.article is not None and article is None else ()
        return article_verdict(citation, current, articles, article)

    def holding(self, words: str, day: datetime.date, limit: int = 5) -> list[WordsFound]:
        """Articles in force on ``day`` that hold most of ``words``, best first (the first call reads all laws)."""
        texts = self._in_force(day)
        if texts not in self._words:
            self._words = {texts: LawWords(self._with_articles(texts))}
        return self._words[texts].find(words, limit)

    def provisions(self, day: datetime.date) -> Provisions:
        """Every sentence of the articles in force on ``day`` (the first call reads all laws, some seconds)."""
        texts = self._in_force(day)
        with self._reading:
            if texts not in self._provisions:
                kept = list(self._provisions.items())[-1:]  # a report of last year may be checked beside today's
                self._provisions = dict(kept) | {texts: Provisions(self._with_articles(texts))}
            return self._provisions[texts]

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        """Full names the writer may have meant, closest first; only ones alike enough to be worth a look."""
        title = canonical_title(name)
        close = process.extract(title, list(self._laws), scorer=fuzz.ratio, limit=limit, score_cutoff=CLOSE_ENOUGH)
        return [self._laws[found][-1].name for found, _, _ in close]

    def repealed_by(self, name: str) -> Repeal | None:
        """What ended a law, also one that is not held: as a held law's text or ended_laws.toml says."""
        if self._all_repeals is None:
            self._all_repeals = self._repeals_by(version for group in self._laws.values() for version in group)
        title = canonical_title(name)
        return self._all_repeals.get(title) or known_repeals().get(title)

    def _in_force(self, day: datetime.date) -> _Texts:
        """The version of each law that is in force on ``day``: the same tuple for all days between two changes."""
        found = (self.version_in_force(name, day) for name in self._laws)
        return tuple(version for version in found if version is not None)

    def _with_articles(self, texts: _Texts) -> Iterator[tuple[LawVersion, Sequence[LawArticle]]]:
        return ((version, self._source.law_articles(version.id)) for version in texts)

    def _unknown(self, citation: LawCitation, day: datetime.date) -> Resolution:
        """A title that is not held: repealed where a held law says so, else not verified."""
        name = f"《{citation.title}》"
        repeal = self.repealed_by(citation.title)
        if repeal is not None and repeal.by.effective_from is not None and repeal.by.effective_from <= day:
            return Resolution("repealed", citation, message=repeal_words(name, None, repeal))
        suggestions = tuple(self.suggest(citation.title))
        likely = f"库中名称相近的有：{'、'.join(f'《{each}》' for each in suggestions)}。" if suggestions else ""
        message = f"{name}不在库中，未核验（{day_words(day)}）。{likely}可将该文件作为法规添加后重新检查。"
        return Resolution("not_in_library", citation, message=message, suggestions=suggestions)

    def _named_before(self, first: LawVersion) -> bool:
        """Whether a law older than the first held version names it: then an earlier version existed, not held."""
        written = f"《{first.name}》"
        for version in (each for group in self._laws.values() for each in group):
            older = version.published and first.published and version.published < first.published
            if older and any(written in article.text for article in self._source.law_articles(version.id)):
                return True
        return not first.effective_exact

    def _repeals_by(self, versions: Iterable[LawVersion]) -> dict[str, Repeal]:
        return repeals_of((version, self._source.law_articles(version.id)) for version in versions)
