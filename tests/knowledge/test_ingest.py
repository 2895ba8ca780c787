from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.library import Document, DocumentFactsGiven, LedgerFilter, Library
from knowledge.readers import UnreadableFile
from knowledge.search import SearchFilter
from tests.cheap_embedder import CheapEmbedder

KILLS = 12
LONGEST_RUN = 240  # seconds for all kills and the last, whole run

RULE = """某某区摊贩管理办法

第一条 为了规范摊贩经营，制定本办法。

第二条 摊贩应当在划定的区域内经营。

第三条 违反本办法第二条的，责令改正，处二十元罚款。

第四条 本办法自{start}起施行。
"""


@pytest.fixture
def library(library_home: Path) -> Iterator[Library]:
    with Library.open(library_home, embedder=CheapEmbedder()) as opened:
        yield opened


def report(year: int, cases: int = 31, paragraphs: int = 3) -> bytes:
    lines = [
        "某某区市场监督管理局",
        f"{year}年行政执法工作报告",
        "一、基本情况",
        f"{year}年，全局共立案{cases}件，罚没款金额5.6万元。",
        "二、主要做法",
    ]
    lines += [f"第{n}项工作按计划开展，检查市场主体{n + 10}户次。" for n in range(paragraphs)]
    return "\n\n".join(lines).encode()


def accept(library: Library, data: bytes, name: str = "报告.txt", **facts: object) -> Document:
    return library.accept(data, name, DocumentFactsGiven(**facts))  # type: ignore[arg-type]


def test_a_report_becomes_ready_with_passages_and_figures(library: Library) -> None:
    seen: list[tuple[str, float]] = []
    accepted = accept(library, report(2021))
    assert (accepted.status, accepted.kind, accepted.year) == ("queued", "report", 2021)
    assert library.work(lambda document: seen.append((document.status, document.progress))) == 1
    ready = library.document(accepted.id)
    assert ready is not None
    assert (ready.status, ready.progress, ready.reason) == ("ready", 1.0, "")
    assert ready.passages > 0
    assert seen[0][0] == "reading"
    assert sorted(progress for _, progress in seen) == [progress for _, progress in seen]
    rows, total = library.figures(LedgerFilter(document_ids=frozenset({ready.id})))
    assert total == ready.figures == len(rows) > 0
    text = library.text(ready.id)
    assert all(row.span.of(text).startswith(row.value) or row.value in row.span.of(text) for row in rows)
    assert all(row.sentence.of(text) == row.sentence_text for row in rows)
    assert library.check_agreement() == []


def test_a_regulation_is_known_by_its_articles_and_enters_the_register(library: Library) -> None:
    document = accept(library, RULE.format(start="2022年1月1日").encode(), "办法.txt")
    library.work()
    assert document.kind == "regulation"
    name = "某某区摊贩管理办法"
    assert [version.document_id for version in library.laws.versions(name)] == [document.id]
    library.delete(document.id)
    assert library.laws.versions(name) == []


def test_a_regulation_said_to_be_ready_is_already_in_the_register(library: Library) -> None:
    resolved: list[tuple[str, bool]] = []
    accept(library, RULE.format(start="2022年1月1日").encode(), "办法.txt")
    library.work(lambda told: resolved.append((told.status, bool(library.laws.versions("某某区摊贩管理办法")))))
    assert resolved[-1] == ("ready", True)
    assert ("embedding", True) not in resolved


def test_a_register_once_handed_out_does_not_change_under_its_reader(library: Library) -> None:
    before = library.laws
    accept(library, RULE.format(start="2022年1月1日").encode(), "办法.txt")
    library.work()
    assert before.versions("某某区摊贩管理办法") == []
    assert library.laws is not before
    assert library.laws is library.laws


def test_versions_of_one_regulation_are_chained_and_unchained(library: Library) -> None:
    old = accept(library, RULE.format(start="2020年1月1日").encode(), "旧.txt")
    new = accept(library, RULE.format(start="2022年1月1日").encode(), "新.txt")
    library.work()
    versions = library.laws.versions("某某区摊贩管理办法")
    assert [version.id for version in versions] == [old.id, new.id]
    assert versions[0].effective_to == versions[1].effective_from
    library.delete(new.id)
    assert library.laws.versions("某某区摊贩管理办法")[0].effective_to is None


def test_the_same_bytes_twice_are_one_document(library: Library) -> None:
    first = accept(library, report(2021))
    library.work()
    again = accept(library, report(2021), "另一个名字.txt")
    assert (again.id, again.status) == (first.id, "ready")
    assert library.work() == 0
    assert len(library.documents()) == 1


