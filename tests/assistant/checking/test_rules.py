"""Every rule flags the sentences it must flag, passes those it must pass, and names its source."""

from __future__ import annotations

import ast
import datetime
import re
from pathlib import Path

import pytest

import assistant.checking
from assistant.checking import check
from assistant.checking.rule_files import shipped_rules
from assistant.checking.rules import Rule, check_rules, findings_of
from tests.assistant.checking.library import small_library

RULES, IN_CODE = shipped_rules().rules, shipped_rules().in_code
DAY = datetime.date(2026, 2, 1)
FOLDER = Path(assistant.checking.__file__).parent
ID = re.compile(r"(?:citation|consistency|arithmetic|wording|number|punctuation|numbering|typo)(?:-[a-z]+)+")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_flags_and_passes_its_own_sentences(rule: Rule) -> None:
    assert rule.source and rule.flag and rule.passes
    for sentence in rule.flag:
        assert list(findings_of(rule, sentence)), f"not flagged: {sentence}"
    for sentence in rule.passes:
        assert not list(findings_of(rule, sentence)), f"flagged: {sentence}"


@pytest.mark.parametrize("rule", IN_CODE, ids=lambda rule: rule.id)
def test_rule_in_code_flags_and_passes_its_own_sentences(rule: Rule) -> None:
    assert rule.source and rule.flag and rule.passes
    for sentence in rule.flag:
        found = [each for each in check(sentence, small_library(), as_of=DAY).findings if each.rule == rule.id]
        assert found, f"not flagged: {sentence}"
        assert {each.kind for each in found} == {rule.kind}
    for sentence in rule.passes:
        rules = [each.rule for each in check(sentence, small_library(), as_of=DAY).findings]
        assert rule.id not in rules, f"flagged: {sentence}"


def test_every_rule_in_code_is_described() -> None:
    written = {
        node.value
        for file in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value)
    }
    assert written, "no rule ids found: the pattern above no longer fits the code"
    assert written - {rule.id for rule in IN_CODE} == set()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.words], ids=lambda rule: rule.id)
def test_every_wrong_word_is_flagged_with_its_right_one(rule: Rule) -> None:
    for wrong, right in rule.words:
        (finding,) = findings_of(rule, f"今年{wrong}本年。")
        assert (finding.text, finding.suggestion) == (wrong, right)
        assert not list(findings_of(rule, f"今年{right}本年。"))


def test_findings_slice_the_text_and_speak_plainly() -> None:
    text = "".join(sentence + "\n" for rule in RULES for sentence in (*rule.flag, *rule.passes))
    for finding in check_rules(text, RULES):
        assert finding.span.of(text) == finding.text
        assert "{" not in finding.message.replace("{{", "")


def test_applying_a_suggestion_settles_the_finding() -> None:
    for rule in RULES:
        for sentence in rule.flag:
            for finding in findings_of(rule, sentence):
                if finding.replacement is None:
                    continue
                start, end = finding.span
                changed = sentence[:start] + finding.replacement + sentence[end:]
                assert len(list(findings_of(rule, changed))) < len(list(findings_of(rule, sentence))), (
                    rule.id,
                    changed,
                )


def test_name_of_its_time_is_right_in_an_older_report() -> None:
    text = "会同区工商局开展检查。"
    assert [finding.rule for finding in check_rules(text, RULES, 2024)] == ["term-former-institution"]
    assert check_rules(text, RULES, 2016) == []
