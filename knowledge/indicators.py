"""What a figure is about: normal forms and aliases of indicators (data in indicators.toml)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """How alike two indicators are: 1.0 the same thing, 0.0 nothing in common (higher = closer).

    ``distinct`` is True when the two are known to be different counts (立案/结案, 行政强制措施/行政强制执行)
    however alike their words; then ``score`` is 0.
    """

    score: float
    distinct: bool = False


def normalise_indicator(surface: str) -> str:
    """One form for one thing: 共立案件数/立案数/全局共立案 → 立案; 罚没款/罚没金额/罚没款总额 → 罚没款金额."""
    raise NotImplementedError


def compare_indicators(a: str, b: str) -> IndicatorMatch:
    """Compare two indicators in any wording (both are normalised first)."""
    raise NotImplementedError
