from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.api.serving import Serving
from tests.pages.conftest import at, faults, visit


def test_the_bare_address_leads_to_what_is_in_the_library_and_what_needs_attention(
    page: Page, stocked_service: Serving
) -> None:
    visit(page, stocked_service.url)
    expect(page).to_have_url(at(stocked_service))
    expect(page).to_have_title("首页 · 报告助手")
    expect(page.locator(".card", has_text="份报告").locator(".count")).to_have_text("3")
    expect(page.get_by_text("没有需要处理的事。")).to_be_visible()
    assert faults(page) == []


def test_the_keyboard_alone_skips_to_the_text_and_opens_a_job(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    job = page.locator(".card.job").first
    expect(job).to_be_focused()
    assert job.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_title("问答 · 报告助手")


def test_the_browsers_back_button_returns_to_the_page_before(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service))
    page.get_by_role("link", name="审校", exact=True).click()
    expect(page).to_have_title("审校 · 报告助手")
    page.go_back()
    expect(page).to_have_title("首页 · 报告助手")
