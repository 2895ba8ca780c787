"""The word lists of outline.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class OutlineWords:
    """See outline.toml for what each list is for."""

    heading_endings: tuple[str, ...]
    annex_headings: tuple[str, ...]
    title_endings: tuple[str, ...]
    topic_beginnings: tuple[str, ...]
    issuer_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    no_place_endings: tuple[str, ...]
    nameless: frozenset[str]
    provinces: Mapping[str, str]


@cache
def outline_words() -> OutlineWords:
    """The lists, read once."""
    data = tomllib.loads(files("knowledge.outline").joinpath("outline.toml").read_text("utf-8"))
    return OutlineWords(
        heading_endings=tuple(data["heading_endings"]),
        annex_headings=tuple(data["annex_headings"]),
        title_endings=tuple(data["title_endings"]),
        topic_beginnings=tuple(data["topic_beginnings"]),
        issuer_endings=tuple(data["issuer_endings"]),
        place_endings=tuple(data["place_endings"]),
        no_place_endings=tuple(data["no_place_endings"]),
        nameless=frozenset(data["nameless"]),
        provinces=data["provinces"],
    )
