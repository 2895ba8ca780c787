from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asking.attention import needs_attention
from knowledge.library import DocumentFactsGiven, Library
from tests.cheap_embedder import CheapEmbedder

OFFICE = "松江街道办事处"


@pytest.fixture
def library(library_home: Path) -> Iterator[Library]:
    with Library.open(library_home, embedder=CheapEmbedder()) as opened:
        yield opened


def add(library: Library, year: int, body: str) -> None:
    text = f"{OFFICE}{year}年行政执法工作报告\n\n一、基本情况\n\n{body}\n"
    library.accept(text.encode(), f"{year}.txt", DocumentFactsGiven(issuer=OFFICE, year=year))
    library.work()


def contradicted(library: Library) -> list[tuple[str, ...]]:
    return [tuple(row.value for row in found.rows) for found in needs_attention(library).contradictions]


def test_a_report_that_gives_last_year_another_value_is_named(library: Library) -> None:
    add(library, 2023, "2023年，全街道立案58件，罚款12.6万元。")
    add(library, 2024, "2024年，全街道立案61件。2023年，全街道立案56件，罚款12.6万元。")
    assert contradicted(library) == [("58", "56")]


@pytest.mark.parametrize(
    "later",
    [
        "2024年，全街道立案61件，罚款15.2万元。",
        "2024年，全街道立案61件。2023年，全街道立案58件。",
        "2024年，全街道立案61件。2023年，全街道罚款约13万元。",
        "2024年，全街道立案61件。2025年计划立案58件。",
    ],
)
def test_reports_that_agree_or_speak_of_other_things_are_left_alone(library: Library, later: str) -> None:
    add(library, 2023, "2023年，全街道立案58件，罚款12.6万元。")
    add(library, 2024, later)
    assert contradicted(library) == []


def test_an_empty_library_wants_no_attention(library: Library) -> None:
    found = needs_attention(library)
    assert (found.contradictions, found.doubtful) == ((), ())
