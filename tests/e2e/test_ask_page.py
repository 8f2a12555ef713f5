"""The reading under the text: every chip can be pressed, and questions are answered in place."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import browser_tests, problems_of
from tests.stack.conftest import RunningSite

pytestmark = browser_tests
RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 60"


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        told = problems_of(page)
        page.goto(site.url)
        yield page
        assert told == []


def write(page: Page, text: str) -> Locator:
    page.get_by_label("Your trading idea").fill(text)
    sentence = page.locator("#reading .sentence")
    expect(page.locator("#reading .chip").first).to_be_visible()
    return sentence


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


def test_the_fields_beside_say_what_the_text_says(page: Page) -> None:
    write(page, f"{RULE} since 2005, 0.1% commission, start with 5000 dollars")
    summary = page.locator("details.options summary")
    expect(summary).to_contain_text("AAPL · 1d · 2005-01-01 to the last bar · 5,000 USD")
    summary.click()
    for name, said in (("symbols", "AAPL"), ("start", "2005-01-01"), ("commission", "0.1%")):
        expect(page.locator(f"[data-read={name}]")).to_have_text(f"Read: {said}")
    page.get_by_label("Symbols", exact=True).fill("IBM")
    expect(page.locator("[data-read=symbols]")).to_have_text("Read: IBM")


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
    page.get_by_role("button", name="Run the test").click()
    page.wait_for_url("**/jobs/*/")
    job = page.url.rstrip("/").rpartition("/")[2]
    told = page.request.get(f"{page.url.partition('/jobs/')[0]}/api/jobs/{job}").text()
    assert json.loads(told)["strategy"]["exit"]["right"]["value"] == 66
