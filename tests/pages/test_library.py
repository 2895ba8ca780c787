from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.api.serving import Serving
from tests.conftest import SAMPLE_REPORTS
from tests.pages.conftest import at, faults, visit

ISSUER = "松江街道办事处"


def report(year: int, cases: int, title: str = "行政执法工作报告") -> bytes:
    words = f"# {ISSUER}{year}年{title}\n\n## 一、基本情况\n\n{year}年，全年立案{cases}件，罚款12.6万元。\n"
    return words.encode()


def add(page: Page, name: str, content: bytes) -> Locator:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": content})
    return page.get_by_role("row").filter(has_text=name.partition(".")[0])


def test_from_an_empty_library_to_the_first_answer(own_page: Page, own_service: Serving) -> None:
    visit(own_page, at(own_service))
    expect(own_page.get_by_role("heading", name="从这里开始")).to_be_visible()
    own_page.get_by_role("link", name="去添加资料").click()
    expect(own_page.get_by_text("还没有资料。")).to_be_visible()
    row = add(own_page, f"{ISSUER}2021年行政执法工作报告.md", report(2021, 58))
    expect(row).to_contain_text("可用")
    expect(row).to_contain_text(ISSUER)
    assert faults(own_page) == []
    own_page.get_by_role("link", name="问答").click()
    box = own_page.get_by_role("textbox", name="输入问题")
    box.fill("2021年立案多少件？")
    own_page.get_by_role("button", name="发送").click()
    expect(own_page.locator("button.figure")).to_have_text("58件")


def test_the_samples_are_brought_in_by_a_click_while_the_library_is_empty(
    visitor: BrowserContext, new_service: Serving
) -> None:
    page = visitor.new_page()
    visit(page, at(new_service))
    page.get_by_role("button", name="先用示例试一试").click()
    expect(page.get_by_text("可用", exact=True)).to_have_count(len(SAMPLE_REPORTS))
    visit(page, at(new_service))
    expect(page.locator(".card", has_text="份报告").locator(".count")).to_have_text(str(len(SAMPLE_REPORTS)))
    expect(page.get_by_role("button", name="先用示例试一试")).to_have_count(0)


def test_a_file_dropped_on_the_page_is_taken_in(own_page: Page, own_service: Serving) -> None:
    visit(own_page, at(own_service, "/library"))
    words = report(2018, 31).decode()
    carried = own_page.evaluate_handle(
        """([words, name]) => { const carried = new DataTransfer();
        carried.items.add(new File([words], name, {type: "text/markdown"})); return carried; }""",
        [words, "拖入2018.md"],
    )
    own_page.locator(".q-uploader").dispatch_event("dragover", {"dataTransfer": carried})
    own_page.locator(".q-uploader__dnd").dispatch_event("drop", {"dataTransfer": carried})
    expect(own_page.get_by_role("row").filter(has_text=f"{ISSUER}2018年")).to_contain_text("可用")


def test_a_file_that_could_not_be_read_says_why_and_waits_on_the_home_page(
    own_page: Page, own_service: Serving
) -> None:
    visit(own_page, at(own_service, "/library"))
    add(own_page, "空白扫描件.docx", b"PK no archive")
    told = own_page.locator(".q-notification, td", has_text="空白扫描件").first
    expect(told).to_be_visible()
    expect(own_page.get_by_text("docx").last).to_be_visible()


def test_the_facts_of_a_document_are_corrected_with_the_message_at_the_field(
    own_page: Page, own_service: Serving
) -> None:
    visit(own_page, at(own_service, "/library"))
    row = add(own_page, f"{ISSUER}2019年行政执法工作报告.md", report(2019, 44))
    expect(row).to_contain_text("可用")
    row.get_by_role("button", name="更正信息").click()
    dialog = own_page.get_by_role("dialog")
    dialog.get_by_label("年度").fill("19")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_text("请填 1949 至 2100 之间的年份，或留空。")).to_be_visible()
    dialog.get_by_label("年度").fill("2020")
    dialog.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("2020")


def test_a_document_is_deleted_only_after_a_question(own_page: Page, own_service: Serving) -> None:
    visit(own_page, at(own_service, "/library"))
    row = add(own_page, f"{ISSUER}2017年行政执法工作报告.md", report(2017, 29))
    expect(row).to_contain_text("可用")
    row.get_by_role("button", name="删除").click()
    own_page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(row).to_have_count(1)
    row.get_by_role("button", name="删除").click()
    own_page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(row).to_have_count(0)


def test_reports_that_contradict_each_other_are_named_and_asked_about(own_page: Page, own_service: Serving) -> None:
    visit(own_page, at(own_service, "/library"))
    expect(add(own_page, f"{ISSUER}2016年行政执法工作报告.md", report(2016, 71))).to_contain_text("可用")
    summary = report(2016, 77, "法治政府建设年度报告")
    expect(add(own_page, f"{ISSUER}2016年法治政府建设年度报告.md", summary)).to_contain_text("可用")
    visit(own_page, at(own_service))
    own_page.get_by_role("link", name="2016年立案在不同报告中数值不同").click()
    answer = own_page.locator(".answer.conflict")
    expect(answer.get_by_text("说法不一", exact=True)).to_be_visible()
    expect(answer).to_contain_text("71件")
    expect(answer).to_contain_text("77件")
    assert faults(own_page) == []


def test_the_button_to_choose_files_is_reached_by_keyboard(own_page: Page, own_service: Serving) -> None:
    visit(own_page, at(own_service, "/library"))
    button = own_page.get_by_role("button", name="选择往年报告或法规文件，也可拖到这里")
    button.focus()
    with own_page.expect_file_chooser() as chooser:
        own_page.keyboard.press("Enter")
    assert chooser.value.is_multiple()


SCREENS = [(390, 844), (1366, 768), (1920, 1080)]
PAGES = ["/", "/ask", "/draft", "/check", "/library", "/library/figures", "/library/laws"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_the_screen(page: Page, stocked_service: Serving, address: str) -> None:
    visit(page, at(stocked_service, address))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
