"""Rules as data: patterns over the text, each with its source and with sentences it must flag and must pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.checking.findings import Finding, FindingKind, Severity
from knowledge.spans import Span

# Kinds that a list of words to keep can silence: what is said of words, never what is said of figures or laws.
_OF_WORDS = ("term", "wording", "number_format", "punctuation", "numbering", "typo")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches, what it says, where it comes from.

    ``pattern`` may name groups; ``message`` and ``suggestion`` may use them as ``{name}``, the whole match as
    ``{0}``. ``words`` (wrong → right) makes the pattern and the suggestion by itself. A group named ``at`` is the
    span reported, else the whole match. ``since`` is the first year of reports it holds for (0: all). ``safe`` when
    its suggestion can be put in without reading the sentence again. ``own`` when it comes from the user's folder.
    A rule in code has no pattern here: only what it is.
    """

    id: str
    kind: FindingKind
    severity: Severity
    message: str
    source: str
    flag: tuple[str, ...]
    passes: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    suggestion: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    since: int = 0
    safe: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """A rule of the user's that can't be used: in which file, at which line (from 1), and why, in Chinese."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"规则文件 {self.file} 第{self.line}行：{self.reason}"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules that are applied, words that are never flagged, what is switched off, and what could not be read.

    ``off`` holds rule ids and kinds.
    """

    rules: tuple[Rule, ...]
    in_code: tuple[Rule, ...] = ()
    keep: tuple[str, ...] = ()
    off: frozenset[str] = field(default_factory=frozenset)
    problems: tuple[RuleProblem, ...] = ()

    def without(self, names: Collection[str]) -> RuleBook:
        """The same with further rules or kinds switched off."""
        return replace(self, off=self.off | frozenset(names))

    def is_off(self, rule: str, kind: str) -> bool:
        """Whether a rule is switched off, by itself or with its kind."""
        return rule in self.off or kind in self.off

    def wanted(self, text: str, findings: Sequence[Finding]) -> list[Finding]:
        """Without those of rules switched off and of words to keep."""
        kept = [Span(*match.span()) for word in self.keep for match in re.finditer(re.escape(word), text)]
        return [
            finding
            for finding in findings
            if not self.is_off(finding.rule, finding.kind)
            and not (finding.kind in _OF_WORDS and any(span.contains(finding.span) for span in kept))
        ]


def findings_of(rule: Rule, text: str) -> Iterator[Finding]:
    """What one rule flags in ``text``, in order."""
    right = dict(rule.words)
    for match in rule.pattern.finditer(text) if rule.pattern is not None else ():
        named = {name: words or "" for name, words in match.groupdict().items()}
        named["right"] = right.get(match.group(), "")
        span = Span(*match.span("at")) if "at" in named and match["at"] is not None else Span(*match.span())
        suggestion = rule.suggestion.format(match.group(), **named) if rule.suggestion is not None else None
        suggestion = suggestion if suggestion is not None else named["right"] or None
        yield Finding(
            rule.id,
            rule.kind,
            rule.severity,
            span,
            span.of(text),
            rule.message.format(match.group(), **named),
            suggestion,
            replacement=suggestion,
            safe=rule.safe,
        )


def check_rules(text: str, rules: Sequence[Rule], year: int | None = None) -> list[Finding]:
    """What ``rules`` flag in ``text``, a report of ``year`` (None: also the rules for reports of later years)."""
    held = [rule for rule in rules if year is None or rule.since <= year]
    return [finding for rule in held for finding in findings_of(rule, text)]
