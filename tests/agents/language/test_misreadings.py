"""Words that were once read as something else, without a word: each is read, asked or named."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

TWO = "Buy IBM when RSI > 50 and MFI > 50"


@pytest.mark.parametrize(
    ("words", "leaving"),
    [("either drops below 50", "RSI(14) drops below 50 or MFI(14) drops below 50"),
     ("either one is below 40", "RSI(14) is below 40 or MFI(14) is below 40"),
     ("one of them is below 40", "RSI(14) is below 40 or MFI(14) is below 40"),
     ("both are below 40", "RSI(14) is below 40 and MFI(14) is below 40")],
)  # fmt: skip
def test_none_of_the_two_is_left_out(words: str, leaving: str) -> None:
    assert sides_of(f"{TWO}, sell when {words}")[1] == leaving


@pytest.mark.parametrize("way", ["either turns negative", "either is negative"])
def test_either_momentum_ends_the_trade(way: str) -> None:
    text = f"Buy IBM when 5 day momentum > 0 and 20 day momentum > 0, exit when {way}"
    assert sides_of(text)[1] == (
        "the change over 5 bars is below 0% or the change over 20 bars is below 0%"
    )


def test_below_both_is_below_each_of_the_levels() -> None:
    text = "Buy IBM when close > SMA(50) and close > SMA(200), sell when it is below both"
    assert sides_of(text)[1] == "the close is below SMA(50) and the close is below SMA(200)"


@pytest.mark.parametrize(
    "text",
    ["Buy IBM when RSI is above 50 and the MACD histogram is positive, sell when either turns "
     "negative", "Buy IBM when RSI > 50 and ADX > 25, sell when either falls below"],
)  # fmt: skip
def test_what_cannot_be_so_of_both_is_asked_about(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert "either" in reading.unsupported[0].text


@pytest.mark.parametrize(
    ("text", "leaving"),
    [("Buy IBM when RSI < 30, sell when either RSI > 70 or MFI > 80",
      "RSI(14) is above 70 or MFI(14) is above 80"),
     ("Buy IBM when %K crosses above %D and both are below 20, sell when %K is above 80",
      "Stochastic %K (14, 3, 3) is above 80")],
)  # fmt: skip
def test_either_before_two_rules_joins_them(text: str, leaving: str) -> None:
    assert sides_of(text)[1] == leaving


@pytest.mark.parametrize(
    "words",
    ["the close is more than 5 dollars below its 20-day average",
     "it is at least $3 above the open"],
)  # fmt: skip
def test_how_far_a_value_lies_from_another_is_no_level(words: str) -> None:
    reading = read(f"Buy IBM when {words}, sell after 5 days")
    assert reading.strategy is None
    assert reading.unsupported


@pytest.mark.parametrize(
    ("words", "meant"),
    [("the close is at least as high as yesterday's close",
      "the close is at or above the close 1 bar ago"),
     ("the close is as low as the 20-day low", "the close is at or below the 20-bar low 1 bar ago"),
     ("RSI is as low as 20", "RSI(14) is at or below 20")],
)  # fmt: skip
def test_as_high_as_is_no_high_of_a_bar(words: str, meant: str) -> None:
    assert f"Buy IBM when {meant}; " in read(f"Buy IBM when {words}, sell after 2 days").sentence


def test_a_level_is_that_of_what_is_traded_where_another_has_the_same_value() -> None:
    entry = "Buy IBM when RSI is below 30 and the RSI of MSFT is below 40"
    assert sides_of(f"{entry}, sell above 60")[1] == "RSI(14) is above 60"
    assert sides_of(f"{entry}, sell when MSFT's RSI is above 60")[1] == "MSFT's RSI(14) is above 60"
    only = "Buy IBM when MSFT's RSI is below 30, sell when it is above 60"
    assert sides_of(only)[1] == "MSFT's RSI(14) is above 60"


@pytest.mark.parametrize(
    ("text", "entry", "leaving"),
    [("Buy IBM when it goes up to 150, sell when it goes down to 120",
      "the close is at or above 150", "the close is at or below 120"),
     ("Buy IBM when it moves down to 120, sell when it moves up to 150",
      "the close is at or below 120", "the close is at or above 150"),
     ("Buy IBM when RSI goes down to 30, sell when it goes up to 70",
      "RSI(14) is at or below 30", "RSI(14) is at or above 70")],
)  # fmt: skip
def test_the_way_to_a_level_is_the_one_that_is_said(text: str, entry: str, leaving: str) -> None:
    assert sides_of(text) == (entry, leaving)
