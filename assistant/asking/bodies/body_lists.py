"""The word lists of issuer_names.toml: offices, provinces, what stands before and after a body's name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class IssuerNames:
    """The word lists of issuer_names.toml."""

    organs: tuple[tuple[str, ...], ...]
    own: tuple[str, ...]
    not_places: frozenset[str]
    provinces: tuple[str, ...]
    lead_ins: tuple[str, ...]
    taking_part: tuple[str, ...]
    takes_part: tuple[str, ...]
    not_bodies: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    long_words: tuple[str, ...]
    parents: tuple[str, ...]
    under: tuple[tuple[str, str, str], ...]
    peoples: tuple[str, ...]
    called: dict[str, str]
    inner_parts: tuple[str, ...]
    no_bare: frozenset[str]
    whole_body: tuple[str, ...]
    does: tuple[str, ...]
    spoken: dict[str, tuple[str, ...]]
    without_head: dict[str, tuple[str, ...]]


@cache
def issuer_names() -> IssuerNames:
    """The lists, read once."""
    data = tomllib.loads(files("assistant.asking.bodies").joinpath("issuer_names.toml").read_text("utf-8"))
    longest_first = ("own", "lead_ins", "provinces", "long_words", "parents", "peoples")
    lists: dict[str, tuple[str, ...]] = {
        name: tuple(sorted(data[name], key=len, reverse=True)) for name in longest_first
    }
    return IssuerNames(
        organs=tuple(tuple(names) for names in data["organs"]),
        not_places=frozenset(data["not_places"]),
        taking_part=tuple(data["taking_part"]),
        takes_part=tuple(data["takes_part"]),
        not_bodies=tuple(data["not_bodies"]),
        heads=tuple(sorted(map(tuple, data["heads"]), key=lambda names: -len(names[0]))),
        under=tuple((parent, end, name) for parent, end, name in data["under"]),
        called=dict(data["called"]),
        inner_parts=tuple(data["inner_parts"]),
        no_bare=frozenset(data["no_bare"]),
        whole_body=tuple(data["whole_body"]),
        does=tuple(data["does"]),
        spoken={organ: tuple(names) for organ, names in data["spoken"].items()},
        without_head={organ: tuple(names) for organ, names in data["without_head"].items()},
        **lists,
    )
