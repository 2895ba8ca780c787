"""What several rooms' tests share: the built model, the shelved national laws, an opened library.

Both take seconds to make, so they are kept in ``.cache/`` of the checkout, under the digest of what they are made
from; a change of that makes them anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from knowledge.embedding.bundled_model import build_bundled_model
from knowledge.laws.national import national_laws_file
from knowledge.library import DocumentFactsGiven, Library

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "tests"
settings.register_profile("no_wall_clock", deadline=None)  # a first call loads word lists; speed is the benchmarks'
settings.load_profile("no_wall_clock")
SAMPLE_REPORTS = sorted((ROOT / "samples" / "reports").iterdir())


@pytest.fixture(scope="session")
def model_home() -> Path:
    """A data folder that holds the built model."""
    with _one_at_a_time():
        build_bundled_model(CACHE)
    return CACHE


@pytest.fixture(scope="session")
def shelved_laws() -> Path:
    """A data folder whose records hold the national laws, without vectors; copy it, don't open it."""
    folder = CACHE / f"laws-{_digest_of_what_shelves()}"
    with _one_at_a_time():
        if not folder.exists():
            for old in CACHE.glob("laws-*"):
                shutil.rmtree(old, ignore_errors=True)
            making = CACHE / f".laws-{os.getpid()}"
            Library.open(making).close()
            making.replace(folder)
    return folder


@pytest.fixture
def library_home(tmp_path: Path, model_home: Path, shelved_laws: Path) -> Path:
    """A data folder of this test alone: national laws on the shelves, no documents, the model at hand."""
    home = tmp_path / "library"
    home.mkdir()
    (home / "models").symlink_to(model_home / "models")
    shutil.copy(shelved_laws / "records.sqlite3", home)
    return home


@pytest.fixture
def library(library_home: Path) -> Iterator[Library]:
    """An opened library with the national laws and no documents."""
    with Library.open(library_home) as opened:
        yield opened


@pytest.fixture(scope="session")
def stocked_home(tmp_path_factory: pytest.TempPathFactory, model_home: Path, shelved_laws: Path) -> Path:
    """A data folder with the three sample reports of 青屏区 brought in; copy it, don't open it."""
    home = tmp_path_factory.mktemp("stocked") / "library"
    home.mkdir()
    (home / "models").symlink_to(model_home / "models")
    shutil.copy(shelved_laws / "records.sqlite3", home)
    with Library.open(home) as library:
        for file in SAMPLE_REPORTS:
            library.accept(file.read_bytes(), file.name, DocumentFactsGiven())
        library.work()
    return home


@pytest.fixture
def library_with_reports(stocked_home: Path, tmp_path: Path) -> Iterator[Library]:
    """An opened library with the national laws and the three sample reports of 青屏区."""
    home = tmp_path / "stocked"
    shutil.copytree(stocked_home, home, symlinks=True)
    with Library.open(home) as opened:
        yield opened


def _one_at_a_time() -> FileLock:
    """Several test processes share the folder: the first makes what is missing, the others wait for it."""
    CACHE.mkdir(parents=True, exist_ok=True)
    return FileLock(CACHE / ".lock")


def _digest_of_what_shelves() -> str:
    room = ROOT / "knowledge"
    digest = hashlib.sha256(str(national_laws_file().stat().st_size).encode())
    for file in sorted([*room.glob("laws/*.py"), *room.glob("records/*.py")]):
        digest.update(file.read_bytes())
    for name in ("word_segmentation.py", "stop_words.txt"):
        digest.update((room / name).read_bytes())
    return digest.hexdigest()[:12]
