"""A benchmark's outcome: a table for people, and the cases passed, so that the next run can say gained and lost."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "results"
SHOW_TEST = "BENCHMARKS_SHOW_TEST"  # environment: 1 lists the test misses too; never while the product is improved


@dataclass
class Outcome:
    """What one benchmark found. ``passed`` maps a case's id to whether it came out right."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passed: dict[str, bool] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, split: str, case: str, right: bool, *, miss: str) -> None:
        """One case of a split gold set. Cases of the test split are named by a hash: developers stay blind to them."""
        name = f"test:{hashlib.sha256(case.encode()).hexdigest()[:12]}" if split == "test" else f"{split}:{case}"
        self.passed[name] = right
        if not right:
            self.note_miss(split, miss)

    def note_miss(self, split: str, miss: str) -> None:
        """List a miss; one of the test split only where the environment asks for it."""
        if split != "test" or os.environ.get(SHOW_TEST) == "1":
            self.misses.append(f"{split}: {miss}")


def machine() -> str:
    """The machine in words, without a host name or a path."""
    return f"{os.cpu_count()} × {_processor()}, Python {platform.python_version()}, {platform.system()}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def as_markdown(outcome: Outcome) -> str:
    """The table with its date, machine and notes."""
    lines = [
        f"# {outcome.title}",
        "",
        f"{datetime.date.today().isoformat()}, {machine()}",
        "",
        "| " + " | ".join(outcome.header) + " |",
        "|" + "---|" * len(outcome.header),
        *("| " + " | ".join(row) + " |" for row in outcome.rows),
        "",
        *(f"- {note}" for note in outcome.notes),
    ]
    if outcome.misses:
        lines += ["", "## Misses", "", *(f"- {miss}" for miss in outcome.misses)]
    return "\n".join(lines).rstrip() + "\n"


def gained_and_lost(outcome: Outcome) -> tuple[list[str], list[str]]:
    """Cases right now but not in the committed results, and the reverse."""
    file = FOLDER / f"{outcome.name}.json"
    before: dict[str, bool] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    gained = [case for case, right in outcome.passed.items() if right and before.get(case) is False]
    lost = [case for case, right in outcome.passed.items() if not right and before.get(case) is True]
    return gained, lost


def write(outcome: Outcome) -> None:
    """Replace the committed results by these."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{outcome.name}.md").write_text(as_markdown(outcome), encoding="utf-8")
    if outcome.passed:
        text = json.dumps(outcome.passed, ensure_ascii=False, indent=0, sort_keys=True)
        (FOLDER / f"{outcome.name}.json").write_text(text + "\n", encoding="utf-8")
