"""What a visitor waits for on the site of `make run`: bytes, and what holds up the first paint."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import browser_tests
from tests.e2e.screenshots import run
from tests.e2e.wire import before_the_data, sent
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
MOST_BYTES = 250_000
BLOCKING = """performance.getEntriesByType('resource')
  .filter(({ renderBlockingStatus: status }) => status === 'blocking')
  .map(({ name }) => name.split('?')[0])"""
# The most trades that a page of trades will often have to show.
BUSY = "Buy IBM when the close is above the open, sell when the close is below the open"


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    with browser.new_context(base_url=site.url) as context:
        yield context.new_page()


def test_a_run_page_is_light_before_the_data_of_its_charts(page: Page) -> None:
    sizes = sent(page, run(page, BUSY))
    rest = before_the_data(sizes)
    assert len(sizes) == len(rest) + 1, "the data come by themselves"
    assert len(rest) > 10
    assert sum(rest.values()) < MOST_BYTES, rest


@pytest.mark.parametrize("path", ["/", "/jobs/", "/data/"])
def test_other_pages_are_light_too(page: Page, path: str) -> None:
    assert sum(sent(page, path).values()) < MOST_BYTES


@pytest.mark.parametrize("path", ["run", "/", "/jobs/", "/data/"])
def test_nothing_but_styles_is_waited_for_before_the_first_paint(page: Page, path: str) -> None:
    """How long that takes is measured by benchmarks/run_page.py."""
    page.goto(run(page, BUSY) if path == "run" else path)
    page.wait_for_load_state("networkidle")
    blocking = page.evaluate(BLOCKING)
    assert blocking, "the styles"
    assert all(address.endswith(".css") for address in blocking)
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
