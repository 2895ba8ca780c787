from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.api.serving import Serving
from tests.pages.conftest import again, at, faults, saved, visit

TEXT = (
    "一、基本情况\n截止2025年底，全局立案471件，新设立经营主体同比增长-3.67%。\n"
    "根据《中华人民共和国行政处罚法》第九十六条作出决定。依据《松江街道门前三包办法》整治。\n"
)


@pytest.fixture
def checked(page: Page, stocked_service: Serving) -> Page:
    """The text above, pasted and checked."""
    visit(page, at(stocked_service, "/check"))
    page.get_by_label("把要审校的文字粘贴在这里").fill(TEXT)
    page.get_by_role("button", name="开始审校").click()
    expect(page.get_by_role("status")).to_contain_text("审校小结")
    return page


def test_a_mark_in_the_text_leads_to_its_card_and_the_card_back_to_the_mark(checked: Page) -> None:
    mark = checked.locator("mark", has_text="截止")
    mark.focus()
    mark.press("Enter")
    opened = checked.locator("article.finding", has_text="截至")
    expect(opened).to_be_focused()
    expect(opened).to_be_in_viewport()
    opened.get_by_role("link").click()
    expect(mark).to_be_focused()
    assert faults(checked) == []


def test_an_accepted_suggestion_changes_the_text_and_undo_brings_it_back(checked: Page) -> None:
    finding = checked.locator("article.finding", has_text="截至")
    finding.get_by_role("button", name="采纳").click()
    expect(checked.locator(".checked")).to_contain_text("截至2025年底")
    expect(finding).to_have_count(0)
    checked.get_by_role("button", name="撤销").click()
    expect(checked.locator(".checked")).to_contain_text("截止2025年底")
    expect(finding).to_have_count(1)


def test_what_is_ignored_stays_ignored_after_a_reload(checked: Page) -> None:
    absent = checked.locator("article.finding", has_text="没有第九十六条")
    absent.get_by_role("button", name="忽略", exact=True).click()
    expect(absent).to_have_count(0)
    term = checked.locator("article.finding", has_text="截至")
    term.get_by_role("button", name="本文不再检查此项").click()
    expect(term).to_have_count(0)
    again(checked)
    expect(checked.get_by_role("status")).to_contain_text("审校小结")
    expect(checked.locator("article.finding", has_text="下降3.67%")).to_have_count(1)
    expect(absent).to_have_count(0)
    expect(term).to_have_count(0)


def test_the_list_is_filtered_by_severity_and_what_the_library_lacks_is_never_called_wrong(checked: Page) -> None:
    unverified = checked.locator("article.unverified")
    expect(unverified).to_contain_text("松江街道门前三包办法")
    checked.get_by_role("button", name="存疑").click()
    expect(checked.locator("article.finding.error")).to_have_count(0)
    expect(checked.locator("article.finding.warning")).not_to_have_count(0)


def test_a_docx_is_checked_and_comes_back_with_comments(page: Page, stocked_service: Serving) -> None:
    document = docx.Document()
    for paragraph in TEXT.splitlines():
        document.add_paragraph(paragraph)
    content = BytesIO()
    document.save(content)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    visit(page, at(stocked_service, "/check"))
    page.locator("input[type=file]").set_input_files(
        {"name": "送审稿.docx", "mimeType": kind, "buffer": content.getvalue()}
    )
    expect(page.get_by_role("status")).to_contain_text("审校小结")
    file = saved(page, page.get_by_role("button", name="导出 Word（带批注）").click)
    with ZipFile(file) as parts:
        assert "没有第九十六条" in parts.read("word/comments.xml").decode()
        written = parts.read("word/document.xml").decode()
    assert "<w:delText" in written  # what is suggested is a tracked change, to be accepted or rejected in Word
    assert docx.Document(str(file)).paragraphs[2].text == TEXT.splitlines()[2]


def test_nothing_to_check_and_a_file_that_cannot_be_read_are_said(page: Page, stocked_service: Serving) -> None:
    visit(page, at(stocked_service, "/check"))
    page.get_by_role("button", name="开始审校").click()
    expect(page.get_by_text("请先粘贴文字或上传文件。")).to_be_visible()
    page.locator("input[type=file]").set_input_files(
        {"name": "坏文件.docx", "mimeType": "application/octet-stream", "buffer": b"PK no archive"}
    )
    expect(page.get_by_role("alert").filter(has_text="坏文件.docx")).to_be_visible()


def test_of_two_open_pages_the_older_one_is_told_and_overwrites_nothing(
    checked: Page, visitor: BrowserContext, stocked_service: Serving
) -> None:
    other = visitor.new_page()
    visit(other, checked.url)
    other.locator("article.finding", has_text="截至").get_by_role("button", name="采纳").click()
    expect(other.locator(".checked")).to_contain_text("截至2025年底")
    checked.locator("article.finding", has_text="没有第九十六条").get_by_role("button", name="忽略", exact=True).click()
    expect(checked.get_by_role("dialog")).to_contain_text("已在另一个页面保存过")
    checked.get_by_role("button", name="载入新内容").click()
    expect(checked.locator(".checked")).to_contain_text("截至2025年底")
    expect(checked.locator("article.finding", has_text="没有第九十六条")).to_have_count(1)
