"""A real Chromium on the pages of a real service; what a browser would complain of fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.api.serving import Serving

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-sandbox")  # fmt: skip
OFFICE_SCREEN = (1366, 768)


@dataclass
class Complaints:
    """What the browser said against a page: errors, failed and foreign requests."""

    home: str
    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda said: self.heard.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("request", lambda asked: None if self._ours(asked.url) else self.heard.append(f"foreign {asked.url}"))
        page.on("response", lambda got: self.heard.append(f"{got.status} {got.url}") if got.status >= 400 else None)

    def _ours(self, url: str) -> bool:
        return url.startswith((self.home, "data:", "blob:", self.home.replace("http", "ws", 1)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install Debian's package chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def stocked_service(stocked_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """With the three sample reports; tests that share it add nothing to the library."""
    home = tmp_path_factory.mktemp("pages") / "stocked"
    shutil.copytree(stocked_home, home, symlinks=True)
    with Serving(home) as serving:
        yield serving


@pytest.fixture
def empty_service(library_home: Path) -> Iterator[Serving]:
    """Without documents."""
    with Serving(library_home) as serving:
        yield serving


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """An office PC's browser, without any cookie."""
    width, height = OFFICE_SCREEN
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, stocked_service: Serving) -> Iterator[Page]:
    """A tab; open pages with ``page.goto("/ask")``-like addresses made by :func:`at`."""
    tab = visitor.new_page()
    complaints = Complaints(stocked_service.url)
    complaints.listen(tab)
    yield tab
    assert complaints.heard == []


def at(serving: Serving, address: str = "/") -> str:
    """The whole address of a page of the workspace."""
    return f"{serving.url}/workspace{address}"
