"""Rules stated rightly and wrongly, made from the laws, and what is flagged in text that nobody doubts."""

from __future__ import annotations

import datetime
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache

from assistant.checking.findings import Finding
from assistant.checking.statutes import check_statutes
from benchmarks.material import SHARED, opened, regulation_files
from benchmarks.results import Outcome
from benchmarks.statute_cases import FORMS, KINDS, Case, cases
from knowledge.laws.register import LawRegister

AS_OF = datetime.date(2026, 11, 1)


def run() -> Outcome | None:
    """One row for each split, kind, form and way of citing; the thresholds were chosen on tune, test is the measure."""
    if not SHARED.is_dir():
        return None
    outcome = Outcome(
        name="statute_content",
        title="Rules with one number, one 应当/可以/不得 or one term changed",
        header=("laws", "changed", "form", "article named", "changed ones flagged", "true ones flagged"),
    )
    with opened("citations", regulation_files()) as library:
        _measure(library.laws, outcome)
        _clean(library.laws, outcome)
    return outcome


def _measure(laws: LawRegister, outcome: Outcome) -> None:
    flagged: Counter[tuple[str, str, str, str, str]] = Counter()
    all_of_them: Counter[tuple[str, str, str, str, str]] = Counter()
    for case in cases(laws, AS_OF):
        said = is_flagged(case, check_statutes(case.text, laws, AS_OF))
        wrong = "wrong" if case.changed else "true"
        for group in _groups(case):
            all_of_them[*group, wrong] += 1
            flagged[*group, wrong] += said
        if case.split == "test":
            of_law = f"{case.source.law} {case.kind}"
            outcome.passed[of_law] = outcome.passed.get(of_law, True) and said == bool(case.changed)
    for group in sorted({(a, b, c, d) for a, b, c, d, _ in all_of_them}, key=_order):
        shares = [
            f"{flagged[*group, w]}/{all_of_them[*group, w]} = {flagged[*group, w] / max(1, all_of_them[*group, w]):.3f}"
            for w in ("wrong", "true")
        ]
        outcome.rows.append((*group, *shares))


def is_flagged(case: Case, findings: list[Finding]) -> bool:
    """Of a changed sentence: the changed word is flagged. Of a true one: anything is."""
    if not case.changed:
        return bool(findings)
    at = case.text.find(case.changed)
    places = [match.start() for match in re.finditer(re.escape(case.changed), case.text)] if at >= 0 else []
    return any(f.span.start - 2 <= place < f.span.end for f in findings for place in places)


def _groups(case: Case) -> Iterator[tuple[str, str, str, str]]:
    cited = "yes" if case.cited else "no"
    yield case.split, case.kind, case.form, cited
    yield case.split, "all", case.form, "all"
    yield case.split, "all", "all", cited
    yield case.split, "all", "all", "all"


def _order(group: tuple[str, str, str, str]) -> tuple[int, int, int, str]:
    split, kind, form, cited = group
    return ("test", "tune").index(split), (*KINDS, "all").index(kind), (*FORMS, "all").index(form), cited


@cache
def clean_texts() -> dict[str, str]:
    """Texts that nobody doubts: work reports and the true halves of the sets; by name."""
    evaluation = SHARED / "evaluation"
    found = {file.stem: file.read_text(encoding="utf-8") for file in sorted(evaluation.glob("work_reports/*/*.txt"))}
    typos = _lines("wording/official_writing_typos.jsonl")
    found["official sentences"] = "\n".join(str(line["target"]) for line in typos)
    cited = _lines("statutes/citation_check.jsonl")
    found["right citations"] = "\n".join(str(line["text"]) for line in cited if line["label"] == "correct")
    return found


def _lines(name: str) -> list[dict[str, object]]:
    text = (SHARED / "evaluation" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _clean(laws: LawRegister, outcome: Outcome) -> None:
    characters = sum(map(len, clean_texts().values()))
    began = time.process_time()
    found = [(name, text, each) for name, text in clean_texts().items() for each in check_statutes(text, laws, AS_OF)]
    took = time.process_time() - began
    outcome.notes.append(
        f"Clean text ({len(clean_texts())} texts, {characters} characters): {len(found)} flagged, "
        f"{len(found) / characters * 10_000:.3f} per 10,000 characters; "
        f"{took / characters * 10_000:.2f} s of processor time per 10,000"
    )
    for name, text, each in found:
        around = text[max(0, each.span.start - 25) : each.span.end + 25].replace("\n", " ")
        outcome.notes.append(f"{name}: …{around}… {each.message[:70]}")
