"""What a strategy has won so far, signals from elsewhere, and "it" behind what nobody knows."""

import pytest

from agents.language import read
from agents.language.lexicon.untestable import OWN_TRADES
from tests.agents.language.reading_of import entry_of, sides_of


@pytest.mark.parametrize(
    "text",
    ["Buy IBM when my hit rate is above 55%, sell when it drops below 40%",
     "Buy IBM if the strategy's equity curve is above its 30-day average, sell when it is below",
     "Enter IBM if the last 2 trades were profitable, exit when the profit factor falls under 1",
     "Buy IBM while the Sharpe ratio of the system exceeds 1, sell when it is below 0"],
)  # fmt: skip
def test_a_rule_on_its_own_results_is_refused_with_the_reason(text: str) -> None:
    reading = read(text)
    assert reading.action == "refuse"
    assert reading.unsupported[0].why == OWN_TRADES
    assert "exit" not in reading.draft


def test_beside_a_rule_on_prices_they_are_named_and_the_rest_is_tested() -> None:
    reading = read("Buy IBM when RSI < 25 and the previous trade won, sell when RSI > 60")
    assert reading.action == "partial"
    assert [one.why for one in reading.unsupported] == [OWN_TRADES]


def test_a_wish_for_a_win_rate_is_no_rule() -> None:
    assert read("What's the win rate if I buy IBM when RSI < 25, sell when RSI > 60?").strategy


def test_signals_from_elsewhere_are_no_prices() -> None:
    text = "If webhook A fires buy $500 worth of IBM, if webhook B fires close the position"
    assert read(text).action == "refuse"
    assert read("Buy IBM when RSI < 25 and send a webhook, sell when RSI > 60").strategy


@pytest.mark.parametrize("subject", ["wobblebar", "Gribble line", "Zanger score"])
def test_it_behind_what_nobody_knows_is_no_price(subject: str) -> None:
    reading = read(f"Buy IBM when the {subject} is above 60, sell when it is below 40")
    assert "exit" not in reading.draft
    assert [one.text for one in reading.unsupported] == [f"{subject} is above 60", "below 40"]


def test_it_is_still_the_price_where_nothing_else_was_spoken_of() -> None:
    text = "Buy IBM when it is above 400, sell when it is below 390"
    assert sides_of(text) == ("the close is above 400", "the close is below 390")


def test_the_last_bars_are_no_trades() -> None:
    assert "3" in entry_of("the last 3 days were down")
