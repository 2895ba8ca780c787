"""What became of a citation, and the words that say it to a person."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.laws.citations import LawCitation
from knowledge.laws.repeals import Repeal
from knowledge.laws.versions import LawArticle, LawVersion
from knowledge.outline import split_article
from knowledge.quantities import chinese_article_number
from knowledge.spans import Span

Verdict = Literal[
    "exact",  # the law is in force on the date and has the article (or no article was named)
    "no_such_article",  # the law has fewer articles, or the article no such 款/项
    "earlier_version",  # the edition named, or the quoted words, are of a version no longer in force
    "repealed",
    "not_yet_in_force",
    "not_in_library",  # 未核验, never "wrong"
]

_YEAR = re.compile(r"(\d{4})")
_NAMES_EDITION = re.compile(r"修订|修正|修改|年版|年本|\d{4}\s*版|^\s*\d{4}\s*年?\s*$")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a citation. ``message`` says it in Chinese, with the facts (how many articles, since when)."""

    verdict: Verdict
    citation: LawCitation
    version: LawVersion | None = None
    article: LawArticle | None = None
    message: str = ""
    suggestions: tuple[str, ...] = ()  # "did you mean": names, or labels of articles


def article_label(number: int, suffix: int = 0) -> str:
    """36 → 第三十六条, (17, 1) → 第十七条之一."""
    return f"第{chinese_article_number(number)}条" + (f"之{chinese_article_number(suffix)}" if suffix else "")


def day_words(day: datetime.date) -> str:
    """2021-07-15 → 2021年7月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def since_words(version: LawVersion) -> str:
    """自2021年7月15日起施行; the publication where the start itself is not known; "" without dates."""
    if version.effective_from is None:
        return ""
    if version.effective_exact:
        return f"自{day_words(version.effective_from)}起施行"
    return f"{day_words(version.effective_from)}公布"


def current_words(version: LawVersion) -> str:
    """2021年7月15日起施行的 / 2019年4月23日公布的, for "the text in force is …"."""
    words = since_words(version)
    return f"{words.removeprefix('自')}的" if words else "库中所存的"


def how_long(articles: Sequence[LawArticle]) -> str:
    """共86条; where there are 第×条之一 also what the last article is."""
    numbered = [article for article in articles if article.number > 0]
    if not numbered:
        return "没有分条"
    last = max(numbered, key=lambda article: (article.number, article.suffix))
    if last.number == len(numbered):
        return f"共{last.number}条"
    return f"最后一条是{article_label(last.number, last.suffix)}，含“条之×”共{len(numbered)}条"


def edition_verdict(
    citation: LawCitation, versions: Sequence[LawVersion], current: LawVersion | None, day: datetime.date
) -> Resolution | None:
    """The verdict on the edition named in brackets; None when it names none, or the one in force."""
    year = _edition_year(citation.edition)
    if year is None:
        return None
    named = [version for version in versions if year in _years(version)]
    if any(version.in_force(day) for version in named):
        return None
    name = f"《{versions[-1].name}》（{citation.edition}）"
    if named and named[-1].effective_from is not None and named[-1].effective_from > day:
        message = f"{name}尚未施行：{since_words(named[-1])}，检查基准日为{day_words(day)}。"
        return Resolution("not_yet_in_force", citation, named[-1], message=message)
    if current is None:
        return None
    newest = max(_years(current), default=year)
    if year > newest:
        message = f"{name}不在库中，未核验：库中该日施行的是{since_words(current)}。"
        return Resolution("not_in_library", citation, current, message=message)
    now = f"{day_words(day)}现行的文本是{current_words(current)}"
    message = f"{name}不是现行版本：{now}，条文序号和内容可能已变，请按现行文本核对。"
    return Resolution("earlier_version", citation, current, message=message)


def not_in_force_verdict(
    citation: LawCitation, versions: Sequence[LawVersion], repeal: Repeal | None, day: datetime.date, *, new: bool
) -> Resolution:
    """Why none of a law's versions is the law on ``day``; ``new``: no earlier law had this name."""
    last, first = versions[-1], versions[0]
    name = f"《{last.name}》"
    if last.repealed and (last.effective_to is None or last.effective_to <= day):
        return Resolution("repealed", citation, last, message=repeal_words(name, last, repeal))
    if new and first.effective_exact and first.effective_from is not None and day < first.effective_from:
        message = f"{name}尚未施行：{since_words(first)}，检查基准日为{day_words(day)}。"
        return Resolution("not_yet_in_force", citation, first, message=message)
    message = f"{name}在{day_words(day)}施行的版本不在库中，未核验：库中最早的文本{since_words(first)}。"
    return Resolution("not_in_library", citation, message=message)


