"""What the national data file says once its dates are settled."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from knowledge.laws.national import read_national_laws
from knowledge.laws.register import LawVersion
from tests.knowledge.law_source import national_laws


def versions(name: str) -> list[LawVersion]:
    return [version for version, _ in national_laws() if version.name == f"中华人民共和国{name}"]


def test_every_text_of_the_file_is_read_with_its_articles() -> None:
    assert len(national_laws()) == 378
    assert sum(len(articles) for _, articles in national_laws()) > 26_000
    assert all(version.article_count == len(articles) for version, articles in national_laws())


def test_article_words_and_label_are_as_published() -> None:
    (articles,) = [articles for version, articles in national_laws() if version.name.endswith("共和国行政强制法")]
    article = next(each for each in articles if each.number == 25)
    assert article.label == "第二十五条"
    assert article.text.startswith("查封、扣押的期限不得超过三十日；")
    assert article.text.count("\n") == 2


def test_suffixed_articles_are_apart_from_their_number() -> None:
    (articles,) = [articles for version, articles in national_laws() if version.name == "中华人民共和国刑法"]
    assert {each.suffix for each in articles if each.number == 120} == {0, 1, 2, 3, 4, 5, 6}


def test_each_article_of_a_version_has_its_own_number() -> None:
    for version, articles in national_laws():
        numbers = [(article.number, article.suffix) for article in articles]
        assert len(numbers) == len(set(numbers)), version.name


def test_text_of_today_is_the_older_row_until_the_new_one_starts() -> None:
    old, new = versions("商标法")
    assert old.effective_to == new.effective_from == datetime.date(2027, 1, 1)
    assert old.in_force(datetime.date(2026, 12, 31))
    assert new.in_force(datetime.date(2027, 1, 1))


def test_amended_law_with_its_first_date_starts_at_its_publication() -> None:
    (version,) = versions("消费者权益保护法")
    assert (version.effective_from, version.effective_exact) == (datetime.date(2013, 10, 25), False)


def test_decision_of_the_same_day_gives_the_start() -> None:
    (version,) = versions("食品安全法")
    assert (version.effective_from, version.effective_exact) == (datetime.date(2025, 12, 1), True)


def test_law_ends_when_another_laws_text_says_so() -> None:
    (version,) = versions("环境保护法")
    assert version.repealed
    assert version.effective_to == datetime.date(2026, 8, 15)
    assert version.in_force(datetime.date(2026, 8, 14))


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="laws"):
        list(read_national_laws(tmp_path / "laws.db"))
