"""What is tapped on a phone can be seen, and is large enough: 24 pixels either way (WCAG 2.5.8)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import CHROMIUM, browser_tests
from tests.e2e.screenshots import IDEAS, PATHS, VIEWS, VISITORS, opened, run, sign_up
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
WIDTH = "document.documentElement.scrollWidth"
# Whether its right edge is what one would press there.
SEEN = """(one) => {
  one.scrollIntoView({ block: "center" });
  const { right, top, height } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(right - 3, top + height / 2));
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


def test_nothing_to_be_tapped_is_smaller_than_a_thumb_and_no_page_wider_than_the_phone(
    browser: Browser, site: RunningSite
) -> None:
    told = []
    for visitor in VISITORS:
        state, addresses = visitor(browser, site, ["run"])
        page = opened(browser, site, state, "phone", "light")
        for name, path in addresses.items():
            page.goto(path)
            page.wait_for_load_state("networkidle")
            if name == "ask-read":
                expect(page.locator("#reading .chip").first).to_be_visible()
            told += [f"{name}: {one}" for one in page.evaluate(TOO_SMALL)]
            if page.evaluate(WIDTH) > VIEWS["phone"][0]:
                told.append(f"{name}: wider than the phone")
    assert not told, "\n".join(told)


# Whether anything is drawn over the name of the site.
COVERED = """(brand) => {
  scrollTo(0, 0);
  const { left, right, top, height } = brand.getBoundingClientRect();
  return ![left + 3, (left + right) / 2, right - 3].every(
    (x) => brand.contains(document.elementFromPoint(x, top + height / 2)));
}"""


def test_letters_twice_as_large_are_respected_and_fit_on_a_phone(
    browser: Browser, site: RunningSite, tmp_path: Path
) -> None:
    args = ["--blink-settings=defaultFontSize=32", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    phone = {"width": VIEWS["phone"][0], "height": VIEWS["phone"][1]}
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=CHROMIUM,
        args=args,
        viewport=phone,  # type: ignore[arg-type]
        base_url=site.url,
    )
    page = context.new_page()
    for path in [*PATHS.values(), run(page, IDEAS["run"])]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert page.evaluate(WIDTH) <= phone["width"], path
        assert not page.locator(".brand").evaluate(COVERED), path
    context.close()


def test_the_longest_name_of_a_token_pushes_no_button_out_of_sight(
    browser: Browser, site: RunningSite
) -> None:
    for view, (width, _) in VIEWS.items():
        page = opened(browser, site, None, view, "light")
        sign_up(page)
        for button in page.locator(".tokens summary").all():
            box = button.bounding_box()
            assert box
            assert box["x"] + box["width"] <= width, view
            assert button.evaluate(SEEN), view
