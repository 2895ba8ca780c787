"""Answers, drafts and findings for a person at a terminal. The only import of rich."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from api.schemas.asking import AskResponse
from api.schemas.checks import CheckResponse
from api.schemas.documents import DocumentOut, DocumentsOut
from api.schemas.drafts import DraftResponse, ReportDraftResponse
from api.schemas.evidence import CitationOut
from api.schemas.laws import ArticleOut, LawsOut
from api.schemas.ledger import FigureOut, FiguresOut

BESIDE = 12  # characters shown on each side of a finding
SEVERITY = {"error": "错误", "warning": "存疑", "suggestion": "建议"}
ORIGIN = {"metric": "供稿", "computed": "计算", "ledger": "台账", "regulation": "法规", "unsupported": "无依据"}
STATUS = {"queued": "排队", "reading": "读取", "embedding": "编入索引", "ready": "可用", "failed": "失败"}


def show_answer(out: Console, answer: AskResponse) -> None:
    """The answer with its places."""
    out.print(escape(answer.answer))
    for citation in answer.citations:
        out.print(f"  [dim]{escape(_place(citation))}[/dim]")


def show_draft(out: Console, draft: DraftResponse) -> None:
    """The text, then where its numbers come from and what needs a look."""
    out.print(escape(draft.text))
    if draft.figures:
        table = _table("文字", "来历", "依据")
        for figure in draft.figures:
            ground = figure.formula or figure.metric or (_place(figure.citation) if figure.citation else "")
            table.add_row(escape(figure.text), ORIGIN[figure.origin], escape(ground))
        out.print(table)
    for title, items in (("缺数据", draft.missing), ("未用上的指标", draft.unused)):
        if items:
            out.print(f"{title}：{escape('、'.join(items))}")
    for warning in draft.warnings:
        out.print(f"请确认：{escape(warning)}")


def show_report_draft(out: Console, report: ReportDraftResponse) -> None:
    """As a section's, under the report's title."""
    out.print(f"{escape(report.title)}\n")
    show_draft(out, report)


def show_findings(out: Console, result: CheckResponse) -> None:
    """One finding a paragraph: where, in which words, why, what to write instead; then the summary."""
    text = result.text or ""
    for finding in result.findings:
        mark = f"[bold]{SEVERITY[finding.severity]}[/bold]"
        out.print(f"{mark} {_line(text, finding.span)}：{_in_context(text, finding.span, finding.text)}")
        out.print(f"  {escape(finding.message)} [dim]{finding.rule}[/dim]")
        if finding.suggestion:
            out.print(f"  建议：{escape(finding.suggestion)}{'（可直接替换）' if finding.safe else ''}")
        if finding.citation:
            out.print(f"  [dim]{escape(_place(finding.citation))}[/dim]")
    for item in result.not_verified:
        out.print(f"未核验 {_line(text, item.span)}：“{escape(item.text)}” {escape(item.message)}")
    out.print(escape(result.summary.words))
    if result.summary.rules_off:
        out.print(f"停用的规则：{escape('、'.join(result.summary.rules_off))}")


def _line(text: str, span: tuple[int, int]) -> str:
    return f"第{text.count(chr(10), 0, span[0]) + 1}行"


def _in_context(text: str, span: tuple[int, int], words: str) -> str:
    """The words in bold between what stands beside them in their line."""
    start, end = span
    before = text[max(text.rfind("\n", 0, start) + 1, start - BESIDE) : start]
    after = text[end : end + BESIDE].partition("\n")[0]
    return f"{escape(before)}[bold]“{escape(words)}”[/bold]{escape(after)}"


def show_figures(out: Console, page: FiguresOut) -> None:
    """The ledger as a table; a figure's id is never broken: it is what ``correct`` takes."""
    table = _table("年度", "指标", "数值", "范围", "单位名称", "章节")
    table.add_column("编号", no_wrap=True)
    for row in page.figures:
        year = f"{row.year or ''}{row.period and ' ' + row.period}"
        table.add_row(year, *map(escape, (row.indicator, _value(row), row.scope, row.issuer, row.section, row.id)))
    out.print(table)
    out.print(f"共 {page.total} 条，列出 {len(page.figures)} 条。")


def show_figure(out: Console, row: FigureOut) -> None:
    """One figure after it was corrected, or after that was undone."""
    year = f"{row.year}年" if row.year else ""
    out.print(escape(f"{year}{row.period}{row.issuer}{row.scope}{row.indicator}：{_value(row)}"))
    out.print(f"  [dim]{escape(f'{row.title} {row.section}：“{row.text}”')}[/dim]")


def _value(row: FigureOut) -> str:
    """345.1万元（人工更正）, 3.74%（同比下降）, 300家（余）: what makes it another thing than the bare number."""
    turn = {"up": "增长", "down": "下降", "flat": "持平"}.get(row.direction, "")
    marks = [row.approximation, row.base + turn, "计划" if row.planned else ""]
    if row.correction:
        marks.append("人工剔除" if row.correction.rejected else "人工更正")
    said = "，".join(filter(None, marks))
    return row.value + row.unit + (f"（{said}）" if said else "")


def show_laws(out: Console, page: LawsOut) -> None:
    """Names with the version in force."""
    table = _table("名称", "版本数", "现行文本施行日期", "条数")
    for law in page.laws:
        current = next((version for version in law.versions if version.in_force), None)
        since = str(current.effective_from or "") if current else "无现行文本"
        table.add_row(escape(law.name), str(len(law.versions)), since, str(current.articles) if current else "")
    out.print(table)
    out.print(f"共 {page.total} 部，列出 {len(page.laws)} 部。")


def show_article(out: Console, article: ArticleOut) -> None:
    """An article's words."""
    out.print(f"[bold]{escape(article.law)} {article.article}[/bold]（{article.version.effective_from} 起施行）")
    out.print(escape(article.text))


def show_documents(out: Console, page: DocumentsOut) -> None:
    """The library's documents."""
    table = _table("编号", "种类", "年度", "标题", "状态", "数据", "条文")
    for document in page.documents:
        kind = "报告" if document.kind == "report" else "法规"
        year = str(document.year or "")
        counts = (str(document.figures), str(document.articles))
        table.add_row(document.id, kind, year, escape(document.title), document_state(document), *counts)
    out.print(table)
    out.print(f"共 {page.total} 份。")


def document_state(document: DocumentOut) -> str:
    """可用, 读取 40%, 失败：…."""
    words = STATUS[document.status]
    if document.status == "failed":
        return f"{words}：{document.reason}"
    return words if document.status in {"ready", "queued"} else f"{words} {document.progress:.0%}"


def _table(*titles: str) -> Table:
    """Long words go on in the next line; nothing is cut off."""
    return Table(*(Column(title, overflow="fold") for title in titles), box=None)


def _place(citation: CitationOut) -> str:
    where = " ".join(part for part in (citation.section, citation.article) if part)
    page = f"，第{citation.page}页" if citation.page else ""
    return f"[{citation.n}] {citation.title} {where}{page}：“{citation.text}”"
