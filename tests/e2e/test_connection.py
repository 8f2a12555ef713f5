"""The run page behind proxies that refuse and networks that cut: whole to the end, and no alarm."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import ask, browser_tests, problems_of
from tests.e2e.gate import POLL, STREAM, UPGRADE, Gate, gate
from tests.stack.conftest import RunningSite, running_site, until

pytestmark = browser_tests
RESULT, FIGURES = re.compile(r"\d/jobs/.+/result/$"), re.compile(r"/api/jobs/.+/result$")
SILENT = ("WebSocket connection", "Failed to load resource")  # Chromium's own words on a refusal


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site(STEP_DELAY="0.25", HEARTBEAT_SECONDS="1") as running:
        yield running


@pytest.fixture
def between(site: RunningSite) -> Iterator[Gate]:
    with gate(site.port) as between:
        yield between


@pytest.fixture
def page(browser: Browser) -> Page:
    """One that writes down every state its connection shows, and waits for ever once told to."""
    page = browser.new_page()
    page.add_init_script(
        "const random = Math.random;"
        "Math.random = () => window.isPatient ? 1e5 : random();"
        "addEventListener('DOMContentLoaded', () => {"
        "  const chip = document.getElementById('connection');"
        "  window.shown = [];"
        "  if (chip) new MutationObserver(() => window.shown.push(chip.textContent))"
        "    .observe(chip, { childList: true });"
        "});"
    )
    return page


def first_step(page: Page) -> None:
    expect(page.locator("#steps .step[data-state=done]").first).to_be_visible(timeout=20_000)


def ends_whole(page: Page) -> None:
    """Every event of the log is on the page, in order, and nobody was alarmed."""
    expect(page.locator("#result .verdict-text")).to_be_visible(timeout=60_000)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=30_000)
    events = page.request.get(page.url.replace("/jobs/", "/api/jobs/") + "events").json()["events"]
    iterations = [event["message"] for event in events if event["type"] == "iteration_start"]
    assert page.locator("#steps .iteration .step-message").all_inner_texts() == iterations
    expect(page.locator("#steps .bell")).to_have_count(1)
    expect(page.locator("[role=alert]:visible")).to_have_count(0)
    assert not [text for text in page.evaluate("window.shown") if "not kept" in text]


def test_a_connection_that_is_cut_again_and_again_costs_no_step(page: Page, between: Gate) -> None:
    problems = problems_of(page)
    ask(page, between.url)
    first_step(page)
    for _ in range(4):
        before = between.count(UPGRADE)
        between.cut()
        until(lambda before=before: between.count(UPGRADE) > before, 15)
        expect(page.locator("#connection")).to_contain_text("Live")
    ends_whole(page)
    assert "Connection lost, trying again" in page.evaluate("window.shown")
    assert not [text for text in problems if not text.startswith(SILENT)]


def test_a_connection_that_is_cut_at_the_very_end_still_hears_the_bell(
    page: Page, between: Gate
) -> None:
    ask(page, between.url)
    first_step(page)
    between.shut = True
    between.cut()
    direct = page.url.replace(between.url, f"http://127.0.0.1:{between.target}")
    api = direct.replace("/jobs/", "/api/jobs/") + "events"
    until(lambda: page.request.get(api).json()["terminal"], 60)
    expect(page.locator("#status")).to_have_text("running")
    expect(page.locator("[role=alert]:visible")).to_have_count(0)
    between.shut = False
    page.evaluate("dispatchEvent(new Event('online'))")
    ends_whole(page)
    told = [text for text in page.evaluate("window.shown") if "caught up with" in text]
    assert re.search(r"caught up with [1-9]\d* event", told[0])
    expect(page.locator("#connection")).to_have_text(re.compile(r"^Caught up with [1-9]\d* event"))
    lost = [text for text in page.evaluate("window.shown") if "Connection lost" in text]
    assert len(lost) == 1, "however often it was tried, it is told once"


def test_a_run_is_called_off_over_a_network_that_is_away_for_a_while(
    page: Page, between: Gate
) -> None:
    ask(page, between.url)
    first_step(page)
    address = page.url
    page.evaluate("window.isPatient = true")
    between.shut = True
    between.cut()
    expect(page.locator("#connection")).to_have_attribute("data-state", "reconnecting")
    cancel = page.get_by_role("button", name="Cancel the run")
    cancel.click()
    expect(page.locator("#saved-note")).to_contain_text("cannot be reached just now")
    assert page.url == address
    between.shut = False
    cancel.click()
    expect(page.locator("#saved-note")).to_have_text("The run stops at its next step")
    page.evaluate(WAKES["online"])
    expect(page.locator("#status")).to_have_text("cancelled", timeout=60_000)
    assert page.url == address


def test_a_result_that_was_cut_off_at_the_bell_shows_by_itself(page: Page, between: Gate) -> None:
    def cut(route: Route) -> None:
        between.shut = True
        between.cut()
        route.continue_()

    page.route(RESULT, cut, times=1)
    ask(page, between.url)
    expect(page.locator("#steps .bell")).to_have_count(1, timeout=60_000)
    told = page.locator("#result > .problem")
    expect(told).to_contain_text("cannot be reached just now")
    expect(page.locator("#connection")).to_have_attribute("data-state", "reconnecting")
    between.shut = False
    ends_whole(page)
    expect(told).to_have_count(0)
    expect(page.locator("#result canvas").first).to_be_visible()


@pytest.mark.parametrize("away", [RESULT, FIGURES], ids=["the result", "its charts"])
def test_what_alone_is_away_after_the_bell_shows_once_it_is_back(
    page: Page, between: Gate, away: re.Pattern[str]
) -> None:
    """The connection lives on and ends in peace, so that it can tell nobody."""
    page.route(away, lambda route: route.abort())
    ask(page, between.url)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=60_000)
    expect(page.locator("#connection")).to_have_attribute("data-state", "done")
    expect(page.locator("#result .problem:visible")).to_have_count(1)
    page.unroute(away)
    ends_whole(page)
    expect(page.locator("#result canvas").first).to_be_visible()


WAKES = {
    "online": "dispatchEvent(new Event('online'))",
    "seen again": "document.dispatchEvent(new Event('visibilitychange'))",
}


@pytest.mark.parametrize("wake", WAKES)
def test_a_page_that_wakes_does_not_wait_for_its_next_attempt(
    page: Page, between: Gate, wake: str
) -> None:
    """Each wait would be of hours, so that whatever comes has come because of the event."""
    ask(page, between.url)
    first_step(page)
    page.evaluate("window.isPatient = true")
    between.cut()
    expect(page.locator("#connection")).to_have_attribute("data-state", "reconnecting")
    before = between.count(UPGRADE)
    page.evaluate(WAKES[wake])
    until(lambda: between.count(UPGRADE) > before, 15)
    page.route(RESULT, lambda route: route.abort())
    expect(page.locator("#result > .problem")).to_be_visible(timeout=60_000)
    page.unroute(RESULT)
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=30_000)
    expect(page.locator("#result > .problem")).to_be_visible()
    until(lambda: page.evaluate(WAKES[wake]) and page.locator("#result .verdict-text").count(), 60)
    ends_whole(page)


def test_a_page_that_is_left_wakes_nothing(page: Page, between: Gate) -> None:
    ask(page, between.url)
    first_step(page)
    page.evaluate("window.isPatient = true")
    between.cut()
    expect(page.locator("#connection")).to_have_attribute("data-state", "reconnecting")
    before = between.count(UPGRADE)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    page.evaluate(WAKES["seen again"])
    page.evaluate(WAKES["online"])
    until(lambda: between.count(UPGRADE) > before, 15)
    assert between.count(UPGRADE) == before + 1


def test_where_websockets_are_refused_the_steps_come_as_server_sent_events(
    page: Page, between: Gate
) -> None:
    between.refused = {UPGRADE}
    ask(page, between.url)
    first_step(page)
    assert page.locator("#steps .bell").count() == 0, "steps show before the bell"
    assert between.count(STREAM) >= 1
    shown = page.evaluate("window.shown")
    assert "Connecting another way" in shown
    assert not [text for text in shown if "lost" in text], "nothing was there to be lost"
    between.cut()
    expect(page.locator("#connection")).to_have_attribute("data-state", "reconnecting")
    expect(page.locator("#connection")).to_contain_text("Live")
    page.evaluate("window.shown = []")
    ends_whole(page)
    expect(page.locator("#connection")).to_have_attribute("data-state", "done")
    assert not [text for text in page.evaluate("window.shown") if "lost" in text]
    assert between.count(UPGRADE) == 0


def test_where_these_are_refused_too_the_page_polls(page: Page, between: Gate) -> None:
    between.refused = {UPGRADE, STREAM}
    ask(page, between.url)
    first_step(page)
    assert page.locator("#steps .bell").count() == 0, "steps show before the bell"
    ends_whole(page)
    assert between.count(POLL) >= 3
    assert (between.count(UPGRADE), between.count(STREAM)) == (0, 0)


def test_when_the_way_is_free_again_the_websocket_takes_over(page: Page, between: Gate) -> None:
    between.refused = {UPGRADE, STREAM}
    ask(page, between.url)
    first_step(page)
    between.refused = set()
    page.evaluate("dispatchEvent(new Event('online'))")  # it would come by itself after a while
    until(lambda: between.count(UPGRADE), 15)
    polls = between.count(POLL)
    ends_whole(page)
    assert between.count(POLL) - polls <= 1 + between.count(STREAM), "polling has stopped"
