"""Averages spoken of again without a length, levels that are broken, channels of two lengths."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, sides_of, strategy_of


@pytest.mark.parametrize(
    ("entry", "again", "exit_"),
    [("price is 5% below its 20 EMA", "it is back at the average", "EMA(20)"),
     ("price is 5% below its 20-day average", "it is back at the moving average", "SMA(20)"),
     ("the 10 EMA crosses above the 50 EMA", "price closes below the slow EMA", "EMA(50)"),
     ("the 10 EMA crosses above the 50 EMA", "price closes below the fast EMA", "EMA(10)"),
     ("SMA 10 > SMA 30", "the close is below the slower moving average", "SMA(30)")],
)  # fmt: skip
def test_the_average_is_the_one_that_was_spoken_of(entry: str, again: str, exit_: str) -> None:
    assert sides_of(f"Buy KO when {entry}, sell when {again}")[1].endswith(exit_)


def test_the_average_of_volume_is_not_that_of_the_price() -> None:
    said = entry_of("price is above its 50 day average and volume is above the average")
    assert said == "the close is above SMA(50) and volume is above the 20-bar average volume"


def test_of_two_averages_none_stands_in() -> None:
    text = "Buy KO when the 20 EMA crosses above the 50 EMA, sell when price closes below the EMA"
    reading = read(text)
    assert asked(reading) == ["periods"]
    assert reading.questions[0].default is None
    assert reading.questions[0].choices[:2] == ["20", "50"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("the lower Bollinger band is breached", "the lower Bollinger Band (20, 2)"),
     ("BB(20,2.5) lower is breached", "the lower Bollinger Band (20, 2.5)"),
     ("price breaks through the lower Bollinger band", "the lower Bollinger Band (20, 2)")],
)  # fmt: skip
def test_a_lower_band_is_broken_from_above(said: str, meant: str) -> None:
    assert entry_of(said) == f"the close crosses below {meant}"


@pytest.mark.parametrize(
    "said",
    ["price rises through the lower Bollinger band",
     "price breaks back up through the lower Bollinger band"],
)  # fmt: skip
def test_upwards_it_is_crossed_from_below(said: str) -> None:
    assert entry_of(said) == "the close crosses above the lower Bollinger Band (20, 2)"


def test_an_average_is_broken_to_the_side_that_is_said() -> None:
    assert entry_of("the 200 SMA is broken to the upside") == "the close crosses above SMA(200)"
    assert asked(read("Buy KO when the 200 SMA is breached, sell after 5 days")) == ["entry"]


def test_a_price_at_its_average_touches_it() -> None:
    assert entry_of("price is at its 20 EMA") == entry_of("price touches its 20 EMA")


def test_no_purchase_on_a_cross_is_none_on_that_bar() -> None:
    text = "Don't buy KO when MACD crosses below its signal. Buy when RSI < 30, sell after 5 days"
    assert describe_condition(strategy_of(text).entry) == (
        "RSI(14) is below 30 and it is not the case that the MACD line (12, 26, 9) crosses below "
        "the MACD signal (12, 26, 9)"
    )


@pytest.mark.parametrize(
    "text",
    ["Donchian breakout on KO with entry 40 and exit 15",
     "KO donchian, 40 day entry and 15 day exit", "KO donchian 40/15"],
)  # fmt: skip
def test_a_channel_has_a_length_for_either_way(text: str) -> None:
    (choice,) = read(text).questions[0].choices
    assert choice == (
        "buy when price breaks above the 40-day high, sell when price breaks below the 15-day low"
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("MACD: buy KO on bullish cross, sell on bearish cross", "(12, 26, 9)"),
     ("Using MACD(5,35,5) on KO, buy the bullish cross, sell the bearish cross", "(5, 35, 5)")],
)  # fmt: skip
def test_a_bullish_cross_is_that_of_the_heading(text: str, numbers: str) -> None:
    assert sides_of(text) == (
        f"the MACD line {numbers} crosses above the MACD signal {numbers}",
        f"the MACD line {numbers} crosses below the MACD signal {numbers}",
    )
