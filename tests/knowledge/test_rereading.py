"""Documents already here follow the rules of a newer program; vectors are not made again without need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from knowledge.library import Document, DocumentFactsGiven, LedgerFilter, Library
from knowledge.rereading import rules_digest
from tests.cheap_embedder import CheapEmbedder

REPORT = """松江区水务局
2023年行政执法工作报告
一、基本情况
2023年，全局共立案31件，罚没款金额5.6万元。
"""
OTHER_RULES = "UPDATE facts SET value = 'other rules' WHERE name = 'reading rules'"


class CountingEmbedder(CheapEmbedder):
    """Counts the passages it is given."""

    count = 0

    def embed_passages(self, texts):  # type: ignore[no-untyped-def]
        self.count += len(texts)
        return super().embed_passages(texts)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def library(library_home: Path, embedder: CountingEmbedder) -> Iterator[Library]:
    with Library.open(library_home, embedder=embedder) as opened:
        opened.accept(REPORT.encode(), "报告.txt", DocumentFactsGiven())
        opened.work()
        yield opened


def change(library: Library, *statements: str) -> None:
    with library._store.write() as connection:
        for statement in statements:
            connection.execute(sql(statement))


def values(library: Library) -> list[str]:
    return [row.value for row in library.figures(LedgerFilter())[0]]


def only(library: Library) -> Document:
    (document,) = library.documents()
    return document


def test_the_ledger_is_made_again_under_other_rules_and_the_vectors_are_kept(
    library: Library, embedder: CountingEmbedder
) -> None:
    before, embedded = values(library), embedder.count
    change(library, "UPDATE figures SET value = '999'", OTHER_RULES)
    library.work()
    assert values(library) == before == ["31", "5.6"]
    assert only(library).status == "ready"
    assert embedder.count == embedded
    assert library.check_agreement() == []


def test_under_the_same_rules_nothing_is_read_again(library: Library) -> None:
    change(library, "UPDATE figures SET value = '999'")
    library.work()
    assert set(values(library)) == {"999"}


def test_a_document_cut_otherwise_goes_through_the_whole_recipe(library: Library, embedder: CountingEmbedder) -> None:
    embedded = embedder.count
    change(library, "UPDATE passages SET embed_text = 'other' WHERE document_id IS NOT NULL", OTHER_RULES)
    library.work()
    assert values(library) == ["31", "5.6"]
    assert only(library).status == "ready"
    assert embedder.count > embedded
    assert library.check_agreement() == []


def test_the_digest_tells_one_set_of_rules() -> None:
    assert len(rules_digest()) == 16
