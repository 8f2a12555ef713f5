"""Questions on the first page: answered in place or in the form, and never lost."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.conftest import browser_tests
from tests.e2e.first_page import OPEN, READ, example, job_of, started, write

pytestmark = browser_tests


def answers_sent(page: Page) -> list[dict[str, str]]:
    """With each reading that is asked for from here on."""
    sent: list[dict[str, str]] = []

    def note(request: Request) -> None:
        if "/read" in request.url:
            sent.append(request.post_data_json.get("answers", {}))

    page.on("request", note)
    return sent


@pytest.fixture
def page(first_page: Page) -> Page:
    return first_page


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


@pytest.mark.parametrize("by", ["a click", "keys"])
def test_an_answer_in_own_words_counts_before_it_is_read(page: Page, by: str) -> None:
    write(page, OPEN)
    page.route(READ, lambda route: None)
    field = page.locator("#reading .question").get_by_role("textbox")
    field.fill("after 12 days")
    if by == "keys":
        field.press("Control+Enter")
    else:
        page.get_by_role("button", name="Run the test").click()
    assert job_of(page)["strategy"]["max_bars"] == 12


def test_a_chosen_answer_counts_before_it_is_read(page: Page) -> None:
    write(page, OPEN)
    page.route(READ, lambda route: None)
    question = page.locator("#reading .question")
    question.get_by_role("textbox").fill("after 12 days")
    question.get_by_role("button", name="after 20 bars").click()
    assert started(page)["strategy"]["max_bars"] == 20


def test_what_moves_while_it_is_pressed_is_pressed_all_the_same(page: Page) -> None:
    write(page, OPEN)
    page.locator("#reading .question").get_by_role("textbox").fill("after 12 days")
    run = page.get_by_role("button", name="Run the test")
    run.hover()
    with page.expect_event("requestfinished", lambda one: "/read" in one.url):
        page.mouse.down()
    page.evaluate("new Promise(painted => requestAnimationFrame(() => setTimeout(painted)))")
    expect(page.locator("[data-answered]")).to_have_count(0)
    page.mouse.up()
    assert job_of(page)["strategy"]["max_bars"] == 12


def test_an_answer_being_typed_outlives_another_reading(page: Page) -> None:
    write(page, OPEN)
    field = page.locator("#reading .question").get_by_role("textbox")
    field.press_sequentially("after 12")
    given = answers_sent(page)
    with page.expect_response(READ):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("new Promise(painted => requestAnimationFrame(() => setTimeout(painted)))")
    page.keyboard.type(" days")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answered=exit]")).to_contain_text("after 12 days")
    assert {}.fromkeys(map(str, given)) == {}.fromkeys(["{}", "{'exit': 'after 12 days'}"]), (
        "half an answer is none"
    )


@pytest.mark.parametrize("by", ["hand", "an example"])
def test_a_question_that_the_text_now_answers_is_not_asked_any_more(page: Page, by: str) -> None:
    write(page, OPEN)
    page.get_by_role("button", name="Run the test").click()
    asked = page.get_by_role("group", name="Before it can be tested")
    expect(asked).to_be_visible()
    idea = page.get_by_label("Your trading idea")
    idea.fill(f"{OPEN} since 2005")
    expect(page.locator("#reading .sentence, #reading .chip").first).to_be_visible()
    expect(asked.get_by_text("When should it sell?")).to_be_visible()  # for it is open still
    if by == "hand":
        idea.fill(f"{OPEN}, sell after 7 days")
    else:
        example(page, "Weights").click()
    expect(asked).to_have_count(0)
    strategy = started(page)["strategy"]
    assert strategy["max_bars"] == 7 if by == "hand" else strategy["symbols"] == ["MSFT", "IBM"]


def test_an_answer_that_was_not_read_is_given_again_where_it_is_asked(page: Page) -> None:
    """In the form that came back, and not a second time in the reading beneath it."""
    write(page, OPEN)
    page.locator("#reading .question").get_by_role("textbox").fill("banana")
    page.get_by_role("button", name="Run the test").click()
    asked = page.get_by_role("group", name="Before it can be tested")
    expect(asked).to_contain_text("I could not read 'banana'. When should it sell?")
    expect(page.locator("#reading .chip").first).to_be_visible()
    expect(page.locator("#reading .question")).to_have_count(0)
    asked.get_by_role("textbox").fill("RSI above 66")
    asked.get_by_role("button", name="Answer and run the test").click()
    assert job_of(page)["strategy"]["exit"]["right"]["value"] == 66


def test_an_answer_that_no_test_can_have_is_asked_for_again_with_the_reason(page: Page) -> None:
    write(page, f"{OPEN}, sell with a stop loss")
    question = page.locator("#reading .question")
    question.get_by_role("textbox").fill("0%")
    given = answers_sent(page)
    question.get_by_role("textbox").press("Enter")
    expect(question).to_contain_text("A stop loss must be more than 0")
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    expect(question).to_contain_text("A stop loss must be more than 0")
    assert given == [{"stop_loss": "0%"}], "who goes on with Tab has said nothing new"
    question.get_by_role("button", name="5%", exact=True).click()
    assert started(page)["strategy"]["stop_loss"] == 0.05


def test_an_answer_is_not_lost_while_a_word_is_half_typed(page: Page) -> None:
    write(page, "Buy AAPL when RSI is low, sell after 10 days")
    page.locator("#reading").get_by_role("button", name="RSI below 25").click()
    chip = page.locator("[data-answered=entry_level]")
    expect(chip).to_be_visible()
    idea = page.get_by_label("Your trading idea")
    idea.fill("Buy AAPL when RSI is vlow, sell after 10 days")
    expect(chip).to_have_count(0)
    idea.fill("Buy AAPL when RSI is low, sell after 10 days")
    expect(chip).to_be_visible()
    idea.fill("")
    expect(page.locator("#reading")).to_be_hidden()
    idea.fill("Buy AAPL when RSI is low, sell after 10 days")
    expect(page.locator("#reading .question")).to_be_visible()  # a new idea begins without


def test_who_takes_an_answer_back_is_at_its_question(page: Page) -> None:
    write(page, OPEN)
    page.locator("#reading .question").get_by_role("button").first.click()
    page.locator("[data-answered=exit]").press("Enter")
    expect(page.locator("#reading .question").get_by_role("button").first).to_be_focused()


def test_prices_that_are_not_here_are_told_while_one_types(page: Page) -> None:
    write(page, "Buy TSLA when RSI is below 30, sell when RSI is above 60")
    expect(page.locator("#reading .problem")).to_contain_text("There are no prices of TSLA here")
    page.get_by_role("button", name="Run the test").click()
    expect(page.locator("#reading .chip").first).to_be_visible()
    expect(page.get_by_text("There are no prices of TSLA here")).to_have_count(1)  # told once
