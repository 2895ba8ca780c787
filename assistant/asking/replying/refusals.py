"""What is said when the ledger has no answer: which years and issuers there are, and no figure whatever."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.matching.ledger_view import Ledger, Wanted
from assistant.asking.understanding.questions import Question
from assistant.evidence import Answer

_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿]+(?:件|起|家|户|人|次|元|%)")
_SHOWN = 8


def refuse(text: str) -> Answer:
    """not_found, with the reason and nothing else."""
    return Answer("not_found", text)


def no_such_issuer(question: Question, ledger: Ledger) -> Answer:
    """A body is named whose reports are not held."""
    names = "、".join(question.unknown_issuers)
    held = "、".join(ledger.issuers[:_SHOWN]) + ("等" if len(ledger.issuers) > _SHOWN else "")
    have = f"库中现有报告的单位：{held}。" if held else "库中还没有报告。"
    return refuse(f"未找到：库中没有“{names}”的报告，不能用其他单位的数据代替。{have}")


def no_indicator(ledger: Ledger) -> Answer:
    """No indicator could be made out."""
    years = years_said(ledger.years())
    have = f"库中现有报告的年度：{years}。" if years else "库中还没有报告。"
    return refuse(f"未找到：没有看出要查的是哪项指标，请写明指标名称，例如“立案多少件”。{have}")


def not_held(question: Question, ledger: Ledger, wanted: Wanted, years: Sequence[int]) -> Answer:
    """The indicator is not held for these years; what else is held is named without its figures."""
    name = question.indicator or wanted.names[0]
    issuers = question.issuers
    whose = "、".join(issuers) if issuers else ""
    when = years_said(years)
    asked = f"{when}{whose}“{name}”"
    reasons = [f"未找到：库中没有{asked}的数据。"]
    held = ledger.years(issuers)
    missing = [year for year in years if year not in held]
    if missing and held:
        reasons.append(_no_report(ledger, whose or "库中", missing, held, issuers))
    elsewhere = [y for y in ledger.years_with_rows() if y not in years and ledger.find(wanted, y, issuers)]
    if elsewhere:
        reasons.append(f"有该指标的年度：{years_said(elsewhere)}。")
    else:
        reasons.append(_closest(ledger, wanted, years, issuers))
    if wanted.planned is False and any(ledger.find(_as_plan(wanted), year, issuers) for year in years):
        reasons.append("报告中只有该指标的目标（计划数），不是实际完成数。")
    return refuse("".join(reasons))


def _no_report(ledger: Ledger, whose: str, missing: Sequence[int], held: Sequence[int], issuers: Sequence[str]) -> str:
    """Which years have no report of their own, and whether the others' reports tell of them (a review of last year)."""
    told = [year for year in missing if _tellers(ledger, year, issuers)]
    apart = [year for year in missing if year not in told]
    said = f"{whose}没有{years_said(apart)}的报告，现有报告的年度：{years_said(held)}。" if apart else ""
    if told:
        said += f"{years_said(held)}的报告中写有{years_said(told)}的部分数据，但没有找到这一项。"
    return said


def _tellers(ledger: Ledger, year: int, issuers: Sequence[str]) -> list[str]:
    return [
        issuer for issuer, rows in ledger.by_year.get(year, {}).items() if rows and (not issuers or issuer in issuers)
    ]


def years_said(years: Sequence[int]) -> str:
    """2023年、2025年; a long unbroken run as 2015年至2025年."""
    ordered = sorted(set(years))
    if len(ordered) > 3 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}年至{ordered[-1]}年"
    return "、".join(f"{year}年" for year in ordered)


def _closest(ledger: Ledger, wanted: Wanted, years: Sequence[int], issuers: Sequence[str]) -> str:
    names: list[str] = []
    for year in years:
        for candidate in ledger.near(wanted, year, issuers):
            row = candidate.row
            name = f"{row.scope}{row.indicator}" if row.scope and row.scope not in row.indicator else row.indicator
            if name not in names and not _NUMBER.search(name):
                names.append(name)
    if not names:
        return ""
    return f"相近但范围或口径不同的指标有：{'、'.join(f'“{name}”' for name in names[:3])}，如需请按其名称提问。"


def _as_plan(wanted: Wanted) -> Wanted:
    return Wanted(wanted.names, wanted.kind, wanted.family, True, wanted.part, wanted.every_name)
