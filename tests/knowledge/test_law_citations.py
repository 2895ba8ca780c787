"""What counts as a law citation, and what each one points to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.laws.citations import LawCitation, find_law_citations
from knowledge.quantities import chinese_article_number

KNOWN = frozenset({"行政处罚法", "食品安全法", "广告法", "刑法", "消保法", "行政强制法", "产品质量法"})


def pointed(citation: LawCitation) -> tuple[str, int | None, int, int | None, int | None]:
    return citation.title, citation.article, citation.article_suffix, citation.paragraph, citation.item


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《中华人民共和国行政处罚法》第三十六条，", [("中华人民共和国行政处罚法", 36, 0, None, None)]),
        ("依照《广告法》第九条第三项处罚", [("广告法", 9, 0, None, 3)]),
        ("依照《广告法》第九条第（三）项处罚", [("广告法", 9, 0, None, 3)]),
        ("适用《食品安全法》第一百二十四条第一款第(二)项", [("食品安全法", 124, 0, 1, 2)]),
        ("适用《食品安全法》第124条第1款第2项", [("食品安全法", 124, 0, 1, 2)]),
        ("见《刑法》第一百四十二条之一。", [("刑法", 142, 1, None, None)]),
        ("《刑法》第十七条之一般规定不在此列", [("刑法", 17, 0, None, None)]),
        (
            "违反《行政强制法》第十三条、第十五条和第二十条第二款",
            [("行政强制法", 13, 0, None, None), ("行政强制法", 15, 0, None, None), ("行政强制法", 20, 0, 2, None)],
        ),
        ("《广告法》第九、十条", [("广告法", 9, 0, None, None), ("广告法", 10, 0, None, None)]),
        ("《广告法》第八条第一款、第三款", [("广告法", 8, 0, 1, None), ("广告法", 8, 0, 3, None)]),
        ("《广告法》第九条第（一）项、第（三）项", [("广告法", 9, 0, None, 1), ("广告法", 9, 0, None, 3)]),
        ("《行政处罚法第三十六条》的时效", [("行政处罚法", 36, 0, None, None)]),
        ("《行政处罚》法第三十六条", [("行政处罚法", 36, 0, None, None)]),
        ("行政处罚法第三十六条规定", [("行政处罚法", 36, 0, None, None)]),
        ("《产品质量法》中的第四十九条", [("产品质量法", 49, 0, None, None)]),
        ("依照天津市食品安全条例第五条", [("天津市食品安全条例", 5, 0, None, None)]),
        ("违反食品安全法实施条例第六十八条", [("食品安全法实施条例", 68, 0, None, None)]),
        ("《食品安全法》《广告法》第二条", [("食品安全法", None, 0, None, None), ("广告法", 2, 0, None, None)]),
        ("学习贯彻《优化营商环境条例》", [("优化营商环境条例", None, 0, None, None)]),
    ],
)
def test_citation_is_found_in_any_notation(text: str, expected: list[tuple[str, int, int, int, int]]) -> None:
    assert [pointed(citation) for citation in find_law_citations(text, KNOWN)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "印发《年度抽查工作计划》和《重点任务清单》",
        "贯彻落实食品安全法律法规",
        "建成第三条输电通道",
        "《广告法》宣传月期间，开通第五条公交专线",
        "合同第三条约定的期限",
        "创新监管方法，形成新的做法。",
        "《一线工作法》入选典型案例",
    ],
)
def test_what_is_no_article_of_a_law_is_left_alone(text: str) -> None:
    assert [citation for citation in find_law_citations(text, KNOWN) if citation.article is not None] == []


@pytest.mark.parametrize(
    ("text", "edition", "number"),
    [
        ("《行政处罚法》（2021年修订）第五条", "2021年修订", ""),
        ("《行政处罚法（2021年修订）》第五条", "2021年修订", ""),
        ("《广告法》(2018修正)第五条", "2018修正", ""),
        ("《化妆品监督管理条例》(国令第727号)第五条", "", "国令第727号"),
        ("《化妆品监督管理条例》（国务院令第727号）", "", "国务院令第727号"),
        ("《关于推行某项制度的意见》（国办发〔2018〕118号）", "", "国办发〔2018〕118号"),
        ("《关于推行某项制度的意见》国办发〔2018〕118号", "", "国办发〔2018〕118号"),
    ],
)
def test_brackets_after_a_title_give_edition_and_number(text: str, edition: str, number: str) -> None:
    (citation,) = find_law_citations(text)
    assert (citation.edition, citation.document_number) == (edition, number)


@pytest.mark.parametrize(
    ("text", "words", "title", "article", "paragraph"),
    [
        ("依据《广告法》的要求办理。该法第五条另有规定。", "该法第五条", "广告法", 5, None),
        ("《食品安全法实施条例》已施行。本条例第三条规定了原则。", "本条例第三条", "食品安全法实施条例", 3, None),
        ("《甲办法》与《广告法》并用，该办法第二条", "该办法第二条", "甲办法", 2, None),
        ("《广告法》第八条第二款适用，违反前款规定的，", "前款", "广告法", 8, 1),
        ("《广告法》第八条规定了内容；第九条规定了禁止情形。", "第九条", "广告法", 9, None),
    ],
)
def test_back_reference_takes_the_law_before_it(
    text: str, words: str, title: str, article: int, paragraph: int | None
) -> None:
    citation = find_law_citations(text)[-1]
    assert citation.form == "back_reference"
    assert citation.span.of(text) == words
    assert (citation.title, citation.article, citation.paragraph) == (title, article, paragraph)


def test_back_reference_without_a_law_before_it_is_given_up() -> None:
    assert find_law_citations("该法第五条、本条例第三条和前款规定") == []


def test_defined_short_name_means_the_full_title() -> None:
    text = "《中华人民共和国产品质量法》（以下简称《产质法》）已修正。产质法第四十九条规定了罚则。"
    found = find_law_citations(text)
    assert [(citation.title, citation.article) for citation in found] == [
        ("中华人民共和国产品质量法", None),
        ("中华人民共和国产品质量法", 49),
    ]


def test_nested_title_is_one_title() -> None:
    text = "《全国人大常委会关于〈中华人民共和国刑法〉第三十条的解释》"
    (citation,) = find_law_citations(text)
    assert citation.title_span is not None
    assert citation.title == citation.title_span.of(text) == text[1:-1]


def test_range_of_articles_says_how_far_it_goes() -> None:
    first, last = find_law_citations("《行政强制法》第三条至第五条")
    assert (first.article, first.through, last.article) == (3, 5, 5)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("《广告法》第四条规定，广告不得含有虚假内容。另行通知。", "广告不得含有虚假内容。"),
        ("《广告法》第四条规定：“广告不得含有虚假内容”，据此", "广告不得含有虚假内容"),
        ("《广告法》第四条明确规定了广告主的责任", "广告主的责任"),
        ("已引用《广告法》第四条", None),
    ],
)
def test_words_attributed_to_the_article_are_marked(text: str, quoted: str | None) -> None:
    (citation,) = find_law_citations(text)
    assert (citation.quoted.of(text) if citation.quoted else None) == quoted


TITLES = st.sampled_from(["行政处罚法", "食品安全法实施条例", "广告管理办法", "某市促进条例"])
NUMBERS = st.integers(1, 1260)
FILLER = st.sampled_from(["依据", "经查，", "（", "\n", "一是", "2025年，根据"])


PARTS = st.tuples(st.none() | st.integers(1, 12), st.none() | st.integers(1, 20))


@given(TITLES, NUMBERS, PARTS, FILLER, st.booleans())
def test_generated_citation_is_found_whatever_its_notation(
    title: str, article: int, parts: tuple[int | None, int | None], before: str, arabic: bool
) -> None:
    paragraph, item = parts
    write = str if arabic else chinese_article_number
    text = f"{before}《{title}》第{write(article)}条"
    text += f"第{write(paragraph)}款" if paragraph else ""
    text += f"第（{write(item)}）项" if item else ""
    (citation,) = find_law_citations(text + "处理。")
    assert pointed(citation) == (title, article, 0, paragraph, item)
    assert citation.span.of(text) == text[len(before) :]


SIGNS = list("《》〈〉、（），。“”\n")
WORDS = ["第", "条", "款", "项", "三十六", "12", "之一", "行政处罚法", "中华人民共和国", "该法", "前款", "至", "规定"]
PIECES = st.sampled_from([*SIGNS, *WORDS, "<<", ">>", "以下简称", "2021年修订", "国办发〔2018〕118号"])


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_any_text_is_read_and_spans_slice_it(text: str) -> None:
    end = 0
    for citation in find_law_citations(text, KNOWN):
        assert end <= citation.span.start < citation.span.end <= len(text)
        assert citation.form == "back_reference" or citation.title
        end = citation.span.end
