"""Everything that is said at severity error or warning of texts that are right, each judged one by one.

42 work reports as of the day they were given, the true halves of the sentences with wrong characters (documents of
2014 to 2018, as of 2017) and of the citations. The judgements lie in benchmarks/gold/clean_text.toml.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.checking import Finding, check
from benchmarks.material import SHARED, opened, regulation_files, report_files
from benchmarks.results import Outcome
from knowledge.library import Library

EVALUATION = SHARED / "evaluation"
JUDGED = Path(__file__).parent / "gold" / "clean_text.toml"
LIMIT = 1.0  # false alarms per 10,000 characters
Text = tuple[str, str, datetime.date]


def run() -> Outcome | None:
    """One row a set: characters, findings, how many of them are right, false alarms per 10,000 characters."""
    if not SHARED.is_dir():
        return None
    judged = {
        (each["where"], each["rule"], each["text"]): each
        for each in tomllib.loads(JUDGED.read_text("utf-8"))["finding"]
    }
    outcome = Outcome(
        name="clean_text",
        title="Findings of severity error or warning on texts that are right",
        header=("texts", "characters", "findings", "right", "false", "not judged", "false per 10,000 characters"),
    )
    with opened("clean", regulation_files()) as library:
        for name, texts in (
            ("work reports", _reports()),
            ("true sentences", _sentences()),
            ("true citations", _citations()),
        ):
            _row(outcome, library, name, list(texts), judged)
    return outcome


def _row(
    outcome: Outcome, library: Library, name: str, texts: list[Text], judged: dict[tuple[str, str, str], dict[str, str]]
) -> None:
    characters = sum(len(text) for _, text, _ in texts)
    counted: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for where, text, as_of in texts:
        for finding in _grave(library, text, as_of):
            verdict = judged.get((where, finding.rule, finding.text), {"verdict": "not judged", "why": ""})
            counted[verdict["verdict"]] += 1
            said[f"{name}, {where}: {finding.rule} “{finding.text}” – {verdict['verdict']}: {verdict['why']}"] += 1
    wrong = counted["false"] + counted["not judged"]
    rate = wrong / characters * 10_000
    outcome.rows.append(
        (
            name,
            str(characters),
            str(sum(counted.values())),
            str(counted["right"]),
            str(counted["false"]),
            str(counted["not judged"]),
            f"{rate:.2f}",
        )
    )
    outcome.notes += [f"{words} ({times} times)" if times > 1 else words for words, times in said.items()]
    outcome.passed[f"{name}: ≤ {LIMIT} per 10,000 characters"] = rate <= LIMIT


def _grave(library: Library, text: str, as_of: datetime.date) -> list[Finding]:
    return [each for each in check(text, library, as_of=as_of).findings if each.severity != "suggestion"]


def _reports() -> Iterator[Text]:
    for file in report_files("national"):
        yield file.stem, file.read_text("utf-8"), datetime.date(int(file.stem), 3, 5)
    for file in report_files("provincial"):
        yield file.stem, file.read_text("utf-8"), datetime.date(2025, 2, 1)


def _sentences() -> Iterator[Text]:
    lines = (EVALUATION / "wording" / "official_writing_typos.jsonl").read_text("utf-8").splitlines()
    for target in dict.fromkeys(json.loads(line)["target"] for line in lines):
        yield "ECSpell", target, datetime.date(2017, 6, 30)


def _citations() -> Iterator[Text]:
    lines = (EVALUATION / "statutes" / "citation_check.jsonl").read_text("utf-8").splitlines()
    for case in map(json.loads, lines):
        if case["label"] == "correct":
            yield "citation_check", case["text"], datetime.date(2026, 2, 1)
