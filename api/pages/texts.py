"""Every text that a page shows, from one file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _texts() -> dict[str, str]:
    tables = tomllib.loads(files("api.pages").joinpath("texts.toml").read_text("utf-8"))
    return {f"{table}.{key}" if table else key: words for table, key, words in _entries(tables)}


def _entries(tables: dict[str, object]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for name, value in tables.items():
        if isinstance(value, dict):
            found += [(name, key, str(words)) for key, words in value.items()]
        else:
            found.append(("", name, str(value)))
    return found


def text(key: str, **filled: object) -> str:
    """The words under ``table.key`` of texts.toml, their ``{places}`` filled. Raises KeyError for a key not there."""
    return _texts()[key].format(**filled)
