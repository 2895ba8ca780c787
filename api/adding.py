"""Adding files from the command line: which files, sending them, and waiting until each is ready or failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.door import Door, NotDone
from api.schemas.documents import DocumentOut

READABLE = frozenset({".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".xlsx", ".csv"})
POLL_SECONDS = 0.2
Progress = Callable[[DocumentOut], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files: documents in the order given, and a reason for each that is not in the library."""

    documents: tuple[DocumentOut, ...]
    failures: tuple[str, ...]


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Files as given; of folders every readable file below, by name. Raises NotDone naming what is not there."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if _wanted(file.relative_to(path)) and file.is_file())
            if not found:
                raise NotDone(f"{path} 里没有可以添加的文件（{'、'.join(sorted(READABLE))}）。")
            files.extend(found)
        elif path.is_file():
            files.append(path)
        else:
            raise NotDone(f"找不到 {path}，请核对路径。")
    return files


def add_files(door: Door, files: Sequence[Path], fields: Mapping[str, str], progress: Progress) -> Added:
    """Send every file, then wait for all; ``progress`` is called when a document has moved."""
    failures: list[str] = []
    sent: dict[str, Path] = {}
    for file in files:
        try:
            with file.open("rb") as content:
                accepted = door.post_form("/documents", fields, {"file": (file.name, content)}).json()
            sent[accepted["id"]] = file
        except (NotDone, OSError) as error:
            failures.append(f"{file}：{error}")
    documents = [_wait(door, document_id, progress) for document_id in sent]
    failures += [f"{sent[d.id]}：{d.reason or '没有入库'}" for d in documents if d.status == "failed"]
    return Added(tuple(documents), tuple(failures))


def _wanted(relative: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in relative.parts)
    return relative.suffix.lower() in READABLE and not hidden


def _wait(door: Door, document_id: str, progress: Progress) -> DocumentOut:
    while True:
        document = DocumentOut.model_validate_json(door.get(f"/documents/{document_id}").content)
        progress(document)
        if document.status in {"ready", "failed"}:
            return document
        time.sleep(POLL_SECONDS)
