"""Lengths in weeks and months, which are not as many bars."""

import datetime as dt

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, sides_of, strategy_of


@pytest.mark.parametrize(
    ("said", "bars"), [("SMA(9 months)", 189), ("SMA (30 week)", 150), ("EMA(2 years)", 504)]
)
def test_in_brackets_they_are_counted_in_bars(said: str, bars: int) -> None:
    name = said[:3]
    assert entry_of(f"the close is above {said}") == f"the close is above {name}({bars})"


@pytest.mark.parametrize(("unit", "bars"), [("month", 189), ("week", 45), ("day", 9)])
def test_an_average_that_is_named_first_keeps_its_unit(unit: str, bars: int) -> None:
    bought, sold = sides_of(
        f"Use the 9-{unit} SMA on KO. Buy when the close crosses above the SMA. Sell when it "
        "crosses below."
    )
    assert bought == f"the close crosses above SMA({bars})"
    assert sold == f"the close crosses below SMA({bars})"


def test_months_of_daily_bars_are_told() -> None:
    reading = read("Use the 9-month SMA on KO. Buy when the close is above the SMA, sell below it.")
    assert "a month of daily bars is counted as 21 of them" in noted(reading)


def test_two_that_are_called_fast_and_slow_keep_theirs() -> None:
    bought, _ = sides_of(
        "With a slow (10 month SMA) and a fast (2 month SMA) on KO: buy when the fast SMA crosses "
        "above the slow SMA, sell when it crosses below"
    )
    assert bought == "SMA(42) crosses above SMA(210)"


@pytest.mark.parametrize(
    ("said", "bars"), [("with weekly bars", "1w"), ("on 4 hour candles", "4h"), ("", "1d")]
)
def test_the_bars_beside_it_are_those_of_the_test(said: str, bars: str) -> None:
    made = strategy_of(
        f"Use the 40-bar EMA {said}. Buy KO when the close is above the EMA, sell when it is below."
    )
    assert made.timeframe == bars


def test_a_time_in_brackets_is_that_of_the_test() -> None:
    text = "Buy KO when RSI < 30, sell when RSI > 70 (3 years)"
    made = read(text, today=dt.date(2025, 6, 30)).strategy
    assert made is not None
    assert made.start == dt.date(2022, 6, 30)
