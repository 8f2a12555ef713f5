"""The interactive page of the API: every operation unfolds at once, and what it offers works."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import browser_tests, problems_of
from tests.e2e.test_accessibility import grave
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
MOST_MILLISECONDS = 1000
OPERATIONS = ".opblock"
# From the click to the second frame that shows the examples of the answers; then it is folded.
UNFOLD = """async (block) => {
  const frame = () => new Promise(requestAnimationFrame);
  const click = () => block.querySelector('.opblock-summary-control').click();
  const began = performance.now();
  click();
  while (!block.querySelector('.responses-table .model-example')) await frame();
  await frame();
  await frame();
  const took = performance.now() - began;
  click();
  while (block.querySelector('.responses-table')) await frame();
  return took;
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """Of a guest: the first page welcomes them."""
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/")
        page.goto("/api/docs")
        expect(page.locator(OPERATIONS).first).to_be_visible()
        yield page


def test_every_operation_unfolds_within_a_second(page: Page) -> None:
    """The faster of two times each, for the machine may be busy with something else."""
    blocks = page.locator(OPERATIONS).all()
    took = {b.get_attribute("id"): min(b.evaluate(UNFOLD), b.evaluate(UNFOLD)) for b in blocks}
    assert len(took) > 15
    assert max(took.values()) < MOST_MILLISECONDS, took


def test_a_phone_shows_it_as_wide_as_it_is(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    content = page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "width=device-width" in content
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_operation_that_is_tried_has_no_serious_violation(page: Page, scheme: str) -> None:
    """The pages at rest are looked at with all the others."""
    page.emulate_media(color_scheme=scheme)
    for name in ("submit", "list_jobs"):
        block = page.locator(f"[id$=backtests_api_{name}]")
        block.locator(".opblock-summary-control").click()
        block.get_by_role("button", name="Try it out").click()
        expect(block.locator(".microlight").first).to_be_visible()
    assert grave(page, scheme) == []


def test_it_has_the_look_of_the_site_at_once(page: Page) -> None:
    html = page.locator("html")
    expect(html).not_to_have_class(re.compile("dark-mode"))
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Dark").click()
    expect(html).to_have_class(re.compile("dark-mode"))
    page.reload()
    expect(html).to_have_class(re.compile("dark-mode"))
    expect(page.get_by_role("link", name="API")).to_have_attribute("aria-current", "page")


def test_it_is_light_on_paper_and_says_where_the_schema_is_without_scripts(
    browser: Browser, site: RunningSite, page: Page
) -> None:
    page.get_by_role("button", name="Dark").click()
    page.emulate_media(media="print")
    expect(page.locator("html")).not_to_have_class(re.compile("dark-mode"))
    page.emulate_media(media="screen")
    expect(page.locator("html")).to_have_class(re.compile("dark-mode"))
    plain = browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    plain.goto("/api/docs")
    plain.get_by_role("link", name="the schema").click()
    expect(plain).to_have_url(re.compile("/api/openapi.json$"))


def test_a_run_is_started_with_two_clicks(page: Page) -> None:
    problems = problems_of(page)
    block = page.locator("[id$=backtests_api_submit]")
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table .response")
    expect(answer.locator(".response-col_status")).to_contain_text("201")
    expect(answer).to_contain_text('"status": "queued"')
    assert not problems
