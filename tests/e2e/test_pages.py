"""The pages beside the run, in a real browser: own prices, runs side by side, an account."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import browser_tests, problems_of
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
DAYS = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
WAVE = [100 + (n % 40 if n % 80 < 40 else 40 - n % 40) for n in range(len(DAYS))]
GOOD = "date,close\n" + "".join(f"{d},{p}\n" for d, p in zip(DAYS, WAVE, strict=True))
IDEAS = (
    "Buy MYCO when RSI drops below 40, sell when RSI goes above 60",
    "Buy MYCO when RSI drops below 45, sell when RSI goes above 55, from 2020-03-01",
)


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(permissions=["clipboard-read", "clipboard-write"])


def choose(page: Page, folder: Path, text: str) -> None:
    (folder / "prices.csv").write_text(text)
    page.get_by_label("File").set_input_files(folder / "prices.csv")


def run(page: Page, site: RunningSite, idea: str) -> None:
    page.goto(site.url)
    page.get_by_label("Your trading idea").fill(idea)
    page.locator("summary", has_text="Symbols, dates").click()
    page.get_by_label("Symbols").fill("MYCO")
    page.get_by_label("Test exactly as read").check()
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=60_000)


def test_from_a_file_of_prices_to_a_comparison_and_an_account(
    page: Page, browser: Browser, site: RunningSite, tmp_path: Path
) -> None:
    problems = problems_of(page)
    page.goto(f"{site.url}/data/")
    choose(page, tmp_path, GOOD)
    page.get_by_label("Symbol", exact=True).fill("myco")  # and the field is not left
    expect(page.locator("#upload-preview h3")).to_contain_text("336 daily bars of MYCO")
    expect(page.locator("#upload-preview h3")).to_contain_text("not imported yet")
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#upload-preview h3")).to_contain_text("Imported: 336 daily bars")

    for idea in IDEAS:
        run(page, site, idea)
    page.get_by_role("link", name="History").click()
    boxes = page.get_by_label("Tick Buy")
    expect(boxes).to_have_count(len(IDEAS))
    for box in boxes.all():
        box.check()
    expect(page).to_have_url(re.compile("compare=.+(,|%2C).+"))  # the page has taken note of both
    page.get_by_role("button", name="Compare the ticked runs").click()
    expect(page.locator("#curves canvas").first).to_be_visible()
    expect(page.locator(".rules")).to_contain_text("RSI(14) drops below 45")
    expect(page.locator(".best").first).to_contain_text("best")
    kept = page.url
    assert kept.count(",") == 1, "the address holds both runs"

    page.get_by_role("link", name="Log in").click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Name").fill("grace")
    page.get_by_label("Password", exact=True).fill("a-long-secret")
    page.get_by_label("Password again").fill("a-long-secret")
    page.get_by_role("button", name="Make the account").click()
    page.goto(kept)
    expect(page.locator("#curves canvas").first).to_be_visible()
    page.goto(f"{site.url}/data/?q=myco")
    expect(page.get_by_label("Remove your prices of MYCO")).to_be_visible()
    stranger = browser.new_page()
    stranger.goto(f"{site.url}/data/?q=myco")
    expect(stranger.get_by_role("heading", name="No prices fit")).to_be_visible()

    page.get_by_role("link", name="Account").click()
    page.get_by_label("Name of a new token").fill("notebook")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator(".token").inner_text()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".made output")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == token
    bearer = {"Authorization": f"Bearer {token}"}
    answer = stranger.request.get(f"{site.url}/api/jobs", headers=bearer)
    assert len(answer.json()["jobs"]) == len(IDEAS)
    page.goto(f"{site.url}/accounts/")
    assert token not in page.content()
    assert problems == []


def test_a_bad_file_is_refused_line_by_line_before_it_is_sent_for_good(
    page: Page, site: RunningSite, tmp_path: Path
) -> None:
    page.goto(f"{site.url}/data/")
    choose(page, tmp_path, "date,close\n2024-01-02,<img src=x onerror=alert(1)>\n")
    expect(page.locator("#upload-preview")).to_contain_text("Name its symbol")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_label("Symbol", exact=True)).to_be_focused()  # and the file stays
    page.get_by_label("Symbol", exact=True).fill("BAD")
    page.get_by_label("Symbol", exact=True).blur()
    expect(page.locator("#upload-preview .problem")).to_contain_text("line 2: close '<img")
    assert page.locator("#upload-preview img").count() == 0
    page.get_by_role("button", name="Import").click()
    expect(page.locator("[role=alert]").first).to_contain_text("Nothing was imported.")
    page.goto(f"{site.url}/data/?q=bad")
    expect(page.get_by_role("heading", name="No prices fit")).to_be_visible()


def test_the_pages_work_without_javascript(
    browser: Browser, site: RunningSite, tmp_path: Path
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/data/")
    page.get_by_label("Symbol", exact=True).fill("PLAIN")
    choose(page, tmp_path, GOOD)
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#upload-preview h3")).to_contain_text("Imported: 336 daily bars of PLAIN")
    page.get_by_role("link", name="Test an idea on PLAIN").click()
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")


def test_who_logs_in_elsewhere_goes_on_where_he_was(browser: Browser, site: RunningSite) -> None:
    with browser.new_context() as context:
        page, elsewhere = context.new_page(), context.new_page()
        page.goto(site.url)
        page.get_by_label("Your trading idea").fill("Buy IBM when RSI < 30, sell when RSI > 70")
        elsewhere.goto(f"{site.url}/accounts/signup/")
        elsewhere.get_by_label("Name").fill("two-tabs")
        elsewhere.get_by_label("Password", exact=True).fill("a-long-secret")
        elsewhere.get_by_label("Password again").fill("a-long-secret")
        elsewhere.get_by_role("button", name="Make the account").click()
        expect(elsewhere.get_by_role("button", name="Log out")).to_be_visible()
        page.get_by_role("button", name="Run the test").click()
        page.wait_for_url("**/jobs/*/")
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
