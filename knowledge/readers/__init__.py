"""One file per format → blocks. The public door is :func:`read_file`."""

from __future__ import annotations

from knowledge.readers.blocks import Block, Cell, ReadFile, Table, UnreadableFile

__all__ = ["Block", "Cell", "ReadFile", "Table", "UnreadableFile", "read_file"]


def read_file(data: bytes, name: str) -> ReadFile:
    """Read a file's bytes by its content, not its extension (``name`` is for messages and for csv/md/txt).

    Raises:
        UnreadableFile: empty, encrypted, damaged, a zip bomb, an unknown format, an extension that the
            content contradicts.
    """
    raise NotImplementedError
