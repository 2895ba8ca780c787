"""The names an office goes by: those listed, and shortened ones (交通运输综合行政执法支队 → 交通执法支队)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, product

from assistant.asking.bodies.body_lists import issuer_names

_JOINED = frozenset("和与及")
_LEAST_CORE = 2  # signs; 水局 and the like are no names
_LONGEST_CORE = 16  # signs; a longer name is not shortened by rule
_LEAST_UNLISTED = 4  # signs of a field that no list knows (劳动保障|综合执法支队); fewer may be a place
_FIELD_BEGINS = 2  # signs of a field that tell it from a place


@lru_cache(maxsize=1024)
def office_names(organ: str, office: str) -> frozenset[str]:
    """The names of an office: as listed, and as Chinese shortens such names (医疗保障局 → 医保局).

    A name that is listed for another office is none of this one's (环境局 of 环境卫生管理局), unless it is the first
    thing this one is for (农业农村局 of 农业农村和水利局).
    """
    listed = {name for names in issuer_names().organs if organ in names for name in names} | {organ, office}
    made = {name for full in (organ, office) for name in _shortened(full)} - listed
    core = core_and_head(office)[0]
    others = {name: core_and_head(names[0])[0] for names in issuer_names().organs for name in names}
    return frozenset(listed | {name for name in made if name not in others or core.startswith(others[name])}) - {""}


@lru_cache(maxsize=1024)
def bare_names(organ: str, office: str) -> frozenset[str]:
    """An office's names without their last word, as said after a place (岚洲|消防, 沅浦|税务)."""
    cores = {core_and_head(name)[0] for name in office_names(organ, office)}
    return frozenset(core for core in cores if len(core) >= _LEAST_CORE).union(
        issuer_names().without_head.get(organ, ())
    )


def is_short_for(words: str, office: str) -> bool:
    """Whether ``words``, with a last word that is a body's, shorten the office's name (交易中心, 供水公司, 检院)."""
    core, heads = core_and_head(office)
    head = next((head for head in heads if head and words.endswith(head)), "")
    return bool(head) and _keeps_order(words.removesuffix(head), core)


def names_a_field(words: str, office: str) -> bool:
    """Whether words between a place and a listed office are the field of another office (交通运输|综合执法支队)."""
    if words[-1:] in _JOINED or ("执法" in office and len(words) >= _LEAST_UNLISTED):
        return True
    begins = words[:_FIELD_BEGINS]
    return len(begins) == _FIELD_BEGINS and any(field.startswith(begins) for field in _fields())


def same_in_full(one: str, other: str) -> bool:
    """Whether two names of an office say the same but for 综合 and 行政: 交通运输综合行政执法支队 is 交通执法支队."""
    (core, heads), (other_core, other_heads) = core_and_head(one), core_and_head(other)
    return heads == other_heads and "执法" in core and bool(_plain(core) & _plain(other_core))


def _plain(core: str) -> frozenset[str]:
    """The core without words that tell no field, with each other name of the field it begins with."""
    rest = re.sub("综合|行政", "", core)
    field = _field_at(rest)
    return frozenset(other + rest[len(field) :] for other in _called_alike().get(field, frozenset({field})))


@cache
def _fields() -> frozenset[str]:
    """What listed offices are for: 交通运输, 市监, 生态环境."""
    return frozenset(core_and_head(name)[0] for names in issuer_names().organs for name in names)


@cache
def _called_alike() -> dict[str, frozenset[str]]:
    """A field → its other names (生态环境 → 环保, 环境保护); not of the offices that only enforce the law."""
    alike: dict[str, frozenset[str]] = {}
    for names in issuer_names().organs:
        fields = {field for field, heads in map(core_and_head, names) if heads[0] and len(field) >= _LEAST_CORE}
        for field in fields if not any("执法" in field for field in fields) else ():
            alike[field] = alike.get(field, frozenset()) | fields
    return alike


def _field_at(core: str) -> str:
    return next((field for field in sorted(_called_alike(), key=len, reverse=True) if core.startswith(field)), "")


def _keeps_order(short: str, core: str) -> bool:
    """Of the core's words each sign of ``short`` begins one or goes on with it, in their order."""
    at = 0
    for piece in _words(core):
        for length in range(len(piece), 0, -1):
            if short.startswith(piece[:length], at):
                at += length
                break
    return at == len(short)


def core_and_head(office: str) -> tuple[str, tuple[str, ...]]:
    """市场监督管理局 → (市场监督管理, (局,)): what the office is for, and its last word by all its names."""
    for heads in issuer_names().heads:
        for head in heads:
            if office.endswith(head) and len(office) > len(head):
                return office[: -len(head)], heads
    return office, ("",)


def _shortened(office: str) -> Iterator[str]:
    """Of each word all, the first sign or nothing, the first word never nothing; then the head or its short form."""
    core, heads = core_and_head(office)
    if not heads[0] or "局" in core or not _LEAST_CORE <= len(core) <= _LONGEST_CORE:
        return
    kept = [_ways(word, first=not index) for index, word in enumerate(_words(core))]
    field = _field_at(core) or core
    rest = [_ways(word, first=False) for word in _words(core[len(field) :])]
    others = tuple(_called_alike().get(field, ())) if rest else ()  # 生态环境|综合执法: 环保|执法
    for parts in chain(product(*kept), product(others, *rest) if others else ()):
        short = "".join(parts)
        if len(short) >= _LEAST_CORE and short[-1] not in _JOINED:
            yield from (short + head for head in heads)


def _words(core: str) -> list[str]:
    return re.findall(rf"{'|'.join(issuer_names().long_words)}|[和与及]|.{{1,2}}", core)


def _ways(word: str, *, first: bool) -> tuple[str, ...]:
    if word in _JOINED:
        return (word, "")
    return (word, word[0]) if first else (word, word[0], "")
