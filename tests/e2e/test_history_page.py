"""The history while runs go on: its rows are current without a reload, for a guest as well."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PROMPT, ask, browser_tests, problems_of
from tests.stack.conftest import RunningSite

pytestmark = browser_tests
IDEA = "Buy AAPL when RSI drops below 25, sell when RSI goes above 75"


def test_a_row_follows_its_run_to_the_bell(browser: Browser, site: RunningSite) -> None:
    context = browser.new_context()
    page, run = context.new_page(), context.new_page()
    problems = problems_of(page)
    ask(run, site.url)
    page.goto(f"{site.url}/jobs/")
    row = page.get_by_role("row").filter(has_text=PROMPT)
    expect(row.locator(".pill")).to_have_text("running")
    box = row.get_by_role("checkbox")
    box.check()
    box.focus()
    page.evaluate("window.untouched = true")
    expect(row.locator(".pill")).to_have_text("complete", timeout=60_000)
    expect(page.locator("#runs-told[role=status]")).to_have_text(f"{PROMPT}: complete")
    expect(row.locator(".spark")).to_have_count(1, timeout=30_000)
    expect(row.locator("td.num").first).to_contain_text("%")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert page.evaluate("window.untouched"), "without a reload"
    assert problems == []


def test_a_run_that_was_started_elsewhere_comes_by_itself(
    browser: Browser, site: RunningSite
) -> None:
    context = browser.new_context()
    ask(context.new_page(), site.url)
    newest, sorted_, run = (context.new_page() for _ in range(3))
    problems = problems_of(newest)
    newest.goto(f"{site.url}/jobs/")
    sorted_.goto(f"{site.url}/jobs/?sort=-sharpe")
    newest.evaluate("window.untouched = true")
    ask(run, site.url, IDEA, "RSI(14) drops below 25")
    rows = newest.locator("#runs tbody tr")
    expect(rows).to_have_count(2, timeout=40_000)
    expect(rows.first).to_contain_text(IDEA)
    expect(newest.locator("#runs-told")).to_contain_text(IDEA)
    expect(rows.first.locator(".pill")).to_have_text("complete", timeout=60_000)
    assert newest.evaluate("window.untouched"), "without a reload"
    expect(sorted_.locator("#runs tbody tr")).to_have_count(1)
    sorted_.get_by_role("link", name="1 new run").click(timeout=40_000)
    expect(sorted_.locator("#runs tbody tr").first).to_contain_text(IDEA)
    assert problems == []
