"""A real browser, and what every test does with it."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.stack.conftest import RunningSite, running_site

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PROMPT = "Buy AAPL when RSI drops below 30, sell when RSI goes above 70 or at a 5% stop loss"
UNDERSTOOD = "RSI(14) drops below 30"
expect.set_options(timeout=15_000)  # a machine that does other work beside it is slow, not wrong
browser_tests = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser(complaints: list[str], opened: list[BrowserContext]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.getuid() == 0 else []
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        new_context = launched.new_context

        def heard(**settings: Any) -> BrowserContext:
            context = new_context(**settings)
            opened.append(context)
            context.on("weberror", lambda one: complaints.append(str(one.error)))
            context.on("console", lambda said: _note(said, complaints))
            return context

        launched.new_context = heard  # type: ignore[method-assign]
        launched.new_page = lambda **settings: heard(**settings).new_page()  # type: ignore[method-assign]
        yield launched


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    """What the browser complained of on any page of the module."""
    return []


@pytest.fixture(scope="module")
def opened() -> list[BrowserContext]:
    """All that is open in the browser, in the order in which it was opened."""
    return []


@pytest.fixture(autouse=True)
def pages_of_a_test_end_with_it(opened: list[BrowserContext]) -> Iterator[None]:
    """Left open, they go on drawing and asking beside the tests that follow."""
    before = len(opened)
    yield
    for context in opened[before:]:
        context.close()
    del opened[before:]


@pytest.fixture(autouse=True)
def nothing_is_complained_of(complaints: list[str]) -> Iterator[None]:
    """No error of a script and no breach of the policy, whatever a test is about."""
    complaints.clear()
    yield
    assert complaints == []


# What is said of a network that a test has cut, and of answers that are not 200.
OF_THE_NETWORK = re.compile(
    "Failed to load resource|WebSocket connection to|Failed to fetch|signal timed out"
    "|answers [0-9]{3}"
)


def _note(said: ConsoleMessage, complaints: list[str]) -> None:
    if said.type == "error" and not OF_THE_NETWORK.search(said.text):
        complaints.append(said.text)


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    """Slow enough to be watched; every test is a guest of its own."""
    with running_site(STEP_DELAY="0.15") as running:
        yield running


# What Chromium says itself of a form that is sent back, and of a network that is away.
OWN_WORDS = ("status of 422", "status of 500", "ERR_INTERNET_DISCONNECTED")


@pytest.fixture
def first_page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """As a guest of its own sees it."""
    with browser.new_context() as context:
        page = context.new_page()
        told = problems_of(page)
        page.goto(site.url)
        yield page
        assert [one for one in told if not any(word in one for word in OWN_WORDS)] == []


def problems_of(page: Page) -> list[str]:
    """Whatever the browser complains of: errors of scripts, the policy, missing files."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    return told


def ask(page: Page, url: str, idea: str = PROMPT, said: str = UNDERSTOOD) -> None:
    page.goto(url)
    page.get_by_label("Your trading idea").fill(idea)
    expect(page.locator("#reading .sentence")).to_contain_text(said)
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")


def steps(page: Page) -> list[str]:
    return page.locator("#steps > li .step-message").all_inner_texts()
