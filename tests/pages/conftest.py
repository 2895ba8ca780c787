"""A real Chromium on the pages of a real service; what a browser would complain of fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.api.serving import Serving

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-sandbox")  # fmt: skip
PATIENCE = 60_000  # milliseconds, for a machine that does other work beside
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


@pytest.fixture(scope="session")
def own_service(model_home: Path, shelved_laws: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Empty at first; each test that shares it brings in documents of its own."""
    home = tmp_path_factory.mktemp("pages") / "own"
    home.mkdir()
    (home / "models").symlink_to(model_home / "models")
    shutil.copy(shelved_laws / "records.sqlite3", home)
    with Serving(home) as serving:
        yield serving


@pytest.fixture
def new_service(model_home: Path, shelved_laws: Path, tmp_path: Path) -> Iterator[Serving]:
    """Empty, of one test alone."""
    home = tmp_path / "new"
    home.mkdir()
    (home / "models").symlink_to(model_home / "models")
    shutil.copy(shelved_laws / "records.sqlite3", home)
    with Serving(home) as serving:
        yield serving


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """An office PC's browser, without any cookie."""
    width, height = OFFICE_SCREEN
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect.set_options(timeout=PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, stocked_service: Serving) -> Iterator[Page]:
    """A tab; open pages with ``visit(page, at(...))``."""
    yield from _listened(visitor, stocked_service)


@pytest.fixture
def own_page(visitor: BrowserContext, own_service: Serving) -> Iterator[Page]:
    """A tab of the service that tests may change."""
    yield from _listened(visitor, own_service)


def _listened(visitor: BrowserContext, serving: Serving) -> Iterator[Page]:
    tab = visitor.new_page()
    complaints = Complaints(serving.url)
    complaints.listen(tab)
    yield tab
    assert complaints.heard == []


def at(serving: Serving, address: str = "/") -> str:
    """The whole address of a page of the workspace."""
    return f"{serving.url}/workspace{address}"


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it is connected.

    Before that the page keeps what is typed and clicked back, each on a timer of its own: a click may overtake
    the text typed before it, faster than a hand could.
    """
    page.goto(address)
    _connected(page)


def again(page: Page) -> None:
    """Load the page anew, as ``visit``."""
    page.reload()
    _connected(page)


def _connected(page: Page) -> None:
    page.wait_for_function("() => window.did_handshake === true")


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    grave = [violation for violation in found if violation["impact"] in {"serious", "critical"}]
    return [f"{violation['id']}: {node['html'][:200]}" for violation in grave for node in violation["nodes"]]


def saved(page: Page, start: Callable[[], None]) -> Path:
    """The file that the browser keeps after ``start``."""
    with page.expect_download() as download:
        start()
    return Path(download.value.path())
