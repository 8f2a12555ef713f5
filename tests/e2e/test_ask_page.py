"""The reading under the text: every chip can be pressed, and questions are answered in place."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.conftest import browser_tests, problems_of
from tests.stack.conftest import RunningSite

pytestmark = browser_tests
# What Chromium says itself of a form that is sent back, and of a network that is away.
OWN_WORDS = ("status of 422", "ERR_INTERNET_DISCONNECTED")
RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 60"


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        told = problems_of(page)
        page.goto(site.url)
        yield page
        assert [one for one in told if not any(word in one for word in OWN_WORDS)] == []


def write(page: Page, text: str) -> Locator:
    page.get_by_label("Your trading idea").fill(text)
    sentence = page.locator("#reading .sentence")
    expect(page.locator("#reading .chip").first).to_be_visible()
    return sentence


def started(page: Page) -> Any:
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    job = page.url.rstrip("/").rpartition("/")[2]
    return page.request.get(f"{page.url.partition('/jobs/')[0]}/api/jobs/{job}").json()


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
    expect(summary).to_contain_text("AAPL · 1d · 2005-01-01 to the last bar · 5,000 USD")
    summary.click()
    filled = {"symbols": "AAPL", "start": "2005-01-01", "initial_capital": "5000"}
    for name, value in (filled | {"commission": "0.1"}).items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
        expect(page.locator(f"[data-read={name}]")).to_contain_text("Read from the text")
    expect(page.locator("[data-read=slippage]")).to_have_text("Assumed")
    symbols, note = page.get_by_label("Symbols", exact=True), page.locator("[data-read=symbols]")
    symbols.fill("IBM")
    expect(note).to_have_text("Yours: it goes before the text")
    page.get_by_label("Your trading idea").fill(
        said.replace("AAPL", "MSFT").replace("2005", "2010")
    )
    expect(page.get_by_label("From", exact=True)).to_have_value("2010-01-01")
    expect(symbols).to_have_value("IBM")  # what is one's own stays
    symbols.fill("")
    symbols.blur()
    expect(symbols).to_have_value("MSFT")
    expect(note).to_have_text("Read from the text")


def test_only_what_somebody_has_filled_is_sent(page: Page) -> None:
    write(page, f"{RULE} since 2005")
    page.locator("details.options summary").click()
    expect(page.get_by_label("From", exact=True)).to_have_value("2005-01-01")
    page.get_by_label("Capital").fill("7000")
    job = started(page)
    assert job["strategy"]["start"] == "2005-01-01"
    page.locator("#content").get_by_role("link", name="Change the idea").click()
    expect(page.locator("[data-read=initial_capital]")).to_have_text(
        "Yours: it goes before the text"
    )
    expect(page.get_by_label("Capital")).to_have_value("7000.0")
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

    page.route("**/api/strategy/read", hold_the_first)
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
    page.get_by_role("link", name="Calendar").click()
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


def test_a_question_is_answered_in_place_and_the_answer_taken_back(page: Page) -> None:
    write(page, "Buy AAPL when RSI is below 30")
    question = page.locator("#reading .question", has_text="When should it sell?")
    question.get_by_role("button").first.click()
    sentence = page.locator("#reading .sentence")
    expect(sentence).to_contain_text("sell when")
    expect(question).to_have_count(0)
    answer = page.locator("[data-answered=exit]")
    expect(answer).to_be_focused()
    answer.click()
    expect(question).to_be_visible()
    question.get_by_role("textbox").fill("when RSI is above 66")
    question.get_by_role("textbox").press("Enter")
    expect(sentence).to_contain_text("above 66")
    assert started(page)["strategy"]["exit"]["right"]["value"] == 66
    page.locator("#content").get_by_role("link", name="Change the idea").click()
    expect(answer).to_contain_text("when RSI is above 66")
