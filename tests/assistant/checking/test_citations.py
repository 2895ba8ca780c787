"""What the checker says of citations: findings with the law's own words, or honestly not verified."""

from __future__ import annotations

import datetime

import pytest

from assistant.checking.citations import check_citations
from assistant.checking.findings import Finding, NotVerified
from knowledge.laws.register import LawArticle, LawRegister, LawVersion
from tests.knowledge.law_source import LawsInMemory, national_register

DAY = datetime.date(2026, 2, 1)
LAPSED = "违法行为在二年内未被发现的，不再给予行政处罚。"


def check(text: str) -> tuple[list[Finding], list[NotVerified]]:
    return check_citations(text, national_register(), DAY)


@pytest.mark.parametrize(
    "text",
    [
        "依据《行政处罚法》第三十六条，违法行为在二年内未被发现的，不再给予行政处罚。",
        "按照《行政处罚法》第三十六条规定，违法行为在2年内未被发现的，不再给予行政处罚。",
        "依据《行政强制法》第二十五条，查封、扣押的期限不得超过三十日。",
        "依照《食品安全法》第一百二十四条的规定，对当事人处以罚款五万元。",
        "根据《行政强制法》第三条至第二十五条，查封、扣押的期限不得超过三十日。",
        "依据《广告法》第四条、《行政处罚法》第三十六条，违法行为在二年内未被发现的，不再给予行政处罚。",
        "持续宣传《民法典》《反不正当竞争法》，全年开展活动二十场。",
    ],
)
def test_right_citation_is_left_alone(text: str) -> None:
    assert check(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "rule", "suggestion"),
    [
        ("依据《行政处罚法》第二十九条，" + LAPSED, "citation-wrong-article", "第三十六条"),
        ("依据《广告法》第二十五条，查封、扣押的期限不得超过三十日。", "citation-wrong-law", "行政强制法》第二十五条"),
        ("依据《行政处罚法》第九十六条，" + LAPSED, "citation-no-such-article", "第三十六条"),
    ],
)
def test_wrong_citation_is_named_with_the_right_place(text: str, rule: str, suggestion: str) -> None:
    (finding,), not_verified = check(text)
    assert finding.rule == rule
    assert suggestion in (finding.suggestion or "")
    assert finding.citation is not None or rule == "citation-no-such-article"
    assert finding.span.of(text) == finding.text
    assert not_verified == []


@pytest.mark.parametrize(
    ("text", "rule", "fact"),
    [
        ("依据《合同法》第五十二条认定无效。", "citation-repealed", "民法典"),
        ("依据《行政处罚法》（2017年修正）第三十八条", "citation-earlier-version", "2021年7月15日"),
        ("依据《医疗保障法》第三条", "citation-not-yet-in-force", "2027年1月1日"),
        ("深入学习即将施行的《民营经济促进法》。", "citation-already-in-force", "2025年5月20日"),
    ],
)
def test_edition_and_date_are_held_against_the_register(text: str, rule: str, fact: str) -> None:
    (finding,), _ = check(text)
    assert (finding.rule, fact in finding.message) == (rule, True)


def test_what_is_not_held_is_not_verified_and_never_wrong() -> None:
    findings, (left,) = check("违反《食品安全法实施条例》第六十八条，处以罚款。")
    assert findings == []
    assert "未核验" in left.message
    assert left.text == "《食品安全法实施条例》第六十八条"


@pytest.mark.parametrize(
    "text",
    [
        "结合即将出台的《行政执法监督条例》，做好准备。",
        "《医疗保障法》将于2027年1月1日起施行。",
        "初次审议了医疗保障法草案，广泛听取意见。",
        "配合做好《医疗保障法（草案）》的意见征集。",
        "参与《医疗保障法》（修订草案征求意见稿）的研究。",
        "推动制定《医疗保障法》，健全制度体系。",
        "配合开展医疗保障法立法工作。",
    ],
)
def test_what_the_text_itself_calls_still_to_come_is_no_finding(text: str) -> None:
    assert check(text)[0] == []


def regulation(name: str, *articles: str) -> tuple[LawVersion, list[LawArticle]]:
    labels = ("第一条", "第二条")
    held = [LawArticle(name, name, labels[i], i + 1, 0, "", "", words) for i, words in enumerate(articles)]
    return LawVersion(name, name, "行政法规", "国务院", DAY.replace(year=2020), DAY.replace(year=2020)), held


def test_wording_of_an_article_that_itself_names_the_cited_one_is_no_wrong_law() -> None:
    act = regulation("甲类经营法", "经营者发现所售商品存在缺陷的，应当立即停止销售。")
    naming = "经营者依照甲类经营法第一条的规定停止经营的，应当公告召回信息并记录处理情况，接受登记机关的监督。"
    other = "经营者停止经营的，应当公告召回信息并记录处理情况，接受登记机关的监督。"
    text = "经营者依照甲类经营法第一条的规定停止经营的，应当公告召回信息并记录处理情况，接受登记机关的监督。"
    found = {}
    for words in (naming, other):
        laws = LawRegister(LawsInMemory([act, regulation("甲类召回条例", words)]))
        found[words] = [each.rule for each in check_citations(text, laws, DAY)[0]]
    assert found == {naming: [], other: ["citation-wrong-law"]}


def test_document_given_by_its_number_alone_is_not_verified() -> None:
    findings, left = check("按照国办发〔2018〕118号文件要求，推行行政执法公示制度。")
    assert findings == []
    assert [(each.text, "未核验" in each.message) for each in left] == [("国办发〔2018〕118号", True)]


def test_number_of_the_text_itself_is_nothing_to_verify() -> None:
    assert check("云市监发〔2025〕3号\n关于报送执法情况的报告") == ([], [])
