from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Vectors
from knowledge.vectors import VectorIndex, VectorsUnavailable, collection_name


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex(tmp_path, model_name="试验/模型", dimension=3)
    yield opened
    opened.close()


def rows(*values: tuple[float, float, float]) -> Vectors:
    array = np.array(values, dtype=np.float32)
    unit: Vectors = array / np.linalg.norm(array, axis=1, keepdims=True)
    return unit


def fill(index: VectorIndex) -> None:
    vectors = rows((1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1))
    index.put(["a-0", "a-1", "b-0", "c-0"], vectors, ["a", "a", "b", "c"], ["report", "report", "report", "regulation"])


def test_the_score_is_the_cosine_and_higher_is_closer(index: VectorIndex) -> None:
    fill(index)
    found = index.nearest(rows((1, 0, 0))[0], 3)
    assert [n.passage_id for n in found][:2] == ["a-0", "a-1"]
    assert [n.score for n in found][:2] == pytest.approx([1.0, 0.7071], abs=1e-3)


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert index.nearest(rows((1, 0, 0))[0], 3) == []


def test_a_filter_that_nothing_passes_finds_nothing(index: VectorIndex) -> None:
    fill(index)
    query = rows((1, 0, 0))[0]
    assert index.nearest(query, 3, owners=[]) == []
    assert index.nearest(query, 3, owners=["没有"]) == []
    assert index.nearest(query, 3, kind="regulation", owners=["a"]) == []


@pytest.mark.parametrize(
    ("kind", "owners", "expected"),
    [
        ("regulation", None, {"c-0"}),
        (None, ["b", "c"], {"b-0", "c-0"}),
        ("report", ["b", "c"], {"b-0"}),
        (None, [*(str(i) for i in range(3_000)), "b"], {"b-0"}),
    ],
)
def test_filters_hold(index: VectorIndex, kind: str | None, owners: list[str] | None, expected: set[str]) -> None:
    fill(index)
    assert {n.passage_id for n in index.nearest(rows((1, 0, 0))[0], 10, kind=kind, owners=owners)} == expected


def test_the_same_id_is_overwritten_not_doubled(index: VectorIndex) -> None:
    fill(index)
    index.put(["a-0"], rows((0, 0, 1)), ["a"], ["report"])
    assert index.count() == 4
    assert index.nearest(rows((0, 0, 1))[0], 1, kind="report")[0].passage_id == "a-0"


def test_an_owner_is_forgotten_as_a_whole(index: VectorIndex) -> None:
    fill(index)
    index.delete_owner("a")
    assert index.counts() == {"b": 1, "c": 1}


def test_vectors_outlive_the_process(tmp_path: Path) -> None:
    first = VectorIndex(tmp_path, model_name="m", dimension=3)
    fill(first)
    first.close()
    second = VectorIndex(tmp_path, model_name="m", dimension=3)
    assert second.ids() == {"a-0": "a", "a-1": "a", "b-0": "b", "c-0": "c"}
    second.close()


def test_vectors_of_different_models_are_never_mixed(tmp_path: Path) -> None:
    first = VectorIndex(tmp_path, model_name="甲", dimension=3)
    fill(first)
    second = VectorIndex(tmp_path, model_name="乙", dimension=3)
    assert (first.count(), second.count()) == (4, 0)
    assert collection_name("甲", 3) != collection_name("乙", 3)
    first.close()
    second.close()


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host"])
def test_a_wrong_server_address_is_named(url: str) -> None:
    with pytest.raises(VectorsUnavailable, match=url):
        VectorIndex(None, url=url, model_name="m", dimension=3)


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(VectorsUnavailable, match="连不上"):
        VectorIndex(None, url="http://127.0.0.1:9", model_name="m", dimension=3)
