"""How long reading, outlining, finding figures and cutting passages take, per 1,000 characters."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.material import SHARED, regulation_files, report_files
from benchmarks.results import Outcome
from knowledge.figures import extract_figures
from knowledge.outline import outline_law, outline_report, report_facts
from knowledge.passages import passages_of_law, passages_of_report
from knowledge.readers import read_file


class Stopwatch:
    """Seconds spent in each named step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start


def run() -> Outcome | None:
    """Each group of files in one row, milliseconds per 1,000 characters (embedding not counted)."""
    if not SHARED.is_dir():
        return None
    outcome = Outcome(
        name="ingest_speed",
        title="Ingest, milliseconds per 1,000 characters",
        header=("files", "n", "characters", "read", "outline", "figures", "passages", "found"),
    )
    work_reports = report_files("national") + report_files("provincial")
    outcome.rows.append(_reports("work reports", work_reports))
    outcome.rows.append(_reports("bureau reports", report_files("bureaus")))
    outcome.rows.append(_regulations(regulation_files()))
    return outcome


def _reports(label: str, files: list[Path]) -> tuple[str, ...]:
    watch, characters, found = Stopwatch(), 0, 0
    for file in files:
        data = file.read_bytes()
        with watch("read"):
            read = read_file(data, file.name)
        with watch("outline"):
            sections = outline_report(read)
            facts = report_facts(read, file.name)
        with watch("figures"):
            found += len(extract_figures(read, sections, year=facts.year, issuer=facts.issuer))
        with watch("passages"):
            passages_of_report(read, sections, title=facts.title, year=facts.year)
        characters += len(read.text)
    return _row(label, len(files), characters, watch, f"{found} figures")


def _regulations(files: list[Path]) -> tuple[str, ...]:
    watch, characters, found = Stopwatch(), 0, 0
    for file in files:
        data = file.read_bytes()
        with watch("read"):
            read = read_file(data, file.name)
        with watch("outline"):
            law = outline_law(read, file.name)
        with watch("passages"):
            passages_of_law(read.text, law)
        characters += len(read.text)
        found += len(law.articles)
    return _row("regulations", len(files), characters, watch, f"{found} articles")


def _row(label: str, n: int, characters: int, watch: Stopwatch, found: str) -> tuple[str, ...]:
    def per_thousand(step: str) -> str:
        return f"{watch.seconds[step] * 1e6 / characters:.2f}" if step in watch.seconds else "–"

    steps = ("read", "outline", "figures", "passages")
    return (label, str(n), f"{characters:,}", *(per_thousand(step) for step in steps), found)
