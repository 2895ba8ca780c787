"""Text → vectors. The only room that imports sentence-transformers and torch."""

from __future__ import annotations

from knowledge.embedding.embedder import Embedder, ModelUnavailable, Vectors, load_embedder

__all__ = [
    "Embedder",
    "ModelUnavailable",
    "Vectors",
    "load_embedder",
]
