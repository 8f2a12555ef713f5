"""More than so many of the last days, more than half of them, and how a named day closed."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, noted, sides_of, strategy_of

DOWN = "the close is below the close 1 bar ago"


@pytest.mark.parametrize(
    ("said", "entry"),
    [("more than 3 of the last 5 days were down", f"{DOWN} on at least 4 of the last 5 bars"),
     ("at least 3 of the last 5 days closed down", f"{DOWN} on at least 3 of the last 5 bars"),
     ("more than half of the last 10 days were down", f"{DOWN} on at least 6 of the last 10 bars"),
     ("more than half of the last 5 days were down", f"{DOWN} on at least 3 of the last 5 bars"),
     ("RSI was above 50 on more than 6 of the last 10 days",
      "RSI(14) is above 50 on at least 7 of the last 10 bars")],
)  # fmt: skip
def test_more_than_so_many_are_at_least_one_more(said: str, entry: str) -> None:
    assert entry_of(said) == entry


@pytest.mark.parametrize(
    "said", ["fewer than 2 of the last 5 days closed up", "more than 5 of the last 5 days were up"]
)
def test_a_number_of_days_is_no_price(said: str) -> None:
    reading = read(f"Buy MSFT when {said}, sell after 10 days")
    assert asked(reading)
    assert "read as a price" not in " ".join(noted(reading))


@pytest.mark.parametrize(
    "text",
    ["If Monday closes lower, buy IBM on Tuesday", "Buy IBM on Tuesday if Monday closed down"],
)
def test_a_named_day_that_closed_lower_is_that_of_the_signal(text: str) -> None:
    sentence = read(f"{text}, sell after 2 days").sentence
    assert "it is Monday at the close of the signal and the change over 1 bar is below 0%" in (
        sentence
    )
    assert "it is Tuesday" in sentence


def test_at_the_close_of_another_day_it_is_not_guessed() -> None:
    text = "Buy IBM at the close on Tuesday if Monday closed lower, sell after 2 days"
    assert read(text).unsupported


@pytest.mark.parametrize(
    "text",
    ["IBM 连续两天收阴卖出，RSI低于30买入",
     "Buy IBM when RSI < 30, sell after two consecutive days red bar"],
)  # fmt: skip
def test_the_bar_of_a_colour_is_no_time_to_hold(text: str) -> None:
    made = strategy_of(text)
    assert made.max_bars is None
    assert sides_of(text)[1] == "the streak of down closes is at or above 2"
    assert any(one.startswith("several of one colour in a row") for one in noted(read(text)))


def test_the_next_bar_is_one() -> None:
    assert (
        strategy_of("Buy IBM after 2 red candles in a row, sell after the next bar").max_bars == 1
    )
