"""axe-core over every page, in light and dark, on a desk and a phone: nothing serious."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import browser_tests
from tests.e2e.screenshots import VIEWS, VISITORS, Visitor, opened, ran
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
Comes = Callable[..., Visitor]
Visit = Callable[[Comes], Visitor]
GRAVE = {"serious", "critical"}
UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


def grave(page: Page, name: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{name}: {one['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]


@pytest.fixture(scope="module")
def visit(browser: Browser, site: RunningSite) -> Visit:
    """Each visitor comes once, however often what they see is looked at."""
    return cache(lambda visitor: visitor(browser, site, []))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("visitor", VISITORS)
def test_no_page_has_a_serious_violation(
    browser: Browser, site: RunningSite, visit: Visit, visitor: Comes, view: str, scheme: str
) -> None:
    state, addresses = visit(visitor)
    page = opened(browser, site, state, view, scheme)
    told: list[str] = []
    for name, path in addresses.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate(UNFOLD)
        told += grave(page, f"{name}, {view}, {scheme}")
    page.context.close()
    assert not told, "\n".join(told)


def test_the_parts_that_a_run_shows_in_passing_have_none_either(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_context(base_url=site.url).new_page()
    ran_at = ran(page.context, ["run"])["run"]
    page.goto(ran_at)
    page.get_by_role("button", name="Next trade").click()
    expect(page.locator(".picked")).to_be_visible()
    assert grave(page, "a picked trade") == []
    page.goto("/")
    page.get_by_label("Your trading idea").fill("Buy when RSI is below 30 and the news is good")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("#reading .question").first).to_be_visible()
        assert grave(page, f"a reading, {scheme}") == []
    page.get_by_label("Your trading idea").fill("Buy when RSI drops below 30, sell above 70")
    page.get_by_role("button", name="Run the test").click()
    expect(page.locator(".questions")).to_be_visible()
    assert grave(page, "questions") == []