def repeal_words(name: str, version: LawVersion | None, repeal: Repeal | None) -> str:
    """By what, since when; or that the source does not say."""
    end = repeal.since if repeal and repeal.since else (version.effective_to if version else None)
    since = f"自{day_words(end)}起" if end else ""
    if repeal is not None:
        return f"{name}{since}已被《{repeal.by.name}》废止，请改引现行规定。"
    if since:
        return f"{name}{since}已废止，请改引现行规定。"
    return f"{name}在国家法律数据中标注为已废止，未载明废止日期和依据，请核对后再引用。"


def article_verdict(
    citation: LawCitation, version: LawVersion, articles: Sequence[LawArticle], article: LawArticle | None
) -> Resolution:
    """Whether the version in force has the article, and the article the 款 and 项."""
    name = f"《{version.name}》"
    number = citation.article
    if number is None:
        return Resolution("exact", citation, version, message=f"{name}现行有效（{since_words(version)}）。")
    label = article_label(number, citation.article_suffix)
    if article is None:
        message = f"{name}没有{label}：现行文本{since_words(version)}，{how_long(articles)}。"
        return Resolution("no_such_article", citation, version, None, message, _nearby(articles, number))
    missing = _missing_part(citation, article)
    if missing:
        message = f"{name}{label}{missing}。"
        return Resolution("no_such_article", citation, version, article, message, (article.label,))
    return Resolution("exact", citation, version, article, f"{name}{label}现行有效（{since_words(version)}）。")


def _missing_part(citation: LawCitation, article: LawArticle) -> str:
    """What of 款 and 项 the article lacks, in words; "" when it has all that is named."""
    if citation.paragraph is None and citation.item is None:
        return ""
    paragraphs = split_article(article.text, Span(0, len(article.text)))
    if citation.paragraph is not None and citation.paragraph > len(paragraphs):
        return f"没有第{chinese_article_number(citation.paragraph)}款，该条共{len(paragraphs)}款"
    within = paragraphs if citation.paragraph is None else paragraphs[citation.paragraph - 1 : citation.paragraph]
    items = {item.number for paragraph in within for item in paragraph.items}
    if citation.item is None or citation.item in items:
        return ""
    where = "" if citation.paragraph is None else f"第{chinese_article_number(citation.paragraph)}款"
    has = f"共{len(items)}项" if items else "没有分项"
    return f"{where}没有第（{chinese_article_number(citation.item)}）项，{has}"


def _nearby(articles: Sequence[LawArticle], number: int) -> tuple[str, ...]:
    """Labels of the same number (第×条之一) or, past the end, the last one."""
    same = tuple(article.label for article in articles if article.number == number)
    return same or tuple(article.label for article in articles[-1:])


def _edition_year(edition: str) -> int | None:
    """The last year that an edition such as 2021年修订 names; a first adoption (1996年通过) names no edition."""
    if not _NAMES_EDITION.search(edition):
        return None
    years = _YEAR.findall(edition)
    return int(years[-1]) if years else None


def _years(version: LawVersion) -> set[int]:
    return {day.year for day in (version.published, version.effective_from) if day is not None}
