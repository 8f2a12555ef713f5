"""What lasts until something: a position, the time without one, and what is not bought before."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    "stays",
    ["stay long", "remain invested", "stay in the trade", "stay in it", "be in the market",
     "hold it", "stay in"],
)  # fmt: skip
@pytest.mark.parametrize("joint", [" and ", ". Then ", ", "])
def test_until_says_when_a_position_ends(stays: str, joint: str) -> None:
    text = f"Buy DIS when RSI is below 30{joint}{stays} until it closes above the 50 day SMA"
    strategy = strategy_of(text)
    assert describe_condition(strategy.entry) == "RSI(14) is below 30"
    assert strategy.exit
    assert describe_condition(strategy.exit) == "the close is above SMA(50)"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("it crosses the upper band from below", "the close crosses above the upper Bollinger Band "
     "(20, 2)"),
     ("RSI is above 70", "RSI(14) is above 70"),
     ("MACD crosses its signal from above",
      "the MACD line (12, 26, 9) crosses below the MACD signal (12, 26, 9)"),
     ("the death cross", "SMA(50) crosses below SMA(200)"),
     ("the 20 day SMA turns down", "SMA(20) is below SMA(20) 1 bar ago")],
)  # fmt: skip
def test_what_ends_it_is_not_turned_round(said: str, meant: str) -> None:
    text = f"Buy DIS when it drops 4% in a day and stay long until {said}"
    exit_ = strategy_of(text).exit
    assert exit_
    assert describe_condition(exit_) == meant


def test_a_short_lasts_until_its_cover() -> None:
    strategy = strategy_of("Short DIS when RSI is above 80 and stay short until RSI is below 55")
    assert (strategy.direction, describe_condition(strategy.entry)) == (
        "short",
        "RSI(14) is above 80",
    )
    assert strategy.exit
    assert describe_condition(strategy.exit) == "RSI(14) is below 55"


def test_a_short_begins_where_the_long_ends() -> None:
    text = "Buy DIS when RSI < 20, hold until RSI > 75, then go short until RSI < 45"
    strategy = strategy_of(text)
    assert strategy.short_entry
    assert strategy.short_exit
    assert describe_condition(strategy.short_entry) == "RSI(14) is above 75"
    assert describe_condition(strategy.short_exit) == "RSI(14) is below 45"


def test_a_short_that_begins_nowhere_is_asked_about() -> None:
    reading = read("Buy DIS when RSI < 20, sell after 5 days. Go short until RSI < 45")
    assert any(one.startswith("short") for one in asked(reading)) or reading.unsupported


@pytest.mark.parametrize("out", ["stay out", "stay in cash", "stay flat", "then stay out"])
def test_who_stays_out_until_something_buys_then(out: str) -> None:
    strategy = strategy_of(f"Sell DIS when RSI rises above 75 and {out} until RSI is below 35")
    assert describe_condition(strategy.entry) == "RSI(14) is below 35"
    assert strategy.exit
    assert describe_condition(strategy.exit) == "RSI(14) rises above 75"


def test_a_pause_beside_an_entry_is_no_second_entry() -> None:
    reading = read(
        "Buy DIS when MACD crosses above its signal. Sell when RSI > 75 and stay out until RSI < 40"
    )
    assert reading.strategy is None or "40" not in describe_condition(reading.strategy.entry)
    assert any("RSI < 40" in one.text for one in reading.unsupported)


def test_what_is_not_bought_until_something_is_bought_then() -> None:
    strategy = strategy_of("Don't buy DIS until RSI is under 25. Sell when RSI is over 65.")
    assert describe_condition(strategy.entry) == "RSI(14) is below 25"


def test_beside_an_entry_that_is_a_filter() -> None:
    text = "Buy DIS when MACD crosses above its signal. Do not buy until RSI < 50. Sell in 5 days."
    assert describe_condition(strategy_of(text).entry).endswith("and RSI(14) is below 50")


def test_a_date_ends_no_position() -> None:
    strategy = strategy_of("Buy DIS when RSI < 25 until March 2021, sell when RSI > 65")
    assert strategy.exit
    assert describe_condition(strategy.exit) == "RSI(14) is above 65"
    assert str(strategy.end) == "2021-03-31"


@pytest.mark.parametrize(
    ("left", "meant"),
    [("sell when RSI is over 60", "RSI(14) is above 60"),
     ("sell at yesterday's high", "the high is at or above the high 1 bar ago")],
)  # fmt: skip
def test_who_buys_while_it_is_so_and_says_when_to_sell_does_not_sell_at_once(
    left: str, meant: str
) -> None:
    exit_ = strategy_of(f"Buy DIS while RSI is under 40, {left}").exit
    assert exit_
    assert describe_condition(exit_) == meant


def test_who_is_long_while_it_is_so_is_out_when_it_is_not() -> None:
    exit_ = strategy_of("Be long DIS while it is above its 200 day SMA").exit
    assert exit_
    assert describe_condition(exit_) == "the close is at or below SMA(200)"
