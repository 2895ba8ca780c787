"""Which law a name means, which text is the law on a day, and what becomes of a citation."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.laws.citations import find_law_citations
from knowledge.laws.register import LawArticle, LawRegister, LawVersion, Resolution, versions_by_date
from tests.knowledge.law_source import LawsInMemory, national_laws, national_register

DAY = datetime.date(2026, 2, 1)


def resolve(words: str, day: datetime.date = DAY, register: LawRegister | None = None) -> Resolution:
    register = register or national_register()
    return register.resolve(find_law_citations(words, register.names())[0], day)


@pytest.mark.parametrize("name", ["中华人民共和国消费者权益保护法", "消费者权益保护法", "消保法"])
def test_full_and_established_short_names_mean_the_same_law(name: str) -> None:
    (version,) = national_register().versions(name)
    assert version.name == "中华人民共和国消费者权益保护法"


@pytest.mark.parametrize("name", ["食品安全法实施条例", "食品安全", "食药法", "安全法", "食品安全法释义"])
def test_name_never_resolves_by_containment(name: str) -> None:
    assert national_register().versions(name) == []


def test_unknown_regulation_is_not_verified_and_never_wrong() -> None:
    found = resolve("《食品安全法实施条例》第六十八条")
    assert found.verdict == "not_in_library"
    assert "未核验" in found.message
    assert found.suggestions[0] == "中华人民共和国食品安全法"


@pytest.mark.parametrize(
    ("words", "day", "verdict", "fact"),
    [
        ("《行政处罚法》第三十六条", DAY, "exact", "自2021年7月15日起施行"),
        ("《行政处罚法》第九十条", DAY, "no_such_article", "共86条"),
        ("《行政处罚法》（2017年修正）第三十六条", DAY, "earlier_version", "2021年7月15日起施行"),
        ("《行政处罚法》（2021年修订）第三十六条", DAY, "exact", "第三十六条"),
        ("《行政处罚法》（1996年3月17日通过）第三条", DAY, "exact", "第三条"),
        ("《合同法》第五十二条", DAY, "repealed", "民法典"),
        ("《合同法》第五十二条", datetime.date(2020, 6, 1), "not_in_library", "未核验"),
        ("《食品卫生法》第三条", DAY, "repealed", "自2009年6月1日起已被《中华人民共和国食品安全法》废止"),
        ("《食品卫生法》第三条", datetime.date(2008, 6, 1), "not_in_library", "未核验"),
        ("《食品药品行政处罚程序规定》第三条", DAY, "repealed", "2019年4月1日"),
        ("《环境保护法》第三条", DAY, "exact", "第三条"),
        ("《环境保护法》第三条", datetime.date(2026, 9, 1), "repealed", "生态环境法典"),
        ("《医疗保障法》第三条", DAY, "not_yet_in_force", "2027年1月1日"),
        ("《商标法》第八十条", DAY, "no_such_article", "共73条"),
        ("《商标法》第八十条", datetime.date(2027, 1, 1), "exact", "第八十条"),
        ("《治安管理处罚法》第五条", datetime.date(2025, 8, 1), "not_in_library", "未核验"),
        ("《刑法》第一百二十条之六", DAY, "exact", "之六"),
        ("《刑法》第一百二十条之九", DAY, "no_such_article", "第一百二十条之九"),
    ],
)
def test_verdict_follows_from_the_date(words: str, day: datetime.date, verdict: str, fact: str) -> None:
    found = resolve(words, day)
    assert (found.verdict, fact in found.message) == (verdict, True), found.message


@pytest.mark.parametrize(
    ("words", "verdict", "fact"),
    [
        ("《行政强制法》第二十五条第三款", "exact", ""),
        ("《行政强制法》第二十五条第四款", "no_such_article", "共3款"),
        ("《行政强制法》第九条第（五）项", "exact", ""),
        ("《行政强制法》第九条第（六）项", "no_such_article", "共5项"),
        ("《行政强制法》第二十五条第二项", "no_such_article", "没有分项"),
    ],
)
def test_paragraphs_and_items_are_counted(words: str, verdict: str, fact: str) -> None:
    found = resolve(words)
    assert (found.verdict, fact in found.message) == (verdict, True), found.message


def test_did_you_mean_is_closest_first() -> None:
    assert national_register().suggest("反不正当竟争法")[0] == "中华人民共和国反不正当竞争法"
    assert national_register().suggest("甲乙丙丁戊己庚辛") == []


def version(id_: str, published: str, start: str | None) -> LawVersion:
    day = datetime.date.fromisoformat
    return LawVersion(id_, "某市促进条例", "地方性法规", "", day(published), day(start) if start else None)


def test_editions_of_one_law_are_chained_by_their_dates() -> None:
    editions = [("c", "2024-05-01", "2025-01-01"), ("a", "2001-06-15", "2001-07-01"), ("b", "2010-01-09", "2001-07-01")]
    first, second, third = versions_by_date([version(*edition) for edition in editions])
    assert [each.id for each in (first, second, third)] == ["a", "b", "c"]
    assert first.effective_to == second.effective_from == datetime.date(2010, 1, 9)
    assert (first.effective_exact, second.effective_exact) == (True, False)
    assert (second.effective_to, third.effective_to) == (datetime.date(2025, 1, 1), None)


DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1)).map(str)


@given(st.lists(st.tuples(DATES, st.none() | DATES), min_size=1, max_size=5), DATES)
def test_at_most_one_start_is_the_law_on_a_day_and_chaining_twice_changes_nothing(
    dates: list[tuple[str, str | None]], day: str
) -> None:
    chained = versions_by_date([version(str(index), *pair) for index, pair in enumerate(dates)])
    assert versions_by_date(chained) == chained
    starts = {each.effective_from for each in chained if each.in_force(datetime.date.fromisoformat(day))}
    assert len(starts) <= 1


def regulation(name: str, published: str, words: str) -> tuple[LawVersion, list[LawArticle]]:
    day = datetime.date.fromisoformat(published)
    held = LawVersion(name, name, "行政法规", "国务院", day, day, document_id=f"file-{name}", article_count=1)
    return held, [LawArticle(name, name, "第一条", 1, 0, "", "", words)]


def test_added_regulation_is_resolved_and_ends_what_its_text_repeals() -> None:
    old = regulation("甲类登记条例", "2005-01-10", "为了登记，制定本条例。")
    new = regulation("登记管理条例", "2022-02-25", "本条例自公布之日起施行。《甲类登记条例》同时废止。")
    register = LawRegister(LawsInMemory([*national_laws(), old, new]))
    assert resolve("《登记管理条例》第一条", register=register).verdict == "exact"
    assert resolve("《甲类登记条例》第一条", datetime.date(2010, 1, 1), register).verdict == "exact"
    ended = resolve("《甲类登记条例》第一条", register=register)
    assert (ended.verdict, "登记管理条例" in ended.message) == ("repealed", True)


def test_repealed_without_a_date_is_not_in_force_and_says_so() -> None:
    held = LawVersion("x", "旧规定", "法律", "", datetime.date(1990, 1, 1), datetime.date(1990, 1, 1), repealed=True)
    found = resolve("《旧规定》第一条", register=LawRegister(LawsInMemory([(held, [])])))
    assert (found.verdict, "未载明废止日期" in found.message) == ("repealed", True)