def test_the_same_bytes_with_other_facts_are_brought_in_again(library: Library) -> None:
    first = accept(library, report(2021))
    library.work()
    again = accept(library, report(2021), issuer="另一个局", year=2020)
    assert (again.id, again.status) == (first.id, "queued")
    assert library.figures(LedgerFilter())[1] == 0
    library.work()
    assert library.years("另一个局") == [2020]
    assert library.check_agreement() == []


def test_a_new_file_of_the_same_report_replaces_the_old(library: Library) -> None:
    old = accept(library, report(2021, cases=31))
    library.work()
    new = accept(library, report(2021, cases=32))
    assert {document.id for document in library.documents() if document.status == "ready"} == {old.id}
    library.work()
    assert [document.id for document in library.documents()] == [new.id]
    values = {row.value for row in library.figures(LedgerFilter())[0]}
    assert "32" in values
    assert "31" not in values
    assert library.check_agreement() == []


def test_reports_of_other_years_stay(library: Library) -> None:
    accept(library, report(2021))
    accept(library, report(2022))
    library.work()
    assert library.years() == [2021, 2022]


@pytest.mark.parametrize(("data", "name"), [(b"", "空.txt"), (b"PK\x03\x04broken", "坏.docx")])
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_stored(
    library: Library, library_home: Path, data: bytes, name: str
) -> None:
    with pytest.raises(UnreadableFile):
        accept(library, data, name)
    assert library.documents() == []
    assert list((library_home / "files").iterdir()) == []


def test_a_regulation_without_articles_fails_with_its_reason_and_can_be_tried_again(library: Library) -> None:
    accept(library, report(2021), kind="regulation")
    library.work()
    failed = library.documents()[0]
    assert failed.status == "failed"
    assert "条文" in failed.reason
    again = accept(library, report(2021), kind="report")
    assert again.status == "queued"
    library.work()
    assert library.documents()[0].status == "ready"


def test_one_bad_document_does_not_stop_the_others(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(*arguments: object, year: int | None, **_: object) -> list[object]:
        if year == 2021:
            raise ZeroDivisionError("broken")
        return []

    monkeypatch.setattr("knowledge.preparation.extract_figures", extract)
    accept(library, report(2021))
    accept(library, report(2022))
    library.work()
    states = {document.year: (document.status, document.reason) for document in library.documents()}
    assert states[2022][0] == "ready"
    assert states[2021][0] == "failed"
    assert "broken" in states[2021][1]


def test_a_document_removed_while_it_is_worked_on_leaves_nothing(library: Library, library_home: Path) -> None:
    document = accept(library, report(2021))

    def remove(seen: Document) -> None:
        if seen.status == "embedding":
            library.delete(seen.id)

    library.work(remove)
    assert library.documents() == []
    assert library.check_agreement() == []
    assert not (library_home / "files" / document.id).exists()


def test_deleting_what_is_not_there_says_so(library: Library) -> None:
    assert library.delete("0000000000000000") is False


def test_a_deleted_document_leaves_nothing(library: Library) -> None:
    document = accept(library, report(2021))
    library.work()
    assert library.delete(document.id)
    assert library.text(document.id) == ""
    assert library.sections(document.id) == []
    assert library.figures(LedgerFilter(document_ids=frozenset({document.id})))[1] == 0
    assert library.search("立案", SearchFilter(document_ids=frozenset({document.id})), 5) == []
    assert library.check_agreement() == []


def test_killed_at_any_moment_every_accepted_document_is_brought_in(library_home: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for year in range(2000, 2000 + KILLS):
        (files / f"{year}.txt").write_bytes(report(year, paragraphs=40))
    (files / "办法.txt").write_text(RULE.format(start="2022年1月1日"), encoding="utf-8")
    end, accepted, chance = time.monotonic() + LONGEST_RUN, set[str](), random.Random(20)
    for _ in range(KILLS):
        accepted |= _run_and_kill(library_home, files, chance)
    with Library.open(library_home, embedder=CheapEmbedder()) as library:
        assert accepted <= {document.id for document in library.documents()}
        library.work()
        assert {document.status for document in library.documents()} == {"ready"}
        assert library.check_agreement() == []
    assert time.monotonic() < end


def _run_and_kill(home: Path, files: Path, chance: random.Random) -> set[str]:
    """Start it, kill it after some lines of progress and a moment; return the ids it had accepted."""
    command = [sys.executable, "-m", "tests.knowledge.killed_at_random", str(home), str(files)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(chance.choice([1, 3, KILLS + 3, KILLS + 4, KILLS + 5]))]
    time.sleep(chance.uniform(0.0, 0.15))
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines()
    process.wait()
    return {line.split()[1] for line in lines if line.startswith("accepted ") and len(line.split()) == 2}
