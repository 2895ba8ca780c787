"""The sentences of all articles, found by what a text says."""

from __future__ import annotations

import datetime

import pytest

from knowledge.laws.provisions import sentences_of
from knowledge.laws.rule_words import plain_text
from tests.knowledge.law_source import national_register

DAY = datetime.date(2026, 2, 1)


def found(words: str) -> list[tuple[str, str]]:
    provisions = national_register().provisions(DAY)
    return [(each.provision.version.name, each.provision.article.label) for each in provisions.find(plain_text(words))]


@pytest.mark.parametrize(
    ("words", "law", "article"),
    [
        ("违法行为在五年内没有被发现的，不予行政处罚", "中华人民共和国行政处罚法", "第三十六条"),
        ("查封扣押期限不超过60天，情况复杂可以延长", "中华人民共和国行政强制法", "第二十五条"),
    ],
)
def test_rule_is_found_with_another_number_and_other_words(words: str, law: str, article: str) -> None:
    assert (law, article) in found(words)[:3]


@pytest.mark.parametrize("words", ["", "好", "春风送暖，万象更新，全局上下团结奋进"])
def test_what_no_law_says_finds_nothing(words: str) -> None:
    assert found(words) == []


def test_items_of_an_article_are_provisions_of_their_own() -> None:
    article = national_register().article("行政处罚法", 9, DAY)
    assert article is not None
    sentences = [span.of(article.text) for span in sentences_of(article)]
    assert sentences[0] == "行政处罚的种类："
    assert sentences[1] == "警告、通报批评；"
    assert len(sentences) == 7


def test_provisions_are_those_of_the_text_in_force_on_the_day() -> None:
    provisions = national_register().provisions(DAY)
    article = national_register().article("行政处罚法", 36, DAY)
    assert article is not None
    first, *_ = provisions.of_article(article)
    assert first.version.in_force(DAY)
    assert first.words.startswith("违法行为在二年内未被发现的")
    assert provisions.find(plain_text(first.words))[0].share > 0.95


def test_days_between_two_changes_of_law_share_their_provisions() -> None:
    register = national_register()
    today = register.provisions(DAY)
    assert register.provisions(DAY + datetime.timedelta(days=1)) is today
    assert register.provisions(datetime.date(2026, 11, 1)) is not today
    assert register.provisions(DAY) is today
