"""The bundled model's SentencePiece unigram tokenizer, rewritten as the ``tokenizer.json`` that tokenizers reads."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LEAF = 1 << 31  # in a double array: this unit carries a value
_HAS_LEAF = 1 << 8


@dataclass(frozen=True, slots=True)
class UnigramPieces:
    """``pieces`` and ``scores`` in the order of their ids; ``replacements``: code point → what takes its place."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    replacements: Mapping[int, str]


def write_tokenizer(vocabulary: UnigramPieces, folder: Path, longest: int) -> None:
    """Write tokenizer.json, tokenizer_config.json and special_tokens_map.json; ``longest`` in tokens."""
    names = {
        "bos_token": vocabulary.pieces[vocabulary.bos],
        "eos_token": vocabulary.pieces[vocabulary.eos],
        "cls_token": vocabulary.pieces[vocabulary.bos],
        "sep_token": vocabulary.pieces[vocabulary.eos],
        "pad_token": vocabulary.pieces[vocabulary.pad],
        "unk_token": vocabulary.pieces[vocabulary.unknown],
        "mask_token": vocabulary.pieces[-1],
    }
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": longest, **names}
    _write_json(folder / "tokenizer.json", _tokenizer(vocabulary))
    _write_json(folder / "tokenizer_config.json", config)
    _write_json(folder / "special_tokens_map.json", names)


def _write_json(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _tokenizer(vocabulary: UnigramPieces) -> dict[str, object]:
    begin, end = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    charsmap = precompiled_charsmap(vocabulary.replacements)
    special = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unknown, len(vocabulary.pieces) - 1)
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special_token(i, vocabulary.pieces[i]) for i in sorted(special)],
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap).decode("ascii")},
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "WhitespaceSplit"},
                {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special(begin), _sequence("A"), _special(end)],
            "pair": [_special(begin), _sequence("A"), _special(end), _special(end), _sequence("B"), _special(end)],
            "special_tokens": {
                begin: {"id": begin, "ids": [vocabulary.bos], "tokens": [begin]},
                end: {"id": end, "ids": [vocabulary.eos], "tokens": [end]},
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": list(zip(vocabulary.pieces, vocabulary.scores, strict=True)),
            "byte_fallback": False,
        },
    }


def _special_token(token_id: int, piece: str) -> dict[str, object]:
    # A mask swallows the space before it, as SentencePiece models are trained to expect.
    flags = {"single_word": False, "lstrip": piece == "<mask>", "rstrip": False, "normalized": False, "special": True}
    return {"id": token_id, "content": piece, **flags}


def _special(piece: str) -> dict[str, object]:
    return {"SpecialToken": {"id": piece, "type_id": 0}}


def _sequence(name: str) -> dict[str, object]:
    return {"Sequence": {"id": name, "type_id": 0}}


def precompiled_charsmap(replacements: Mapping[int, str]) -> bytes:
    """The map in SentencePiece's own form: trie size, double-array trie over UTF-8, then the NUL-ended results."""
    results = bytearray()
    starts: dict[str, int] = {}
    keys: dict[bytes, int] = {}
    for point, result in sorted(replacements.items()):
        if point == 0:
            continue  # NUL ends a key in this form
        if result not in starts:
            starts[result] = len(results)
            results += result.encode("utf-8") + b"\0"
        keys[chr(point).encode("utf-8")] = starts[result]
    units = double_array(keys)
    trie = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(trie)) + trie + bytes(results)


class _Trie:
    """A plain trie: children by byte; ``value`` where a key ends."""

    def __init__(self) -> None:
        self.children: dict[int, _Trie] = {}
        self.value: int | None = None


def _plain_trie(keys: Mapping[bytes, int]) -> _Trie:
    root = _Trie()
    for key, value in keys.items():
        node = root
        for byte in key:
            node = node.children.setdefault(byte, _Trie())
        node.value = value
    return root


def double_array(keys: Mapping[bytes, int]) -> list[int]:
    """A Darts-clone double array: the child of a unit by byte ``c`` stands at ``position ^ offset ^ c``."""
    units = [0]
    taken = {0}
    bases: set[int] = set()
    waiting: list[tuple[int, _Trie]] = [(0, _plain_trie(keys))]
    first_free = 1
    while waiting:
        position, node = waiting.pop()
        labels = sorted(node.children) if node.value is None else [0, *sorted(node.children)]
        if not labels:
            continue  # no keys at all
        while first_free in taken:
            first_free += 1
        base = _free_base(labels, first_free, taken, bases)
        bases.add(base)
        places = [base ^ label for label in labels]
        taken.update(places)
        units.extend([0] * (max(places) + 1 - len(units)))
        units[position] |= (position ^ base) << 10
        if node.value is not None:
            units[position] |= _HAS_LEAF
            units[base] = _LEAF | node.value
        for label, child in node.children.items():
            units[base ^ label] |= label
            waiting.append((base ^ label, child))
    # A reader looks at ``base ^ byte`` for any byte without asking for the length first.
    units.extend([0] * (-len(units) % 256 + 256))
    return units


def _free_base(labels: Sequence[int], first_free: int, taken: set[int], bases: set[int]) -> int:
    """The first base whose places for ``labels`` are all free; no two nodes share a base."""
    place = first_free
    while True:
        base = place ^ labels[0]
        if base not in bases and not any((base ^ label) in taken for label in labels):
            return base
        place += 1
