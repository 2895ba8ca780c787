"""Makes the pictures of docs/walkthrough.md: the sample files in an empty data folder, a real service, Chromium.

    python docs/pages/make_pictures.py

Every picture is checked for size: a picture over 200 KB stops the script.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import openpyxl
from playwright.sync_api import Page, sync_playwright

from knowledge.ownership import owner_of

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
OFFICE, WIDE, PHONE = (1366, 768), (1920, 1080), (390, 844)
LARGEST = 200_000  # bytes
PATIENCE = 300_000  # milliseconds; the first start also unpacks the embedding model
SECONDS = 600  # the national laws are shelved on the first start


def main() -> None:
    """Start the service, walk through the five jobs, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        serving = subprocess.Popen(
            [sys.executable, "-m", "api.command_line", "serve"],
            env={**os.environ, "REPORT_ASSISTANT_HOME": folder, "REPORT_ASSISTANT_PORT": "0"},
        )
        try:
            _walk(_address(home))
        finally:
            serving.terminate()
            serving.wait(SECONDS)


def _address(home: Path) -> str:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        owner = owner_of(home)
        if owner and owner.url:
            httpx.get(f"{owner.url}/api/v1/health", timeout=SECONDS, trust_env=False).raise_for_status()
            return owner.url
        time.sleep(0.2)
    raise TimeoutError("the service does not answer in time")


def _walk(address: str) -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(base_url=address, locale="zh-CN").new_page()
        page.set_default_timeout(PATIENCE)
        for job in (_first_run, _library, _asking, _drafting, _checking, _ledger, _laws):
            page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
            job(page)
        browser.close()


def _first_run(page: Page) -> None:
    page.goto("/workspace/")
    page.get_by_role("link", name="去添加资料").wait_for()
    _picture(page, "first-run")


def _library(page: Page) -> None:
    page.goto("/workspace/library")
    files = sorted((SAMPLES / "reports").iterdir())
    page.locator("input[type=file]").set_input_files(files)
    page.wait_for_function(f"document.querySelectorAll('.documents .ready').length === {len(files)}")
    _picture(page, "library")


def _asking(page: Page) -> None:
    page.goto("/workspace/ask")
    for n, question in enumerate(("2022年至2024年立案数量分别是多少？", "2024年罚没款金额是多少？"), 1):
        page.get_by_role("textbox", name="输入问题").fill(question)
        page.keyboard.press("Enter")
        page.locator(".thread .tools").nth(n - 1).wait_for()
        page.wait_for_function("!document.querySelector('.growing') && document.querySelector('.suggested')")
    page.locator("button.figure").last.click()
    page.locator(".source mark").wait_for()
    _picture(page, "ask")
    _picture(page, "ask-wide", WIDE)
    page.get_by_role("button", name="关闭依据").click()
    _picture(page, "ask-phone", PHONE)


def _drafting(page: Page) -> None:
    page.goto("/workspace/draft")
    page.get_by_role("button", name="粘贴表格").click()
    sheet = openpyxl.load_workbook(SAMPLES / "metrics-2025.xlsx").worksheets[0]
    rows = ["\t".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
    page.get_by_role("textbox", name="粘贴表格").fill("\n".join(rows))
    page.get_by_role("button", name="填入").click()
    page.locator(".ag-cell", has_text="152").first.wait_for()
    _picture(page, "draft-table")
    page.get_by_role("button", name="起草", exact=True).click()
    page.locator(".draft-text").wait_for()
    page.locator(".drafting").evaluate("one => window.scrollTo(0, one.offsetTop - 56)")
    _picture(page, "draft")


def _checking(page: Page) -> None:
    page.goto("/workspace/check")
    words = (SAMPLES / "draft-to-check.txt").read_text("utf-8")
    page.get_by_label("把要审校的文字粘贴在这里").fill(words)
    page.get_by_role("button", name="开始审校").click()
    page.locator("mark.error").first.click()
    _picture(page, "check")


def _ledger(page: Page) -> None:
    page.goto("/workspace/library/figures?q=立案")
    page.locator(".ag-row", has_text="438").first.click()
    page.locator(".source canvas").wait_for()
    _picture(page, "ledger")


def _laws(page: Page) -> None:
    page.goto("/workspace/library/laws/中华人民共和国行政处罚法")
    page.locator(".law").wait_for()
    _picture(page, "law")


def _picture(page: Page, name: str, screen: tuple[int, int] = OFFICE) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.wait_for_timeout(1_000)  # charts and notices settle
    file = HERE / f"{name}.png"
    page.screenshot(path=file)
    if file.stat().st_size > LARGEST:
        raise ValueError(f"{file.name} has {file.stat().st_size} bytes, more than {LARGEST}")


if __name__ == "__main__":
    main()
