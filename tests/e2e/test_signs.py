"""A run page says how it stands when one looks elsewhere, and plays a finished run back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import ask, browser_tests, problems_of, steps
from tests.stack.conftest import RunningSite, until

pytestmark = browser_tests


def icon(page: object) -> str:
    return str(page.locator("link[rel=icon]").get_attribute("href"))  # type: ignore[attr-defined]


def test_title_icon_and_bell_follow_the_run_and_it_plays_back(
    browser: Browser, site: RunningSite
) -> None:
    context = browser.new_context(permissions=["notifications"])
    page = context.new_page()
    page.add_init_script(
        "window.rung = [];"
        "window.Notification = class { static permission = 'granted';"
        "  constructor(title, { body }) { window.rung.push([title, body]); } };"
        "Object.defineProperty(document, 'hidden', { get: () => window.away === true });"
        "const tone = AudioContext.prototype.createOscillator; window.tones = 0;"
        "AudioContext.prototype.createOscillator ="
        "  function () { window.tones += 1; return tone.call(this); };"
    )
    problems = problems_of(page)
    ask(page, site.url)
    expect(page).to_have_title("Running: AAPL · Closing Bell", timeout=20_000)
    assert "bell-running" in icon(page)
    page.get_by_label("Ring when it is done").check()
    page.evaluate("window.away = true")
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    expect(page).to_have_title("Done: AAPL · Closing Bell")
    assert "bell-done" in icon(page)
    ((title, body),) = page.evaluate("window.rung")
    assert title.startswith("Done: AAPL")
    assert body == page.locator("#steps .bell .step-message").inner_text()
    assert page.evaluate("window.tones") == 2

    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=20_000)
    whole = steps(page)
    page.get_by_label("Step", exact=True).fill("3")
    assert len(steps(page)) < len(whole)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Replay")).to_be_visible(timeout=20_000)
    assert steps(page) == whole
    page.reload()
    expect(page.locator("#steps .bell")).to_have_count(1)
    assert page.evaluate("window.rung") == [], "an old run does not ring again"
    page.get_by_role("button", name="Replay").click()
    expect(page.locator("#steps .bell")).to_have_count(0)
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=20_000)
    assert steps(page) == whole
    assert problems == []


def test_where_no_notification_can_be_made_the_bell_rings_all_the_same(
    browser: Browser, site: RunningSite
) -> None:
    """As in Chrome on Android, which gives the permission and then throws."""
    page = browser.new_page()
    page.add_init_script(
        "window.Notification = class { static permission = 'granted';"
        "  constructor() { throw new TypeError('Illegal constructor'); } };"
        "Object.defineProperty(document, 'hidden', { get: () => window.away === true });"
    )
    problems = problems_of(page)
    ask(page, site.url)
    page.get_by_label("Ring when it is done").check()
    page.evaluate("window.away = true")
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=60_000)
    expect(page).to_have_title("Done: AAPL · Closing Bell")
    expect(page.get_by_label("Ring when it is done")).to_have_count(0)
    assert problems == []


@pytest.mark.parametrize("act", ["click", "key"])
def test_the_bell_is_heard_after_a_refresh_too(
    browser: Browser, site: RunningSite, act: str
) -> None:
    """Browsers let a page that was loaded again be heard only from the next click or key on."""
    page = browser.new_page()
    page.add_init_script(
        "const Was = AudioContext;"
        "window.AudioContext = class extends Was {"
        "  constructor() { super(); window.bell = this; } };"
    )
    ask(page, site.url)
    page.get_by_label("Ring when it is done").check()
    page.reload()
    expect(page.get_by_label("Ring when it is done")).to_be_checked()
    assert page.evaluate("bell.state") == "suspended"
    if act == "click":
        page.locator("h1").click()
    else:
        page.keyboard.press("Tab")
    until(lambda: page.evaluate("bell.state") == "running", 15)


def test_a_replay_is_found_from_the_top_and_leaves_open_what_is_open(
    browser: Browser, site: RunningSite
) -> None:
    page = browser.new_page()
    problems = problems_of(page)
    ask(page, site.url)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=60_000)
    page.locator("#steps summary", has_text="Figures of iteration 1").click()
    figures = page.get_by_role("region", name="Figures of iteration 1")
    steps_told = page.locator("#steps")
    expect(steps_told).to_have_attribute("aria-live", "polite")  # the bell is told as well
    page.locator("#steps details[open]").evaluate("one => { window.unfolded = one; }")
    at = page.get_by_label("Step", exact=True)
    whole = int(at.get_attribute("max") or 0)
    for position in (whole - 1, whole - 2):
        at.fill(str(position))
        expect(figures).to_be_visible()
    assert page.evaluate("unfolded.isConnected"), "what is as it was is not drawn again"
    expect(steps_told).to_have_attribute("aria-live", "off")  # and is not told once more
    at.fill("2")
    expect(figures).to_have_count(0)
    at.fill(str(whole))
    expect(figures).to_be_visible()

    page.evaluate("scrollTo(0, 0)")
    link = page.get_by_role("link", name="Replay the steps")
    expect(link).to_be_in_viewport()
    link.click()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    expect(page.get_by_role("heading", name="How it went")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Replay")).to_be_visible(timeout=20_000)
    assert problems == []
