from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.library import DocumentFactsGiven, Library
from knowledge.records import Store
from knowledge.records.words import add_words, match_words
from knowledge.search import SearchFilter, fuse
from knowledge.word_segmentation import content_words, words_of

DAY = datetime.date(2026, 2, 1)

OLD_RULE = """某某区夜市管理办法

（2019年3月1日某某区人民政府公布，自2019年5月1日起施行）

第一条 为了规范夜市经营，制定本办法。

第二条 夜市摊位的营业时间不得晚于二十三时。

第三条 违反本办法第二条的，处五十元罚款。

第四条 本办法自2019年5月1日起施行。
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("办结率９１．４６％", {"91.46"}),
        ("罚没款344.1万元", {"344.1"}),
        ("拨打12315热线", {"12315"}),
        ("ＧＢ标准", {"gb"}),
    ],
)
def test_numbers_and_letters_are_words_in_either_width(text: str, words: set[str]) -> None:
    assert words <= {word.rstrip("%") for word in words_of(text)}


def test_words_that_tell_nothing_are_not_searched_for() -> None:
    assert content_words("请问咱们的一共有多少呢？") == []
    assert "罚款" in content_words("罚款一共有多少呢？")


_ROW = itertools.count(1)
_STORE: list[Store] = []


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_indexed_and_searched(text: str) -> None:
    if not _STORE:
        _STORE.append(Store(Path(), "sqlite:///:memory:"))
    words = words_of(text)
    with _STORE[0].write() as connection:
        add_words(connection, [(next(_ROW), words)])
        match_words(connection, words, 5, kind=None, owners=None)


def test_what_both_sides_name_comes_before_what_one_names_first() -> None:
    scores = fuse(["a", "b", "c"], ["d", "b"])
    assert max(scores, key=lambda i: scores[i]) == "b"


@pytest.mark.parametrize(
    ("question", "law", "article"),
    [
        ("查封、扣押的期限不得超过三十日", "中华人民共和国行政强制法", "第二十五条"),
        ("违法行为在二年内未被发现的，不再给予行政处罚", "中华人民共和国行政处罚法", "第三十六条"),
    ],
)
def test_an_article_is_found_by_its_words_before_it_has_a_vector(
    library: Library, question: str, law: str, article: str
) -> None:
    hits = library.search(question, SearchFilter(kind="regulation", as_of=DAY), 3)
    assert (law, article) in [(hit.title, hit.article) for hit in hits]
    assert all(hit.in_force for hit in hits)


def test_texts_not_in_force_on_the_day_are_not_found(library: Library) -> None:
    query, law = "农业机械 农产品 农业生产经营组织", "中华人民共和国农业法"
    held = {version.id for version in library.laws.versions(law)}
    now = library.laws.version_in_force(law, DAY)
    assert now is not None
    anytime = {hit.version_id for hit in library.search(query, SearchFilter(), 60)} & held
    today = {hit.version_id for hit in library.search(query, SearchFilter(as_of=DAY), 60)} & held
    assert today == {now.id} < anytime


def test_without_a_day_nothing_is_said_about_being_in_force(library: Library) -> None:
    assert library.search("行政处罚的种类", SearchFilter(), 1)[0].in_force is None


def test_an_added_regulation_is_found_until_it_is_removed(library: Library) -> None:
    document = library.accept(OLD_RULE.encode(), "夜市管理办法.txt", DocumentFactsGiven(kind="regulation"))
    library.work()
    hit = library.search("夜市摊位营业时间", SearchFilter(as_of=DAY), 1)[0]
    assert (hit.document_id, hit.article, hit.kind) == (document.id, "第二条", "regulation")
    assert hit.word_share > 0.5
    assert hit.span.of(library.text(document.id)) == hit.text
    assert library.search("夜市摊位营业时间", SearchFilter(as_of=datetime.date(2019, 4, 1), kind="regulation"), 1) != [
        hit
    ]
    library.delete(document.id)
    assert document.id not in {h.document_id for h in library.search("夜市摊位营业时间", SearchFilter(), 8)}


def test_laws_go_by_words_alone_until_all_of_them_have_a_vector(library: Library) -> None:
    looks = iter([False, True])
    library.embed_laws(stop=lambda: next(looks))
    assert 0 < library.laws_progress().progress < 1
    hits = library.search("行政处罚的种类", SearchFilter(kind="regulation", as_of=DAY), 8)
    assert hits
    assert all(hit.similarity is None for hit in hits)


@pytest.mark.parametrize(
    "allowed",
    [
        SearchFilter(years=frozenset({1999})),
        SearchFilter(issuers=frozenset({"没有这个局"})),
        SearchFilter(document_ids=frozenset()),
        SearchFilter(document_ids=frozenset({"0000000000000000"})),
        SearchFilter(kind="report"),
    ],
)
def test_a_filter_that_nothing_passes_finds_nothing(library: Library, allowed: SearchFilter) -> None:
    assert library.search("行政处罚", allowed, 8) == []


@pytest.mark.parametrize("query", ["", "？？！", "的了吗", "  \n"])
def test_a_question_without_content_finds_nothing(library: Library, query: str) -> None:
    assert library.search(query, SearchFilter(), 8) == []


def test_a_question_of_a_hundred_thousand_characters_is_answered(library: Library) -> None:
    assert library.search("行政处罚的追诉时效" * 12_000, SearchFilter(as_of=DAY), 3)


def test_a_word_that_stands_nowhere_lowers_the_share(library: Library) -> None:
    plain = library.search("行政处罚的种类", SearchFilter(), 1)[0]
    foreign = library.search("行政处罚的种类 饕餮纹样", SearchFilter(), 1)[0]
    assert plain.word_share > foreign.word_share


def test_filters_of_reports_hold(library_with_reports: Library) -> None:
    library = library_with_reports
    hits = library.search("行政处罚 立案 罚没款", SearchFilter(kind="report", years=frozenset({2023})), 20)
    assert hits
    assert {hit.year for hit in hits} == {2023}
    assert all(hit.span.of(library.text(hit.document_id)) == hit.text for hit in hits)
    assert all(hit.in_force is None for hit in library.search("立案", SearchFilter(kind="report", as_of=DAY), 5))


def test_the_passage_that_holds_a_span_is_found(library_with_reports: Library) -> None:
    document = library_with_reports.documents()[0]
    hit = library_with_reports.search("立案", SearchFilter(document_ids=frozenset({document.id})), 1)[0]
    inner = hit.span._replace(start=hit.span.start + 1)
    found = library_with_reports.hit_for(document.id, inner)
    assert found is not None
    assert found.passage_id == hit.passage_id
    assert library_with_reports.hit_for("0000000000000000", inner) is None
