"""Run as a process by test_ingest.py: opens the library and works until it is done, or killed.

The model is replaced by one that costs nothing, so that the kills fall on reading and storing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from knowledge.library import DocumentFactsGiven, Library
from tests.cheap_embedder import CheapEmbedder


def main(home: Path, files: Path) -> None:
    with Library.open(home, embedder=CheapEmbedder()) as library:
        print("open", flush=True)
        for file in sorted(files.iterdir()):
            document = library.accept(file.read_bytes(), file.name, DocumentFactsGiven())
            print("accepted", document.id, flush=True)
        library.work(lambda document: print(document.status, document.id, flush=True))
        print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
