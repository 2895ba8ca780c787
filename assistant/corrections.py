"""Says that a figure was corrected by a person: who, when, and what the document itself has."""

from __future__ import annotations

from dataclasses import replace

from assistant.evidence import Answer
from knowledge.library import LedgerRow


def correction_said(row: LedgerRow) -> str:
    """“罚没款金额”由王敏于2026-02-01人工更正，原文为5.6万元; "" for a figure as it was read."""
    correction = row.correction
    if correction is None:
        return ""
    day = f"{correction.at.astimezone():%Y-%m-%d}"
    before = "，".join(_before(row))
    return f"“{row.indicator}”由{correction.by}于{day}人工更正" + (f"，{before}" if before else "")


def with_corrections(answer: Answer) -> Answer:
    """The answer with a note on each corrected figure that it cites; its citations quote what the document has."""
    said: dict[str, list[int]] = {}
    for citation in answer.citations:
        if citation.correction:
            said.setdefault(citation.correction, []).append(citation.n)
    if not said:
        return answer
    notes = "；".join("".join(f"[{n}]" for n in numbers) + words for words, numbers in said.items())
    return replace(answer, text=f"{answer.text}（{notes}。）")


def source_words(row: LedgerRow) -> str:
    """The value as the document writes it, whatever a person corrected; "" where its place is not in the sentence."""
    start, end = row.span.start - row.sentence.start, row.span.end - row.sentence.start
    return row.sentence_text[start:end] if 0 <= start < end <= len(row.sentence_text) else ""


def _before(row: LedgerRow) -> list[str]:
    """What was read from the document and is something else now."""
    correction = row.correction
    if correction is None:
        return []
    was, said = correction.was, []
    if correction.written:
        said.append(f"原文为{source_words(row) or was.value + was.unit}")
    if was.indicator != row.indicator:
        said.append(f"原读作指标“{was.indicator}”")
    if was.year != row.year:
        said.append(f"原读作{was.year}年" if was.year else "原未读出年度")
    if was.scope != row.scope:
        said.append(f"原读作范围“{was.scope or '全局'}”")
    if was.period != row.period:
        said.append(f"原读作期间“{was.period or '全年'}”")
    if was.planned != row.planned:
        said.append(f"原读作{'计划' if was.planned else '实绩'}")
    return said
