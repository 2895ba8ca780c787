from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.api.serving import Serving
from tests.pages.conftest import at


def test_the_bare_address_leads_to_the_workspace(page: Page, stocked_service: Serving) -> None:
    page.goto(stocked_service.url)
    expect(page).to_have_url(at(stocked_service))
    expect(page).to_have_title("首页 · 报告助手")


def test_the_home_page_has_no_serious_accessibility_violation(page: Page, stocked_service: Serving) -> None:
    page.goto(at(stocked_service))
    expect(page.get_by_role("main")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in {"serious", "critical"}] == []
