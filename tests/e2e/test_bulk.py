"""Several runs at once: six compared, exported, run again, removed and brought back."""

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import browser_tests, problems_of
from tests.e2e.screenshots import run
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
BOTH = "Buy AAPL and IBM when RSI drops below 30, go short when RSI goes above 70, since 2005"
IDEAS = (
    "Buy AAPL when RSI drops below 30, sell when RSI goes above 70",
    "Buy AAPL when RSI drops below 25, sell when RSI goes above 70",
    "Buy IBM at a new 55-day high, sell at a new 20-day low",
    "Buy IBM when the 50-day average crosses above the 200-day average, sell when it crosses below",
    "Buy AAPL on Mondays and sell on Fridays",
    BOTH,
)


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser, site: RunningSite) -> Page:
    """Of a guest who has made six runs."""
    page = browser.new_context(base_url=site.url).new_page()
    for idea in IDEAS:
        run(page, idea)
    return page


def tick(page: Page, *ideas: str) -> None:
    """The newest run of each idea, in this order."""
    page.goto("/jobs/")
    for idea in ideas:
        row = page.locator("#runs tbody tr", has_text=idea).first
        row.get_by_role("checkbox").check()


def test_what_can_be_done_stays_in_sight_while_something_is_ticked(page: Page) -> None:
    for view in ({"width": 1280, "height": 420}, {"width": 390, "height": 600}):
        page.set_viewport_size(view)
        page.goto("/jobs/")
        bar = page.locator(".bulk")
        expect(bar).not_to_be_in_viewport()
        page.locator("#runs tbody").get_by_role("checkbox").first.check()
        expect(bar).to_be_in_viewport(ratio=0.99)
        expect(bar).to_contain_text("1 ticked")
        assert bar.bounding_box()["height"] < view["height"] / 3  # type: ignore[index]
    page.set_viewport_size({"width": 1280, "height": 720})


def test_the_table_is_as_wide_as_its_frame_also_beside_a_word_on_a_figure(page: Page) -> None:
    run(page, "Buy 500 dollars of IBM every month")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/jobs/")
    expect(page.locator("#runs small", has_text="bought bit by bit")).to_be_visible()
    frame = page.get_by_role("region", name="Your runs")
    assert frame.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    page.set_viewport_size({"width": 1280, "height": 720})


def test_six_runs_are_compared(page: Page) -> None:
    problems = problems_of(page)
    tick(page, *IDEAS)
    page.get_by_role("button", name="Compare the ticked runs").click()
    expect(page.locator(".compared li")).to_have_count(6)
    expect(page.locator("#curves canvas").first).to_be_visible()
    strokes = """() => [...document.querySelectorAll(".legend .key")].map(
        (key) => getComputedStyle(key, "::before").backgroundImage
    )"""
    drawn = page.evaluate(strokes)
    assert len(set(drawn)) == 5, "dashed and dotted as their lines are"
    on_paper(page)
    page.get_by_label("Logarithmic").set_checked(True)
    page.get_by_text("As a table").click()
    expect(page.get_by_role("region", name="The curves as a table")).to_be_visible()
    figures = page.get_by_role("region", name="Figures")
    expect(figures.locator("thead").first.locator("th")).to_have_text(
        [re.compile("On the common period, 2005-01-03 to"), *"ABCDEF"]
    )
    expect(figures.get_by_text("✓ best").first).to_be_visible()
    expect(page.get_by_role("img", name="When F holds a position")).to_be_visible()
    expect(page.locator(".lane")).to_have_count(6)
    page.reload()
    expect(page.locator(".compared li")).to_have_count(6)
    page.set_viewport_size({"width": 390, "height": 844})
    tall = "[...document.querySelectorAll('.matrix th')].map((cell) => cell.offsetHeight)"
    assert max(page.evaluate(tall)) < 200, "words stay whole on a phone"
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("link", name="Leave F out").click()
    expect(page.locator(".compared li")).to_have_count(5)
    assert problems == []


def on_paper(page: Page) -> None:
    """What was drawn for a dark screen is drawn anew, and who drew the charts is named."""
    still = page.get_by_role("img", name="Value of 100 put into each run")
    page.get_by_role("button", name="Dark").click()
    page.emulate_media(media="print")
    expect(page.locator("#curves")).to_be_hidden()
    expect(still.locator("path")).to_have_count(6)
    expect(page.get_by_role("link", name="TradingView Lightweight Charts")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator("#curves")).to_be_visible()
    expect(page.locator(".stills")).to_be_hidden()
    page.get_by_role("button", name="Light").click()


