"""What people do with a result beside its charts: ask for a word, take the strategy along."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PROMPT, browser_tests, problems_of
from tests.stack.conftest import RunningSite, running_site

pytestmark = browser_tests
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def ran(browser: Browser, site: RunningSite) -> Page:
    """The page of a run that was refined."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=site.url)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    run(page, PROMPT)
    return page


def run(page: Page, idea: str) -> None:
    page.goto("/")
    page.get_by_label("Your trading idea").fill(idea)
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    expect(page.locator("#saved-note")).to_have_text("Kept in the history", timeout=60_000)


@pytest.fixture
def page(ran: Page) -> Page:
    """At its plain address, whatever the test before did there, and once its steps are drawn."""
    ran.goto(re.split(r"[?#]", ran.url)[0])
    ran.reload()
    expect(ran.locator("#saved-note")).to_have_text("Kept in the history", timeout=30_000)
    return ran


def test_a_word_is_explained_beside_it_and_not_in_print(page: Page) -> None:
    asked = page.get_by_role("button", name="What is: Sharpe ratio")
    asked.click()
    said = page.locator("#what-sharpe")
    expect(said).to_contain_text("the ups and downs that had to be borne")
    mark, box = asked.bounding_box(), said.bounding_box()
    assert mark
    assert box
    below, above = box["y"] - mark["y"] - mark["height"], mark["y"] - box["y"] - box["height"]
    assert min(abs(below), abs(above)) < 30
    assert box["x"] - 30 < mark["x"] < box["x"] + box["width"] + 30
    page.emulate_media(media="print")
    expect(said).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")


def test_the_strategy_is_read_and_copied_as_data_and_as_a_script(page: Page) -> None:
    problems = problems_of(page)
    for title, name in (("As data (JSON)", "strategy.json"), ("As a script", "strategy.py")):
        page.get_by_text(title).click()
        fold = page.locator(".sources details[open]").last
        whole = page.request.get(page.url.replace("/jobs/", "/api/jobs/") + name).text()
        expect(fold.locator("pre")).to_have_text(whole)
        fold.get_by_role("button", name="Copy").click()
        expect(fold.locator("output")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()").strip() == whole.strip()
    assert problems == []


def test_trades_are_walked_through_with_capital_letters_too(page: Page) -> None:
    page.get_by_role("group", name="Charts on one time axis").focus()
    page.keyboard.press("Shift+N")
    expect(page.locator(".picked-told")).to_contain_text("Trade 1 of")
    page.keyboard.press("Escape")


def test_a_run_that_is_over_does_not_fill_the_page_with_its_steps(page: Page) -> None:
    box = page.locator("#steps").bounding_box()
    assert box
    assert box["height"] < 600
    page.emulate_media(media="print")
    whole = page.locator("#steps").bounding_box()
    assert whole
    assert whole["height"] > box["height"]
    page.emulate_media(media="screen")


def test_the_rows_of_trades_are_one_stop_of_the_tab_key(page: Page) -> None:
    rows = page.locator(".trades td.no a")
    expect(rows.nth(1)).to_have_attribute("tabindex", "-1")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.locator("#sort-return").click()
    expect(page.locator(".trades th[aria-sort]")).to_have_count(1)
    expect(page.locator(".trades td.no a[tabindex='0']")).to_have_count(1)


def test_in_print_the_reasons_of_trades_have_room_beside_their_figures(page: Page) -> None:
    page.set_viewport_size({"width": 718, "height": 900})  # a sheet of A4 within its margins
    page.emulate_media(media="print")
    broad = "(one) => one.offsetWidth / parseFloat(getComputedStyle(one).fontSize)"
    for reason in (".why", ".end"):
        assert page.locator(f".trades td{reason}").first.evaluate(broad) > 9, "letters"
    wide, room = page.locator(".trades").evaluate(
        "(one) => [one.scrollWidth, one.parentElement.clientWidth]"
    )
    assert wide <= room
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})


CUT_AT_THE_CARD = """(tables) => tables
  .filter((one) => {
    const [table, card] = [one, one.closest('.card')].map((it) => it.getBoundingClientRect());
    return table.right > card.right;
  })
  .map((one) => one.className)"""
OTHER_RULES = (
    "Buy MSFT when the 50-day average is above the 200-day average, sell when it is below",
    "Buy IBM at a new 55-day high, sell at a new 20-day low, 8% stop, 0.1% commission, from 1990",
    "Buy AAPL when MACD crosses above its signal line and volume is above its 20-day average, "
    "sell after 10 bars",
)


