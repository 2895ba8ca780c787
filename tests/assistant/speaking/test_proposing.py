"""What a model proposes to a checked text is shown only where it is anchored, and never in the model's words."""

from __future__ import annotations

import json

import pytest

from assistant.checking import CheckResult, Finding, check, rule_book
from assistant.speaking.proposing import BY_MODEL, proposals_in, with_proposals
from knowledge.library import Library
from tests.assistant.speaking.conftest import AS_OF, ModelOf
from tests.scripted_model import Reply, ScriptedModel, misbehaves, says

TEXT = "依据《中华人民共和国行政处罚法》第五条，处罚以事实为根据，个别案件的处罚与情节并不相当。"
QUOTE = "与违法行为的事实、性质、情节以及社会危害程度相当"
PROPOSED = {"words": "处罚与情节并不相当", "article": 1, "quote": QUOTE, "rule": ""}


def proposing(library: Library, model_of: ModelOf, *proposals: object) -> list[Finding]:
    return by_reply(library, model_of, says(json.dumps({"proposals": proposals}, ensure_ascii=False)))


def by_reply(library: Library, model_of: ModelOf, reply: Reply) -> list[Finding]:
    rules = rule_book()
    result = check(TEXT, library, as_of=AS_OF, rules=rules)
    made = with_proposals(TEXT, result, library, model_of(reply, retries=0), rules, as_of=AS_OF)
    assert isinstance(made, CheckResult)
    return [finding for finding in made.findings if finding not in result.findings]


def test_a_proposal_anchored_in_an_article_is_shown_as_suggested(
    told_library: Library, model_of: ModelOf, scripted: ScriptedModel
) -> None:
    [finding] = proposing(told_library, model_of, PROPOSED)
    assert (finding.severity, finding.text) == ("suggestion", PROPOSED["words"])
    assert finding.span.of(TEXT) == finding.text
    assert BY_MODEL in finding.message
    assert QUOTE in finding.message
    assert finding.citation is not None
    assert finding.citation.article == "第五条"
    [asked] = scripted.requests()
    assert "第五条" in asked["body"]["messages"][-1]["content"]


def test_a_proposal_anchored_in_a_rule_is_shown_in_the_rules_words(told_library: Library, model_of: ModelOf) -> None:
    rule = next(rule for rule in rule_book().rules if "{" not in rule.message)
    [finding] = proposing(told_library, model_of, {**PROPOSED, "article": 0, "quote": "", "rule": rule.id})
    assert rule.message in finding.message
    assert finding.severity == "suggestion"


@pytest.mark.parametrize(
    "change",
    [
        {"words": "文中没有的话"},
        {"words": "处罚"},
        {"words": 5},
        {"article": 2},
        {"article": 0},
        {"article": "1"},
        {"quote": "罚款不得超过五十元"},
        {"quote": "相当"},
        {"quote": None},
        {"article": 0, "rule": "no-such-rule"},
    ],
)
def test_a_proposal_without_an_anchor_is_not_shown(
    told_library: Library, model_of: ModelOf, change: dict[str, object]
) -> None:
    assert proposing(told_library, model_of, {**PROPOSED, **change}) == []


@pytest.mark.parametrize(
    "reply",
    [
        says('{"proposals": [{"words": "处罚与情节'),
        says("没有问题。"),
        says('{"proposals": "很多"}'),
        says("[1, 2]"),
        misbehaves("error", status=500),
        misbehaves("cut", '{"proposals": ['),
    ],
)
def test_a_reply_that_cannot_be_read_changes_nothing(told_library: Library, model_of: ModelOf, reply: Reply) -> None:
    assert by_reply(told_library, model_of, reply) == []


def test_only_objects_are_proposals() -> None:
    assert proposals_in('说明：{"proposals": [1, {"words": "x"}]}') == [{"words": "x"}]
