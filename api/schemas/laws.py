"""Laws, their versions and articles."""

from __future__ import annotations

import datetime

from pydantic import Field

from api.schemas import Outgoing
from knowledge.laws.register import LawArticle, LawVersion


class LawVersionOut(Outgoing):
    """One text of a law; in force on days from ``effective_from`` until before ``effective_to``."""

    id: str = Field(description="版本编号")
    published: datetime.date | None = Field(description="公布（修订、修正）日期")
    effective_from: datetime.date | None = Field(description="施行日期")
    effective_to: datetime.date | None = Field(description="失效日期，当日起不再有效")
    effective_exact: bool = Field(description="施行日期是否有明文；否则按公布日期推定")
    repealed: bool = Field(description="整部法律是否已经废止")
    in_force: bool = Field(description="在所问日期是否有效")
    articles: int = Field(description="条数")
    document_id: str = Field(description="自行入库的法规的文档编号；国家法律为空")

    @classmethod
    def of(cls, version: LawVersion, day: datetime.date) -> LawVersionOut:
        """From the register's version, as of a day."""
        return cls(
            id=version.id,
            published=version.published,
            effective_from=version.effective_from,
            effective_to=version.effective_to,
            effective_exact=version.effective_exact,
            repealed=version.repealed,
            in_force=version.in_force(day),
            articles=version.article_count,
            document_id=version.document_id,
        )


class LawOut(Outgoing):
    """A law with its versions, oldest first."""

    name: str = Field(description="名称", examples=["中华人民共和国行政强制法"])
    level: str = Field(description="法律、行政法规、部门规章等")
    issuing_body: str = Field(description="制定机关")
    versions: list[LawVersionOut] = Field(description="各版本，旧的在前")


class LawsOut(Outgoing):
    """A page of the laws."""

    laws: list[LawOut] = Field(description="按名称排列")
    total: int = Field(description="符合条件的部数")


class ArticleOut(Outgoing):
    """An article in force on the day asked for."""

    law: str = Field(description="法律名称", examples=["中华人民共和国行政强制法"])
    article: str = Field(description="条", examples=["第二十五条"])
    chapter: str = Field(description="所在的章")
    section: str = Field(description="所在的节")
    text: str = Field(description="条文，一字不改，款以换行分开")
    as_of: datetime.date = Field(description="所问日期")
    version: LawVersionOut = Field(description="条文所属的版本")

    @classmethod
    def of(cls, article: LawArticle, version: LawVersion, day: datetime.date) -> ArticleOut:
        """From the register's article and its version."""
        return cls(
            law=article.law,
            article=article.label,
            chapter=article.chapter,
            section=article.section,
            text=article.text,
            as_of=day,
            version=LawVersionOut.of(version, day),
        )