def test_in_print_no_table_crosses_the_border_of_its_card(page: Page) -> None:
    other = page.context.new_page()
    other.set_viewport_size({"width": 718, "height": 900})
    other.emulate_media(media="print")
    other.goto(page.url)
    expect(other.locator("#saved-note")).to_have_text("Kept in the history", timeout=30_000)
    assert other.locator("table:visible").evaluate_all(CUT_AT_THE_CARD) == []
    ids = [page.url.split("/")[-2]]
    other.emulate_media(media="screen")
    for idea in OTHER_RULES:
        run(other, idea)
        ids.append(other.url.split("/")[-2])
    other.goto(f"/compare/?jobs={','.join(ids)}")
    other.emulate_media(media="print")
    expect(other.locator(".rules")).to_be_visible()
    assert other.locator("table:visible").evaluate_all(CUT_AT_THE_CARD) == []
    other.close()


def test_on_a_phone_no_table_of_the_result_is_cut_and_axes_can_be_read(page: Page) -> None:
    page.set_viewport_size(PHONE)
    for table in (".tried", ".groups", ".neighbours .map"):
        wide, room = page.locator(table).evaluate(
            "(one) => [one.scrollWidth, one.parentElement.clientWidth]"
        )
        assert wide <= room, table
    sizes = page.locator("svg.plot text").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(size for size in sizes if size) > 8
    page.set_viewport_size({"width": 1440, "height": 900})


def test_on_a_phone_trades_are_sorted_by_heads_that_can_be_seen(page: Page) -> None:
    page.set_viewport_size(PHONE)
    head = page.locator("#sort-return")
    head.scroll_into_view_if_needed()
    place = head.bounding_box()
    assert place is not None
    assert 0 <= place["x"] <= PHONE["width"] - place["width"]
    places = [
        [page.locator(one).first.evaluate("(it) => it.getBoundingClientRect().x") for one in pair]
        for pair in (("#sort-return", "#sort-pnl"), (".trades .return", ".trades .profit"))
    ]
    assert all(returns < profits for returns, profits in places), "in the order of their heads"
    head.click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Return")
    shown = page.locator(".trades .return").all_inner_texts()
    figures = [float(one.strip("+%").replace("−", "-").replace(",", "")) for one in shown]
    assert figures == sorted(figures, reverse=True)
    page.locator("#sort-n").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("No.")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_only_long_tables_scroll_so_that_no_other_is_cut_through_a_row(page: Page) -> None:
    page.locator("#result details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    cut = page.locator("#result .scroll:not(.long, .map-box)").evaluate_all(
        "(all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length"
    )
    assert cut == 0
    assert page.locator("#result .scroll.long").count() > 0


def test_what_can_never_be_compared_is_not_offered_for_it(page: Page) -> None:
    offer = page.locator("#content").get_by_role("link", name="Compare")
    expect(offer).to_be_visible()
    for status in ("cancelled", "error"):
        page.locator("#run").evaluate("(run, status) => (run.dataset.status = status)", status)
        expect(offer).to_be_hidden()
    page.locator("#run").evaluate("(run) => (run.dataset.status = 'complete')")


def sorted_by(page: Page, label: str) -> None:
    expect(page.locator(".trades th[aria-sort]")).to_have_text(label)


def test_trades_that_do_not_come_are_told_and_asked_for_again(page: Page) -> None:
    table, problem = page.locator("#trades-table"), page.locator(".table-problem")
    before = table.inner_text()
    page.route("**/jobs/*/trades/*", lambda route: route.fulfill(status=429))
    page.locator("#sort-return").click()
    expect(problem).to_contain_text("The site did not answer, so the table is as it was.")
    assert table.inner_text() == before
    page.unroute("**/jobs/*/trades/*")
    page.get_by_role("button", name="Try again").click()
    sorted_by(page, "Return")
    expect(problem).to_be_empty()
    expect(page.locator("#sort-return")).to_be_focused()
    page.context.set_offline(True)
    page.get_by_label("Outcome").select_option("lost")
    expect(problem).to_contain_text("Try again")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#trades-table [role=status]")).to_contain_text("fit")
    sorted_by(page, "Return")


def test_a_head_that_is_pressed_before_the_filter_is_answered_keeps_it(page: Page) -> None:
    page.locator("#trades [name=find]").evaluate(
        """(field) => {
            field.value = "stop loss";
            field.dispatchEvent(new Event("change", { bubbles: true }));
            document.getElementById("sort-return").click();
        }"""
    )
    sorted_by(page, "Return")
    expect(page.locator("#trades-table [role=status]")).to_contain_text("fit")
    assert "find=stop+loss" in page.url


def test_a_trade_that_the_filter_hides_is_shown_in_the_order_that_was_chosen(page: Page) -> None:
    page.locator("#sort-return").click()
    sorted_by(page, "Return")
    first = page.locator(".trades tbody tr").first.get_attribute("data-trade")
    page.get_by_label("Outcome").select_option("lost")
    expect(page.locator(f"[data-trade='{first}']")).to_have_count(0)
    page.evaluate(
        "(detail) => document.dispatchEvent(new CustomEvent('tradepicked', { detail }))",
        int(first or 0),
    )
    expect(page.locator(f"[data-trade='{first}']")).to_have_attribute("aria-current", "true")
    sorted_by(page, "Return")
    expect(page.get_by_label("Outcome")).to_have_value("")
