"""A real service over a real library, with the model and the national laws that all tests share."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from api.wiring import create_app
from tests.conftest import SAMPLE_REPORTS

OURS = "云岚市青屏区市场监督管理局"
NewHome = Callable[[], Path]


@pytest.fixture(scope="session")
def new_home(model_home: Path, shelved_laws: Path, tmp_path_factory: pytest.TempPathFactory) -> NewHome:
    """Makes a data folder of its own for whoever asks; the large model is linked, not copied."""

    def make() -> Path:
        home = tmp_path_factory.mktemp("home")
        (home / "models").symlink_to(model_home / "models", target_is_directory=True)
        shutil.copy2(shelved_laws / "records.sqlite3", home)
        return home

    return make


@pytest.fixture(scope="session")
def service(new_home: NewHome) -> Iterator[TestClient]:
    """With the three sample reports; tests that share it only read."""
    with client_over(Settings(home=new_home())) as client:
        for file in SAMPLE_REPORTS:
            sent = client.post("/api/v1/documents", files={"file": (file.name, file.read_bytes())})
            assert sent.status_code == 202, sent.text
        wait_until_settled(client)
        yield client


@pytest.fixture
def empty_service(new_home: NewHome) -> Iterator[TestClient]:
    """Without documents, and with a small limit for uploads."""
    with client_over(Settings(home=new_home(), max_upload_mb=0.5)) as client:
        yield client


def client_over(settings: Settings) -> TestClient:
    return TestClient(
        create_app(settings, background=False), base_url="http://127.0.0.1:8000", raise_server_exceptions=False
    )


def wait_until_settled(client: TestClient, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        documents = client.get("/api/v1/documents").json()["documents"]
        if all(document["status"] in {"ready", "failed"} for document in documents):
            return
        time.sleep(0.05)
    raise AssertionError("documents are not settled in time")


@pytest.fixture(scope="module")
def own_home(stocked_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the three sample reports, of one test module alone."""
    home = tmp_path_factory.mktemp("own") / "library"
    shutil.copytree(stocked_home, home, symlinks=True)
    return home
