"""A check under way: the text, what was accepted and ignored, and the way back."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from assistant.checking import CheckResult, Finding, NotVerified, RuleBook, apply, check, finding_ids
from knowledge.library import Library

_MOST_UNDONE = 50


@dataclass(frozen=True, slots=True)
class Decisions:
    """The text as it stands, findings (by id) and rules that the writer wants to see no more."""

    text: str = ""
    ignored: frozenset[str] = frozenset()
    rules_off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """What is left to look at: findings with their ids, and what could not be verified."""

    findings: tuple[tuple[str, Finding], ...]
    not_verified: tuple[NotVerified, ...]
    result: CheckResult


@dataclass
class CheckState:
    """``source`` is the .docx that the text was read from, b"" for other texts and after a change of the text."""

    name: str
    now: Decisions
    source: bytes = b""
    _before: list[tuple[Decisions, bytes]] = field(default_factory=list)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """From what :meth:`to_json` made; the way back is not kept."""
        now = Decisions(stored["text"], frozenset(stored["ignored"]), frozenset(stored["rules_off"]))
        return cls(stored["name"], now, base64.b64decode(stored["source"]))

    def to_json(self) -> dict[str, Any]:
        """As it is saved."""
        return {
            "name": self.name,
            "text": self.now.text,
            "ignored": sorted(self.now.ignored),
            "rules_off": sorted(self.now.rules_off),
            "source": base64.b64encode(self.source).decode(),
        }

    def rewrite(self, text: str) -> None:
        """The writer changed the text by hand."""
        if text != self.now.text:
            self._step(replace(self.now, text=text), b"")

    def accept(self, shown: Shown, identity: str) -> None:
        """Put a finding's replacement into the text. Raises ApplyRefused."""
        text, _ = apply(self.now.text, shown.result.findings, [identity])
        self._step(replace(self.now, text=text), b"")

    def ignore(self, identity: str) -> None:
        """Show this finding no more."""
        self._step(replace(self.now, ignored=self.now.ignored | {identity}), self.source)

    def ignore_rule(self, rule: str) -> None:
        """Show nothing of this rule in this text."""
        self._step(replace(self.now, rules_off=self.now.rules_off | {rule}), self.source)

    def undo(self) -> bool:
        """One step back; False when there is none."""
        if not self._before:
            return False
        self.now, self.source = self._before.pop()
        return True

    def look(self, library: Library, rules: RuleBook, as_of: Any) -> Shown:
        """Check the text as it stands."""
        result = check(self.now.text, library, as_of=as_of, rules=rules.without(sorted(self.now.rules_off)))
        ids = finding_ids(self.now.text, result.findings)
        left = [pair for pair in zip(ids, result.findings, strict=True) if pair[0] not in self.now.ignored]
        kept = CheckResult(tuple(finding for _, finding in left), result.not_verified)
        return Shown(tuple(left), result.not_verified, kept)

    def _step(self, now: Decisions, source: bytes) -> None:
        self._before = [*self._before[-_MOST_UNDONE:], (self.now, self.source)]
        self.now, self.source = now, source
