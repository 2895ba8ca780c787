"""The stand-ins that take the place of the laws' vectors while answers are timed."""

from __future__ import annotations

import numpy as np

from benchmarks.latency import LawStandIns
from tests.cheap_embedder import CheapEmbedder


def test_stand_ins_are_unit_vectors_as_near_one_another_as_real_passages() -> None:
    model = LawStandIns(CheapEmbedder())
    model.for_laws = True
    vectors = model.embed_passages(["条"] * 400)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    nearness = (vectors @ vectors.T)[np.triu_indices(400, 1)]
    assert 0.75 < float(nearness.mean()) < 0.85


def test_reports_and_queries_get_the_models_own_vectors() -> None:
    model, own = LawStandIns(CheapEmbedder()), CheapEmbedder()
    assert np.array_equal(model.embed_passages(["立案"]), own.embed_passages(["立案"]))
    assert np.array_equal(model.embed_query("立案"), own.embed_query("立案"))
    assert (model.name, model.dimension) == (own.name, own.dimension)
