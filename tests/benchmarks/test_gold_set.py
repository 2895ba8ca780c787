"""The gold set holds together: spans lie on values, questions on documents; its test split stays unseen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.material import GOLD, gold_document, gold_questions
from benchmarks.results import Outcome, as_markdown
from tests.shared_material import needs_shared

FILES = sorted((GOLD / "figures").glob("*.jsonl"))
WRITTEN = [file for file in FILES if '"written/' in file.read_text(encoding="utf-8").split("\n", 1)[0]]
SHARED_ONES = [file for file in FILES if file not in WRITTEN]


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def assert_labels_lie_on_their_values(file: Path) -> None:
    head, *golds = lines_of(file)
    raw = gold_document(head["document"]).read_bytes()
    text = raw.decode("utf-8")
    assert hashlib.sha256(raw).hexdigest() == head["sha256"]
    for gold in golds:
        start, end = gold["span"]
        assert head["range"][0] <= start < end <= head["range"][1]
        quoted = "".join(text[start:end].split()).replace("\u200b", "")
        assert gold["value"] in quoted, f"{file.name}: {gold['value']} is not in {quoted}"


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.stem)
def test_spans_of_written_reports_hold_their_values(file: Path) -> None:
    assert_labels_lie_on_their_values(file)


@needs_shared
@pytest.mark.parametrize("file", SHARED_ONES, ids=lambda file: file.stem)
def test_spans_of_shared_reports_hold_their_values(file: Path) -> None:
    assert_labels_lie_on_their_values(file)


def test_no_document_is_in_both_splits() -> None:
    splits: dict[str, set[str]] = {}
    for file in FILES:
        head = lines_of(file)[0]
        splits.setdefault(head["document"], set()).add(head["split"])
    assert {document: found for document, found in splits.items() if len(found) > 1} == {}


def test_questions_name_a_library_that_holds_their_evidence() -> None:
    libraries = json.loads((GOLD / "libraries.json").read_text(encoding="utf-8"))
    for case in map(json.loads, gold_questions()):
        assert set(case["evidence"]) <= set(libraries[case["library"]]), case["question"]
        assert bool(case["evidence"]) == (case["expect"]["status"] != "not_found"), case["question"]


def test_no_question_is_asked_twice_of_one_library() -> None:
    asked = [(case["library"], case["question"]) for case in map(json.loads, gold_questions())]
    assert len(asked) == len(set(asked))


def outcome_with_one_miss_a_split() -> Outcome:
    outcome = Outcome(name="x", title="x", header=("n",))
    for split in ("tune", "test"):
        outcome.add(split, f"罚款在{split}", False, miss=f"没有找到{split}的罚款")
    return outcome


def test_a_miss_of_the_test_split_is_neither_listed_nor_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BENCHMARKS_SHOW_TEST", raising=False)
    outcome = outcome_with_one_miss_a_split()
    assert "没有找到tune的罚款" in as_markdown(outcome)
    assert "没有找到test的罚款" not in as_markdown(outcome)
    assert "tune:罚款在tune" in outcome.passed
    assert not any("罚款在test" in name for name in outcome.passed)
    assert len(outcome.passed) == 2


def test_the_misses_of_the_test_split_are_listed_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCHMARKS_SHOW_TEST", "1")
    assert "没有找到test的罚款" in as_markdown(outcome_with_one_miss_a_split())
