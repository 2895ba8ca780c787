"""Text → vectors. The only import of sentence-transformers (and of torch)."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.bundled_model import BUNDLED_NAME, build_bundled_model, bundled_model_digest
from knowledge.embedding.memory import give_back_memory

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]  # shape (n, dimension), each row of length 1

_BATCH = 16  # passages in one step at most; a query waits for no more than one
_BATCH_CHARACTERS = 4_000  # padding counted: attention over 16 long passages at once would take some 500 MB
_READ_BY_MODEL = 2_000  # code points; of more, no model here reads the end
_MOST_THREADS = 8  # more gain nothing for a small model and starve the service
_QUERIES_REMEMBERED = 512
_TRIM_EVERY = 512  # passages between two trims of the heap


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


class ModelUnavailable(RuntimeError):
    """The embedding model can't be loaded; the message says which, why likely and what to do."""


def bundled_model_folder(home: Path) -> Path:
    """The bundled model as a sentence-transformers folder under ``home``, built once, atomically, on first use."""
    return build_bundled_model(home)


def load_embedder(model: str, home: Path) -> Embedder:
    """``model`` is "bundled", or a sentence-transformers folder/name; loading is lazy (at the first embedding)."""
    return SentenceEmbedder(model, home)


class SentenceEmbedder:
    """A sentence-transformers model, loaded at the first use; safe for several threads."""

    def __init__(self, model: str, home: Path) -> None:
        self._model_given = model
        self._home = home
        self._loading = threading.Lock()
        self._loaded: _LoadedModel | None = None
        self._remembered = lru_cache(maxsize=_QUERIES_REMEMBERED)(self._embed_query)
        self._name = ""

    @property
    def name(self) -> str:
        """Known without loading the model."""
        if not self._name:
            self._name = _model_name(self._model_given)
        return self._name

    @property
    def dimension(self) -> int:
        """384 for the bundled model; another model is loaded to tell."""
        if self._model_given == "bundled":
            return 384
        return self._model().transformer.get_embedding_dimension() or 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimension); rows in the order of ``texts``."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that little is padded.
        for batch in _batches(texts):
            vectors[batch] = self._encode([texts[i] for i in batch], "document")
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """(dimension,); recent queries are remembered."""
        return self._remembered(text)

    def _embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text], "query")[0]
        vector.setflags(write=False)  # the same array is handed out again
        return vector

    def _encode(self, texts: list[str], role: str) -> Vectors:
        raw = self._model().encode(texts, role)
        # bfloat16 leaves lengths a little off 1.
        lengths = np.linalg.norm(raw, axis=1, keepdims=True)
        unit: Vectors = raw / np.maximum(lengths, 1e-12)
        return unit

    def _model(self) -> _LoadedModel:
        with self._loading:
            if self._loaded is None:
                _prepare_environment()
                bundled = self._model_given == "bundled"
                path = str(bundled_model_folder(self._home).resolve()) if bundled else self._model_given
                self._loaded = _load(path, bundled)
            return self._loaded


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Places in ``texts``; texts of like length share a batch, so that little is padded."""
    batch: list[int] = []
    for place in sorted(range(len(texts)), key=lambda i: len(texts[i])):
        longest = min(len(texts[place]), _READ_BY_MODEL)
        if len(batch) == _BATCH or (batch and (len(batch) + 1) * longest > _BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


class _LoadedModel:
    """A model in memory. One thread of its own computes: each further one would bring its own team of workers."""

    def __init__(self, transformer: SentenceTransformer, path: str) -> None:
        self.transformer = transformer
        self._prompts = {role: _prompt(transformer, path, role) for role in ("query", "document")}
        self._turns = _Turns()
        self._since_trim = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedding")

    def encode(self, texts: list[str], role: str) -> Vectors:
        with self._turns.take(first=role == "query"):
            return self._thread.submit(self._compute, texts, self._prompts[role]).result()

    def _compute(self, texts: list[str], prompt: str) -> Vectors:
        cut = [text[:_READ_BY_MODEL] for text in texts]
        raw = self.transformer.encode(cut, prompt=prompt, batch_size=_BATCH, show_progress_bar=False)
        self._since_trim += len(texts)
        if self._since_trim >= _TRIM_EVERY:
            self._since_trim = 0
            give_back_memory()
        return np.asarray(raw, dtype=np.float32)


class _Turns:
    """A lock that lets a waiting query go before the next batch of passages."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._busy = False
        self._first_waiting = 0

    @contextmanager
    def take(self, *, first: bool) -> Iterator[None]:
        with self._condition:
            self._first_waiting += first
            self._condition.wait_for(lambda: not self._busy and (first or self._first_waiting == 0))
            self._first_waiting -= first
            self._busy = True
        try:
            yield
        finally:
            with self._condition:
                self._busy = False
                self._condition.notify_all()


def _model_name(model: str) -> str:
    if model == "bundled":
        return f"{BUNDLED_NAME}@{bundled_model_digest()[:8]}"
    folder = Path(model)
    if not folder.is_dir():
        return model
    # Two folders of one name may hold different models.
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("*.json")):
        digest.update(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
    return f"{folder.name}@{digest.hexdigest()[:8]}"


def _prompt(model: SentenceTransformer, given: str, role: str) -> str:
    """The model's own prompt for the role; E5 models were trained with theirs but often don't name them."""
    own = model.prompts.get(role) or (model.prompts.get("passage") if role == "document" else None)
    if own:
        return own
    if "e5" in Path(given).name.lower():
        return "query: " if role == "query" else "passage: "
    return ""


def _prepare_environment() -> None:
    """What the libraries read when they are imported."""
    # Nothing is ever looked up on a hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Workers that spin while they wait take the processor from everything else on a small machine: with other
    # processes busy, waiting asleep was 2 to 3 times as fast.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # oneDNN keeps compiled code with its buffers for every shape it met, 1,024 of them, and hardly any two batches
    # have the same shape. One batch needs a handful, which its layers share; making them anew takes no time.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "32")


@lru_cache(maxsize=2)  # a library opened again in the same process finds its model still in memory
def _load(path: str, bundled: bool) -> _LoadedModel:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(min(_MOST_THREADS, os.cpu_count() or 1))
    arguments = {"dtype": _bundled_dtype()} if bundled else None
    try:
        loaded = SentenceTransformer(path, device="cpu", local_files_only=True, model_kwargs=arguments)
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"无法载入向量模型「{path}」：{error}。本软件不联网下载模型；"
            "请把模型文件夹放到本机并在设置中写它的路径，或改回内置模型 bundled。"
        ) from error
    return _LoadedModel(loaded, path)


def _bundled_dtype() -> torch.dtype:
    """bfloat16 where the processor computes in it (nearly three times as fast here), else float32."""
    import torch

    fast = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if fast else torch.float32
