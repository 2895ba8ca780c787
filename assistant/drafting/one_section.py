"""Metrics + last year's section or a template → Draft, every number with its origin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asking.bodies.issuers import find_issuers
from assistant.drafting.composing import compose
from assistant.drafting.drafts import USUAL, Choices, Draft, DraftFigure, LastSection, Origin
from assistant.drafting.families import Place, home_of
from assistant.drafting.filling import render
from assistant.drafting.gating import gated, refusals
from assistant.drafting.new_sentences import with_new_sentences
from assistant.drafting.supply import Supply
from assistant.drafting.templates import SectionTemplate, section_templates
from assistant.metrics.supplied import Metric, metric_warnings
from knowledge.library import Document, LedgerFilter, LedgerRow, Library
from knowledge.outline import Section
from knowledge.spans import Span

__all__ = ["Draft", "DraftFigure", "Origin", "UnknownSection", "draft_section"]


class UnknownSection(LookupError):
    """No such section in the base report and no template of that name; the message lists what there is."""


def draft_section(
    section: str,
    metrics: Sequence[Metric],
    *,
    year: int,
    issuer: str,
    library: Library,
    base_document_id: str | None = None,
    templates: Mapping[str, SectionTemplate] | None = None,
    choices: Choices = USUAL,
) -> Draft:
    """This year's section from last year's (the issuer's newest earlier report, or the one named), else a template.

    ``templates`` are the templates to fall back on (by name); the ones that ship are taken when it is None. Metrics
    without a place are written into the section only if it is the one of the report that they belong to.

    Raises:
        UnknownSection: neither the base report nor a template has it, or it names several sections.
    """
    held = section_templates().templates if templates is None else templates
    document = base_document(library, held_issuer(issuer, library.issuers()), year, base_document_id)
    rows = ledger_of(library, document.issuer) if document else []
    notes = metric_warnings(metrics, [row for row in rows if row.year == year - 1])
    base = _last_section(section, document, library) if document else None
    if base is not None:
        draft = compose(base, metrics, rows, year, exact=choices.exact)
        draft = gated(draft, base, metrics, rows, year=year, laws=library.laws)
        if choices.write_new and document is not None:
            wanted = _at_home(draft, base, document, rows, library)
            supply = Supply(metrics, rows, year, base)
            draft = with_new_sentences(draft, wanted, supply, refusals(base, metrics, rows, year))
        return replace(draft, warnings=(*notes, *draft.warnings))
    template = find_template(section, held)
    if template is None:
        raise UnknownSection(_none(section, document, library, held))
    name = document.issuer if document else issuer
    draft = render(template, metrics, rows, year=year, issuer=name or "我局")
    if choices.write_new:
        names = list(held)
        places = [Place(one.title, tuple(one.indicators)) for one in held.values()]
        wanted = [metric for metric in draft.left if home_of(metric, places) == names.index(template.name)]
        draft = with_new_sentences(draft, wanted, Supply(metrics, rows, year), refusals(None, metrics, rows, year))
    why = f"往年报告中没有“{section}”，按模板“{template.title}”起草" if document else "没有往年报告，按模板起草"
    return replace(draft, warnings=(*notes, why, *draft.warnings))


def _at_home(
    draft: Draft, base: LastSection, document: Document, rows: Sequence[LedgerRow], library: Library
) -> list[Metric]:
    """The metrics left that belong to this section of the report rather than to another."""
    sections = library.sections(document.id)
    own = [row for row in rows if row.document_id == document.id and row.year == document.year]
    told = [row for row in own if row.kind != "change" and not row.planned]
    places = [
        Place(section.label, tuple(row.surface for row in told if section.body.contains(row.span)))
        for section in sections
    ]
    return [
        metric
        for metric in draft.left
        if (home := home_of(metric, places)) is not None
        and base.place is not None
        and base.place.overlaps(sections[home].body)
    ]


def held_issuer(wanted: str, held: Sequence[str]) -> str:
    """The issuer of the library that is meant: 西青区市场监管局 → its full name; the only one when none is named."""
    if wanted in held:
        return wanted
    if not wanted:
        return held[0] if len(held) == 1 else ""
    meant = find_issuers(wanted, held).held
    return meant[0] if len(meant) == 1 else wanted


def ledger_of(library: Library, issuer: str) -> list[LedgerRow]:
    rows, _ = library.figures(LedgerFilter(issuers=frozenset({issuer})), limit=100_000)
    return rows


def _last_section(wanted: str, document: Document, library: Library) -> LastSection | None:
    """The section of the base report, or None where it has none of that name.

    Raises:
        UnknownSection: the name fits several of its sections.
    """
    if document.year is None:
        raise UnknownSection(f"《{document.title}》没有年份，无法判断哪些数据是上年的。请为该报告补上年份后重试")
    sections = library.sections(document.id)
    found = find_section(wanted, sections)
    if not found:
        return None
    if len(found) > 1:
        raise UnknownSection(_several(wanted, found))
    span = found[0].whole if _has_children(found[0], sections) else found[0].body
    raw = library.text(document.id)
    body = Span(span.start if span == found[0].body else found[0].heading.end, span.end)
    return LastSection(body.of(raw).strip(), document.year, found[0].title, document.id, body)


def base_document(library: Library, issuer: str, year: int, document_id: str | None) -> Document | None:
    """The report a draft is made from: the one named, else the issuer's newest before ``year``; None if it has none.

    Raises:
        UnknownSection: the one named is no report that is ready.
    """
    if document_id is not None:
        document = library.document(document_id)
        if document is None or document.kind != "report" or document.status != "ready":
            raise UnknownSection(
                f"没有编号为 {document_id} 的报告（或还没有入库完成），请先上传，或不指定 base_document_id"
            )
        return document
    earlier = [
        d
        for d in library.documents()
        if d.kind == "report" and d.status == "ready" and d.issuer == issuer and d.year is not None and d.year < year
    ]
    return max(earlier, key=lambda d: d.year or 0, default=None)


def find_section(wanted: str, sections: Sequence[Section]) -> list[Section]:
    """By label, number or title: exact ones first, then those whose title holds the words (or is held by them)."""
    key = _key(wanted)
    named = [s for s in sections if s.title]
    for same in (
        [s for s in named if key in (_key(s.label), _key(s.number), _key(s.title))],
        [s for s in named if key and key in _key(s.label)],
        [s for s in named if len(_key(s.title)) >= 4 and _key(s.title) in key],
    ):
        if same:
            return same
    return []


def _key(words: str) -> str:
    return re.sub(r"[\s、.．。，,（）()：:第章节]", "", words)


def _has_children(section: Section, sections: Sequence[Section]) -> bool:
    return any(other.parent == section.index for other in sections)


def find_template(wanted: str, templates: Mapping[str, SectionTemplate]) -> SectionTemplate | None:
    """By name or title, or by words that only one title holds."""
    key = _key(wanted)
    for template in templates.values():
        if key in (_key(template.name), _key(template.title)):
            return template
    held = [t for t in templates.values() if key and (key in _key(t.title) or _key(t.title) in key)]
    return held[0] if len(held) == 1 else None


def _several(wanted: str, found: Sequence[Section]) -> str:
    return f"“{wanted}”对应不止一个章节：{'、'.join(s.label for s in found)}。请写明编号或完整标题"


def _none(wanted: str, document: Document | None, library: Library, templates: Mapping[str, SectionTemplate]) -> str:
    titles = "、".join(template.title for template in templates.values())
    if document is None:
        return f"没有找到往年报告，也没有名为“{wanted}”的模板。现有模板：{titles}。请先上传上年报告，或改用模板标题"
    labels = "、".join(s.label for s in library.sections(document.id) if s.title)
    return f"《{document.title}》里没有“{wanted}”这一章节。现有章节：{labels}。现有模板：{titles}"
