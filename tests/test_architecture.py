"""The house as design.md draws it: import direction, one room per library, sizes, and commands that exist."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("knowledge", "assistant", "api")
ALLOWED = {"knowledge": {"knowledge"}, "assistant": {"assistant", "knowledge", "prompts"}, "api": set(ROOMS)}
HOME_OF: dict[str, str | tuple[str, ...]] = {
    "sentence_transformers": "knowledge/embedding/",
    "torch": "knowledge/embedding/",
    "chromadb": "knowledge/vectors.py",
    "sqlalchemy": "knowledge/records/",
    "jinja2": ("assistant/drafting/templates.py", "assistant/speaking/prompting.py"),
    "prometheus_client": "api/measures.py",
    "openpyxl": ("knowledge/readers/", "api/workbooks.py", "api/metrics_workbook.py"),
    # Read in the one, written in the others.
    "docx": ("knowledge/readers/", "api/official_document.py", "api/official_page.py", "api/checked_document/"),
    "pdfplumber": "knowledge/readers/",
    "bs4": "knowledge/readers/",
    "fastapi": "api/",
    "starlette": "api/",
    "uvicorn": "api/",
    "httpx": "api/",
    "langchain": "assistant/language_model/",
    "langchain_core": "assistant/language_model/",
    "openai": "assistant/language_model/",
    "httpx2": "assistant/language_model/",
    "nicegui": "api/pages/",
    "mcp": "api/mcp_server/",
    "typer": "api/",
    "rich": "api/",
    "pydantic_settings": "api/settings.py",
}
# Each room inside asking uses only those named before it.
INSIDE_ASKING = ("bodies", "understanding", "matching", "replying", "values", "comparing")
VAGUE_NAMES = {"utils", "util", "common", "core", "helpers", "helper", "base", "manager", "misc"}
LONGEST_FUNCTION, MEDIAN_FUNCTION, LONGEST_MODULE = 50, 12, 300

FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports relatively"
            yield node.module or ""


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """(name, lines) of every function, its docstring and decorators not counted."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


@each_file
def test_imports_go_only_down(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0]
    ours = {name.split(".")[0] for name in imported(file)} & {*ROOMS, "prompts", "tests", "benchmarks"}
    assert ours <= ALLOWED[room]


@pytest.mark.parametrize("room", INSIDE_ASKING)
def test_rooms_inside_asking_use_only_those_before(room: str) -> None:
    before = {f"assistant.asking.{other}" for other in INSIDE_ASKING[: INSIDE_ASKING.index(room) + 1]}
    used = {name for file in (ROOT / "assistant" / "asking" / room).glob("*.py") for name in imported(file)}
    inside = {".".join(name.split(".")[:3]) for name in used if name.startswith("assistant.asking")}
    assert inside <= before


def test_every_room_inside_asking_has_its_place_in_the_order() -> None:
    folders = {file.parent.name for file in (ROOT / "assistant" / "asking").glob("*/__init__.py")}
    assert folders == set(INSIDE_ASKING)


@each_file
def test_each_library_has_one_room(file: Path) -> None:
    place = str(file.relative_to(ROOT))
    for library in {name.split(".")[0] for name in imported(file)} & HOME_OF.keys():
        assert place.startswith(HOME_OF[library]), f"{library} belongs in {HOME_OF[library]}"


@pytest.mark.parametrize("library", HOME_OF)
def test_every_named_library_is_used_where_the_table_says(library: str) -> None:
    users = [file for file in FILES if library in {name.split(".")[0] for name in imported(file)}]
    assert users, f"{library} is imported nowhere: take it out of the table and of pyproject.toml"


@pytest.mark.parametrize("room", ["knowledge", "assistant"])
def test_today_is_never_looked_up_below_the_api(room: str) -> None:
    for file in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute | ast.Name):
                assert node.attr != "today", f"{file}:{node.lineno} looks at the clock: as_of is an argument"


@each_file
def test_modules_are_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@each_file
def test_functions_fit_a_screen(file: Path) -> None:
    too_long = {name: lines for name, lines in functions(file) if lines > LONGEST_FUNCTION}
    assert not too_long


@pytest.mark.parametrize("room", ROOMS)
def test_the_usual_function_is_short(room: str) -> None:
    lengths = [lines for file in FILES if file.relative_to(ROOT).parts[0] == room for _, lines in functions(file)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


@each_file
def test_no_room_has_a_name_that_says_nothing(file: Path) -> None:
    assert not VAGUE_NAMES & {*file.relative_to(ROOT).parts[:-1], file.stem}


@each_file
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8"))) or not file.read_text("utf-8").strip()


def test_the_packages_listed_are_the_folders() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {
        str(init.parent.relative_to(ROOT)).replace("/", ".")
        for room in ROOMS
        for init in (ROOT / room).rglob("__init__.py")
    }
    assert {name for name in listed if name.split(".")[0] in ROOMS} == folders
    for package in listed:
        assert (ROOT / package.replace(".", "/")).is_dir()


def test_every_folder_with_modules_is_a_package() -> None:
    for file in FILES:
        assert (file.parent / "__init__.py").is_file(), f"{file.parent} has modules but no __init__.py"


def test_the_dependencies_are_the_libraries_that_are_imported() -> None:
    """Each third-party import is declared: nothing is there only because something else brings it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[\[<>=!~ ]", line)[0].lower().replace("-", "_") for line in project["dependencies"]}
    distribution = {"bs4": "beautifulsoup4", "docx": "python_docx", "markdown_it": "markdown_it_py"}
    used = {name.split(".")[0] for file in FILES for name in imported(file)}
    foreign = {
        name for name in used if name and name not in sys.stdlib_module_names and name not in {*ROOMS, "prompts"}
    }
    carried = {
        "starlette",
        "anyio",
        "pdfminer",
        "transformers",
    }  # parts of fastapi, fastapi, pdfplumber, sentence-transformers
    assert {distribution.get(name, name) for name in foreign - carried} <= declared


def test_torch_is_pinned_in_the_constraints() -> None:
    assert "torch==2.13.0" in (ROOT / "constraints.txt").read_text("utf-8").splitlines()


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


@pytest.mark.parametrize("document", ["README.md", ".ci/run"])
def test_make_targets_named_in_the_documents_exist(document: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / document).read_text("utf-8"), re.M))
    assert named, f"{document} names no make target"
    assert named <= make_targets()


def test_the_makefile_has_the_targets_of_the_design() -> None:
    assert {"run", "test", "check", "bench", "clean"} <= make_targets()


def test_commands_named_in_the_readme_exist() -> None:
    named = set(re.findall(r"report-assistant ([a-z]+)\b", (ROOT / "README.md").read_text("utf-8")))
    told = subprocess.run(
        [sys.executable, "-m", "api.command_line", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {name for name in named if not re.search(rf"^\W*{name}\b", told, re.M)} == set()
