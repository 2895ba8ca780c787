from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

PAGES = ROOT / "api" / "pages"
TEXTS = tomllib.loads((PAGES / "texts.toml").read_text("utf-8"))
KEYS = {name for name, held in TEXTS.items() if isinstance(held, str)} | {
    f"{table}.{key}" for table, held in TEXTS.items() if isinstance(held, dict) for key in held
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def asked_for() -> Iterator[str]:
    """A pattern for each key that code asks for; a part computed by the code matches anything."""
    for module in PAGES.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args:
                yield from keys_of(node.args[0])


def keys_of(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield re.escape(key)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*keys_of(one), *keys_of(other))
        case _:
            raise AssertionError(f"a key that cannot be read: {ast.dump(node)}")


def test_every_text_that_a_page_asks_for_exists() -> None:
    assert [key for key in asked_for() if not any(re.fullmatch(key, held) for held in KEYS)] == []


def test_every_text_is_asked_for() -> None:
    asked = list(asked_for())
    assert [key for key in sorted(KEYS) if not any(re.fullmatch(pattern, key) for pattern in asked)] == []


@pytest.mark.parametrize("module", sorted(PAGES.glob("*.py")), ids=lambda module: module.stem)
def test_pages_have_no_texts_of_their_own(module: object) -> None:
    tree = ast.parse((PAGES / getattr(module, "name", "")).read_text("utf-8"))
    words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    documented = [ast.get_docstring(node, clean=False) for node in ast.walk(tree)
                  if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)]  # fmt: skip
    assert [each for each in words if CHINESE.search(each) and each not in documented] == []
