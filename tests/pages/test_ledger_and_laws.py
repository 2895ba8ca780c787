from __future__ import annotations

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.api.serving import Serving
from tests.pages.conftest import at, faults, saved, visit


@pytest.fixture
def chosen(page: Page, stocked_service: Serving) -> Page:
    """The figure 结案 398件 of 2022, chosen in the ledger."""
    visit(page, at(stocked_service, "/library/figures?q=结案"))
    page.wait_for_function("window.did_handshake")  # NiceGUI drops what happens before its socket is open
    page.locator(".ag-row", has_text="398").first.click()
    expect(page.get_by_role("complementary", name="所选数据")).to_contain_text("398件")
    return page


def test_a_chosen_figure_shows_its_sentence_and_its_trend(chosen: Page) -> None:
    detail = chosen.get_by_role("complementary", name="所选数据")
    expect(detail.locator(".original")).to_contain_text("结案398件")
    expect(detail.locator("canvas")).to_be_visible()
    assert faults(chosen) == []


def test_filters_narrow_the_ledger_and_the_export_alike(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service, "/library/figures"))
    page.wait_for_function("window.did_handshake")
    page.get_by_role("combobox", name="年度").click()
    page.get_by_role("option", name="2023").click()
    page.get_by_label("指标或句子中的字词").fill("罚没款金额")
    years = page.locator(".ag-center-cols-container [col-id=year]")
    expect(years.first).to_have_text("2023")
    expect(page.locator(".ag-center-cols-container [col-id=value]", has_text="246.3").first).to_be_visible()
    file = saved(page, page.get_by_role("button", name="导出 Excel").click)
    rows = list(openpyxl.load_workbook(io.BytesIO(file.read_bytes())).worksheets[0].iter_rows(values_only=True))
    assert any("罚没款金额" in map(str, row) for row in rows)
    assert not any("2022" in map(str, row) for row in rows)
    page.get_by_label("指标或句子中的字词").fill("没有这种指标")
    expect(page.get_by_text("没有符合条件的数据")).to_be_visible()


def test_a_correction_says_what_it_lacks_at_the_field_is_shown_and_undone(chosen: Page) -> None:
    detail = chosen.get_by_role("complementary", name="所选数据")
    detail.get_by_role("button", name="更正").click()
    dialog = chosen.get_by_role("dialog")
    dialog.get_by_label("数值").fill("399")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_text("请写明由谁更正。")).to_be_visible()
    dialog.get_by_label("更正人").fill("王某")
    dialog.get_by_role("button", name="保存").click()
    expect(detail).to_contain_text("由王某于")
    expect(chosen.locator(".ag-row", has_text="399")).to_contain_text("已更正")
    detail.get_by_role("button", name="撤销更正").click()
    expect(detail.locator(".source-title")).to_contain_text("398件")
    expect(chosen.locator(".ag-row", has_text="399")).to_have_count(0)


def test_a_row_is_chosen_by_keyboard(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service, "/library/figures?q=结案"))
    page.wait_for_function("window.did_handshake")  # NiceGUI drops what happens before its socket is open
    page.locator(".ag-cell", has_text="398").first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("complementary", name="所选数据")).to_contain_text("398件")


def test_a_law_is_found_by_words_of_its_name_and_read_by_article(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service, "/library/laws"))
    page.get_by_label("法规名称中的字词").fill("没有这部法")
    expect(page.get_by_text("没有找到“没有这部法”。")).to_be_visible()
    page.get_by_label("法规名称中的字词").fill("行政处罚法")
    page.get_by_role("link", name="中华人民共和国行政处罚法").click()
    expect(page.get_by_text("行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定")).to_be_visible()
    expect(page.locator("[aria-current=true]")).to_contain_text("2021-07-15")
    assert faults(page) == []


def test_the_version_of_a_law_follows_the_day(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service, "/library/laws/中华人民共和国行政处罚法?as_of=1990-01-01"))
    expect(page.get_by_text("在 1990-01-01 没有有效的文本。")).to_be_visible()
