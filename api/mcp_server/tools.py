"""The tools: what each takes, what it asks of the API, and how the answer reads."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel
from rich.console import Console

from api import terminal
from api.door import Door
from api.schemas import Incoming
from api.schemas.asking import AskResponse
from api.schemas.checks import CheckResponse
from api.schemas.drafts import DraftResponse
from api.schemas.laws import ArticleOut
from api.schemas.ledger import FiguresOut
from api.schemas.mcp_tools import (
    ArticleArguments,
    AskArguments,
    CheckArguments,
    DraftArguments,
    FiguresArguments,
)
from assistant.asking.replying.transcript import with_references

WIDTH = 120
Taken = TypeVar("Taken", bound=Incoming)
Given = TypeVar("Given", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Tool(Generic[Taken, Given]):
    """One tool. ``keeps`` when a call leaves something behind (a turn of a conversation)."""

    name: str
    title: str
    description: str
    takes: type[Taken]
    gives: type[Given]
    ask: Callable[[Door, Taken], httpx.Response]
    words: Callable[[Given], str]
    keeps: bool = False

    def use(self, door: Door, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """(the answer in words, the same as the API's JSON). Raises ValidationError, NotDone."""
        given = {name: value for name, value in arguments.items() if value is not None}
        response = self.ask(door, self.takes.model_validate(given))
        content: dict[str, Any] = response.json()
        return self.words(self.gives.model_validate_json(response.content)), content


def _figures_asked(door: Door, wanted: FiguresArguments) -> httpx.Response:
    return door.get("/figures", wanted.model_dump(exclude_none=True))


def _article_asked(door: Door, wanted: ArticleArguments) -> httpx.Response:
    address = f"/laws/{quote(wanted.law, safe='')}/articles/{quote(wanted.article, safe='')}"
    return door.get(address, {"as_of": wanted.as_of.isoformat()} if wanted.as_of else None)


def _answer_words(answer: AskResponse) -> str:
    return f"{with_references(answer.model_dump())}\n\n（对话编号：{answer.conversation_id}）"


def _figures_words(page: FiguresOut) -> str:
    shown = [_printed(terminal.show_figure, figure) for figure in page.figures]
    return "\n".join([f"共 {page.total} 条，列出 {len(shown)} 条。", *shown])


def _printed(show: Callable[[Console, Given], None], value: Given) -> str:
    """As at a terminal without colours."""
    page = io.StringIO()
    show(Console(file=page, width=WIDTH, highlight=False, soft_wrap=True, color_system=None), value)
    return page.getvalue().rstrip()


ASK = Tool(
    "ask",
    "问",
    "问往年报告里的数据、法律条文或报告内容。答案里的每个数字都有出处，用 [n] 标明；"
    "资料里没有就答未找到，不要自行补数。引用答案时请保留数字和 [n]。",
    AskArguments,
    AskResponse,
    lambda door, asked: door.post_json("/ask", asked.body()),
    _answer_words,
    keeps=True,
)
FIGURES = Tool(
    "figures",
    "查台账",
    "列出台账中符合条件的数据，每条带原句和出处。适合一次取多个年度、单位或指标；问一个数用 ask。",
    FiguresArguments,
    FiguresOut,
    _figures_asked,
    _figures_words,
)
DRAFT = Tool(
    "draft",
    "起草",
    "用今年的指标和去年的同名章节（或模板）写出今年的一节。每个数字注明来历，缺的写【待补】；请勿填补【待补】或改动数字。",
    DraftArguments,
    DraftResponse,
    lambda door, wanted: door.post_json("/drafts", wanted.model_dump(mode="json", exclude_none=True)),
    lambda draft: _printed(terminal.show_draft, draft),
)
CHECK = Tool(
    "check",
    "审校",
    "审校一段文字：核对引用的法条、前后数据、加总与同比、用词。库里没有的引用列为未核验，不等于有错。",
    CheckArguments,
    CheckResponse,
    lambda door, wanted: door.post_json("/checks", wanted.model_dump(mode="json", exclude_none=True)),
    lambda checked: _printed(terminal.show_findings, checked),
)
ARTICLE = Tool(
    "article",
    "查条文",
    "某部法律在某一天有效的文本中的一条，一字不改。",
    ArticleArguments,
    ArticleOut,
    _article_asked,
    lambda article: _printed(terminal.show_article, article),
)
TOOLS: dict[str, Tool[Any, Any]] = {tool.name: tool for tool in (ASK, FIGURES, DRAFT, CHECK, ARTICLE)}
