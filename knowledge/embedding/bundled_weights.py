"""The bundled model's 4-bit blocks as the numbers they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch

BLOCK = 32  # weights in a 4-bit block
_BYTES = 18  # of a block: a float16 scale and 16 bytes of nibbles
_AT_ONCE = 1 << 16  # blocks: 8 MB of float32


def bfloat16_of(raw: NDArray[np.uint8], *, four_bit: bool) -> torch.Tensor:
    """The values in one row, a slice at a time: the word embeddings as float32 would take 400 MB on the way."""
    import torch

    if not four_bit:
        return torch.from_numpy(np.frombuffer(raw.tobytes(), dtype="<f4").copy()).to(torch.bfloat16)
    blocks = raw.reshape(-1, _BYTES)
    values = torch.empty(len(blocks), BLOCK, dtype=torch.bfloat16)
    for start in range(0, len(blocks), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        values[part] = torch.from_numpy(_four_bit(blocks[part]))
    return values.reshape(-1)


def _four_bit(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(n, 18) bytes → (n, 32) weights."""
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.empty((len(blocks), BLOCK), dtype=np.float32)
    weights[:, : BLOCK // 2] = nibbles & 0x0F
    weights[:, BLOCK // 2 :] = nibbles >> 4
    weights -= 8
    weights *= scales
    return weights
