"""The history while runs go on: its rows are current without a reload, for a guest as well."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PROMPT, ask, browser_tests, problems_of
from tests.stack.conftest import RunningSite

pytestmark = browser_tests


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
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(3000)
    assert asked == [], "when nothing runs, nothing is asked"
    assert problems == []
