"""Filters that name an average alone, stops that trail a gain, and signs that are spelt."""

import pytest

from agents.language import read
from backtests.engine.strategy import Atr
from tests.agents.language.reading_of import noted, sides_of, strategy_of

TOLD = "an average as a filter is read as: it enters only while the close is above it"
CROSS = "Buy IBM when the 9 EMA crosses above the 21 EMA, sell when it crosses below"
FILTERS = [
    "Add a daily trend filter using the 100 EMA", "Use the 100 EMA as a trend filter",
    "Trend filter: 100 EMA", "Filter trades with the 100-period EMA", "With an EMA 100 filter",
    "Apply a 100-period EMA filter", "100 EMA trend filter",
    "Include a regime filter by the EMA(100)",
]  # fmt: skip


@pytest.mark.parametrize("words", FILTERS)
def test_a_filter_by_an_average_is_a_close_above_it_and_that_is_told(words: str) -> None:
    reading = read(f"{CROSS}. {words}.")
    assert reading.action == "run"
    assert "crosses above EMA(21) and the close is above EMA(100); sell" in reading.sentence
    assert TOLD in noted(reading)


def test_below_its_average_is_where_a_short_may_be_opened() -> None:
    text = "Short IBM when RSI is above 70, cover below 50, with a 100 EMA filter"
    assert sides_of(text)[0] == "RSI(14) is above 70 and the close is below EMA(100)"


@pytest.mark.parametrize(
    "text",
    [f"{CROSS}. Add a trend filter using ADX.", "Filter: ADX. Buy IBM when RSI is below 30, sell "
     "above 70", "Buy IBM when the 9 EMA crosses above "
     "the 21 EMA, short on the cross below. Use the 100 EMA as a trend filter."],
)  # fmt: skip
def test_a_filter_that_says_too_little_is_named(text: str) -> None:
    reading = read(text)
    assert reading.unsupported
    assert TOLD not in noted(reading)


@pytest.mark.parametrize(
    ("words", "far"),
    [("trail profits at 2x ATR", Atr(multiple=2)), ("trail the profit at 3 ATR", Atr(multiple=3)),
     ("trail your gains with a 2 ATR stop", Atr(multiple=2)), ("trail profits by 5%", 0.05),
     ("lock in profits with a trailing stop of 2x ATR", Atr(multiple=2))],
)  # fmt: skip
def test_a_gain_that_is_trailed_has_no_target(words: str, far: Atr | float) -> None:
    made = strategy_of(f"Buy IBM when RSI is below 30, {words}")
    assert (made.trailing_stop, made.take_profit) == (far, None)


@pytest.mark.parametrize(
    "words",
    ["Use ATR(10) to set the stop loss at 1.5x ATR below entry",
     "Use the 10-period ATR to place the stop 1.5 ATR below the entry",
     "Using ATR(10), set the stop at 1.5 ATR",
     "The ATR(10) is used for the stop: 1.5x ATR below entry"],
)  # fmt: skip
def test_the_range_of_a_stop_may_be_named_before_it(words: str) -> None:
    reading = read(f"Buy IBM when RSI is below 30. {words}.")
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.stop_loss == Atr(multiple=1.5, period=10)


@pytest.mark.parametrize(
    "words",
    ["cut it at minus 6, cash out at plus 20", "sell at plus 20 or minus 6",
     "out at -6, out at +20",
     "stop at minus 6, target plus 20", "stop minus 6%, target plus 20%",
     "cut at minus six percent, bank at plus twenty percent", "bail at -6, take profit at +20",
     "cut the loss at minus 6, take the win at plus 20"],
)  # fmt: skip
def test_a_sign_that_is_spelt_is_what_a_position_makes_or_loses(words: str) -> None:
    made = strategy_of(f"Buy IBM when it falls 8% in a week, {words}")
    assert (made.stop_loss, made.take_profit, made.exit) == (0.06, 0.2, None)


@pytest.mark.parametrize(
    ("text", "entry", "leaving"),
    [("Buy IBM when CCI is below minus 100, sell at plus 100", "CCI(20) is below -100",
      "CCI(20) is at or above 100"),
     ("Buy IBM when Williams %R is below minus 80, sell at minus 20",
      "Williams %R (14) is below -80", "Williams %R (14) is at or above -20"),
     ("Buy IBM when RSI < 30, sell at the 20-day SMA plus 2%", "RSI(14) is below 30",
      "the close is at or above 1.02 x SMA(20)")],
)  # fmt: skip
def test_a_sign_that_is_spelt_belongs_to_a_level_of_its_own_kind(
    text: str, entry: str, leaving: str
) -> None:
    assert sides_of(text) == (entry, leaving)


def test_a_distance_in_ranges_has_no_sign() -> None:
    made = strategy_of("Buy IBM when RSI < 30, stop at minus 2 ATR, target at plus 3 ATR")
    assert (made.stop_loss, made.take_profit) == (Atr(multiple=2), Atr(multiple=3))


@pytest.mark.parametrize(
    "text",
    ["GLD / SLV rotation. Rotate monthly into the commodity ETF with the higher 4-month return. "
     "Benchmark: SPY.",
     "GLD and SLV rotation. At the end of every month move into the metal with the stronger 4 "
     "month return, against SPY as the benchmark."],
)  # fmt: skip
def test_a_rotation_takes_its_symbols_from_its_heading(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.symbols == ["GLD", "SLV"]
    assert reading.strategy.benchmark == "SPY"
    assert "the highest change over 84 bars" in reading.sentence
