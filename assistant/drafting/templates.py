"""The only reader of prompts/: sandboxed Jinja2 with StrictUndefined; each template's variables equal its header."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from operator import attrgetter
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

CONTEXT = frozenset({"年度", "机关"})  # what every section template may use besides its indicators
_HEADER = re.compile(r"\A\s*\{#(.*?)#\}\s*", re.DOTALL)
_SUFFIX = ".md.j2"


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """A template that can't be used: which, at which line, and why, in Chinese."""

    name: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"模板 {self.name} 第{self.line}行：{self.reason}"


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """A section template and its header. ``needed`` and ``optional`` map an indicator to its unit."""

    name: str
    title: str
    also: tuple[str, ...]
    needed: Mapping[str, str]
    optional: Mapping[str, str]
    source: str
    users: bool = False  # from the user's folder

    @property
    def indicators(self) -> dict[str, str]:
        """Every indicator it can place, with its unit."""
        return {**self.needed, **self.optional}


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates that can be used, by name in order of the report, and the ones that can't."""

    templates: Mapping[str, SectionTemplate] = field(default_factory=dict)
    problems: tuple[TemplateProblem, ...] = ()


class TemplateRefused(ValueError):
    """A template failed while it was filled; the message names template, line and reason."""


def _environment() -> ImmutableSandboxedEnvironment:
    # Plain text comes out, so nothing is escaped; a document's words are only ever passed as values.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["同比"] = attrgetter("change")  # {{ 立案|同比 }}: 同比增长8.5%, "" where last year is unknown
    return environment


def section_templates(user_folder: Path | None = None) -> Templates:
    """The shipped section templates, overridden and extended by ``user_folder`` (name.md.j2 files).

    A broken one is listed in ``problems`` and left out; a broken override leaves the shipped one in place.
    """
    shipped = sorted((files("prompts") / "sections").iterdir(), key=lambda entry: entry.name)
    found = [(entry.name, entry.read_text("utf-8"), False) for entry in shipped if entry.name.endswith(_SUFFIX)]
    problems: list[TemplateProblem] = []
    if user_folder is not None and user_folder.is_dir():
        found.extend(_users(user_folder, problems))
    templates: dict[str, SectionTemplate] = {}
    for file_name, text, users in found:
        read = read_template(file_name.removesuffix(_SUFFIX), text, users=users)
        if isinstance(read, TemplateProblem):
            problems.append(read)
        else:
            templates[read.name] = read
    return Templates(templates, tuple(problems))


def _users(folder: Path, problems: list[TemplateProblem]) -> Iterable[tuple[str, str, bool]]:
    for path in sorted(folder.glob("*" + _SUFFIX)):
        try:
            yield path.name, path.read_text("utf-8"), True
        except UnicodeDecodeError:
            problems.append(TemplateProblem(path.name.removesuffix(_SUFFIX), 1, "不是 UTF-8 编码，请另存为 UTF-8"))


def read_template(name: str, text: str, *, users: bool = False) -> SectionTemplate | TemplateProblem:
    """One template from its source, or what is wrong with it."""
    header = _HEADER.match(text)
    if header is None:
        return TemplateProblem(name, 1, '开头缺少说明块：{# title = "…" … #}')
    try:
        data = tomllib.loads(header.group(1))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return TemplateProblem(name, int(line.group(1)) if line else 1, f"说明块不是有效的 TOML：{error}")
    fault = _header_fault(data)
    if fault:
        return TemplateProblem(name, 1, fault)
    template = SectionTemplate(
        name=name,
        title=data["title"],
        also=tuple(data.get("also", ())),
        needed=data.get("needed", {}),
        optional=data.get("optional", {}),
        source=text,
        users=users,
    )
    return _body_problem(template, set(data.get("context", ()))) or template


def _header_fault(data: Mapping[str, object]) -> str:
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        return "说明块缺少 title（章节标题）"
    for part in ("needed", "optional"):
        table = data.get(part, {})
        if not isinstance(table, dict) or not all(isinstance(unit, str) for unit in table.values()):
            return f'说明块的 [{part}] 应写成 指标 = 单位，如 "立案" = "件"'
    also, context = data.get("also", []), data.get("context", [])
    if not isinstance(also, list) or not isinstance(context, list):
        return "说明块的 also、context 应是列表"
    unknown = set(context) - CONTEXT
    return f"说明块的 context 只能用 {'、'.join(sorted(CONTEXT))}，没有 {'、'.join(sorted(unknown))}" if unknown else ""


def _body_problem(template: SectionTemplate, context: set[str]) -> TemplateProblem | None:
    try:
        used = meta.find_undeclared_variables(_environment().parse(template.source))
    except TemplateSyntaxError as error:
        return TemplateProblem(template.name, error.lineno, f"语法错误：{error.message}")
    declared = set(template.indicators) | context
    for variable in sorted(used - declared):
        line = next((i for i, row in enumerate(template.source.splitlines(), 1) if variable in row), 1)
        return TemplateProblem(template.name, line, f"用了说明块里没有的变量“{variable}”")
    for variable in sorted(declared - used):
        return TemplateProblem(template.name, 1, f"说明块里的“{variable}”在正文里没有用到")
    return None


def fill(template: SectionTemplate, values: Mapping[str, object]) -> str:
    """The template's text with ``values`` (one for each variable of its header).

    Raises:
        TemplateRefused: the template itself fails on these values (prints an absent optional indicator, …).
    """
    try:
        return _environment().from_string(template.source).render(values).strip()
    except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError) as error:
        raise TemplateRefused(
            f"模板 {template.name} 填写失败：{error}。请检查可选指标是否写在 {{% if %}} 之内"
        ) from error
