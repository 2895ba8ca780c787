"""The workspace with 30 pages open and 5 people asking at once: time to a whole answer, and memory a page."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.material import CACHE, ROOT, opened
from benchmarks.results import Outcome
from benchmarks.served import service
from knowledge.ownership import owner_of

if TYPE_CHECKING:
    from playwright.async_api import Page

NAME = "pages_load"
OPEN_PAGES = 30
CHATS = 5
ROUNDS = 6
MOST_LOAD = 2.0  # seconds, one page of an idle service
MOST_ANSWER_P95 = 2.0  # seconds
PATIENCE = 120_000  # milliseconds
_ADDRESSES = ("/", "/ask", "/draft", "/check", "/library", "/library/figures")
_ASKED = ("{year}年罚没款金额是多少？", "{year}年立案数量是多少？", "2022年至{year}年结案数量分别是多少？")
_YEARS = (2023, 2024)


def run() -> Outcome | None:
    """One row a number; None where no Chromium is."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    opened(NAME, sorted((ROOT / "samples" / "reports").iterdir())).close()
    with service(CACHE / NAME) as url:
        owner = owner_of(CACHE / NAME)
        assert owner is not None
        return asyncio.run(_measured(chromium, url, owner.pid))


async def _measured(chromium: str, url: str, pid: int) -> Outcome:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = await browser.new_context(base_url=url)
        context.set_default_timeout(PATIENCE)
        first = await context.new_page()
        loads = [await _load(first, address) for address in _ADDRESSES * 2]
        alone = [await _asked(first, question) for question in _questions(0)]
        before = _resident(pid)
        pages = [await context.new_page() for _ in range(OPEN_PAGES)]
        for n, page in enumerate(pages):
            await _load(page, "/ask" if n < CHATS else _ADDRESSES[n % len(_ADDRESSES)])
        held = (_resident(pid) - before) / OPEN_PAGES
        answers: list[float] = []
        for turn in range(ROUNDS):
            questions = _questions(turn)
            answers += await asyncio.gather(
                *(_asked(page, questions[n % len(questions)]) for n, page in enumerate(pages[:CHATS]))
            )
        await browser.close()
    return _outcome(loads[len(_ADDRESSES) :], alone, answers, held)


async def _load(page: Page, address: str) -> float:
    """Seconds until the page's heading is there to be read."""
    start = time.perf_counter()
    await page.goto(f"/workspace{address}")
    await page.get_by_role("heading", level=1).wait_for()
    return time.perf_counter() - start


async def _asked(page: Page, question: str) -> float:
    """Seconds from Enter to the whole answer with its figures."""
    if "/ask" not in page.url:
        await page.goto("/workspace/ask")
    before = await page.locator(".chat .answer:not(.growing)").count()
    await page.get_by_role("textbox", name="输入问题").fill(question)
    start = time.perf_counter()
    await page.keyboard.press("Enter")
    await page.locator(".chat .answer:not(.growing)").nth(before).wait_for()
    return time.perf_counter() - start


def _questions(turn: int) -> list[str]:
    return [words.format(year=_YEARS[turn % len(_YEARS)]) for words in _ASKED]


def _resident(pid: int) -> float:
    """Megabytes of the service's process; Linux only."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def _outcome(loads: Sequence[float], alone: Sequence[float], answers: Sequence[float], held: float) -> Outcome:
    outcome = Outcome(NAME, "The workspace under load", ("what", "n", "p50 s", "p95 s", "worst s"))
    outcome.rows.append(_row("a page until its heading is read (second visit)", loads))
    outcome.rows.append(_row("an answer, one page open", alone))
    outcome.rows.append(_row(f"an answer, {OPEN_PAGES} pages open, {CHATS} asking at once", answers))
    outcome.notes.append(f"memory of the service: {held:.1f} MB a page with {OPEN_PAGES} pages open")
    outcome.notes.append("pages are tabs of one Chromium on the same machine, which takes its share of the processors")
    outcome.notes.append(f"load average when done: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    outcome.passed["a page within 2 s"] = _p95(loads) <= MOST_LOAD
    outcome.passed["an answer within 2 s under load"] = _p95(answers) <= MOST_ANSWER_P95
    return outcome


def _row(what: str, seconds: Sequence[float]) -> tuple[str, ...]:
    middle = statistics.median(seconds)
    return what, str(len(seconds)), f"{middle:.2f}", f"{_p95(seconds):.2f}", f"{max(seconds):.2f}"


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))]