def test_the_lanes_are_of_the_trades_also_without_a_script(page: Page, browser: Browser) -> None:
    tick(page, *IDEAS)
    page.get_by_role("button", name="Compare the ticked runs").click()
    plain = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    plain.goto(page.url)
    letter = plain.locator(".compared li", has_text=BOTH).locator(".letter").inner_text()
    lane = plain.get_by_role("img", name=f"When {letter} holds a position").locator("path")
    for path in lane.all():
        assert "h" in (path.get_attribute("d") or ""), "long and short"


def test_the_ticked_are_exported(page: Page) -> None:
    tick(page, *IDEAS[:2])
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as CSV").click()
    lines = list(csv.DictReader(download.value.path().read_text().splitlines()))
    assert {line["prompt"] for line in lines} == set(IDEAS[:2])
    assert all(line["total_return"] and line["trade_count"] for line in lines), lines


def test_the_ticked_are_run_again_removed_and_brought_back(page: Page) -> None:
    rows = page.locator("#runs tbody tr")
    tick(page, *IDEAS[:2])
    before = rows.count()
    page.get_by_role("button", name="Run again").click()
    expect(rows).to_have_count(before + 2)
    expect(page.locator("#runs .spark")).to_have_count(before + 2, timeout=60_000)
    expect(rows.locator(".pill", has_text="complete")).to_have_count(before + 2)
    tick(page, *IDEAS[:2])
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(rows).to_have_count(before)
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(before + 2)


def test_ticks_outlive_filters_and_all_of_a_page_is_ticked_at_once(page: Page) -> None:
    tick(page, IDEAS[2])
    page.get_by_label("Symbol").fill("AAPL")
    page.get_by_role("button", name="Show", exact=True).click()
    elsewhere = page.get_by_role("group", name="Ticked, but not on this page")
    expect(elsewhere.get_by_role("checkbox")).to_have_count(1)
    page.get_by_label("Tick all of this page").check()
    boxes = page.locator("#runs tbody [name=jobs]")
    number = boxes.count()
    told = f"{number + 1} ticked, 1 of them not shown here"
    expect(page.locator("#ticked")).to_have_text(told)
    for name in (f"Run all {number + 1} again", f"Remove all {number + 1}"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    page.reload()
    expect(page.locator("#runs tbody [name=jobs]:checked")).to_have_count(number)
    page.get_by_label("Tick all of this page").uncheck()
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("[name=jobs]:checked")).to_have_count(1)


def test_a_star_is_given_where_one_stands(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto("/jobs/")
    star = page.locator("#runs .star").last
    star.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    star.focus()
    page.keyboard.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    assert page.evaluate("scrollY") == before > 0
    page.reload()
    expect(star).to_have_text("★")
    star.click()
    expect(star).to_have_text("☆")
    page.set_viewport_size({"width": 1280, "height": 720})


def test_long_words_of_tags_and_notes_are_read_whole_on_a_phone(page: Page) -> None:
    page.goto("/jobs/")
    page.locator("#runs .idea a").first.click()
    page.get_by_label("Tags").fill("w" * 120)
    page.get_by_role("textbox", name="Note").fill("n" * 130)
    page.get_by_role("button", name="Keep").click()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/jobs/")
    cell = page.locator("#runs .idea", has_text="n" * 100)
    assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth + 1")
    assert page.evaluate("document.querySelector('.scroll').scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 720})


def test_trades_are_told_by_side_and_by_symbol(page: Page) -> None:
    page.goto("/jobs/")
    page.locator("#runs tbody tr", has_text=BOTH).first.locator("a").first.click()
    groups = page.get_by_role("region", name="Trades in groups")
    heads = groups.locator("thead th:first-child")
    expect(heads).to_have_text(["Left", "Side", "Symbol"])
    address = page.url.replace("/jobs/", "/api/jobs/") + "result"
    trades = page.request.get(address).json()["trades"]
    for body, field in ((1, "side"), (2, "symbol")):
        names = sorted({trade[field] for trade in trades})
        rows = groups.locator("tbody").nth(body).locator("tr")
        expect(rows.locator("td:first-child")).to_have_text(
            [name.capitalize() if body == 1 else name for name in names]
        )
        counts = [str(sum(trade[field] == name for trade in trades)) for name in names]
        expect(rows.locator("td:nth-child(2)")).to_have_text(counts)
