"""Suggestions put into the text one by one: each finding has an id, and the chosen ones' replacements are made.

ApplyRefused ← UnknownFindings (no such finding in this text) | NothingToApply (only advice) | Overlapping
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.findings import Finding
from knowledge.spans import Span

_AROUND = 4  # code points on each side that tell two findings on the same word apart


class ApplyRefused(ValueError):
    """The chosen findings can't be applied; ``ids`` are those at fault, the message says in Chinese why."""

    def __init__(self, message: str, ids: Sequence[str]) -> None:
        super().__init__(message)
        self.ids = tuple(ids)


class UnknownFindings(ApplyRefused):
    """Ids that no finding of this text has."""


class NothingToApply(ApplyRefused):
    """Findings that only give advice."""


class Overlapping(ApplyRefused):
    """Two chosen replacements for the same words."""


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement made: ``span`` and ``text`` of the old text, ``new_span`` and ``replacement`` of the new one."""

    finding: str
    span: Span
    text: str
    new_span: Span
    replacement: str


def finding_ids(text: str, findings: Sequence[Finding]) -> list[str]:
    """An id for each finding: of its rule and its words with those around, so that it outlives changes elsewhere."""
    seen: dict[str, int] = {}
    ids = []
    for finding in findings:
        around = text[max(0, finding.span.start - _AROUND) : finding.span.end + _AROUND]
        key = f"{finding.rule}\n{finding.text}\n{around}\n{finding.replacement}"
        seen[key] = seen.get(key, 0) + 1
        ids.append(hashlib.blake2s(f"{key}\n{seen[key]}".encode(), digest_size=6).hexdigest())
    return ids


def apply(text: str, findings: Sequence[Finding], chosen: Collection[str]) -> tuple[str, list[Change]]:
    """The text with the chosen findings' replacements, and what was changed, in order.

    Raises:
        UnknownFindings, NothingToApply, Overlapping: nothing is changed then.
    """
    by_id = dict(zip(finding_ids(text, findings), findings, strict=True))
    unknown = [each for each in chosen if each not in by_id]
    if unknown:
        words = "这段文字没有这些编号的问题：{}。文字改过之后请重新审校，用新的编号。"
        raise UnknownFindings(words.format("、".join(unknown)), unknown)
    wanted = [(identity, by_id[identity]) for identity in dict.fromkeys(chosen)]
    advice = [(identity, finding) for identity, finding in wanted if finding.replacement is None]
    if advice:
        listed = "、".join(f"{identity}（“{finding.text}”）" for identity, finding in advice)
        raise NothingToApply(f"这些问题没有可直接替换的写法，须人工修改：{listed}。", [each for each, _ in advice])
    wanted.sort(key=lambda pair: pair[1].span)
    return _made(text, _without_repeats(wanted))


def _without_repeats(wanted: Sequence[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    """Two rules that want the same change are one change. Raises Overlapping."""
    kept: list[tuple[str, Finding]] = []
    for identity, finding in wanted:
        if kept and (kept[-1][1].span, kept[-1][1].replacement) == (finding.span, finding.replacement):
            continue
        kept.append((identity, finding))
    for (first, before), (second, following) in pairwise(kept):
        if before.span.overlaps(following.span) or before.span == following.span:
            words = (
                f"两处修改互相重叠，请只选一处：{first} 把“{before.text}”改为“{before.replacement}”，"
                f"{second} 把“{following.text}”改为“{following.replacement}”。"
            )
            raise Overlapping(words, [first, second])
    return kept


def _made(text: str, wanted: Sequence[tuple[str, Finding]]) -> tuple[str, list[Change]]:
    parts: list[str] = []
    changes: list[Change] = []
    at = length = 0
    for identity, finding in wanted:
        replacement = finding.replacement or ""
        parts += [text[at : finding.span.start], replacement]
        start = length + finding.span.start - at
        length = start + len(replacement)
        at = finding.span.end
        changes.append(Change(identity, finding.span, finding.text, Span(start, length), replacement))
    return "".join([*parts, text[at:]]), changes
