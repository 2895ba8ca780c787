"""Two names of one thing in one text: 经营主体 here, 市场主体 there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.checking.findings import Finding
from knowledge.spans import Span

_QUOTED = re.compile(r"《[^》\n]*》|“[^”\n]*”|（以下简称[^）\n]*）")


@dataclass(frozen=True, slots=True)
class _Thing:
    names: tuple[str, ...]
    source: str
    pattern: re.Pattern[str]


def check_names(text: str) -> list[Finding]:
    """At the first place of each name that the text uses less than another one; not in titles or quotations."""
    shown = _QUOTED.sub(lambda match: "＿" * len(match.group()), text)
    return [finding for thing in _things() for finding in _differing(text, shown, thing)]


def _differing(text: str, shown: str, thing: _Thing) -> Iterator[Finding]:
    places: dict[str, list[Span]] = {}
    for match in thing.pattern.finditer(shown):
        places.setdefault(match.group(), []).append(Span(*match.span()))
    if len(places) < 2:
        return
    kept = max(places, key=lambda name: (len(places[name]), -thing.names.index(name)))
    for name, spans in places.items():
        if name != kept:
            message = (
                f"同一事物名称不一致：“{name}”{len(spans)}处，“{kept}”{len(places[kept])}处，请统一（规范名称为"
                f"“{thing.names[0]}”，{thing.source}）。"
            )
            span = spans[0]
            yield Finding(
                "wording-two-names",
                "wording",
                "suggestion",
                span,
                span.of(text),
                message,
                related=(places[kept][0], *spans[1:]),
            )


@cache
def _things() -> tuple[_Thing, ...]:
    data = tomllib.loads(files("assistant.checking").joinpath("names.toml").read_text("utf-8"))
    return tuple(
        _Thing(
            tuple(each["names"]),
            each["source"],
            re.compile("|".join(re.escape(name) for name in sorted(each["names"], key=len, reverse=True))),
        )
        for each in data["thing"]
    )
