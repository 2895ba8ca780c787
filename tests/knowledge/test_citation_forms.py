"""The forms in which reports cite: each is read as the law, the articles, paragraphs and items it points to."""

from __future__ import annotations

import pytest

from knowledge.laws.citations import find_law_citations
from knowledge.laws.titles import find_document_numbers
from tests.knowledge.law_source import national_register

Part = tuple[int | None, int | None, int | None]  # 条, 款, 项
CF, QZ, SP, GG = "行政处罚法", "行政强制法", "食品安全法", "广告法"
FULL = "中华人民共和国行政处罚法"

FORMS: list[tuple[str, list[tuple[str, Part]]]] = [
    ("《中华人民共和国行政处罚法》第三十六条", [(FULL, (36, None, None))]),
    ("《行政处罚法》第三十六条第一款", [(CF, (36, 1, None))]),
    ("《行政处罚法》（2021年修订）第三十六条", [(CF, (36, None, None))]),
    ("《行政处罚法》(2021年1月22日修订)第三十六条", [(CF, (36, None, None))]),
    ("《行政处罚法（2021年修订）》第三十六条", [(CF, (36, None, None))]),
    ("《行政处罚法》第三十六条和第四十二条", [(CF, (36, None, None)), (CF, (42, None, None))]),
    ("《行政处罚法》第三十六条及四十二条", [(CF, (36, None, None)), (CF, (42, None, None))]),
    (
        "《行政处罚法》第二十八条、第三十二条第（一）项、第三十三条",
        [(CF, (28, None, None)), (CF, (32, None, 1)), (CF, (33, None, None))],
    ),
    ("《行政处罚法》第三十二条第一项至第三项", [(CF, (32, None, 1)), (CF, (32, None, 3))]),
    ("《行政处罚法》第三十二条第（一）、（三）项", [(CF, (32, None, 1)), (CF, (32, None, 3))]),
    ("《行政处罚法》第三十二条第(一)项和第(三)项", [(CF, (32, None, 1)), (CF, (32, None, 3))]),
    ("《行政处罚法》第三十二条（一）项", [(CF, (32, None, 1))]),
    ("《行政处罚法》第三十二条第①项", [(CF, (32, None, 1))]),
    ("《行政处罚法》第三十六条第（一）款", [(CF, (36, 1, None))]),
    ("《行政处罚法》第三十六条第一、二款", [(CF, (36, 1, None)), (CF, (36, 2, None))]),
    ("《行政处罚法》第三十三条第一款和第三款", [(CF, (33, 1, None)), (CF, (33, 3, None))]),
    ("《行政处罚法》第36条", [(CF, (36, None, None))]),
    ("《行政处罚法》第36条第1款", [(CF, (36, 1, None))]),
    ("《行政处罚法》第３６条", [(CF, (36, None, None))]),
    ("《行政处罚法》第 三十六 条", [(CF, (36, None, None))]),
    ("《行政处罚法》36条", [(CF, (36, None, None))]),
    ("《行政处罚法》三十六条", [(CF, (36, None, None))]),
    ("根据行政处罚法三十六条", [(CF, (36, None, None))]),
    (
        "《药品管理法》第一百一十六条、一百一十七条",
        [("药品管理法", (116, None, None)), ("药品管理法", (117, None, None))],
    ),
    ("《行政处罚法第三十六条》", [(CF, (36, None, None))]),
    ("《行政处罚法第三十六条第一款》", [(CF, (36, 1, None))]),
    ("《行政处罚》法第三十六条", [(CF, (36, None, None))]),
    ("〈行政处罚法〉第三十六条", [(CF, (36, None, None))]),
    ("<<行政处罚法>>第三十六条", [(CF, (36, None, None))]),
    ("行政处罚法第三十六条", [(CF, (36, None, None))]),
    ("中华人民共和国行政处罚法第三十六条", [(FULL, (36, None, None))]),
    ("根据新修订的行政处罚法第三十六条", [(CF, (36, None, None))]),
    ("违反广告法第九条第（三）项", [(GG, (9, None, 3))]),
    ("依据食品安全法第一百二十四条第一款第（五）项", [(SP, (124, 1, 5))]),
    ("依据《食品安全法》第一百二十四条第1款第5项", [(SP, (124, 1, 5))]),
    ("依据《食品安全法》第一百二十四条一款五项", [(SP, (124, 1, 5))]),
    ("消保法第五十五条", [("消保法", (55, None, None))]),
    ("《消保法》第五十五条", [("消保法", (55, None, None))]),
    ("《食品安全法实施条例》第六十八条", [("食品安全法实施条例", (68, None, None))]),
    ("食品安全法实施条例第六十八条", [("食品安全法实施条例", (68, None, None))]),
    ("《云岚市食品安全条例》第十条", [("云岚市食品安全条例", (10, None, None))]),
    ("云岚市优化营商环境条例第十条", [("云岚市优化营商环境条例", (10, None, None))]),
    ("《行政处罚程序规定》（总局令第2号）第二十条", [("行政处罚程序规定", (20, None, None))]),
    ("《优化营商环境条例》（国务院令第722号）第三条", [("优化营商环境条例", (3, None, None))]),
    ("《行政处罚法》第三十六条。该法第四十二条", [(CF, (36, None, None)), (CF, (42, None, None))]),
    (
        "《优化营商环境条例》第三条、该条例第十条",
        [("优化营商环境条例", (3, None, None)), ("优化营商环境条例", (10, None, None))],
    ),
    ("《行政强制法》第二十五条第二款。前款", [(QZ, (25, 2, None)), (QZ, (25, 1, None))]),
    ("《行政处罚法》第三十六条、《行政强制法》第二十五条", [(CF, (36, None, None)), (QZ, (25, None, None))]),
    (
        "《广告法》第四条、第二十八条及《行政强制法》第九条",
        [(GG, (4, None, None)), (GG, (28, None, None)), (QZ, (9, None, None))],
    ),
    ("《行政处罚法》第四十四、四十五条", [(CF, (44, None, None)), (CF, (45, None, None))]),
    ("《行政处罚法》第四十四条—第四十六条", [(CF, (44, None, None)), (CF, (46, None, None))]),
    ("《行政处罚法》第44-46条", [(CF, (44, None, None)), (CF, (46, None, None))]),
    ("《刑法》第一百二十条之六第二款", [("刑法", (120, 2, None))]),
    ("《行政处罚法》第三十六条之", [(CF, (36, None, None))]),
    ("《行政处罚法》的第三十六条", [(CF, (36, None, None))]),
    ("《行政处罚法》中第三十六条", [(CF, (36, None, None))]),
    ("民法典合同编第五百零九条", [("民法典", (509, None, None))]),
    ("《民法典》第三编第五百零九条", [("民法典", (509, None, None))]),
    ("《行政处罚法》第五章第三节第六十三条", [(CF, (63, None, None))]),
    ("《广告法》（以下简称新法）第四条。违反新法第九条", [(GG, (4, None, None)), (GG, (9, None, None))]),
    ("《行政处罚法》第三章第二节", [(CF, (None, None, None))]),
]


@pytest.mark.parametrize(("words", "read"), FORMS, ids=[words for words, _ in FORMS])
def test_form_of_citation_is_read(words: str, read: list[tuple[str, Part]]) -> None:
    text = f"{words}的规定，对当事人作出处罚。"
    found = find_law_citations(text, frozenset(national_register().names()))
    assert [(each.title, (each.article, each.paragraph, each.item)) for each in found] == read
    assert all(each.span.of(text) in text for each in found)


@pytest.mark.parametrize(
    "text", ["《优化营商环境条例》28条措施落地。", "出台《助企行动方案》28条。", "第三条生产线投产。"]
)
def test_what_is_counted_is_no_article(text: str) -> None:
    assert [each.article for each in find_law_citations(text) if each.article is not None] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("按照国办发〔2018〕118号文件要求公示。", ["国办发〔2018〕118号"]),
        ("落实国办发[2018]118号、国发〔2022〕3号。", ["国办发[2018]118号", "国发〔2022〕3号"]),
        ("云市监罚〔2025〕12号决定书", []),
        ("2025年处理第118号投诉。", []),
    ],
)
def test_document_named_by_its_number_alone(text: str, numbers: list[str]) -> None:
    assert [span.of(text) for span in find_document_numbers(text)] == numbers
