"""Stops, targets and months whose meaning follows from what stands beside them."""

import datetime as dt

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of


def test_money_beside_a_price_that_is_paid_is_a_price() -> None:
    sentence = read("Buy KO at $50, sell at $60, stop $45").sentence
    assert "the close is at or above 60 or the close is at or below 45" in sentence


@pytest.mark.parametrize(
    "text",
    ["Buy KO at $50, stop $2, sell at $60", "Buy KO when RSI < 25, sell when RSI > 75, stop $45"],
)
def test_what_may_be_a_distance_stays_open(text: str) -> None:
    assert any("stop" in one.text for one in read(text).unsupported)


def test_a_second_distance_is_from_the_entry_too() -> None:
    sentence = read("Buy KO when RSI < 25, stop at $5 below my entry, target $12 above").sentence
    assert "a stop loss of 5 a share or at a take profit of 12 a share" in sentence
    sentence = read("Buy KO when RSI < 25, sell 10% above entry or 5% below").sentence
    assert "a stop loss of 5% or at a take profit of 10%" in sentence


def test_from_an_average_it_is_not() -> None:
    text = "Buy KO when the close is 5% below the SMA 50, sell when it is 5% above"
    assert read(text).strategy is None


def test_months_may_be_numbers() -> None:
    strategy = strategy_of("Buy KO when RSI < 25, sell when RSI > 75, 6/2010 to 9/2014")
    assert (strategy.start, strategy.end) == (dt.date(2010, 6, 1), dt.date(2014, 9, 30))


def test_a_month_that_is_left_out_beside_an_exit_is_asked_about() -> None:
    assert read("Buy KO when RSI < 25, sell when RSI > 75, not in March").strategy is None
    assert strategy_of("Buy KO when RSI < 25 but not in March, sell when RSI > 75").entry
