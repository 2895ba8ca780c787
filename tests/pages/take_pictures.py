"""``python -m tests.pages.take_pictures``: the pictures of docs/pages, of every job at three sizes, from the samples.

Starts a service of its own over a temporary data folder, first empty, then with the three sample reports.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.api.serving import Serving
from tests.conftest import ROOT, SAMPLE_REPORTS
from tests.pages.conftest import CHROMIUM, OFFICE_SCREEN, PATIENCE, QUIET, at, visit

PICTURES = ROOT / "docs" / "pages"
SCREENS = {"": OFFICE_SCREEN, "-wide": (1920, 1080), "-phone": (390, 844)}
SETTLED = 1500  # milliseconds: charts and panels that move into place
Job = Callable[[Page, Serving], None]


def main() -> None:
    """Overwrites the pictures."""
    with tempfile.TemporaryDirectory() as folder, Serving(Path(folder) / "library") as serving, _chromium() as browser:
        _shoot(browser, serving, "first-run", first_run, screens=("",))
        _bring_in_the_samples(browser, serving)
        for name, job in JOBS.items():
            _shoot(browser, serving, name, job, screens=tuple(SCREENS))


def first_run(page: Page, serving: Serving) -> None:
    """The empty library."""
    visit(page, at(serving))


def home(page: Page, serving: Serving) -> None:
    """What is there, what needs attention."""
    visit(page, at(serving))


def library(page: Page, serving: Serving) -> None:
    """The documents by issuer and year."""
    visit(page, at(serving, "/library"))
    expect(page.get_by_text("可用").first).to_be_visible()


def ask(page: Page, serving: Serving) -> None:
    """A series with its chart, a figure with its source."""
    visit(page, at(serving, "/ask"))
    for question in ("2022年至2024年立案数量分别是多少？", "2024年罚没款金额是多少？"):
        box = page.get_by_role("textbox", name="输入问题")
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".question").last).to_have_text(question)
        expect(page.locator(".growing")).to_have_count(0)
        expect(page.get_by_role("button", name="发送")).to_be_enabled()
    if (page.viewport_size or {"width": 0})["width"] > SCREENS["-phone"][0]:
        page.locator(".answer").last.locator("button.figure").first.click()


def draft_table(page: Page, serving: Serving) -> None:
    """This year's metrics beside last year's values."""
    visit(page, at(serving, "/draft"))
    page.locator("input[type=file]").set_input_files(str(ROOT / "samples" / "metrics-2025.xlsx"))
    expect(page.locator(".ag-row").first).to_be_visible()


def draft(page: Page, serving: Serving) -> None:
    """This year's draft beside last year's text."""
    draft_table(page, serving)
    page.get_by_role("button", name="起草", exact=True).click()
    expect(page.locator(".draft-text")).to_be_visible()
    page.evaluate("document.querySelector('.drafting').scrollIntoView(); window.scrollBy(0, -60)")


def check(page: Page, serving: Serving) -> None:
    """Marks in the text, findings beside it."""
    visit(page, at(serving, "/check"))
    words = (ROOT / "samples" / "draft-to-check.txt").read_text("utf-8")
    page.get_by_label("把要审校的文字粘贴在这里").fill(words)
    page.get_by_role("button", name="开始审校").click()
    page.locator("mark").first.click()


def ledger(page: Page, serving: Serving) -> None:
    """One indicator over the years."""
    visit(page, at(serving, "/library/figures?q=立案"))
    page.locator(".ag-row").first.click()


def law(page: Page, serving: Serving) -> None:
    """A law with its versions and articles."""
    visit(page, at(serving, "/library/laws"))
    page.get_by_label("法规名称中的字词").fill("行政处罚法")
    page.get_by_role("link", name="中华人民共和国行政处罚法").first.click()


JOBS: dict[str, Job] = {
    "home": home,
    "library": library,
    "ask": ask,
    "draft-table": draft_table,
    "draft": draft,
    "check": check,
    "ledger": ledger,
    "law": law,
}


@contextmanager
def _chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def _shoot(browser: Browser, serving: Serving, name: str, job: Job, *, screens: tuple[str, ...]) -> None:
    """Each picture in a browser of its own: nobody else's conversations or drafts are in it."""
    for screen in screens:
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        job(page, serving)
        page.wait_for_timeout(SETTLED)
        file = PICTURES / f"{name}{screen}.png"
        page.screenshot(path=file)
        print(file.relative_to(ROOT))
        context.close()


def _bring_in_the_samples(browser: Browser, serving: Serving) -> None:
    page = browser.new_page()
    visit(page, at(serving, "/library"))
    page.locator("input[type=file]").set_input_files([str(file) for file in SAMPLE_REPORTS])
    expect(page.get_by_text("可用", exact=True)).to_have_count(len(SAMPLE_REPORTS), timeout=20 * PATIENCE)
    page.close()


if __name__ == "__main__":
    main()
