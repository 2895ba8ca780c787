"""Sentences and tables → Figures: indicator, value, unit, period, scope, plan or fact."""

from __future__ import annotations

from knowledge.figures.extraction import extract_figures, figures_in_text
from knowledge.figures.figure import Direction, Figure

__all__ = [
    "Direction",
    "Figure",
    "extract_figures",
    "figures_in_text",
]
