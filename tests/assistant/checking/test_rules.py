"""Every rule flags the sentences it must flag, passes those it must pass, and names its source."""

from __future__ import annotations

import pytest

from assistant.checking.rules import Rule, check_rules, findings_of, rules


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_rule_flags_and_passes_its_own_sentences(rule: Rule) -> None:
    assert rule.source and rule.flag and rule.passes
    for sentence in rule.flag:
        assert list(findings_of(rule, sentence)), f"not flagged: {sentence}"
    for sentence in rule.passes:
        assert not list(findings_of(rule, sentence)), f"flagged: {sentence}"


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.words], ids=lambda rule: rule.id)
def test_every_wrong_word_is_flagged_with_its_right_one(rule: Rule) -> None:
    for wrong, right in rule.words:
        (finding,) = findings_of(rule, f"今年{wrong}。")
        assert (finding.text, finding.suggestion) == (wrong, right)
        assert not list(findings_of(rule, f"今年{right}。"))


def test_findings_slice_the_text_and_speak_plainly() -> None:
    text = "".join(sentence + "\n" for rule in rules() for sentence in (*rule.flag, *rule.passes))
    for finding in check_rules(text):
        assert finding.span.of(text) == finding.text
        assert "{" not in finding.message.replace("{{", "")


def test_applying_a_suggestion_settles_the_finding() -> None:
    for rule in rules():
        for sentence in rule.flag:
            for finding in findings_of(rule, sentence):
                if finding.suggestion is None:
                    continue
                start, end = finding.span
                changed = sentence[:start] + finding.suggestion + sentence[end:]
                assert len(list(findings_of(rule, changed))) < len(list(findings_of(rule, sentence))), (
                    rule.id,
                    changed,
                )


def test_name_of_its_time_is_right_in_an_older_report() -> None:
    text = "会同区工商局开展检查。"
    assert [finding.rule for finding in check_rules(text, 2024)] == ["term-former-institution"]
    assert check_rules(text, 2016) == []
