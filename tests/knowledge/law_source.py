"""A source of laws in memory: the national ones as installed, and small made-up regulations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from knowledge.laws.national import national_laws_file, read_national_laws
from knowledge.laws.register import LawArticle, LawRegister, LawVersion


class LawsInMemory:
    """The LawSource protocol over a list."""

    def __init__(self, laws: Iterable[tuple[LawVersion, Sequence[LawArticle]]]) -> None:
        held = list(laws)
        self._articles = {version.id: list(articles) for version, articles in held}
        self._versions = [version for version, _ in held]
        self._index = {
            (article.version_id, article.number, article.suffix): article
            for articles in self._articles.values()
            for article in articles
        }

    def law_versions(self) -> Sequence[LawVersion]:
        return self._versions

    def law_article(self, version_id: str, number: int, suffix: int = 0) -> LawArticle | None:
        return self._index.get((version_id, number, suffix))

    def law_articles(self, version_id: str) -> Sequence[LawArticle]:
        return self._articles[version_id]


@cache
def national_laws() -> tuple[tuple[LawVersion, list[LawArticle]], ...]:
    """Read once for all tests (0.3 s)."""
    return tuple(read_national_laws(national_laws_file()))


@cache
def national_register() -> LawRegister:
    """A register of the national laws only."""
    return LawRegister(LawsInMemory(national_laws()))
