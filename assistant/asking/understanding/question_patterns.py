"""The patterns questions are recognised by, compiled from question_patterns.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from knowledge.spans import Span

Comparison = Literal[
    "", "difference", "growth", "share", "sum", "ratio", "highest", "lowest", "rank", "series", "average", "per"
]

PERIOD, ISSUER = "\u0001", "\u0002"  # stand where a period or an issuer was named


@dataclass(frozen=True, slots=True)
class QuestionPatterns:
    """Compiled patterns; ``comparisons`` in the order they are tried."""

    quantity: re.Pattern[str]
    law: re.Pattern[str]
    why: re.Pattern[str]
    text: re.Pattern[str]
    planned: re.Pattern[str]
    either: re.Pattern[str]
    either_words: re.Pattern[str]  # those of them that say no more than that it is planned
    goal_word: re.Pattern[str]
    fact_word: re.Pattern[str]
    done: re.Pattern[str]  # what stands for the fact beside a goal
    limit: re.Pattern[str]  # 不少于多少, 多少以内
    whole_word: re.Pattern[str]
    ratio_asked: re.Pattern[str]
    attained: re.Pattern[str]  # 完成目标的百分之几
    place: re.Pattern[str]  # 第几位
    taking_place: re.Pattern[str]  # 位居, 名列
    among: re.Pattern[str]  # 全省
    among_bodies: re.Pattern[str]  # 全省14个地市中
    comparisons: tuple[tuple[Comparison, tuple[re.Pattern[str], ...]], ...]


@cache
def question_patterns() -> QuestionPatterns:
    """The patterns, read once."""
    data = tomllib.loads(files("assistant.asking.understanding").joinpath("question_patterns.toml").read_text("utf-8"))

    def filled(pattern: str) -> re.Pattern[str]:
        places = {"{PERIOD}": PERIOD, "{ISSUER}": ISSUER, "{MORE}": data["more"], "{BODY}": data["body"]}
        places |= {"{AMONG}": data["among"], "{TAKES}": data["taking_place"]}
        for name, words in places.items():
            pattern = pattern.replace(name, words)
        return re.compile(pattern)

    def joined(patterns: Iterable[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    return QuestionPatterns(
        quantity=joined(data["quantity"]),
        law=joined(data["law"]),
        why=joined(data["why"]),
        text=joined(data["text"]),
        planned=joined(data["planned"]),
        either=joined(data["either"]),
        either_words=joined(data["either_words"]),
        goal_word=joined(data["goal_word"]),
        fact_word=joined(data["fact_word"]),
        done=joined(data["done"]),
        limit=joined(data["limit"]),
        whole_word=joined(data["whole_word"]),
        ratio_asked=joined(data["ratio_asked"]),
        attained=joined(data["attained"]),
        place=filled("|".join(data["place"])),
        taking_place=joined([data["taking_place"]]),
        among=joined([data["among"]]),
        among_bodies=filled("|".join(data["among_bodies"])),
        comparisons=tuple((entry["kind"], tuple(map(filled, entry["patterns"]))) for entry in data["comparison"]),
    )


def mask(text: str, spans: Sequence[Span], sign: str) -> str:
    """``text`` of the same length with ``sign`` for everything within ``spans``."""
    signs = list(text)
    for span in spans:
        signs[span.start : span.end] = [sign] * (span.end - span.start)
    return "".join(signs)
