"""Metrics + last year's section or a template → Draft, every number with its origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evidence import Citation
from assistant.metrics import Metric
from knowledge.library import Library
from knowledge.spans import Span

Origin = Literal["metric", "computed", "ledger", "regulation", "unsupported"]


class UnknownSection(LookupError):
    """No such section in the base report and no template of that name; the message lists what there is."""


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A number of the draft. ``metric`` names the indicator it came from, ``formula`` shows a computation."""

    span: Span
    text: str
    origin: Origin
    metric: str | None = None
    formula: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """``missing``: indicators left as 【待补：…】; ``unused``: metrics that found no place; ``warnings``: to confirm."""

    text: str
    figures: tuple[DraftFigure, ...]
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    warnings: tuple[str, ...]


def draft_section(
    section: str,
    metrics: Sequence[Metric],
    *,
    year: int,
    issuer: str,
    library: Library,
    base_document_id: str | None = None,
) -> Draft:
    """This year's section from last year's (the newest earlier report of the issuer, or the one named), else a template."""
    raise NotImplementedError
