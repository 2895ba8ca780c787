from __future__ import annotations

import datetime
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.embedding import Vectors
from knowledge.library import DocumentFactsGiven, LedgerFilter, Library, LibraryInUse
from knowledge.ownership import Ownership, owner_of
from knowledge.records import RecordsUnavailable
from knowledge.search import SearchFilter
from tests.cheap_embedder import CheapEmbedder
from tests.conftest import SAMPLE_REPORTS


def open_cheaply(home: Path, model: str = "cheap") -> Library:
    return Library.open(home, embedder=CheapEmbedder(model))


def bring_in(library: Library) -> None:
    library.accept(SAMPLE_REPORTS[0].read_bytes(), SAMPLE_REPORTS[0].name, DocumentFactsGiven())
    library.work()


def test_national_laws_are_loaded_once(library_home: Path) -> None:
    said: list[str] = []
    with Library.open(library_home, say=said.append) as library:
        progress = library.laws_progress()
    assert said == []
    assert (progress.status, progress.progress) == ("embedding", 0.0)
    assert (progress.laws, progress.articles) > (300, 26_000)


def test_a_second_owner_is_refused_by_name(library: Library, library_home: Path) -> None:
    with pytest.raises(LibraryInUse, match=r"进程 \d+（自 .+ 起）"):
        Library.open(library_home)


def test_another_process_is_refused_too(library: Library, library_home: Path) -> None:
    code = f"from pathlib import Path; from knowledge.library import Library; Library.open(Path({str(library_home)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "LibraryInUse" in done.stderr


def test_the_owner_says_where_it_serves(tmp_path: Path) -> None:
    assert owner_of(tmp_path) is None
    held = Ownership(tmp_path)
    held.announce("http://127.0.0.1:8000")
    owner = owner_of(tmp_path)
    assert owner is not None
    assert owner.url == "http://127.0.0.1:8000"
    held.release()
    assert owner_of(tmp_path) is None


def test_what_a_killed_owner_left_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "owner.lock").touch()
    (tmp_path / "owner.json").write_text(json.dumps({"pid": 1, "since": "x", "url": "http://127.0.0.1:1"}))
    assert owner_of(tmp_path) is None


def test_a_closed_library_can_be_opened_again(library_home: Path) -> None:
    for _ in range(2):
        Library.open(library_home).close()


def test_a_database_it_cannot_use_is_refused_and_the_folder_let_go(library_home: Path) -> None:
    with pytest.raises(RecordsUnavailable, match="postgresql"):
        Library.open(library_home, database_url="postgresql://localhost/x")
    Library.open(library_home).close()


def test_laws_get_their_vectors_in_steps_and_keep_them(library_home: Path) -> None:
    with open_cheaply(library_home) as library:
        asked = iter([False, True])
        library.embed_laws(lambda: next(asked))
        first = library.laws_progress().progress
        assert 0 < first < 0.01
    with open_cheaply(library_home) as library:
        assert library.laws_progress().progress == first
        assert library.check_agreement() == []


class RecordingEmbedder(CheapEmbedder):
    """Remembers how long the texts of each step were."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[list[int]] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.steps.append([len(text) for text in texts])
        return super().embed_passages(texts)


def test_articles_of_like_length_are_embedded_together(library_home: Path) -> None:
    embedder = RecordingEmbedder()
    looks = iter([False] * 16)
    with Library.open(library_home, embedder=embedder) as library:
        library.embed_laws(lambda: next(looks, True))
        lengths = [length for step in embedder.steps for length in step]
        assert len(embedder.steps) == 16
        assert lengths == sorted(lengths)
        assert library.check_agreement() == []


def test_another_model_makes_the_vectors_missing_until_they_are_made_again(library_home: Path) -> None:
    with open_cheaply(library_home) as library:
        bring_in(library)
    with open_cheaply(library_home, "another") as library:
        assert library.check_agreement() == []
        before = library.search("立案", SearchFilter(kind="report"), 3)
        assert [hit.similarity for hit in before] == [None] * len(before)
        asked = iter([False, False, False, True])
        library.embed_laws(lambda: next(asked, True))
        assert library.search("立案", SearchFilter(kind="report"), 1)[0].similarity is not None


def test_lost_vectors_are_made_again(library_home: Path) -> None:
    with open_cheaply(library_home) as library:
        bring_in(library)
        document = library.documents()[0]
        library._keeping.vectors().delete_owner(document.id)
        assert len(library.check_agreement()) == document.passages
    with open_cheaply(library_home) as library:
        assert library.check_agreement() == []
        asked = iter([False] * 4)
        library.embed_laws(lambda: next(asked, True))
        assert library.check_agreement() == []
        assert library.search("立案", SearchFilter(kind="report"), 1)[0].similarity is not None


def test_the_ledger_is_asked_by_indicator_year_issuer_and_words(library_with_reports: Library) -> None:
    library = library_with_reports
    rows, total = library.figures(LedgerFilter(), limit=1_000)
    assert total == len(rows) > 50
    indicator = rows[0].indicator
    assert indicator in library.indicators(LedgerFilter())
    only = library.figures(LedgerFilter(indicator=indicator, years=frozenset({2023})), limit=1_000)[0]
    assert all((row.indicator, row.year) == (indicator, 2023) for row in only)
    assert library.figures(LedgerFilter(issuers=frozenset({"没有这个局"}))) == ([], 0)
    assert library.figures(LedgerFilter(q="没有这个词%_"))[1] == 0
    page, same_total = library.figures(LedgerFilter(), limit=5, offset=5)
    assert (page, same_total) == (rows[5:10], total)


def test_issuers_years_and_outline_are_told(library_with_reports: Library) -> None:
    library = library_with_reports
    assert len(library.issuers()) == 1
    assert library.years(library.issuers()[0]) == [2022, 2023, 2024]
    document = library.documents()[0]
    text = library.text(document.id)
    sections = library.sections(document.id)
    assert [section.index for section in sections] == list(range(len(sections)))
    assert all(section.title in section.heading.of(text) for section in sections)
    assert document.added_at.tzinfo is datetime.UTC


def test_many_threads_may_ask_while_one_adds(library: Library) -> None:
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(3):
                library.search("行政处罚的种类", SearchFilter(), 3)
                library.figures(LedgerFilter())
                library.documents()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    library.accept(SAMPLE_REPORTS[0].read_bytes(), SAMPLE_REPORTS[0].name, DocumentFactsGiven())
    library.work()
    for thread in threads:
        thread.join()
    assert errors == []
    assert library.documents()[0].status == "ready"
