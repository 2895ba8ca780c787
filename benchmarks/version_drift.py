"""Citations to the number an article had before: is it said, and the new number named?"""

from __future__ import annotations

import datetime
import json
import re
from typing import TypedDict

from assistant.checking.citations import check_citations
from benchmarks.material import SHARED, opened, regulation_files
from benchmarks.results import Outcome
from knowledge.laws.register import LawRegister

AS_OF = datetime.date(2026, 11, 1)
LONGEST = 120  # characters quoted of the old article: its first sentence, or as much of it


class Pair(TypedDict):
    """An article of an earlier text with its counterpart in the text in force (empty where there is none)."""

    law: str
    old_article: str
    new_article: str
    cls: str
    old_text: str


def run() -> Outcome | None:
    """One row for what became of the article: moved ones must be flagged with the new number, unchanged ones not."""
    file = SHARED / "evaluation" / "statutes" / "version_drift.jsonl"
    if not file.is_file():
        return None
    pairs: list[Pair] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    outcome = Outcome(
        name="version_drift",
        title="Citations of an earlier text: old number and old words, as of today",
        header=("became of the article", "n", "flagged", "new number named"),
    )
    with opened("citations", regulation_files()) as library:
        _judge(pairs, library.laws, outcome)
    outcome.notes.append("renumbered: the same words under another number, or nearly; half the cases give no 《》")
    return outcome


def _judge(pairs: list[Pair], laws: LawRegister, outcome: Outcome) -> None:
    for kind in ("renumbered", "unchanged", "amended_same_number"):
        those = [pair for pair in pairs if pair["cls"] == kind and len(pair["old_text"]) >= 20]
        flagged, named = [], []
        for number, pair in enumerate(those):
            findings, _ = check_citations(_sentence(pair, number % 2 == 0), laws, AS_OF)
            said = " ".join(f"{each.message} {each.suggestion or ''}" for each in findings)
            flagged.append(bool(findings))
            named.append(bool(findings) and pair["new_article"] in said)
            right = named[-1] if kind == "renumbered" else not flagged[-1]
            outcome.passed[f"{kind}-{pair['law']}-{pair['old_article']}"] = right
        outcome.rows.append((kind, str(len(those)), _share(flagged), _share(named) if kind == "renumbered" else "–"))


def _sentence(pair: Pair, titled: bool) -> str:
    first = re.split(r"(?<=。)|\n", pair["old_text"])[0]
    words = first if len(first) <= LONGEST else first[:LONGEST] + "。"
    name = f"《{pair['law']}》" if titled else pair["law"].removeprefix("中华人民共和国")
    return f"根据{name}{pair['old_article']}，{words}"


def _share(verdicts: list[bool]) -> str:
    return f"{sum(verdicts)}/{len(verdicts)} = {sum(verdicts) / max(1, len(verdicts)):.3f}"
