"""Metrics + last year's section or a template → Draft, every number with its origin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.composing import LastSection, compose
from assistant.drafts import Draft, DraftFigure, Origin
from assistant.filling import render
from assistant.grounding import Carried, unsupported, verify
from assistant.metrics import Metric, metric_warnings
from assistant.templates import SectionTemplate, section_templates
from knowledge.law_register import LawRegister
from knowledge.library import Document, LedgerFilter, LedgerRow, Library
from knowledge.outline import Section

__all__ = ["Draft", "DraftFigure", "DraftNotGrounded", "Origin", "UnknownSection", "draft_section", "gated"]


class UnknownSection(LookupError):
    """No such section in the base report and no template of that name; the message lists what there is."""


class DraftNotGrounded(RuntimeError):
    """A draft kept a number without evidence after the gate; it must not leave. The message names the numbers."""


def draft_section(
    section: str,
    metrics: Sequence[Metric],
    *,
    year: int,
    issuer: str,
    library: Library,
    base_document_id: str | None = None,
    templates: Mapping[str, SectionTemplate] | None = None,
) -> Draft:
    """This year's section from last year's (the issuer's newest earlier report, or the one named), else a template.

    ``templates`` are the templates to fall back on (by name); the ones that ship are taken when it is None.

    Raises:
        UnknownSection: neither the base report nor a template has it, or it names several sections.
    """
    held = section_templates().templates if templates is None else templates
    document = _base_document(library, issuer, year, base_document_id)
    rows, _ = library.figures(LedgerFilter(issuers=frozenset({issuer})), limit=100_000)
    notes = metric_warnings(metrics, [row for row in rows if row.year == year - 1])
    if document is not None and document.year is not None:
        sections = library.sections(document.id)
        found = find_section(section, sections)
        if len(found) > 1:
            raise UnknownSection(_several(section, found))
        if found:
            whole = found[0].whole if _has_children(found[0], sections) else found[0].body
            base = LastSection(whole.of(library.text(document.id)).strip(), document.year, found[0].title)
            draft = compose(base, metrics, rows, year)
            return _with_notes(gated(draft, base, metrics, rows, year=year, laws=library.laws), notes)
    template = find_template(section, held)
    if template is None:
        raise UnknownSection(_none(section, document, library, held))
    draft = render(template, metrics, rows, year=year, issuer=issuer)
    return _with_notes(draft, notes)


def gated(
    draft: Draft,
    base: LastSection,
    metrics: Sequence[Metric],
    rows: Sequence[LedgerRow],
    *,
    year: int,
    laws: LawRegister | None = None,
) -> Draft:
    """The draft with whatever grounding does not support taken out for 【待补】.

    Raises:
        DraftNotGrounded: something unsupported is left after that.
    """
    carried = Carried(base.text, base.year)
    for _ in range(3):
        bad = unsupported(verify(draft.text, metrics, rows, year=year, base=carried, laws=laws))
        if not bad:
            return draft
        draft = without(draft, bad)
    names = "、".join(f"{figure.text}（{figure.reason}）" for figure in bad)
    raise DraftNotGrounded(f"草稿中仍有没有依据的内容，未输出：{names}")


def without(draft: Draft, bad: Sequence[DraftFigure]) -> Draft:
    """The draft with the ``bad`` spans replaced by 【待补】; spans of the others move along."""
    text, figures, warnings, missing = draft.text, list(draft.figures), list(draft.warnings), list(draft.missing)
    for figure in sorted(bad, key=lambda f: f.span, reverse=True):
        label = "【待补：请核实】"
        text = text[: figure.span.start] + label + text[figure.span.end :]
        moved = len(label) - (figure.span.end - figure.span.start)
        figures = [
            _shifted(other, moved) if other.span.start >= figure.span.end else other
            for other in figures
            if not other.span.overlaps(figure.span)
        ]
        warnings.append(f"“{figure.text}”没有依据，已改为待补：{figure.reason}")
        missing.append(figure.text if not re.search(r"\d", figure.text) else "请核实")
    return Draft(text, tuple(figures), tuple(missing), draft.unused, tuple(warnings), draft.title, draft.offered)


def _shifted(figure: DraftFigure, offset: int) -> DraftFigure:
    return DraftFigure(
        figure.span.shifted(offset), figure.text, figure.origin, figure.metric, figure.formula, figure.citation
    )


def _with_notes(draft: Draft, notes: Sequence[str]) -> Draft:
    return Draft(
        draft.text, draft.figures, draft.missing, draft.unused, (*notes, *draft.warnings), draft.title, draft.offered
    )


def _base_document(library: Library, issuer: str, year: int, document_id: str | None) -> Document | None:
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
