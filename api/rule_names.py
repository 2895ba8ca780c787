"""Names of rules to switch off, as settings and requests give them: ids and kinds, parted by commas."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

from api.problems import Fault, refused
from assistant.checking import RuleBook, RuleProblem, rule_book
from assistant.checking.findings import FindingKind

_PARTED = re.compile(r"[,，、;；\s]+")
_OF_LAWS = re.compile(r"(?:citation|statute|term)-[a-z-]+")  # tables of laws bring further rules of these kinds


def names_in(words: str) -> list[str]:
    """The names in a line, parted by commas or blanks."""
    return [name for name in _PARTED.split(words) if name]


def checking_rules(folder: Path | None, off: str) -> RuleBook:
    """The rules of an installation; a name in ``off`` that nothing has is one of its problems."""
    book = rule_book(folder)
    names = names_in(off)
    problems = [
        RuleProblem("REPORT_ASSISTANT_RULES_OFF", 1, f"没有编号或种类为“{name}”的规则，已忽略。")
        for name in names
        if not known(book, name)
    ]
    return replace(book.without(names), problems=(*book.problems, *problems))


def switched_off(book: RuleBook, names: list[str]) -> RuleBook:
    """The rules of one request. Raises problem 422 for a name that no rule and no kind has."""
    unknown = [name for name in names if not known(book, name)]
    if unknown:
        words = f"没有编号或种类为“{'、'.join(unknown)}”的规则。编号见 GET /api/v1/checks/rules。"
        raise refused(words, [Fault(field="rules_off", message=words)])
    return book.without(names)


def known(book: RuleBook, name: str) -> bool:
    """Whether a rule or a kind has this name."""
    ids = {rule.id for rule in (*book.rules, *book.in_code)}
    return name in ids or name in get_args(FindingKind) or bool(_OF_LAWS.fullmatch(name))
