"""An embedding model that costs nothing, for tests of storing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from knowledge.embedding import Vectors


class CheapEmbedder:
    """Vectors drawn from a text's digest: equal texts are equal, and that is all."""

    dimension = 16

    def __init__(self, name: str = "cheap") -> None:
        self.name = name

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.vstack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(f"{self.name} {text}".encode()).digest()[:8], "little")
        vector = np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit
