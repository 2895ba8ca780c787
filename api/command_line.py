"""The command line ``report-assistant``: the same answers as the API, for a person or with ``--json``."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    name="report-assistant",
    help="行政执法工作报告助手：问答、起草、审校。有依据才有数字。数据目录由 REPORT_ASSISTANT_HOME 指定。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Json = Annotated[bool, typer.Option("--json", help="输出与接口相同的 JSON")]
AsOf = Annotated[str, typer.Option("--as-of", help="日期，如 2026-02-01；“去年”等相对它而言，默认今天")]
Issuer = Annotated[str, typer.Option("--issuer", help="单位")]
Planned = Annotated[Optional[bool], typer.Option("--planned/--actual", help="计划目标或实绩")]  # noqa: UP045
Year = Annotated[Optional[int], typer.Option("--year", help="年度")]  # noqa: UP045


class Kind(enum.StrEnum):
    """What a file is."""

    report = "report"
    regulation = "regulation"


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="监听地址，默认取 REPORT_ASSISTANT_HOST")] = "",
    port: Annotated[int, typer.Option(help="监听端口，默认取 REPORT_ASSISTANT_PORT", min=-1, max=65535)] = -1,
    add: Annotated[Optional[list[Path]], typer.Option(help="启动后装入这些文件或文件夹，已有的不重复")] = None,  # noqa: UP045
) -> None:
    """启动服务。"""
    from api.serving import serve_until_stopped

    raise typer.Exit(serve_until_stopped(host=host, port=port, add=add or ()))


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹")],
    *,
    kind: Annotated[Optional[Kind], typer.Option(help="报告或法规，默认按内容判断")] = None,  # noqa: UP045
    year: Year = None,
    issuer: Issuer = "",
    effective: Annotated[str, typer.Option(help="法规施行日期，如 2021-07-15")] = "",
    title: Annotated[str, typer.Option(help="标题，只用于单个文件")] = "",
    json: Json = False,
) -> None:
    """添加报告或法规，等到可用为止。"""
    from api import commands

    if title and len(paths) > 1:
        raise typer.BadParameter("--title 只能用于单个文件。")
    fields = {
        "kind": kind or "",
        "year": str(year or ""),
        "issuer": issuer,
        "effective_from": effective,
        "title": title,
    }
    raise typer.Exit(commands.add(paths, {name: value for name, value in fields.items() if value}, as_json=json))


@app.command()
def ask(question: Annotated[str, typer.Argument(help="问题")], as_of: AsOf = "", json: Json = False) -> None:
    """问数据、问法条、问报告内容。"""
    from api import commands

    raise typer.Exit(commands.ask(question, as_of, as_json=json))


@app.command()
def draft(
    *,
    section: Annotated[str, typer.Option(help="章节标题，如 行政处罚履职情况；全文 为整篇报告")],
    metrics: Annotated[Path, typer.Option(help="指标表：xlsx、csv、docx")],
    docx: Annotated[Optional[Path], typer.Option(help="另存为公文格式的 docx 文件（GB/T 9704-2012）")] = None,  # noqa: UP045
    evidence: Annotated[str, typer.Option(help="docx 中的数据依据：annex 附表，comments 批注，none 不附")] = "annex",
    exact: Annotated[bool, typer.Option("--exact", help="上年写约数（300余家）之处，照供稿写准确数（317家）")] = False,
    new_sentences: Annotated[
        str, typer.Option(help="上年没有写到的指标：write 另写成句放进所属章节，offer 只列出备用")
    ] = "write",
    year: Year = None,
    issuer: Issuer = "",
    base: Annotated[str, typer.Option(help="底稿的文档编号，默认最近一年的报告")] = "",
    json: Json = False,
) -> None:
    """用今年的指标起草一节，或全文。"""
    from api import commands

    fields = {
        "section": section,
        "year": str(year or ""),
        "issuer": issuer,
        "base_document_id": base,
        "exact": "true" if exact else "",
        "new_sentences": new_sentences,
    }
    given = {name: value for name, value in fields.items() if value}
    if docx is not None:
        raise typer.Exit(commands.draft_document(metrics, {**given, "evidence": evidence}, docx))
    raise typer.Exit(commands.draft(metrics, given, as_json=json))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="待审文件：docx、txt、md、pdf")],
    as_of: AsOf = "",
    *,
    docx: Annotated[Optional[Path], typer.Option(help="另存为带批注和修订的 docx；待审文件是 docx 时格式不动")] = None,  # noqa: UP045
    off: Annotated[str, typer.Option("--off", help="停用的规则编号或种类，用逗号分隔")] = "",
    json: Json = False,
) -> None:
    """审校一份文稿。"""
    from api import commands

    fields = {name: value for name, value in {"as_of": as_of, "rules_off": off}.items() if value}
    if docx is not None:
        raise typer.Exit(commands.check_document(file, fields, docx))
    raise typer.Exit(commands.check(file, fields, as_json=json))


@app.command()
def figures(
    *,
    indicator: Annotated[str, typer.Option(help="指标，如 罚没款")] = "",
    year: Annotated[Optional[list[int]], typer.Option(help="年度，可重复")] = None,  # noqa: UP045
    issuer: Annotated[Optional[list[str]], typer.Option(help="单位，可重复")] = None,  # noqa: UP045
    document: Annotated[Optional[list[str]], typer.Option(help="文档编号，可重复")] = None,  # noqa: UP045
    planned: Planned = None,
    q: Annotated[str, typer.Option("--q", help="指标、范围或原句中的字词")] = "",
    corrected: Annotated[bool, typer.Option("--corrected", help="只要人工更正过的")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="只看人工剔除的")] = False,
    limit: Annotated[int, typer.Option(help="条数", min=1, max=1000)] = 100,
    offset: Annotated[int, typer.Option(help="跳过条数", min=0)] = 0,
    xlsx: Annotated[Optional[Path], typer.Option(help="把符合条件的全部数据写入这个 xlsx 文件")] = None,  # noqa: UP045
    json: Json = False,
) -> None:
    """查台账里的数据，或导出为 xlsx。"""
    from api import commands

    wanted: dict[str, str | int | bool | list[int] | list[str]] = {
        "indicator": indicator,
        "year": year or [],
        "issuer": issuer or [],
        "document_id": document or [],
        "q": q,
        "rejected": rejected,
        **({} if planned is None else {"planned": planned}),
        **({"corrected": True} if corrected else {}),
    }
    if xlsx is not None:
        raise typer.Exit(commands.export_figures(wanted, xlsx))
    raise typer.Exit(commands.figures({**wanted, "limit": limit, "offset": offset}, as_json=json))


@app.command()
def correct(
    figure_id: Annotated[str, typer.Argument(help="数据编号，见 figures")],
    *,
    by: Annotated[str, typer.Option(help="更正人")] = "",
    note: Annotated[str, typer.Option(help="更正说明")] = "",
    indicator: Annotated[Optional[str], typer.Option(help="指标")] = None,  # noqa: UP045
    value: Annotated[Optional[str], typer.Option(help="数值")] = None,  # noqa: UP045
    unit: Annotated[Optional[str], typer.Option(help="计量单位")] = None,  # noqa: UP045
    year: Year = None,
    scope: Annotated[Optional[str], typer.Option(help="范围，空为全局")] = None,  # noqa: UP045
    period: Annotated[Optional[str], typer.Option(help="期间，空为全年")] = None,  # noqa: UP045
    planned: Planned = None,
    rejected: Annotated[Optional[bool], typer.Option("--reject/--restore", help="剔除或恢复")] = None,  # noqa: UP045
    undo: Annotated[bool, typer.Option("--undo", help="撤销更正")] = False,
    json: Json = False,
) -> None:
    """更正或剔除台账里的一条数据，记下由谁、何时；重新入库后仍有效。"""
    from api import commands

    if undo:
        raise typer.Exit(commands.undo_correction(figure_id, as_json=json))
    if not by:
        raise typer.BadParameter("请用 --by 写明更正人。")
    said = {
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "year": year,
        "scope": scope,
        "period": period,
        "planned": planned,
        "rejected": rejected,
    }
    body = {"by": by, "note": note, **{name: word for name, word in said.items() if word is not None}}
    raise typer.Exit(commands.correct(figure_id, body, as_json=json))


@app.command()
def laws(
    name: Annotated[str, typer.Argument(help="名称中的字词；与条号同用时为法律名称")] = "",
    article: Annotated[str, typer.Argument(help="条号，如 25 或 第二十五条")] = "",
    as_of: AsOf = "",
    json: Json = False,
) -> None:
    """列出法规，或看一条条文。"""
    from api import commands

    raise typer.Exit(commands.laws(name, article, as_of, as_json=json))


@app.command()
def mcp(
    *,
    http: Annotated[bool, typer.Option("--http", help="在本机 127.0.0.1 上以 HTTP 提供，地址以 /mcp 结尾")] = False,
    port: Annotated[int, typer.Option(help="HTTP 端口，0 由系统选", min=0, max=65535)] = 8001,
) -> None:
    """MCP 服务：让 AI 客户端调用问答、台账、起草、审校、条文。默认由客户端启动，经标准输入输出。"""
    from api.mcp_server import serve_mcp

    raise typer.Exit(serve_mcp(http=http, port=port))


@app.command()
def documents(json: Json = False) -> None:
    """列出资料库里的文档。"""
    from api import commands

    raise typer.Exit(commands.documents(as_json=json))


if __name__ == "__main__":
    main()
