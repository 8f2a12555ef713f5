"""An indicator that a text begins with, and its numbers that stand apart from its rules."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, sides_of, strategy_of

RSI_10 = ("RSI(10) is below 25", "RSI(10) is above 75")


@pytest.mark.parametrize(
    "text",
    ["Use a 10 period RSI on KO. Buy below 25, sell above 75",
     "Using a 10-day RSI, buy KO below 25, sell above 75",
     "With a 10 bar RSI on KO, I buy when it is below 25 and sell when it is above 75",
     "Using a 10-day RSI buy KO when RSI is below 25, sell when RSI is above 75",
     "RSI on KO: oversold 25, overbought 75, period 10",
     "KO RSI: length 10, buy below 25, sell above 75",
     "RSI for KO, period 10, buy below 25, sell above 75"],
)  # fmt: skip
def test_the_length_that_is_said_first_is_that_of_the_rules(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == RSI_10


@pytest.mark.parametrize(
    "text",
    ["With Bollinger Bands (30, 2.5) on KO, buy below the lower band, sell above the upper band",
     "Using Bollinger Bands with length 30 and stdev 2.5, buy KO below the lower band, "
     "sell above the upper band"],
)  # fmt: skip
def test_so_are_both_numbers_of_bands(text: str) -> None:
    assert sides_of(text) == (
        "the close is below the lower Bollinger Band (30, 2.5)",
        "the close is above the upper Bollinger Band (30, 2.5)",
    )


def test_buy_lower_is_at_the_lower_of_the_bands() -> None:
    assert sides_of("Bollinger Bands on KO: length 30, stdev 2.5, buy lower, sell upper") == (
        "the low is at or below the lower Bollinger Band (30, 2.5)",
        "the high is at or above the upper Bollinger Band (30, 2.5)",
    )


def test_buying_lower_and_selling_higher_names_no_bands() -> None:
    assert "entry" in asked(read("Bollinger on KO: buy lower, sell higher"))


def test_an_ichimoku_heading_says_no_more_than_its_rules() -> None:
    reading = read(
        "Ichimoku on KO: buy when tenkan crosses above kijun, sell when it crosses below"
    )
    assert (reading.action, reading.unsupported) == ("run", [])


@pytest.mark.parametrize(
    ("text", "entry"),
    [("With RSI(14) on SPY, buy QQQ below 30, sell QQQ above 70", "SPY's RSI(14) is below 30"),
     ("Using MACD, buy KO when RSI is below 30, sell when RSI is above 70", "RSI(14) is below 30"),
     ("With a 9-day RSI below 30, buy KO, sell when it is above 70", "RSI(9) is below 30")],
)  # fmt: skip
def test_what_the_rules_say_themselves_stays(text: str, entry: str) -> None:
    assert describe_condition(strategy_of(text).entry) == entry


def test_a_period_of_years_or_of_holding_is_no_length() -> None:
    text = "RSI on KO: buy below 30, sell above 70, period 2010 to 2015"
    assert describe_condition(strategy_of(text).entry) == "RSI(14) is below 30"
    held = read("RSI on KO: buy below 30, sell above 70, holding period 20")
    assert held.unsupported


@pytest.mark.parametrize(
    ("text", "entry"),
    [("supertrend with ATR period 7 and multiplier 2 on KO",
      "the SuperTrend direction (7, 2) rises above 0"),
     ("KO Bollinger Bands (30, 2.5)", "the close is below the lower Bollinger Band (30, 2.5)"),
     ("KO donchian breakout 40/15", "the close is above the 40-bar high 1 bar ago")],
)  # fmt: skip
def test_the_rules_that_are_offered_have_the_numbers_that_were_said(text: str, entry: str) -> None:
    assert asked(read(text)) == ["rules"]
    made = read(text, answers="defaults").strategy
    assert made is not None
    assert describe_condition(made.entry) == entry


@pytest.mark.parametrize(
    "text",
    ["On KO, use a 10 day RSI, buy below 25, sell above 75",
     "I use a 10-period RSI on KO: buy under 25, sell over 75",
     "My strategy uses a 10-period RSI on KO. Buy under 25, sell over 75.",
     "Use a 10-period RSI with 25/75 levels on KO"],
)  # fmt: skip
def test_however_it_is_led(text: str) -> None:
    assert sides_of(text) == RSI_10


def test_two_bare_numbers_are_those_of_a_channel() -> None:
    text = "For KO use Keltner 20, 2.5: buy close above upper, sell close below middle"
    assert sides_of(text)[0] == "the close is above the upper Keltner Channel (20, 2.5, 10)"
