"""The steps stay in view as they come, in a replay and at the bell, and nobody is thrown about."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ask, browser_tests
from tests.stack.conftest import RunningSite

pytestmark = browser_tests
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LAST_IS_SEEN = """() => {
  const [frame, row] = ['#steps', '#steps > :last-child']
    .map((one) => document.querySelector(one).getBoundingClientRect());
  const floor = Math.min(frame.bottom, innerHeight);
  const end = Math.min(row.bottom, row.top + frame.height); // of what fits of it
  return row.top >= Math.max(frame.top, 0) - 1 && end <= floor + 1;
}"""
HAS_MORE = """() => {
  const box = document.getElementById('steps');
  return box.scrollHeight > box.clientHeight + 200;
}"""


@pytest.fixture(params=SIZES)
def page(browser: Browser, site: RunningSite, request: Any) -> Iterator[Page]:
    page = browser.new_page(viewport=SIZES[request.param])
    ask(page, site.url)
    yield page
    page.context.close()


def put(page: Page) -> None:
    """Until the result is whole."""
    expect(page.locator(".stage")).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=30_000)
    expect(page.locator("#next-title")).to_be_attached()


def place(page: Page, selector: str) -> float:
    found: float = page.locator(selector).evaluate("one => one.getBoundingClientRect().top")
    return found


def test_the_newest_step_is_in_view_and_the_page_stands_still(page: Page) -> None:
    page.wait_for_function(HAS_MORE, timeout=60_000)
    assert page.locator("#steps .bell").count() == 0, "it is followed before the bell"
    assert page.evaluate(LAST_IS_SEEN)
    put(page)
    assert page.evaluate(LAST_IS_SEEN.replace("innerHeight", "Infinity"))
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".verdict h2")).to_be_in_viewport()


def test_who_has_scrolled_back_or_reads_in_a_step_is_not_pulled_away(page: Page) -> None:
    page.wait_for_function(HAS_MORE, timeout=60_000)
    page.locator("#steps").evaluate("box => { box.scrollTop = 7; }")
    put(page)
    assert page.locator("#steps").evaluate("box => box.scrollTop") == 7


def test_an_open_fold_in_view_is_not_scrolled_away(page: Page) -> None:
    page.locator("#steps summary").first.click(timeout=20_000)
    scrolled = "document.getElementById('steps').scrollTop"
    before = page.evaluate(scrolled)
    page.wait_for_function(HAS_MORE, timeout=60_000)
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    assert page.evaluate(scrolled) == before


def test_a_replay_scrolls_its_box_alone(page: Page) -> None:
    put(page)
    at = page.get_by_label("Step", exact=True)
    at.scroll_into_view_if_needed()
    page.locator("#steps-title").evaluate("one => one.scrollIntoView()")
    stands = page.evaluate("scrollY")
    whole = int(at.get_attribute("max") or 0)
    for position in (whole - 1, 12, whole - 3):
        at.fill(str(position))
        assert page.evaluate(LAST_IS_SEEN), position
    at.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(LAST_IS_SEEN)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=20_000)
    assert page.evaluate(LAST_IS_SEEN)
    assert page.evaluate("scrollY") == stands


def test_who_watches_the_last_step_is_brought_to_the_verdict(page: Page) -> None:
    page.wait_for_function(HAS_MORE, timeout=60_000)
    page.evaluate("document.getElementById('steps-title').scrollIntoView()")
    assert place(page, "#result") < 0
    put(page)
    expect(page.locator(".verdict h2")).to_be_in_viewport()


def test_who_writes_a_note_keeps_it_in_view_at_the_bell(page: Page) -> None:
    page.wait_for_function(HAS_MORE, timeout=60_000)
    page.set_viewport_size({**page.viewport_size, "height": 400})  # type: ignore[dict-item]
    page.get_by_label("Note", exact=True).focus()
    page.evaluate("document.getElementById('id_note').scrollIntoView({ block: 'center' })")
    assert place(page, "#result") < 0
    before = place(page, "#id_note")
    put(page)
    assert place(page, "#id_note") == pytest.approx(before, abs=2)
    assert page.evaluate("scrollY") > 3000
