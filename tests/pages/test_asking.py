from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.api.serving import Serving
from tests.pages.conftest import again, at, faults, saved, visit


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name="输入问题")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".question").last).to_have_text(question)
    expect(page.locator(".growing")).to_have_count(0)
    expect(page.get_by_role("button", name="发送")).to_be_enabled()


@pytest.fixture
def asked(page: Page, stocked_service: Serving) -> Page:
    """One question asked in a new conversation, its answer there."""
    visit(page, at(stocked_service, "/ask"))
    ask(page, "2024年罚没款金额是多少？")
    return page


def test_every_figure_opens_the_sentence_that_it_stands_in(asked: Page) -> None:
    asked.get_by_role("button", name="231.57万元").first.click()
    source = asked.get_by_role("complementary", name="依据")
    expect(source.locator("mark")).to_contain_text("231.57万元")
    expect(source.locator("mark")).to_be_in_viewport()
    assert faults(asked) == []
    source.get_by_role("button", name="关闭依据").click()
    expect(source.locator("mark")).to_have_count(0)


def test_a_computed_figure_shows_how_it_was_computed_and_leads_to_what_it_is_made_from(asked: Page) -> None:
    ask(asked, "2024年立案数量比2023年下降百分之多少？")
    computed = asked.locator(".answer").last.locator("button.figure[title*='=']").first
    computed.click()
    source = asked.get_by_role("complementary", name="依据")
    expect(source.locator(".formula")).to_contain_text("438")
    expect(source.locator(".formula")).to_contain_text("455")


def test_a_series_of_years_is_a_chart_and_a_table(asked: Page) -> None:
    ask(asked, "2022年至2024年立案数量分别是多少？")
    answer = asked.locator(".answer").last
    expect(answer.locator("canvas")).to_be_visible()
    expect(answer.get_by_role("row")).to_have_text(["年度或单位数值", "2022年412件", "2023年455件", "2024年438件"])
    assert faults(asked) == []


def test_what_the_library_does_not_say_is_called_not_found_and_gives_no_figure(asked: Page) -> None:
    ask(asked, "2024年查获假冒手表多少块？")
    answer = asked.locator(".answer").last
    expect(answer).to_have_class(re.compile("not_found"))
    expect(answer.get_by_text("未找到", exact=True)).to_be_visible()
    expect(answer.locator("button.figure")).to_have_count(0)


def test_a_suggested_question_is_asked_by_a_click(asked: Page) -> None:
    suggested = asked.locator(".suggested button").first
    words = suggested.inner_text()
    suggested.click()
    expect(asked.locator(".question").last).to_have_text(words)
    expect(asked.locator(".answer")).to_have_count(2)


def test_shift_and_enter_begins_a_new_line_and_an_empty_question_is_not_sent(
    page: Page, stocked_service: Serving
) -> None:
    visit(page, at(stocked_service, "/ask"))
    box = page.get_by_role("textbox", name="输入问题")
    box.press("Enter")
    expect(page.get_by_text("请先写下要问的内容。")).to_be_visible()
    box.fill("第一行")
    box.press("Shift+Enter")
    box.press_sequentially("第二行")
    expect(box).to_have_value("第一行\n第二行")
    expect(page.locator(".question")).to_have_count(0)


def test_the_scope_narrows_the_answer_and_says_what_last_year_is(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service, "/ask"))
    page.locator("summary").click()
    page.get_by_label("以哪天为准").fill("2024-03-01")
    expect(page.locator("summary")).to_have_text("范围：2024-03-01")
    ask(page, "去年结案数量是多少？")
    expect(page.locator(".answer").last).to_contain_text("447件")
    page.get_by_role("combobox", name="年度").click()
    page.get_by_role("option", name="2022").click()
    expect(page.locator("summary")).to_have_text("范围：2022年、2024-03-01")
    ask(page, "2023年结案数量是多少？")
    expect(page.locator(".answer.not_found").last).to_contain_text("筛选条件却限定为2022年")


def test_an_answer_is_copied_with_its_references(asked: Page) -> None:
    asked.get_by_role("button", name="连同依据复制").click()
    expect(asked.get_by_text("已复制，含依据。")).to_be_visible()
    copied = str(asked.evaluate("navigator.clipboard.readText()"))
    assert "231.57万元" in copied
    assert "青屏区市场监督管理局2024年度行政执法工作报告" in copied


def test_a_reload_keeps_the_conversation_and_what_was_said_of_its_answer(asked: Page) -> None:
    asked.get_by_role("button", name="错", exact=True).click()
    asked.get_by_placeholder("例如：应为").fill("应含没收的违法所得")
    asked.get_by_role("button", name="提交").click()
    expect(asked.get_by_role("button", name="错", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(asked).to_have_url(re.compile("/ask/[0-9a-f-]+$"))
    again(asked)
    expect(asked.locator(".question")).to_have_text("2024年罚没款金额是多少？")
    expect(asked.get_by_role("button", name="231.57万元").first).to_be_visible()
    expect(asked.get_by_role("button", name="错", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(asked).to_have_title("2024年罚没款金额是多少？ · 报告助手")


def test_a_conversation_is_renamed_exported_and_after_a_question_deleted(asked: Page) -> None:
    opened = asked.url
    asked.get_by_role("button", name="“2024年罚没款金额是多少？”的更多操作").first.click()
    asked.get_by_role("menuitem", name="改名").click()
    asked.get_by_label("名称").fill("罚没款专题")
    asked.get_by_role("button", name="改名").click()
    more = asked.get_by_role("button", name="“罚没款专题”的更多操作")
    more.click()
    file = saved(asked, asked.get_by_role("menuitem", name="导出").click)
    assert "231.57万元" in file.read_text("utf-8")
    more.click()
    asked.get_by_role("menuitem", name="删除").click()
    asked.get_by_role("button", name="取消").click()
    more.click()
    asked.get_by_role("menuitem", name="删除").click()
    asked.get_by_role("button", name="删除").click()
    expect(asked).to_have_url(re.compile("/ask$"))
    visit(asked, opened)
    expect(asked.get_by_text("没有找到这个对话，可能已经删除。可以重新提问。")).to_be_visible()
