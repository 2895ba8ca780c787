"""What a sentence says of a rule, held against the rule: numbers, 应当/可以/不得 and terms, cited and not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.findings import Finding
from assistant.checking.statutes import check_statutes
from tests.knowledge.law_source import national_register

DAY = datetime.date(2026, 2, 1)


def check(text: str, day: datetime.date = DAY) -> list[Finding]:
    return check_statutes(text, national_register(), day)


@pytest.mark.parametrize(
    ("text", "written", "lawful", "place"),
    [
        ("违法行为在五年内未被发现的，不再给予行政处罚。", "五年", "二年", "行政处罚法》第三十六条"),
        ("对违法行为在5年内没有被发现的，不予行政处罚。", "5年", "二年", "行政处罚法》第三十六条"),
        ("查封、扣押的期限不得超过60日。", "60日", "三十日", "行政强制法》第二十五条"),
        ("行政机关应当自立案之日起六十日内作出行政处罚决定。", "六十日", "九十日", "行政处罚法》第六十条"),
        ("行政机关应自行政处罚案件立案起九十个工作日内作出行政处罚决定。", "九十个工作日", "九十日", "第六十条"),
        ("对公民处以二百元以下、对法人处以五千元以下罚款的，可以当场作出。", "五千元", "三千元", "第五十一条"),
        ("当事人应自收到行政处罚决定书之日起三十日内缴纳罚款。", "三十日", "十五日", "第六十七条"),
        ("每日按罚款数额的5%加处罚款，加处罚款的数额不得超出罚款的数额。", "5%", "百分之三", "第七十二条"),
    ],
)
def test_limit_that_no_rule_in_force_supports_is_named_with_the_rules_own(
    text: str, written: str, lawful: str, place: str
) -> None:
    (finding,) = check(text)
    assert (finding.rule, finding.kind, finding.text, finding.suggestion) == (
        "statute-number-uncited",
        "statute",
        written,
        lawful,
    )
    assert finding.span.of(text) == written
    assert place in finding.message
    assert f"条文为“{lawful}”，文中为“{written}”" in finding.message
    assert finding.citation is not None
    assert lawful in finding.citation.text


@pytest.mark.parametrize(
    ("text", "rule", "written", "lawful"),
    [
        ("初次违法且危害后果轻微并及时改正的，应当不予行政处罚。", "statute-modal-uncited", "应当", "可以"),
        ("对当事人的同一个违法行为，可以给予两次以上罚款的行政处罚。", "statute-modal-uncited", "可以", "不得"),
        (
            "电子技术监控设备应符合标准、设置合理、标志明显，设置地点可以向社会公布。",
            "statute-modal-uncited",
            "可以",
            "应当",
        ),
        (
            "经县级人民政府决定，可以由一个行政机关行使有关行政机关的行政处罚权。",
            "statute-term-uncited",
            "县级",
            "国务院",
        ),
        (
            "行政机关申请人民检察院强制执行前，应当催告当事人履行义务。",
            "statute-term-uncited",
            "人民检察院",
            "人民法院",
        ),
        (
            "尚未完全丧失辨认能力的智力残疾人有违法行为的，可以从重或者减轻行政处罚。",
            "statute-term-uncited",
            "从重",
            "从轻",
        ),
    ],
)
def test_changed_modal_or_term_is_found(text: str, rule: str, written: str, lawful: str) -> None:
    found = [finding for finding in check(text) if finding.rule == rule]
    assert [finding.text for finding in found] == [written]
    assert lawful in (found[0].suggestion or "")


@pytest.mark.parametrize(
    "text",
    [
        "违法行为在二年内未被发现的，不再给予行政处罚。",
        "违法行为在2年内没有被发现，不再予以行政处罚。",
        "违反税收法律、行政法规应当给予行政处罚的行为，在五年内未被发现的，不再给予行政处罚。",  # the tax law's own
        "查封、扣押的期限不超过30天，情况复杂的，经负责人批准可以延长。",
        "自立案之日起90日内，行政机关必须作出行政处罚决定。",
        "行政复议机关应当自受理申请之日起三十日内作出行政复议决定。",  # the simplified procedure
        "我局在五日内办结投诉236件，平均办理时间三日。",
        "2025年，全局立案438件，罚没款金额231.57万元，采取行政强制措施8次。",
        "将行政许可办理时限由法定二十日压缩至五日，当场作出行政许可决定。",
        "行政处罚追责时效由二年延长至五年，涉及公民生命健康安全的尤应注意。",
        "2025年3月5日在区第三次会议上报告工作。",
        "应当加强队伍建设，不得松懈。",
        "全年向公安机关移送涉嫌犯罪案件1件。",  # a result, however near the rule that two officers are named for it
    ],
)
def test_what_a_rule_in_force_says_or_no_rule_speaks_of_is_left_alone(text: str) -> None:
    assert check(text) == []


def test_article_that_is_cited_decides_even_where_another_law_has_the_same_words() -> None:
    text = "依据《行政处罚法》第三十六条，违法行为在五年内未被发现的，不再给予行政处罚。"
    (finding,) = check(text)
    assert (finding.severity, finding.text, finding.suggestion) == ("error", "五年", "二年")
    assert [span.of(text) for span in finding.related] == ["《行政处罚法》第三十六条"]


def test_rule_stated_without_its_article_is_a_warning() -> None:
    (finding,) = check("违法行为在五年内未被发现的，不再给予行政处罚。")
    assert (finding.severity, finding.related) == ("warning", ())


def test_sentence_after_a_citation_still_stands_under_it() -> None:
    text = (
        "根据《行政复议法》第七十六条，行政复议机关发现被申请人的有关行政行为违法或者不当的，可以向其制发行政复议意见书。"
        "有关机关应当自收到行政复议意见书之日起三十日内，将纠正相关违法行政行为的情况报送行政复议机关。"
    )
    (finding,) = check(text)
    assert (finding.text, finding.suggestion, finding.severity) == ("三十日", "六十日", "error")


def test_rule_is_the_one_in_force_on_the_day() -> None:
    text = "依据《治安管理处罚法》第二十五条，违反治安管理行为在六个月内没有被公安机关发现的，可以处罚。"
    assert [each.rule for each in check(text)] == ["statute-modal"] or check(text) == []


NUMBERS = {"二": 24, "三": 36, "四": 48, "五": 60, "六": 72, "七": 84, "八": 96, "九": 108, "十": 120}


@given(st.sampled_from(sorted(NUMBERS)), st.sampled_from(["", "执法中应当注意，", "普法宣传中讲清，"]))
def test_only_the_lawful_number_passes(number: str, lead: str) -> None:
    text = f"{lead}违法行为在{number}年内未被发现的，不再给予行政处罚。"
    assert bool(check(text)) == (NUMBERS[number] != 24)
