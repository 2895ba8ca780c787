"""The report's words put for an asker's: spoken verbs (查了多少家药店 → 检查 药店) and spoken nouns (岁数 → 年龄)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from knowledge.word_segmentation import word_frequency

_DONE = ("了", "过", "的")
_WORD = 20  # how often the dictionary counts two signs that are one word; 体查 is hardly one
_MOST = 12  # renamings tried of one question


@lru_cache(maxsize=4096)
def rewordings(asked: str) -> tuple[str, ...]:
    """Other wordings of the words asked, likeliest first; () when no spoken verb stands alone in them."""
    parts = asked.split()
    for at, part in enumerate(parts):
        verb, rest = spoken_verb(part)
        if verb:
            others = [*parts[:at], *([rest] if rest else []), *parts[at + 1 :]]
            return tuple("".join([means, *others]) for means in meant_by(verb))
    return ()


@lru_cache(maxsize=4096)
def renamings(asked: str) -> tuple[str, ...]:
    """The words asked with the report's nouns for spoken ones (到手的收入 → 可支配收入); () when there are none.

    A verb that is spoken stays as it is.
    """
    made = [asked]
    for said in dict.fromkeys(_noun_pattern().findall(asked)):
        made = [words.replace(said, means) for words in made for means in _nouns()[said]]
    return tuple(words for words in made if words != asked)[:_MOST]


@lru_cache(maxsize=4096)
def spoken_verb(part: str) -> tuple[str, str]:
    """The spoken verb that ``part`` is, begins or ends with, and what is left; ("", part) when there is none.

    A verb of one sign must not be a piece of a word (查 in 查处, 检查).
    """
    bare = part[:-1] if part.endswith(_DONE) else part
    if bare in _verbs():
        return bare, ""
    for verb in _longest_first():
        done = part.startswith(_DONE, len(verb))
        if part.startswith(verb) and (done or _apart(verb, part[: len(verb) + 1])):
            return verb, part[len(verb) + done :]
        if bare.endswith(verb) and _apart(verb, bare[-len(verb) - 1 :]):
            return verb, bare[: -len(verb)]
    return "", part


def meant_by(verb: str) -> tuple[str, ...]:
    """What reports write for a spoken verb."""
    return _verbs().get(verb, ())


def _apart(verb: str, with_next: str) -> bool:
    """Whether the verb and the sign beside it are two words."""
    return len(verb) > 1 or word_frequency(with_next) < _WORD


@cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    return _listed("verb")


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    return _listed("noun")


def _listed(kind: str) -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(files("assistant.asking.understanding").joinpath("rewordings.toml").read_text("utf-8"))
    return MappingProxyType({word: tuple(entry["means"]) for entry in data[kind] for word in entry["says"]})


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_verbs(), key=len, reverse=True))


@cache
def _noun_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_nouns(), key=len, reverse=True))))
