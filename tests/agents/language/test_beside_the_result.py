"""What is asked of the result, and limits and averages in words that were taken for others."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of

BUY = "Buy MSFT when RSI < 25, sell when RSI > 65"


@pytest.mark.parametrize(
    "said",
    [", does it beat SPY?", ". Would that have outperformed SPY?", " and see if it beats SPY",
     ". Is it better than SPY?", ". Can this strategy do better than SPY?"],
)  # fmt: skip
def test_to_beat_a_symbol_is_asked_of_the_result(said: str) -> None:
    text = f"{BUY}{said}"
    assert strategy_of(text).benchmark == "SPY"
    assert strategy_of(text).symbols == ["MSFT"]
    assert sides_of(text) == ("RSI(14) is below 25", "RSI(14) is above 65")


def test_to_beat_it_over_a_time_is_a_rule() -> None:
    rule = sides_of("Buy MSFT when RSI < 25, sell when it beats SPY over 20 days")[1]
    assert rule == "the change over 20 bars is above SPY's change over 20 bars"
    assert asked(read("Buy MSFT when it beats SPY, sell after 10 days")) == ["entry_rival"]


@pytest.mark.parametrize(
    "said",
    ["stop loss of 2 standard deviations", "2 sd stop", "stop at 2 sigma below entry",
     "take profit of 3 standard deviations"],
)  # fmt: skip
def test_deviations_are_no_per_cent(said: str) -> None:
    assert [one.text for one in read(f"{BUY}, {said}").unsupported] == [said]
    strategy = strategy_of(f"{BUY}, {said}")
    assert (strategy.stop_loss, strategy.take_profit) == (None, None)
    band = strategy_of("Buy MSFT when it is 2 sd below its 20 day average, sell after 5 days")
    assert "BOLLINGER" in repr(band.entry)


@pytest.mark.parametrize("said", ["1 minute scalping", "1 minute scalp"])
def test_bars_to_scalp_on(said: str) -> None:
    assert strategy_of(f"BTC {said}: buy when RSI < 25, sell when RSI > 65").timeframe == "1m"


@pytest.mark.parametrize(
    ("said", "fast", "slow"),
    [
        ("Golden cross on MSFT but with EMA", "EMA(50)", "EMA(200)"),
        ("EMA golden cross MSFT", "EMA(50)", "EMA(200)"),
        ("Golden cross on MSFT, but use exponential averages", "EMA(50)", "EMA(200)"),
        ("Golden cross MSFT with 20 and 100 EMA", "EMA(20)", "EMA(100)"),
        ("golden cross on MSFT but with 20/100", "SMA(20)", "SMA(100)"),
        ("Golden cross on MSFT", "SMA(50)", "SMA(200)"),
    ],
)
def test_the_averages_of_a_cross_said_apart_from_it(said: str, fast: str, slow: str) -> None:
    crossed = f"{fast} crosses above {slow}", f"{fast} crosses below {slow}"
    assert sides_of(said) == crossed


def test_what_stands_beside_a_cross_may_be_more() -> None:
    text = "Golden cross on MSFT with a 5% stop"
    assert strategy_of(text).stop_loss == 0.05
    text = "Buy MSFT on a golden cross with 2 ATR stop, sell when RSI > 65"
    assert sides_of(text)[0] == "SMA(50) crosses above SMA(200)"
    text = "Buy MSFT on a golden cross with price above EMA 100, sell when RSI > 65"
    assert sides_of(text)[0].endswith("SMA(200) and the close is above EMA(100)")


def test_a_crossover_of_two_lengths_is_one_of_averages() -> None:
    crossed = "SMA(50) crosses above SMA(200)", "SMA(50) crosses below SMA(200)"
    assert sides_of("50/200 crossover MSFT") == crossed
    assert read("RSI 30/70 crossover MSFT").action == "clarify"
    assert read("Buy MSFT on a 12/26 MACD crossover").strategy is None
