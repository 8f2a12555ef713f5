"""What is tapped on a phone is large enough for a thumb: 24 pixels either way (WCAG 2.5.8)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import browser_tests
from tests.e2e.screenshots import PATHS, opened, ran
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
# Links within a sentence are exempt; a box is as large as the label around it.
TOO_SMALL = """() => {
  const pressed = "a[href], button, input:not([type=hidden]), select, summary, [role=button]";
  const inText = (one) => one.matches("p a, p mark, li a, q a, small a, dd a");
  const ticked = (one) => one.matches("[type=checkbox], [type=radio]") && one.closest("label");
  const box = (one) => ticked(one) || one;
  return [...document.querySelectorAll(pressed)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !inText(one))
    .map((one) => [one, box(one).getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 2 && (width < 23.5 || height < 23.5))
    .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 90)} ${width} x ${height}`);
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


def test_nothing_to_be_tapped_is_smaller_than_a_thumb(browser: Browser, site: RunningSite) -> None:
    context = browser.new_context(base_url=site.url)
    addresses = {**PATHS, **ran(context, ["run"])}
    page = opened(browser, site, context.storage_state(), "phone", "light")
    told = []
    for name, path in addresses.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if name == "ask-read":
            expect(page.locator("#reading .chip").first).to_be_visible()
        told += [f"{name}: {one}" for one in page.evaluate(TOO_SMALL)]
    assert not told, "\n".join(told)
