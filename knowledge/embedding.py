"""Text → vectors. The only import of sentence-transformers (and of torch)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # shape (n, dimension), each row of length 1


class Embedder(Protocol):
    """The seam for other models: rows are unit vectors, so the dot product is the cosine (higher = closer)."""

    @property
    def name(self) -> str:
        """Model name and revision; vectors of different names are never mixed."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension)."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """(dimension,)."""
        ...


def bundled_model_folder(home: Path) -> Path:
    """The bundled model as a sentence-transformers folder under ``home``, built once, atomically, on first use."""
    raise NotImplementedError


def load_embedder(model: str, home: Path) -> Embedder:
    """``model`` is "bundled", or a sentence-transformers folder/name; loading is lazy (at the first embedding)."""
    raise NotImplementedError
