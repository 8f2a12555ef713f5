"""The main way with keys alone: ask, watch, change in words, compare."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PROMPT, UNDERSTOOD, browser_tests, problems_of
from tests.stack.conftest import RunningSite

FARTHEST = 100  # presses of Tab; no part of a page lies further
pytestmark = browser_tests


def tab_to(page: Page, selector: str) -> None:
    """Tab goes on until what is meant has the focus, and shows that it has."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert shown != "none", f"{selector} does not show that it has the focus"
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_an_idea_is_tested_changed_and_compared_with_keys_alone(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    problems = problems_of(page)
    page.goto(site.url)
    tab_to(page, "textarea")
    page.keyboard.type(PROMPT)
    expect(page.locator("#reading .sentence")).to_contain_text(UNDERSTOOD)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#refine-words")).to_be_visible(timeout=60_000)  # the result's last part
    tab_to(page, "#refine-words")
    page.keyboard.type("use a 3% stop and test since 2005")
    first = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first and re.search(r"/jobs/[^/]+/$", url) is not None)
    expect(page.locator(".amended ins")).to_have_text(["2005-01-01", "3%"])
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    tab_to(page, "nav a[href='/jobs/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/")
    for _ in range(2):
        tab_to(page, "input[name=jobs]:not(:checked)")
        page.keyboard.press("Space")
    tab_to(page, "button[value=compare]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/**")
    expect(page.locator(".matrix.rules")).to_contain_text("3%")
    assert problems == []
