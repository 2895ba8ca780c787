"""Which laws a law's own text says it ends (《…》…同时废止), and what that means for their versions' dates."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from knowledge.laws.titles import canonical_title, find_titles, title_words
from knowledge.laws.versions import LawArticle, LawVersion

# 同时废止, 予以废止, 即行废止; not 废止、修改行政法规的程序 nor 被废止的.
_ENDS = re.compile(r"(?:同时|予以|即行|相应)(?:一并)?废止")
_SENTENCE = re.compile(r"[^。\n]+")


@dataclass(frozen=True, slots=True)
class Repeal:
    """Which version of which law ended another law, and since when (None: the source gives no sure date)."""

    by: LawVersion
    since: datetime.date | None


def repealed_titles(articles: Sequence[LawArticle]) -> list[str]:
    """Canonical titles that the last three articles repeal, in order; the law's own name left out (older texts)."""
    found: list[str] = []
    for article in articles[-3:]:
        own = canonical_title(article.law)
        for sentence in _SENTENCE.finditer(article.text):
            words = sentence.group()
            if not _ENDS.search(words):
                continue
            names = [canonical_title(title_words(words, box).of(words)) for box in find_titles(words)]
            found.extend(name for name in names if name != own)
    return found


def repeals_of(laws: Iterable[tuple[LawVersion, Sequence[LawArticle]]]) -> dict[str, Repeal]:
    """By canonical title of the ended law; of several that say so the earliest counts."""
    found: dict[str, Repeal] = {}
    for version, articles in laws:
        for title in repealed_titles(articles):
            known = found.get(title)
            if known is None or _date(version) < _date(known.by):
                since = version.effective_from if version.effective_exact else None
                found[title] = Repeal(version, since)
    return found


@cache
def known_repeals() -> Mapping[str, Repeal]:
    """By canonical title, what ended_laws.toml says; for what no held text says."""
    data = tomllib.loads(files("knowledge.laws").joinpath("ended_laws.toml").read_text("utf-8"))
    return {
        name: Repeal(LawVersion("", entry["by"], "", "", entry["since"], entry["since"]), entry["since"])
        for entry in data["ended"]
        for name in entry["names"]
    }


def with_repeals(versions: Sequence[LawVersion], repeals: Mapping[str, Repeal]) -> list[LawVersion]:
    """The versions of one law with the end that another law's text gives them (only texts older than that law)."""
    repeal = repeals.get(canonical_title(versions[0].name)) if versions else None
    if repeal is None:
        return list(versions)
    return [_ended(version, repeal) if _is_older(version, repeal.by) else version for version in versions]


def _ended(version: LawVersion, repeal: Repeal) -> LawVersion:
    end = repeal.by.effective_from
    if version.effective_to is not None and (end is None or version.effective_to <= end):
        return version if version.effective_to != end else replace(version, repealed=True)
    return replace(version, effective_to=end, repealed=True)


def _is_older(version: LawVersion, by: LawVersion) -> bool:
    return version.published is None or by.published is None or version.published < by.published


def _date(version: LawVersion) -> datetime.date:
    return version.effective_from or datetime.date.min
