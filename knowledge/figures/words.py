"""The word lists of figure_words.toml, compiled."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def _load() -> dict[str, dict[str, list[str] | str]]:
    with Path(__file__).with_name("figure_words.toml").open("rb") as file:
        return tomllib.load(file)


_DATA = _load()


def words(section: str, key: str) -> list[str]:
    """A word list, longest first."""
    value = _DATA[section][key]
    return sorted(value, key=len, reverse=True) if isinstance(value, list) else [value]


def pattern(section: str, key: str) -> str:
    """A regular expression kept as data, or a word list as an alternation (longest first)."""
    value = _DATA[section][key]
    return value if isinstance(value, str) else "|".join(map(re.escape, words(section, key)))


def compiled(section: str, key: str) -> re.Pattern[str]:
    """:func:`pattern`, compiled."""
    return re.compile(pattern(section, key))
