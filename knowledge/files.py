"""The accepted files' bytes, kept durably under their ids."""

from __future__ import annotations

import os
from pathlib import Path


class FileShelf:
    """A folder of files named by document id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, document_id: str, data: bytes) -> None:
        """Store bytes; when this returns they outlive a power cut. Half a file is never seen under the id."""
        file = self._folder / document_id
        if file.exists() and file.stat().st_size == len(data):
            return
        writing = self._folder / f".{document_id}.{os.getpid()}"
        with writing.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        writing.replace(file)
        self._sync_folder()

    def read(self, document_id: str) -> bytes:
        """The bytes; FileNotFoundError when they are not there."""
        return (self._folder / document_id).read_bytes()

    def remove(self, document_id: str) -> None:
        """Forget a file."""
        (self._folder / document_id).unlink(missing_ok=True)

    def sweep(self, wanted: frozenset[str]) -> None:
        """Remove what a killed process left: half-written files, and files no record knows."""
        for file in self._folder.iterdir():
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    def _sync_folder(self) -> None:
        if os.name != "posix":  # elsewhere a folder can't be opened for this
            return
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
