"""What a visitor waits for on the site of `make run`: bytes, and what holds up the first paint."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import browser_tests
from tests.e2e.screenshots import run
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


def sent(page: Page, path: str) -> dict[str, int]:
    """Bytes on the wire by address, with nothing in the cache."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def ended(told: Any) -> None:
        sizes[addresses[told["requestId"]]] = int(told["encodedDataLength"])

    wire.on(
        "Network.responseReceived",
        lambda it: addresses.update({it["requestId"]: it["response"]["url"]}),
    )
    wire.on("Network.loadingFinished", ended)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sizes


def test_a_run_page_is_light_before_the_data_of_its_charts(page: Page) -> None:
    sizes = sent(page, run(page, BUSY))
    data = {address: size for address, size in sizes.items() if address.endswith("/result")}
    assert len(data) == 1, "the data come by themselves"
    rest = {address: size for address, size in sizes.items() if address not in data}
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
