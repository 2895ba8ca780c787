"""The measuring material beside the checkout, and libraries opened over it (kept under .cache between runs)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from knowledge.embedding import Embedder, load_embedder
from knowledge.library import DocumentFactsGiven, Library

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "benchmarks" / "gold"
CACHE = ROOT / ".cache" / "benchmarks"


def report_files(library: str) -> list[Path]:
    """The fixed libraries that the gold questions name."""
    evaluation = SHARED / "evaluation"
    folders = {
        "bureaus": [evaluation / "bureau_excerpts", SHARED / "samples"],
        "national": [evaluation / "work_reports" / "national"],
        "provincial": [evaluation / "work_reports" / "provincial_2025"],
    }
    return sorted(file for folder in folders[library] for file in folder.iterdir() if file.is_file())


def gold_document(name: str) -> Path:
    """A document that the gold set names: ours under ``written/``, else one of the shared ones."""
    return (GOLD if name.startswith("written/") else SHARED) / name


def gold_questions() -> list[str]:
    """The lines of every file of gold questions, in the order of the files' names."""
    files = sorted((GOLD / "questions").glob("*.jsonl"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def regulation_files() -> list[Path]:
    """The regulations as files (conditions, rules)."""
    return sorted((SHARED / "regulations").glob("*.md"))


@cache
def embedder() -> Embedder:
    """One bundled model for all libraries of a run."""
    return load_embedder("bundled", CACHE)


def opened(name: str, files: Iterable[Path] = ()) -> Library:
    """A library of its own under .cache, with the files added (nothing is done twice)."""
    library = Library.open(CACHE / name, embedder=embedder(), say=print)
    for file in files:
        library.accept(file.read_bytes(), file.name, DocumentFactsGiven())
    library.work()
    return library
