"""A page for people about the API, made from its own description; needs nothing from the internet."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

router = APIRouter(include_in_schema=False)
STYLE = (
    "body{font:16px/1.7 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2129}"
    "h2{margin-top:2rem;border-bottom:1px solid #ddd}code{background:#f3f4f6;padding:.1em .3em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #ddd;padding:.3rem .5rem;text-align:left}"
)


@router.get("/", response_class=RedirectResponse)
def start(request: Request) -> str:
    """From the bare address to the workspace, or to the description where no pages are served."""
    return str(getattr(request.app.state, "start_page", "/docs"))


@router.get("/docs", response_class=HTMLResponse)
@router.get("/api/v1/docs", response_class=HTMLResponse)
def docs(request: Request) -> str:
    """Every address with what it does and takes."""
    page = request.app.openapi()
    parts = [
        _operation(method, path, operation, page)
        for path, operations in page["paths"].items()
        for method, operation in operations.items()
    ]
    title = escape(page["info"]["title"])
    head = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    intro = f"<h1>{title}</h1><p>{escape(page['info']['description'])}</p>"
    return f'{head}{intro}<p>机器可读的完整说明：<a href="/openapi.json">/openapi.json</a></p>{"".join(parts)}</html>'


def _operation(method: str, path: str, operation: dict[str, Any], page: dict[str, Any]) -> str:
    rows = [(p["name"], p.get("description", ""), p.get("required", False)) for p in operation.get("parameters", [])]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = _resolved(content["schema"], page)
        needed = schema.get("required", [])
        rows += [
            (f"{name}（{kind}）", about.get("description", ""), name in needed)
            for name, about in schema.get("properties", {}).items()
        ]
    table = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(about)}</td><td>{'必填' if must else ''}</td></tr>"
        for name, about, must in rows
    )
    listed = f"<table><tr><th>字段</th><th>说明</th><th></th></tr>{table}</table>" if table else ""
    return (
        f"<h2>{escape(operation.get('summary', ''))}</h2><p><code>{method.upper()} {escape(path)}</code></p>"
        f"<p>{escape(operation.get('description', ''))}</p>{listed}"
    )


def _resolved(schema: dict[str, Any], page: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref", "")
    found: dict[str, Any] = page["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema
    return found
