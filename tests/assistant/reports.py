"""Generated sections of a fictional bureau, with metrics for the year after. Old values and new ones never meet."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assistant.drafting.composing import compose
from assistant.drafting.drafts import Draft, LastSection
from assistant.drafting.gating import gated
from assistant.metrics.supplied import Metric, SuppliedMetric, check_metrics
from knowledge.library import LedgerRow
from tests.assistant.ledger_rows import rows_of

YEAR = 2026
COUNTS = [
    ("立案", "全局共立案{}件"),
    ("结案", "结案{}件"),
    ("涉刑移送", "涉刑移送{}件"),
    ("行政强制措施", "采取行政强制措施{}件"),
    ("不予行政处罚", "办理不予行政处罚案件{}件"),
    ("行政复议", "办理行政复议{}件"),
    ("行政诉讼", "应诉行政诉讼{}件"),
    ("食品抽检", "完成食品抽检{}批次"),
    ("持证执法人员", "现有持证执法人员{}人"),
    ("受理投诉举报", "受理投诉举报{}件"),
]
UNITS = {"食品抽检": "批次", "持证执法人员": "人"}
CHANGES = ["，同比增长{}%", "，同比下降{}%", "，较上年增长{}%", "（同比下降{}%）", ""]
ENDINGS = [
    "严格落实《行政处罚法》第五条。",
    "推进“双随机、一公开”监管，畅通12315热线。",
    "案件数量较去年下降的主要原因是推行首违不罚。",
    "截至2025年12月31日，公示权责清单{}项。",
    "",
]


@dataclass(frozen=True)
class Case:
    """A section of 2025, the metrics of 2026, the ledger, and the draft. ``old`` are the values it must lose."""

    base: str
    metrics: list[Metric]
    rows: list[LedgerRow]
    draft: Draft
    old: tuple[str, ...]
    section: LastSection


def case(seed: int) -> Case:
    """The same case for the same seed."""
    chance = random.Random(seed)
    chosen = chance.sample(COUNTS, chance.randint(3, 7))
    olds = [str(n) for n in chance.sample(range(2111, 5999), len(chosen) + 1)]
    news = [str(n) for n in chance.sample(range(6111, 9999), len(chosen) + 1)]
    falls = chance.random() < 0.5  # then this year's values are the smaller ones
    if falls:
        olds, news = news, olds
    pieces, supplied, rates = [], [], []
    for i, (name, words) in enumerate(chosen):
        change = chance.choice(CHANGES)
        rate = f"0.{chance.randint(1, 9)}7"  # no true change of these values is below 1%
        if "{}" in change:
            rates.append(rate)
        pieces.append(words.format(olds[i]) + change.format(rate))
        if chance.random() < 0.85:
            last = olds[i] if chance.random() < 0.5 else ""
            supplied.append(SuppliedMetric(name, news[i], UNITS.get(name, "件"), last))
    if not supplied:
        supplied.append(SuppliedMetric(chosen[0][0], news[0], UNITS.get(chosen[0][0], "件")))
    money_old, money_new = f"{chance.randint(100, 499)}.13", f"{chance.randint(500, 999)}.17"
    supplied.append(SuppliedMetric("罚没款金额", money_new, "万元"))
    ending = chance.choice(ENDINGS).format(olds[-1])
    base = f"2025年，{'，'.join(pieces)}，罚没款金额{money_old}万元。{ending}"
    section = LastSection(base, YEAR - 1)
    metrics, rows = check_metrics(supplied), rows_of(base, YEAR - 1)
    draft = gated(compose(section, metrics, rows, YEAR), section, metrics, rows, year=YEAR)
    return Case(base, metrics, rows, draft, (*olds, *rates, money_old), section)
