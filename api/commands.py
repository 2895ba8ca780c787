"""What each command does once its options are read. Each returns the exit status: 0 done, 1 not done."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel
from rich.console import Console

from api import terminal
from api.adding import add_files, files_of
from api.door import NotDone, Parameters, open_door
from api.schemas.asking import AskResponse
from api.schemas.checks import CheckResponse
from api.schemas.documents import DocumentOut, DocumentsOut
from api.schemas.drafts import DraftResponse, ReportDraftResponse
from api.schemas.laws import ArticleOut, LawsOut
from api.schemas.ledger import FigureOut, FiguresOut
from api.settings import SettingsRefused, read_settings

PIPE_WIDTH = 200
WHOLE = "全文"
Arguments = ParamSpec("Arguments")
Shown = TypeVar("Shown", bound=BaseModel)


def _exit_status(command: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """A foreseen failure is one line on stderr and status 1."""

    @functools.wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> int:
        try:
            return command(*args, **kwargs)
        except (NotDone, SettingsRefused, FileNotFoundError, PermissionError, IsADirectoryError) as error:
            print(_words(error), file=sys.stderr)
            return 1

    return run


@_exit_status
def add(paths: Sequence[Path], fields: Mapping[str, str], *, as_json: bool) -> int:
    """Add files and wait for them."""
    files = files_of(paths)
    said: dict[str, str] = {}

    def progress(document: DocumentOut) -> None:
        state = terminal.document_state(document)
        if said.get(document.id) != state:
            said[document.id] = state
            _say(f"{document.file_name}：{state}")

    with open_door(read_settings(), _say) as door:
        added = add_files(door, files, fields, progress)
    page = DocumentsOut(documents=list(added.documents), total=len(added.documents))
    if as_json:
        print(json.dumps(page.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        terminal.show_documents(_out(), page)
    for failure in added.failures:
        print(failure, file=sys.stderr)
    return 1 if added.failures else 0


@_exit_status
def ask(question: str, as_of: str, *, as_json: bool) -> int:
    """Ask one question."""
    body = {"question": question, **({"as_of": as_of} if as_of else {})}
    with open_door(read_settings(), _say) as door:
        response = door.post_json("/ask", body)
    return _print(response, AskResponse, terminal.show_answer, as_json)


@_exit_status
def draft(metrics: Path, fields: Mapping[str, str], *, as_json: bool) -> int:
    """Draft one section, or all of them."""
    response = _drafted(metrics, fields)
    if fields.get("section") == WHOLE:
        return _print(response, ReportDraftResponse, terminal.show_report_draft, as_json)
    return _print(response, DraftResponse, terminal.show_draft, as_json)


@_exit_status
def draft_document(metrics: Path, fields: Mapping[str, str], file: Path) -> int:
    """Draft into a .docx file."""
    response = _drafted(metrics, {**fields, "format": "docx"})
    file.write_bytes(response.content)
    _say(f"已写入 {file}")
    return 0


def _drafted(metrics: Path, fields: Mapping[str, str]) -> httpx.Response:
    whole = fields.get("section") == WHOLE
    asked = {name: value for name, value in fields.items() if not (whole and name == "section")}
    with metrics.open("rb") as table, open_door(read_settings(), _say) as door:
        return door.post_form("/drafts/report" if whole else "/drafts", asked, {"table": (metrics.name, table)})


@_exit_status
def check(file: Path, fields: Mapping[str, str], *, as_json: bool) -> int:
    """Check one file."""
    return _print(_checked(file, fields), CheckResponse, terminal.show_findings, as_json)


@_exit_status
def check_document(file: Path, fields: Mapping[str, str], out: Path) -> int:
    """Check one file into a .docx with comments and changes."""
    if out.exists() and out.samefile(file):
        raise NotDone(f"{out} 就是待审的文件，请用 --docx 写到另一个文件，以免原稿被覆盖。")
    response = _checked(file, {**fields, "format": "docx"})
    _write(out, response.content)
    _say(f"已写入 {out}")
    return 0


def _checked(file: Path, fields: Mapping[str, str]) -> httpx.Response:
    with file.open("rb") as content, open_door(read_settings(), _say) as door:
        return door.post_form("/checks", fields, {"file": (file.name, content)})


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        words = "请核对文件夹是否存在、是否可写；文件若在别处打开，请先关闭。"
        raise NotDone(f"写不了 {file}：{words}") from error


@_exit_status
def figures(wanted: Parameters, *, as_json: bool) -> int:
    """List figures."""
    with open_door(read_settings(), _say) as door:
        response = door.get("/figures", wanted)
    return _print(response, FiguresOut, terminal.show_figures, as_json)


@_exit_status
def export_figures(wanted: Parameters, file: Path) -> int:
    """Write figures into a workbook."""
    with open_door(read_settings(), _say) as door:
        response = door.get("/figures.xlsx", wanted)
    _write(file, response.content)
    print(f"已导出到 {file}。")
    return 0


@_exit_status
def correct(figure_id: str, said: Mapping[str, object], *, as_json: bool) -> int:
    """Correct one figure."""
    with open_door(read_settings(), _say) as door:
        response = door.patch_json(f"/figures/{quote(figure_id, safe='')}", said)
    return _print(response, FigureOut, terminal.show_figure, as_json)


@_exit_status
def undo_correction(figure_id: str, *, as_json: bool) -> int:
    """Undo one figure's correction."""
    with open_door(read_settings(), _say) as door:
        response = door.delete(f"/figures/{quote(figure_id, safe='')}/correction")
    return _print(response, FigureOut, terminal.show_figure, as_json)


@_exit_status
def laws(name: str, article: str, as_of: str, *, as_json: bool) -> int:
    """List laws, or show an article."""
    parameters = {"as_of": as_of} if as_of else {}
    with open_door(read_settings(), _say) as door:
        if article:
            address = f"/laws/{quote(name, safe='')}/articles/{quote(article, safe='')}"
            return _print(door.get(address, parameters), ArticleOut, terminal.show_article, as_json)
        response = door.get("/laws", {**parameters, "q": name, "limit": 2000})
    return _print(response, LawsOut, terminal.show_laws, as_json)


@_exit_status
def documents(*, as_json: bool) -> int:
    """List documents."""
    with open_door(read_settings(), _say) as door:
        response = door.get("/documents")
    return _print(response, DocumentsOut, terminal.show_documents, as_json)


def _print(response: httpx.Response, model: type[Shown], show: Callable[[Console, Shown], None], as_json: bool) -> int:
    if as_json:
        print(json.dumps(response.json(), ensure_ascii=False, indent=2))
    else:
        show(_out(), model.model_validate_json(response.content))
    return 0


def _out() -> Console:
    """As wide as the terminal; wide enough for a table where there is none."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(highlight=False, soft_wrap=True, width=width)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _words(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return f"找不到 {error.filename}，请核对路径。"
        case PermissionError():
            return f"没有权限读取 {error.filename}。"
        case IsADirectoryError():
            return f"{error.filename} 是文件夹，请指定文件。"
    return str(error)
