"""``python -m benchmarks [--write] [NAME…]``: run all benchmarks or those named, print tables, gained and lost."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks import (
    citations,
    clean_text,
    drafting,
    figure_gold,
    ingest_speed,
    latency,
    pages_load,
    planted_figures,
    questions,
    siblings,
    small_model,
    small_model_drafts,
    statute_content,
    statute_search,
    typos,
    version_drift,
)
from benchmarks.results import Outcome, as_markdown, gained_and_lost, write

BENCHMARKS: dict[str, Callable[[], Outcome | None]] = {
    "ingest_speed": ingest_speed.run,
    "figure_gold": figure_gold.run,
    "questions": questions.run,
    "statute_search": statute_search.run,
    "citations": citations.run,
    "statute_content": statute_content.run,
    "version_drift": version_drift.run,
    "drafting": drafting.run,
    "planted_figures": planted_figures.run,
    "typos": typos.run,
    "clean_text": clean_text.run,
    "siblings": siblings.run,
    "latency": latency.run,
    "small_model": small_model.run,
    "small_model_drafts": small_model_drafts.run,
    "pages_load": pages_load.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="all when none is named")
    parser.add_argument("--write", action="store_true", help="replace the committed results")
    arguments = parser.parse_args()
    for name in arguments.names or BENCHMARKS:
        outcome = BENCHMARKS[name]()
        if outcome is None:
            print(f"{name}: skipped, what it measures with is not here (shared/, or a model server)", file=sys.stderr)
            continue
        print(as_markdown(outcome))
        gained, lost = gained_and_lost(outcome)
        print(f"gained {len(gained)}: {' '.join(gained[:40])}\nlost {len(lost)}: {' '.join(lost[:40])}\n")
        if arguments.write:
            write(outcome)
    return 0


if __name__ == "__main__":
    sys.exit(main())
