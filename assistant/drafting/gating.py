"""The gate that every draft goes through: what has no evidence is taken out for 【待补】."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.drafting.drafts import Draft, DraftChange, DraftFigure, LastSection
from assistant.grounding import unsupported, verify
from assistant.metrics.supplied import Metric
from knowledge.laws.register import LawRegister
from knowledge.library import LedgerRow
from knowledge.spans import Span


class DraftNotGrounded(RuntimeError):
    """A draft kept a number without evidence after the gate; it must not leave. The message names the numbers."""


def gated(
    draft: Draft,
    base: LastSection,
    metrics: Sequence[Metric],
    rows: Sequence[LedgerRow],
    *,
    year: int,
    laws: LawRegister | None = None,
) -> Draft:
    """The draft with whatever grounding does not support taken out for 【待补】.

    Raises:
        DraftNotGrounded: something unsupported is left after that.
    """
    for _ in range(4):
        judged = verify(draft.text, metrics, rows, year=year, base=base, laws=laws)
        bad = unsupported(judged)
        if not bad:
            laws_cited = [figure for figure in judged if figure.origin == "regulation"]
            return replace(draft, figures=tuple(sorted((*draft.figures, *laws_cited), key=lambda f: f.span)))
        draft = without(draft, bad, metrics)
    names = "、".join(f"{figure.text}（{figure.reason}）" for figure in bad)
    raise DraftNotGrounded(f"草稿中仍有没有依据的内容，未输出：{names}")


def without(draft: Draft, bad: Sequence[DraftFigure], metrics: Sequence[Metric]) -> Draft:
    """The draft with the ``bad`` spans replaced by 【待补】; spans of the others move along."""
    text, figures, warnings, missing = draft.text, list(draft.figures), list(draft.warnings), list(draft.missing)
    changes = list(draft.changes)
    for figure in sorted(bad, key=lambda f: f.span, reverse=True):
        lost = next((f.metric for f in figures if f.metric and f.span.overlaps(figure.span)), None) or "请核实"
        label = f"【待补：{lost}】"
        text = text[: figure.span.start] + label + text[figure.span.end :]
        moved = len(label) - (figure.span.end - figure.span.start)
        figures = [
            replace(other, span=other.span.shifted(moved)) if other.span.start >= figure.span.end else other
            for other in figures
            if not other.span.overlaps(figure.span)
        ]
        warnings.append(f"“{figure.text}”没有依据，已改为待补：{figure.reason}")
        changes.append(DraftChange("dropped", figure.text, label))
        if lost not in missing:
            missing.append(lost)
    placed = {figure.metric for figure in figures if figure.origin == "metric"}
    unplaced = {id(metric) for metric in draft.left}
    left = tuple(m for m in metrics if id(m) in unplaced or m.indicator not in placed)
    return replace(
        draft,
        text=text,
        figures=tuple(figures),
        missing=tuple(missing),
        left=left,
        warnings=tuple(warnings),
        changes=tuple(changes),
    )


def refusals(
    base: LastSection | None, metrics: Sequence[Metric], rows: Sequence[LedgerRow], year: int
) -> Callable[[str], list[Span]]:
    """A function that gives the spans of a text that have no evidence."""

    def refused(text: str) -> list[Span]:
        return [figure.span for figure in unsupported(verify(text, metrics, rows, year=year, base=base))]

    return refused
