"""Prices and volume in other words."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, exit_of, sides_of, strategy_of


@pytest.mark.parametrize(
    ("said", "count"),
    [("volume is above 1M", "1,000,000"), ("volume > 5M", "5,000,000"),
     ("volume is over 30M shares", "30,000,000"), ("volume exceeds 2M", "2,000,000")],
)  # fmt: skip
def test_millions_of_volume_are_no_bars_of_a_minute(said: str, count: str) -> None:
    assert entry_of(said) == f"volume is above {count}"
    made = strategy_of(f"Buy KO when {said}, sell after 10 days")
    assert (made.timeframe, made.max_bars) == ("1d", 10)


def test_a_chart_of_minutes_stays_one() -> None:
    text = "Buy KO when volume is above average on the 15M chart, sell after 10 bars"
    assert strategy_of(text).timeframe == "15m"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("today's volume is higher than yesterday's", "volume is above volume 1 bar ago"),
     ("volume dries up below half of its 50 day average",
      "volume is below 0.5 x the 50-bar average volume"),
     ("volume is below half the average", "volume is below 0.5 x the 20-bar average volume"),
     ("there is lower volume each day for 3 days", "volume has fallen for 3 bars"),
     ("volume is the highest in 3 days",
      "volume is at or above volume 1 bar ago and volume is at or above volume 2 bars ago"),
     ("volume is at a 3 day low",
      "volume is at or below volume 1 bar ago and volume is at or below volume 2 bars ago"),
     ("RSI is at its lowest in 3 days",
      "RSI(14) is at or below RSI(14) 1 bar ago and RSI(14) is at or below RSI(14) 2 bars ago"),
     ("the daily change is less than -3%", "the change over 1 bar is below -3%"),
     ("the daily return is below -3%", "the change over 1 bar is below -3%"),
     ("price is up with volume above average",
      "the streak of up closes is at or above 1 and volume is above the 20-bar average volume"),
     ("price is up today and over $50",
      "the streak of up closes is at or above 1 and the close is above 50")],
)  # fmt: skip
def test_it_is_read_as_it_is_said_elsewhere(said: str, meant: str) -> None:
    assert entry_of(said) == meant


@pytest.mark.parametrize(
    ("said", "reason"),
    [("volume is the highest in 60 days", "of volume"), ("RSI is at its lowest in 60 days", "20"),
     ("it drops $5 in a day", "A move in money")],
)  # fmt: skip
def test_what_cannot_be_said_is_named_with_its_reason(said: str, reason: str) -> None:
    reading = read(f"Buy KO when RSI < 40 and {said}, sell after 10 days")
    assert any(reason in one.why for one in reading.unsupported)


@pytest.mark.parametrize("said", ["sell at $5 profit", "sell when it gains $20"])
def test_an_amount_of_profit_is_no_price(said: str) -> None:
    reading = read(f"Buy KO when RSI < 30, {said}")
    assert any("oney" in one.why for one in reading.unsupported)
    assert "exit" in asked(reading)


def test_from_the_entry_it_is_a_distance() -> None:
    made = strategy_of("Buy KO when RSI < 30, sell when it is up $5 from the entry")
    assert getattr(made.take_profit, "distance", None) == 5


@pytest.mark.parametrize(
    ("text", "level"),
    [("Buy KO when price breaks out of a 20 day range, sell after 9 days",
      "the close is above the 20-bar high 1 bar ago"),
     ("Short KO when price breaks out of a 20 day range, cover after 9 days",
      "the close is below the 20-bar low 1 bar ago"),
     ("Buy KO when it breaks above its 20 day range, sell after 9 days",
      "the close is above the 20-bar high 1 bar ago"),
     ("Buy KO when it breaks down out of the 20 day range, sell after 9 days",
      "the close is below the 20-bar low 1 bar ago")],
)  # fmt: skip
def test_a_range_is_left_by_its_high_or_its_low(text: str, level: str) -> None:
    assert describe_condition(strategy_of(text).entry) == level


def test_which_way_a_range_is_left_to_sell_is_asked() -> None:
    reading = read("Buy KO when RSI < 30, sell when it breaks out of the 20 day range")
    assert "exit" in asked(reading)


def test_every_dip_is_a_dip() -> None:
    text = "Buy KO on every dip of 3% from the 10 day high, sell after 5 days"
    assert strategy_of(text) == strategy_of(text.replace("every", "a"))


@pytest.mark.parametrize(
    ("text", "first"),
    [("Buy KO when 5/10/20 EMAs are stacked, sell after 9 days", "EMA(5) is above EMA(10)"),
     ("Buy KO when the 5, 10 and 20 day EMAs are stacked bullishly, sell after 9 days",
      "EMA(5) is above EMA(10)"),
     ("Short KO when EMAs 5, 10, 20 are stacked, cover after 9 days",
      "EMA(20) is above EMA(10)")],
)  # fmt: skip
def test_stacked_averages_are_in_order(text: str, first: str) -> None:
    assert describe_condition(strategy_of(text).entry).startswith(first)


def test_which_way_they_are_stacked_to_sell_is_asked() -> None:
    assert "exit" in asked(read("Buy KO when RSI < 30, sell when the 5/10/20 EMAs are stacked"))


@pytest.mark.parametrize("said", ["ema9 x ema21", "EMA 9 x 21", "9x21 EMA"])
def test_an_x_between_two_averages_is_their_cross(said: str) -> None:
    assert sides_of(f"Buy KO when {said}, sell at the opposite cross") == (
        "EMA(9) crosses above EMA(21)",
        "EMA(9) crosses below EMA(21)",
    )


def test_behind_a_comparison_it_is_a_multiple() -> None:
    assert entry_of("the close > 3 x 20 SMA") == "the close is above 3 x SMA(20)"
    assert exit_of("the close is above 1.5 x 20 EMA") == "the close is above 1.5 x EMA(20)"


@pytest.mark.parametrize("said", ["with 5M capital", "with a capital of 5M"])
def test_a_capital_of_millions_is_no_chart_either(said: str) -> None:
    made = strategy_of(f"Buy KO {said} when RSI < 30, sell when RSI > 70")
    assert (made.timeframe, made.initial_capital) == ("1d", 5_000_000)
