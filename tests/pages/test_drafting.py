from __future__ import annotations

import re

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.api.serving import Serving
from tests.pages.conftest import again, at, faults, saved, visit

TABLE = "指标\t数值\t单位\n立案\t471\t件\n结案\t四百多\t件\n罚没款金额\t252.9\t万元\n"
GOOD_TABLE = TABLE.replace("四百多", "459")


def paste(page: Page, table: str) -> None:
    page.get_by_role("button", name="粘贴表格").click()
    page.get_by_role("textbox", name="粘贴表格").fill(table)
    page.get_by_role("button", name="填入").click()


@pytest.fixture
def chosen(page: Page, stocked_service: Serving) -> Page:
    """The section on penalties of the report of 2024, chosen for 2025."""
    visit(page, at(stocked_service, "/draft"))
    page.get_by_role("combobox", name="章节").click()
    page.get_by_role("option", name="行政处罚").first.click()
    expect(page.locator(".ag-cell", has_text="罚没款金额").first).to_be_visible()
    return page


@pytest.fixture
def drafted(chosen: Page) -> Page:
    """Drafted from the good table."""
    paste(chosen, GOOD_TABLE)
    expect(chosen.locator(".ag-cell", has_text="252.9")).to_be_visible()
    chosen.get_by_role("button", name="起草", exact=True).click()
    expect(chosen.locator(".draft-text")).to_contain_text("立案471件")
    return chosen


def test_a_value_that_cannot_be_used_is_said_in_its_row_before_anything_is_drafted(chosen: Page) -> None:
    paste(chosen, TABLE)
    row = chosen.locator(".ag-row", has=chosen.locator("[col-id=indicator]", has_text="结案"))
    expect(row.locator("[col-id=problem]")).to_contain_text("四百多")
    chosen.get_by_role("button", name="起草", exact=True).click()
    expect(chosen.get_by_role("alert").filter(has_text="四百多")).to_be_visible()
    expect(chosen.locator(".draft-text")).to_have_count(0)


def test_a_cell_is_checked_as_it_is_typed(chosen: Page) -> None:
    row = chosen.locator(".ag-row", has=chosen.locator("[col-id=indicator]", has_text="结案"))
    cell = row.locator("[col-id=value]")
    cell.click()
    chosen.keyboard.type("四百多")
    chosen.keyboard.press("Enter")
    expect(row.locator("[col-id=problem]")).to_contain_text("四百多")
    cell.click()
    chosen.keyboard.press("Control+A")
    chosen.keyboard.type("459")
    chosen.keyboard.press("Enter")
    expect(row.locator("[col-id=problem]")).to_have_text("")


def test_every_number_of_a_draft_shows_where_it_comes_from(drafted: Page) -> None:
    text = drafted.locator(".draft-text")
    supplied = text.locator(".origin.metric", has_text="471").first
    assert "供稿" in (supplied.get_attribute("title") or "")
    computed = text.locator(".origin.computed", has_text="7.53%")
    assert "438" in (computed.get_attribute("title") or "")
    expect(drafted.locator("del", has_text="438").first).to_be_visible()
    assert faults(drafted) == []


def test_a_number_without_evidence_appears_at_once_while_the_text_is_edited_and_a_reload_keeps_it(
    drafted: Page,
) -> None:
    drafted.get_by_role("button", name="修改文字").click()
    editor = drafted.get_by_role("textbox", name="今年草稿")
    editor.fill(editor.input_value() + "另查处窝点7913个。")
    expect(drafted.locator(".origin.unsupported", has_text="7913个")).to_be_visible()
    expect(drafted.get_by_role("complementary", name="核对")).to_contain_text("没有依据的数")
    expect(drafted.get_by_role("complementary", name="核对")).to_contain_text("7913个")
    drafted.wait_for_timeout(300)  # the save that follows the check
    again(drafted)
    expect(drafted.locator(".draft-text")).to_contain_text("另查处窝点7913个。")


@pytest.mark.parametrize(("evidence", "told"), [("依据列成附表", True), ("不附依据", False)])
def test_a_draft_is_exported_with_or_without_its_evidence(drafted: Page, evidence: str, told: bool) -> None:
    drafted.get_by_role("button", name="导出 Word").click()
    file = saved(drafted, drafted.get_by_role("menuitem", name=evidence).click)
    document = docx.Document(str(file))
    assert any("立案471件" in paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("供稿" in cell for cell in cells) == told


def test_a_draft_goes_on_to_be_checked(drafted: Page) -> None:
    drafted.get_by_role("button", name="送去审校").click()
    expect(drafted).to_have_url(re.compile("/check/"))
    expect(drafted.locator(".checked")).to_contain_text("立案471件")


def test_a_year_that_is_none_is_said_at_its_field(chosen: Page) -> None:
    year = chosen.get_by_label("起草年度")
    year.fill("25")
    year.blur()
    expect(chosen.get_by_text("请填 1949 至 2100 之间的年份。")).to_be_visible()
    chosen.get_by_role("button", name="起草", exact=True).click()
    expect(year).to_have_value("25")
    expect(chosen.locator(".draft-text")).to_have_count(0)
