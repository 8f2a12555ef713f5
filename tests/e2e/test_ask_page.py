"""The reading under the text: it comes while one types, and every chip can be pressed."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import browser_tests
from tests.e2e.first_page import OPEN, READ, example, job_of, started, write
from tests.stack.conftest import until

pytestmark = browser_tests
RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 60"


@pytest.fixture
def page(first_page: Page) -> Page:
    return first_page


def test_the_usual_number_is_changed_where_it_stands(page: Page) -> None:
    sentence = write(page, RULE)
    page.get_by_role("button", name="RSI uses its usual 14 bars").click()
    page.keyboard.type("10")
    expect(page.get_by_label("Your trading idea")).to_have_value(RULE.replace("RSI", "RSI(10)", 1))
    expect(sentence).to_contain_text("RSI(10) is below 30")


def test_what_nobody_said_is_said_by_a_chip(page: Page) -> None:
    sentence = write(page, RULE)
    page.get_by_role("button", name="trades are filled at the next open").press("Enter")
    expect(sentence).to_contain_text("trade at the close")
    expect(page).to_have_url(page.url)  # Enter on a chip starts nothing


SELECTED = """() => {
  const { value, selectionStart, selectionEnd } = document.querySelector("textarea");
  return value.slice(selectionStart, selectionEnd);
}"""


def test_every_assumption_leads_to_the_words_that_it_is_about(page: Page) -> None:
    trend = "Buy IBM when the 50-day average is above the 200-day average, sell at a new 10-day low"
    write(page, trend)
    page.get_by_role("button", name="moving average is read as a simple one").click()
    assert page.evaluate(SELECTED) == "average"
    page.get_by_role("button", name="a new extreme is read as").click()
    assert page.evaluate(SELECTED) == "new 10-day low"
    page.keyboard.type("5% stop")
    said = trend.replace("new 10-day low", "5% stop")
    expect(page.get_by_label("Your trading idea")).to_have_value(said)


def test_what_no_words_make_otherwise_is_no_button(page: Page) -> None:
    write(page, "Every month hold the best 2 of AAPL, MSFT and IBM by 6-month return")
    told = page.get_by_text("the symbols that are held get equal parts")
    expect(told).to_be_visible()
    expect(page.get_by_role("button", name="get equal parts")).to_have_count(0)
    expect(page.locator("#reading h2").first).to_contain_text("What is no button here")


def test_what_has_a_field_is_changed_there(page: Page) -> None:
    sentence = write(page, RULE)
    page.get_by_role("button", name="no commission").click()
    expect(page.get_by_label("Commission")).to_be_focused()
    page.keyboard.type("0.2")
    expect(sentence).to_contain_text("pay 0.2% commission")


def test_the_fields_fill_themselves_from_the_text_until_one_is_filled(page: Page) -> None:
    said = f"{RULE} since 2005, 0.1% commission, start with 5000 dollars"
    write(page, said)
    summary = page.locator("details.options summary")
    expect(summary).to_contain_text(
        "AAPL · 1d · 2005-01-01 to the last bar · 5,000 USD · commission 0.1%"
    )
    summary.click()
    filled = {"symbols": "AAPL", "start": "2005-01-01", "initial_capital": "5000"}
    for name, value in (filled | {"commission": "0.1"}).items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
        expect(page.locator(f"[data-read={name}]")).to_contain_text("Read from the text")
    expect(page.locator("[data-read=slippage]")).to_have_text("Assumed")
    symbols, note = page.get_by_label("Symbols", exact=True), page.locator("[data-read=symbols]")
    symbols.fill("IBM")
    expect(note).to_have_text("Yours, though the text says AAPL")
    told = page.locator("#reading mark.overridden")
    expect(told).to_have_text("AAPL")
    expect(page.locator("#reading .legend")).to_contain_text("overridden by a field below")
    page.get_by_label("Your trading idea").fill(
        said.replace("AAPL", "MSFT").replace("2005", "2010")
    )
    expect(page.get_by_label("From", exact=True)).to_have_value("2010-01-01")
    expect(symbols).to_have_value("IBM")  # what is one's own stays
    symbols.fill("")
    symbols.blur()
    expect(symbols).to_have_value("MSFT")
    expect(note).to_have_text("Read from the text")


def test_what_is_typed_takes_the_place_of_what_was_read(page: Page) -> None:
    sentence = write(page, RULE)
    page.locator("details.options summary").click()
    page.get_by_label("Capital").click()
    page.keyboard.type("25.000,50")
    page.get_by_label("Commission").click()
    page.keyboard.type("0,1")
    expect(sentence).to_contain_text("Start with 25,000.5 USD")
    expect(sentence).to_contain_text("pay 0.1% commission")
    strategy = started(page)["strategy"]
    assert (strategy["initial_capital"], strategy["commission"]) == (25000.5, 0.001)


@pytest.mark.parametrize(
    ("label", "half", "says", "rest"),
    [
        ("From", "02", "no whole date", "02032010"),
        ("Capital", "1.2.3", "no number yet", "\b\b\b\b\b7000"),
    ],
)
def test_what_is_half_typed_is_not_left_out(
    page: Page, label: str, half: str, says: str, rest: str
) -> None:
    write(page, RULE)
    page.locator("details.options summary").click()
    field = page.get_by_label(label, exact=True)
    field.click()
    page.keyboard.type(half)
    page.get_by_role("button", name="Run the test").click()
    expect(field).to_be_focused()
    expect(page.locator(".as-read", has_text=says)).to_be_visible()
    assert page.url.endswith("/")
    for key in rest:
        page.keyboard.press("Backspace" if key == "\b" else key)
    strategy = started(page)["strategy"]
    assert strategy["start"] == "2010-02-03" or strategy["initial_capital"] == 7000


def test_only_what_somebody_has_filled_is_sent(page: Page) -> None:
    write(page, f"{RULE} since 2005")
    page.locator("details.options summary").click()
    expect(page.get_by_label("From", exact=True)).to_have_value("2005-01-01")
    page.get_by_label("Capital").fill("7000")
    job = started(page)
    assert job["strategy"]["start"] == "2005-01-01"
    page.locator("#content").get_by_role("link", name="Change the idea").click()
    expect(page.locator("[data-read=initial_capital]")).to_have_text(
        "Yours, whatever the text says"
    )
    expect(page.get_by_label("Capital")).to_have_value("7000")
    expect(page.locator("[data-read=start]")).to_have_text("Read from the text")


def test_one_request_is_on_its_way_at_a_time_and_the_last_text_is_answered(page: Page) -> None:
    """The order of things and not the clock: a slow server is not asked twice at once."""
    write(page, RULE)
    order: list[str] = []
    page.on("request", lambda one: order.append("asked") if "/read" in one.url else None)
    page.on("requestfinished", lambda one: order.append("told") if "/read" in one.url else None)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.route(READ, hold_the_first)
    idea = page.get_by_label("Your trading idea")
    for last in ("61", "62", "63"):
        idea.fill(RULE.replace("60", last))
        page.wait_for_timeout(250)
    assert order == ["asked"]
    held[0].continue_()
    expect(page.locator("#reading .sentence")).to_contain_text("above 63")
    assert order == ["asked", "told", "asked", "told"]


def test_the_words_are_gone_through_and_pressed_with_keys(page: Page) -> None:
    sentence = write(page, f"Please {RULE}")
    words = page.get_by_role("group", name="Your words as they were read")
    first = words.get_by_role("button").first
    expect(first).to_have_text("Buy")
    first.focus()
    page.keyboard.press("End")
    expect(words.get_by_role("button").last).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("getSelection().toString()") == "60"
    page.keyboard.type("75")
    expect(sentence).to_contain_text("above 75")
    expect(page).to_have_url(page.url)
    assert words.locator("[tabindex='0']").count() == 1, "one stop of the tab key"


def test_what_became_of_a_word_is_told_without_colour(page: Page) -> None:
    write(page, f"Please {RULE} unless the news is bad")
    legend = page.locator("#reading .legend")
    expect(legend).to_have_text("usedcannot be testedthe rest changes nothing")
    line = "one => getComputedStyle(one).borderBottomColor"
    assert page.locator("#reading mark.used").first.evaluate(line) != "rgba(0, 0, 0, 0)"
    crossed = "one => getComputedStyle(one).textDecorationLine"
    assert page.locator("#reading mark.unsupported").first.evaluate(crossed) == "line-through"


def test_words_that_carry_no_meaning_have_no_mark(page: Page) -> None:
    write(page, f"Please {RULE}, start with 5000 dollars")
    marked = page.locator("#reading mark").all_inner_texts()
    assert {"AAPL", "RSI", "30", "5000 dollars"} <= set(marked)
    assert not {"Please", "is", "start", "with"} & set(marked)


def test_who_comes_back_finds_the_reading_of_the_text(page: Page) -> None:
    sentence = write(page, f"{RULE} since 2005")
    started(page)
    page.go_back()
    expect(page.get_by_label("Your trading idea")).to_have_value(f"{RULE} since 2005")
    expect(sentence).to_contain_text("RSI(14) is below 30")
    expect(page.locator("[name=start]")).to_have_value("2005-01-01")


def test_the_last_reading_stays_while_the_site_is_away(page: Page) -> None:
    sentence = write(page, RULE)
    page.context.set_offline(True)
    idea = page.get_by_label("Your trading idea")
    for last in ("61", "62"):
        idea.fill(RULE.replace("60", last))
        expect(page.locator("#reading .unreached")).to_contain_text("cannot be reached just now")
    expect(page.locator("#reading .unreached")).to_have_count(1)
    expect(sentence).to_contain_text("above 60")
    page.context.set_offline(False)
    expect(sentence).to_contain_text("above 62")
    expect(page.locator("#reading .unreached")).to_have_count(0)


def test_help_stays_after_a_refusal_which_is_told_once(page: Page) -> None:
    page.get_by_label("Your trading idea").fill("what a lovely day for the moon")
    page.get_by_role("button", name="Run the test").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what to buy")
    expect(page.locator("#reading")).to_be_visible()
    expect(page.locator("form.ask .problem:visible")).to_have_count(1)
    expect(page.get_by_text("I found no rule")).to_have_count(1)
    example(page, "Calendar").click()
    expect(page.locator("#reading .sentence")).to_contain_text("Buy IBM")
    expect(page.locator("form.ask .problem:visible")).to_have_count(0)


def test_words_that_cannot_be_tested_are_found(page: Page) -> None:
    write(page, f"{RULE} unless the news is bad")
    page.locator(".chip.unsupported").click()
    chosen = page.evaluate("getSelection().toString()")
    assert "news" in chosen
    page.keyboard.press("Delete")
    expect(page.locator(".chip.unsupported")).to_have_count(0)


def test_a_word_of_the_text_is_pressed_to_be_changed(page: Page) -> None:
    sentence = write(page, f"🚀 {RULE}")
    page.locator("#reading mark", has_text="60").click()
    page.keyboard.type("75")
    expect(sentence).to_contain_text("above 75")


def test_a_second_press_does_nothing_while_the_first_is_under_way(page: Page) -> None:
    write(page, RULE)
    held: list[Route] = []
    page.route(
        lambda url: url.count("/") == 3,
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    page.evaluate(
        "addEventListener('submit', one => console.log(`sent: ${!one.defaultPrevented}`))"
    )
    told: list[str] = []  # by the console, since a page that is being left evaluates nothing
    page.on("console", lambda said: told.append(said.text))
    with page.expect_console_message(lambda _: len(told) == 3):
        for _ in range(3):
            page.keyboard.press("Control+Enter")
    assert told == ["sent: true", "sent: false", "sent: false"]
    until(lambda: page.wait_for_timeout(20) or held, 30)
    held[0].continue_()
    page.wait_for_url("**/jobs/*/")
    page.unroute_all()
    first = page.url
    page.go_back()
    expect(page.locator("#reading .sentence")).to_be_visible()
    page.get_by_label("Your trading idea").press("Control+Enter")
    page.wait_for_url(lambda url: "/jobs/" in url and url != first)


def test_what_an_example_or_a_chip_writes_is_undone_by_the_browser(page: Page) -> None:
    idea = page.get_by_label("Your trading idea")
    write(page, RULE)
    example(page, "Weights").click()
    expect(idea).to_have_value("60% MSFT and 40% IBM, rebalanced quarterly")
    page.keyboard.press("Control+z")
    expect(idea).to_have_value(RULE)
    expect(page.locator(".put-back")).to_have_count(0)
    page.get_by_role("button", name="RSI uses its usual 14 bars").click()
    expect(idea).to_have_value(RULE.replace("RSI", "RSI(14)", 1))
    page.keyboard.press("Control+z")
    expect(idea).to_have_value(RULE)


def test_ones_own_text_is_put_back_without_a_key(page: Page) -> None:
    write(page, OPEN)
    page.locator("#reading .question").get_by_role("button", name="after 20 bars").click()
    expect(page.locator("[data-answered=exit]")).to_be_visible()
    for name in ("Weights", "Calendar"):  # the second takes the place of no text of one's own
        example(page, name).click()
    page.get_by_role("button", name="Put my text back").click()
    expect(page.get_by_label("Your trading idea")).to_have_value(OPEN)
    expect(page.locator("[data-answered=exit]")).to_contain_text("after 20 bars")
    expect(page.locator(".put-back")).to_have_count(0)


def test_an_example_is_opened_elsewhere_like_any_link(page: Page) -> None:
    with page.context.expect_page() as opened:
        example(page, "Weights").click(modifiers=["Control"])
    expect(opened.value.get_by_label("Your trading idea")).to_have_value(
        "60% MSFT and 40% IBM, rebalanced quarterly"
    )
    expect(page.get_by_label("Your trading idea")).to_have_value("")


def test_a_reading_that_failed_is_asked_for_again_without_a_key(page: Page) -> None:
    failures = iter([500, 500])

    def fail_twice(route: Route) -> None:
        status = next(failures, None)
        if status is None:
            route.continue_()
        else:
            route.fulfill(status=status, json={"error": {"message": "It broke."}})

    page.route(READ, fail_twice)
    page.get_by_label("Your trading idea").fill(RULE)
    expect(page.locator("#reading .unreached")).to_be_visible()
    expect(page.locator("#reading .sentence")).to_contain_text("above 60")
    expect(page.locator("#reading .unreached")).to_have_count(0)


def test_a_screen_reader_is_told_of_a_reading_in_short(page: Page) -> None:
    told = page.get_by_role("status")
    write(page, OPEN)
    expect(told).to_contain_text("Still open: When should it sell?")
    write(page, RULE)
    expect(told).to_contain_text("The idea is understood.")
    expect(page.locator("#ask :is([aria-live], [role=status], output)")).to_have_count(1)
    assert not page.locator("#reading").evaluate(
        "one => one.contains(document.querySelector('#told'))"
    )
    page.locator("details.options summary").click()
    expect(page.get_by_label("Symbols", exact=True)).to_have_accessible_description(
        "Read from the text Tickers, separated by commas"
    )


def test_examples_take_no_room_beside_a_text(page: Page) -> None:
    link = page.get_by_role("link", name="Weights")
    expect(link).to_be_visible()
    write(page, RULE)
    expect(link).to_be_hidden()
    page.locator(".examples summary").click()
    write(page, f"{RULE} since 2005")
    expect(link).to_be_visible()  # whoever has unfolded them wants them
    page.get_by_label("Your trading idea").fill("")
    expect(page.locator("#reading")).to_be_hidden()
    expect(link).to_be_visible()


def test_a_word_without_an_end_makes_no_page_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    write(page, f"{RULE}. See https://example.com/?token={'a1B2' * 60}")
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == 390
    page.get_by_role("button", name="Run the test").click()
    page.get_by_role("button", name="Use the suggested answers").click()
    page.wait_for_url("**/jobs/*/")
    assert page.evaluate(wide) == 390
    page.goto(page.url.partition("jobs/")[0] + "jobs/")
    assert page.evaluate(wide) == 390


def test_nothing_is_lost_by_who_runs_it_while_the_site_is_away(page: Page) -> None:
    write(page, RULE)
    page.context.set_offline(True)
    run = page.get_by_role("button", name="Run the test")
    run.click()
    told = page.get_by_role("alert").filter(has_text="nothing was started")
    expect(told).to_be_visible()
    expect(page.get_by_label("Your trading idea")).to_have_value(RULE)
    run.click()
    page.context.set_offline(False)  # at once, so that the press still counts
    assert job_of(page)["prompt"] == RULE
