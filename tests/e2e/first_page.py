"""The first page as its tests use it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

READ = "**/api/strategy/read"
OPEN = "Buy AAPL when RSI is below 30"


def write(page: Page, text: str) -> Locator:
    page.get_by_label("Your trading idea").fill(text)
    sentence = page.locator("#reading .sentence")
    expect(page.locator("#reading .chip").first).to_be_visible()
    return sentence


def started(page: Page) -> Any:
    page.get_by_role("button", name="Run the test").click()
    return job_of(page)


def job_of(page: Page) -> Any:
    page.wait_for_url("**/jobs/*/")
    job = page.url.rstrip("/").rpartition("/")[2]
    return page.request.get(f"{page.url.partition('/jobs/')[0]}/api/jobs/{job}").json()


def example(page: Page, name: str) -> Locator:
    """Unfolded first, where there is a text."""
    link = page.get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.locator(".examples summary").click()
    return link
