"""Pictures of every page, on a desk and a phone, in light and dark; `make screenshots` takes them.

They lie in var/screenshots/ to be looked at; those of the README go to docs/images/.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM, PROMPT
from tests.stack.conftest import ROOT, RunningSite, running_site

FOLDER = ROOT / "var/screenshots"
README = ROOT / "docs/images"
VIEWS: Mapping[str, tuple[int, int]] = {"desktop": (1440, 900), "phone": (390, 844)}
IDEAS: Mapping[str, str] = {
    "run": PROMPT,
    "run-sweep": "Buy IBM when RSI is below 20 to 40 by 5, sell when RSI is above 70, "
    "try stops of 3%, 5% and 8%",
    "run-symbols": "Buy AAPL, MSFT and IBM at a new 55-day high, sell at a new 20-day low, 8% stop",
    "run-without-trades": "Buy IBM when RSI(14) is below 1, sell when RSI(14) goes above 70",
}
TOP: Any = {"x": 0, "y": 0, "width": 1440, "height": 1960}  # of the run page, for the README
# Long enough to be seen at work: 36 x 36 x 20 variants.
LONG = (
    "Buy AAPL when RSI is below 10 to 45 by 1, sell when RSI is above 55 to 90 by 1, "
    "try stops from 1% to 20% by 1%"
)
AT_WORK = "of 25,920 variants"
PATHS: Mapping[str, str] = {
    "ask": "/",
    "ask-read": f"/?prompt={PROMPT}",
    "history": "/jobs/",
    "data": "/data/",
    "compare-empty": "/compare/",
    "login": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "api": "/api/docs",
    "missing": "/nowhere/",
}
# Those of somebody with an account.
MEMBER_PATHS: Mapping[str, str] = {"account": "/accounts/", "password": "/accounts/password/"}
Visitor = tuple[Any, Mapping[str, str]]  # the cookies of one, and what to look at
TOKENS = ("notebook at home", "W" * 60)  # the second as long as a name may be, without a space


def main(only: list[str]) -> None:
    with sync_playwright() as playwright, running_site() as site:
        options = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        if not only or "run" in only:
            show_at_work(opened(browser, site, None, "desktop", "light"))
        for visitor in VISITORS:
            state, addresses = visitor(browser, site, only)
            wanted = {name: path for name, path in addresses.items() if not only or name in only}
            take_all(browser, site, state, wanted)
        browser.close()


def guest(browser: Browser, site: RunningSite, only: list[str]) -> Visitor:
    """Somebody with finished runs and without an account."""
    context = browser.new_context(base_url=site.url)
    addresses = {**PATHS, **ran(context, only)}
    return context.storage_state(), addresses


def member(browser: Browser, site: RunningSite, only: list[str]) -> Visitor:
    """Somebody with an account, and the pages of it."""
    context = browser.new_context(base_url=site.url)
    sign_up(context.new_page())
    return context.storage_state(), MEMBER_PATHS


def sign_up(page: Page) -> None:
    """An account with tokens."""
    page.goto("/accounts/signup/?next=/accounts/")
    page.get_by_label("Name").fill(f"member-{secrets.token_hex(4)}")
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill("a-long-secret")
    page.get_by_role("button", name="Make the account").click()
    for name in TOKENS:
        page.get_by_label("Name of a new token").fill(name)
        page.get_by_role("button", name="Make a token").click()
        expect(page.locator(".token")).to_be_visible()


def show_at_work(page: Page) -> None:
    """A run that has not ended, for the README."""
    page.goto("/")
    page.get_by_label("Your trading idea").fill(LONG)
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#steps")).to_contain_text(AT_WORK, timeout=60_000)
    page.screenshot(path=README / "run-at-work.png")
    page.context.close()


def ran(context: BrowserContext, only: list[str]) -> dict[str, str]:
    """The addresses of finished runs, and of their comparison."""
    page = context.new_page()
    some = [name for name in IDEAS if not only or name in only or "compare" in only]
    runs = {name: run(page, IDEAS[name]) for name in some}
    ids = [path.split("/")[2] for path in runs.values()]
    return {**runs, "compare": f"/compare/?jobs={','.join(ids[:3])}"}


def run(page: Page, idea: str) -> str:
    page.goto("/")
    page.get_by_label("Your trading idea").fill(idea)
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=60_000)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=30_000)
    return "/" + page.url.split("/", 3)[3]


def take_all(browser: Browser, site: RunningSite, state: Any, wanted: Mapping[str, str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for view, scheme in ((view, scheme) for view in VIEWS for scheme in ("light", "dark")):
        page = opened(browser, site, state, view, scheme)
        for name, path in wanted.items():
            show(page, path)
            page.screenshot(path=FOLDER / f"{name}-{view}-{scheme}.png")
            if (name, view, scheme) == ("run", "desktop", "light"):
                page.screenshot(path=README / "run-page.png", clip=TOP)
        page.context.close()


def opened(browser: Browser, site: RunningSite, state: Any, view: str, scheme: Any) -> Page:
    width, height = VIEWS[view]
    context = browser.new_context(
        base_url=site.url,
        storage_state=state,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
        is_mobile=view == "phone",
    )
    return context.new_page()


def show(page: Page, path: str) -> None:
    """The whole page at once: charts that are scrolled into view would not be drawn yet."""
    page.set_viewport_size({**page.viewport_size, "height": VIEWS["desktop"][1]})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**page.viewport_size, "height": height})
    page.wait_for_timeout(500)  # the charts have drawn themselves


VISITORS = (guest, member)

if __name__ == "__main__":
    main(sys.argv[1:])
