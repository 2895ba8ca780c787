"""From a file's bytes to all that is stored of it, without storing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from knowledge.document import DocumentFactsGiven, DocumentKind
from knowledge.figures import Figure, extract_figures
from knowledge.laws.register import LawArticle, LawVersion
from knowledge.outline import Article, LawText, Section, outline_law, outline_report, report_facts
from knowledge.passages import Passage, passages_of_law, passages_of_report
from knowledge.readers import ReadFile, read_file
from knowledge.records.documents import NewDocument
from knowledge.records.passages import PassageRow
from knowledge.spans import Span

_LEAST_ARTICLES = 3  # fewer don't make a file a regulation by itself
_LEVELS = (  # by who issues it; the first that fits
    ("国务院", "行政法规"),
    ("人民代表大会", "地方性法规"),
    ("人大常委会", "地方性法规"),
    ("人民政府", "地方政府规章"),
    ("总局", "部门规章"),
    ("部", "部门规章"),
    ("局", "部门规章"),
    ("委员会", "部门规章"),
)


class NotARegulation(ValueError):
    """Added as a regulation, but the text has no articles; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is stored of a document. ``facts`` are what now holds of it: the giver's word, else the file's."""

    facts: DocumentFactsGiven
    text: str
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]
    passages: tuple[PassageRow, ...]
    figures: tuple[Figure, ...]
    version: LawVersion | None
    articles: tuple[LawArticle, ...]

    def section_label(self, section: int) -> str:
        """How a citation names a section, "" for a section that is not there."""
        return self.sections[section].label if 0 <= section < len(self.sections) else ""

    def page_of(self, span: Span) -> int | None:
        """The page a span stands on, where the format has pages."""
        return next((passage.page for passage in self.passages if passage.span.overlaps(span)), None)


def document_id(data: bytes) -> str:
    """The id that these bytes always have."""
    return hashlib.sha256(data).hexdigest()[:16]


def describe(data: bytes, file_name: str, given: DocumentFactsGiven) -> NewDocument:
    """What a file is, quickly: whether it can be read, its kind, title, issuer, year. Raises UnreadableFile."""
    read = read_file(data, file_name)
    kind = given.kind or _kind(read, file_name)
    facts = _report_facts(read, file_name, given)
    if kind == "regulation":
        facts = _law_facts(outline_law(read, file_name), file_name, given)
    return NewDocument(
        id=document_id(data),
        kind=kind,
        file_name=file_name,
        given=given,
        title=facts.title,
        issuer=facts.issuer,
        year=facts.year,
        effective_from=facts.effective_from,
        size=len(data),
        characters=len(read.text),
        warnings=read.warnings,
    )


def prepare(data: bytes, file_name: str, kind: DocumentKind, given: DocumentFactsGiven) -> Prepared:
    """Read, outline, find figures, cut passages. Raises UnreadableFile, NotARegulation."""
    read = read_file(data, file_name)
    if kind == "regulation":
        return _prepare_regulation(read, file_name, given, document_id(data))
    return _prepare_report(read, file_name, given, document_id(data))


def _prepare_report(read: ReadFile, file_name: str, given: DocumentFactsGiven, owner: str) -> Prepared:
    facts = _report_facts(read, file_name, given)
    sections = outline_report(read)
    passages = passages_of_report(read, sections, title=facts.title, year=facts.year)
    labels = [sections[p.section].label if p.section is not None else "" for p in passages]
    return Prepared(
        facts=facts,
        text=read.text,
        warnings=read.warnings,
        sections=tuple(sections),
        passages=_rows(passages, labels, owner, "report"),
        figures=tuple(extract_figures(read, sections, year=facts.year, issuer=facts.issuer)),
        version=None,
        articles=(),
    )


def _prepare_regulation(read: ReadFile, file_name: str, given: DocumentFactsGiven, owner: str) -> Prepared:
    law = outline_law(read, file_name)
    if not law.articles:
        raise NotARegulation(
            f"「{file_name}」里没有找到条文（第一条、第二条……），不能作为法规入库。"
            "请核对文件内容；如果它是报告或通知，请以 report 类型重新添加。"
        )
    facts = _law_facts(law, file_name, given)
    passages = passages_of_law(read.text, law)
    return Prepared(
        facts=facts,
        text=read.text,
        warnings=read.warnings,
        sections=(),
        passages=_rows(passages, [""] * len(passages), owner, "regulation"),
        figures=(),
        version=_version(law, facts, owner),
        articles=tuple(_article(read.text, article, facts.title, owner) for article in law.articles),
    )


def _kind(read: ReadFile, file_name: str) -> DocumentKind:
    stated = read.metadata.get("kind", "")
    if stated in ("report", "regulation"):
        return "regulation" if stated == "regulation" else "report"
    articles = outline_law(read, file_name).articles
    begins = len(articles) >= _LEAST_ARTICLES and articles[0].number == 1
    return "regulation" if begins else "report"


def _report_facts(read: ReadFile, file_name: str, given: DocumentFactsGiven) -> DocumentFactsGiven:
    found = report_facts(read, file_name)
    told = DocumentFactsGiven(
        kind="report", title=found.title or PurePath(file_name).stem, issuer=found.issuer, year=found.year
    )
    return given.over(told)


def _law_facts(law: LawText, file_name: str, given: DocumentFactsGiven) -> DocumentFactsGiven:
    told = DocumentFactsGiven(
        kind="regulation",
        title=law.title or PurePath(file_name).stem,
        issuer=law.issuing_body,
        effective_from=law.effective_from,
    )
    return given.over(told)


def _rows(passages: Sequence[Passage], labels: Sequence[str], owner: str, kind: DocumentKind) -> tuple[PassageRow, ...]:
    return tuple(
        PassageRow(
            id=f"{owner}-{passage.ordinal}",
            owner=owner,
            document_id=owner,
            version_id=owner if kind == "regulation" else None,
            kind=kind,
            ordinal=passage.ordinal,
            span=passage.span,
            text=passage.text,
            embed_text=passage.embed_text,
            section=passage.section,
            section_label=label,
            article=passage.article,
            page=passage.page,
            has_vector=True,
        )
        for passage, label in zip(passages, labels, strict=True)
    )


def _version(law: LawText, facts: DocumentFactsGiven, owner: str) -> LawVersion:
    return LawVersion(
        id=owner,  # one document, one version
        name=facts.title,
        level=next((level for word, level in _LEVELS if word in facts.issuer), ""),
        issuing_body=facts.issuer,
        published=law.published,
        effective_from=facts.effective_from,
        effective_to=facts.effective_to,
        document_id=owner,
        article_count=len(law.articles),
    )


def _article(text: str, article: Article, law: str, version_id: str) -> LawArticle:
    lines = (line.strip() for line in article.body.of(text).splitlines())
    return LawArticle(
        version_id=version_id,
        law=law,
        label=article.label,
        number=article.number,
        suffix=article.suffix,
        chapter=" ".join(filter(None, (article.part, article.chapter))),
        section=article.section,
        text="\n".join(line for line in lines if line),
    )
